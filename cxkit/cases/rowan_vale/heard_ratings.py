"""The service journey as its customers rate it: twelve moments, and what drives the whole.

Five moments drive the overall rating. What customers call important is another matter: two of
the five that they name are not among the drivers. Method rows 20-22, 27 and 64; exercises 4.5,
4.6.
"""

from __future__ import annotations

from math import fsum, sqrt
from statistics import fmean
from typing import Any

from cxkit.cases.rowan_vale.activity_map import make_steps
from cxkit.cases.rowan_vale.documents import authored
from cxkit.cases.rowan_vale.process import PERFORMERS
from cxkit.cases.rowan_vale.scripts import Heard
from cxkit.cases.rowan_vale.simulation import simulate
from cxkit.cases.rowan_vale.world import World

__all__ = [
    "ASKED",
    "CUSTOMERS",
    "TOP",
    "make_moments",
    "make_ratings",
    "rating_table",
    "rating_truth",
]

CUSTOMERS = 150
TOP = 5
ASKED = ("encounter", "expectation", "emotion", "importance")

_DRAWS = 2000
_THRESHOLD = 0.5
_MEAN = 6.2  # of the overall rating
_UNITS = {
    "cost": "pounds an occurrence: minutes times the performer's rate",
    "customer_impact": "1 little to 3 much; the same for organisation_impact",
    "loss": "pounds in half a year if it goes as badly as it can",
    "probability": "that it goes as badly as it can, 0 to 1",
    "return": "pounds in half a year that are earned here",
    "value": "pounds in half a year if it went right every time",
}

Rating = dict[str, Any]


def make_moments(world: World, service: Heard) -> dict[str, Any]:
    """The firm's register of the journey in `service`, with its estimates of money."""
    steps = {step["id"]: step for step in make_steps(world, simulate(world.seed))}
    events = {event["what"]: event for event in service.events}
    made = []
    for id_, item in _authored().items():
        event, step = events[item["event"]], steps[item["step"]]
        performer = item.get("performer", step["performer"])
        minutes = item.get("minutes", step["touch_minutes"])
        impact, risk = item["impact"], item["risk"]
        shown = ("step", "description", "method", "expectation", "promise", "owner", "outcomes")
        made.append(
            {name: item[name] for name in shown}
            | {
                "id": id_,
                "at": event["id"],
                "type": event["type"],
                "by": event["actors"][0],
                "to": event["actors"][1],
                "customer_impact": impact[0],
                "organisation_impact": impact[1],
                "value": item["value"],
                "probability": risk[0],
                "loss": risk[1],
                "return": item["revenue"],
                "performer": performer,
                "minutes": minutes,
                "cost": round(minutes * PERFORMERS[performer].pence / 100, 2),
            }
        )
    met = sorted({name for moment in made for name in (moment["by"], moment["to"])})
    return {
        "note": "Synthetic: a register and estimates of an invented firm.",
        "recording": service.id,
        "units": _UNITS,
        "actors": [
            {
                "name": name,
                "kind": service.kind_of(name),
                "side": "customer" if name == "customer" else "organisation",
            }
            for name in met
        ],
        "moments": made,
    }


def make_ratings(world: World) -> list[Rating]:
    """One row a customer and moment, in order; `overall` is the same in all rows of a customer.

    encounter 0/1 (right first time), expectation -4..4 (perceived minus expected), emotion
    -2..2, importance 1-5, overall 1-10.
    """
    chance, moments = world.stream("moment ratings"), _authored()
    made = []
    for number in range(1, CUSTOMERS + 1):
        temper, rows, drive = 0.15 * chance.bell(), [], 0.0
        for id_, item in moments.items():
            # What it was like, apart from what this moment is like for everybody.
            mood = temper + 0.95 * chance.bell()
            drive += item["weight"] * mood
            felt = item["felt"] + mood
            rows.append(
                {
                    "customer": f"C{number:03d}",
                    "moment": id_,
                    "encounter": int(chance.unit() < 0.72 + 0.16 * felt),
                    "expectation": _clip(felt + 0.35 * chance.bell(), -4, 4),
                    "emotion": _clip(0.8 * felt + 0.35 * chance.bell(), -2, 2),
                    "importance": _clip(item["says"] + 0.6 * chance.bell(), 1, 5),
                }
            )
        overall = _clip(_MEAN + 0.9 * drive + 0.5 * chance.bell(), 1, 10)
        made += [row | {"overall": overall} for row in rows]
    return made


def rating_table(ratings: list[Rating]) -> str:
    """The ratings as a survey tool exports them: one line a customer, four columns a moment."""
    heading = ["customer", "overall", *(f"{id_}_{name}" for id_ in _authored() for name in ASKED)]
    lines: dict[str, list[Any]] = {}
    for row in ratings:
        line = lines.setdefault(row["customer"], [row["customer"], row["overall"]])
        line += [row[name] for name in ASKED]
    return "\n".join(",".join(map(str, line)) for line in (heading, *lines.values()))


def rating_truth(world: World, ratings: list[Rating]) -> dict[str, dict[str, Any]]:
    """What follows from the ratings: the keys of 4.5 and 4.6."""
    moments = _authored()
    of = {id_: [row for row in ratings if row["moment"] == id_] for id_ in moments}

    def column(id_: str, name: str) -> list[float]:
        return [row[name] for row in of[id_]]

    drivers = {
        id_: round(_correlation(column(id_, "expectation"), column(id_, "overall")), 4)
        for id_ in moments
    }
    stated = {id_: round(fmean(column(id_, "importance")), 4) for id_ in moments}
    means = {id_: round(fmean(column(id_, "expectation")), 4) for id_ in moments}
    top = sorted(_first(drivers))
    below = sorted((id_ for id_ in moments if _level(moments[id_]) == "below"), key=means.get)
    return {
        "4.5": {
            "top": top,
            "by_stated_importance": sorted(_first(stated)),
            "drivers": drivers,
            "importance": stated,
            "threshold": _THRESHOLD,
            "trivial": _trivial(world, top, [stated, {m: -means[m] for m in moments}]),
        },
        "4.6": {
            "levels": {id_: _level(item) for id_, item in moments.items()},
            "means": means,
            "redesign": [id_ for id_ in below if id_ in top][:2],
        },
    }


def _authored() -> dict[str, dict[str, Any]]:
    items = authored("recordings/moments")["moment"]
    return {f"m{number:02d}": item for number, item in enumerate(items, start=1)}


def _level(item: dict[str, Any]) -> str:
    if not item["felt"]:
        return "met"
    return "above" if item["felt"] > 0 else "below"


def _first(values: dict[str, float]) -> list[str]:
    return sorted(values, key=lambda id_: -values[id_])[:TOP]


def _trivial(world: World, top: list[str], rankings: list[dict[str, float]]) -> float:
    """The best overlap that all twelve, the stated five, the five worst or 95 % of draws reach."""
    chance, moments = world.stream("trivial 4.5"), list(_authored())
    plain = [_overlap(top, moments), *(_overlap(top, _first(values)) for values in rankings)]
    draws = [_overlap(top, chance.shuffled(moments)[:TOP]) for _ in range(_DRAWS)]
    return round(max(*plain, sorted(draws)[int(0.95 * (len(draws) - 1))]), 4)


def _overlap(one: list[str], other: list[str]) -> float:
    return len({*one} & {*other}) / len({*one} | {*other})


def _correlation(one: list[float], other: list[float]) -> float:
    mean, rest = fmean(one), fmean(other)
    spread = sqrt(fsum((a - mean) ** 2 for a in one) * fsum((b - rest) ** 2 for b in other))
    return fsum((a - mean) * (b - rest) for a, b in zip(one, other, strict=True)) / spread


def _clip(value: float, low: int, high: int) -> int:
    return min(high, max(low, round(value)))
