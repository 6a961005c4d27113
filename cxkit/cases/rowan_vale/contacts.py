"""Calls and visits to the desk over eight weeks, with the failure demand that is in them.

Bookings, chase calls, refusals and Saturdays are those of the log; deposits are those of the
hires; only questions about invoices and advice are drawn for their own sake. Method row 2.7,
exercise 5.6.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.calendar import DAY, clock, opening
from cxkit.cases.rowan_vale.documents import authored
from cxkit.cases.rowan_vale.rentals import Hire
from cxkit.cases.rowan_vale.simulation import Run
from cxkit.cases.rowan_vale.world import World

__all__ = ["COLUMNS", "FIRST", "Contact", "contact_table", "contact_truth", "make_contacts"]

COLUMNS = ("contact", "day", "time", "channel", "about", "words")
FIRST = 110 * DAY  # 19 January 2026
LAST = FIRST + 56 * DAY

# time in minutes, reason, channel, about
Contact = tuple[int, str, str, str]


def make_contacts(world: World, run: Run, hires: list[Hire]) -> list[Contact]:
    """The contacts in order of time."""
    chance = world.stream("contacts")
    found: list[Contact] = []
    for story in run:
        about = str(1000 + story.visit.number)
        asks, asks_later, unclear = chance.unit(), chance.below(8), chance.unit()
        for event in story.events:
            if event.step == "Take booking":
                found.append((event.start, "booking", "phone", about))
            elif event.step == "Chase call":
                found.append((event.start, "chase", "phone", about))
            elif event.step == "Refuse car" and asks < 0.6:
                again = opening(event.end + 30 + 20 * asks_later, "agent")
                found.append((again, "refused", "phone", about))
            elif event.step == "Refuse keys" and asks < 0.7:
                found.append((event.end + 20 + asks_later, "saturday", "desk", about))
            elif event.step == "Hand over" and unclear < 0.1:
                later = opening(event.end + 200 + 100 * asks_later, "agent")
                found.append((later, "invoice", "phone" if unclear < 0.07 else "desk", about))
    for hire in hires:
        if chance.unit() < 0.3 and hire.released - hire.back > DAY:
            asked = opening(hire.back + chance.between(240, 1600), "agent")
            if asked < hire.released:
                found.append((asked, "deposit", "phone", f"H{hire.number:03d}"))
    for _ in range(190):
        at = opening(FIRST + chance.below(LAST - FIRST), "branch") + chance.between(0, 120)
        at = opening(at, "branch")
        found.append((at, "advice", chance.pick(("phone", "phone", "desk")), ""))
    return sorted(contact for contact in found if FIRST <= contact[0] < LAST)


def contact_table(world: World, contacts: list[Contact]) -> str:
    """The contacts as CSV, in the agents' own words."""
    chance = world.stream("words")
    words = {reason["id"]: reason["words"] for reason in authored("contacts")["reason"]}
    lines = [",".join(COLUMNS)]
    for number, (time, reason, channel, about) in enumerate(contacts, start=1):
        said = '"' + chance.pick(words[reason]).replace('"', '""') + '"'
        day, _, hour = clock(time).partition("T")
        lines.append(f"K{number:04d},{day},{hour},{channel},{about},{said}")
    return "\n".join(lines)


def contact_truth(contacts: list[Contact]) -> dict[str, Any]:
    """What each way of putting it means, and the share of failure demand (0-1)."""
    kinds = {reason["id"]: reason["kind"] for reason in authored("contacts")["reason"]}
    reasons = [reason for _, reason, _, _ in contacts]
    return {
        "kinds": kinds,
        "words": {
            said: reason["id"]
            for reason in authored("contacts")["reason"]
            for said in reason["words"]
        },
        "reasons": {id_: reasons.count(id_) for id_ in kinds},
        "contacts": len(contacts),
        "share": round(sum(kinds[r] == "failure" for r in reasons) / len(contacts), 4),
    }
