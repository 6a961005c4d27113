"""Both ways of choosing against trying all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.recordings import choice
from cxkit.recordings.choice import heaviest

Near = list[list[int]]


@st.composite
def tables(draw: st.DrawFn) -> dict[tuple[int, int], int]:
    """(row, column) -> weight, up to 5 by 5."""
    places = st.tuples(st.integers(0, 4), st.integers(0, 4))
    return draw(st.dictionaries(places, st.integers(1, 9)))


def near(table: dict[tuple[int, int], int]) -> Near:
    return [sorted(c for r, c in table if r == row) for row in range(5)]


def best(table: dict[tuple[int, int], int], row: int = 0, taken: frozenset[int] = frozenset()) -> int:
    if row == 5:
        return 0
    ways = [best(table, row + 1, taken)]
    ways += [w + best(table, row + 1, taken | {c})
             for (r, c), w in table.items() if r == row and c not in taken]  # fmt: skip
    return max(ways)


def held(table: dict[tuple[int, int], int], chosen: dict[int, int]) -> int:
    assert len(set(chosen.values())) == len(chosen)
    return sum(table[pair] for pair in chosen.items())


@settings(deadline=None)
@given(tables())
def test_no_other_choice_is_heavier(table: dict[tuple[int, int], int]) -> None:
    chosen = heaviest(near(table), lambda r, c: table[r, c])
    assert held(table, chosen) == best(table)


@settings(deadline=None)
@given(tables())
def test_a_crowd_is_chosen_from_as_well(table: dict[tuple[int, int], int]) -> None:
    if table:
        chosen = choice._at_once(near(table), lambda r, c: table[r, c])
        assert held(table, chosen) == best(table)


def test_a_crowd_does_not_take_for_ever() -> None:
    rows = [list(range(60))] * 60
    chosen = heaviest(rows, lambda r, c: 100 - abs(r - c))
    assert chosen == {n: n for n in range(60)}
