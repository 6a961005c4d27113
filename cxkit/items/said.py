"""Signals in words: what two hand-ins share, and how often that means nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .signals import Pair
from .trial import Trial, by_chance

__all__ = ["pair_said", "trial_said"]

_SHOWN = 40  # parts of a pair that are listed


def pair_said(pair: Pair, known: Mapping[Any, Any]) -> dict[str, list[str]]:
    """What two share: `shared`, a sentence for each kind, and `parts`, the places.

    Args:
        known: slot -> the question, to name it; may be empty.
    """
    shared, parts = [], []
    if pair.saves:
        held = list(dict.fromkeys(name for names in pair.saves.values() for name in names))
        shared.append(f"{len(held)} {_many(held, 'answer')} saved last in the same second, as the same revision.")
        parts += [f"{', '.join(names)}: {when}" for when, names in sorted(pair.saves.items())]
    if pair.rows:
        count = sum(pair.rows.values())
        shared.append(f"{count} {_many(range(count), 'row')} with the same random id, in {', '.join(pair.rows)}.")
    if pair.texts:
        shared.append(f"{len(pair.texts)} {_many(pair.texts, 'text')} word for word alike that nobody else wrote.")
        parts += [f"{exercise}: \u201c{text[:120]}\u201d" for exercise, text in pair.texts]
    if pair.wrong:
        shared.append(
            f"{pair.wrong.count} answers alike that are not the right or usual one; two who worked alone "
            f"would share about {pair.wrong.expected:.0f}, and so many {_often(pair.wrong.chance)}."
        )
        parts += [_answer(slot, value, known) for slot, value in pair.wrong.answers]
    more = len(parts) - _SHOWN
    return {"shared": shared, "parts": parts[:_SHOWN] + ([f"and {more} more"] if more > 0 else [])}


def trial_said(tried: Trial | None, learners: int) -> str:
    """How often an honest class raises a signal, as measured on generated ones."""
    pairs = learners * (learners - 1) // 2
    saves = by_chance(pairs, 60, 60, 20, 4)
    said = (
        f"Saves: if all {learners} saved each of 60 exercises within one minute, after one of twenty "
        f"numbers of saves, {_rate(saves)} would show a pair with four in common."
    )
    if tried is None:
        return said + " Wrong answers are not compared in a class of fewer than eight."
    return (
        f"Wrong answers: of {tried.classes} generated classes like this one, in which nobody copied, "
        f"{tried.alarms} raised a pair (95 % interval of the rate: {100 * tried.low:.1f} to {100 * tried.high:.1f} %). "
        f"Where one learner took {100 * tried.copied:.0f} % of the answers from another, it was "
        f"noticed in {tried.noticed} of {tried.classes}: no signal is no proof of anything either. {said}"
    )


def _answer(slot: Any, value: str, known: Mapping[Any, Any]) -> str:
    exercise, _, row, _ = slot
    asked = known.get(slot)
    if asked is None:
        return f"{exercise}, {row}: {value[:80]}"
    return f"{exercise}, {asked.text[:80]}: \u201c{asked.options.get(value, value)[:80]}\u201d"


def _often(chance: float) -> str:
    if chance < 1e-6:
        return "less than once in a million pairs"
    return f"about once in {1 / chance:,.0f} pairs"


def _rate(expected: float) -> str:
    if expected >= 0.1:
        return f"about {expected:.1f} honest pairs"
    if expected <= 0:
        return "no honest class"
    return f"one honest class in about {1 / expected:,.0f}"


def _many(held: Any, noun: str) -> str:
    return noun if len(held) == 1 else f"{noun}s"
