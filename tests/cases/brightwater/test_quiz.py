"""The quiz of a paper: drawn from the secret, six an area, and nothing told of what is right."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cxkit.cases.bank import AREAS
from cxkit.cases.brightwater import Paper
from cxkit.cases.brightwater.quiz import ITEMS, make_quiz, open_bank
from cxkit.cases.case import CaseError
from cxkit.cases.stream import Stream

from .conftest import FEW, opened


def test_thirty_questions_six_an_area_no_row_twice(shown: Any, key: Any) -> None:
    asked, truth = shown["quiz"]["items"], key["quiz"]["items"]
    assert [i["id"] for i in asked] == [f"Z{n:02d}" for n in range(1, ITEMS + 1)] == sorted(truth)
    assert Counter(t["area"] for t in truth.values()) == dict.fromkeys(AREAS, 6)
    assert len({t["row"] for t in truth.values()}) == ITEMS
    assert shown["quiz"]["paper"] == key["paper"]


def test_what_is_shown_is_the_text_and_no_more(shown: Any) -> None:
    for item in shown["quiz"]["items"]:
        assert set(item) == {"id", "text", "options"}
        assert [set(o) for o in item["options"]] == [{"id", "text"}] * 4
        assert [o["id"] for o in item["options"]] == list("abcd")


def test_the_key_names_the_words_that_the_bank_calls_right(paper: Paper, key: Any) -> None:
    asked = {i["id"]: i for i in json.loads(paper.files["quiz.json"])["items"]}
    for id_, told in key["quiz"]["items"].items():
        source = open_bank()[told["bank"]]
        right = next(o["text"] for o in asked[id_]["options"] if o["id"] == told["right"])
        assert right == next(o.text for o in source.options if o.right)
        assert asked[id_]["text"] == source.text and told["area"] == source.area


def test_no_letter_and_no_place_is_right_more_often() -> None:
    stay = 0
    for secret in FEW:
        _, key = opened(secret)
        items = list(key["quiz"]["items"].values())
        assert set(Counter(t["right"] for t in items).values()) <= {7, 8}
        for area in AREAS:
            own = Counter(t["right"] for t in items if t["area"] == area)
            assert max(own.values()) == 2 and len(own) == 4
        stay += sum(open_bank()[t["bank"]].right == t["right"] for t in items)
    assert 0.15 < stay / (len(FEW) * ITEMS) < 0.35, "a letter of the bank says nothing here"


def test_every_secret_draws_another_quiz_and_the_same_one_again() -> None:
    drawn = [tuple(t["bank"] for t in opened(s)[1]["quiz"]["items"].values()) for s in FEW]
    assert len(set(drawn)) == len(FEW)
    assert max(len(set(a) & set(b)) for a in drawn for b in drawn if a != b) < 20
    one, other = (make_quiz(open_bank(), Stream(7, "quiz")) for _ in range(2))
    assert one == other


def test_a_bank_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="course/trainer/bank"):
        open_bank(tmp_path)
