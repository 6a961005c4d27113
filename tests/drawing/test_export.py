"""Sheets and files: text stays text, and what cannot be written is a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cxkit.drawing import (
    CannotWrite,
    NothingToExport,
    Table,
    UnknownFormat,
    draw_grid,
    export,
    write_xlsx,
)
from cxkit.drawing.sheet import CELL_LIMIT, xlsx
from cxkit.techniques.needs import Grid

from .grids import EXPERT, make_grid


def _read(path: Path, row: int = 2, column: int = 1):
    return load_workbook(path).worksheets[0].cell(row, column)


@pytest.mark.parametrize(
    "value, expected, kind",
    [
        ("=1+1", "=1+1", "s"),
        ("+44 20", "+44 20", "s"),
        ("-5", "-5", "s"),
        ("@SUM(A1)", "@SUM(A1)", "s"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")', "s"),
        ("#N/A", "#N/A", "s"),
        ("12:30", "12:30", "s"),
        ("no", "no", "s"),
        ("bell\x07 null\x00", "bell null", "s"),
        ("lone \ud800", "lone ", "s"),
        ("a\r\nb", "a\nb", "s"),
        ("東京 Łódź \U0001f680", "東京 Łódź \U0001f680", "s"),
        (3, 3, "n"),
        (0.5, 0.5, "n"),
        (None, None, "n"),
        ("", None, "n"),
    ],
)
def test_a_cell_holds_what_was_typed(
    tmp_path: Path, value: object, expected: object, kind: str
) -> None:
    cell = _read(write_xlsx(tmp_path / "a.xlsx", [Table("T", ("x",), ((value,),))]))
    assert (cell.value, cell.data_type) == (expected, kind)


@pytest.mark.parametrize("value, marked", [("=1", True), ("@a", True), ("a=1", False)])
def test_excel_keeps_it_a_text_when_the_cell_is_edited(
    tmp_path: Path, value: str, marked: bool
) -> None:
    cell = _read(write_xlsx(tmp_path / "a.xlsx", [Table("T", ("x",), ((value,),))]))
    assert bool(cell.quotePrefix) is marked


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_survives_but_for_what_a_sheet_cannot_hold(text: str) -> None:
    import io

    cell = (
        load_workbook(io.BytesIO(xlsx([Table("T", ("x",), ((text,),))]))).worksheets[0].cell(2, 1)
    )
    assert cell.data_type == ("s" if cell.value else "n")


@pytest.mark.parametrize("text", ["x" * 40_000, "\U0001f680" * 20_000])
def test_a_text_beyond_the_limit_is_cut_and_says_so(tmp_path: Path, text: str) -> None:
    value = _read(write_xlsx(tmp_path / "a.xlsx", [Table("T", ("x",), ((text,),))])).value
    assert len(value.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert value.endswith("[cut: Excel holds no more in one cell]")


@pytest.mark.parametrize(
    "names, expected",
    [
        (["Grid"], ["Grid"]),
        (["a/b:c?"], ["a b c"]),
        (["", "''"], ["Table", "Table 2"]),
        (["History"], ["Table"]),
        (["Grid", "grid", "GRID"], ["Grid", "grid 2", "GRID 3"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 29 + " 2"]),
    ],
)
def test_sheet_names_are_legal_and_unique(
    tmp_path: Path, names: list[str], expected: list[str]
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [Table(n, ("x",)) for n in names])
    assert load_workbook(path).sheetnames == expected


def test_a_sheet_is_ready_to_read_and_to_print(tmp_path: Path) -> None:
    path = export(draw_grid(EXPERT), tmp_path / "a.xlsx", "Synthetic data.")
    book = load_workbook(path)
    assert book.sheetnames == ["Grid", "Evidence", "Kinds of customer", "About"]
    sheet = book["Grid"]
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet["A1"].font.bold and sheet["A2"].alignment.wrap_text
    widths = [sheet.column_dimensions[c].width for c in "ABCDE"]
    assert min(widths) >= 8 and sum(widths) <= 130 and widths[0] == max(widths)
    assert book["About"]["A2"].value == "Synthetic data."


@pytest.mark.parametrize(
    "text, lines",
    [("short", 1), ("two\nlines", 2), ("word " * 60, 5), ("x" * 5000, 27)],
)
def test_a_row_is_as_tall_as_its_text(tmp_path: Path, text: str, lines: int) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [Table("T", ("x",), ((text,),))])
    height = load_workbook(path).worksheets[0].row_dimensions[2].height
    assert lines * 15 <= height <= (lines + 1) * 15


def test_the_same_tables_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    tables = draw_grid(EXPERT).tables
    first = xlsx(tables, "note")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 90_000)
    monkeypatch.setattr(time, "localtime", lambda *a: time.gmtime(now + 90_000))
    assert xlsx(tables, "note") == first


@pytest.mark.parametrize("suffix, head", [("png", b"\x89PNG"), ("PDF", b"%PDF"), ("svg", b"<?xml")])
def test_a_picture_is_written_by_its_ending(tmp_path: Path, suffix: str, head: bytes) -> None:
    path = export(draw_grid(EXPERT), tmp_path / "new" / f"grid.{suffix}")
    assert path.read_bytes().startswith(head)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "name, bare, sentence",
    [
        ("a.docx", False, "Expected a name ending in .pdf, .png, .svg or .xlsx, found .docx"),
        ("a", False, "found no ending in 'a'"),
        ("a.pdf", True, "Expected a name ending in .xlsx, found .pdf"),
    ],
)
def test_an_unknown_ending_is_named(tmp_path: Path, name: str, bare: bool, sentence: str) -> None:
    picture = draw_grid(EXPERT)
    with pytest.raises(UnknownFormat, match=sentence.replace(".", r"\.")):
        export(picture.tables if bare else picture, tmp_path / name)


@pytest.mark.parametrize("suffix", ["png", "pdf", "svg", "xlsx"])
def test_an_empty_grid_leaves_no_file(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(NothingToExport, match="The grid is not begun"):
        export(draw_grid(Grid()), tmp_path / f"a.{suffix}")
    assert not list(tmp_path.iterdir())


def test_a_grid_in_words_alone_still_makes_a_sheet(tmp_path: Path, no_fonts: None) -> None:
    picture = draw_grid(make_grid(["東京"], ["x"], [[1]]))
    assert _read(export(picture, tmp_path / "a.xlsx"), 1, 2).value == "東京"
    with pytest.raises(NothingToExport, match="no font"):
        export(picture, tmp_path / "a.png")


def test_a_file_open_in_excel_keeps_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "grid.xlsx"
    path.write_bytes(b"before")

    def locked(half: Path, target: Path) -> None:
        raise PermissionError(13, "The process cannot access the file", half, None, target)

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(CannotWrite, match="open in another program, such as Excel"):
        export(draw_grid(EXPERT), path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "error, sentence",
    [
        (PermissionError(13, "Permission denied"), "does not let files be written"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_a_folder_that_refuses_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(CannotWrite, match=sentence):
        export(draw_grid(EXPERT), tmp_path / "a.xlsx")


def test_a_folder_in_the_files_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(CannotWrite, match="found the folder"):
        export(draw_grid(EXPERT), tmp_path / "a.xlsx")
