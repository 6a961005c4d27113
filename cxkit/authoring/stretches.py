"""A lesson by its headings: what stands under each, and for whom.

A stretch is everything from a heading to the next one of the same or a higher level, so that it
holds the deeper headings' text as well. The syllabus looks rows up in stretches; the trainer's
guide takes the trainer's words of each timed stretch from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .source import Kind, Piece, headings

__all__ = ["Stretch", "stretches", "timed"]

_NAMED = re.compile(r"(?:(\d+\.\d+[a-z]?)\s+)?(.+?)(?:\s+\((\d+) minutes?\))?")


@dataclass(frozen=True)
class Stretch:
    """A heading with all that stands under it.

    Args:
        level: 1 to 6.
        title: without the exercise's number and the minutes.
        exercise: such as "2.3"; empty where the heading names none.
        minutes: None where the heading gives none.
        words: (who it is for, Markdown) of each part, in order; what comes before the first
            heading belongs to none.
    """

    level: int
    title: str
    exercise: str
    minutes: int | None
    words: tuple[tuple[Kind, str], ...]

    def text(self, *kinds: Kind) -> str:
        """The Markdown for these readers, parts apart by a blank line."""
        found = (words.strip("\n") for kind, words in self.words if kind in kinds)
        return "\n\n".join(words for words in found if words)


def stretches(pieces: Sequence[Piece]) -> tuple[Stretch, ...]:
    """Every stretch of a lesson, in order of its heading."""
    parts = list(_parts(pieces))
    made = []
    for place, (level, heading, _, _) in enumerate(parts):
        if not level:
            continue
        words = []
        for deeper, _, kind, text in parts[place:]:
            if deeper and words and deeper <= level:
                break
            words.append((kind, text))
        named = _NAMED.fullmatch(heading)
        exercise, title, minutes = named.groups() if named else (None, heading, None)
        made.append(
            Stretch(level, title, exercise or "", int(minutes) if minutes else None, tuple(words))
        )
    return tuple(made)


def timed(pieces: Sequence[Piece]) -> tuple[Stretch, ...]:
    """The sections of level 2 that have minutes: those of the class."""
    return tuple(s for s in stretches(pieces) if s.level == 2 and s.minutes is not None)


def _parts(pieces: Sequence[Piece]) -> Iterator[tuple[int, str, Kind, str]]:
    """(level, heading, kind, text): a new part at each heading; level 0 for one without."""
    for piece in pieces:
        found = headings(piece.text) if piece.kind == "text" else []
        lines = piece.text.split("\n")
        starts = [number for number, _, _ in found]
        if not starts or starts[0] > 0:
            yield 0, "", piece.kind, "\n".join(lines[: starts[0] if starts else None])
        ends = [*starts[1:], len(lines)][: len(starts)]
        for (start, level, title), end in zip(found, ends, strict=True):
            yield level, title, piece.kind, "\n".join(lines[start + 1 : end])
