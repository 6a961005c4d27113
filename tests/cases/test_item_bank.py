"""The item bank: reading it, its lint, its draw, and what its wording alone gives away."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.cases.bank import AREAS, BankError, Item, Option, draw, faults, load, scores

FOLDER = Path(__file__).parents[2] / "course" / "trainer" / "bank"
BANK = load(FOLDER)
WORDS = ("oak", "elm", "ash", "fir")
PINNED = [
    "breaks-5 badc",
    "rules-1 dabc",
    "rules-3 badc",
    "moments-3 abcd",
    "needs-4 bacd",
    "breaks-6 adbc",
    "measures-3 cdab",
    "measures-4 cdab",
    "moments-4 cdab",
    "needs-5 adbc",
]


def toy(rows: int = 7) -> dict[str, Item]:
    """A bank of five areas, `rows` items in each, every item of a row of its own."""
    return {
        f"{area}-{n}": Item(
            id=f"{area}-{n}",
            area=area,
            row=str(1 + n + rows * AREAS.index(area)),
            text=f"Which tree is number {n}?",
            options=tuple(
                Option(id, f"The {WORDS[k]}", k == n % 4, "It is.") for k, id in enumerate("abcd")
            ),
        )
        for area in AREAS
        for n in range(rows)
    }


def signature(items: list[Item]) -> list[str]:
    return [f"{item.id} {''.join(option.id for option in item.options)}" for item in items]


# Reading


def test_the_bank_holds_what_a_certificate_needs():
    areas = Counter(item.area for item in BANK.values())
    assert set(areas) == set(AREAS) and min(areas.values()) >= 25 and len(BANK) >= 125
    assert len({item.row for item in BANK.values()}) >= 60


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda text: None, "rules.json: not to be read"),
        (lambda text: text[: len(text) // 2], "rules.json: expected JSON in UTF-8"),
        (
            lambda text: text.replace("£", "\xa3").encode("latin-1"),
            "rules.json: expected JSON in UTF-8",
        ),
        (lambda text: "[" * 100_000, "rules.json: expected JSON in UTF-8"),
        (lambda text: "[]", "rules.json: expected schema 1"),
        (lambda text: text.replace('"schema": 1', '"schema": 2'), "rules.json: expected schema 1"),
        (lambda text: text.replace('"items": [', '"items": ["x",'), "rules.json, item 1: 'id'"),
        (
            lambda text: text.replace('"row": "40"', '"row": 40', 1),
            "item 1: 'row' is missing or not text",
        ),
        (
            lambda text: text.replace('"right": true', '"right": 1', 1),
            "'right' is missing or not true",
        ),
        (lambda text: text.replace('"why"', '"because"', 1), "item 1, option 1: 'why' is missing"),
        (
            lambda text: text.replace(
                '"area": "rules",\n   "row"', '"area": "needs",\n   "row"', 1
            ),
            "found 'needs'",
        ),
        (lambda text: text.replace('"rules-02"', '"rules-01"'), "rules-01 is used twice"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, damage, expected):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "rules.json"
    damaged = damage(path.read_text(encoding="utf-8"))
    if damaged is None:
        path.unlink()
    else:
        path.write_bytes(damaged if isinstance(damaged, bytes) else damaged.encode("utf-8"))
    with pytest.raises(BankError) as caught:
        load(tmp_path)
    assert expected in str(caught.value) and "\n" not in str(caught.value)


def test_every_damaged_file_is_named_at_once(tmp_path):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    for name in ("needs.json", "measures.json"):
        (tmp_path / name).write_text(json.dumps({}), encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load(tmp_path)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "needs.json",
        "measures.json",
    ]


# The lint


def test_the_bank_is_clean():
    assert faults(BANK) == []


FIRST = BANK["needs-01"]


def option(place: int, **change) -> Item:
    options = list(FIRST.options)
    options[place] = replace(options[place], **change)
    return replace(FIRST, options=tuple(options))


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (replace(FIRST, row="81"), "needs-01: row '81' is not a row"),
        (replace(FIRST, row="three"), "row 'three' is not a row"),
        (replace(FIRST, row="18"), "Row 18 stands in 2 areas"),
        (replace(FIRST, options=FIRST.options[:3]), "expected four options"),
        (
            replace(FIRST, options=FIRST.options[::-1]),
            "expected four options with the ids a, b, c and d",
        ),
        (replace(FIRST, options=tuple(replace(o, right=True) for o in FIRST.options)), "found 4"),
        (replace(FIRST, options=tuple(replace(o, right=False) for o in FIRST.options)), "found 0"),
        (option(1, text=FIRST.options[0].text.upper() + "!"), "two options say the same"),
        (option(2, text=""), "words; expected 1 to 22"),
        (option(2, text="word " * 23), "words; expected 1 to 22"),
        (option(2, text="People who cross " + "now and then " * 5), "at most 8 apart"),
        (
            option(3, text="None of the above applies to them"),
            "'None of the above' is an option about",
        ),
        (option(3, text="All of these are segments"), "'All of these' is an option about"),
        (option(3, text="A user of the SCO canvas"), "'SCO canvas' is a protected name"),
        (option(3, why="It was made with CEMMethod."), "'CEMMethod' is a protected name"),
        (option(3, text="Customers of Rowan & Vale"), "'Rowan' is a name from the cases"),
        (option(3, text="Cars that failed their MOT"), "'MOT' may be the vehicle test"),
        (option(0, why=""), "option a gives its reason in 0 words"),
        (option(0, why="so " * 31), "option a gives its reason in 31 words"),
        (replace(FIRST, text=""), "the question has 0 words"),
        (replace(FIRST, text="word " * 56), "the question has 56 words"),
        (replace(BANK["needs-02"], id="needs-01"), "needs-01 and needs-02 are nearly the same"),
    ],
)
def test_a_bad_item_is_caught(bad, expected):
    found = faults(BANK | {"needs-01": bad})
    assert any(expected in fault for fault in found), found


def rewritten(change) -> dict[str, Item]:
    return {
        item.id: replace(item, options=tuple(change(item, o) for o in item.options))
        for item in BANK.values()
    }


def right_first(item: Item) -> Item:
    ordered = sorted(item.options, key=lambda o: not o.right)
    return replace(
        item, options=tuple(replace(o, id=id) for o, id in zip(ordered, "abcd", strict=True))
    )


LEAKS = {
    "Choosing the longest": rewritten(
        lambda i, o: replace(o, text=o.text + " in this very case" * o.right)
    ),
    "Choosing the shortest": rewritten(
        lambda i, o: replace(o, text=o.text + " in this very case" * (not o.right))
    ),
    "Choosing the most hedged": rewritten(
        lambda i, o: replace(o, text=o.text + ", perhaps" * o.right)
    ),
    "Choosing the least absolute": rewritten(
        lambda i, o: replace(o, text=o.text + ", always" * (not o.right))
    ),
    "Choosing most words of the question": rewritten(
        lambda i, o: replace(o, text=f"{o.text} {max(i.text.split(), key=len) * o.right}")
    ),
    "Choosing the first": {item.id: right_first(item) for item in BANK.values()},
    "a is right": {item.id: right_first(item) for item in BANK.values()},
    "items of rules; expected at least 25": {
        k: i for k, i in BANK.items() if k != "rules-01" and k < "rules-26"
    },
    "different rows; expected at least 60": toy(),
    "The bank has 0 items;": {},
}


@pytest.mark.parametrize(("expected", "bank"), LEAKS.items(), ids=list(LEAKS))
def test_a_bank_that_leaks_or_lacks_is_caught(expected, bank):
    assert any(expected in fault for fault in faults(bank))


@pytest.mark.parametrize(("strategy", "score"), scores(BANK).items())
def test_a_strategy_that_reads_the_wording_alone_is_near_chance(strategy, score):
    # Chance on 156 items of four options is .25 with a standard error of .035.
    assert 0.16 <= score <= 0.34, strategy


# The draw


def test_a_thousand_draws_are_balanced_and_repeat_no_row():
    seen: Counter[str] = Counter()
    places: Counter[int] = Counter()
    papers = set()
    for n in range(1000):
        drawn = draw(BANK, f"class {n}")
        assert Counter(item.area for item in drawn) == dict.fromkeys(AREAS, 6)
        assert len({item.row for item in drawn}) == 30
        for item in drawn:
            assert set(item.options) == set(BANK[item.id].options)
            places[[o.id for o in item.options].index(item.right)] += 1
        seen.update(item.id for item in drawn)
        papers.add(tuple(signature(drawn)))
    assert len(papers) == 1000
    assert set(seen) == set(BANK) and min(seen.values()) >= 60
    assert all(0.24 <= places[place] / 30_000 <= 0.26 for place in range(4))


def test_the_draw_is_the_same_everywhere():
    drawn = draw(toy(), "Brückner", n=10)
    assert signature(drawn) == PINNED
    other_order = dict(reversed(toy().items()))
    for secret in ("Bru\u0308ckner", "Brückner".encode()):
        assert draw(other_order, secret, n=10) == drawn


@given(st.binary(min_size=1), st.binary(min_size=1))
def test_secrets_that_differ_draw_papers_that_differ(one, other):
    same = signature(draw(BANK, one)) == signature(draw(BANK, other))
    assert same == (one == other)


@pytest.mark.parametrize(
    ("bank", "secret", "n", "expected"),
    [
        (BANK, "", 30, "The secret is empty"),
        (BANK, b"", 30, "The secret is empty"),
        (BANK, "x", 31, "A quiz of 31 cannot be shared out over 5 areas"),
        (BANK, "x", 0, "A quiz of 0"),
        (BANK, "x", -5, "A quiz of -5"),
        (toy(5), "x", 30, "needs: too few rows for 6 items"),
        ({}, "x", 5, "needs: too few rows for 1 items"),
        ({i.id: replace(i, row="1") for i in toy().values()}, "x", 10, "needs: too few rows"),
    ],
)
def test_a_draw_that_cannot_be_made_says_why(bank, secret, n, expected):
    with pytest.raises(BankError, match=expected):
        draw(bank, secret, n)
