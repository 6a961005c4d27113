"""Figures, names and prices as they are said: the slots of a script, filled from the world.

A manual writes 40 miles, a voice says forty; both come from one fact.
"""

from __future__ import annotations

import re
from datetime import date

from cxkit.cases.case import CaseError
from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.markup import Setting, fill
from cxkit.cases.rowan_vale.process import BRANCH
from cxkit.cases.rowan_vale.world import FACTS, MILES, World

__all__ = ["quotes", "setting_at", "spoken"]

_SAID = re.compile(r"\[\[(say|Say|fact|Fact|far|other|Promise):([^\[\]]+)\]\]")

_SMALL = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_HUNDRED = 100
_THOUSAND = 1000


def setting_at(world: World, branch: str) -> Setting:
    """What slots without an argument refer to at a branch."""
    promises = numbered("P", authored("promises")["promise"], 2)
    return Setting(
        branch=branch,
        woman=world.staff[branch].women[0],
        man=world.staff[branch].men[0],
        day=date(2025, 10, 1),
        promises={id_: item["short"] for id_, item in promises.items()},
    )


def spoken(text: str, world: World, setting: Setting) -> str:
    """Fill the slots of speech, with figures in words: `[[say:brakes]]` is a price, `[[fact:..]]`
    a fact, `[[far:Yeovil-Andover]]` miles, `[[other:woman]]` the second woman of the branch.

    Raises:
        CaseError: a slot names something the world does not have.
    """
    staff = world.staff[setting.branch]

    def one(match: re.Match[str]) -> str:
        kind, argument = match.groups()
        try:
            if kind == "other":
                return {"woman": staff.women[1], "man": staff.men[1]}[argument]
            if kind == "far":
                return _number(MILES[argument])
            if kind == "Promise":
                words = setting.promises[argument]
            elif kind.lower() == "say":
                words = _pounds(sum(world.prices[part] for part in argument.split("+")))
            else:
                fact = FACTS[argument]
                words = _number(int(fact)) if fact.isdigit() else fact
        except KeyError:
            raise CaseError(
                f"The slot {match.group(0)} names nothing in the world, near {text[:60]!r}."
            ) from None
        return words[0].upper() + words[1:] if kind[0].isupper() else words

    return _SAID.sub(one, text)


def _pounds(amount: float) -> str:
    pence = round(amount * 100) % 100
    said = f"{_number(int(amount))} pounds"
    return f"{said} {_number(pence)}" if pence else said


def _number(value: int) -> str:
    """A number from 0 to 99,999 in words, as said in Britain."""
    if value < len(_SMALL):
        return _SMALL[value]
    if value < _HUNDRED:
        tens, rest = divmod(value, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[rest]}" if rest else "")
    if value < _THOUSAND:
        hundreds, rest = divmod(value, _HUNDRED)
        return f"{_SMALL[hundreds]} hundred" + (f" and {_number(rest)}" if rest else "")
    thousands, rest = divmod(value, _THOUSAND)
    joint = "" if not rest else " and " if rest < _HUNDRED else " "
    return f"{_number(thousands)} thousand{joint}{_number(rest) if rest else ''}"


def quotes(world: World) -> dict[str, dict[str, str]]:
    """Rule to the words that a recording and the manual share, as `said` and as `written`."""
    nowhere = setting_at(world, BRANCH)
    return {
        rule: {"said": spoken(text, world, nowhere), "written": fill(text, world, nowhere)}
        for rule, text in authored("recordings/quotes").items()
    }
