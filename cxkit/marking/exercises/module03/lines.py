"""The lines of invented firms that 3.5 puts to the test, as data that a trainer can edit."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["lines"]


@cache
def lines() -> dict[str, Any]:
    """`line` (id, firm, text, put, why), `labels`, `sold`, `threshold`, `trivial`."""
    return tomllib.loads(files(__package__).joinpath("lines.toml").read_text(encoding="utf-8"))
