"""Reading a pack back into a learner's answers, one exercise after the other.

What is on the disk is only replaced where it has not changed since the pack was written. Where it
has, rows that add are added and rows that differ stay as they are, unless the learner asks for the
pack's. So two colleagues' copies, or one copy twice, can be read in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..course import Exercise
from ..desk import Desk
from ..workbook import Answer, WorkbookError
from .fault import PackError
from .merging import merged, same
from .opening import Sheet, opened
from .plan import left_out, state_of, without_form
from .reading import Read, read
from .writing import COVER, LISTS

__all__ = ["Taken", "found_pack", "take"]

_PLACE = re.compile(r"exercise (\d{1,2}\.\d{1,2}[a-z]?)")
_TITLE = re.compile(r"(\d{1,2}\.\d{1,2}[a-z]?)\s")
_STATE = re.compile(r"state (\w{1,40})")
_TOLD = 12  # sentences on one sheet; a thousand cells of one kind have one cause

READ, SAME, BLANK, KEPT, MISSING = "read", "as it was", "blank", "not read", "no sheet"


@dataclass(frozen=True)
class Taken:
    """What became of one exercise.

    Args:
        what: "read", "as it was", "blank", "not read" or "no sheet".
        rows: rows with something in them, as they are on the disk now.
        told: sentences, each with its place.
        differs: rows stayed as they are here although the pack has them otherwise.
    """

    exercise: Exercise
    what: str
    rows: int = 0
    told: tuple[str, ...] = ()
    differs: bool = False


def found_pack(desk: Desk, name: str | Path) -> Path:
    """The file that a learner means: beside the notebooks, in `exports/`, or anywhere.

    Raises:
        PackError: there is none; the message names those that there are.
    """
    text = str(name).strip().strip("\"'")
    given, folder = Path(text).expanduser(), desk.workbook.folder
    for path in (folder / given, folder / "exports" / given, given):
        if text and path.is_file():
            return path
    here = sorted({p.name for f in (folder, folder / "exports") for p in f.glob("*.xlsx")
                   if not p.name.startswith("~$")})  # fmt: skip
    there = f"There is: {', '.join(here[:8])}." if here else \
        'Write one with cx.export("pack", to="xlsx").'
    raise PackError(f"There is no file {text!r:.80} beside the notebooks or in exports. {there}")


def take(desk: Desk, path: Path, *, replace: bool = False) -> tuple[list[Taken], list[str]]:
    """Read a pack and save what it says.

    Args:
        replace: take the pack's sheet also where the answer was changed since it was written.

    Returns:
        One `Taken` for each exercise on one's own organisation, and sentences on the file itself.

    Raises:
        PackError: the file is no pack, or cannot be opened.
    """
    places, told = _sheets(opened(path), desk)
    if not places:
        raise PackError(f"{path.name} holds no sheet of a pack. Write one with "
                        'cx.export("pack", to="xlsx"), and fill that in.')  # fmt: skip
    without = {name.partition(" ")[0] for name in left_out(desk)}
    taken = []
    for exercise in desk.course.exercises.values():
        if not (exercise.own or exercise.mine) or exercise.id in without \
                or without_form(desk, exercise.id):  # fmt: skip
            continue
        sheet = places.get(exercise.id)
        taken.append(_one(desk, exercise, sheet, replace) if sheet else Taken(exercise, MISSING))
    return taken, told


def _sheets(sheets: Iterable[Sheet], desk: Desk) -> tuple[dict[str, Sheet], list[str]]:
    """Exercise -> its sheet: by the hidden mark, else by its title."""
    places: dict[str, Sheet] = {}
    told: list[str] = []
    second: list[Sheet] = []
    for by_title in (False, True):
        for sheet in sheets:
            if sheet.title in (COVER, LISTS) or sheet in second or sheet in places.values():
                continue
            found = _TITLE.match(sheet.title + " ") if by_title else \
                _PLACE.fullmatch(sheet.text(1, 1))  # fmt: skip
            if not found or found[1] not in desk.course.exercises:
                continue
            first = places.get(found[1])
            if first is None:
                places[found[1]] = sheet
            else:
                second.append(sheet)
                told.append(f"Sheets \u201c{first.title}\u201d and \u201c{sheet.title}\u201d are both for "
                            f"{found[1]}: the first was read. Take one out to read the other.")  # fmt: skip
    other = [s.title for s in sheets if s.title not in (COVER, LISTS)
             and s not in second and s not in places.values()]  # fmt: skip
    if other:
        told.append(f"No sheet of the pack, and passed over: {', '.join(other[:8])}.")
    return places, told


def _one(desk: Desk, exercise: Exercise, sheet: Sheet, replace: bool) -> Taken:
    answer = desk.answer(exercise.id, mine=True)
    if answer.problem:
        return Taken(exercise, KEPT, told=(
            f"{answer.problem} Open its form first: it offers the last good revision.",))  # fmt: skip

    def layout(data: dict[str, Any]) -> list[Any]:
        return desk.layout(exercise.id, data, mine=True)

    found = read(sheet, layout, answer.data)
    told = [f"Sheet \u201c{sheet.title}\u201d, {sentence}" for sentence in found.told]
    if not found.filled:
        return Taken(exercise, BLANK, _rows(answer.data), _few(told))
    mark = _STATE.fullmatch(sheet.text(2, 1))
    data, kept = {**answer.data, **found.data}, []
    if _rows(answer.data) and not replace and (not mark or mark[1] != state_of(answer.data)):
        orders = [s.key for s in layout(answer.data) if s.kind == "order"]
        data, kept = merged(answer.data, found.data, orders)
        told += _differing(sheet, found, kept)
    what, data, failed = _saved(desk, answer, data)
    what = KEPT if what == SAME and kept else what
    return Taken(exercise, what, _rows(data), (*_few(told), *failed), bool(kept))


def _differing(sheet: Sheet, found: Read, kept: list[tuple[str, str]]) -> list[str]:
    if not kept:
        return []
    rows = sorted({found.places.get(key, {}).get(id_, 0) for key, id_ in kept} - {0})
    named = ", ".join(str(y) for y in rows[:8]) + (", ..." if len(rows) > 8 else "")
    where = f"row{'s' * (len(rows) != 1)} {named}" if rows else "the order"
    return [f"Sheet \u201c{sheet.title}\u201d, {where}: your answer here was changed after the pack was "
            "written, and says something else. Yours stays."]  # fmt: skip


def _saved(
    desk: Desk, answer: Answer, data: dict[str, Any]
) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    if same(answer.data, data):
        return SAME, answer.data, ()
    try:
        new = desk.workbook.write(answer.exercise, data, answer.rev, mine=True)
    except WorkbookError as error:
        return KEPT, answer.data, (str(error),)
    return READ, new.data, ()


def _rows(data: Any) -> int:
    """Rows with something in them."""
    return sum(not same({k: v for k, v in row.items() if k != "id"}, {})
               for rows in data.values() if isinstance(rows, list)
               for row in rows if isinstance(row, dict))  # fmt: skip


def _few(told: list[str]) -> tuple[str, ...]:
    rest = len(told) - _TOLD
    return (*told[:_TOLD], *[f"{rest:,} more cells or rows of this sheet could not be read."] * (rest > 0))
