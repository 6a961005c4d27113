from __future__ import annotations

from typing import Any

import pytest

from cxkit.techniques.activity_faults import faults
from cxkit.techniques.artefact import ArtefactError
from cxkit.techniques.drawn import MARKS, Drawn, joined, marks

GIVEN: list[dict[str, Any]] = [
    {"id": "1", "performer": "customer", "step": "Ask for help", "next": ["2"], "counterpart": ""},
    {"id": "2", "performer": "clerk", "step": "Write note", "next": ["3"], "counterpart": "customer",
     "channel": "desk", "goal": "be understood", "rule": "R1"},
    {"id": "3", "performer": "fitter", "step": "Mend pump", "next": ["4"], "counterpart": "",
     "channel": "", "goal": "", "touch_minutes": 40},
    {"id": "4", "performer": "clerk", "step": "Ring up", "next": [], "counterpart": "customer",
     "channel": "phone", "goal": "know that it is done"},
]  # fmt: skip
ANSWER: dict[str, Any] = {
    "lanes": [{"id": "clerk", "choice": "frontstage"}, {"id": "fitter", "choice": "backstage"}],
    "arrows": [{"id": "2", "counterpart": "customer", "next": ["3"]},
               {"id": "3", "counterpart": "inside", "next": "4"}],
}  # fmt: skip


def whole(asked: str = "2 3", **changes: Any) -> Any:
    return joined(Drawn.read(ANSWER | changes), GIVEN, asked.split())


def test_the_given_part_and_the_learners_make_one_map() -> None:
    found = whole()
    assert faults(found) == []
    assert [s.lane for s in found.steps] == ["customer", "frontstage", "backstage", "frontstage"]
    assert [s.next for s in found.steps] == [["2"], ["3"], ["4"], []]
    assert found.rows["3"].touch_minutes == 40
    assert marks(found) == dict(zip(MARKS, (2, 2, 1), strict=True))


@pytest.mark.parametrize(
    ("changes", "red", "blue"),
    [
        ({"arrows": []}, 1, 0),  # step 4 is given, with its customer
        ({"lanes": []}, 2, 2),  # where people stand changes no count
        ({"arrows": [{"id": "2", "counterpart": "inside", "next": ["3"]}]}, 1, 1),
        ({"arrows": [{"id": "2", "counterpart": "customer", "next": ["3", "4"]}]}, 2, 1),
        ({"arrows": [*ANSWER["arrows"], {"id": "4", "counterpart": "inside", "next": ["1"]}]}, 2, 2),
    ],
    ids=["nothing said", "no lanes", "nobody met", "the customer met twice", "a step not asked for"],
)
def test_what_is_said_of_the_steps_asked_for_counts(
    changes: dict[str, Any], red: int, blue: int
) -> None:
    found = marks(whole(**changes))
    assert (found["red"], found["blue"]) == (red, blue)


def test_how_and_why_a_customer_is_met_goes_with_the_customer() -> None:
    met, alone = whole().rows["2"], whole(arrows=[{"id": "2", "counterpart": "inside"}]).rows["2"]
    assert (met.channel, met.goal) == ("desk", "be understood")
    assert (alone.counterpart, alone.channel, alone.goal) == ("", "", "")


def test_a_list_no_form_writes_is_refused() -> None:
    with pytest.raises(ArtefactError, match="arrows: expected at most 300 entries"):
        Drawn.read({"arrows": [{"id": str(n)} for n in range(301)]})
