"""What people at the branch claim to have gained, with figures, and which claims stand. Row 49.

Every figure is measured on the two runs of `what_if`: the same visits, with a rule and without it,
set side by side, so that chance falls out. Intervals draw whole weeks. What each claim lacks is the
finding of the gate itself (`techniques.crown`), or stands here where figures cannot show it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cxkit.cases.rowan_vale.activity_map import action_truth
from cxkit.cases.rowan_vale.calendar import DAY, clock
from cxkit.cases.rowan_vale.calibration import trivial_labels
from cxkit.cases.rowan_vale.money import LEAVES, cost, revenue, total
from cxkit.cases.rowan_vale.process import BRANCH_RULES, PERFORMERS, STEPS, rules, steps_by_name
from cxkit.cases.rowan_vale.simulation import Run, Story, simulate
from cxkit.cases.rowan_vale.world import World, make_world
from cxkit.cases.stream import Stream
from cxkit.techniques.agreement import kappa
from cxkit.techniques.crown import Change, gate, paired
from cxkit.techniques.crownsavings import Saving, combined

__all__ = ["KINDS", "crown_truth", "keep_truth", "make_crown"]

PERIODS = ("October to December", "January to March")
KINDS = ("pass", "zero", "wrong", "periods", "missing", "twice")
DRAWS = 1000
_SECOND = "2026"  # the second period is the new year
_WEEK = 7 * DAY
_TOLD = ("Sign sheets", "Sign estimate", "Refuse keys", "Chase call")
_MEASURES: dict[str, Callable[[Story], float]] = {
    "cost": lambda story: cost(story) / 100,
    "revenue": lambda story: revenue(story) / 100,
    "service": lambda story: float(story.rating),
}
_BOTH = dict.fromkeys(_MEASURES, PERIODS)


@dataclass(frozen=True)
class _Claim:
    """Who says it, in which words, for which rules; what of it is measured; a flaw of its own."""

    who: str
    text: str
    gone: tuple[str, ...]
    shown: dict[str, tuple[str, ...]]
    why: str
    among: Callable[[Story], bool] = lambda story: True
    flaw: str = ""


_CLAIMS = (
    _Claim("branch manager", "Retire four rules together: R03, R07, R09 and R13.", BRANCH_RULES, _BOTH,
           "All six intervals leave out 0 on the good side, in the same two periods."),
    _Claim("head of the desk", "One copy to sign in place of three, and a courtesy car for whoever "
           "asks: R09 and R03 go.", ("R03", "R09"), _BOTH,
           "All six intervals leave out 0 on the good side, in the same two periods."),
    _Claim("workshop", "No second signature on estimates any more: R13 goes.", ("R13",), _BOTH,
           "It saves money in both periods. Yet in the autumn the interval of revenue holds 0."),
    _Claim("web shop", "Keys on Saturday afternoons: R07 goes. Measured on the visits that were "
           "booked online.", ("R07",), _BOTH,
           "Too few visits: the interval of revenue begins at 0, and an end belongs to it. It may be "
           "so, and it is not shown.", lambda story: story.visit.online),
    _Claim("fleet", "A courtesy car for whoever asks: R03 goes. The winter is worked out, the autumn "
           "will surely look the same.", ("R03",), dict.fromkeys(_MEASURES, PERIODS[1:]),
           "One period shows a gain. Sustained means a second one."),
    _Claim("accounts", "Keys on Saturday afternoons: R07 goes. For each measure we took the period "
           "that was to hand.", ("R07",),
           {"cost": PERIODS[:1], "revenue": PERIODS[1:], "service": PERIODS},
           "Cost and revenue come from different periods: in neither are all three shown."),
    _Claim("quality", "One copy to sign in place of three: R09 goes. Revenue is left out, since "
           "content customers come back.", ("R09",), {"cost": PERIODS, "service": PERIODS},
           "That they come back is what was to be shown. One of the three is not measured."),
    _Claim("call centre", "A courtesy car for whoever asks, measured on the visits for which no taxi "
           "was ever paid: R03 goes.", ("R03",), _BOTH,
           "Service and revenue rise, and so does cost: there is no taxi to save on these visits.",
           lambda story: not story.visit.goodwill),
    _Claim("controller", "The four rules go, and the plan of 5.5 is carried out. Their two lists of "
           "savings are added up.", BRANCH_RULES, _BOTH,
           "Every interval is on the good side, but \u201cSign estimate\u201d stands in both lists: "
           "without R13 nobody signs, so the plan cannot save it again.", flaw="twice"),
)  # fmt: skip


def make_crown(world: World) -> dict[str, Any]:
    """What a learner sees: the claims with their figures, and two lists of savings in pounds."""
    return {
        "note": "Synthetic. Every figure is of one branch, a visit; the same visits before and after.",
        "how": f"95 % intervals: {DRAWS} bootstrap draws of whole weeks, visit against visit.",
        "periods": list(PERIODS),
        "measures": {
            "cost": "handling a visit, pounds",
            "revenue": "what its customer spends within the next year, pounds",
            "service": "stars, 1 to 5",
        },
        "claims": [
            {"id": id_, "who": c.who, "text": c.text, "figures": list(_measured(world.seed)[id_])}
            for id_, c in _numbered(world.seed).items()
        ],
        "handling": sum(total(simulate(world.seed)).values()) / 100,
        "savings": [
            {"list": source, "item": item, "pounds": pence / 100}
            for source, lines in _lists(world).items()
            for item, pence in lines.items()
        ],
    }


def crown_truth(world: World) -> dict[str, Any]:
    """The key of 8.5 that goes beside `reduction`: what each claim lacks, and the sums."""
    claims, measured = _numbered(world.seed), _measured(world.seed)
    verdicts = {
        id_: c.flaw or gate(Change(**f) for f in measured[id_]).first or "pass"
        for id_, c in claims.items()
    }
    lines = [Saving(s, i, p / 100) for s, of in _lists(world).items() for i, p in of.items()]
    found = combined(lines)
    return {
        "verdicts": verdicts,
        "why": {id_: c.why for id_, c in claims.items()},
        "threshold": 0.7,
        "trivial": trivial_labels(
            list(verdicts.values()), KINDS, kappa, world.stream("random verdicts")
        ),
        "twice": sorted({x.item for x in lines if x.item.casefold() in found.twice}),
        "added": round(found.added, 2),
        "union": round(found.union, 2),
    }


def keep_truth(world: World) -> dict[str, Any]:
    """The key of 8.4: rules of the map that have outlived their reason, rules of law, the goal."""
    on_map = sorted({step.rule for step in STEPS if step.rule})
    kinds = ["gone" if rules()[r].obsolete else "stays" for r in on_map]
    return {
        "outlived": [r for r, k in zip(on_map, kinds, strict=True) if k == "gone"],
        "law": [r for r in on_map if rules()[r].type == "regulatory"],
        "goal": [STEPS[[s.name for s in STEPS].index("Hand over")].id],
        "threshold": 0.8,
        "trivial": trivial_labels(
            kinds, ("gone", "stays"), _found, world.stream("random removals")
        ),
    }


def _found(truth: Any, given: Any) -> float:
    hits = sum(t == g == "gone" for t, g in zip(truth, given, strict=True))
    return 2 * hits / max(1, list(truth).count("gone") + list(given).count("gone"))


def _numbered(seed: int) -> dict[str, _Claim]:
    mixed = Stream(seed, "crown").shuffled(_CLAIMS)
    return {f"G{n}": claim for n, claim in enumerate(mixed, start=1)}


@lru_cache(maxsize=2)
def _measured(seed: int) -> dict[str, tuple[dict[str, Any], ...]]:
    """Claim to its figures; kept, since both the files and their key are made of them."""
    return {id_: tuple(_figures(seed, claim)) for id_, claim in _numbered(seed).items()}


def _figures(seed: int, claim: _Claim) -> list[dict[str, Any]]:
    before, after = simulate(seed), simulate(seed, claim.gone)
    again = _again(seed) if claim.flaw == "twice" else [0.0] * len(before)
    found = []
    for measure, periods in claim.shown.items():
        of = _MEASURES[measure]
        for period in periods:
            rows = [
                (of(a), of(b) - (less if measure == "cost" else 0.0), a.visit.arrives // _WEEK)
                for a, b, less in zip(before, after, again, strict=True)
                if claim.among(a)
                and clock(a.visit.arrives).startswith(_SECOND) == (period == PERIODS[1])
            ]
            old, new, weeks = zip(*rows, strict=True)
            made = paired(old, new, weeks, "bootstrap", draws=DRAWS, seed=seed)
            numbers = ("before", "after", "low", "high")
            figures = {name: round(getattr(made, name), 2) for name in numbers}
            found.append({"measure": measure, "period": period} | figures)
    return found


def _again(seed: int) -> list[float]:
    """What the plan's steps cost in each visit as it was, pounds: what the controller adds."""
    run = simulate(seed)
    needless = set(action_truth(make_world(seed), run)["needless"])
    return [
        sum(_price(e.step) * e.minutes for e in story.events if e.step in needless) / 100
        for story in run
    ]


def _lists(world: World) -> dict[str, dict[str, int]]:
    """Two lists of savings in pence: what the four rules save, and what the plan saves alone."""
    run, freed = simulate(world.seed), simulate(world.seed, BRANCH_RULES)
    old, new = _by_step(run), _by_step(freed)
    leaves = {leaf: pence - total(freed)[leaf] for leaf, pence in total(run).items()}
    needless = action_truth(world, run)["needless"]
    # What both lists count on has a line of its own in both, so that it can be seen.
    named = {
        step: old.get(step, 0) - new.get(step, 0)
        for step in dict.fromkeys((*_TOLD, *needless))
        if step in _TOLD or old.get(step, 0) != new.get(step, 0)
    }
    lent = leaves["courtesy"] - sum(named.get(step, 0) for step in LEAVES["courtesy"])
    four = named | {"Courtesy cars and taxis": lent, "Nights in the yard": leaves["yard"]}
    four["All other steps together"] = sum(leaves.values()) - sum(four.values())
    plan = {step: old[step] for step in needless}
    return {"four rules": four, "plan of 5.5": plan}


def _by_step(run: Run) -> dict[str, int]:
    found: dict[str, int] = {}
    for story in run:
        for e in story.events:
            found[e.step] = found.get(e.step, 0) + e.minutes * _price(e.step)
    return found


def _price(step: str) -> int:
    return PERFORMERS[steps_by_name()[step].performer].pence
