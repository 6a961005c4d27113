"""What stops a recording from being built or heard, told as a person can act on it."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

__all__ = ["SoundError", "need"]


class SoundError(RuntimeError):
    """A recording cannot be built or read: what was expected, what came, what to do."""


def need(name: str) -> ModuleType:
    """A module of the extra `sound`, loaded only now.

    Raises:
        SoundError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise SoundError(
            f"Recordings are made with {name}, which is not installed here. "
            'Install the kit with its extra, as in pip install "cxkit[sound]", and run this again.'
        ) from None
