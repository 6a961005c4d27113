"""4.5: which moments decide the experience, from ratings. Rows 21 and 53 of the method."""

from __future__ import annotations

from typing import Any

from ....techniques.drivers import Rank, jaccard, stability
from ....techniques.standing import Critical
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import keyed_bounds, met
from ...together import of_case

__all__ = ["CRITICAL", "ranks"]

ON, HOW = "expectation", "correlation"
FIVE = 5


def _five(answer: Critical, context: Context) -> Measured:
    chosen = len(answer.chosen)
    if chosen == FIVE:
        return Measured(1.0, met("Five are chosen."))
    return Measured(
        chosen / FIVE if chosen < FIVE else 0.0,
        (
            Finding(
                LOOK_AGAIN,
                f"Chosen: {chosen}. Exactly five are asked for.",
                why="A list of everything is not a choice.",
                next="Draw \u201cratings\u201d and choose the five widest gaps.",
            ),
        ),
    )


def _top(answer: Critical, context: Context) -> Measured:
    chosen, top = set(answer.chosen), set(context.key["top"])
    value = jaccard(chosen, top)
    names = {m["id"]: m["description"] for m in context.case.moments["moments"]}
    shared = len(chosen & top)
    told = Finding(
        DONE if value >= context.key["threshold"] else LOOK_AGAIN,
        f"{shared} of your {len(chosen)} are among the five that go most with the overall rating "
        f"(shared of all named: {value:.2f}).",
    )
    named = set(context.key["by_stated_importance"])
    lured = sorted((chosen & named) - top)
    rest = []
    if lured:
        rest.append(
            Finding(
                LOOK_AGAIN,
                "Customers call these important, and their overall rating hardly follows them.",
                where=", ".join(f"{m} {names[m]}" for m in lured),
                why="What must not fail is named first when asked. It may still decide nothing, "
                "since it rarely goes wrong.",
                next="Compare the last two columns of \u201cratings\u201d for them.",
            )
        )
    if value >= context.key["threshold"]:  # before, it would be the answer
        rest.append(_surely(context.case))
    return Measured(value, (told, *rest))


def _surely(case: Any) -> Finding:
    found = ranks(case)
    first = list(found)[:FIVE]
    sixth = list(found)[FIVE]
    told = "; ".join(f"{m} {found[m].redrawn:.0%}" for m in (*first, sixth))
    return Finding(
        DONE,
        f"How surely each is among the first five, in 500 redrawn groups of customers: {told}.",
        why="The last of these is the sixth. A wide step before it means that the five are not a "
        "matter of luck.",
    )


@of_case
def ranks(case: Any) -> dict[str, Rank]:
    """The moments with how surely each is among the first five, the heaviest first."""
    return stability(case.moment_ratings, FIVE, ON, HOW, draws=500)


CRITICAL = Exercise(
    "4.5",
    Critical,
    lambda a: bool(a.chosen),
    (
        Criterion("five", "Five moments are chosen", _five, weight=2, gate="top"),
        Criterion("top", "They are those that decide the overall rating", _top, keyed_bounds, 8,
                  keyed=True),
    ),
)  # fmt: skip
