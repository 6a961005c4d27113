"""What a pack can say no with."""

from __future__ import annotations

__all__ = ["PackError", "Unread"]


class PackError(Exception):
    """The file is no pack, or cannot be opened; the message is a sentence for people."""


class Unread(PackError):
    """One cell that was not read; the message is what was expected and what came."""
