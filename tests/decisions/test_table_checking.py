"""`cxkit tables check`: every fault of a file in words, with the cells it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxkit.cases import Case
from cxkit.cli import main
from cxkit.decisions import write_table
from cxkit.decisions.checking import check_file
from cxkit.techniques.rules_clinic import Shorter, shorter_table
from cxkit.techniques.tables import Table
from tests.marking import rule_truth as m


def _run(path: Path) -> Result:
    return CliRunner().invoke(main, ["tables", "check", str(path)])


@pytest.mark.parametrize(
    ("suffix", "cells"), [(".xlsx", "('D1'!A8, 'D1'!A15)"), (".csv", "(A8, A15)"), (".dmn", "")]
)
def test_faults_are_told_with_their_cells(case: Case, tmp_path: Path, suffix: str, cells: str) -> None:
    path = tmp_path / f"t{suffix}"
    write_table(Table.read(case.tables["D1"]), path)
    found = _run(path)
    assert found.exit_code == 1 and "4 things to look at." in found.output
    line = next(x for x in found.output.splitlines() if "conflict" in x)
    assert "C2 and C9 both cover" in line and line.endswith(cells or ".")
    assert found.output.count("  gap:") == 2 and "hint:" in found.output


def test_two_tables_in_a_workbook_keep_their_sheets(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "both.xlsx"
    write_table([Table.read(t) for t in case.tables.values()], path)
    first, second = check_file(path)
    assert set(first.cells.values()) & set(second.cells.values()) == set()
    assert second.cells["E7"] == "'D2'!A13" and len(second.faults) == 2


def test_a_sound_table_says_so_and_ends_well(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "sound.csv"
    write_table(shorter_table(Shorter.read(m.shorter(case)), Table.read(case.tables["D2"])), path)
    found = _run(path)
    assert found.exit_code == 0 and "Nothing is wrong" in found.output


def test_what_could_not_be_settled_is_told(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_table(Table.read(case.tables["D1"]), path)
    assert any("Not settled" in f for f in check_file(path, steps=1)[0].faults)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("none.csv", None, "no such file"), ("a.txt", b"x", "expected a name that ends in"),
     ("bad.csv", b"table,D\nhit policy,U\nrule,input,output\nname,a,b\ntype,number,\nvalues,,\nr1,soon,x\n", "B7")],
)  # fmt: skip
def test_trouble_is_one_sentence(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    found = _run(path)
    assert found.exit_code == 1 and words in found.output and "Traceback" not in found.output
