"""Which parts of a form follow what is written elsewhere in it, found by asking the layout.

A grid has a column for each category, a list offers the lines written above it. A sheet of paper
cannot follow what is typed, so each free row gets a slot before anything is written: the layout is
asked with a mark in every text of every slot, and wherever a mark comes back, that part follows
that text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..forms.choices import sort
from ..forms.order import ordered
from ..forms.spec import Section, at
from ..forms.table import tidy

__all__ = ["SPARE", "Layout", "Origin", "Probe", "clean", "free", "probe", "slot_name"]

SPARE = 5  # blank rows beyond what is asked for
_MARK = re.compile("\ue000(\\d+)\ue001")
_ROUNDS = 4  # a part may follow a part that follows a text

Row = dict[str, Any]
Layout = Callable[[dict[str, Any]], list[Section]]


@dataclass(frozen=True)
class Origin:
    """A text of a slot. Args: slot: what it is called while nothing is written, "Category 1"."""

    section: str
    row: str
    column: str
    slot: str
    text: str


@dataclass(frozen=True)
class Probe:
    """Args:
    sections: with marks where something follows a text.
    rows: section -> the rows of its free slots, as they are saved, blank ones included.
    """

    sections: list[Section]
    rows: Mapping[str, list[Row]]
    _origins: list[Origin] = field(default_factory=list)

    def origins(self, text: str) -> list[Origin]:
        """The texts that this one follows."""
        numbers = [int(n) for n in _MARK.findall(text)]
        return [self._origins[n] for n in numbers if n < len(self._origins)]

    def alone(self, text: str) -> Origin | None:
        """The text that this one repeats, word for word."""
        return self.origins(text)[0] if _MARK.fullmatch(text) and self.origins(text) else None

    def spoken(self, text: str, *, slots: bool = False) -> str:
        """The text with what is written in place of the marks, or with the slots' names."""

        def said(found: re.Match[str]) -> str:
            origin = self._origins[int(found[1])]
            return origin.slot if slots or not origin.text else origin.text

        return _MARK.sub(said, text)


def free(section: Section) -> bool:
    """Whether the learner adds the rows."""
    return section.kind == "table" and not section.fixed


def probe(
    layout: Layout,
    data: Mapping[str, Any],
    *,
    slots: Mapping[tuple[str, str], str] | None = None,
) -> Probe:
    """The sections of an exercise with a slot for each row that may be written.

    Args:
        layout: data -> sections.
        data: the answer so far.
        slots: (section, row) -> what the row is called in a sheet that is being read. No blank
            slots are added then, and blank rows keep their place.
    """
    spare = SPARE if slots is None else 0
    sections = layout(dict(data))
    shape: Any = None
    rows: dict[str, list[Row]] = {}
    origins: list[Origin] = []
    for _ in range(_ROUNDS):
        rows, origins, marked = {}, [], dict(data)
        for section in sections:
            if free(section):
                rows[section.key] = _slots(section, data.get(section.key), spare)
                marked[section.key] = _marked(section, rows[section.key], origins, slots)
        try:
            sections = layout(marked)
        except Exception:  # a layout that takes no marks follows nothing
            return Probe(layout(dict(data)), rows)
        now = [(s.key, [c.key for c in s.columns]) for s in sections]
        if now == shape:
            break
        shape = now
    return Probe(sections, rows, origins)


def clean(section: Section, raw: Any) -> list[Row]:
    """The rows of a section as a form keeps them."""
    known = {item.id.casefold(): item.id for item in section.material}
    if section.kind == "table":
        return tidy(section, raw, known)[0]
    return (sort if section.kind == "choices" else ordered)(section, raw)[0]


def slot_name(section: Section, number: int | str) -> str:
    """What a row is called while nothing is written in it: "Category 1"."""
    return f"{section.row_name[:1].upper()}{section.row_name[1:]} {number}"


def _slots(section: Section, raw: Any, spare: int) -> list[Row]:
    """Rows with an id each; blank ones keep their place when they come from a sheet."""
    saved = [dict(r) for r in raw if isinstance(r, dict) and r.get("id")] if isinstance(raw, list) else []
    if spare:
        saved = clean(section, raw)
    wanted = min(section.max_rows, max(section.min_rows, len(saved)) + spare) if spare else 0
    taken = {row["id"] for row in saved}
    number = 0
    while len(saved) < wanted:
        number += 1
        name = f"{section.key[:1] or 'r'}{number}"
        if name not in taken:
            saved.append({"id": name})
    return saved


def _marked(
    section: Section,
    rows: list[Row],
    origins: list[Origin],
    slots: Mapping[tuple[str, str], str] | None,
) -> list[Row]:
    texts = [c.key for c in section.columns if c.kind in ("text", "long") and "/" not in c.key]
    found = []
    for number, row in enumerate(rows, start=1):
        marks = {}
        own = slots.get((section.key, row["id"])) if slots is not None else None
        slot = own or slot_name(section, f"{number}" if slots is None else f"{number} (new)")
        for key in texts:
            marks[key] = f"\ue000{len(origins)}\ue001"
            text = " ".join(str(at(row, key) or "").split())
            origins.append(Origin(section.key, row["id"], key, slot, text))
        found.append({**row, **marks})
    return found
