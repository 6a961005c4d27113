"""Minutes on an exercise: to first done where the answers say when that was, else between saves."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cxkit.classroom.grade import grade
from cxkit.classroom.marktable import codes, table
from cxkit.demonstration import _OURS as OURS
from cxkit.items.page import write_items
from cxkit.items.report import items
from cxkit.items.times import (
    SAVES,
    TO_DONE,
    Spent,
    heading,
    minutes_of,
    minutes_to_done,
    pace_said,
    spent_on,
    times_said,
    when,
)
from cxkit.workbook import Answer

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(minutes: float | None) -> str:
    return "" if minutes is None else (START + timedelta(minutes=minutes)).isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2026-03-02T10:00:00+01:00", START),
        ("2026-03-02T09:00:00", START),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_time_is_utc_or_nothing(time, expected):
    assert when(time) == expected


def test_minutes_between_saves_are_within_one_sitting():
    times = {"1.1": 0, "1.2": 7.5, "1.4": 7.5, "1.3": 30, "2.1": 300}
    held = {(e, False): Answer(e, saved=at(m)) for e, m in times.items()}
    assert minutes_of(held) == {"1.2": 7.5, "1.3": 22.5}


@pytest.mark.parametrize(
    ("began", "done", "expected"),
    [(0, 12.5, 12.5), (0, 0, 0), (60, 0, -60), (None, 9, None), (9, None, None), (None, None, None)],
)
def test_minutes_to_first_done_need_both_times(began, done, expected):
    assert minutes_to_done(Answer("1.1", began=at(began), done=at(done))) == expected


def answered(exercise="1.1", began=None, done=None, mine=False, saved=0.0):
    return {(exercise, mine): Answer(exercise, mine, {}, 3, at(saved), began=at(began), done=at(done))}


TABLE = {
    "nobody": ([], Spent()),
    "only older answers": ([answered(saved=5) | answered("1.0", saved=0)], Spent(SAVES, (5.0,))),
    "an older answer alone has no save before it": ([answered(saved=5)], Spent()),
    "done": ([answered(began=0, done=9), answered(began=5, done=25)], Spent(TO_DONE, (9.0, 20.0))),
    "one of many says when": (
        [answered(began=0, done=9), answered(saved=5) | answered("1.0", saved=0)], Spent(TO_DONE, (9.0,))),
    "begun and never done": (
        [answered(began=0, saved=7) | answered("1.0", saved=0)], Spent(SAVES, (7.0,))),
    "a night between": ([answered(began=0, done=960), answered(began=0, done=9)], Spent(TO_DONE, (9.0,), 1)),
    "just one sitting": ([answered(began=0, done=120)], Spent(TO_DONE, (120.0,))),
    "a file read in, a clock set back": (
        [answered(began=0, done=0), answered(began=9, done=0)], Spent(TO_DONE, (), 2)),
    "the own organisation, where the case counts": ([answered(began=0, done=9, mine=True)], Spent()),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "expected"), TABLE.values(), ids=TABLE)
def test_what_was_spent_says_which_minutes_it_has(answers, expected):
    exercise = SimpleNamespace(id="1.1", mine=False)
    assert spent_on([exercise], answers) == {"1.1": expected}


def test_where_the_own_organisation_counts_its_times_do():
    exercise = SimpleNamespace(id="0.1", mine=True)
    held = answered("0.1", 0, 9, mine=True) | answered("0.1", 0, 30)
    assert spent_on([exercise], [held]) == {"0.1": Spent(TO_DONE, (9.0,))}


@pytest.mark.parametrize(
    ("measures", "left_out", "head", "words", "not_there"),
    [
        (set(), 0, "Minutes (median)", "Nothing in the answers says", "learner's clock"),
        ({TO_DONE}, 0, "Minutes to first done (median)", "the first save of an exercise", "Left out"),
        ({TO_DONE}, 3, "Minutes to first done (median)", "Left out: 3 in all", "between saves"),
        ({SAVES}, 0, "Minutes between saves (median)", "no answer to it says when", "first save"),
        ({TO_DONE, SAVES}, 0, "Minutes (median)", "no part of a mark", "Nothing"),
    ],
)
def test_the_report_says_which_minutes_are_shown(measures, left_out, head, words, not_there):
    said = times_said(measures, left_out)
    assert heading(measures) == head
    assert words in said and not_there not in said


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], ""),
        ([(11.0, 6)], "The medians of 1 exercise add up to 11 minutes; 6 are planned for it."),
        ([(11.4, 6), (9.0, 10)], "The medians of 2 exercises add up to 20 minutes; 16 are planned for them."),
    ],
)
def test_the_minutes_in_all_stand_beside_the_plan(pairs, expected):
    assert pace_said(pairs) == expected


def test_the_report_shows_the_minutes_to_first_done(folder, give):
    """Of ana's answers some say both times, one a night apart; 2.2 is of an older kit."""
    path = give("ana", "weak")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    times = {"2.1": (0, 11), "2.3": (20, 55), "2.4": (60, 1500)}
    for name in [n for n in files if n.startswith("answers/") and n.endswith(".json")]:
        held = json.loads(files[name])
        held = {k: v for k, v in held.items() if k not in ("began", "done")}
        if not held["mine"] and held["exercise"] in times:
            held["began"], held["done"] = map(at, times[held["exercise"]])
        held["saved"] = at(3 if held["exercise"] == "2.2" else 0)
        files[name] = json.dumps(held).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)

    results = grade(folder)
    page = write_items(folder, results, classes=20).read_text(encoding="utf-8")
    found = {i.exercise: i for i in items(folder, results).parts[0].exercises}

    assert (found["2.1"].minutes, found["2.1"].measure, found["2.1"].timed) == (11.0, TO_DONE, 1)
    assert (found["2.4"].minutes, found["2.4"].left_out) == (None, 1)
    assert (found["2.2"].minutes, found["2.2"].measure) == (3.0, SAVES)
    assert re.search(r'11<div class="quiet">1\u00a0learner, to first done</div></td><td class="n">6</td>', page)
    assert "are planned for them" in page
    assert "are made up" not in page
    assert '<div class="quiet">1 left out</div>' in page
    assert "Left out: 1 in all" in page and "no part of a mark" in page
    exported = table(results, hidden=codes(results), text=True).decode("utf-8-sig")
    assert "2026-03" not in exported and "09:11" not in exported, "times would tell who it is"


def test_a_demonstration_says_that_its_times_are_made_up(folder, give):
    give("ben", "expert")
    (folder.root / OURS).write_bytes(b"")
    page = write_items(folder, grade(folder)).read_text(encoding="utf-8")
    assert "its people, answers and times are made up" in page
