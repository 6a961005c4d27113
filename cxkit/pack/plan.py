"""What stands on each sheet of a pack: its tables, their columns, a line for each row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..desk import Desk
from ..forms.spec import Column, Item, Option, Section, at, offered
from .probe import Layout, Probe, Row, clean, free, probe

__all__ = ["Block", "Head", "Line", "Page", "left_out", "pages", "planned", "state_of", "without_form"]

_HELP = {
    "label": "",
    "text": "A few words.",
    "long": "A sentence or two.",
    "choice": "Choose from the list.",
    "number": "A number alone.",
    "ids": "Codes, with a comma between.",
    "strength": "0 to 3, then codes in brackets: 2 (K1, K3).",
}


@dataclass(frozen=True)
class Head:
    """One column of a table.

    Args:
        titles: the names under which it is found again; also: one it may have been given since.
        labels: value -> label; accepted: the slots' names -> the value.
        follows: the section and column whose cells its list offers.
    """

    column: Column
    title: str
    titles: frozenset[str]
    help: str
    labels: Mapping[str, str]
    accepted: Mapping[str, str]
    follows: tuple[str, str] | None = None
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Line:
    """One row.

    Args:
        saved: as in the answer, {"id"} where nothing is.
        given: column -> text of the columns that are read only.
        labels: what may be chosen in this row alone, where that is not the column's.
    """

    id: str
    saved: Row
    given: Mapping[str, str]
    labels: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Block:
    """One table of a sheet."""

    section: Section
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]

    @property
    def key(self) -> str:
        return self.section.key

    @property
    def grows(self) -> bool:
        return free(self.section)


@dataclass(frozen=True)
class Page:
    """One sheet.

    Args:
        state: of the answer when the sheet was written: see `state_of`.
        without: titles of what can only be done in the form.
    """

    exercise: str
    title: str
    minutes: int
    state: str
    blocks: tuple[Block, ...]
    without: tuple[str, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """The sheets of a pack, in the order of the course. An answer that cannot be read is shown
    blank; reading the pack back leaves it alone."""
    for exercise in desk.course.exercises.values():
        if (exercise.own or exercise.mine) and not without_form(desk, exercise.id):
            answer = desk.answer(exercise.id, mine=True)

            def layout(data: dict[str, Any], name: str = exercise.id) -> list[Section]:
                return desk.layout(name, data, mine=True)

            blocks, without = planned(layout, answer.data)
            if blocks:
                yield Page(exercise.id, exercise.title, exercise.minutes, state_of(answer.data),
                           blocks, without)  # fmt: skip


def left_out(desk: Desk) -> list[str]:
    """Exercises on one's own organisation that no sheet can hold, with their titles."""
    here = {page.exercise for page in pages(desk)}
    return [f"{e.id} {e.title}" for e in desk.course.exercises.values()
            if (e.own or e.mine) and e.id not in here and not without_form(desk, e.id)]  # fmt: skip


def without_form(desk: Desk, name: str) -> bool:
    """True for an exercise of a course that has no form yet."""
    try:
        desk.layout(name, {}, mine=True)
    except (KeyError, ModuleNotFoundError):
        return True
    return False


def planned(
    layout: Layout, data: Mapping[str, Any], slots: Mapping[tuple[str, str], str] | None = None
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The tables of an exercise, and the titles of the sections that no table can hold.

    Args:
        slots: (section, row) -> what the row is called in a sheet that is being read; no rows are
            added then.
    """
    found = probe(layout, data, slots=slots)
    blocks = [_block(found, s, data.get(s.key)) for s in found.sections if s.kind != "timeline"]
    return tuple(blocks), tuple(s.title for s in found.sections if s.kind == "timeline")


def state_of(data: Mapping[str, Any]) -> str:
    """A short name for what an answer holds: the same for the same content, on every machine."""
    content = json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    return hashlib.sha256(content).hexdigest()[:16] if data else "blank"


def _block(found: Probe, section: Section, raw: Any) -> Block:
    heads = tuple(_head(found, column) for column in _columns(section))
    if section.kind in ("choices", "order"):
        saved = {row["id"]: row for row in clean(section, raw)}
        lines = [_item(section, item, saved, found) for item in section.items]
    elif section.fixed:
        saved = {r.get("id"): r for r in raw if isinstance(r, dict)} if isinstance(raw, list) else {}
        lines = [Line(str(given["id"]), saved.get(given["id"], {"id": given["id"]}),
                      {c.key: found.spoken(str(given.get(c.key, ""))) for c in section.columns
                       if c.kind == "label"}) for given in section.fixed]  # fmt: skip
    else:
        labels = [c.key for c in section.columns if c.kind == "label"]
        lines = [Line(row["id"], row, {key: found.spoken(str(at(row, key) or "")) for key in labels})
                 for row in found.rows.get(section.key, ())]  # fmt: skip
    return Block(section, heads, tuple(lines))


def _columns(section: Section) -> tuple[Column, ...]:
    if section.kind == "choices":
        why = Column("why", section.why, "long", help="A short reason.")
        titled = Column("title", "No. or name", "label")
        return (
            *(() if not any(i.title for i in section.items) else (titled,)),
            Column("text", "Text", "label"),
            Column("choice", "Your choice", "choice", section.options),
            *((why,) if section.why else ()),
        )
    if section.kind == "order":
        place = Column("place", "Place", "number", help=f"1 to {len(section.items)}, each once.")
        return (Column("text", "Card", "label"), place)
    return section.columns


def _item(section: Section, item: Item, saved: Mapping[str, Row], found: Probe) -> Line:
    own = _labels(offered(section, item), found) if item.options else None
    given = {"title": found.spoken(item.title or item.id), "text": found.spoken(item.text)}
    return Line(item.id, saved.get(item.id, {"id": item.id}), given, own)


def _head(found: Probe, column: Column) -> Head:
    name, slot = found.spoken(column.title), found.spoken(column.title, slots=True)
    told = name if name == slot else f"{slot}: {name}"
    repeated = [found.alone(option.label) for option in column.options]
    sources = {(o.section, o.column) if o else None for o in repeated}
    follows = sources.pop() if len(sources) == 1 else None
    labels = _labels(column.options, found)
    accepted = {found.spoken(o.label, slots=True): found.spoken(o.value) for o in column.options}
    return Head(column, told, frozenset({told, slot}), _help(column), labels, accepted, follows,
                frozenset({name}))  # fmt: skip


def _labels(options: tuple[Option, ...], found: Probe) -> dict[str, str]:
    return {found.spoken(option.value): found.spoken(option.label) for option in options}


def _help(column: Column) -> str:
    told = column.help or _HELP[column.kind]
    if column.kind == "number" and column.unit:
        told += f" In {column.unit}."
    if column.placeholder and column.kind not in ("label", "strength"):
        told += f" Such as: {column.placeholder}"
    return told
