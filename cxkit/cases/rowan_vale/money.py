"""What a visit costs to handle and what it brings, in whole pence.

Handling is everything but the work the customer came for: finding the fault and the repair as
booked are left out, since no redesign of the visit should save on them.
"""

from __future__ import annotations

from cxkit.cases.rowan_vale.calendar import DAY
from cxkit.cases.rowan_vale.process import PERFORMERS, steps_by_name
from cxkit.cases.rowan_vale.simulation import LOAN_NIGHT, RETURN, TAXI, Run, Story

__all__ = ["LEAVES", "RETURNS", "YARD_NIGHT", "cost", "leaves", "revenue", "total"]

YARD_NIGHT = 850  # pence a night that a car stands with us: space, insurance, moving it about

# Share of customers who come back within a year, by the stars they gave.
RETURNS = {1: 0.12, 2: 0.25, 3: 0.45, 4: 0.66, 5: 0.81}

# Leaf of the cost tree to the steps whose minutes it holds.
LEAVES = {
    "booking": ("Take booking", "Book online", "Copy booking"),
    "desk": ("Receive car", "Sign sheets", "Take payment", "Refuse keys", "Hand over"),
    "planning": ("Plan job", "Query sheet"),
    "parts": ("Find parts", "Order parts", "Bring parts"),
    "approval": ("Sign estimate", "Ask approval"),
    "checking": ("Check work", "Repeat repair"),
    "calls": ("Ring customer", "Chase call"),
    "courtesy": ("Lend car", "Refuse car"),
    "yard": (),
}
_LEAF = {step: leaf for leaf, steps in LEAVES.items() for step in steps}


def leaves(story: Story) -> dict[str, int]:
    """The cost of one visit by leaf, in pence."""
    spent = dict.fromkeys(LEAVES, 0)
    for event in story.events:
        if event.step in _LEAF:
            rate = PERFORMERS[steps_by_name()[event.step].performer].pence
            spent[_LEAF[event.step]] += event.minutes * rate
    nights = story.handed // DAY - story.received // DAY
    spent["yard"] += nights * YARD_NIGHT
    if story.loan:
        spent["courtesy"] += nights * LOAN_NIGHT
    if story.refused_car and story.visit.goodwill:
        spent["courtesy"] += TAXI
    return spent


def cost(story: Story) -> int:
    """The handling cost of one visit, in pence."""
    return sum(leaves(story).values())


def revenue(story: Story) -> int:
    """What the customer spends next year, in pence: nothing unless they return."""
    return RETURN if story.visit.loyal < RETURNS[story.rating] else 0


def total(run: Run) -> dict[str, int]:
    """The leaves summed over all visits, in pence."""
    summed = dict.fromkeys(LEAVES, 0)
    for story in run:
        for leaf, pence in leaves(story).items():
            summed[leaf] += pence
    return summed
