"""A pack in the hands of a colleague: its cells by exercise, table, row and column."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl

from cxkit.desk import Desk
from cxkit.pack import Taken, pack_bytes, take

__all__ = ["Pack", "mine"]


class Pack:
    """A pack that is open in another program."""

    def __init__(self, desk: Desk, content: bytes | None = None) -> None:
        self.desk = desk
        self.book = openpyxl.load_workbook(io.BytesIO(content or pack_bytes(desk)))

    def sheet(self, exercise: str) -> Any:
        return next(s for s in self.book if s["A1"].value == f"exercise {exercise}")

    def header(self, exercise: str, section: str) -> int:
        sheet = self.sheet(exercise)
        return next(c.row for c in sheet["A"] if c.value == f"[{section}]")

    def column(self, exercise: str, section: str, title: str) -> int:
        sheet = self.sheet(exercise)
        return next(c.column for c in sheet[self.header(exercise, section)] if c.value == title)

    def cell(self, exercise: str, section: str, row: int, title: str) -> Any:
        """The cell in the row with this number, from 1."""
        y = self.header(exercise, section) + row
        return self.sheet(exercise).cell(y, self.column(exercise, section, title))

    def write(self, exercise: str, section: str, row: int, **values: Any) -> None:
        """Values by title, with _ for a space."""
        for title, value in values.items():
            cell = self.cell(exercise, section, row, title.replace("_", " "))
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # as a program does whose user typed a text

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path

    def take(self, path: Path, **options: Any) -> dict[str, Taken]:
        return {t.exercise.id: t for t in take(self.desk, self.save(path), **options)[0]}


def mine(desk: Desk, exercise: str) -> Any:
    """The data of an own answer as it lies on the disk."""
    answer = desk.answer(exercise, mine=True)
    assert not answer.problem
    return answer.data
