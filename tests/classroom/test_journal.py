"""The journal: what was marked is never marked again, and no cut loses a line."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from cxkit.classroom.folder import ClassFolder
from cxkit.classroom.grade import JOURNAL, grade
from cxkit.classroom.journal import Journal, Noted
from cxkit.classroom.marker import Marked
from tests.classroom.given import FULL, points, rewrite

ROOT = Path(__file__).parents[2]


def noted(who, key="k", why=""):
    return Noted(who, key, "2026-03-02T15:04:00+00:00", (Marked("modules", "set aside", why),), {"a": "b"})


def test_what_was_added_is_found_under_its_key(tmp_path):
    with Journal(tmp_path / "journal") as journal:
        journal.add(noted("ana", "one"))
        journal.add(noted("ana", "two", "later"))
        assert journal.find("ana", "one") is None
        assert journal.find("ana", "two") == noted("ana", "two", "later")
    with Journal(tmp_path / "journal") as journal:
        assert journal.find("ana", "two") == noted("ana", "two", "later")
        assert journal.find("ben", "two") is None


@pytest.mark.parametrize("left", [1, 8, 9, 40, -1])
def test_a_last_line_that_was_cut_off_is_taken_out(tmp_path, left):
    path = tmp_path / "journal"
    with Journal(path) as journal:
        journal.add(noted("ana"))
        size = path.stat().st_size
        journal.add(noted("ben"))
    raw = path.read_bytes()
    path.write_bytes(raw[:size + left] if left > 0 else raw[:-1])
    with Journal(path) as journal:
        assert (journal.find("ana", "k"), journal.find("ben", "k")) == (noted("ana"), None)
        journal.add(noted("cho"))
    with Journal(path) as journal:
        assert journal.find("cho", "k") == noted("cho")


def test_a_line_damaged_in_the_middle_costs_that_line_alone(tmp_path):
    path = tmp_path / "journal"
    with Journal(path) as journal:
        for who in ("ana", "ben", "cho"):
            journal.add(noted(who))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b'"ben"') + 2] ^= 1
    path.write_bytes(bytes(raw))
    with Journal(path) as journal:
        found = {who: journal.find(who, "k") for who in ("ana", "ben", "cho")}
    assert found == {"ana": noted("ana"), "ben": None, "cho": noted("cho")}


def test_a_journal_of_many_runs_keeps_the_last_of_each(tmp_path):
    path = tmp_path / "journal"
    with Journal(path) as journal:
        for run in range(100):
            journal.add(noted("ana", f"{run}"))
    before = path.stat().st_size
    with Journal(path) as journal:
        assert journal.find("ana", "99") == noted("ana", "99")
    assert path.stat().st_size < before / 50


# ---- runs that are cut off ------------------------------------------------------------------


def lines(folder):
    path = folder.root / JOURNAL
    return path.read_bytes().splitlines() if path.exists() else []


def test_a_second_run_marks_nobody(folder, give, monkeypatch):
    from cxkit.classroom import workers

    give("ana")
    give("ben", "good")
    first = grade(folder)
    monkeypatch.setattr(workers, "mark_learner", None)
    again = grade(ClassFolder(folder.root))
    assert [points(r) for r in again] == [points(r) for r in first]
    assert len(lines(folder)) == 2


def test_only_what_changed_is_marked_again(folder, give, monkeypatch):
    from cxkit.classroom import workers

    give("ben", "good")
    path = give("ana")
    grade(folder)
    rewrite(path, lambda files: files.pop("answers/2.5.json"))
    kept, marked = workers.mark_learner, []
    monkeypatch.setattr(
        workers, "mark_learner", lambda f, job, *more: marked.append(job.who) or kept(f, job, *more)
    )
    ana, *_ = grade(ClassFolder(folder.root))
    assert (marked, points(ana)) == (["ana"], {**FULL, "2.5": 0.0})


@pytest.mark.parametrize("what", ["folder", "file", "cut"])
def test_files_that_were_lost_since_are_written_again(folder, give, what):
    give("ana")
    grade(folder)
    place = folder.step("autograded", "ana")
    before = {p.name: p.read_bytes() for p in place.glob("*.ipynb")}
    for path in sorted(place.glob("*.ipynb"))[: 99 if what == "folder" else 1]:
        path.write_bytes(b"") if what == "cut" else path.unlink()
    grade(ClassFolder(folder.root))
    assert {p.name: p.read_bytes() for p in place.glob("*.ipynb")} == before


# Ends itself, as `kill -9` does, at the n-th time that it opens, makes or renames something.
_RUN = """
import os, signal, sys
from cxkit.classroom.grade import grade
left = int(sys.argv[2])
def hook(event, _):
    global left
    if event in ("open", "os.rename", "os.mkdir", "sqlite3.connect"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL) if hasattr(signal, "SIGKILL") else os._exit(9)
grade(sys.argv[1]) if left < 0 else (sys.addaudithook(hook), grade(sys.argv[1]))
print(left)
"""
_MOST = 100_000


def run(folder, events):
    done = subprocess.run([sys.executable, "-c", _RUN, str(folder.root), str(events)], cwd=ROOT,
                          capture_output=True, text=True, check=False)  # fmt: skip
    return done.returncode, done.stdout.strip()


def outcome(folder):
    """What a grader has in the end, without the ids that the gradebook gives its rows."""
    from cxkit.classroom.gradebook import Gradebook

    with Gradebook(folder.gradebook) as book:
        scores = {name: book.scores(name) for name in folder.parts}
    files = {p.relative_to(folder.root): p.read_bytes() for step in ("submitted", "autograded")
             for p in (folder.root / step).rglob("*") if p.is_file()}
    return scores, files


def killed_again_and_again(folder, give, kills, seed):
    """Kill `kills` runs, each at a random event, then let one end: all is as if none was."""
    for who, kind in (("ana", "expert"), ("ben", "good"), ("cho", "cells doubled and deleted")):
        give(who, kind)
    import shutil

    whole = shutil.copytree(folder.root, folder.root.parent / "whole")
    code, left = run(ClassFolder(whole), _MOST)
    assert code == 0, left
    events, draw = _MOST - int(left), random.Random(seed)
    for _ in range(kills):
        run(folder, draw.randint(1, events))
    code, _ = run(folder, -1)
    assert code == 0
    assert outcome(ClassFolder(folder.root)) == outcome(ClassFolder(whole))
    keys = [line.split(b'"key":"')[1][:64] for line in lines(folder)]
    assert len(keys) == len(set(keys)) == 3  # nobody was noted twice
    left = [p.name for p in folder.root.rglob("*") if p.name.endswith(".tmp")]
    assert left == [] and not (folder.root / "earlier").exists()


def test_runs_that_were_killed_lose_nothing(folder, give):
    killed_again_and_again(folder, give, 3, "three kills")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_runs_that_were_killed_often_lose_nothing(folder, give, seed):
    killed_again_and_again(folder, give, 25, seed)


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "kill") or os.name != "posix", reason="POSIX signals")
def test_workers_end_with_the_run_that_was_killed(folder, give):
    for who in ("ana", "ben", "cho"):
        give(who)
    code = "from cxkit.classroom.grade import grade; import sys; grade(sys.argv[1], workers=2)"
    process = subprocess.Popen([sys.executable, "-c", code, str(folder.root)], cwd=ROOT)
    parent, until, children = psutil.Process(process.pid), time.monotonic() + 60, []
    while len(children) < 2 and time.monotonic() < until and process.poll() is None:
        children = parent.children(recursive=True)
    process.kill()
    process.wait()
    assert len(children) >= 2
    _, alive = psutil.wait_procs(children, timeout=30)
    assert alive == []
    ana, ben, cho = grade(ClassFolder(folder.root))
    assert {r.status for r in (ana, ben, cho)} == {"marked"}
