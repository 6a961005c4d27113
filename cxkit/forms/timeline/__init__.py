"""The timeline: a recording to hear, and marks put into it by keyboard."""

from __future__ import annotations

__all__: list[str] = []
