"""2.4: classify people with another team's grid. Row 3 of the method."""

from __future__ import annotations

from typing import Any

from ....techniques import needs
from ....techniques.agreement import kappa
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import agreement, filled, kappa_interval, keyed_bounds, labels

__all__ = ["OTHER"]


def _other_filled(sort: needs.Sort, context: Context) -> Measured:
    return filled(
        context.key["items"], labels(sort.labels), "people", "Choose a column for each card."
    )


def _other_agree(sort: needs.Sort, context: Context) -> Measured:
    names = {c["id"]: c["name"] for c in context.case.other_grid["categories"]}
    given = labels(sort.labels)
    truth = {i: context.key["truth"][i] for i in context.key["items"]}
    same = sum(given.get(i) == t for i, t in truth.items())

    def tell(item: str, choice: Any) -> Finding:
        return Finding(
            LOOK_AGAIN,
            f"{item}: you chose \u201c{names.get(choice, choice)}\u201d; by the team's strengths "
            "another column is nearer.",
            where=item,
            why="A grid is usable when a stranger sorts with it as its makers do.",
            next="Note which needs the text shows, then find the column that is strong in them.",
        )

    found = agreement(truth, given, kappa, kappa_interval, tell, "You sort as the team does.")
    told = Finding(
        DONE if same == len(truth) else LOOK_AGAIN,
        f"You agree with the grid on {same} of {len(truth)} people (kappa {found.value:.2f}).",
        why="Where you differ, either the text, the grid or the reading is unclear: worth a talk.",
    )
    rest = found.findings if same < len(truth) else ()
    return Measured(found.value, (told, *rest), found.interval)


OTHER = Exercise(
    "2.4",
    needs.Sort,
    lambda sort: bool(labels(sort.labels)),
    (
        Criterion("filled", "Everyone is placed", _other_filled),
        Criterion("agrees", "You sort with their grid as they would", _other_agree, keyed_bounds, 10,
                  keyed=True),
    ),
)  # fmt: skip
