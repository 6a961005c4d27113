"""What never changes a mark: asking twice, the order of rows, ids that a form gave, spelling.

Each law is tried on every answer of the proofs: experts, mutants and gamers alike.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.marking import DONE, LOOK_AGAIN, NOT_STARTED, Mark, exercise, mark, questions

from . import truth as t
from .test_proofs import PROOFS, UNTOUCHED, before

ROWS = [
    pytest.param(name, make, id=f"{name} {kind}: {title}")
    for name, kinds in PROOFS.items()
    for kind, rows in kinds.items()
    for title, make in rows.items()
]
# Words that are spelt in two ways, UK to US. Both are in everybody's mouth.
SPELLINGS = {
    "organis": "organiz", "colour": "color", "behaviour": "behavior", "centre": "center",
    "licence": "license", "cheque": "check", "programme": "program", "realis": "realiz",
    "tyre": "tire", "labour": "labor", "favour": "favor", "travell": "travel",
    "cancell": "cancel", "analys": "analyz", "metre": "meter", "catalogue": "catalog",
}  # fmt: skip
FREE = ("name", "line", "workflow", "interactions", "people", "need", "why", "who", "want", "text",
        "object", "context", "step", "other", "wants", "unit", "reader", "effect", "organisation",
        "process", "customer")  # fmt: skip


def _marked(name: str, data: Any, case: Any) -> Mark:
    return mark(name, data, before(case, name), mine=name.startswith("0."))


def _figures(found: Mark) -> tuple[Any, ...]:
    return found.state, pytest.approx(found.share), [(r.id, r.state, pytest.approx(r.credit))
                                                     for r in found.results]  # fmt: skip


def _shuffled(data: t.Data) -> t.Data:
    draw = random.Random(3)
    return {s: draw.sample(rows, len(rows)) for s, rows in reversed(data.items())}


def _renamed(data: t.Data) -> t.Data:
    """Other ids where the form gave them: categories, needs, own rows. Items keep theirs."""
    data = copy.deepcopy(data)
    for section in ("needs", "steps", "kpis", "about"):
        for n, row in enumerate(data.get(section, ())):
            row["id"] = f"other-{n * 7 % 100}"
    names = {c["id"]: f"col{n * 5 % 7}" for n, c in enumerate(data.get("categories", ()))}
    for row in data.get("categories", ()):
        row["id"] = names[row["id"]]
    for row in data.get("needs", ()):
        row["cells"] = {names.get(c, c): cell for c, cell in row["cells"].items()}
    for row in data.get("sort", ()) if names else ():
        row["choice"] = names.get(row["choice"], row["choice"])
    return data


def _free(change: Callable[[str], str]) -> Callable[[t.Data], t.Data]:
    """Every text that a learner writes in their own words, changed."""

    def apply(data: t.Data) -> t.Data:
        data = copy.deepcopy(data)
        for rows in data.values():
            for row in rows:
                is_id = {"need", "sentence"} if row.get("id") == "heard" else set()
                row |= {k: change(row[k]) for k in FREE if k in row and k not in is_id and row[k]}
        return data

    return apply


def _american(text: str) -> str:
    for uk, us in SPELLINGS.items():
        text = re.sub(uk, us, text, flags=re.I)
    return text


def _lower_ids(data: t.Data) -> t.Data:
    data = copy.deepcopy(data)
    for row in [*data.get("needs", ()), *data.get("pairs", ())]:
        for cell in [row, *row.get("cells", {}).values()]:
            if "evidence" in cell:
                cell["evidence"] = " ".join(cell["evidence"]).lower().replace(" ", " ; ")
    return data


NO_MATTER: dict[str, Callable[[t.Data], t.Data]] = {
    "the order of rows": _shuffled,
    "the ids of rows": _renamed,
    "capitals": _free(str.upper),
    "small letters": _free(str.lower),
    "American spelling": _free(_american),
    "a full stop": _free(lambda text: f" {text}.  "),
    "accents put together": _free(lambda text: text.replace("\u00e9", "e\u0301")),
    "evidence as typed": _lower_ids,
    "fields of a later kit": lambda data: {
        s: [{**r, "confidence": [1]} for r in rows] for s, rows in data.items()} | {"later": 1},
}  # fmt: skip


@pytest.mark.parametrize("change", NO_MATTER.values(), ids=NO_MATTER)
@pytest.mark.parametrize(("name", "make"), ROWS)
def test_what_does_not_matter_changes_no_mark(
    case: Any, name: str, make: Any, change: Callable[[t.Data], t.Data]
) -> None:
    data = make(case)
    assert _figures(_marked(name, data, case)) == _figures(_marked(name, change(data), case))


def test_each_change_does_change_something(case: Any) -> None:
    """Else the law above would hold of nothing."""
    for title, change in NO_MATTER.items():
        answers = [make(case) for make in UNTOUCHED.values()]
        answers.append({"pairs": [{"id": "Q1", "need": "The colour of the caf\u00e9"}]})
        assert any(change(a) != a or list(change(a)) != list(a) for a in answers), title


@pytest.mark.parametrize(("name", "make"), ROWS)
def test_a_mark_is_a_pure_function(case: Any, name: str, make: Any) -> None:
    data = make(case)
    kept = copy.deepcopy(data)
    first = _marked(name, data, case)
    assert data == kept, "an answer is read, never written"
    for other in UNTOUCHED:
        _marked(other, UNTOUCHED[other](case), case)  # nothing of another answer stays behind
    assert _marked(name, copy.deepcopy(kept), case) == first


@pytest.mark.parametrize("name", UNTOUCHED)
def test_a_mark_leaves_the_case_as_it_was(case: Any, name: str) -> None:
    kept = [copy.deepcopy(part) for part in _parts(case)]
    _marked(name, UNTOUCHED[name](case), case)
    assert _parts(case) == kept


def _parts(case: Any) -> list[Any]:
    return [case.key, case.vignettes, case.verbatims, case.segments, case.survey, case.quiz]


# Values that people and other programs have put where another belongs.
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=12) | st.sampled_from(["V07", "c1", "need", "d6", "41 %", "0,4", "yes"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["strength", "evidence", "c1", "id"]), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
FIELDS = ("id", "choice", "why", "code", "who", "kind", "need", "want", "evidence", "name", "cells",
          "direction", "measure", "object", "context", "score", "top", "sentence", "text", "step",
          "role", "unit")  # fmt: skip
SECTIONS = ("labels", "pairs", "categories", "needs", "sort", "statements", "scores", "heard",
            "parts", "about", "steps", "kpis")  # fmt: skip
rows = st.lists(st.dictionaries(st.sampled_from(FIELDS), junk, max_size=5), max_size=4)


@given(
    st.sampled_from(list(PROOFS)),
    st.dictionaries(st.sampled_from(SECTIONS), rows | junk, max_size=4),
    st.booleans(),
)
def test_whatever_a_file_holds_a_mark_is_a_mark(
    case: Any, name: str, data: dict[str, Any], mine: bool
) -> None:
    found = mark(name, data, case, mine=mine)
    assert found.state in (DONE, LOOK_AGAIN, NOT_STARTED)
    assert 0 <= found.share <= 1
    assert all(0 <= r.credit <= 1 for r in found.results)
    assert not (found.faults and found.share)
    assert all(f.what for f in found.faults)
    assert isinstance(questions(name, data, case, mine=mine), list)


@pytest.mark.parametrize("name", UNTOUCHED)
@pytest.mark.parametrize("count", [1001, 20_000])
def test_an_answer_grown_by_a_program_is_refused_and_not_worked_through(
    case: Any, name: str, count: int
) -> None:
    data, most = UNTOUCHED[name](case), exercise(name).artefact.most
    assert most <= 1000
    for section in data:
        grown = {**data, section: [{**data[section][0], "id": f"x{i}"} for i in range(count)]}
        found = _marked(name, grown, case)
        assert (found.state, found.share) == (LOOK_AGAIN, 0.0)
        assert found.faults[0].what == f"{section}: expected at most {most} entries, found {count}."


def test_a_thousand_faults_are_told_as_ten(case: Any) -> None:
    data = {"pairs": [{"id": f"Q{i}", "kind": 5} for i in range(200)]}
    told = mark("2.2", data, case).faults
    assert len(told) == 11 and told[-1].what == "190 more faults follow."


@pytest.mark.parametrize("name", UNTOUCHED)
def test_a_right_answer_taken_apart_earns_less_and_less(case: Any, name: str) -> None:
    """Partial credit, always: fewer rows never earn more, and some earn something."""
    data = UNTOUCHED[name](case)
    largest = max(data, key=lambda s: len(data[s]))
    found = [_marked(name, t.without(data, largest, n), case).share
             for n in range(len(data[largest]) + 1)]  # fmt: skip
    assert found[0] == pytest.approx(1.0)
    assert all(a >= b - 1e-9 for a, b in zip(found, found[1:], strict=False)), found
    assert name == "2.6" or any(0 < share < 1 for share in found), found


def test_every_exercise_says_what_it_asks_for() -> None:
    for name in PROOFS:
        titles = [c.title for c in exercise(name).criteria]
        assert len(set(titles)) == len(titles)
        assert all(re.fullmatch(r"[A-Z][^.]+", title) for title in titles)
