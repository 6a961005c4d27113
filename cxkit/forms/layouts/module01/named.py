"""Texts as the options of a list."""

from __future__ import annotations

from collections.abc import Mapping

from ...spec import Option

__all__ = ["named"]


def named(texts: Mapping[str, str], most: int = 10) -> tuple[Option, ...]:
    """Texts as options, each by its first words, short enough for a list."""
    return tuple(
        Option(i, " ".join(words[:most]) + (" \u2026" if len(words) > most else ""))
        for i, words in ((i, text.split()) for i, text in texts.items())
    )
