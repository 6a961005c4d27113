"""Agreement in a room: shares that can be counted by hand, and kappa."""

from __future__ import annotations

import pytest

from cxkit.cases import load
from cxkit.dashboard.choices import Offer, agreement, chosen, offers
from cxkit.forms.layouts import layout

LABELS = {"a": "First", "b": "Second", "c": "Third"}
OFFER = {("s", i, "choice"): Offer(("s", i, "choice"), f"Item {i}", LABELS) for i in "123"}


def _one(text: str) -> dict:
    """"ab-" chose a for 1, b for 2 and nothing for 3."""
    return {("s", str(n), "choice"): c for n, c in enumerate(text, start=1) if c != "-"}


@pytest.mark.parametrize(("room", "share", "kappa", "learners", "items", "split"), [
    (["abc", "abc", "abc"], 1.0, 1.0, 3, 3, None),
    (["abc", "abc"], 1.0, None, 2, 3, None),  # two are too few for kappa
    (["aaa", "aaa", "aaa"], 1.0, None, 3, 3, None),  # one label throughout tells nothing
    (["a--", "a--", "b--"], 2 / 3, None, 3, 1, ("Item 1", (("First", 2), ("Second", 1)))),
    (["ab-", "ac-", "a--"], 0.75, None, 3, 2, ("Item 2", (("Second", 1), ("Third", 1)))),
    (["abc", "abc", "abc", "cab"], 0.75, 0.625, 4, 3, ("Item 1", (("First", 3), ("Third", 1)))),
])  # fmt: skip
def test_what_a_room_made_of_an_exercise(room, share, kappa, learners, items, split) -> None:
    found = agreement([_one(text) for text in room], OFFER)
    assert found is not None
    assert (found.share, found.learners, found.items, found.split) == (pytest.approx(share), learners, items, split)
    assert found.kappa == (None if kappa is None else pytest.approx(kappa))


@pytest.mark.parametrize("room", [[], ["abc"], ["a--", "-b-"], ["---", "---"]])
def test_where_nobody_shares_a_choice_there_is_nothing_to_tell(room) -> None:
    assert agreement([_one(text) for text in room], OFFER) is None


@pytest.mark.parametrize("data", [
    {}, {"s": None}, {"s": "a"}, {"s": [None, 3, {"id": "1"}, {"id": "1", "choice": ["a"]}]},
    {"s": [{"id": "9", "choice": "a"}, {"id": "1", "choice": "z"}]}, {"other": [{"id": "1", "choice": "a"}]},
])  # fmt: skip
def test_what_was_not_offered_does_not_count(data) -> None:
    assert chosen(data, OFFER) == {}


def test_the_forms_offer_what_everybody_can_choose(course, models) -> None:
    """Sorting, and the choices in rows that are given; not the rows that learners add."""
    case = load(course.case)
    found = {name: {o.place: o for o in offers(layout(name, {}, case, mine=False))} for name in ("1.1", "1.2", "2.3")}
    assert len(found["1.1"]) == 20 and len(found["1.2"]) == 1 and not found["2.3"]
    assert len(chosen(models("1.1"), found["1.1"])) == 20
    assert all(o.text and o.labels for held in found.values() for o in held.values())
