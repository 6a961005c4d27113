"""What the command line offers: one file a room, each with its COMMANDS.

A command reads arguments, calls its room and prints; what it does lives in the room.
"""

from __future__ import annotations

from importlib import import_module

import click

__all__ = ["FILES", "commands"]

FILES = (
    "course",
    "tables",
    "classroom",
    "class_life",
    "dashboard",
    "feedback",
    "judging",
    "items",
    "certificates",
    "material",
    "site",
    "bench",
    "trainer",
)


def commands() -> list[click.Command]:
    """Every command, in the order of FILES."""
    return [c for name in FILES for c in import_module(f"{__name__}.{name}").COMMANDS]
