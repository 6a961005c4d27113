"""What colleagues do to a workbook: each is read, or told in one sentence with its address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .workbooks import Pack, mine

STEPS = ("0.1", "steps")
SHEET = "Sheet \u201c0.1 One process of your own\u201d"


def _steps(pack: Pack) -> list[dict[str, Any]]:
    return mine(pack.desk, "0.1")["steps"]


@pytest.fixture
def filled(pack: Pack) -> Pack:
    for n, step in enumerate(("ring", "wait", "pay"), 1):
        pack.write(*STEPS, n, Step=step, Who_does_it="clerk", What_the_customer_wants_here="speed")
    return pack


# ---- a value as it stands in a cell ----------------------------------------------------------

TEXTS = {
    "a text": ("ring the bell", "ring the bell"),
    "spaces around": ("  ring \n", "ring"),
    "spaces that do not break": ("\N{NO-BREAK SPACE}ring\N{NO-BREAK SPACE}the bell", "ring the bell"),
    "a formula in words": ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    "a whole number": (5, "5"),
    "a number": (2.50, "2.5"),
    "a date": (datetime(2026, 9, 30), "2026-09-30"),
    "a day": (date(2026, 9, 30), "2026-09-30"),
    "a date and a time": (datetime(2026, 9, 30, 14, 5), "2026-09-30 14:05"),
    "a time": (time(8, 30), "08:30"),
    "a date as text": ("30/09/2026", "30/09/2026"),
    "true": (True, "TRUE"),
    "as long as a cell can be": ("x" * 32_767, "x" * 32_767),
}  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_read_as_it_is_meant(
    pack: Pack, tmp_path: Path, value: Any, expected: str
) -> None:
    pack.write(*STEPS, 1, Step=value)
    taken = pack.take(tmp_path / "pack.xlsx")["0.1"]
    assert (_steps(pack)[0]["step"], taken.told) == (expected, ())


TARGET = ("3.3", "statements", 1, "Target: number")
NUMBERS = {
    "a number": (12.5, "General", 12.5, ""),
    "a number as text": ("12.5", "General", 12.5, ""),
    "a comma": ("0,35", "General", 0.35, ""),
    "thousands": ("1,200", "General", 1200, ""),
    "per cent, the unit beside it": (0.35, "0%", 35, ""),
    "a sign that is only shown": (35, '0"%"', 35, ""),
    "per cent as text": ("35 %", "General", 35, ""),
    "a zero": (0, "General", 0, ""),
    "words": ("about 40", "General", None, "expected a number, found \u201cabout 40\u201d"),
    "not a number": ("NaN", "General", None, "expected a number, found \u201cNaN\u201d"),
    "without end": ("1e999", "General", None, "expected a number"),
    "a date": (datetime(2026, 9, 30), "yyyy-mm-dd", None, "found \u201c2026-09-30\u201d"),
}


@pytest.mark.parametrize(("value", "shape", "expected", "sentence"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_read_as_it_is_meant(
    pack: Pack, tmp_path: Path, value: Any, shape: str, expected: Any, sentence: str
) -> None:
    pack.write("3.3", "statements", 1, Measure="rings answered")
    cell = pack.cell(*TARGET)
    cell.value, cell.number_format = value, shape
    taken = pack.take(tmp_path / "pack.xlsx")["3.3"]
    assert mine(pack.desk, "3.3")["statements"][0].get("target") == expected
    assert bool(sentence) == bool(taken.told)
    assert sentence in "".join(taken.told)
    assert not sentence or f"cell {cell.coordinate}: expected" in taken.told[0]


CHOICES = {
    "its label": ("At Least", "at least", ""),
    "spaces": (" at most\N{NO-BREAK SPACE}", "at most", ""),
    "something else": ("roughly", None, "expected one of at least, at most, found \u201croughly\u201d"),
}


@pytest.mark.parametrize(("value", "expected", "sentence"), CHOICES.values(), ids=CHOICES)
def test_a_choice_is_one_of_its_list(
    pack: Pack, tmp_path: Path, value: str, expected: str | None, sentence: str
) -> None:
    pack.write("3.3", "statements", 1, Measure="rings answered")
    pack.cell("3.3", "statements", 1, "Target: side").value = value
    taken = pack.take(tmp_path / "pack.xlsx")["3.3"]
    assert mine(pack.desk, "3.3")["statements"][0].get("comparator") == expected
    assert sentence in "".join(taken.told) and bool(sentence) == bool(taken.told)


# ---- what follows what is written ------------------------------------------------------------


@pytest.mark.parametrize("said", ["Hurry", "Category 2"], ids=["by its name", "by its number"])
def test_a_grid_that_was_blank_has_a_column_for_each_category_to_come(
    pack: Pack, tmp_path: Path, said: str
) -> None:
    pack.write("2.3", "categories", 2, Name="Hurry")
    pack.write("2.3", "needs", 1, **{"Need, in the customer's words": "be quick"})
    pack.cell("2.3", "needs", 1, "Category 2").value = "3 (K1; K4)"
    pack.cell("2.3", "sort", 1, "Code").value = "K1"
    pack.cell("2.3", "sort", 1, "Category").value = said
    taken = pack.take(tmp_path / "pack.xlsx")["2.3"]
    found = mine(pack.desk, "2.3")
    (category,), (need,), (person,) = found["categories"], found["needs"], found["sort"]
    assert taken.told == ()
    assert need["cells"] == {category["id"]: {"strength": 3, "evidence": ["K1", "K4"]}}
    assert person["choice"] == category["id"]


def test_a_column_keeps_its_category_when_that_is_renamed_or_moved(
    pack: Pack, tmp_path: Path
) -> None:
    pack.write("2.3", "categories", 1, Name="Slow")
    pack.write("2.3", "categories", 2, Name="Hurry")
    pack.cell("2.3", "needs", 1, "Category 2").value = 2
    path = tmp_path / "pack.xlsx"
    pack.take(path)
    again = Pack(pack.desk)
    first, second = (again.cell("2.3", "categories", n, "Name") for n in (1, 2))
    first.value, second.value = "Hurry", "No time"
    sheet = again.sheet("2.3")
    for x in (1, 2):  # the two rows change places, as after sorting
        one, two = sheet.cell(first.row, x), sheet.cell(second.row, x)
        one.value, two.value = two.value, one.value
    first.value, second.value = second.value, first.value
    assert again.take(path)["2.3"].told == ()
    found = mine(pack.desk, "2.3")
    names = {c["id"]: c["name"] for c in found["categories"]}
    cells = {names[k]: v["strength"] for k, v in found["needs"][0]["cells"].items() if v["strength"]}
    assert cells == {"No time": 2}


STRENGTHS = {
    "a level": (3, 3, []),
    "with codes": ("2 (K1, 4)", 2, ["K1", "4"]),
    "codes behind it": ("2: K1 K4", 2, ["K1", "K4"]),
    "codes alone": ("[K1]", None, ["K1"]),
    "too strong": (4, "told", []),
    "in between": (2.5, "told", []),
    "words": ("very", "told", []),
    "two digits": ("23", "told", []),
}


@pytest.mark.parametrize(("value", "level", "cited"), STRENGTHS.values(), ids=STRENGTHS)
def test_a_strength_is_a_level_and_codes(
    pack: Pack, tmp_path: Path, value: Any, level: Any, cited: list[str]
) -> None:
    pack.write("2.3", "categories", 1, Name="Hurry")
    pack.write("2.3", "needs", 1, **{"Need, in the customer's words": "be quick"})
    pack.cell("2.3", "needs", 1, "Category 1").value = value
    taken = pack.take(tmp_path / "pack.xlsx")["2.3"]
    cells = mine(pack.desk, "2.3")["needs"][0].get("cells", {})
    if level == "told":
        assert "expected 0 to 3 and codes in brackets" in taken.told[0] and cells == {}
    else:
        (cell,) = cells.values()
        assert cell == {"strength": level, "evidence": cited} and taken.told == ()


# ---- what is done to rows, columns and sheets -------------------------------------------------


def _swap(pack: Pack) -> None:
    one, two = (pack.column(*STEPS, t) for t in ("Step", "Who does it"))
    sheet = pack.sheet("0.1")
    for y in range(pack.header(*STEPS), pack.header(*STEPS) + 4):
        a, b = sheet.cell(y, one), sheet.cell(y, two)
        a.value, b.value = b.value, a.value


def _extra(pack: Pack) -> None:
    y = pack.header(*STEPS)
    pack.sheet("0.1").cell(y, 9).value = "Our remarks"
    pack.sheet("0.1").cell(y + 1, 9).value = "see Anna"


def _without_first_column(sheet: Any) -> None:
    sheet.delete_cols(1)
    sheet.merged_cells.ranges.clear()


def _no_marks(pack: Pack) -> None:
    _without_first_column(pack.sheet("0.1"))


def _other_title(pack: Pack) -> None:
    pack.sheet("0.1").title = "Our process"


def _gap(pack: Pack) -> None:
    pack.sheet("0.1").insert_rows(pack.header(*STEPS) + 2, 2)
    pack.sheet("0.1").merged_cells.ranges.clear()


def _hidden(pack: Pack) -> None:
    pack.sheet("0.1").row_dimensions[pack.header(*STEPS) + 2].hidden = True


def _shouted(pack: Pack) -> None:
    pack.cell(*STEPS, 0, "Step").value = " STEP\N{NO-BREAK SPACE}"


def _no_lists(pack: Pack) -> None:
    del pack.book["Lists"], pack.book["Read me"]


HARMLESS = [_swap, _extra, _no_marks, _other_title, _gap, _hidden, _shouted, _no_lists]


@pytest.mark.parametrize("edit", HARMLESS, ids=lambda e: e.__name__.strip("_"))
def test_what_does_no_harm_needs_no_word(
    filled: Pack, tmp_path: Path, edit: Callable[[Pack], None]
) -> None:
    edit(filled)
    taken = filled.take(tmp_path / "pack.xlsx")["0.1"]
    assert taken.told == ()
    assert [(r["step"], r["who"], r["wants"]) for r in _steps(filled)] == [
        (step, "clerk", "speed") for step in ("ring", "wait", "pay")
    ]


def _formula(pack: Pack) -> None:
    pack.cell(*STEPS, 1, "Step").value = "=1+1"


def _error(pack: Pack) -> None:
    pack.cell(*STEPS, 1, "Step").value = "#REF!"


def _too_long(pack: Pack) -> None:
    pack.cell(*STEPS, 1, "Step")._value = "x" * 40_000  # other programs than Excel take it


def _merged(pack: Pack) -> None:
    y, x = pack.header(*STEPS) + 2, pack.column(*STEPS, "Step")
    pack.sheet("0.1").merge_cells(start_row=y, end_row=y + 1, start_column=x, end_column=x)


def _no_column(pack: Pack) -> None:
    pack.sheet("0.1").delete_cols(pack.column(*STEPS, "Who does it"))
    pack.sheet("0.1").merged_cells.ranges.clear()


def _two_columns(pack: Pack) -> None:
    pack.sheet("0.1").cell(pack.header(*STEPS), 9).value = "Step"


def _no_table(pack: Pack) -> None:
    sheet, y = pack.sheet("0.1"), pack.header(*STEPS)
    sheet.delete_rows(y - 3, 4)
    sheet.merged_cells.ranges.clear()


def _two_sheets(pack: Pack) -> None:
    pack.book.copy_worksheet(pack.sheet("0.1")).title = "0.1 again"


def _many_rows(pack: Pack) -> None:
    first, x, sheet = pack.header(*STEPS), pack.column(*STEPS, "Step"), pack.sheet("0.1")
    for n in range(4, 10_001):
        sheet.cell(first + n, x).value = f"step {n}"


def _lost(edit: Callable[[Pack], None]) -> set[str]:
    """Where the edit itself wrote over the first step."""
    return {"ring"} if edit in (_formula, _error, _too_long) else set()


TOLD = {
    "a formula": (_formula, "cell C13 holds a formula without a stored result"),
    "an error": (_error, "cell C13 shows the error #REF!. Type the value."),
    "40,000 characters": (_too_long, "cell C13 holds 40,000 characters; a cell holds at most 32,767"),
    "merged cells": (_merged, "cells C14:C15 are merged"),
    "a deleted column": (_no_column, "row 12 has no column \u201cWho does it\u201d"),
    "a column twice": (_two_columns, "the column \u201cStep\u201d stands in C12 and I12; the first"),
    "a deleted table": (_no_table, "the table \u201cFive steps\u201d was not found"),
    "10,000 rows": (_many_rows, "holds 10,000 rows; at most 20 fit. Those from row 33 on were not"),
}


@pytest.mark.parametrize(("edit", "sentence"), TOLD.values(), ids=TOLD)
def test_what_cannot_be_read_is_told_with_its_place_and_costs_nothing_else(
    filled: Pack, tmp_path: Path, edit: Callable[[Pack], None], sentence: str
) -> None:
    filled.write("0.1", "about", 1, Your_organisation="ours")
    edit(filled)
    taken = filled.take(tmp_path / "pack.xlsx")["0.1"]
    assert all(t.startswith(f"{SHEET}, ") and t.endswith(".") for t in taken.told)
    assert sentence in taken.told[-1], taken.told
    assert len(taken.told) == 1 or edit in (_no_table, _no_column), "both hit two tables"
    found = mine(filled.desk, "0.1")
    assert found["about"][0]["organisation"] == "ours"
    assert edit is _no_table or "ring" in {r.get("step") for r in found["steps"]} | _lost(edit)
    assert edit is _no_table or "speed" in {r.get("wants") for r in found["steps"]}


def test_a_cell_that_cannot_be_read_keeps_what_was_saved(filled: Pack, tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    filled.take(path)
    again = Pack(filled.desk)
    again.cell(*STEPS, 1, "Step").value = "=1+1"
    again.cell(*STEPS, 2, "Step").value = "wait long"
    again.take(path)
    assert [r["step"] for r in _steps(filled)] == ["ring", "wait long", "pay"]


def test_of_a_formula_the_stored_result_is_read(filled: Pack, tmp_path: Path) -> None:
    """As Excel stores it; openpyxl alone writes no results."""
    import re
    import zipfile

    cell = filled.cell("3.3", "statements", 1, "Target: number")
    cell.value = "=6*7"
    filled.save(tmp_path / "bare.xlsx")
    path = tmp_path / "pack.xlsx"
    with zipfile.ZipFile(tmp_path / "bare.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb"<f>6\*7</f><v ?/?>(</v>)?", b"<f>6*7</f><v>42</v>", part))
    from cxkit.pack import take

    take(filled.desk, path)
    assert mine(filled.desk, "3.3")["statements"][0]["target"] == 42


def test_of_two_sheets_alike_the_first_is_read(filled: Pack, tmp_path: Path) -> None:
    from cxkit.pack import take

    _two_sheets(filled)
    taken, told = take(filled.desk, filled.save(tmp_path / "pack.xlsx"))
    assert "are both for 0.1: the first was read" in told[0] and len(told) == 1
    assert len(_steps(filled)) == 3


def test_a_sheet_of_ones_own_and_a_sheet_less_are_told(filled: Pack, tmp_path: Path) -> None:
    from cxkit.pack import take

    filled.book.create_sheet("Notes")["A1"] = "hello"
    filled.book.remove(filled.sheet("2.3"))
    taken, told = take(filled.desk, filled.save(tmp_path / "pack.xlsx"))
    assert told == ["No sheet of the pack, and passed over: Notes."]
    assert next(t.what for t in taken if t.exercise.id == "2.3") == "no sheet"


def test_a_row_that_was_copied_is_a_row_of_its_own(filled: Pack, tmp_path: Path) -> None:
    sheet, y = filled.sheet("0.1"), filled.header(*STEPS)
    for cell in list(sheet[y + 1]):
        sheet.cell(y + 4, cell.column).value = cell.value
    filled.take(tmp_path / "pack.xlsx")
    rows = _steps(filled)
    assert [r["step"] for r in rows] == ["ring", "wait", "pay", "ring"]
    assert len({r["id"] for r in rows}) == 4


def test_a_given_line_is_found_by_its_words_when_its_mark_is_gone(
    pack: Pack, tmp_path: Path
) -> None:
    pack.write("2.6", "parts", 3, What_you_say="tomorrow at nine")
    _without_first_column(pack.sheet("2.6"))
    assert pack.take(tmp_path / "pack.xlsx")["2.6"].told == ()
    assert [(r["id"], r["text"]) for r in mine(pack.desk, "2.6")["parts"]] == [
        ("plan", "tomorrow at nine")
    ]


def test_a_pack_holds_drop_down_lists_a_frozen_head_and_prints_on_a4(blank: bytes) -> None:
    import io

    book = openpyxl.load_workbook(io.BytesIO(blank))
    assert book.sheetnames[0] == "Read me" and book["Lists"].sheet_state == "hidden"
    cover = "\n".join(str(c.value) for (c,) in book["Read me"].iter_rows())
    assert "goes nowhere by itself" in cover and "do not fit a sheet: 4.2" in cover
    for sheet in book.worksheets[1:-1]:
        assert sheet.column_dimensions["A"].hidden and sheet.freeze_panes.startswith("C")
        page = sheet.page_setup
        assert (page.orientation, page.paperSize, page.fitToWidth) == ("landscape", "9", 1) or (
            page.orientation, int(page.paperSize), page.fitToWidth) == ("landscape", 9, 1)  # fmt: skip
    grid = next(s for s in book if s["A1"].value == "exercise 2.3")
    rules = {r.formula1 for r in grid.data_validations.dataValidation}
    assert any(r.startswith("Lists!") for r in rules) and any(r.startswith("$C$") for r in rules)
