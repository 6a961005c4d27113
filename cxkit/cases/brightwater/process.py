"""The claim as a map: performers and lanes, steps that follow steps, rules that decide.

The simulation walks these steps, the step table shows them, the log carries their names, so a
hand-off on the map and one in the log are the same thing. What differs from paper to paper: the
steps that rules put in, who does three of the steps, and where two of them meet the customer.
Method rows 26 and 33-44.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cxkit.cases.brightwater.firm import Firm, StreamFor
from cxkit.cases.brightwater.rules import LAW, Rule

__all__ = ["PERFORMERS", "Performer", "Process", "Step", "make_process"]


@dataclass(frozen=True)
class Performer:
    """Who acts: lane, department as in the log, number of them, pence a minute."""

    lane: str
    department: str
    number: int
    pence: int


PERFORMERS = {
    "agent": Performer("frontstage", "Claims desk", 5, 27),
    "triage": Performer("backstage", "Claims desk", 2, 34),
    "planner": Performer("backstage", "Claims desk", 1, 31),
    "clerk": Performer("backstage", "Claims desk", 2, 30),
    "manager": Performer("backstage", "Claims desk", 1, 78),
    "adjuster": Performer("frontstage", "Field", 4, 52),
    "surveyor": Performer("frontstage", "Field", 2, 49),
    "plumber": Performer("partner", "Suppliers", 6, 88),
    "drying": Performer("partner", "Suppliers", 5, 46),
    "builder": Performer("partner", "Suppliers", 16, 41),
    "supplier": Performer("support", "Suppliers", 2, 33),
    "payments": Performer("support", "Payments", 2, 32),
    "premiums": Performer("support", "Premiums", 1, 32),
    "postroom": Performer("support", "Post room", 2, 24),
}


@dataclass(frozen=True)
class Step:
    """One step of the map; fields as in `steps.json`, `key` never shown.

    Args:
        key: the step's name in the pool, such as `plan`; of a rule's own step the site.
        next: keys of the steps that may follow.
    """

    key: str
    id: str
    name: str
    performer: str
    next: tuple[str, ...]
    channel: str = ""
    goal: str = ""
    rule: str = ""

    @property
    def counterpart(self) -> str:
        """`customer`, or empty inside the house."""
        return "customer" if self.channel else ""


# key, name, performers of which one is drawn, channels of which one is drawn, goal, site or `at`
# of the rules that decide there. A rule's own step stands under the name of its site.
_STEPS = (
    ("ask", "Ring about water", ("customer",), ("",), "", ()),
    ("call", "Take first call", ("agent",), ("phone",), "make the water stop", ("first call",)),
    ("triage", "Triage claim", ("triage",), ("",), "", ()),
    ("after triage", "", (), (), "be let through", ()),
    ("stop", "Stop leak", ("plumber",), ("visit",), "make the water stop", ("stopping",)),
    ("plan", "Plan visit", ("planner", "triage"), ("",), "", ("before planning",)),
    ("visit", "Visit home", ("adjuster",), ("visit",), "know what is covered", ("before visit",)),
    ("check", "Check report", ("clerk",), ("",), "", ("report check",)),
    ("query", "Query report", ("adjuster",), ("",), "", ()),
    ("after report", "", (), (), "get on with it", ()),
    ("dry", "Set dryers", ("drying",), ("visit",), "have a dry home", ("dryers",)),
    ("read", "Read meter", ("drying",), ("visit",), "have a dry home", ("reading",)),
    ("quotes", "Ask quotes", ("supplier", "surveyor"), ("",), "", ("before quotes",)),
    ("approve", "Approve sum", ("manager",), ("",), "", ("before approval",)),
    ("ring", "Ring customer", ("clerk", "agent"), ("phone",), "know what happens next",
     ("before call",)),
    ("after call", "", (), (), "get on with it", ()),
    ("repair", "Repair room", ("builder",), ("visit",), "have the room back", ("before repair",)),
    ("inspect", "Inspect repair", ("surveyor",), ("visit", ""), "have the room back",
     ("before inspection",)),
    ("again", "Repeat repair", ("builder",), ("visit",), "have the room back", ()),
    ("pay", "Pay claim", ("payments",), ("letter", ""), "have the money", ("before payment",)),
    ("chase", "Chase call", ("agent",), ("phone",), "find out how far things are", ()),
)  # fmt: skip

_NEXT = {
    "ask": "call", "call": "triage", "triage": "after triage", "after triage": "stop|plan",
    "stop": "plan", "plan": "visit", "visit": "check", "check": "query|after report|chase",
    "query": "check", "after report": "dry", "dry": "read", "read": "read|quotes",
    "quotes": "approve", "approve": "ring", "ring": "after call", "after call": "repair",
    "repair": "inspect", "inspect": "again|pay", "again": "inspect", "pay": "", "chase": "ring",
}  # fmt: skip


@dataclass(frozen=True)
class Process:
    """The steps of one paper, in order of id."""

    steps: tuple[Step, ...]

    @cached_property
    def by_key(self) -> dict[str, Step]:
        """The steps by key."""
        return {step.key: step for step in self.steps}

    @cached_property
    def edges(self) -> list[tuple[Step, Step]]:
        """Pairs of steps that may follow one another."""
        return [(step, self.by_key[key]) for step in self.steps for key in step.next]

    @cached_property
    def breaks(self) -> dict[str, tuple[Step, Step]]:
        """Break points such as `T02-T03`: edges between two performers of the house."""
        return {
            f"{one.id}-{other.id}": (one, other)
            for one, other in self.edges
            if one.performer != other.performer
            and "customer" not in (one.performer, other.performer)
        }

    @cached_property
    def moments(self) -> list[str]:
        """Ids of the steps at which the customer meets the firm."""
        return [step.id for step in self.steps if step.counterpart]

    @cached_property
    def rules(self) -> list[str]:
        """Ids of the rules that decide somewhere on the map."""
        return sorted({step.rule for step in self.steps if step.rule})


def make_process(firm: Firm, stream_for: StreamFor) -> Process:
    """The map of the firm's claims."""
    chance = stream_for("process")
    rules = {rule.site: rule for rule in firm.rules if rule.site != LAW}
    law = {rule.at: rule for rule in firm.rules if rule.site == LAW}
    # Not every duty of the law stands on the map; how many do is left to chance.
    for at in chance.shuffled(sorted(law))[: chance.below(3)]:
        del law[at]
    made = []
    for number, (key, name, performers, channels, goal, sites) in enumerate(_STEPS):
        rule = rules.get(key)
        if rule:
            name, performers, channels = rule.step, (rule.performer,), (rule.channel,)
        performer, channel = chance.pick(performers), chance.pick(channels)
        made.append(
            Step(
                key=key,
                id=f"T{number:02d}",
                name=name,
                performer=performer,
                next=tuple(_follow(key, rules)),
                channel=channel,
                goal=goal if channel else "",
                rule=_deciding(rule, sites, rules, law),
            )
        )
    return Process(tuple(made))


def _follow(key: str, rules: dict[str, Rule]) -> list[str]:
    found = [k for k in _NEXT[key].split("|") if k]
    # The second name is wanted for large estimates only: small ones go past it.
    if key == "check" and rules["after report"].key == "second-name":
        found.insert(2, "dry")
    return found


def _deciding(
    own: Rule | None, sites: tuple[str, ...], rules: dict[str, Rule], law: dict[str, Rule]
) -> str:
    if own:
        return own.id
    return next((found.id for site in sites if (found := rules.get(site) or law.get(site))), "")
