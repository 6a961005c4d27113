"""The event log as the firm's system wrote it, and what is true of it.

One row an event, sorted by claim and start; the columns are those of the running case, so
`cxkit.cases.xes` gives them their XES names. Truths are counted inside the simulation, never
from the rows; `audit_brightwater` counts the rows.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.brightwater.calendar import clock
from cxkit.cases.brightwater.firm import Firm
from cxkit.cases.brightwater.process import PERFORMERS
from cxkit.cases.brightwater.simulation import Run

__all__ = ["COLUMNS", "effects", "log_table", "log_truth", "numbered"]

COLUMNS = (
    "case", "activity", "performer", "department", "start", "end", "channel", "customer_contact",
    "rating",
)  # fmt: skip


def numbered(firm: Firm, number: int) -> str:
    """The number under which the firm knows a claim."""
    return str(int(firm.numbers["claim"][1:]) + number)


def log_table(firm: Firm, run: Run) -> str:
    """The log as CSV. `rating` (1-5) stands on the payment, `channel` where a customer is."""
    lines = [",".join(COLUMNS)]
    for story in run:
        case = numbered(firm, story.claim.number)
        for event in story.events:
            step = event.step
            lines.append(
                f"{case},{step.name},{step.performer},{PERFORMERS[step.performer].department},"
                f"{clock(firm.first_day, event.start)},{clock(firm.first_day, event.end)},"
                f"{step.channel},{int(bool(step.channel))},"
                + (str(story.rating) if step.key == "pay" else "")
            )
    return "\n".join(lines)


def log_truth(run: Run) -> dict[str, Any]:
    """What was put into the log: faults by cause, and the counts that a reader should find.

    `ping_pong` counts the times a report went back to the adjuster, `rework` the repairs done
    again, `chase_calls` the calls to ask how far things are; each with the claims touched.
    """
    return {
        "claims": len(run),
        "events": sum(len(story.events) for story in run),
        "contacts": sum(bool(e.step.channel) for story in run for e in story.events),
        "ping_pong": _count([story.claim.queries for story in run]),
        "rework": _count([story.claim.rework for story in run]),
        "chase_calls": _count([story.times("chase") for story in run]),
        "elapsed_minutes": sum(
            (story.paid or 0) - story.events[0].start for story in run
        ),
        "rating_total": sum(story.rating for story in run),
    }  # fmt: skip


def effects(firm: Firm, run: Run) -> dict[str, dict[str, Any]]:
    """What each rule that acts on a claim takes, by rule: claims touched, minutes, where to look.

    Of a rule with a step of its own, from the end of the step before to the end of that step; of
    a rule that makes people wait, from the end of the step before to the start of the first such
    step. Chase calls are left out of the line.
    """
    found = {}
    for rule in firm.rules:
        taken = [story.waits[rule.id] for story in run if rule.id in story.waits]
        if taken:
            found[rule.id] = {"claims": len(taken), "minutes": sum(taken)}
    return found


def _count(values: list[int]) -> dict[str, int]:
    return {"times": sum(values), "claims": sum(value > 0 for value in values)}
