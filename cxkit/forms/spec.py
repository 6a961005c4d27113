"""What a form shows, as plain values: no widget is known here.

A form is a list of sections. A section is a table (rows of typed cells), a set of choices (items,
each put under one label), an order (cards put one under another) or a timeline (marks in a
recording). Conventions:

- Every row is a dict with an "id". In a table whose rows are `fixed` the ids are the layout's,
  elsewhere the form gives them and never gives one twice.
- A column's key may be a path: "cells/c1" is row["cells"]["c1"].
- A choices section's rows are {"id": item id, "choice": option value, "why": text}.
- An order section's rows are {"id": item id, "place": 1, 2 ...}; none until a card was moved.
- A timeline's rows are marks: see `timeline/marks.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .timeline.recording import Recording

__all__ = ["KINDS", "Beside", "Column", "Item", "Option", "Question", "Section", "at", "offered", "options_of"]

KINDS = ("label", "text", "long", "choice", "number", "ids", "strength")
SECTIONS = ("table", "choices", "order", "timeline")
SHAPES = ("rows", "boxes")


@dataclass(frozen=True)
class Option:
    """One label that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Args:
        key: where the value stands in a row.
        kind: "label" read only, "text" one line, "long" grows, "choice" from `options`,
            "number" (a number, None, or the text as typed where it is none), "ids" a list of
            evidence ids, "strength" {"strength": 0-3 or None, "evidence": [ids]}.
        help: one line under the title.
        width: a CSS length such as "14em"; empty for the kind's own.
        unit: shown beside a number.
        unit_beside: the unit of a number stands in another field, so 60 % is 60 there.

    Raises:
        ValueError: an unknown kind.
    """

    key: str
    title: str
    kind: str
    options: tuple[Option, ...] = ()
    help: str = ""
    placeholder: str = ""
    width: str = ""
    unit: str = ""
    unit_beside: bool = False

    @property
    def counts_in(self) -> str:
        """The unit that a number is typed in; with "%" a typed 60 % is 60, else a share of 1."""
        return "%" if self.unit_beside else self.unit

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"Column {self.key}: expected one of {KINDS}, found {self.kind!r}.")


@dataclass(frozen=True)
class Item:
    """A text to read, to cite by its id, or to sort.

    Args:
        options: the labels of this item alone, where they are not the section's: a quiz.
    """

    id: str
    text: str
    title: str = ""
    note: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Section:
    """One table, one set of choices, one order or one timeline.

    Args:
        key: the section's name in the answer's data.
        kind: "table", "choices", "order" or "timeline".
        shape: of a table: "rows", or "boxes" with the fields of a row one under another.
        columns: of a table.
        fixed: rows that are given: each a dict with "id" and the values of label columns; they
            cannot be added, removed or reordered.
        min_rows, max_rows: of a table whose rows are free.
        row_name: what one row is called: "need" gives "need 3" and "Add a need".
        items: of choices and orders, in the order shown.
        options: of choices.
        why: the label of the reason box of choices; empty for none.
        material: texts to read beside the section; evidence ids refer to them.
        recording: of a timeline; None where the learner opens a file of their own.
        agreed: of a timeline: what annotators agreed, each with kind, start, end, what and
            optional; it reaches the browser only after the first check.

    Raises:
        ValueError: an unknown kind.
    """

    key: str
    title: str
    intro: str = ""
    kind: str = "table"
    shape: str = "rows"
    columns: tuple[Column, ...] = ()
    fixed: tuple[Mapping[str, Any], ...] = ()
    min_rows: int = 0
    max_rows: int = 40
    row_name: str = "row"
    items: tuple[Item, ...] = ()
    options: tuple[Option, ...] = ()
    why: str = ""
    material: tuple[Item, ...] = ()
    recording: Recording | None = None
    agreed: tuple[Mapping[str, Any], ...] = ()

    def __post_init__(self) -> None:
        for value, known in ((self.kind, SECTIONS), (self.shape, SHAPES)):
            if value not in known:
                raise ValueError(f"Section {self.key}: expected one of {known}, found {value!r}.")


@dataclass(frozen=True)
class Beside:
    """A picture of what has been written so far, drawn anew after each save.

    Args:
        section: above whose rows it stands.
        svg: the picture; shown as an image, so nothing in it can run.
        alt: the same in words.
    """

    section: str
    svg: str
    alt: str


@dataclass(frozen=True)
class Question:
    """Shown live under a cell, never a fault. Without a row it stands under the section."""

    section: str
    row: str
    column: str
    text: str


def at(row: Mapping[str, Any], key: str) -> Any:
    """The value at a column's key, None where the path ends early."""
    value: Any = row
    for part in key.split("/"):
        if not isinstance(value, (dict, Mapping)):  # a dict, as nearly always, is known at once
            return None
        value = value.get(part)
    return value


def offered(section: Section, item: Item) -> tuple[Option, ...]:
    """The labels under which an item may be put."""
    return item.options or section.options


def options_of(options: tuple[Option, ...]) -> dict[str, str]:
    """Value -> label."""
    return {option.value: option.label for option in options}
