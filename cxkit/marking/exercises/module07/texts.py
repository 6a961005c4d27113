"""The texts that module 07 adds to the case, as data that a trainer can edit."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["texts"]


@cache
def texts(name: str) -> dict[str, Any]:
    """`proposals` (7.2), `claims` (7.3), `office` (7.4) or `goals` (7.6)."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
