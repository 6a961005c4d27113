"""Decision tables as files: the same again in every format, and bad files told by the cell."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook

from cxkit.decisions import DecisionsError, read_table, read_tables, write_table
from cxkit.decisions.layout import to_cells
from cxkit.techniques.tables import Table
from tests.techniques.table_oracles import DrawnTable, tables

CASES = Path(__file__).resolve().parents[2] / "course/cases"
SUFFIXES = [".xlsx", ".csv", ".dmn"]

ODD = {
    "id": "5 %", "name": "Odd, but \"allowed\"", "hit_policy": "P",
    "inputs": [{"name": "a, b", "type": "choice", "values": ["x, y", "not(z)", "-", '"', "=1", "é"]},
               {"name": "rate", "type": "number", "from": 0.5}, {"name": "when", "type": "date"},
               {"name": "age", "type": "whole", "to": 9}, {"name": "card", "type": "boolean"}],
    "outputs": [{"name": "result", "values": ["=SUM(A1)", "true", "a, b"]}, {"name": "and", "values": ["1,000", "-", 'say "so"\\']}],
    "rules": [{"id": "=R1", "when": ['"x, y", é', "(.5..1.25], >7", '>=date("2026-03-01")', "not(3)", "yes"],
               "then": ["true", "1,000"]},
              {"id": "ü", "when": ["=1", "]2..3[", "[2026-03-01..2026-04-01)", "-", "false"],
               "then": ["=SUM(A1)", 'say "so"\\']},
              {"id": "3", "when": ['"-"', "not(1)", "2026-03-01", "1, 2", "-"], "then": ["a, b", "-"]}],
}  # fmt: skip


def _cases() -> list[dict[str, Any]]:
    found = [t for p in sorted(CASES.glob("*/tables.json")) for t in json.loads(p.read_text("utf-8"))]
    return [*found, ODD]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("data", _cases(), ids=lambda d: d["name"])
def test_read_write_read_is_the_same_table_in_the_same_bytes(
    data: dict[str, Any], suffix: str, tmp_path: Path
) -> None:
    table, first, second = Table.read(data), tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_table(table, first)
    assert read_table(first) == table
    write_table(read_table(first), second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(drawn=tables())
def test_any_table_comes_back(suffix: str, drawn: DrawnTable, tmp_path: Path) -> None:
    table = Table.read(drawn.data)
    write_table(table, tmp_path / f"t{suffix}")
    assert read_table(tmp_path / f"t{suffix}") == table


@pytest.mark.parametrize("suffix", [".xlsx", ".dmn"])
def test_a_file_may_hold_several_tables(suffix: str, tmp_path: Path) -> None:
    both = [Table.read(d) for d in _cases()]
    both = [t.__class__(f"T{n}", *(getattr(t, f) for f in ("name", "policy", "inputs", "outputs", "rules")))
            for n, t in enumerate(both)]  # fmt: skip
    write_table(both, tmp_path / f"t{suffix}")
    assert read_tables(tmp_path / f"t{suffix}") == both
    assert read_table(tmp_path / f"t{suffix}", "T1") == both[1]
    with pytest.raises(DecisionsError, match="expected one table"):
        read_table(tmp_path / f"t{suffix}")
    with pytest.raises(DecisionsError, match="expected the table 'T9'"):
        read_table(tmp_path / f"t{suffix}", "T9")


# ---- what is wrong, and where ---------------------------------------------------------------

SHEET = [
    ["table", "D1", "Courtesy car"],
    ["hit policy", "U"],
    ["rule", "input", "input", "output"],
    ["name", "hours", "day", "car"],
    ["type", "number", "choice", ""],
    ["values", "[0..40]", "weekday, Saturday", ""],
    ["C1", "<=8", "-", "no"],
    ["C2", ">8", "weekday", "yes"],
]
BAD = [
    ("B7", "eight", "B7: expected a number such as 8 or 2.5, found 'eight'"),
    ("B7", "2026-03-01", "B7: expected a number"),
    ("B8", "=>8", "found the operator in '=>8'"),
    ("B8", "~8", "B8: expected one of < <= > >=, found the operator"),
    ("B8", "[16..8]", "B8: the interval is reversed"),
    ("B8", "(8..8]", "B8: nothing lies in the interval"),
    ("B8", "[8..16", "B8: expected an interval such as"),
    ("B8", "1,500", "B8: a comma parts two tests"),
    ("B8", "", "B8: expected a test, or - for any value; found nothing"),
    ("C8", "Sunday", "C8: expected one of weekday, Saturday; found 'Sunday'"),
    ("C8", '"weekday', "C8: expected a closing quotation mark"),
    ("C8", "weekday,", "C8: expected a test on both sides of each comma"),
    ("D8", "", "D8: expected a result, found nothing"),
    ("A8", "C1", "A8: expected an id of its own, found 'C1' here and at"),
    ("A8", "", "A8: expected the id of a rule"),
    ("B2", "R", "B2: expected a hit policy among U (unique)"),
    ("B5", "text", "B4: expected a type among number, whole, date, choice, boolean; found 'text'"),
    ("B6", "[40..0]", "B6: the interval is reversed"),
    ("B6", "1, 2", "B6: expected bounds such as [0..40]"),
    ("B4", "", "B4: expected a name, found nothing"),
    ("C4", "hours", "C4: expected a name of its own, found 'hours' twice"),
    ("D3", "input", "expected at least one output, found none: a column is missing"),
    ("D3", "result", "D3: expected input or output, found 'result'"),
    ("D3", "", "D3: expected input or output"),
    ("E8", "spare", "E8: found 'spare' in a column without a name"),
    ("A5", "", "there is none for type"),
    ("A6", "type", "A6: 'type' stands at"),
]  # fmt: skip


def _sheet(address: str, text: str) -> list[list[str]]:
    rows = [row.copy() + [""] * (5 - len(row)) for row in SHEET]
    rows[int(address[1:]) - 1]["ABCDE".index(address[0])] = text
    return rows


@pytest.mark.parametrize(("address", "text", "told"), BAD)
def test_a_bad_table_is_told_by_its_cell(address: str, text: str, told: str, tmp_path: Path) -> None:
    import csv

    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_sheet(address, text))
    with pytest.raises(DecisionsError) as found:
        read_table(path)
    assert told in str(found.value)
    book = Workbook()
    book.active.title = "Cars"
    for row in _sheet(address, text):
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(DecisionsError) as found:
        read_table(tmp_path / "t.xlsx")
    where = address if told.startswith(address) else ""
    assert (f"'Cars'!{told}" if where else told) in str(found.value)


def _edited(edit: Callable[[Any], Any], tmp_path: Path) -> Path:
    book = Workbook()
    for row in SHEET:
        book.active.append(row)
    edit(book.active)
    book.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


def test_formulas_and_merged_cells_are_told_by_their_address(tmp_path: Path) -> None:
    def formula(sheet: Any) -> None:
        sheet["B8"] = "=4+4"

    with pytest.raises(DecisionsError, match="'Sheet'!B8: found a formula"):
        read_table(_edited(formula, tmp_path))
    with pytest.raises(DecisionsError, match="'Sheet'!C7:C8: cells are merged"):
        read_table(_edited(lambda sheet: sheet.merge_cells("C7:C8"), tmp_path))


def test_cells_that_excel_typed_are_read_as_they_show(tmp_path: Path) -> None:
    from datetime import datetime

    def typed(sheet: Any) -> None:
        sheet["B5"], sheet["B6"], sheet["B7"], sheet["B8"] = "date", "", datetime(2026, 3, 1), "-"
        sheet["C5"], sheet["C6"], sheet["C7"], sheet["C8"] = "boolean", "", True, "-"
        sheet["A7"] = 1.0

    table = read_table(_edited(typed, tmp_path))
    assert [c.text for c in table.rules[0].when] == ["2026-03-01", "true"]
    assert table.rules[0].id == "1"


def test_a_csv_with_semicolons_and_a_mark_is_read(tmp_path: Path) -> None:
    text = "\r\n".join(";".join(row) for row in SHEET).replace("weekday, Saturday", '"weekday, Saturday"')
    (tmp_path / "t.csv").write_bytes(text.encode("utf-8-sig"))
    assert to_cells(read_table(tmp_path / "t.csv"))[6] == SHEET[6]


DMN = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" id="d" name="d" namespace="n">
<decision id="D" name="Car"><decisionTable id="t"{table}>
<input id="i"><inputExpression typeRef="{ref}"><text>hours</text></inputExpression>{values}</input>
<output id="o" name="car" typeRef="string"/>
<rule id="r1"><inputEntry><text>{test}</text></inputEntry>
<outputEntry><text>{result}</text></outputEntry></rule>
</decisionTable></decision></definitions>"""
PLAIN = {"table": "", "ref": "number", "values": "", "test": "&lt;= 8", "result": '"no car"'}


def _dmn(tmp_path: Path, **given: str) -> Path:
    (tmp_path / "t.dmn").write_text(DMN.format(**PLAIN | given), encoding="utf-8")
    return tmp_path / "t.dmn"


def test_dmn_of_another_tool_is_read(tmp_path: Path) -> None:
    table = read_table(_dmn(tmp_path, table=' hitPolicy="FIRST"', test="]8..16[, &gt;20"))
    assert (table.policy, table.rules[0].when[0].text) == ("F", "(8..16), >20")
    assert table.rules[0].then == ("no car",)
    assert read_table(_dmn(tmp_path, test="")).rules[0].when[0].text == "-"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"test": "hours + 1"}, "Decision 'Car', rule r1, hours: unsupported FEEL"),
        ({"test": "? > 8"}, "unsupported FEEL"),
        ({"test": "[16..8]"}, "rule r1, hours: the interval is reversed"),
        ({"ref": "string", "test": "van"}, "expected texts in quotation marks"),
        ({"ref": "string", "values": '<inputValues><text>"van"</text></inputValues>', "test": '"car"'},
         "rule r1, hours: expected one of van; found 'car'"),
        ({"ref": "date", "test": "2026-03-01"}, 'expected dates such as date("2026-03-01")'),
        ({"ref": "boolean", "test": "1"}, "expected true or false"),
        ({"ref": "dayTimeDuration"}, "input 1: unsupported type"),
        ({"result": "price(8)"}, "rule r1, car: unsupported FEEL: expected a literal"),
        ({"table": ' hitPolicy="RULE ORDER"'}, "found 'RULE ORDER'"),
        ({"table": ' hitPolicy="COLLECT" aggregation="SUM"'}, "collected, not added up (SUM)"),
        ({"values": "<inputValues><text>1,2</text></inputValues>"}, "expected bounds such as"),
        ({"test": "&e;"}, "The XML is damaged"),
    ],
)  # fmt: skip
def test_dmn_beyond_the_kit_is_told(given: dict[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(DecisionsError) as found:
        read_table(_dmn(tmp_path, **given))
    assert told in str(found.value)


BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><definitions>&b;</definitions>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("t.dmn", BOMB, "entities of its own"),
        ("t.dmn", b"<html/>", "Expected DMN's <definitions>"),
        ("t.dmn", b"", "The XML is damaged"),
        ("t.xlsx", b"PK\x03\x04", "The workbook is damaged"),
        ("t.csv", b"\xff\xfe\x00", "Expected UTF-8"),
        ("t.csv", b"", "A1: expected rows that begin with"),
        ("t.csv", b'"a', "The CSV is damaged"),
        ("t.ods", b"", "expected a name that ends in .xlsx, .csv, .dmn"),
        ("none.csv", None, "there is no such file"),
    ],
)
def test_what_is_no_table_is_a_sentence(name: str, content: Any, told: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DecisionsError) as found:
        read_tables(tmp_path / name)
    assert told in str(found.value)


def test_a_sheet_of_notes_is_passed_over_and_an_empty_book_is_told(tmp_path: Path) -> None:
    def notes(sheet: Any) -> None:
        sheet.parent.create_sheet("Notes").append(["Ask the workshop"])

    assert read_table(_edited(notes, tmp_path)).id == "D1"
    empty = io.BytesIO()
    Workbook().save(empty)
    (tmp_path / "e.xlsx").write_bytes(empty.getvalue())
    with pytest.raises(DecisionsError, match="No sheet holds a decision table"):
        read_tables(tmp_path / "e.xlsx")


def test_texts_are_written_as_texts(tmp_path: Path) -> None:
    write_table(Table.read(ODD), tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert {c.data_type for row in sheet.iter_rows() for c in row if c.value} == {"s"}


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DecisionsError, match="cannot be written"):
        write_table(Table.read(ODD), tmp_path / "file" / "t.csv")
    with pytest.raises(DecisionsError, match="Expected one table for a CSV file, found 0"):
        write_table([], tmp_path / "t.csv")
