"""Exercise 8.3: news sorted, two figures, a trigger for good news and one for bad."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module08.cards import cards
from ....marking.exercises.module08.news import FIGURES, NAMES, signals
from ....techniques.plan import Signal
from ...spec import Column, Item, Section
from ..parts import Layout, laid_once, options
from .parts import sorted_section

__all__ = ["LAYOUTS"]

_SIDES = {"at least": "at least", "at most": "at most"}


@laid_once
def _news(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    if mine:
        return [_triggers((
            Column("signal", "What you listen to", "text", placeholder="messages that name one of us",
                   help="Something that is counted, or could be from Monday."),
            Column("today", "Today", "number", help="Leave it empty where nobody has counted."),
        ))]  # fmt: skip
    voices = {c["id"]: f"\u201c{case.verbatims[c['id']]['text']}\u201d ({case.verbatims[c['id']]['channel']})"
              for c in cards("8.3")["card"]}  # fmt: skip
    held = signals(case)
    return [
        sorted_section("8.3", "Ten voices", "Worth passing on, worth stopping before others hear, or "
                       "neither?", voices),
        Section(
            "figures",
            "The last word",
            "Draw \u201cstars\u201d for the counts. Round to one place after the point.",
            columns=(
                Column("asked", "What is asked", "label", width="24em"),
                Column("number", "Stars", "number", width="8em", placeholder="4.1"),
            ),
            fixed=tuple({"id": k, "asked": words} for k, words in FIGURES.items()),
        ),
        _triggers(
            (Column("signal", "What you listen to", "choice",
                    options({x.id: x.name for x in held.values()})),),
            tuple(Item(x.id, _today(x), x.name) for x in held.values()),
        ),
    ]  # fmt: skip


def _today(signal: Signal) -> str:
    if signal.today is not None:
        return f"Today: {signal.today:g} {signal.unit}."
    if signal.id == "shares" and signal.high:
        return f"Not counted yet. The two loudest posts so far: {signal.high:,g} times, and more."
    return "Not counted yet."


def _triggers(first: tuple[Column, ...], material: tuple[Item, ...] = ()) -> Section:
    return Section(
        "triggers",
        "Two triggers",
        "A number at which somebody is rung, beyond what it is today.",
        shape="boxes",
        columns=(
            Column("news", "Kind of news", "label"),
            *first,
            Column("side", "It rings at", "choice", options(_SIDES)),
            Column("number", "this number", "number", help="When would you want to be rung?"),
            Column("owner", "Who is rung", "text", placeholder="branch manager", help="One role."),
            Column("within", "and acts within", "number", unit="hours", placeholder="4"),
            Column("act", "What they do", "long", help="The first thing, in one sentence."),
        ),
        fixed=tuple({"id": k, "news": name} for k, name in NAMES.items()),
        material=material,
    )  # fmt: skip


LAYOUTS: dict[str, Layout] = {"8.3": _news}
