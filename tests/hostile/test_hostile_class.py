"""A class among which nearly everyone is hostile: nothing runs, nothing leaves its folder, everyone
is accounted for, and the honest have the marks that they would have among themselves."""

from __future__ import annotations

import json
import os

import pytest

from cxkit.classroom.folder import ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.handin import _time
from cxkit.classroom.preflight import graded, source_of

from .conftest import beside
from .room import honest_alone
from .sent import MARK
from .table import HONEST, KINDS, SENDERS

LARGEST = 3_000_000  # bytes of a file that a run writes
_COLLECTED = {SENDERS[name] for name in KINDS if name.startswith("forged: a time")}  # by nbgrader itself


def test_there_are_sixty_kinds_and_more():
    assert len(KINDS) >= 60
    assert {name.split(":")[0] for name in KINDS} >= {"zip", "answer", "text", "notebook", "forged", "code"}


@pytest.mark.parametrize("name", KINDS)
def test_what_becomes_of_each(first, name):
    kind, who = KINDS[name], SENDERS[name]
    found, sound = first[who], first[HONEST[1]]
    strange = [why for what, why in first.told["strangers"].items() if who in what]
    status = "stranger" if strange and found["status"] == "not handed in" else found["status"]
    read = " ".join([found["why"], *found["notes"], *strange])
    assert status == kind.status, read
    assert kind.says in read
    assert "not foreseen" not in read
    assert "could not be marked" not in read
    if kind.none:
        assert not any(found["points"].values())
        return
    assert tuple(found["waits"]) == kind.waits
    assert all(found["points"][e] is None for e in kind.waits)
    if not kind.other:
        assert found["points"] == {**sound["points"], **dict.fromkeys(kind.waits)}


def test_everyone_is_accounted_for_in_plain_words(first):
    learners = first.told["learners"]
    assert len(learners) == len(KINDS) + len(HONEST)
    assert first.told["summary"].startswith(f"{len(learners)} of {len(learners)} accounted for")
    for who, one in learners.items():
        if one["status"] == "set aside":
            assert one["why"].endswith("."), who
            assert len(one["why"]) < 400, who
            assert "Traceback" not in one["why"] and "Error" not in one["why"], who
    assert max(len(note) for one in learners.values() for note in one["notes"]) < 2_500
    assert all(why.endswith(".") for why in first.told["strangers"].values())
    print(f"\n{first.told['summary']} in {first.told['seconds']} s, {first.told['peak']} MB at most")


def test_nothing_of_theirs_ran(room, first, third):
    assert (first.faults, third.faults) == ("", "")
    assert list(room.nest.iterdir()) == []
    assert "CXKIT_HOSTILE_RAN" not in os.environ


def test_nothing_left_its_folder(room, around, first, third):
    assert beside(room) == around
    known = {"autograded", "course", "feedback", "gradebook.db", "handins", "nbgrader_config.py",
             "release", "report", "roster.csv", "source", "submitted", ".cxkit"}
    assert {p.name for p in room.root.iterdir()} == known
    for step in ("autograded", "submitted", "feedback"):
        assert {p.name for p in (room.root / step).iterdir()} <= {*SENDERS.values(), *HONEST}
        names = {p.name for p in (room.root / step).rglob("*") if p.is_file()}
        assert not [n for n in names if not n.endswith((".json", ".ipynb", ".html", "timestamp.txt"))]


def test_what_nbgrader_reads_is_as_it_was_given_out(room, first):
    """No cell that is marked has another text or other points than in the release."""
    folder = ClassFolder(room.root)
    wanted = {name: _cells(book) for name, book in folder.release.items()}
    read = 0
    for path in (room.root / "submitted").rglob("*.ipynb"):
        if not _COLLECTED & set(path.parts):
            assert _cells(json.loads(path.read_text(encoding="utf-8"))) == wanted[path.name], path
            read += 1
    for path in (room.root / "autograded").rglob("*.ipynb"):
        book = json.loads(path.read_text(encoding="utf-8"))
        points = [(held["grade_id"], held.get("points")) for held, _ in _cells(book)]
        assert points == [(held["grade_id"], held.get("points")) for held, _ in wanted[path.name]], path
    assert read > 200


def _cells(book):
    return [(c["metadata"]["nbgrader"], source_of(c)) for c in graded(book)]


def test_what_is_written_stays_small(room, first):
    sizes = {path: path.stat().st_size for step in ("autograded", "submitted", "feedback", "report", ".cxkit")
             for path in (room.root / step).rglob("*") if path.is_file()}
    ours = {p: n for p, n in sizes.items() if not _COLLECTED & set(p.parts)}
    largest = max(ours, key=ours.__getitem__)
    assert ours[largest] < LARGEST, largest
    assert sum(ours.values()) < LARGEST * len(KINDS) / 2


def test_the_honest_have_the_marks_that_they_would_have_alone(room, first):
    alone = {one.learner.id: {e.exercise.id: e.points for e in one.exercises}
             for one in grade(honest_alone(room), workers=1)}
    assert alone == {who: first[who]["points"] for who in HONEST}
    assert {first[who]["status"] for who in HONEST} == {"marked"}
    assert sum(alone[HONEST[0]].values()) > 150 > sum(alone[HONEST[1]].values()) > 50


def test_a_second_run_changes_nothing(first, second):
    assert second.told["learners"] == first.told["learners"]
    assert second.rows == first.rows
    changed = {name for name in first.state | second.state if first.state.get(name) != second.state.get(name)}
    assert changed <= {"gradebook.db", ".cxkit/receipts.json"}


def test_workers_and_a_lost_journal_change_nothing(first, third):
    assert third.told["learners"] == first.told["learners"]
    assert third.rows == first.rows
    changed = {name for name in first.state | third.state if first.state.get(name) != third.state.get(name)}
    # The foot of a page says when it was marked.
    assert {name for name in changed if not name.startswith((".cxkit/", "feedback/"))} <= {"gradebook.db"}


def test_nothing_of_the_grader_or_the_key_is_told(room, first):
    key = json.loads((room.root / "course" / "paper-key" / "key.json").read_text(encoding="utf-8"))
    secrets = ["what only the grader may read", json.dumps(key)[:60]]
    for step in ("feedback", "report", "submitted", "autograded"):
        for path in (room.root / step).rglob("*"):
            if path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                assert not [s for s in secrets if s in text], path
    who = SENDERS.get("folder: a hard link to the key")
    assert who is None or str(key["paper"]) not in " ".join(first[who]["notes"])


@pytest.mark.parametrize(("seconds", "year"), [(-1e15, 1970), (1e9, 2001), (4e11, 2100), (1e300, 2100)])
def test_any_time_of_a_disk_is_a_date(seconds, year):
    """Not every disk can hold such times, so that the two folders above cannot show it everywhere."""
    assert _time(seconds).year == year


@pytest.mark.parametrize("code", [
    "import subprocess, sys; subprocess.run([sys.executable, '-c', ''])",
    "import os; os.system('exit 0')",
    "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0))",
    "import pickle; pickle.loads(b'cbuiltins\\nlen\\n.')",
    "import os; open(os.path.join(os.environ['CXKIT_HOSTILE_NEST'], '..', 'seen'), 'w')",
    "import os; os.mkdir(os.environ['CXKIT_HOSTILE_NEST'] + '-seen')",
    "import os; open(os.environ['CXKIT_WATCH_SECRET'])",
    "import os; os.link(os.path.join(os.environ['CXKIT_HOSTILE_NEST'], '..', 'secret.json'), 'mine')",
    f"x = compile('1 #{MARK}', 'x', 'exec')",
    f'exec("y = {MARK!r}")',
    "import os, sys; open('seen.py', 'w').write('1'); sys.path.insert(0, os.getcwd()); import seen",
])  # fmt: skip
def test_the_watch_sees(tmp_path, code):
    """Without this the two tests above could not fail."""
    from .room import Room

    room = Room(tmp_path)
    room.root.mkdir()
    room.nest.mkdir()
    (tmp_path / "secret.json").write_text("x", encoding="utf-8")
    room.watched(room.root, "-c", code)
    assert room.log.read_text(encoding="utf-8").count("\n") >= 1
    room.log.unlink()
    room.watched(room.root, "-c", "import json, zipfile; open('in', 'w').write('x')")
    assert room.log.read_text(encoding="utf-8") == ""
