"""The line of sight: what reaches an objective, what does not, and what hangs on one thing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.techniques.sight import TESTS, Sight, seen
from cxkit.techniques.sight_faults import sight_faults


def sight(*tasks: str, outcomes: str = "O1:B1 O2:B1,B2", objectives: str = "B1 B2") -> Sight:
    """Tasks as "A1 direct O1", outcomes as "O1:B1,B2"."""
    rows = []
    for task in tasks:
        code, test, *to = task.split()
        test = "" if test == "?" else test
        rule = " ".join(to) if test == "regulatory" else ""
        rows.append({"id": code.lower(), "code": code, "text": f"Task {code}", "test": test, "hours": 2,
                     "serves": [] if rule else to, "rule": rule})  # fmt: skip
    ends = [o.partition(":") for o in outcomes.split()]
    return Sight.read({
        "tasks": rows,
        "outcomes": [{"code": o, "text": o, "objectives": aims.replace(",", " ")} for o, _, aims in ends],
        "objectives": [{"code": b, "text": b} for b in objectives.split()],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        (["A1 direct O1"], {"lines": {"A1": ("O1",)}, "unserved": ("B2",), "idle": ("O2",),
                            "single": {"O1": "A1", "B1": "A1"}, "thin": {"B1": "O1"}}),
        (["A1 direct O1", "A2 enabling A1"], {"lines": {"A1": ("O1",), "A2": ("O1",)}, "single": {}}),
        (["A1 direct o1 O2"], {"lines": {"A1": ("O1", "O2")}, "unserved": (), "thin": {"B2": "O2"}}),
        (["A1 none"], {"orphans": ("A1",), "hours": 2.0, "lines": {}}),
        (["A1 enabling A2", "A2 none"], {"orphans": ("A1", "A2"), "hours": 4.0}),
        (["A1 regulatory R01"], {"ruled": {"A1": "R01"}, "orphans": (), "coverage": 1.0}),
        (["A1 regulatory"], {"ruled": {}, "orphans": ("A1",)}),
        (["A1 ? O1"], {"open": ("A1",), "orphans": (), "coverage": 0.0}),
        (["A1 enabling A2", "A2 enabling A1"], {"cycle": ("A1", "A2"), "orphans": ("A1", "A2")}),
        (["A0 enabling A1", "A1 enabling A2 O1", "A2 enabling A3 A1", "A3 direct O1"],
         {"cycle": ("A1", "A2"), "lines": dict.fromkeys(("A0", "A1", "A2", "A3"), ("O1",))}),
        (["A1 enabling A1"], {"cycle": ("A1",), "orphans": ("A1",)}),
        (["A1 direct O9"], {"orphans": ("A1",)}),
        (["A1 direct B1"], {"orphans": ("A1",)}),  # a line runs through an outcome
        ([], {"coverage": 0.0, "unserved": ("B1", "B2")}),
    ],
)  # fmt: skip
def test_what_can_be_seen_along_the_lines(tasks: list[str], expected: dict[str, Any]) -> None:
    found = seen(sight(*tasks))
    assert {name: getattr(found, name) for name in expected} == expected


def test_an_outcome_that_moves_nothing_carries_no_line() -> None:
    found = seen(sight("A1 direct O1", outcomes="O1: O2:B1"))
    assert found.orphans == ("A1",)
    assert found.unserved == ("B1", "B2")


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        (["A1 direct"], "serves nothing that is named"),
        (["A1 enabling O7"], "O7 is not there"),
        (["A1 regulatory"], "cites no rule"),
        (["A1 none O1"], "serves nothing, and has a link"),
        (["A1 ? O1"], "no test"),
        (["A1 enabling A2", "A2 enabling A1"], "a ring reaches nobody"),
        (["A1 direct O1", "A1 direct O2"], "stands twice"),
        (["A1 direct O1", "A2 regulatory R1", "A3 none", "A4 ?"], ""),
    ],
)
def test_tests_and_links_agree(tasks: list[str], words: str) -> None:
    told = [f.what for f in sight_faults(sight(*tasks))]
    assert (words in " ".join(told)) if words else not told


@pytest.mark.parametrize(
    ("outcomes", "words"), [("O1: O2:B1", "no objective moves"), ("O1:B9 O2:B1", "B9 is no objective")]
)
def test_an_outcome_names_what_it_moves(outcomes: str, words: str) -> None:
    assert words in " ".join(f.what for f in sight_faults(sight("A1 direct O1", outcomes=outcomes)))


_TASK = st.builds(
    lambda test, to: (test, to),
    st.sampled_from(("?", *TESTS)),
    st.sampled_from(("", "O1", "O2", "O1 O2", "A0", "A1", "A2", "O9")),
)


@given(st.lists(_TASK, max_size=7))
@settings(max_examples=60, deadline=None)
def test_every_task_is_somewhere_and_nowhere_twice(rows: list[tuple[str, str]]) -> None:
    one = sight(*(f"A{n} {test} {to}" for n, (test, to) in enumerate(rows)))
    found = seen(one)
    parts = [*found.lines, *found.ruled, *found.orphans, *found.open]
    assert sorted(parts) == sorted(t.ref for t in one.tasks)
    assert 0 <= found.coverage <= 1
    assert all(t.test != "none" for t in one.tasks if t.ref in found.lines)  # row 48: none is an orphan
