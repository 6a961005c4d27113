"""Hires of the same half-year: two obsolete rules act on them, R02 (miles) and R05 (deposit).

Each hire has draws of its own, so that without a rule the same customers come. Times are
minutes of `calendar`, money whole pounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cxkit.cases.rowan_vale.calendar import DAY, DAYS, clock, opening, plus_working_days
from cxkit.cases.rowan_vale.process import known_rules, rules
from cxkit.cases.rowan_vale.world import BRANCHES, FACTS, MILES, make_world
from cxkit.cases.stream import Stream

__all__ = ["COLUMNS", "HIRES", "NEAR", "Hire", "deposit", "hire_effects", "hires", "rental_table"]

HIRES = 600
HOLD_DAYS = 2  # R05
COLUMNS = (
    "hire", "vehicle", "age", "card", "deposit", "from", "wanted_end", "miles", "one_way",
    "end", "out", "back", "released",
)  # fmt: skip

# Pairs within the limit, road miles to the nearest five, as `world.MILES` has those beyond it.
NEAR = {
    "Corby-Kettering": 10,
    "Newbury-Andover": 15,
    "Hinckley-Rugby": 15,
    "Wigan-Preston": 20,
    "Lancaster-Preston": 20,
    "Kendal-Lancaster": 20,
    "Swindon-Newbury": 25,
    "Stafford-Tamworth": 25,
}


@dataclass(frozen=True)
class Hire:
    """One hire. `miles` is 0 where no one-way was asked for; `end` is where it was returned."""

    number: int
    vehicle: str
    age: int
    card: str
    deposit: int
    start: str
    wanted: str
    miles: int
    refused: bool
    out: int
    back: int
    released: int

    @property
    def end(self) -> str:
        """The branch to which the vehicle came back."""
        return self.start if self.refused else self.wanted


def deposit(vehicle: str, age: int, card: str, base: int) -> int | None:
    """The deposit in pounds by the firm's table, or None where the table has no row.

    `base` is the price for a car with a credit card and a driver of 25 or over.
    """
    if vehicle == "minibus":
        return base + 100
    if vehicle == "car":
        return base + 100 if age < 25 else base + (0 if card == "credit" else 50)
    if card == "credit":
        return base + 50
    return None if age < 25 else base + 100


@lru_cache(maxsize=8)
def _hires(seed: int, holds: frozenset[str]) -> list[Hire]:
    base = int(make_world(seed).prices["deposit"])
    towns = sorted(town for group in BRANCHES.values() for town in group)
    return [_hire(seed, number, holds, base, towns) for number in range(1, HIRES + 1)]


def hires(seed: int, without: Iterable[str] = ()) -> list[Hire]:
    """The hires, in order of number.

    Raises:
        CaseError: a rule in `without` is not known.
    """
    return _hires(seed, frozenset(rules()) - known_rules(without))


def _hire(seed: int, number: int, holds: frozenset[str], base: int, towns: list[str]) -> Hire:
    chance = Stream(seed, f"hire {number}")
    vehicle = chance.pick(("car", "car", "car", "van", "van", "minibus"))
    card = "credit" if chance.unit() < 0.6 else "debit"
    drawn = chance.unit()
    age = 21 + int(30 * drawn + 20 * drawn * drawn)  # more of the young than of the old
    if deposit(vehicle, age, card, base) is None:
        card = "credit"  # the desk asks for another card: the table has no row for it
    start = wanted = chance.pick(towns)
    miles = 0
    far, near = chance.pick(list(MILES)), chance.pick(list(NEAR))
    asks = chance.unit()
    if asks < 0.2:
        journey, table = (far, MILES) if asks < 0.13 else (near, NEAR)
        miles = table[journey]
        start, wanted = journey.split("-")
    out = opening(chance.below(DAYS - 14) * DAY + chance.between(480, 930), "branch")
    back = out - out % DAY + chance.between(1, 8) * DAY + chance.between(480, 900)
    back = opening(back, "branch")
    kindness = chance.unit() < 0.02  # a branch manager lifts the hold with their own hands
    held = "R05" in holds and not kindness
    taken = deposit(vehicle, age, card, base)
    return Hire(
        number=number,
        vehicle=vehicle,
        age=age,
        card=card,
        deposit=taken or 0,
        start=start,
        wanted=wanted,
        miles=miles,
        refused="R02" in holds and miles > int(FACTS["oneway"]),
        out=out,
        back=back,
        released=plus_working_days(back, HOLD_DAYS) if held else back + 15,
    )


def rental_table(made: list[Hire]) -> str:
    """The hires as CSV: `one_way` is granted, refused or empty, `released` when the hold ended."""
    lines = [",".join(COLUMNS)]
    for hire in made:
        one_way = ("refused" if hire.refused else "granted") if hire.miles else ""
        values = (
            f"H{hire.number:03d}", hire.vehicle, hire.age, hire.card, hire.deposit, hire.start,
            hire.wanted, hire.miles or "", one_way, hire.end, clock(hire.out), clock(hire.back),
            clock(hire.released),
        )  # fmt: skip
        lines.append(",".join(map(str, values)))
    return "\n".join(lines)


def hire_effects(made: list[Hire]) -> dict[str, dict[str, Any]]:
    """What R02 and R05 cost, in the shape of `event_log.effects`."""
    return {
        "R02": {
            "measure": "one-way hires refused",
            "count": sum(hire.refused for hire in made),
            "of": sum(hire.miles > 0 for hire in made),
            "minutes": 0,
            "how": "Hires with 'refused' under one_way, against all with an entry there.",
        },
        "R05": {
            "measure": "deposits held after the return",
            "count": sum(hire.released - hire.back > DAY for hire in made),
            "of": len(made),
            "minutes": sum(hire.released - hire.back for hire in made),
            "how": "From back to released.",
        },
    }
