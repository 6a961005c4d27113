"""The event log of the branch as the firm's system wrote it, and what is true of it.

One row an event, sorted by visit and start. The XES names of the columns are in `XES`. Truths
are counted while the simulation runs, never from the rows; `cases.audit` counts the rows.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.calendar import clock
from cxkit.cases.rowan_vale.process import PERFORMERS, steps_by_name
from cxkit.cases.rowan_vale.simulation import COPIES, Event, Run, Story

__all__ = ["COLUMNS", "effects", "log_table", "log_truth", "ordered"]

COLUMNS = (
    "case",
    "activity",
    "performer",
    "department",
    "start",
    "end",
    "channel",
    "customer_contact",
    "rating",
)


def ordered(story: Story) -> list[Event]:
    """The events of a visit by start, then by end."""
    return sorted(story.events, key=lambda event: (event.start, event.end, event.step))


def log_table(run: Run) -> str:
    """The log as CSV. `rating` (1-5) stands on the hand-over, `channel` where a customer is."""
    lines = [",".join(COLUMNS)]
    for story in run:
        case = 1000 + story.visit.number
        for event in ordered(story):
            performer = steps_by_name()[event.step].performer
            lines.append(
                f"{case},{event.step},{performer},{PERFORMERS[performer].department},"
                f"{clock(event.start)},{clock(event.end)},{event.channel},{int(event.contact)},"
                + (str(story.rating) if event.step == "Hand over" else "")
            )
    return "\n".join(lines)


def log_truth(run: Run) -> dict[str, Any]:
    """What was put into the log: faults by cause, and the counts that a reader should find.

    `ping_pong` counts the times a job went back to the desk and returned, `rework` the repairs
    done again, `chase_calls` the calls to ask how far things are; each with the visits touched.
    A hand-off is two events of a visit, one after the other, of different performers.
    """
    returns = [story.visit.queries for story in run]
    redone = [story.visit.rework for story in run]
    chased = [sum(e.step == "Chase call" for e in story.events) for story in run]
    return {
        "visits": len(run),
        "events": sum(len(story.events) for story in run),
        "contacts": sum(event.contact for story in run for event in story.events),
        "hand_offs": sum(_hand_offs(story) for story in run),
        "ping_pong": _count(returns),
        "rework": _count(redone),
        "chase_calls": _count(chased),
        "elapsed_minutes": sum(story.handed - story.received for story in run),
        "rating_total": sum(story.rating for story in run),
    }


def effects(run: Run) -> dict[str, dict[str, Any]]:
    """What each obsolete rule that acts on visits costs, by rule: measure, count, minutes.

    `how` says in words how anybody may read it off the log.
    """
    refused = [s for s in run if s.refused_car]
    held = [s.held_back for s in run if s.held_back]
    signed = [s.signature_wait for s in run if s.signature_wait]
    copies = [(COPIES - 1) * s.visit.copy for s in run]
    return {
        "R03": {
            "measure": "courtesy cars refused",
            "count": len(refused),
            "of": sum(s.visit.wants_car for s in run),
            "minutes": 0,
            "how": "Events 'Refuse car', against those and 'Lend car' together.",
        },
        "R07": {
            "measure": "paid cars held back",
            "count": len(held),
            "of": len(run),
            "minutes": sum(held),
            "how": "From the start of 'Refuse keys' to the start of 'Hand over'.",
        },
        "R09": {
            "measure": "minutes spent on copies two and three",
            "count": len(copies),
            "of": len(run),
            "minutes": sum(copies),
            "how": "Two thirds of the length of 'Sign sheets'.",
        },
        "R13": {
            "measure": "wait for the second signature",
            "count": len(signed),
            "of": len(run),
            "minutes": sum(signed),
            "how": "From the end of the step before, chase calls apart, to the end of "
            "'Sign estimate'.",
        },
    }


def _count(values: list[int]) -> dict[str, int]:
    return {"times": sum(values), "visits": sum(value > 0 for value in values)}


def _hand_offs(story: Story) -> int:
    performers = [steps_by_name()[event.step].performer for event in ordered(story)]
    return sum(a != b for a, b in zip(performers, performers[1:], strict=False))
