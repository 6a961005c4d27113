"""Writing a pack: one sheet an exercise, ready to fill in and to print."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..desk import Desk
from ..drawing.file import put
from ..drawing.palette import ACCENT, HAIRLINE, PAPER
from ..drawing.sheet import STAMP, on_a4, row_height, set_cell, sheet_name, undated
from ..forms.spec import at
from .cell import shown
from .plan import Block, Head, Line, Page, left_out, pages

__all__ = ["COVER", "LISTS", "PLACE", "give", "pack_bytes"]

COVER, LISTS = "Read me", "Lists"
PLACE = "exercise {exercise}"  # in the first cell of a sheet, hidden
_ACROSS = 140.0  # characters across A4 landscape in a size that can be read
_WIDTHS = {"label": 34, "text": 18, "long": 30, "number": 12, "ids": 16, "strength": 15}
_NARROWEST, _CHOICE, _WIDER = 9, 28, 1.6
_QUIET = "595959"


def give(desk: Desk) -> Path:
    """Write the pack into `exports/`.

    A pack that somebody has opened and saved since holds their work: it stays, and this one is
    given the next free name.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    folder = desk.workbook.folder / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / "pack.xlsx", 1
    while path.exists() and not _untouched(path):
        number += 1
        path = folder / f"pack-{number}.xlsx"
    return put(path, pack_bytes(desk))


def pack_bytes(desk: Desk) -> bytes:
    """A pack as bytes: the same for the same answers."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "cxkit"
    book.properties.created = STAMP
    cover, lists = book.active, book.create_sheet(LISTS)
    cover.title, lists.sheet_state = COVER, "hidden"
    names: set[str] = {COVER.lower(), LISTS.lower()}
    written, offered = [], _Lists(lists)
    for page in pages(desk):
        sheet = book.create_sheet(sheet_name(f"{page.exercise} {page.title}", names))
        _Sheet(sheet, page, offered).fill()
        written.append((sheet.title, page))
    _cover(cover, written, left_out(desk))
    book.move_sheet(lists, len(book.sheetnames))
    file = io.BytesIO()
    book.save(file)
    return undated(file.getvalue())


def _untouched(path: Path) -> bool:
    """Every program puts its own time into a file that it saves; this kit's is always the same."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {e.date_time for e in archive.infolist()} == {STAMP.timetuple()[:6]}
    except (OSError, zipfile.BadZipFile):
        return False


class _Lists:
    """The hidden sheet from which drop-down lists are filled: in a cell of its own, a label may
    be long and hold commas."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._known: dict[tuple[str, ...], str] = {}

    def range(self, labels: Sequence[str]) -> str:
        from openpyxl.utils import get_column_letter

        key = tuple(labels)
        if key not in self._known:
            x = len(self._known) + 1
            for y, label in enumerate(key, 1):
                set_cell(self._sheet.cell(y, x), label)
            letter = get_column_letter(x)
            self._known[key] = f"{LISTS}!${letter}$1:${letter}${len(key)}"
        return self._known[key]


class _Sheet:
    """One sheet as it is written. Column A is hidden: it says which exercise, table and row;
    column B numbers the rows; the columns of all tables begin at C."""

    def __init__(self, sheet: Any, page: Page, lists: _Lists) -> None:
        self.sheet, self.page, self.lists = sheet, page, lists
        self.widths = _column_widths(page.blocks)
        self.last = 2 + len(self.widths)
        self.rows: dict[str, tuple[int, int]] = {}  # table -> its first and last row
        self.y = 1

    def fill(self) -> None:
        from openpyxl.utils import get_column_letter

        sheet, page = self.sheet, self.page
        sheet.column_dimensions["A"].hidden = True
        sheet.column_dimensions["B"].width = 6
        for x, width in enumerate(self.widths, 3):
            sheet.column_dimensions[get_column_letter(x)].width = width
        set_cell(sheet["A1"], PLACE.format(exercise=page.exercise))
        set_cell(sheet["A2"], f"state {page.state}")
        self._line(f"{page.exercise} {page.title}", size=14, bold=True)
        self._line(f"About {page.minutes} minutes. Fill in the white cells; leave the rest blank.",
                   quiet=True)  # fmt: skip
        for title in page.without:
            self._line(f"\u201c{title}\u201d is done in the course's own form, not here.", quiet=True)
        for block in page.blocks:
            self._block(block)
        for block in page.blocks:
            self._lists(block)
        one = self.rows[page.blocks[0].key][0] if len(page.blocks) == 1 else 2
        sheet.freeze_panes = f"C{one}"
        on_a4(sheet)

    def _block(self, block: Block) -> None:
        self.y += 1
        set_cell(self.sheet.cell(self.y, 1), f"({block.key})")
        self._line(block.section.title, size=12, bold=True)
        if block.section.intro:
            self._line(block.section.intro)
        self._row("", [head.help for head in block.heads], quiet=True)
        set_cell(self.sheet.cell(self.y, 1), f"[{block.key}]")
        self._row("No.", [head.title for head in block.heads], head=True)
        first = self.y
        for number, line in enumerate(block.lines, 1):
            set_cell(self.sheet.cell(self.y, 1), line.id)
            self._row(number, [_value(head, line) for head in block.heads],
                      given=[head.column.kind == "label" for head in block.heads])  # fmt: skip
        self.rows[block.key] = first, max(first, self.y - 1)

    def _lists(self, block: Block) -> None:
        first, last = self.rows[block.key]
        for x, head in enumerate(block.heads, 3):
            if head.column.kind != "choice":
                continue
            source = self._range(head)
            if source:
                self._offer(source, x, first, last, strict=not head.follows)
            for y, line in enumerate(block.lines, first):
                if line.labels:
                    self._offer(self.lists.range(list(line.labels.values())), x, y, y, strict=True)

    def _range(self, head: Head) -> str:
        """Where the labels of a list stand: beside what is typed, where they follow that."""
        from openpyxl.utils import get_column_letter

        if head.follows:
            key, column = head.follows
            source = next(b for b in self.page.blocks if b.key == key)
            x = next(n for n, h in enumerate(source.heads, 3) if h.column.key == column)
            first, last = self.rows[key]
            return f"${get_column_letter(x)}${first}:${get_column_letter(x)}${last}"
        return self.lists.range(list(head.labels.values())) if head.labels else ""

    def _offer(self, source: str, x: int, first: int, last: int, *, strict: bool) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=True,
                              errorStyle="stop" if strict else "warning",
                              errorTitle="Not in the list",
                              error="Choose from the list, or clear the cell.")  # fmt: skip
        letter = get_column_letter(x)
        rule.add(f"{letter}{first}:{letter}{last}")
        self.sheet.add_data_validation(rule)

    def _line(self, text: str, *, size: int = 11, bold: bool = False, quiet: bool = False) -> None:
        """A text across the sheet."""
        from openpyxl.styles import Alignment, Font

        cell = self.sheet.cell(self.y, 2)
        set_cell(cell, text)
        cell.font = Font("Calibri", size, bold=bold, color=_QUIET if quiet else None)
        cell.alignment = Alignment("left", "top", wrap_text=True)
        self.sheet.merge_cells(start_row=self.y, end_row=self.y, start_column=2, end_column=self.last)
        tall = row_height((text,), (6 + sum(self.widths),))
        self.sheet.row_dimensions[self.y].height = max(tall, 1.6 * size)
        self.y += 1

    def _row(self, number: Any, values: Sequence[Any], *, head: bool = False, quiet: bool = False,
             given: Sequence[bool] = ()) -> None:  # fmt: skip
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        side = Side("thin", color=HAIRLINE.lstrip("#"))
        for x, value in enumerate((number, *values), 2):
            cell = self.sheet.cell(self.y, x)
            set_cell(cell, value)
            cell.alignment = Alignment("left", "top", wrap_text=True)
            if head:
                cell.font = Font("Calibri", 11, bold=True, color=PAPER.lstrip("#"))
                cell.fill = PatternFill("solid", fgColor=ACCENT.lstrip("#"))
            elif quiet:
                cell.font = Font("Calibri", 9, italic=True, color=_QUIET)
                cell.alignment = Alignment("left", "bottom", wrap_text=True)
            else:
                cell.border = Border(side, side, side, side)
                if x == 2 or given[x - 3]:
                    cell.fill = PatternFill("solid", fgColor="F2F2F2")
        room = [width * 1.2 for width in self.widths] if quiet else self.widths  # smaller letters
        tall = row_height(tuple(values), room)
        self.sheet.row_dimensions[self.y].height = tall if head or quiet else max(tall, 32.0)
        self.y += 1


def _value(head: Head, line: Line) -> Any:
    column = head.column
    if column.kind == "label":
        return line.given.get(column.key, "")
    labels = head.labels if line.labels is None else line.labels
    return shown(column, at(line.saved, column.key), labels)


def _column_widths(blocks: Sequence[Block]) -> list[float]:
    """One width a place, wide enough for what each table has there."""
    count = max(len(block.heads) for block in blocks)
    wanted = [max(_wanted(b.heads[x]) for b in blocks if x < len(b.heads)) for x in range(count)]
    scale = min(_WIDER, _ACROSS / sum(wanted))
    return [round(max(_NARROWEST, width * scale), 1) for width in wanted]


def _wanted(head: Head) -> float:
    longest = max([10, *(len(label) + 3 for label in head.labels.values())])
    return float(_WIDTHS.get(head.column.kind, min(longest, _CHOICE)))


_ABOUT = (
    "This workbook holds the parts of the course that are about your own organisation. "
    "Colleagues can fill it in with Excel or LibreOffice, without the course.",
    "Each sheet is one exercise. Write in the white cells. A grey cell is given. "
    "A cell with an arrow has a list.",
    "Rows that stay blank are passed over. You may sort and insert rows, widen columns and move "
    "them. Please keep the names of the columns, and do not merge cells.",
    "Type values, not formulas: nothing is computed when the pack is read.",
    "Whose data this is: yours. The file lies on your machine and goes nowhere by itself. Whoever "
    "is sent a copy can read all of it. Use roles instead of names of people.",
    "To read it back, put the file beside the notebooks and run: "
    'cx.start(pack="pack.xlsx"). Every check that needs no key is run. What was changed in the '
    "course in the meantime is not overwritten; you are told where the two differ.",
)


def _cover(sheet: Any, written: Iterable[tuple[str, Page]], without: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    rows: list[tuple[str, bool]] = [("Your own organisation: a pack to fill in", True)]
    rows += [(text, False) for text in _ABOUT] + [("The sheets", True)]
    for name, page in written:
        done = sum(_filled(line.saved) for block in page.blocks for line in block.lines)
        told = f"{name}: {page.minutes} minutes, {f'{done} rows filled' if done else 'blank'}"
        without_part = f". Not in it: {', '.join(page.without)}" if page.without else ""
        rows.append((told + without_part, False))
    if without:
        rows.append(("Left out, because a recording and its marks do not fit a sheet: "
                     f"{', '.join(without)}. Use the course's own form.", False))  # fmt: skip
    sheet.column_dimensions["A"].width = 100
    for y, (text, bold) in enumerate(rows, 1):
        cell = sheet.cell(y, 1)
        set_cell(cell, text)
        cell.font = Font("Calibri", 14 if y == 1 else 11, bold=bold)
        cell.alignment = Alignment("left", "top", wrap_text=True)
        sheet.row_dimensions[y].height = row_height((text,), (98.0,)) + 6
    on_a4(sheet)
    sheet.page_setup.fitToHeight = 1


def _filled(row: Mapping[str, Any]) -> bool:
    return any(value not in ("", None, [], {}) for key, value in row.items() if key != "id")
