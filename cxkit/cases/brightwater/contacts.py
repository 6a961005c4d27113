"""Eight weeks of calls to the claims desk, with the failure demand that is in them.

First calls and chase calls are those of the log; a report that went back, a repair done again and
a payment each make some people call; only advice is drawn for its own sake. Method row 2.7.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.brightwater.calendar import DAY, clock, opening
from cxkit.cases.brightwater.event_log import numbered
from cxkit.cases.brightwater.firm import Firm, StreamFor
from cxkit.cases.brightwater.pool import authored
from cxkit.cases.brightwater.simulation import Run

__all__ = ["COLUMNS", "FIRST", "LAST", "Contact", "contact_table", "contact_truth", "make_contacts"]

COLUMNS = ("contact", "day", "time", "channel", "about", "words")
FIRST = 42 * DAY
LAST = FIRST + 56 * DAY

# time in minutes, reason, number of the claim or empty
Contact = tuple[int, str, str]

# Step to the reason it gives, and the share of customers whom it makes call.
_CAUSES = {"query": ("twice", 0.5), "again": ("redo", 0.8), "pay": ("letter", 0.22)}


def make_contacts(firm: Firm, run: Run, stream_for: StreamFor) -> list[Contact]:
    """The contacts in order of time."""
    chance = stream_for("contacts")
    found: list[Contact] = []
    for story in run:
        about = numbered(firm, story.claim.number)
        for event in story.events:
            calls, later = chance.unit(), chance.between(30, 900)
            if event.step.key == "call":
                found.append((event.start, "first call", about))
            elif event.step.key == "chase":
                found.append((event.start, "chase", about))
            elif event.step.key in _CAUSES:
                reason, share = _CAUSES[event.step.key]
                if calls < share:
                    found.append((opening(event.end + later, "agent"), reason, about))
    for _ in range(chance.between(120, 200)):
        at = opening(FIRST + chance.below(LAST - FIRST), "agent") + chance.between(0, 150)
        found.append((opening(at, "agent"), "advice", ""))
    return sorted(contact for contact in found if FIRST <= contact[0] < LAST)


def contact_table(firm: Firm, contacts: list[Contact], stream_for: StreamFor) -> str:
    """The contacts as CSV, in the agents' own words."""
    chance = stream_for("words")
    words = {reason["id"]: reason["words"] for reason in authored("contacts")["reason"]}
    lines = [",".join(COLUMNS)]
    for number, (time, reason, about) in enumerate(contacts, start=1):
        said = '"' + chance.pick(words[reason]).replace('"', '""') + '"'
        day, _, hour = clock(firm.first_day, time).partition("T")
        lines.append(f"K{number:04d},{day},{hour},phone,{about},{said}")
    return "\n".join(lines)


def contact_truth(contacts: list[Contact]) -> dict[str, Any]:
    """What each way of putting it means, and the share of failure demand (0-1)."""
    pool = authored("contacts")["reason"]
    kinds = {reason["id"]: reason["kind"] for reason in pool}
    reasons = [reason for _, reason, _ in contacts]
    return {
        "kinds": kinds,
        "words": {said: reason["id"] for reason in pool for said in reason["words"]},
        "reasons": {id_: reasons.count(id_) for id_ in kinds},
        "contacts": len(contacts),
        "share": round(sum(kinds[r] == "failure" for r in reasons) / len(contacts), 4),
    }
