from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.techniques.routes import Routes, Ways


def routes(text: str) -> Routes:
    """`a:b,c b:c c:` as links."""
    pairs = (part.split(":") for part in text.split())
    return Routes({a: [b for b in after.split(",") if b] for a, after in pairs})


CASES = {
    "a line": ("a:b b:c c:", ["a"], ["c"], 1, []),
    "one step": ("a:", ["a"], ["a"], 1, []),
    "one step that repeats itself": ("a:a", ["a"], ["a"], 1, [("a",)]),
    "a fork that joins": ("a:b,c b:d c:d d:", ["a"], ["d"], 2, []),
    "two starts, two ends": ("a:c b:c c:d,e d: e:", ["a", "b"], ["d", "e"], 4, []),
    "a loop inside": ("a:b b:c c:b,d d:", ["a"], ["d"], 1, [("b", "c")]),
    "a loop to the first step": ("a:b b:a,c c:", ["a"], ["c"], 1, [("a", "b")]),
    "a circle and nothing else": ("a:b b:a", [], [], 0, [("a", "b")]),
    "a step by itself": ("a:b b: c:", ["a"], ["b"], 1, []),
    "a follower that is not there": ("a:x,b b:", ["a"], ["b"], 1, []),
    "nothing at all": ("", [], [], 0, []),
}


@pytest.mark.parametrize(("text", "starts", "ends", "ways", "loops"), CASES.values(), ids=CASES)
def test_starts_ends_ways_and_loops(
    text: str, starts: list[str], ends: list[str], ways: int, loops: list[tuple[str, ...]]
) -> None:
    found = routes(text)
    assert (found.starts, found.ends) == (starts, ends)
    assert found.ways == Ways(ways, exact=True)
    assert found.loops() == loops


@pytest.mark.parametrize(
    ("without", "reached"),
    [
        ((), True),
        (("b",), True),
        (("b", "c"), False),
        (("a",), False),
        (("d",), False),
        (("x",), True),
    ],
)
def test_a_removal_that_cuts_the_last_way_is_seen(without: tuple[str, ...], reached: bool) -> None:
    assert routes("a:b,c b:d c:d d:").reaches(["d"], without) is reached


@pytest.mark.parametrize(
    ("goal", "needed"),
    [("d", ["a", "d"]), ("e", ["a", "d", "e"]), ("a", ["a"]), ("lost", []), ("nowhere", [])],
)
def test_what_every_way_passes(goal: str, needed: list[str]) -> None:
    assert routes("a:b,c b:d c:d d:e e: lost:").needed(goal) == needed


def test_loops_that_cross_are_counted_as_at_least() -> None:
    # Two ways into a circle: neither of its steps comes first on every way.
    assert routes("a:b,c b:c,d c:b,d d:").ways == Ways(3, exact=False)


def test_loops_that_cross_in_a_blind_alley_do_not_matter() -> None:
    assert routes("a:b,c,d b:c c:b d:").ways == Ways(1, exact=True)


def test_columns_run_from_left_to_right() -> None:
    found = routes("a:b,c b:c c:d,b d:")
    assert found.ranks == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_a_great_tangle_is_counted_and_not_walked() -> None:
    layers = {f"{n}{x}": [f"{n + 1}a", f"{n + 1}b"] for n in range(150) for x in "ab"}
    found = Routes({"s": ["0a", "0b"], **layers, "150a": [], "150b": []})
    assert found.ways == Ways(2**151, exact=True)
    assert len(found.listed(5)) == 5
    assert len(set(found.listed(5))) == 5


names = [str(n) for n in range(7)]
graphs = st.fixed_dictionaries({n: st.lists(st.sampled_from(names), max_size=3) for n in names})


def simple_ways(found: Routes) -> set[tuple[str, ...]]:
    """Every way, by trying: no step twice."""
    ends, ways, ahead = set(found.ends), set(), [(s,) for s in found.starts]
    while ahead:
        way = ahead.pop()
        if way[-1] in ends:
            ways.add(way)
        ahead += [(*way, b) for b in found.links[way[-1]] if b not in way]
    return ways


@given(graphs)
def test_the_count_is_that_of_all_ways_tried(links: dict[str, list[str]]) -> None:
    found = Routes(links)
    true = simple_ways(found)
    if found.ways.exact:
        assert found.ways.number == len(true)
        assert set(found.listed(10_000)) == true
    else:
        assert found.ways.number <= len(true)
        assert set(found.listed(10_000)) <= true
    assert len(found.listed(10_000)) == found.ways.number


@given(graphs)
def test_without_the_closing_arrows_nothing_goes_round(links: dict[str, list[str]]) -> None:
    found = Routes(links)
    left = nx.DiGraph((a, b) for a, after in found.onward.items() for b in after)
    assert nx.is_directed_acyclic_graph(left)
    assert bool(found.closing) is not nx.is_directed_acyclic_graph(found.graph)
    for a, b in found.closing:
        assert any({a, b} <= set(loop) for loop in found.loops(100))
    assert all(found.ranks[a] < found.ranks[b] for a, to in found.onward.items() for b in to)


@given(graphs, st.sampled_from(names))
def test_reach_and_need_are_those_of_networkx(links: dict[str, list[str]], goal: str) -> None:
    found = Routes(links)
    assert found.before(goal) == nx.ancestors(found.graph, goal) | {goal}
    needed = set(found.needed(goal))
    if found.reaches([goal]):
        assert {n for n in names if not found.reaches([goal], [n])} == needed
    else:
        assert needed == set()
