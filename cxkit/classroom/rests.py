"""Which answers of a hand-in an assignment rests on: they are kept with it, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..course import Course
from ..workbook import Answer, DamagedAnswer, parse, sealed
from .contents import Contents

__all__ = ["Rests"]


class Rests:
    """An assignment's own answers, and those of others that a marker asked for.

    Args:
        contents: the hand-in.
        part: the assignment.
    """

    def __init__(self, contents: Contents, part: Course) -> None:
        self._contents, self._part = contents, part
        self._asked: set[tuple[str, bool]] = set()

    def data(self, exercise: str, mine: bool) -> dict[str, Any]:
        """Another answer, for a marker that asks for it: `Together` calls this."""
        self._asked.add((exercise, mine))
        return self._contents.data(exercise, mine)

    def __contains__(self, key: tuple[str, bool]) -> bool:
        return key[0] in self._part.exercises or key in self._asked

    def files(self, answers: Mapping[tuple[str, bool], Answer]) -> dict[str, bytes]:
        """The answer files as they came, or as they were recovered; name -> bytes.

        Args:
            answers: those that were read.
        """
        kept = {f"answers/{name}": raw for name, raw in self._contents.files.items()
                if _key(name) in self}
        for (exercise, mine), answer in answers.items():
            if (exercise, mine) in self:
                name = f"answers/{'mine/' if mine else ''}{exercise}.json"
                note = self._contents.found[exercise, mine].note
                if note and not _reads(kept.get(name, b""), answer):
                    kept[name] = sealed(answer)
        return kept


def _key(place: str) -> tuple[str, bool]:
    """".previous/mine/0.1.json" -> ("0.1", True)."""
    *folders, name = place.split("/")
    return name.removesuffix(".json"), "mine" in folders


def _reads(raw: bytes, answer: Answer) -> bool:
    """Whether these bytes are the answer: then they are kept to the byte."""
    try:
        return parse(raw, answer.exercise, mine=answer.mine) == answer
    except DamagedAnswer:
        return False
