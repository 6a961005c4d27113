from __future__ import annotations

import random

import pytest

from cxkit.items.chance import CLASS, alike
from cxkit.items.said import pair_said, trial_said
from cxkit.items.signals import SAVES, given_of, signals
from cxkit.items.trial import by_chance, trial
from cxkit.workbook import Answer

LEARNERS, EXERCISES, ROWS = 30, 8, 15
RIGHT = {(f"1.{e}", "labels", f"Q{n}", "choice"): frozenset("a") for e in range(EXERCISES) for n in range(ROWS)}
OWN = "At the counter two people wait for a third who has gone to look for the printed form again"


def honest(seed: int = 1) -> dict[str, dict]:
    """Learners who worked alone: each as good as they are, b the tempting wrong answer."""
    draw = random.Random(seed)
    found = {}
    for n in range(LEARNERS):
        skill = draw.uniform(0.45, 0.95)
        found[f"l{n:02}"] = {s: "a" if draw.random() < skill else draw.choice("bbcd") for s in RIGHT}
    return found


def saved(given: dict[str, dict], texts: dict[str, list[str]] | None = None, same: tuple = ()) -> dict:
    """The same as answers with times of their own, but for those in `same`, who share one file's."""
    found = {}
    for n, (who, held) in enumerate(given.items()):
        found[who] = {}
        for e in range(EXERCISES):
            rows = [{"id": s[2], "choice": v} for s, v in held.items() if s[0] == f"1.{e}"]
            own = [{"id": f"n{e}{n:02}xyz", "text": t} for t in (texts or {}).get(who, [])]
            at = LEARNERS + 1 if who in same else n
            found[who][f"1.{e}", False] = Answer(
                f"1.{e}", False, {"labels": rows, "notes": own}, 10 + at, f"2026-03-02T1{e}:{at:02}:00+00:00")
    return found


def names(found) -> list[tuple[str, str]]:
    return [(p.one, p.other) for p in found.pairs]


def test_an_honest_class_raises_nothing():
    found = signals(saved(honest()), RIGHT)
    assert (names(found), found.learners, found.common) == ([], LEARNERS, 0)


def test_a_copied_workbook_is_told_with_its_parts():
    given = honest()
    given["l09"] = given["l04"]
    found = signals(saved(given, {"l04": [OWN, f"{OWN} today"], "l09": [OWN, f"{OWN} today"]}, ("l04", "l09")), RIGHT)
    assert names(found) == [("l04", "l09")]
    pair = found.pairs[0]
    assert len(pair.saves) == EXERCISES
    assert len(pair.texts) == 2 * EXERCISES
    wrong = sum(v != "a" for v in given["l04"].values())
    assert pair.wrong and pair.wrong.count == wrong > 2 * pair.wrong.expected
    said = pair_said(pair, {})
    assert [s.split(" ", 1)[0] for s in said["shared"]] == [str(EXERCISES), str(2 * EXERCISES), str(wrong)]
    assert said["parts"][-1].startswith("and ")


@pytest.mark.parametrize("count", [SAVES - 1, SAVES])
def test_so_many_saves_in_one_second_are_a_question(count):
    given = {f"l{n:02}": {} for n in range(6)}
    held = saved(given)
    for e in range(count):
        twin = held["l01"][f"1.{e}", False]
        held["l05"][f"1.{e}", False] = Answer(f"1.{e}", False, {}, twin.rev, twin.saved)
    assert names(signals(held, {})) == [("l01", "l05")] * (count == SAVES)


def test_rows_with_the_same_random_id_come_from_one_file():
    held = saved({f"l{n:02}": {} for n in range(6)})
    for who in ("l02", "l03"):
        held[who]["2.1", True] = Answer("2.1", True, {"rows": [{"id": "r4fk2q9"}, {"id": "r0a1b2c"}]}, 3, "")
        held[who]["2.2", True] = Answer("2.2", True, {"rows": [{"id": "r1"}, {"id": "V07"}]}, 3, "")
    found = signals(held, {})
    assert names(found) == [("l02", "l03")]
    assert found.pairs[0].rows == {"2.1 (own)": 2}


def test_what_a_quarter_of_the_class_shares_is_the_class_s_and_told():
    given = honest()
    third = list(given)[:10]
    found = signals(saved(given, {who: [OWN, f"{OWN} too"] for who in third}, tuple(third)), RIGHT)
    assert names(found) == []
    assert found.common == EXERCISES * 3  # a save and two texts in each


def test_to_quote_the_material_is_no_sign():
    held = saved({f"l{n:02}": {} for n in range(6)}, {"l01": [OWN, OWN + " x"], "l02": [OWN, OWN + " x"]})
    assert names(signals(held, {})) == [("l01", "l02")]
    assert names(signals(held, {}, {f"1.{e}": f"Dana: \u201c{OWN.upper()} x!\u201d" for e in range(EXERCISES)})) == []


@pytest.mark.parametrize(
    "data",
    [
        {}, {"labels": None}, {"labels": "text"}, {"labels": [None, 5, [], {"id": ["x"]}, {"id": None}]},
        {"labels": [{"id": "a", "deep": {"a": {"b": {"c": {"d": {"e": OWN}}}}}}]},
        {"labels": [{"id": "a", "choice": {"strength": float("inf")}}]},
    ],
)  # fmt: skip
def test_whatever_a_file_holds_nobody_is_accused_and_nothing_breaks(data):
    held = {w: {("1.1", False): Answer("1.1", False, data, 5, "not a time")} for w in ("a", "b", "c", "d", "e", "f")}
    found = signals(held, {("1.1", "labels", "a", "choice"): frozenset("a")})
    assert found.pairs == ()


@pytest.mark.parametrize("count", [0, 1, 2, CLASS - 1])
def test_a_class_too_small_for_habits_is_not_compared(count):
    given = dict(list(honest().items())[:count])
    given = {who: given[next(iter(given))] for who in given}
    assert alike(given, RIGHT) == []
    assert trial(given, RIGHT) is None
    assert "not compared in a class of fewer than eight" in trial_said(None, count)


@pytest.mark.parametrize("value", ["a", "b"])
def test_where_all_are_equal_nothing_is_raised(value):
    assert alike({f"l{n}": dict.fromkeys(RIGHT, value) for n in range(12)}, RIGHT) == []


def test_false_alarms_are_rare_and_a_copy_of_most_is_noticed():
    found = trial(honest(), RIGHT, classes=60, copied=0.8)
    assert found is not None
    assert found.alarms <= 1
    assert found.noticed >= 40
    assert f"of {found.classes} generated classes" in trial_said(found, LEARNERS)
    assert trial(honest(), RIGHT, classes=60, copied=0.8) == found


def test_the_answers_compared_are_those_to_given_questions_on_the_case():
    held = {("1.0", False): Answer("1.0", False, {"labels": [{"id": "Q0", "choice": "b"}, {"id": "Q99", "choice": "b"}]}),
            ("1.1", True): Answer("1.1", True, {"labels": [{"id": "Q0", "choice": "b"}]})}  # fmt: skip
    assert given_of(held, RIGHT) == {("1.0", "labels", "Q0", "choice"): "b"}


def test_pairs_that_share_saves_by_chance_follow_poissons_law():
    # one exercise, one second, one revision: all share it
    assert by_chance(10, 1, 1, 1, 1) == pytest.approx(10 * 0.632121, abs=1e-4)
    assert by_chance(435, 60, 60, 20, 4) < 2e-4
