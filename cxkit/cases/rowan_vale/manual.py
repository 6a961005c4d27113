"""The staff manual: numbered paragraphs of prose, some of which state a rule.

Found rules stand nowhere else. The old notices at the end tell where the forgotten rules came
from. Method rows 40-44, exercise 6.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxkit.cases.rowan_vale.markup import Setting, fill, plain, read_cards
from cxkit.cases.rowan_vale.world import World

__all__ = ["DEBATED", "PAGES", "Paragraph", "make_manual", "manual_page"]

PAGES = {
    "1": "The branch",
    "2": "The service desk",
    "3": "The workshop",
    "4": "Parts",
    "5": "Hires and courtesy cars",
    "6": "Money",
    "7": "Old notices",
}

# Advice that a reader may well call a rule: it counts neither way.
DEBATED = ("2.5", "3.6", "5.4")

_NOWHERE = Setting("Stafford", "", "", date(2025, 10, 1))


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph and the rule it states, or an empty text."""

    number: str
    text: str
    rule: str


def make_manual(world: World) -> list[Paragraph]:
    """The paragraphs in order of page."""
    made = []
    for card in read_cards("manual.txt", 2):
        number, rule = card.fields
        text = plain(fill(card.text, world, _NOWHERE))
        made.append(Paragraph(number, text, "" if rule == "-" else rule))
    return made


def manual_page(paragraphs: list[Paragraph]) -> str:
    """The manual as Markdown."""
    lines = [
        "# Rowan & Vale Mobility: manual for branch staff",
        "",
        "Invented for a course: no such firm, no such manual.",
    ]
    for page, title in PAGES.items():
        lines += ["", f"## {page} {title}"]
        for paragraph in paragraphs:
            if paragraph.number.startswith(f"{page}."):
                lines += ["", f"**{paragraph.number}** {paragraph.text}"]
    return "\n".join(lines)
