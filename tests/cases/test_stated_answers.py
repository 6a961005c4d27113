"""Nothing gives an answer away: not its place, its length, one word of it, nor chance."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import combinations, groupby, permutations
from random import Random

import pytest

from cxkit.cases.rowan_vale.stated import stated_files
from cxkit.cases.rowan_vale.stated_chance import trivial
from cxkit.cases.rowan_vale.world import make_world
from cxkit.techniques.agreement import kappa
from cxkit.techniques.artefact import tokens
from cxkit.techniques.claims import overlap
from cxkit.techniques.order import order_tau


@pytest.fixture(scope="module")
def made():
    return {
        name.removesuffix(".json"): json.loads(content)
        for name, content in stated_files(make_world()).items()
    }


@pytest.fixture(scope="module")
def key(made):
    return made["key-stated"]["exercises"]


def classes(made, key):
    """Per exercise with two sides: (text, is it of the first side) in the order shown."""
    kinds, weasels, pairs = key["1.1"]["kinds"], key["3.2"]["weasels"], key["1.3"]["pairs"]
    named = {id_ for pair in pairs for id_ in pair}
    goals = key["3.3"]["goals"]
    return {
        "1.1": [
            (s["text"], kinds[s["id"]] == "inside-out")
            for s in made["statements"]
            if kinds[s["id"]] != "disputed"
        ],
        "1.3": [(c["text"], c["id"] in named) for c in made["claims"]["claims"]],
        "3.1": [
            (a["text"], key["3.1"]["boxes"][a["id"]] == a["put"]) for a in made["boxes"]["answers"]
        ],
        "3.2": [(w["text"], w["id"] in weasels) for w in made["weasels"]],
        "3.3": [
            (s["text"], s["times"][0] == goals[s["id"]]["deadline"])
            for s in made["smart"]["statements"]
        ],
    }


def better(ones, others):
    """How often a value of `ones` is above one of `others`; ties are half. 0.5 tells nothing."""
    won = sum((a > b) + (a == b) / 2 for a in ones for b in others)
    return won / (len(ones) * len(others))


@pytest.mark.parametrize("exercise", ["1.1", "1.3", "3.2"])
@pytest.mark.parametrize(
    "trait",
    [
        lambda place, text: place,
        lambda place, text: len(text),
        lambda place, text: any(c.isdigit() for c in text),
    ],
    ids=["place", "length", "digits"],
)
def test_place_length_and_digits_tell_next_to_nothing(made, key, exercise, trait):
    rows = classes(made, key)[exercise]
    values = [(trait(place, text), side) for place, (text, side) in enumerate(rows)]
    told = better([v for v, side in values if side], [v for v, side in values if not side])
    assert 0.25 < told < 0.75


@pytest.mark.parametrize("exercise", ["1.1", "1.3", "3.1", "3.2", "3.3"])
def test_sides_do_not_stand_in_blocks(made, key, exercise):
    sides = [side for _, side in classes(made, key)[exercise]]
    changes = sum(a != b for a, b in zip(sides, sides[1:], strict=False))
    assert changes >= min(3, 2 * min(sum(sides), len(sides) - sum(sides)) - 1)
    if exercise in ("1.1", "3.2"):
        assert max(len(list(run)) for _, run in groupby(sides)) <= 5


def test_no_single_word_sorts_the_statements(made, key):
    rows = classes(made, key)["1.1"]
    truth = [side for _, side in rows]
    words = {word for text, _ in rows for word in tokens(text)}
    for word in words:
        marked = [word in tokens(text) for text, _ in rows]
        assert abs(kappa(truth, marked)) < key["1.1"]["threshold"], word


@pytest.mark.parametrize("part", ["strict", "mild"])
def test_looking_words_up_does_not_find_the_weasels(made, key, part):
    lists = json.loads(files("cxkit.techniques").joinpath("words/weasels.json").read_bytes())
    marked = {
        w["id"] for w in made["weasels"] if any(word in w["text"].lower() for word in lists[part])
    }
    right = marked & set(key["3.2"]["weasels"])
    lower = min(len(right) / len(marked), len(right) / len(key["3.2"]["weasels"]))
    assert lower < key["3.2"]["threshold"]


def test_every_weasel_is_in_the_list_and_decoys_of_every_kind_are_there(made, key):
    lists = json.loads(files("cxkit.techniques").joinpath("words/weasels.json").read_bytes())
    known = {*lists["strict"], *lists["mild"]}
    sentences = {w["id"]: w["text"] for w in made["weasels"]}
    assert {word for words in key["3.2"]["weasels"].values() for word in words} <= known
    decoys = " ".join(text for id_, text in sentences.items() if id_ not in key["3.2"]["weasels"])
    for sign in (
        "effective date",
        "breakfast",
        "within 4 hours",
        "\u201c",
        "fast lane",
        "24 hours",
    ):
        assert sign in decoys
    assert 10 <= len(key["3.2"]["weasels"]) <= 15


def test_the_two_times_come_first_equally_often(made, key):
    first = [side for _, side in classes(made, key)["3.3"]]
    assert sum(first) * 2 == len(first)


def test_few_answers_stand_in_their_box_and_each_box_holds_two(made, key):
    put = [a["put"] for a in made["boxes"]["answers"]]
    truth = list(key["3.1"]["boxes"].values())
    assert sorted(put) == sorted(truth) == sorted("123456" * 2)
    assert 1 <= sum(side for _, side in classes(made, key)["3.1"]) <= 3


def bounded(node, place=""):
    if isinstance(node, dict):
        if "trivial" in node:
            yield place, node["trivial"], node["threshold"]
        for name, child in node.items():
            yield from bounded(child, f"{place} {name}".strip())


def test_thoughtless_answers_stay_well_below_every_threshold(key):
    found = list(bounded(key))
    assert len(found) == 11
    for place, low, high in found:
        assert 0 <= low < high <= 1, place
        assert high - low >= 0.12, place


def test_the_thresholds_are_those_of_the_course(key):
    assert (key["1.1"]["threshold"], key["1.2"]["threshold"], key["3.2"]["threshold"]) == (
        0.6,
        0.8,
        0.8,
    )


def test_the_story_as_told_is_right_with_either_order_of_what_may_swap(key):
    story = key["1.2"]
    told = story["told"]
    assert order_tau(story["before"], told) == 1
    for a, b in story["may_swap"]:
        swapped = [{a: b, b: a}.get(step, step) for step in told]
        assert order_tau(story["before"], swapped) == 1
    assert order_tau(story["before"], told[::-1]) == -1
    assert order_tau(story["before"], []) == -1


def test_the_story_as_shown_is_worth_nothing(made, key):
    shown = [step["id"] for step in made["story"]["steps"]]
    assert order_tau(key["1.2"]["before"], shown) <= key["1.2"]["trivial"]
    assert abs(order_tau(key["1.2"]["before"], sorted(shown))) < 0.5


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_tau_counts_pairs(order):
    before = [("a", "b"), ("a", "c")]
    held = sum(order.index(x) < order.index(y) for x, y in before)
    assert order_tau(before, order) == held - 1


@pytest.mark.parametrize(
    ("truth", "given", "value"),
    [("ab", "ab", 1), ("ab", "", 0), ("", "", 0), ("ab", "bc", 0.5), ("a", "abc", 0.5)],
)
def test_overlap_is_f1(truth, given, value):
    assert overlap(truth, given) == value


def test_trivial_is_the_constant_or_the_95th_of_draws_and_never_negative():
    draws = Random(1)
    assert 0.93 < trivial([0.2], draws.random) < 0.97
    assert trivial([0.7], lambda: 0.1) == 0.7
    assert trivial([-0.5], lambda: -1) == 0


def test_no_two_texts_are_nearly_the_same(made):
    texts = [
        *(s["text"] for s in made["statements"]),
        *(s["text"] for s in made["story"]["steps"]),
        *(c["text"] for c in made["claims"]["claims"]),
        *(d["text"] for d in made["definitions"]["definitions"]),
        *(a["text"] for a in made["boxes"]["answers"]),
        *(w["text"] for w in made["weasels"]),
    ]
    runs = [set(zip(t, t[1:], t[2:], t[3:], strict=False)) for t in map(tokens, texts)]
    for a, b in combinations(range(len(texts)), 2):
        assert len(runs[a] & runs[b]) <= 2, (texts[a], texts[b])


def test_reasons_are_sentences_and_all_different(key):
    whys = [
        *key["1.1"]["why"].values(), *key["1.4"]["why"].values(), *key["3.1"]["why"].values(),
        *key["3.2"]["why"].values(), *key["1.3"]["why"].values(),
        *(g["why"] for g in key["1.3"]["graded"].values()),
        *(g["why"] for g in key["3.3"]["goals"].values()),
        *(f["why"] for f in key["3.6"]["flaws"].values()),
        *(f["repair"] for f in key["3.6"]["flaws"].values()),
    ]  # fmt: skip
    assert len(set(whys)) == len(whys)
    assert [why for why in whys if not re.search(r"[.?]\u201d?$", why) or len(why) < 22] == []


def test_the_key_is_not_in_what_learners_see(made):
    hidden = {"kind", "why", "flaw", "repair", "grade", "graded", "weasel", "matrix", "quote",
              "contradicts", "debatable", "box", "iso", "due_is", "response", "author_id"}  # fmt: skip
    for name, content in made.items():
        if name != "key-stated":
            assert not hidden & set(_fields(content)), name


def _fields(node):
    if isinstance(node, dict):
        yield from node
        for child in node.values():
            yield from _fields(child)
    elif isinstance(node, list):
        for child in node:
            yield from _fields(child)
