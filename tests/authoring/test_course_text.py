"""The text that is taught: lint, quizzes, quotations from the case."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cxkit.authoring import lint
from cxkit.course import Course

COURSE = Course(Path(__file__).resolve().parents[2] / "course")
QUIZZES = sorted((COURSE.root / "quiz").glob("*.json"))


def test_the_course_has_no_fault():
    assert lint(COURSE) == []


@pytest.mark.parametrize("path", QUIZZES, ids=lambda p: p.stem)
def test_a_quiz_can_be_answered_by_thought_alone(path):
    quiz = json.loads(path.read_text(encoding="utf-8"))
    assert quiz["module"] == path.stem and len(quiz["items"]) == 3
    letters = []
    for item in quiz["items"]:
        options = item["options"]
        right = [o for o in options if o["right"]]
        assert len(options) == 4 and len(right) == 1, item["id"]
        assert len({o["text"] for o in options}) == 4
        assert all(re.fullmatch(r"[A-Z].*\.", o["why"]) for o in options), item["id"]
        assert max(options, key=lambda o: len(o["text"])) is not right[0], item["id"]
        assert not any("of the above" in o["text"].lower() for o in options)
        letters.append(right[0]["id"])
    assert len(set(letters)) == 3, "one and the same letter must not pass"


def test_promises_are_quoted_as_the_case_has_them():
    promises = {
        p["id"]: p for p in json.loads((COURSE.case / "promises.json").read_text(encoding="utf-8"))
    }
    text = (COURSE.root / "source/02-customers-by-need.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (P\d\d) \| (.*?) \| (.*?) \|$", text, re.M)
    assert len(rows) == 3
    for name, said, where in rows:
        assert (said, where) == (promises[name]["text"], promises[name]["where"])
