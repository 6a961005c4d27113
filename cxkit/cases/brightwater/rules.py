"""The business rules of a paper, drawn from a pool so that the pool does not tell the answers.

One rule a site of the process and three of the law. Which four have outlived their reason is
drawn afresh for each paper, in equal strata: by site, by age, by whether anybody has asked since.
So neither a rule's words nor its age say whether it is obsolete; the manual's notes do. Method
rows 40-44.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cxkit.cases.brightwater.pool import authored
from cxkit.cases.stream import Stream

__all__ = ["LAW", "LAW_DRAWN", "NOW", "OBSOLETE", "OLD", "SITES", "Rule", "draw_rules"]

NOW = 2026
OLD = 15  # years: from this age on a rule is old
LAW, LAW_DRAWN = "law", 3

# Sites by kind: a step of its own, a wait before a step. One rule is drawn for each.
SITES = {
    "step": ("after triage", "after report", "after call"),
    "wait": ("before planning", "before visit", "before quotes", "before approval",
             "before payment"),
    "single": ("before call", "before repair", "before inspection"),
}  # fmt: skip
OBSOLETE = {"step": 1, "wait": 2, "single": 1}

# What the rules of each group look like, one letter a trait: old, never challenged, known to the
# register, strategic. The looks are dealt out afresh, so each rule of thumb does the same anywhere.
_LOOKS = {
    "obsolete": ("onr", "or", "os", "n"),
    "alive": ("onr", "on", "ors", "nr", "ns", "r", ""),
    "law": ("or", "n", "r"),
}


@dataclass(frozen=True)
class Rule:
    """A rule as it truly is.

    Args:
        key: its name in the pool; never shown.
        id: `R01` to `R14`, in an order that tells nothing.
        text: what it says; `manual` says the same in the manual's words.
        note: why it was made, and what became of the reason.
        site: where it acts on a claim; `at` names the step at which a rule of the law decides.
        type: operational, strategic or regulatory.
        way: system or manual.
        owner: the department that answers for it.
        year, challenged: when it was made and last questioned; 0 for never.
        citation: of the law, invented and marked so; else empty.
        obsolete: whether its reason is gone.
        register: whether the firm's register has it.
        step, performer, channel: the step that it puts into the process; else empty.
    """

    key: str
    id: str
    text: str
    manual: str
    note: str
    site: str
    at: str
    type: str
    way: str
    owner: str
    year: int
    challenged: int
    citation: str
    obsolete: bool
    register: bool
    step: str = ""
    performer: str = ""
    channel: str = ""

    def filled(self, fill: Callable[[str], str]) -> Rule:
        """The rule with the firm's slots filled in."""
        return replace(self, text=fill(self.text), manual=fill(self.manual), note=fill(self.note))

    @property
    def decision(self) -> str:
        """`retire` where the reason is gone, else `keep`."""
        return "retire" if self.obsolete else "keep"


def draw_rules(stream_for: Callable[[str], Stream]) -> tuple[Rule, ...]:
    """Fourteen rules in order of id, with the firm's slots still open."""
    chance = stream_for("rules")
    drawn = {site: chance.pick(items) for site, items in _by_site().items() if site != LAW}
    gone = {site for kind, count in OBSOLETE.items()
            for site in chance.shuffled(SITES[kind])[:count]}  # fmt: skip
    groups = {
        "obsolete": [rule for site, rule in drawn.items() if site in gone],
        "alive": [rule for site, rule in drawn.items() if site not in gone],
        "law": chance.shuffled(_by_site()[LAW])[:LAW_DRAWN],
    }
    made = [rule for group, items in groups.items() for rule in _grown(group, items, chance)]
    mixed = chance.shuffled(made)
    return tuple(replace(rule, id=f"R{n:02d}") for n, rule in enumerate(mixed, start=1))


def _grown(group: str, items: list[dict[str, Any]], chance: Stream) -> list[Rule]:
    made = []
    for item, look in zip(items, chance.shuffled(_LOOKS[group]), strict=True):
        old = "o" in look
        year = chance.between(1986, 2008) if old else chance.between(2013, 2018)
        gone = chance.between(2012, 2021) if old else chance.between(2020, 2023)
        asked = 0 if "n" in look else chance.between(2021, 2025)
        kind = "regulatory" if group == "law" else "strategic" if "s" in look else "operational"
        article, values = chance.between(3, 29), {"year": year, "gone": gone}
        fate = "" if group == "law" else " " + item["dead" if group == "obsolete" else "alive"]
        citation = item.get("citation", "").format(year=year, article=article)
        made.append(
            Rule(
                key=item["key"],
                id="",
                text=item["text"],
                manual=item["manual"],
                note=_HEADS[kind].format(**values, citation=citation)
                + " " + item["note"] + fate.replace("{gone}", str(gone)),
                site=item["site"],
                at=item.get("at", ""),
                type=kind,
                way=item["way"],
                owner=item["owner"],
                year=year,
                challenged=asked,
                citation=citation,
                obsolete=group == "obsolete",
                register="r" in look,
                step=item.get("step", ""),
                performer=item.get("performer", ""),
                channel=item.get("channel", ""),
            )
        )  # fmt: skip
    return made


_HEADS = {
    "strategic": "Resolved by the board for the whole of the firm, {year}.",
    "operational": "Office note of {year}.",
    "regulatory": "{citation}.",
}


@cache
def _by_site() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for item in authored("rules")["rule"]:
        found.setdefault(item["site"], []).append(item)
    return found
