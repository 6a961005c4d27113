"""Short ways to write gold and marks, and random ones for laws."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cxkit.recordings.events import KINDS, Event
from cxkit.recordings.gold import Gold

__all__ = ["gold", "golds", "mark", "marks"]

LETTER = {"M": "MOT", "B": "BP", "R": "BR", "-": ""}


def gold(text: str, **more: Any) -> list[Gold]:
    """Gold from "M1000 B2500": a kind's letter and a start in ms each; ids g0, g1 and so on."""
    return [
        Gold(f"g{n}", LETTER[w[0]], int(w[1:]), int(w[1:]), **more)
        for n, w in enumerate(text.split())
    ]


def mark(text: str) -> list[Event]:
    """Marks, likewise; ids m0, m1 and so on."""
    return [
        Event(f"m{n}", LETTER[w[0]], int(w[1:]), int(w[1:])) for n, w in enumerate(text.split())
    ]


_time = st.integers(0, 12_000)


@st.composite
def golds(draw: Any, most: int = 6, plain: bool = False) -> list[Gold]:
    """Random gold: crowded, with overrides, alternatives and optional events unless `plain`."""
    rows = draw(st.lists(st.tuples(st.sampled_from(KINDS), _time), max_size=most))
    found = []
    for n, (kind, at) in enumerate(rows):
        more: dict[str, Any] = {}
        if not plain:
            more["also"] = tuple(draw(st.sets(st.sampled_from(KINDS), max_size=2)))
            more["optional"] = draw(st.booleans())
            more["tolerance"] = draw(st.sampled_from([None, None, 300, 5000]))
        found.append(Gold(f"g{n}", kind, at, at, **more))
    return found


@st.composite
def marks(draw: Any, most: int = 6, kinds: tuple[str, ...] = KINDS) -> list[Event]:
    """Random marks."""
    rows = draw(st.lists(st.tuples(st.sampled_from(kinds), _time), max_size=most))
    return [Event(f"m{n}", kind, at, at) for n, (kind, at) in enumerate(rows)]
