"""What is authored for Brightwater: pools from which a paper draws, in `texts/`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["TEXTS", "authored"]

TEXTS = Path(__file__).with_name("texts")


@cache
def authored(name: str) -> dict[str, Any]:
    """The pool `texts/<name>.toml`. It is kept: do not change it."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))
