"""The cards that module 08 has sorted before anything is written, as data that a trainer can edit."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from ....techniques.needs import Placed
from ...criterion import Bounds, Context, Criterion, Measured
from ...finding import LOOK_AGAIN, Finding
from ...sorting import labels, listed, met, share_interval

__all__ = ["accepted", "cards", "sorted_cards"]

_SHOWN = 90  # characters of a card that a finding repeats


@cache
def cards(exercise: str) -> dict[str, Any]:
    """`card` (id, text, put, perhaps also, why), `labels`, `threshold`, `trivial` and `ask`."""
    text = files(__package__).joinpath("cards.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)[exercise]


def accepted(exercise: str) -> dict[str, set[str]]:
    """Card -> the labels under which it may be put."""
    return {c["id"]: {c["put"], *c.get("also", ())} for c in cards(exercise)["card"]}


def sorted_cards(
    exercise: str,
    title: str,
    rows: Callable[[Any], Sequence[Placed]],
    weight: int,
    texts: Callable[[Any], Mapping[str, str]] | None = None,
) -> Criterion:
    """The criterion that asks for the cards: the share that stands under a label of theirs.

    Args:
        rows: answer -> the cards as they were put.
        texts: case -> card -> its words, where they stand in the case.
    """

    def measure(answer: Any, context: Context) -> Measured:
        held = cards(exercise)
        held_of = {c["id"]: c for c in held["card"]}
        said = texts(context.case) if texts else {}
        truth, given = accepted(exercise), labels(rows(answer))
        wrong = [i for i in truth if given.get(i, "") not in truth[i]]
        told = [_tell(held_of[i], said.get(i, ""), held["labels"].get(given[i], given[i]), held["ask"])
                for i in wrong if given.get(i)]  # fmt: skip
        right = len(truth) - len(wrong)
        good = f"{right} of {len(truth)} stand where they belong."
        if wrong and not told:
            told = [Finding(LOOK_AGAIN, f"{len(wrong)} of {len(truth)} are not sorted yet.",
                            next=held["ask"])]  # fmt: skip
        return Measured(right / len(truth), listed(told, "Further ones to look at: {n}.") or met(good),
                        share_interval(right, len(truth)))  # fmt: skip

    held = cards(exercise)
    return Criterion("sorted", title, measure, Bounds(held["threshold"], held["trivial"]), weight,
                     keyed=True)  # fmt: skip


def _tell(card: Mapping[str, Any], text: str, label: str, ask: str) -> Finding:
    words = text or card["text"]
    short = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} \u2026"
    said = f"\u201c{short}\u201d: you said \u201c{label}\u201d."
    return Finding(LOOK_AGAIN, said, where=card["id"], why=card["why"], next=ask)
