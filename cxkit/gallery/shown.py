"""One thing that `cx.draw` shows by a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..desk import Desk
from ..screen import Refused
from ..techniques.artefact import Artefact, ArtefactError

__all__ = ["Shown", "artefact"]

A = TypeVar("A", bound=Artefact)


@dataclass(frozen=True)
class Shown:
    """Args:
    exercise: whose answer it shows.
    draw: (desk, mine) -> a drawing's Picture, or a Page where it is a table.
    tables: (desk, mine) -> what goes into a spreadsheet.
    page: it is a table, so there is no picture to write.
    sheet: (desk, mine, paper) -> the Picture for a sheet of A3 or A4; None where one size is all.
    """

    exercise: str
    draw: Callable[[Desk, bool], Any]
    tables: Callable[[Desk, bool], Any]
    page: bool = False
    sheet: Callable[[Desk, bool, str], Any] | None = None


def artefact(desk: Desk, kind: type[A], exercise: str, mine: bool) -> A:
    """An exercise's answer as the artefact that a picture is drawn from.

    Raises:
        Refused: it cannot be read; the sentence says why.
    """
    answer = desk.answer(exercise, mine=mine)
    if answer.problem:
        raise Refused(answer.problem)
    try:
        return kind.read(answer.data)
    except ArtefactError as error:
        raise Refused(f"Exercise {exercise} cannot be read. {error}") from None
