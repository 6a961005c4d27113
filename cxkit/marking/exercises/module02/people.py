"""2.3: the people whom a grid is tried on. Row 3.

A hand-sorting tests the grid: do people land where their cited needs are nearest, does everyone
have a place, and do the people in one column share needs in the world they were made from?
"""

from __future__ import annotations

from ....techniques import needs
from ....techniques.agreement import share_equal, together
from ...criterion import Bounds, Context, Measured
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval

__all__ = [
    "again",
    "agreement",
    "agreement_bounds",
    "covered",
    "covered_bounds",
    "people",
    "placed",
    "shared",
    "shared_bounds",
]

OWN_PEOPLE = 6  # fewer sorted people say nothing about an own grid


def again(what: str, where: str = "", why: str = "", next_step: str = "") -> Finding:
    """A finding that asks for another look."""
    return Finding(LOOK_AGAIN, what, where, why, next_step)


def people(grid: needs.Grid, context: Context) -> list[str]:
    """The people to be sorted: the key's, or on the own organisation those listed."""
    return list(context.key.get("items") or [p.item for p in grid.sort if p.code or p.who])


def placed(grid: needs.Grid, context: Context) -> dict[str, str]:
    """Person -> category, for those who were sorted into a category that is still there."""
    columns = {c.id for c in grid.categories}
    wanted = set(people(grid, context))
    return {p.item: p.choice for p in grid.sort if p.choice in columns and p.item in wanted}


def _some(items: list[str], most: int) -> str:
    return ", ".join(items[:most]) + (" \u2026" if len(items) > most else "")


def _near(grid: needs.Grid, context: Context) -> dict[str, list[str]]:
    """Person -> the columns that the needs they are cited for are nearest to."""
    columns = needs.profiles(grid)
    found = needs.evidence_profiles(grid, people(grid, context))
    return {item: needs.nearest(profile, columns)[0] for item, profile in found.items()}


def agreement(grid: needs.Grid, context: Context) -> Measured:
    """Does the column chosen by hand equal the one that the cited needs are nearest to?"""
    items, hands = people(grid, context), placed(grid, context)
    if context.mine and len(hands) < OWN_PEOPLE:
        return Measured(0.0, (again(f"People sorted: {len(hands)}; from {OWN_PEOPLE} on the "
                                     "check can say something.", "Sort people by hand",
                                     next_step="Write down one more customer of this month."),))
    names = {c.id: c.name for c in grid.categories}
    agree, faults = [], []
    for item, near in context.once(_near, grid).items():
        hand = hands.get(item, "")
        agree.append(hand if hand in near else "")
        if hand and near and hand not in near:
            faults.append(again(
                f"{item}: you sorted to \u201c{names[hand]}\u201d; the needs you cite it for are "
                f"nearest to \u201c{names[near[0]]}\u201d.", item,
                "Either the grid or the sorting misses what this person needs.",
                "Read it again: cite it for another need, move it, or change a strength."))  # fmt: skip
    hits = sum(map(bool, agree))
    open_ = [i for i in items if i not in hands]
    if open_:
        faults.append(again(f"{len(open_)} of {len(items)} people not sorted yet.",
                             _some(open_, 6), "A grid that was tried on few people says little.",
                             "Choose a category on each card."))  # fmt: skip
    return Measured(
        share_equal([bool(a) for a in agree], [True] * len(agree)),
        listed(faults, "Further people to look at: {n}.")
        or met(f"{hits} of {len(items)} land where you put them."),
        share_interval(hits, len(items)),
    )


def covered(grid: needs.Grid, context: Context) -> Measured:
    """Is everybody cited beside some need that a column has?"""
    items, found = people(grid, context), context.once(_near, grid)
    out = [i for i, near in found.items() if not near]
    value = (len(found) - len(out)) / len(items) if items else 0.0
    if not out and items:
        return Measured(1.0, met(f"The grid has a place for all {len(items)} people."))
    return Measured(
        value,
        (
            again(f"{len(out)} of {len(items)} people cited for no need.", _some(out, 8),
                   "People whom the grid leaves out are customers whom the redesign leaves out.",
                   "Read each, and cite its id beside the need that it shows."),
        ),
        share_interval(len(items) - len(out), len(items)),
    )  # fmt: skip


def shared(grid: needs.Grid, context: Context) -> Measured:
    """Do the people in one column share needs in the world they were made from?"""
    truth = context.case.key
    order = list(truth["needs"])
    vectors = {
        item: [truth["vignettes"][item]["needs"].get(n, 0) for n in order]
        for item in context.key["items"]
    }
    if not placed(grid, context):
        return Measured(
            0.0,
            (
                again("Nobody is sorted yet.", "Sort people by hand",
                       "Whether a category holds shows in the people who share it.",
                       "Name the categories, then choose one on each card."),
            ),
        )  # fmt: skip
    best = together(vectors, {i: truth["vignettes"][i]["category"] for i in vectors})
    value = together(vectors, placed(grid, context)) / best if best else 0.0
    if value >= context.key["together"]["threshold"]:
        return Measured(value, met(f"People in one column share needs ({value:.2f} of what is "
                                   "possible)."))  # fmt: skip
    return Measured(
        value,
        (
            again(f"People in one column share little ({max(0.0, value):.2f} of what is possible).",
                   "Sort people by hand",
                   "Age, family or vehicle can look like a pattern; needs cut across them.",
                   "Take two people of one column. Would the same change help both? If not, part "
                   "them."),
        ),
    )  # fmt: skip


def shared_bounds(context: Context) -> Bounds:
    """Fixed with the key."""
    return Bounds(context.key["together"]["threshold"], context.key["together"]["trivial"])


def agreement_bounds(context: Context) -> Bounds:
    """A third is what the larger of three equal piles reaches."""
    return Bounds(context.key.get("agreement", 0.8), 1 / 3)


def covered_bounds(context: Context) -> Bounds:
    """Fixed with the key."""
    return Bounds(context.key.get("coverage", 0.9))


