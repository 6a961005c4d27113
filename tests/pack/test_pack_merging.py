"""Nothing that was changed in the meantime is overwritten, unless it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxkit.desk import Desk
from cxkit.pack.merging import merged, same

from .workbooks import Pack, mine

STEPS = ("0.1", "steps")


def _row(id_: str, **values: Any) -> dict[str, Any]:
    return {"id": id_, **values}


A, B = _row("a", x="1", y=""), _row("b", x="2")
CASES = {
    "nothing new": ([A], [A], [A], []),
    "a new row": ([A], [A, B], [A, B], []),
    "a row less": ([A, B], [A], [A, B], []),
    "a cell more": ([A], [_row("a", x="1", y="9")], [_row("a", x="1", y="9")], []),
    "a cell less": ([A], [_row("a", x="")], [A], ["a"]),
    "a cell that differs": ([A, B], [_row("a", x="7"), B], [A, B], ["a"]),
    "half a row of each": ([A], [_row("a", x="7", y="9")], [A], ["a"]),
    "deep, more": ([_row("a", c={"k": {"s": 1}})], [_row("a", c={"k": {"s": 1}, "l": {"s": 2}})],
                   [_row("a", c={"k": {"s": 1}, "l": {"s": 2}})], []),
    "deep, other": ([_row("a", c={"k": {"s": 1}})], [_row("a", c={"k": {"s": 2}})],
                    [_row("a", c={"k": {"s": 1}})], ["a"]),
    "a zero is no blank": ([_row("a", n=0)], [_row("a", n=None)], [_row("a", n=0)], ["a"]),
}  # fmt: skip


@pytest.mark.parametrize(("saved", "given", "expected", "kept"), CASES.values(), ids=CASES)
def test_rows_are_merged_and_cells_are_not(
    saved: list[Any], given: list[Any], expected: list[Any], kept: list[str]
) -> None:
    data, told = merged({"t": saved, "other": [B]}, {"t": given})
    assert data == {"t": expected, "other": [B]}
    assert told == [("t", id_) for id_ in kept]


def test_an_order_is_taken_whole_or_not_at_all() -> None:
    one, two = [_row("a", place=1), _row("b", place=2)], [_row("b", place=1), _row("a", place=2)]
    assert merged({"o": one}, {"o": two}, ["o"]) == ({"o": one}, [("o", "")])
    assert merged({}, {"o": two}, ["o"]) == ({"o": two}, [])


SAME = {
    "blank": ({"a": "", "b": [], "c": None}, {}, True),
    "spaces": ({"a": "x "}, {"a": "x"}, True),
    "zero": ({"a": 0}, {}, False),
    "order": ([1, 2], [2, 1], False),
}


@pytest.mark.parametrize(("one", "other", "expected"), SAME.values(), ids=SAME)
def test_blank_is_blank_however_it_is_written(one: Any, other: Any, expected: bool) -> None:
    assert same(one, other) is expected


@pytest.fixture
def copies(pack: Pack, desk: Desk, blank: bytes) -> tuple[Pack, Pack]:
    """Two colleagues' copies of one blank pack; the first was read."""
    ben = Pack(desk, blank)
    for n, step in enumerate(("ring", "wait"), 1):
        pack.write(*STEPS, n, Step=step)
    return pack, ben


def test_two_colleagues_add_to_one_answer(copies: tuple[Pack, Pack], tmp_path: Path) -> None:
    anna, ben = copies
    path = tmp_path / "pack.xlsx"
    anna.take(path)
    ben.write(*STEPS, 2, Step="wait", Who_does_it="clerk")
    ben.write(*STEPS, 4, Step="pay")
    taken = ben.take(path)["0.1"]
    assert (taken.what, taken.told, taken.differs) == ("read", (), False)
    assert [(r["step"], r.get("who", "")) for r in mine(anna.desk, "0.1")["steps"]] == [
        ("ring", ""), ("wait", "clerk"), ("pay", "")]  # fmt: skip


def test_where_two_differ_the_answer_stays_until_the_pack_is_asked_for(
    copies: tuple[Pack, Pack], tmp_path: Path
) -> None:
    anna, ben = copies
    path = tmp_path / "pack.xlsx"
    anna.take(path)
    ben.write(*STEPS, 1, Step="write a letter")
    ben.write(*STEPS, 3, Step="pay")
    taken = ben.take(path)["0.1"]
    assert taken.differs and len(taken.told) == 1
    assert "row 13: your answer here was changed after the pack was written" in taken.told[0]
    assert [r["step"] for r in mine(anna.desk, "0.1")["steps"]] == ["ring", "wait", "pay"]
    again = ben.take(path, replace=True)["0.1"]
    assert (again.told, again.differs) == ((), False)
    assert [r["step"] for r in mine(anna.desk, "0.1")["steps"]] == ["write a letter", "pay"]
    before = anna.desk.workbook.previous("0.1", mine=True)
    assert before and [r["step"] for r in before.data["steps"]] == ["ring", "wait", "pay"]


def test_a_pack_that_is_read_twice_changes_nothing(
    copies: tuple[Pack, Pack], tmp_path: Path
) -> None:
    anna, _ = copies
    anna.take(tmp_path / "pack.xlsx")
    revision = anna.desk.answer("0.1", mine=True).rev
    assert anna.take(tmp_path / "pack.xlsx")["0.1"].what == "as it was"
    assert anna.desk.answer("0.1", mine=True).rev == revision


def test_a_pack_of_the_answer_as_it_is_may_take_away_too(
    copies: tuple[Pack, Pack], tmp_path: Path
) -> None:
    anna, _ = copies
    anna.take(tmp_path / "pack.xlsx")
    now = Pack(anna.desk)
    now.cell(*STEPS, 1, "Step").value = None
    assert now.take(tmp_path / "pack.xlsx")["0.1"].told == ()
    assert [r["step"] for r in mine(anna.desk, "0.1")["steps"]] == ["wait"]


def test_a_blank_sheet_takes_nothing_away(copies: tuple[Pack, Pack], tmp_path: Path) -> None:
    anna, ben = copies
    anna.take(tmp_path / "pack.xlsx")
    assert ben.take(tmp_path / "pack.xlsx", replace=True)["0.1"].what == "blank"
    assert len(mine(anna.desk, "0.1")["steps"]) == 2


def test_an_answer_that_cannot_be_read_is_left_alone(pack: Pack, tmp_path: Path) -> None:
    path = pack.desk.workbook.path("0.1", mine=True)
    path.parent.mkdir(parents=True)
    path.write_text("{", encoding="utf-8")
    pack.write(*STEPS, 1, Step="ring")
    pack.write("0.2", "kpis", 1, Measure="calls")
    taken = pack.take(tmp_path / "pack.xlsx", replace=True)
    assert taken["0.1"].what == "not read" and "is not complete JSON" in taken["0.1"].told[0]
    assert path.read_text(encoding="utf-8") == "{"
    assert taken["0.2"].what == "read"


def test_a_folder_that_cannot_be_written_is_told(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    pack.write(*STEPS, 1, Step="ring")
    monkeypatch.setattr("os.replace", refuse)
    taken = pack.take(tmp_path / "pack.xlsx")["0.1"]
    assert taken.what == "not read" and "Could not save 0.1" in taken.told[0]
    assert mine(pack.desk, "0.1") == {}
