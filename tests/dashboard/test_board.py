"""The board: a room's states are the marks of its workbooks, refreshed as they are saved."""

from __future__ import annotations

import copy
import json
import time
from pathlib import Path
from typing import Any

import pytest

from cxkit.classroom.sample import worsened
from cxkit.course import Course
from cxkit.dashboard import Board, DashboardError, find_seats
from cxkit.dashboard.progress import BEGUN, DONE, LOOK
from cxkit.dashboard.telling import room
from cxkit.desk import Desk

ROSTER = "id,name\nana,Ana Lima\nben,Ben Odum\ncho,Cho Min\n"
NOW = 1_790_000_000.0


def _cells(board: Board, who: str) -> dict[str, str]:
    return {name: seen.state for name, seen in board.learners[who].seen.items()}


def _all(board: Board, now: float = NOW) -> Board:
    board.refresh(now=now)
    while board.pending:
        board.refresh(now=now)
    return board


def test_a_state_is_the_mark_of_the_desk(place: Path, save, models, course: Course) -> None:
    bad = worsened(models("2.1"), "x", 0.6)
    save("ana", "2.1", models("2.1"))
    save("ana", "0.1", models("mine/0.1"), mine=True)
    save("ben", "2.1", bad)
    save("ben", "1.1", {"labels": []})
    board = _all(Board(place, course))
    for who in ("ana", "ben"):
        desk = Desk(course, place / who)
        wanted = {e: desk.mark(e).state for e in ("0.1", "1.1", "2.1")}
        assert _cells(board, who) == {e: s for e, s in wanted.items() if s != "not started"}
    assert _cells(board, "ana") == {"2.1": DONE, "0.1": DONE}
    told = {e["id"]: e for m in room(board, names=True, now=NOW)["modules"] for e in m["exercises"]}
    assert (told["2.1"]["done"], told["2.1"]["look"]) == (1, 1)
    assert told["2.1"]["missed"][0]["n"] == 1
    assert told["2.1"]["agreement"]["learners"] == 2


def test_a_save_is_seen_and_what_rests_on_it_is_marked_again(place: Path, save, models, course: Course) -> None:
    """The register of 4.4 is held against the learner's own marks in 4.2."""
    save("ana", "4.4", models("4.4"))
    board = _all(Board(place, course))
    before = board.learners["ana"].seen["4.4"]
    assert before.asked, "it asked for other answers"
    save("ana", "4.2", models("4.2"))
    _all(board)
    after = board.learners["ana"].seen["4.4"]
    assert after.share > before.share
    assert after.share == pytest.approx(Desk(course, place / "ana").mark("4.4").share)


def test_a_refresh_keeps_to_its_time_and_says_what_waits(place: Path, save, models, course: Course) -> None:
    for exercise in ("1.1", "2.1", "3.1"):
        save("ana", exercise, models(exercise))
    board = Board(place, course)
    board.refresh(budget=0)
    assert board.pending == 2 and len(board.learners["ana"].seen) == 1
    assert room(board, names=False, now=NOW)["pending"] == 2
    _all(board)
    assert len(board.learners["ana"].seen) == 3


def test_of_the_paper_only_who_has_begun_is_seen(place: Path, save, models, course: Course) -> None:
    save("ana", "9.1a", models("9.1a"))
    save("ben", "9.1a", models("9.1a"))
    save("cho", "9.1a", {"names": []})
    board = _all(Board(place, course))
    assert _cells(board, "ana") == {"9.1a": BEGUN} and _cells(board, "cho") == {}
    told = next(m for m in room(board, names=True, now=NOW)["modules"] if m["paper"])["exercises"][0]
    assert (told["begun"], told["agreement"], told["missed"]) == (2, None, [])


def test_work_on_the_own_organisation_is_no_standing_still(place: Path, save, models, course: Course) -> None:
    save("ana", "2.3", worsened(models("2.3"), "x", 0.5), when=NOW - 900)
    save("ana", "2.3", models("mine/2.3"), mine=True, when=NOW - 600)
    save("ben", "42.7", {"labels": [{"id": "a"}]}, when=NOW)
    board = _all(Board(place, course))
    assert board.learners["ana"].seen["2.3"].state == LOOK
    assert not board.stuck_now(NOW)
    assert board.learners["ben"].at == "" and room(board, names=True, now=NOW)["focus"] == "02"


def test_who_is_stuck(place: Path, save, models, course: Course) -> None:
    right = models("2.1")
    bad, better = copy.deepcopy(right), copy.deepcopy(right)
    for row in bad["labels"][:10] + better["labels"][:2]:
        row["choice"] = "need" if row["choice"] == "circumstance" else "circumstance"
    save("ana", "2.1", bad, when=NOW - 400)
    save("ben", "2.1", right, when=NOW - 400)  # done: nobody is stuck on that
    save("cho", "2.1", bad, when=NOW - 7200)  # gone home
    save("dot", "2.1", bad, when=NOW - 60)
    board = _all(Board(place, course, stuck=5))
    assert set(board.stuck_now(NOW)) == {"ana"}
    told = {x["name"]: x for x in room(board, names=True, now=NOW)["learners"]}
    assert (told["ana"]["stuck"], told["ana"]["at"]) == (6, "2.1") and told["cho"]["away"]
    save("dot", "2.1", {**bad, "labels": bad["labels"][:19]})
    _all(board, NOW + 300)
    assert set(board.stuck_now(NOW + 300)) == {"ana", "dot"}, "a save that mends nothing is no progress"
    save("ana", "2.1", better)
    _all(board, NOW + 303)
    assert set(board.stuck_now(NOW + 303)) == {"dot"}
    save("dot", "2.1", {**bad, "labels": [{**r, "why": "since it says so"} for r in bad["labels"]]})
    _all(board, NOW + 305)
    assert not board.stuck_now(NOW + 305), "who is still writing is not stuck"
    assert set(board.stuck_now(NOW + 900)) == {"dot"}
    save("dot", "2.2", models("2.2"))
    _all(board, NOW + 906)
    assert not board.stuck_now(NOW + 906), "who has gone on is not stuck"


@pytest.mark.parametrize("inside", ["", "outside-in/course/modules", "home/ana/course/modules"])
def test_a_workbook_is_found_as_deep_as_a_bundle_lies(tmp_path: Path, course: Course, inside: str) -> None:
    (tmp_path / "ana" / inside / "answers").mkdir(parents=True)
    (tmp_path / "ben" / ".venv" / "answers").mkdir(parents=True)
    (tmp_path / "cho").symlink_to(tmp_path / "ana")
    (tmp_path / ".hidden" / "answers").mkdir(parents=True)
    found = {s.id: s.workbook for s in find_seats(tmp_path, course)}
    assert found == {"ana": tmp_path / "ana" / inside, "ben": None}


def test_the_roster_says_who_is_expected(place: Path, save, models, course: Course, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    save("Ana", "2.1", models("2.1"))
    save("stranger", "2.1", models("2.1"))
    board = _all(Board(place, course, tmp_path / "roster.csv"))
    told = room(board, names=True, now=NOW)
    assert [(x["name"], x["here"]) for x in told["learners"]] == [("Ana Lima", True), ("Ben Odum", False), ("Cho Min", False)]
    assert (told["expected"], told["here"]) == (3, 1)
    assert told["notes"] == ["1 folder in room fit nobody on the roster. A folder is named by the learner's id."]
    save("cho", "2.1", models("2.1"))
    assert room(_all(board), names=True, now=NOW)["here"] == 2, "late, and seen all the same"


def test_one_learners_own_folder_is_no_room(place: Path, save, models, course: Course) -> None:
    save("ana", "2.1", models("2.1"))
    with pytest.raises(DashboardError, match="one learner's workbook"):
        Board(place / "ana", course)
    with pytest.raises(DashboardError, match="There is no folder"):
        Board(place / "nowhere", course)


def test_the_wall_is_told_no_name_and_no_ones_words(place: Path, save, models, course: Course) -> None:
    data = models("1.5")
    for who in ("ana", "ben"):
        bad = worsened(data, who, 0.7)
        bad["rewrite"] = [{"id": "r06", "text": f"The secret of {who}."}]
        save(who, "1.5", bad)
        save(who, "2.1", worsened(models("2.1"), who, 0.5))
    told = room(_all(Board(place, course)), names=False, now=NOW)
    text = json.dumps(told)
    assert "learners" not in told and told["notes"] == []
    assert not any(f'"{word}"' in text or f"secret of {word}" in text for word in ("ana", "ben"))
    split = next(e for m in told["modules"] for e in m["exercises"] if e["id"] == "2.1")["agreement"]["split"]
    assert all(label == "" for label, _ in split["counts"]), "the majority's answer is not given away"


@pytest.mark.parametrize("raw", [
    b"", b"{", b"[]", b'{"schema": 99}', b"\xff\xfe", b'{"schema":1,"rev":1,"saved":"","data":{"labels":7}}',
    b'{"schema":1,"rev":1,"saved":"","data":{"labels":[{"id":{},"choice":[]}]}}',
    b'{"schema":1,"rev":1,"saved":"","data":' + b"[" * 20000 + b"}", b" " * 5_000_001,
])  # fmt: skip
def test_whatever_a_file_holds_the_room_goes_on(place: Path, save, models, course: Course, raw: bytes) -> None:
    save("ana", "2.1", models("2.1"))
    (place / "ben" / "answers").mkdir(parents=True)
    (place / "ben" / "answers" / "2.1.json").write_bytes(raw)
    board = _all(Board(place, course))
    told = room(board, names=True, now=time.time())
    assert _cells(board, "ana") == {"2.1": DONE}
    assert _cells(board, "ben").get("2.1") in (None, BEGUN, LOOK)
    json.dumps(told)


def test_nothing_is_ever_written(place: Path, save, models, course: Course) -> None:
    save("ana", "2.1", models("2.1"))
    (place / "ana" / "answers" / "2.2.json").write_bytes(b"{")

    def tree() -> dict[str, Any]:
        return {p.as_posix(): (p.stat().st_mtime_ns, p.stat().st_size) for p in place.rglob("*")}

    before = tree()
    board = _all(Board(place, course))
    board.state(names=True)
    assert tree() == before
