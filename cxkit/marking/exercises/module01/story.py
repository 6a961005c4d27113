"""1.2: ten steps of a story in order, and where one's own firm stands. Row 56 of the method."""

from __future__ import annotations

from collections.abc import Mapping

from ....techniques.order import Place, StepOrder, arranged, order_tau, turned
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import keyed_bounds, listed, met
from .reason import given, repeats

__all__ = ["STORY"]

_LEAST = 5  # different words that say what was seen


def _order(answer: StepOrder, context: Context) -> Measured:
    texts = {step["id"]: step["text"] for step in context.case.story["steps"]}
    before, order = context.key["before"], arranged(answer.order)
    if not set(order) & set(texts):
        return Measured(-1.0, (_again("The cards have not been moved.", "The ten steps",
                                      next_step="Move the first and the last, then check."),))  # fmt: skip
    wrong = turned(before, order)
    place = {step: n for n, step in enumerate(order)}
    # What lies furthest apart is the plainest slip.
    wrong.sort(key=lambda ab: place.get(ab[1], 0) - place.get(ab[0], len(place)))
    told = [
        _again(f"\u201c{_short(texts[b])}\u201d stands before \u201c{_short(texts[a])}\u201d.",
               _cards(place, b, a), "In the story, the second of them makes the first possible.",
               "Ask of each two neighbours: could the lower have come about without the upper?")
        for a, b in wrong
    ]  # fmt: skip
    held = len(before) - len(wrong)
    good = f"All {held} pairs that matter stand as in the story; three pairs may stand either way."
    return Measured(
        order_tau(before, order),
        listed(told, "Further pairs the other way round: {n}.") or met(good),
    )


def _firm(answer: StepOrder, context: Context) -> Measured:
    if context.mine:
        return _ladder(answer, context)
    firm = answer.firm[0] if answer.firm else Place()
    shown = {step["id"]: step["text"] for step in context.case.story["steps"]}
    if firm.choice in shown and _sighting(firm.seen, shown[firm.choice]):
        return Measured(1.0, met("You named a step and what you saw. Only you can say if it holds."))
    what = "No step is chosen for your firm." if firm.choice not in shown else (
        f"The step is chosen; what you saw is not told in {_LEAST} words of your own.")  # fmt: skip
    return Measured(0.0, (_again(what, "Your firm", "A diagnosis without a sighting is a mood.",
                                 "Choose a step, and write one thing that you saw or heard, and where."),))  # fmt: skip


def _ladder(answer: StepOrder, context: Context) -> Measured:
    """The ten steps looked for in one's own firm: each has an answer, each yes a sighting."""
    texts = {step["id"]: step["text"] for step in context.case.story["steps"]}
    ids = context.case.exercises["1.2"]["told"]
    rows = {row.id: row for row in answer.steps}
    seen = {i: rows[i] for i in ids if i in rows and rows[i].here}
    bare = [
        i for i, row in seen.items()
        if row.here in ("yes", "partly") and not _sighting(row.seen, texts[i])
    ]  # fmt: skip
    after = answer.after[0] if answer.after else Place()
    todo = not given(after.seen, _LEAST)
    faults = []
    if len(seen) < len(ids):
        faults.append(_again(f"{len(ids) - len(seen)} of {len(ids)} steps have no answer yet.",
                             "The ten steps", "\u201cDo not know\u201d is an answer too.",
                             "Choose one of the four for each."))  # fmt: skip
    faults += [
        _again("Found in your firm, and not told what shows it.", f"Step {ids.index(i) + 1}",
               "A diagnosis without a sighting is a mood.", "Write one thing you saw or heard.")
        for i in bare
    ]  # fmt: skip
    if todo:
        faults.append(_again("What you will do next is still open.", "What next",
                             "A place in a story is worth as much as the step after it.",
                             "Name one person and one question to ask them."))  # fmt: skip
    value = (len(seen) - len(bare)) / (len(ids) + 1) + (not todo) / (len(ids) + 1)
    told = listed(faults, "Further places to look at: {n}.")
    return Measured(value, told or met("Ten steps looked for, each finding with what shows it."))


def _again(what: str, where: str, why: str = "", next_step: str = "") -> Finding:
    return Finding(LOOK_AGAIN, what, where, why, next_step)


def _sighting(seen: str, step: str) -> bool:
    """Whether something is told, and not the step over again."""
    return given(seen, _LEAST) and not repeats(seen, step)


def _cards(place: Mapping[str, int], *steps: str) -> str:
    """Where cards lie, by the numbers that the form shows."""
    return "Cards " + " and ".join(str(place[s] + 1) if s in place else "\u2013" for s in steps)


def _short(text: str) -> str:
    """The first words of a step, enough to know its card by."""
    words = text.split()
    return " ".join(words[:8]) + (" \u2026" if len(words) > 8 else "")


STORY = Exercise(
    "1.2",
    StepOrder,
    lambda a: any(card.place is not None for card in a.order)
    or any(f.choice or f.seen for f in (*a.firm, *a.after))
    or any(s.here or s.seen for s in a.steps),
    (
        Criterion("order", "The steps stand in an order that can have happened", _order,
                  keyed_bounds, 10, keyed=True),
        Criterion("firm", "Your firm has a place, and something shows it", _firm, weight=2,
                  gate="order"),
    ),
)  # fmt: skip
