"""The firm's own papers: staff manual, rule register, who works where, money.

The manual states every rule in prose and, on its last page, why rules were made and what became
of the reason; the register has some rules in full and of others the words alone. Method rows
40-44.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.brightwater.calendar import HOURS
from cxkit.cases.brightwater.firm import Firm, StreamFor
from cxkit.cases.brightwater.pool import authored
from cxkit.cases.brightwater.process import PERFORMERS, Process
from cxkit.cases.brightwater.simulation import Run

__all__ = ["make_finance", "make_manual", "make_organisation", "make_register"]

_PAGES = {
    "desk": "The claims desk",
    "field": "Visits, suppliers and repairs",
    "money": "Money and post",
    "house": "The house",
    "notes": "Where rules come from: old notes, in no order",
}
_PAGE_OF = {
    "Claims desk": "desk", "Field": "field", "Suppliers": "field", "Payments": "money",
    "Premiums": "money", "Post room": "money", "Underwriting": "money",
}  # fmt: skip
_PLAIN = 8


def make_manual(firm: Firm, stream_for: StreamFor) -> str:
    """The manual as Markdown, in numbered paragraphs."""
    chance = stream_for("manual")
    pages: dict[str, list[str]] = {page: [] for page in _PAGES}
    for rule in firm.rules:
        pages[_PAGE_OF[rule.owner]].append(rule.manual)
        pages["notes"].append(rule.note)
    for page, text in chance.shuffled(authored("manual")["plain"])[:_PLAIN]:
        pages[page].append(firm.fill(text))
    lines = [f"# {firm.name}: manual for staff", "", "Invented for a course: no such firm."]
    kept = [(title, chance.shuffled(pages[page])) for page, title in _PAGES.items() if pages[page]]
    for number, (title, texts) in enumerate(kept, start=1):
        lines += ["", f"## {number} {title}"]
        for place, text in enumerate(texts, start=1):
            lines += ["", f"**{number}.{place}** {text}"]
    return "\n".join(lines)


def make_register(firm: Firm, stream_for: StreamFor) -> list[dict[str, Any]]:
    """All fourteen rules by id. Of those that the register lacked there are the words only."""
    chance = stream_for("register")
    made = []
    for rule in firm.rules:
        known = rule.register
        year = known and chance.unit() < 0.5
        made.append(
            {
                "id": rule.id,
                "text": rule.text,
                "found": "register" if known else "manual only",
                "way": rule.way if known else "",
                "owner": rule.owner if known else "",
                "year": str(rule.year) if year else "",
                "challenged": str(rule.challenged or "") if known else "",
            }
        )
    return made


def make_organisation(firm: Firm, process: Process) -> dict[str, Any]:
    """Who works where: departments, performers with names, numbers, rates and hours."""
    used = {step.performer for step in process.steps}
    performers = {}
    for role, who in PERFORMERS.items():
        if role not in used:
            continue
        hours = HOURS.get(role)
        performers[role] = {
            "department": who.department,
            "lane": who.lane,
            "first": firm.staff[role],
            "number": who.number,
            "pence_a_minute": who.pence,
            "hours": [list(hours[0]), list(hours[1] or ())] if hours else [],
        }
    return {
        "note": "Synthetic: the firm and its people are invented.",
        "firm": firm.name,
        "spoken": firm.short,
        "towns": list(firm.towns),
        "founded": int(firm.numbers["founded"]),
        "members": firm.numbers["members"],
        "claims_a_year": firm.numbers["claims_a_year"],
        "first_day": firm.first_day.isoformat(),
        "departments": {
            "Claims": ["Claims desk", "Field", "Post room"],
            "Supply": ["Suppliers"],
            "Money": ["Payments", "Premiums", "Underwriting"],
        },
        "performers": performers,
    }


def make_finance(run: Run) -> dict[str, Any]:
    """What handling the claims of the log cost, in pence by department; repairs are left out."""
    spent: dict[str, int] = {}
    for story in run:
        for event in story.events:
            if event.step.key not in ("repair", "again"):
                who = PERFORMERS[event.step.performer]
                spent[who.department] = spent.get(who.department, 0) + event.minutes * who.pence
    handling = sum(spent.values())
    return {
        "note": "Synthetic. Pence, the claims of the log.",
        "claims": len(run),
        "by_department": spent,
        "handling": handling,
        "handling_per_claim": handling // len(run),
        "estimates_in_pounds": sum(story.claim.estimate for story in run),
    }
