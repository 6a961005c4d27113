"""What is kept of a case or an answer is never shown stale, nor to another: a process that has
marked much before says what a fresh one says."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from cxkit.cases import load
from cxkit.course import Course
from cxkit.desk import Desk, mark_answer
from cxkit.forms.layouts import layout
from cxkit.forms.twin import page
from cxkit.marking.together import Together
from cxkit.screen import mark_page
from cxkit.workbook import Answer

COURSE = Course(Path(__file__).parents[2] / "course")
MODELS = COURSE.root / "source" / "models"
Key = tuple[str, bool]  # exercise, on the learner's own organisation
Answers = Mapping[Key, Mapping[str, Any]]

RESTS: dict[Key, tuple[Key, ...]] = {  # exercise -> those whose answers change it
    ("4.3", False): (("4.2", False),),
    ("4.4", False): (("4.2", False),),
    ("5.3", True): (("5.1", True),),
    ("7.1", True): (("0.2", True),),
    ("7.5", False): (("3.4", False), ("3.5", False)),
    ("7.5", True): (("3.4", True), ("3.5", True)),
    ("8.1", False): (("5.1", False), ("3.5", False)),
    ("8.1", True): (("5.1", True), ("3.5", True)),
    ("8.4", True): (("5.1", True),),
    ("9.2", True): (("4.4", True), ("5.3", True), ("0.2", True)),
}
PAIRS = [(key, other) for key, others in RESTS.items() for other in others]


def model(key: Key) -> dict[str, Any]:
    """The course's own answer; at home that on the case, where there is no other."""
    path = MODELS / ("mine" if key[1] else "") / f"{key[0]}.json"
    path = path if path.exists() else MODELS / path.name
    return json.loads(path.read_text(encoding="utf-8"))


def keys() -> Iterator[Key]:
    """Every exercise that rests on the running case, on the case and at home."""
    for module in COURSE.modules:
        for e in () if module.case else module.exercises:
            yield from [(e.id, True)] if e.mine else [(e.id, False)] + [(e.id, True)] * e.own


def spoilt(answers: Answers, seed: int) -> dict[Key, dict[str, Any]]:
    """Another learner: rows lost, rows twice, and values that no form writes."""
    draw = random.Random(seed)

    def spoil(value: Any) -> Any:
        if draw.random() < 0.03:
            return draw.choice(("", "x", None, 1, True, 1.0, [], {}))
        if isinstance(value, dict):
            return {k: spoil(v) for k, v in value.items()}
        if isinstance(value, list):
            rows = [spoil(v) for v in value if draw.random() < 0.9]
            return rows + copy.deepcopy(rows[:1]) * (draw.random() < 0.1)
        return value

    return {key: {s: spoil(rows) for s, rows in data.items()} for key, data in answers.items()}


def seen(answers: Answers, case: Any) -> dict[Key, Any]:
    """All that a learner is told: mark, page, form and the table in the notebook's own output."""
    beside = Together(case, lambda name, mine: dict(answers.get((name, mine), {})))
    found = {}
    for key in answers:
        answer = Answer(*key, dict(answers[key]), 1)
        made, form = mark_answer(answer, beside), layout(key[0], answer.data, beside, mine=key[1])
        table = "" if made.faults else page(answer, form)
        found[key] = made, mark_page(made, "", 3).html, form, table
    return found


@pytest.mark.parametrize(("key", "other"), PAIRS, ids=str)
def test_a_live_notebook_says_what_a_fresh_one_would(tmp_path: Path, key: Key, other: Key) -> None:
    live, told = Desk(COURSE, tmp_path), []
    given = {k: model(k) for k in (key, *RESTS[key])}
    for (name, mine), data in given.items():
        live.workbook.write(name, data, 0, mine=mine)
    whole = given[other]
    half = {s: rows[: len(rows) // 2] for s, rows in whole.items()}
    odd = dict.fromkeys(whole, 1)
    bare = {s: [{**row, "id": 1} for row in rows] for s, rows in whole.items()}
    for rev, data in enumerate((half, odd, whole, {}, bare, whole), start=1):
        live.workbook.write(other[0], data, rev, mine=other[1])
        now, fresh = (
            (d.mark(key[0], mine=key[1]), d.layout(key[0], given[key], mine=key[1]))
            for d in (live, Desk(COURSE, tmp_path))
        )
        assert now == fresh
        told.append(now)
    assert told[2] == told[-1] and any(one != told[2] for one in told), "or nothing rests on it"


@pytest.mark.parametrize("seed", range(3))
def test_no_learner_changes_what_another_is_told(case: Any, seed: int) -> None:
    whole = {key: model(key) for key in keys()}
    class_ = [whole, spoilt(whole, seed), spoilt(whole, seed + 10)]
    alone = [seen(copy.deepcopy(answers), load(case.folder)) for answers in class_]
    given = copy.deepcopy(class_)
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 0, 2)):
        for learner in order:
            assert seen(class_[learner], case) == alone[learner]
    assert class_ == given, "what a learner wrote is only read"


def test_classes_with_other_keys_may_be_marked_by_one_process(case: Any, tmp_path: Path) -> None:
    folder = tmp_path / "cases" / case.name
    shutil.copytree(case.folder, folder)
    for name in ("quiz", "recordings"):
        shutil.copytree(COURSE.root / name, tmp_path / name, ignore=shutil.ignore_patterns("*.webm"))
    for path in folder.glob("key*.json"):
        key = json.loads(path.read_text(encoding="utf-8"))
        key["exercises"] = turned(key.get("exercises", {}))
        path.write_text(json.dumps(key), encoding="utf-8")
    answers = {key: model(key) for key in keys()}
    ours, theirs = seen(answers, load(case.folder)), seen(answers, load(folder))
    assert sum(ours[key] != theirs[key] for key in answers) > 5
    other = load(folder)
    for _ in range(2):
        assert seen(answers, case) == ours
        assert seen(answers, other) == theirs


def turned(key: Any) -> Any:
    """A key in which the next one's label is true of each."""
    if not isinstance(key, dict):
        return key
    labels = list(key.values())
    if len(key) > 2 and all(isinstance(label, str) for label in labels) and len({*labels}) < len(labels):
        return dict(zip(key, [*labels[1:], labels[0]], strict=True))
    return {name: turned(inside) for name, inside in key.items()}
