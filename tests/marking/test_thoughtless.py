"""Module 01 against answers without thought: empty-looking texts, copies, one answer throughout."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import pytest

from cxkit.marking import mark

from . import truth as t
from . import truth01 as a
from .test_module01 import told

# What is in the box and says nothing; a person would see it, and so should the check
NOTHING = {
    "blank": " \u200b\u2060 \u202e\u00a0",
    "letters that show as nothing": "\u3164\u3164 \u115f\u115f \u1160\u1160 \uffa0\uffa0 \u3164\u1160 \u115f\u3164",
    "one letter each": "a b c d e f g h i j k l m n",
    "one word": "because because because because because",
    "signs": "?? !! ... -- ++ ::",
}
BOXES = [
    ("1.1", "reasons", lambda c, text: t.every(a.stances(c), "labels", why=text)),
    ("1.2", "firm", lambda c, text: t.put(a.story(c), "firm", 0, seen=text)),
    ("1.3", "reasons", lambda c, text: t.every(a.claims(c), "grades", why=text)),
    ("1.5", "rewrite", lambda c, text: a.language(c, f"{text} 63 421")),
]


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
@pytest.mark.parametrize(("name", "criterion", "make"), BOXES, ids=[b[0] for b in BOXES])
def test_a_box_that_says_nothing_earns_nothing(
    case: Any, name: str, criterion: str, make: Callable[[Any, str], t.Data], text: str
) -> None:
    found = mark(name, make(case, text), case)
    assert next(r.credit for r in found.results if r.id == criterion) == 0


def test_a_text_of_the_course_is_no_reason(case: Any) -> None:
    stances, claims, story = a.stances(case), a.claims(case), a.story(case)
    texts = {c["id"]: c["text"] for c in case.claims["claims"]}
    steps = {s["id"]: s["text"] for s in case.story["steps"]}
    for row in stances["labels"]:
        row["why"] = case.statements[row["id"]]["text"]
    for row in claims["grades"]:
        row["why"] = f"Well: {texts[row['id']].upper()}"
    story["firm"][0]["seen"] = steps[story["firm"][0]["choice"]]
    assert "no reason of your own" in told(mark("1.1", stances, case), "reasons")
    assert "The claim is repeated" in told(mark("1.3", claims, case), "reasons")
    assert "words of your own" in told(mark("1.2", story, case), "firm")


def test_one_answer_all_down_each_column_of_the_matrix_earns_nothing(case: Any) -> None:
    columns = [q["id"] for q in case.definitions["attributes"]]
    for answers in product(("yes", "no"), repeat=len(columns)):
        data = a.definitions(case)
        for row in data["matrix"]:
            row["cells"] = dict(zip(columns, answers, strict=True))
        found = mark("1.4", data, case)
        assert next(r.credit for r in found.results if r.id == "matrix") == pytest.approx(0)


def test_every_pair_of_a_group_earns_nothing(case: Any) -> None:
    """As no form writes it: a row for each two claims."""
    data = a.claims(case)
    for group in case.claims["groups"]:
        here = [c["id"] for c in case.claims["claims"] if c["group"] == group]
        data[group] = [{"id": x, "choice": y} for x, y in combinations(here, 2)]
    found = mark("1.3", data, case)
    assert next(r.credit for r in found.results if r.id == "pairs") == 0


def test_rows_may_come_in_any_order_and_twice(case: Any) -> None:
    for name, data in (("1.1", a.stances(case)), ("1.3", a.claims(case)), ("1.4", a.definitions(case)),
                       ("1.5", a.language(case))):  # fmt: skip
        other = {key: [*rows[::-1], *rows] for key, rows in data.items()}
        assert mark(name, other, case).share == mark(name, data, case).share == pytest.approx(1), name
