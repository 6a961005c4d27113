"""The service visit as a model: performers and lanes, steps that follow steps, rules that decide.

The simulation walks these steps, the step table shows them, the log carries their names. So a
hand-off counted on the map and one counted in the log are the same thing. Method rows 26, 33-44.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from cxkit.cases.case import CaseError
from cxkit.cases.rowan_vale.documents import authored
from cxkit.cases.rowan_vale.world import FACTS

__all__ = [
    "BRANCH",
    "BRANCH_RULES",
    "PERFORMERS",
    "STEPS",
    "Performer",
    "Rule",
    "Step",
    "breaks",
    "edges",
    "known_rules",
    "rules",
    "steps_by_name",
]

# The log is of one branch: a thirty-fourth of 96,000 visits a year would be 1,412 in half a year.
BRANCH = "Stafford"

# Obsolete rules that act on service visits; the other two act on hires.
BRANCH_RULES = ("R03", "R07", "R09", "R13")


@dataclass(frozen=True)
class Performer:
    """Who acts: lane, department as in the log, `person` or `system`, number, pence a minute."""

    lane: str
    department: str
    kind: str
    number: int
    pence: int


PERFORMERS = {
    "agent": Performer("frontstage", "Calls", "person", 6, 28),
    "web": Performer("system", "Web", "system", 99, 1),
    "adviser": Performer("frontstage", "Desk", "person", 3, 36),
    "cashier": Performer("frontstage", "Till", "person", 1, 32),
    "fleet": Performer("support", "Fleet", "person", 1, 36),
    "planner": Performer("backstage", "Shop", "person", 1, 38),
    "fitter": Performer("backstage", "Shop", "person", 5, 46),
    "checker": Performer("backstage", "Shop", "person", 1, 44),
    "clerk": Performer("support", "Parts", "person", 1, 34),
    "supplier": Performer("partner", "Parts", "person", 9, 30),
    "manager": Performer("support", "Desk", "person", 1, 75),
}


@dataclass(frozen=True)
class Step:
    """One step of the map.

    Args:
        id: as in `steps.json`, such as `T07`.
        name: verb and object, as in the log.
        performer: a key of `PERFORMERS`, or `customer`.
        next: ids that may follow.
        counterpart: `customer`, or empty inside the house.
        channel: how the customer meets it, or empty.
        goal: what the customer wants at that point, or empty.
        rule: the rule that decides here, or empty.
    """

    id: str
    name: str
    performer: str
    next: tuple[str, ...]
    counterpart: str = ""
    channel: str = ""
    goal: str = ""
    rule: str = ""


def _step(
    id_: str, name: str, performer: str, follow: str, channel: str = "", goal: str = "",
    rule: str = "",
) -> Step:  # fmt: skip
    counterpart = "customer" if channel else ""
    return Step(id_, name, performer, tuple(follow.split()), counterpart, channel, goal, rule)


STEPS = (
    _step("T00", "Ask for a day", "customer", "T01 T02"),
    _step("T01", "Take booking", "agent", "T03", "phone", "get a day that suits", "R17"),
    _step("T02", "Book online", "web", "T03", "web", "get a day that suits"),
    _step("T03", "Copy booking", "adviser", "T04 T05 T06"),
    _step("T04", "Lend car", "fleet", "T06", rule="R03"),
    _step("T05", "Refuse car", "fleet", "T06", "phone", "have something to drive", "R03"),
    _step("T06", "Receive car", "adviser", "T07", "desk", "leave the car and go", "R14"),
    _step("T07", "Sign sheets", "adviser", "T08", "desk", "know what was agreed", "R09"),
    _step("T08", "Plan job", "planner", "T09 T10", rule="R12"),
    _step("T09", "Query sheet", "adviser", "T08"),
    _step("T10", "Find fault", "fitter", "T11 T14 T15 T16"),
    _step("T11", "Find parts", "clerk", "T12 T14 T15 T16"),
    _step("T12", "Order parts", "clerk", "T13", rule="R04"),
    _step("T13", "Bring parts", "supplier", "T14 T15 T16"),
    _step("T14", "Sign estimate", "manager", "T15", rule="R13"),
    _step("T15", "Ask approval", "adviser", "T15 T16", "phone", "decide what is spent", "R06"),
    _step("T16", "Repair", "fitter", "T17 T23"),
    _step("T17", "Check work", "checker", "T18 T19", rule="R08"),
    _step("T18", "Repeat repair", "fitter", "T17"),
    _step("T19", "Ring customer", "adviser", "T20", "phone", "know when to come"),
    _step("T20", "Take payment", "cashier", "T21 T22", "desk", "see what it cost and why", "R10"),
    _step("T21", "Refuse keys", "adviser", "T22", "desk", "drive home", "R07"),
    _step("T22", "Hand over", "adviser", "", "desk", "drive home", "R11"),
    _step("T23", "Chase call", "agent", "T19", "phone", "find out how far things are", "R17"),
)


def edges() -> list[tuple[Step, Step]]:
    """Pairs of steps that may follow one another, in order of id."""
    by_id = {step.id: step for step in STEPS}
    return [(step, by_id[follow]) for step in STEPS for follow in step.next]


def breaks() -> list[str]:
    """The break points of the map: edges such as `T01-T03` between two performers of the house."""
    return [
        f"{one.id}-{other.id}"
        for one, other in edges()
        if one.performer != other.performer and "customer" not in (one.performer, other.performer)
    ]


@cache
def steps_by_name() -> dict[str, Step]:
    """The steps by the name they carry in the log."""
    return {step.name: step for step in STEPS}


@dataclass(frozen=True)
class Rule:
    """A business rule as it truly is.

    Args:
        id: `R01` to `R18`.
        text: what it says.
        type: operational, strategic or regulatory.
        way: system or manual.
        seen: `obvious` when the firm's register has it, `found` when only the manual says it.
        owner: the department that answers for it.
        origin: why it was made.
        year: when.
        challenged: the year it was last challenged; 0 for never.
        citation: for a regulatory rule, invented and marked so; else empty.
        gone: why its reason no longer holds; empty unless obsolete.
        hidden: fields that the firm's register leaves empty.
    """

    id: str
    text: str
    type: str
    way: str
    seen: str
    owner: str
    origin: str
    year: int
    challenged: int
    citation: str = ""
    gone: str = ""
    hidden: tuple[str, ...] = ()

    @property
    def obsolete(self) -> bool:
        """Whether its reason is gone."""
        return bool(self.gone)


@cache
def rules() -> dict[str, Rule]:
    """The eighteen rules by id."""
    made = {}
    for item in authored("rules")["rule"]:
        known: dict[str, Any] = {k: v for k, v in item.items() if k != "obsolete"}
        known["hidden"] = tuple(item["hidden"])
        for name, value in FACTS.items():
            known["text"] = known["text"].replace(f"[[fact:{name}]]", value)
        made[item["id"]] = Rule(**known)
    return made


def known_rules(ids: Iterable[str]) -> frozenset[str]:
    """`ids` as a set.

    Raises:
        CaseError: one of them is no rule of the house.
    """
    wanted = frozenset(ids)
    strangers = sorted(wanted - set(rules()))
    if strangers:
        raise CaseError(
            f"Expected rules from R01 to R{len(rules()):02d}, found {', '.join(strangers)}. "
            "Take the ids from the rule register or the key."
        )
    return wanted
