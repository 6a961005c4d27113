"""8.4 and 8.5: what the checks say at their edges, and on one's own process."""

from __future__ import annotations

from typing import Any

import pytest

from cxkit.forms.layouts.module08.keep import LAYOUTS
from cxkit.marking import DONE, LOOK_AGAIN, Mark, mark
from cxkit.marking.exercises.module05.service import true_map
from cxkit.marking.exercises.module08.crown import CLAIM, TEST
from cxkit.marking.together import Together
from cxkit.techniques.crown import Change, gate
from cxkit.techniques.crownsavings import Saving, combined
from cxkit.techniques.keep import items

from . import crown_truth as k
from . import map_truth as m
from . import truth as t


def told(found: Mark, criterion: str) -> str:
    rows = next(r for r in found.results if r.id == criterion).findings
    return " ".join(f"{f.where}: {f.what} {f.why} {f.next}" for f in rows)


# ---- the case holds together ----------------------------------------------------------------


def test_the_gate_finds_what_the_key_says(case: Any) -> None:
    for claim in case.crown["claims"]:
        verdict = case.exercises["8.5"]["verdicts"][claim["id"]]
        found = gate(Change(**f) for f in claim["figures"]).first
        assert found == ("" if verdict in ("pass", "twice") else verdict)


def test_every_lack_is_there_and_something_passes(case: Any) -> None:
    verdicts = list(case.exercises["8.5"]["verdicts"].values())
    assert set(verdicts) == {"pass", "zero", "wrong", "periods", "missing", "twice"}
    assert max(verdicts.count(v) for v in set(verdicts)) == 2


def test_two_lists_come_to_what_the_simulation_saves(case: Any) -> None:
    key = case.exercises["8.5"]
    found = combined(Saving(s["list"], s["item"], s["pounds"]) for s in case.crown["savings"])
    assert round(found.union * 100) == key["both"]
    assert round(found.share(case.crown["handling"]), 4) == key["share"]
    assert found.overlap > 1000


# ---- 8.4 ------------------------------------------------------------------------------------

WORDS: dict[str, tuple[dict[str, Any], str, str]] = {
    "a gap": ({"red": ("T19",)}, "reach", "T19"),
    "the way out is told": ({"red": ("T19",)}, "reach", "New arrows"),
    "a leap": ({"joins": (("T03", "T20"),)}, "reach", "leaps over"),
    "an unknown step": ({"joins": (("T17", "T99"),)}, "reach", "never was"),
    "law": ({"green": ("R06",)}, "law", "R06"),
    "law, by its step": ({"red": ("T15",), "joins": (("T10", "T16"),)}, "law", "R06"),
    "a living reason": ({"green": ("R08",)}, "outlived", "wheel"),
    "what is left": ({}, "reach", "Moments of truth 11 to 8"),
    "how many rules stay": ({"green": ("R03",)}, "outlived", "stay so far: 3"),
}


@pytest.mark.parametrize(("changes", "criterion", "words"), WORDS.values(), ids=WORDS)
def test_findings_name_the_place(
    case: Any, changes: dict[str, Any], criterion: str, words: str
) -> None:
    assert words in told(mark("8.4", k.keep(case, **changes), case), criterion)


def test_valued_moments_are_asked_about_and_cost_nothing(case: Any) -> None:
    found = mark("8.4", k.keep(case, red=("T05", "T15", "T21"), joins=(("T10", "T16"),)), case)
    asked = [q for q in found.questions if "miss" in q.text]
    assert [(q.section, q.row) for q in asked] == [("red", "T15")]
    assert not [q for q in mark("8.4", k.keep(case), case).questions if "miss" in q.text]


def test_moments_below_that_stay_as_they_are_are_asked_about(case: Any) -> None:
    asked = [q for q in mark("8.4", k.keep(case, rest="keep"), case).questions if "below" in q.text]
    assert 1 <= len(asked) <= 2 and {q.row for q in asked} <= {"T01", "T07", "T19"}
    assert not [q for q in mark("8.4", k.keep(case, rest="improve"), case).questions if "below" in q.text]


def test_a_hand_off_of_a_step_that_goes_is_settled_with_it(case: Any) -> None:
    data = k.keep(case)
    data["rest"] = [{"id": c, "choice": "keep"} for c in ("red", "green")]
    open_ = [
        b for b in items(true_map(case))["blue"]
        if b not in k.NEEDLESS["blue"] and not set(b.split("-")) & set(k.NEEDLESS["red"])
    ]  # fmt: skip
    assert f"{len(open_)} of 31" in told(mark("8.4", data, case), "decided")


def _own(**changes: Any) -> dict[str, Any]:
    rows = [
        {"id": "o1", "colour": "red", "code": "A2", "choice": "improve", "why": ""},
        {
            "id": "o2",
            "colour": "blue",
            "code": "A2-A3",
            "choice": "remove",
            "why": "she types it once",
        },
        {"id": "o3", "colour": "red", "code": "A9", "choice": "keep", "why": ""},
    ]
    rest = [{"id": c, "choice": "keep"} for c in ("red", "blue", "green")]
    return {"own": rows, "rest": rest, "joins": [], "also": [], **changes}


def test_ones_own_map_is_asked_for_and_used(case: Any) -> None:
    bare = mark("8.4", _own(), case, mine=True)
    assert "no map of your own" in told(bare, "reach")
    both = Together(case, lambda name, mine: m.own_map() if (name, mine) == ("5.1", True) else {})
    found = mark("8.4", _own(), both, mine=True)
    assert "outlived" not in {r.id for r in found.results}
    assert "All" in told(found, "decided")


# ---- 8.5 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        ({"pounds": None}, "No sum yet"),
        ({"pounds": "seventeen"}, "is not a number"),
        ({"pounds": 17982.1}, "both lists as they stand"),
        ({"share": "26 %"}, "26.0%"),
        ({"share": None}, "No share yet"),
        ({"twice": ""}, "Nothing is named yet"),
        ({}, "16,808.35"),
    ],
)
def test_sums_are_told_apart(case: Any, sums: dict[str, Any], words: str) -> None:
    assert words in told(mark("8.5", k.crown(case, **sums), case), "sums")


def test_a_sum_is_told_only_when_it_is_right(case: Any) -> None:
    for wrong in ({"pounds": 1}, {"share": "99 %"}, {"twice": "Query sheet"}):
        assert "16,808" not in told(mark("8.5", k.crown(case, **wrong), case), "sums")


def test_the_sum_may_be_rounded(case: Any) -> None:
    for pounds, state in ((16808, DONE), (16800, DONE), (16850, DONE), (16500, LOOK_AGAIN)):
        found = mark("8.5", k.crown(case, pounds=pounds), case)
        assert next(r for r in found.results if r.id == "sums").state == state


OWN: dict[str, tuple[dict[str, Any], str, str]] = {
    "it passes": ({}, "pass", DONE),
    "and says so wrongly": ({}, "zero", LOOK_AGAIN),
    "0 inside": ({"revenue_summer": {"low": -2.0, "after": 121.0, "high": 4.0}}, "zero", DONE),
    "0 inside, waved through": (
        {"revenue_summer": {"low": -2.0, "after": 121.0, "high": 4.0}}, "pass", LOOK_AGAIN),
    "one period only": (
        {f"{x}_summer": {"measure": "", "period": "", "before": None, "after": None, "low": None,
                         "high": None} for x in ("cost", "revenue", "service")}, "periods", DONE),
    "an interval turned round": ({"cost_spring": {"low": -5.0, "high": -9.0}}, "pass", LOOK_AGAIN),
    "a word for a number": ({"cost_spring": {"low": "minus nine"}}, "pass", LOOK_AGAIN),
    "no verdict": ({}, "", LOOK_AGAIN),
    "counted twice, as the lines show": ({}, "twice", DONE),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "verdict", "state"), OWN.values(), ids=OWN)
def test_ones_own_figures_stand_at_the_gate(
    case: Any, changes: dict[str, Any], verdict: str, state: str
) -> None:
    data = {**k.own_crown(**changes), "verdict": [{"id": "own", "choice": verdict}]}
    found = mark("8.5", data, case, mine=True)
    assert found.state == state, told(found, "verdicts")
    assert {r.id for r in found.results} == {"verdicts", "sums", "again"}


def test_ones_own_lines_are_added_up_again(case: Any) -> None:
    data = t.every(k.own_crown(), "sums", pounds=1900)
    assert "both lists as they stand" in told(mark("8.5", data, case, mine=True), "sums")


NOTHING = {"zero width": " \u200b", "blank letters": "\u3164\u3164 \u1160\u1160 \uffa0\uffa0",
           "single letters": "a b c d e f g", "numbers": "1 2 3 4 5 6"}  # fmt: skip


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_a_box_that_says_nothing_is_seen(case: Any, text: str) -> None:
    silent = dict.fromkeys(k.REASONS, text)
    assert "no reason stands beside it" in told(mark("8.4", k.keep(case, said=silent), case), "why")
    for field in ("what", "owner"):
        found = mark("8.5", t.every(k.crown(case), "again", **{field: text}), case)
        assert "Open" in told(found, "again")
    found = mark("8.5", t.every(k.crown(case), "card", test=text), case)
    assert "few words of your own" in told(found, "card")


def test_a_rule_is_no_reason_against_itself(case: Any) -> None:
    data = k.keep(case)
    for row in data["green"]:
        row["why"] = case.service_key["rules"][row["id"]]["text"] if row["choice"] else ""
    assert "no reason why it can go" in told(mark("8.4", data, case), "why")


@pytest.mark.parametrize("text", [CLAIM, TEST])
def test_the_question_is_no_test_of_a_claim(case: Any, text: str) -> None:
    found = mark("8.5", t.every(k.crown(case), "card", test=text), case)
    assert "few words of your own" in told(found, "card")


def test_one_word_in_every_field_is_no_plan(case: Any) -> None:
    same = dict.fromkeys(("what", "owner", "against"), "service manager")
    assert "Open" in told(mark("8.5", t.every(k.crown(case), "again", **same), case), "again")
    bare = t.every(k.crown(case), "again", against="3.47")
    assert mark("8.5", bare, case).state == DONE


def test_ones_own_form_names_ones_own_steps(case: Any) -> None:
    for mine, code in ((True, "A3"), (False, "T17")):
        sections = {s.key: s for s in LAYOUTS["8.4"]({}, case, mine)}
        assert sections["joins"].columns[0].placeholder == code
