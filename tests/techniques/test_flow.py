from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.cases import Case
from cxkit.techniques.flow import (
    Event,
    flow,
    follows,
    hand_offs,
    passed,
    ping_pong,
    repeats,
    times,
    traces,
)


def log(**cases: str) -> list[Event]:
    """`one="Plan:ann Ask:bob"` as rows, one minute apart."""
    return [
        {"case": case, "activity": activity, "performer": who, "start": f"2026-01-05T08:{n:02d}"}
        for case, text in cases.items()
        for n, (activity, who) in enumerate(part.split(":") for part in text.split())
    ]


HAND_OFFS = {
    "none": ("P:ann", 0),
    "one performer": ("P:ann Q:ann", 0),
    "one": ("P:ann Q:bob", 1),
    "there and back": ("P:ann Q:bob P:ann", 2),
}


@pytest.mark.parametrize(("text", "number"), HAND_OFFS.values(), ids=HAND_OFFS)
def test_hand_offs(text: str, number: int) -> None:
    found = hand_offs(traces(log(one=text, two="P:cy")))
    assert (found.times, found.visits) == (number, int(number > 0))


PING_PONG: dict[str, tuple[str, dict[tuple[str, str], int]]] = {
    "there": ("P:ann Q:bob", {}),
    "there and back": ("P:ann Q:bob R:ann", {("ann", "bob"): 1}),
    "there and back again": ("P:ann Q:bob P:ann Q:bob", {("ann", "bob"): 1, ("bob", "ann"): 1}),
    "a longer stay": ("P:ann Q:bob Q:bob R:bob P:ann", {("ann", "bob"): 1}),
    "by way of a third": ("P:ann Q:bob R:cy P:ann", {}),
}


@pytest.mark.parametrize(("text", "pairs"), PING_PONG.values(), ids=PING_PONG)
def test_ping_pong(text: str, pairs: dict[tuple[str, str], int]) -> None:
    found = ping_pong(traces(log(one=text)))
    assert {pair: count.times for pair, count in found.items()} == pairs


def test_rework_is_what_is_done_once_more() -> None:
    found = repeats(traces(log(one="P:a Q:b P:a P:a", two="P:a P:a", three="P:a")))
    assert {a: (n.times, n.visits, n.cases) for a, n in found.items()} == {
        "P": (3, 2, {"one": 2, "two": 1})
    }


def test_a_trace_runs_by_time_and_equal_times_keep_their_order() -> None:
    rows = log(one="A:x B:x C:x")
    rows[1] = {**rows[1], "start": rows[2]["start"]}
    assert [r["activity"] for r in traces([rows[2], rows[0], rows[1]])["one"]] == ["A", "C", "B"]


def test_what_is_set_aside_leaves_no_gap() -> None:
    found = flow(log(one="P:ann Call:tom Q:bob Call:tom P:ann", two="Call:tom"), ["Call"])
    assert (found.visits, found.events) == (2, 6)
    assert (found.chases.times, found.chases.visits) == (3, 2)
    assert found.hand_offs.times == 4
    assert {p: n.times for p, n in found.ping_pong.items()} == {("ann", "bob"): 1}
    assert found.follows[("P", "Call")] == 1
    assert ("P", "Q") not in found.follows


def test_an_empty_log_has_nothing_in_it() -> None:
    found = flow([], ["Call"])
    assert (found.visits, found.events, found.hand_offs.times, found.follows) == (0, 0, 0, {})


def test_the_counts_of_the_case_are_those_of_its_key(case: Case) -> None:
    key, found = case.service_key["log"], flow(case.event_log, ["Chase call"])
    assert (found.visits, found.events) == (key["visits"], key["events"])
    assert found.hand_offs.times == key["hand_offs"]
    for count, name in (
        (found.chases, "chase_calls"),
        (found.ping_pong[("planner", "adviser")], "ping_pong"),
        (found.rework["Check work"], "rework"),
    ):
        assert {"times": count.times, "visits": count.visits} == key[name]


def test_the_log_passes_the_break_points_of_the_map(case: Case) -> None:
    codes = {s["step"]: id_ for id_, s in case.steps.items()}
    found = passed(traces(case.event_log, ["Chase call"]), codes)
    calls = times(traces(case.event_log), ["Chase call"]).times
    told = {p["id"]: p["times"] for p in case.actions["break_points"]}
    assert found | {"T16-T23": calls, "T23-T19": calls} == told


events = st.tuples(st.sampled_from("12"), st.sampled_from("PQC"), st.sampled_from("abc"))


@given(st.lists(events, max_size=14))
def test_all_counts_are_those_of_a_brute_force_search(rows: list[tuple[str, str, str]]) -> None:
    table = [
        {"case": c, "activity": a, "performer": p, "start": f"{n:02d}"}
        for n, (c, a, p) in enumerate(rows)
    ]
    found = flow(table, ["C"])
    off, back, again, next_ = 0, Counter(), Counter(), Counter()
    for case in {c for c, _, _ in rows}:
        line = [(a, p) for c, a, p in rows if c == case]
        work = [(a, p) for a, p in line if a != "C"]
        for i, (a, p) in enumerate(line):
            if i and line[i - 1][1] != p:
                off += 1
            if i:
                next_[line[i - 1][0], a] += 1
        for i in range(len(work)):
            again[work[i][0]] += any(work[k][0] == work[i][0] for k in range(i))
            for k in range(i + 2, len(work)):
                inside = {p for _, p in work[i + 1 : k]}
                if len(inside) == 1 and work[i][1] == work[k][1] not in inside:
                    back[work[i][1], *inside] += 1
    assert found.hand_offs.times == off
    assert {p: n.times for p, n in found.ping_pong.items()} == dict(back)
    assert {a: n.times for a, n in found.rework.items()} == dict(+again)
    assert found.follows == dict(next_) == follows(traces(table))
    assert found.chases.times == sum(a == "C" for _, a, _ in rows)
