"""The texts: complete, all different, and in agreement with the world they speak of."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from datetime import date

import pytest

from cxkit.cases import CaseError
from cxkit.cases.rowan_vale import documents
from cxkit.cases.rowan_vale.markup import Setting, fill, needs_of, plain, read_cards
from cxkit.cases.rowan_vale.world import BRANCHES, CATEGORIES, FACTS, MILES, make_world

SETTING = Setting("Durham", "Bev", "Lloyd", date(2026, 3, 14), {"P01": "Ten minutes"})


def all_texts(case):
    found = {i: item["text"] for i, item in (case.vignettes | case.verbatims).items()}
    return found | {i: item["text"] for i, item in (case.segments | case.promises).items()}


def words(text):
    return re.findall(r"[a-z0-9£']+", text.lower())


def test_nothing_of_the_workshop_is_left_in_a_text(case):
    for id_, text in all_texts(case).items():
        assert not re.search(r"[{}\[\]|]|\bn\d\d\b|  ", text), id_


def test_no_text_says_the_name_of_a_category_or_mot(case):
    names = [category.name for category in CATEGORIES.values()]
    for id_, text in all_texts(case).items():
        assert not any(name in text.lower() for name in names), id_
        assert not re.search(r"\bMOTs?\b", text), id_


@pytest.mark.parametrize(("kind", "low", "high"), [("vignettes", 60, 110), ("verbatims", 8, 90)])
def test_lengths(case, kind, low, high):
    for id_, item in getattr(case, kind).items():
        assert low <= len(item["text"].split()) <= high, id_


def test_no_two_texts_are_alike(case):
    # What an advert says is quoted by several people; that is the advert's wording, not theirs.
    quoted = [p["short"] for p in documents.authored("promises")["promise"]]
    grams = {}
    for id_, text in all_texts(case).items():
        for short in quoted:
            text = text.replace(short, "")
        said = words(text)
        grams[id_] = {tuple(said[n : n + 3]) for n in range(len(said) - 2)}
    for (one, a), (other, b) in itertools.combinations(grams.items(), 2):
        assert len(a & b) < 0.2 * len(a | b), (one, other)


@pytest.mark.parametrize(("kind", "most"), [("vignettes", 1), ("verbatims", 3)])
def test_openings_differ(case, kind, most):
    openings = Counter(tuple(words(i["text"])[:3]) for i in getattr(case, kind).values())
    assert openings.most_common(1)[0][1] <= most


def test_a_place_in_a_vignette_lies_in_the_region_of_its_teller(case):
    region_of = {town: region for region, towns in BRANCHES.items() for town in towns}
    seen = 0
    for id_, item in case.vignettes.items():
        region = case.key["vignettes"][id_]["circumstance"]["region"]
        for town in set(re.findall(r"[A-Z][a-z]+", item["text"])) & set(region_of):
            assert region_of[town] == region, (id_, town)
            seen += 1
    assert seen >= 10


def test_who_carries_the_age_of_its_band(case):
    bands = {"young": range(18, 35), "mid": range(35, 55), "old": range(55, 90)}
    for id_, item in case.vignettes.items():
        age = int(re.search(r", (\d\d), ", item["who"]).group(1))
        assert age in bands[case.key["vignettes"][id_]["circumstance"]["age"]], id_


def test_every_promise_that_is_quoted_was_made_and_each_is_quoted(case):
    made = {
        id_: (item["short"], case.promises[id_])
        for id_, item in documents.numbered(
            "P", documents.authored("promises")["promise"], 2
        ).items()
    }
    for id_, (short, promise) in made.items():
        assert short in promise["text"], id_
        users = [v for v in case.verbatims.values() if short in v["text"]]
        assert users, id_
        assert all(promise["date"] < user["date"] for user in users), id_


def test_every_journey_that_is_refused_is_over_the_limit(case):
    assert FACTS["branches"] == "34"
    for journey, miles in MILES.items():
        assert miles > int(FACTS["oneway"]), journey
        assert all(town in sum(BRANCHES.values(), ()) for town in journey.split("-"))


def test_nobody_calls_or_comes_to_the_counter_on_a_sunday(case):
    manned = {i: v for i, v in case.verbatims.items() if v["channel"] in ("call", "counter")}
    assert len(manned) > 30
    for id_, item in manned.items():
        assert date.fromisoformat(item["date"]).weekday() != 6, id_


def test_two_posts_went_round_one_cross_and_one_thankful(case):
    viral = {v["from"]: v["shares"] for v in case.verbatims.values() if "shares" in v}
    assert set(viral) == {"@notdrivinghome", "@marys_other_daughter"}
    assert min(viral.values()) > 10_000


@pytest.mark.parametrize(
    ("text", "needs", "shown"),
    [
        ("{{n01:3|Now}} or {{n02:1|soon}}.", {"n01": 3, "n02": 1}, "Now or soon."),
        ("{{n01:1|a}} {{n01:3|b}}", {"n01": 3}, "a b"),
        ("Nothing marked.", {}, "Nothing marked."),
    ],
)
def test_markers(text, needs, shown):
    assert (needs_of(text), plain(text)) == (needs, shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("At [[branch]].", "At Durham."),
        ("At [[branch:Kendal]] on [[weekday]]", "At Kendal on Saturday"),
        ("[[woman]], [[man]]", "Bev, Lloyd"),
        ("[[price:test]]", "£54.85"),
        ("[[miles:Kendal-Durham]] over [[fact:oneway]]", "75 over 40"),
        ("[[promise:P01]]", "Ten minutes"),
    ],
)
def test_slots(text, shown):
    assert fill(text, make_world(), SETTING) == shown


@pytest.mark.parametrize(
    "text",
    ["[[branch:Atlantis]]", "[[price:moon]]", "[[cat]]", "[[miles:a-b]]", "[[promise:P99]]"],
)
def test_a_slot_that_the_world_cannot_fill_is_named(text):
    with pytest.raises(CaseError, match=re.escape(text)):
        fill(text, make_world(), SETTING)


@pytest.mark.parametrize("text", ["{{n01:3|open", "{{n01:9|too strong}}", "[[branch", "a }} b"])
def test_a_marker_or_slot_that_is_not_closed_is_refused(text):
    with pytest.raises(CaseError, match="not closed"):
        plain(fill(text, make_world(), SETTING))


def test_a_marker_for_a_need_that_does_not_exist_is_refused():
    with pytest.raises(CaseError, match="n44"):
        needs_of("{{n44:1|x}}")


def test_a_card_with_another_number_of_fields_is_named():
    with pytest.raises(CaseError, match="expected 5 fields"):
        read_cards("want.txt", 5)
