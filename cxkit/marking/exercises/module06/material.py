"""The rules of the case as the exercises of module 06 see them: where they are said, what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ....techniques.remembered import remembered
from ....techniques.rules import Rule
from ....techniques.rules_effect import (
    Effect,
    held,
    lasted,
    refused,
    refused_rows,
    waited_before,
)
from ....techniques.tables import Table
from ...together import of_case

__all__ = [
    "EFFECTS",
    "HEARD",
    "Asked",
    "answers",
    "decision_table",
    "effect",
    "heard_debated",
    "heard_lines",
    "heard_rules",
    "known_rules",
    "notices",
    "old_rules",
    "paragraphs",
    "register_rule",
]

HEARD, _UNTIL = "rv3", "L50"  # the recording of 6.1: a Saturday, up to where she walks home
# Lines that a careful reader may well call a rule: they count neither way.
_DEBATED = ("L04", "L05", "L08", "L29", "L41", "L49")
_NOTICES = "7."  # the page of old notices
_DAY = 24 * 60


@dataclass(frozen=True)
class Asked:
    """One effect that is to be worked out: what, and the unit of the answer."""

    what: str
    unit: str


EFFECTS = {
    "R02": Asked("Of the one-way hires asked for, how many are refused?", "%"),
    "R03": Asked("Of the customers who ask for a courtesy car, how many are refused?", "%"),
    "R05": Asked("How long is a deposit held after the return, on average?", "days"),
    "R07": Asked("How long does a paid car wait for its keys, on average?", "hours"),
    "R09": Asked("How long does a visit spend on copies two and three, on average?", "minutes"),
    "R13": Asked("How long does an estimate wait for its second name, on average?", "hours"),
}


@of_case
def paragraphs(case: Any) -> dict[str, dict[str, str]]:
    """The manual but for its old notices."""
    return {n: p for n, p in case.manual.items() if not n.startswith(_NOTICES)}


@of_case
def notices(case: Any) -> dict[str, str]:
    """The old notices by number."""
    return {n: p["text"] for n, p in case.manual.items() if n.startswith(_NOTICES)}


@of_case
def heard_lines(case: Any) -> dict[str, dict[str, str]]:
    """What is said in the recording: line -> who, text; sounds are left out."""
    script = case.scripts[HEARD]
    found = {}
    for line in script["lines"]:
        if line["speaker"]:
            voice = script["voices"][line["speaker"]]
            found[line["id"]] = {"who": f"{voice['name']}, {voice['role']}", "text": line["text"]}
        if line["id"] == _UNTIL:
            break
    return found


@of_case
def heard_rules(case: Any) -> dict[str, str]:
    """Line -> what is decided there; where an event runs over several lines, the first counts."""
    lines = list(heard_lines(case))
    return {
        e["from"]: e["what"]
        for e in case.recordings_key[HEARD]["events"]
        if e["kind"] == "BR" and not e["optional"] and e["from"] in lines
    }


@of_case
def heard_debated(case: Any) -> set[str]:
    """Lines that count neither way."""
    events = case.recordings_key[HEARD]["events"]
    optional = {e["from"] for e in events if e["kind"] == "BR" and e["optional"]}
    return (optional | {*_DEBATED}) - set(heard_rules(case))


@of_case
def known_rules(case: Any) -> dict[str, str]:
    """Every rule that the firm has, by id, in words: those of its register and those found."""
    return {id_: rule["text"] for id_, rule in case.service_key["rules"].items()}


@of_case
def old_rules(case: Any) -> dict[str, str]:
    """The rules whose effect is asked for -> the notice that tells their origin: the notices stand
    in the order of their years."""
    truth = case.service_key["rules"]
    oldest = sorted(EFFECTS, key=lambda id_: truth[id_]["year"])
    told = dict(zip(oldest, notices(case), strict=True))
    return {id_: told[id_] for id_ in EFFECTS}


def effect(case: Any, rule: str) -> Effect:
    """What a rule costs, from the log and the hires alone."""
    log, hires = case.event_log, case.rentals
    made = {
        "R02": lambda: refused_rows(hires, "one_way", "refused"),
        "R03": lambda: refused(log, "Refuse car", "Lend car"),
        "R05": lambda: held(hires, "back", "released", _DAY),
        "R07": lambda: waited_before(log, "Refuse keys", "Hand over"),
        "R09": lambda: lasted(log, "Sign sheets", (2, 3)),
        "R13": lambda: waited_before(log, "Sign estimate", passing=("Chase call",)),
    }
    return made[rule]()


def answers(case: Any, rule: str) -> tuple[float, ...]:
    """What is right for a rule's question, in its unit. A deposit that was freed at once may be
    counted in or left out."""
    truth = case.exercises["6.2"]["effects"][rule]
    unit = {"%": 0.01, "days": _DAY, "hours": 60, "minutes": 1}[EFFECTS[rule].unit]
    if unit == 0.01:
        return (truth["count"] / truth["of"] / unit,)
    over = {truth["count"], truth["of"]} if rule == "R05" else {truth["count"]}
    return tuple(truth["minutes"] / n / unit for n in sorted(over))


def decision_table(case: Any, name: str) -> Table:
    """A decision table of the case, read."""
    return _table(case.tables[name])


_table = remembered(Table.read)


def register_rule(case: Any, id_: str) -> Rule:
    """A rule as the firm's own register has it; blank where it has none."""
    return Rule.read(case.rules.get(id_, {"id": id_}))
