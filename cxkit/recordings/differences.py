"""Differences: a matching as a list that a person reads beside the recording."""

from __future__ import annotations

from dataclasses import dataclass

from .events import NAMES
from .matching import Matching, Pair

__all__ = ["SOON", "Difference", "differences", "offset_note"]

SOON = 1000  # ms; nearer than this, a mark is simply there: people take about .7 s to press


@dataclass(frozen=True)
class Difference:
    """One line of the list.

    Args:
        at: where to listen, in ms.
        outcome: as `Pair.outcome`.
        text: a sentence; it names the place, so that it can be read alone.
        gold, given: the ids of the agreed event and of the mark, "" where there is none.
        off: mark minus agreed start in ms, None where there is no pair.
    """

    at: int
    outcome: str
    text: str
    gold: str
    given: str
    off: int | None


def differences(matching: Matching) -> tuple[Difference, ...]:
    """Every event and mark in order of time, hits included: what was seen is worth reading too."""
    return tuple(
        Difference(
            at=pair.at,
            outcome=pair.outcome,
            text=f"{_clock(pair.at)} {_sentence(pair)}",
            gold=pair.gold.id if pair.gold else "",
            given=pair.given.id if pair.given else "",
            off=pair.off,
        )
        for pair in matching.pairs
    )


def offset_note(matching: Matching) -> str:
    """How fast the marks followed the events, in a sentence; "" where nothing was hit."""
    off = matching.offset
    if off is None:
        return ""
    if abs(off) < 50:
        return "Your marks come at the agreed start, in the median."
    side = "after" if off > 0 else "before"
    text = f"Your marks come {_seconds(off)} s {side} the agreed start, in the median."
    if matching.removed:
        text += f" {_seconds(matching.removed)} s were taken off every mark before comparing."
    return text


def _sentence(pair: Pair) -> str:
    gold, given = pair.gold, pair.given
    marked = _name(given.kind) if given else ""
    if gold is None:
        return f"Extra: {marked}, where none was agreed."
    what = f" ({gold.what})" if gold.what else ""
    event = f"{_name(gold.kind)}{what}"
    if pair.outcome == "missed":
        return f"Missed: {event}."
    if pair.outcome == "passed over":
        return f"Not marked, and debatable: {event}. It counts neither way."
    if pair.outcome == "wrong kind":
        return f"Wrong kind: marked {marked}, agreed {event}{_late(pair)}."
    other = f", marked {marked}, which is accepted too" if given and given.kind != gold.kind else ""
    free = " It is debatable and counts neither way." if gold.optional else ""
    return f"Found: {event}{other}{_late(pair)}.{free}"


def _late(pair: Pair) -> str:
    if pair.off is None or abs(pair.off) < SOON:
        return ""
    return f", {'late' if pair.off > 0 else 'early'} by {_seconds(pair.off)} s"


def _name(kind: str) -> str:
    return NAMES.get(kind, "no kind")


def _seconds(ms: int) -> str:
    return f"{abs(ms) / 1000:.1f}"


def _clock(ms: int) -> str:
    hours, rest = divmod(ms // 1000, 3600)
    return (f"{hours}:" if hours else "") + f"{rest // 60:02d}:{rest % 60:02d}"
