"""Answers to 8.4 and 8.5 made from the case's truth, never from literal ids of the key."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module05.service import true_map
from cxkit.techniques.crownclaims import DAYS
from cxkit.techniques.keep import items

Data = dict[str, Any]

REASONS = {
    "red": "The customer comes to {} only because something else went wrong",
    "blue": "One performer does both at {} from now on",
    "green": "What {} was made for is no longer there",
}
# Moments that a redesign without the obsolete rules has no use for, and hand-offs of the plan.
NEEDLESS = {"red": ("T05", "T21", "T23"), "blue": ("T07-T08", "T08-T09", "T09-T08")}


def keep(case: Any, rest: str = "keep", joins: tuple[tuple[str, str], ...] = (),
         also: tuple[str, ...] = (), said: dict[str, str] | None = None, **gone: Any) -> Data:  # fmt: skip
    """8.4: these go, the rest is settled below."""
    said = said or REASONS
    out = {**NEEDLESS, "green": tuple(case.exercises["8.4"]["outlived"]), **gone}
    made: Data = {
        colour: [
            {"id": mark, "choice": "remove" if mark in out[colour] else "",
             "why": said[colour].format(mark) if mark in out[colour] else ""}
            for mark in marks
        ]
        for colour, marks in items(true_map(case)).items()
    }  # fmt: skip
    made["rest"] = [{"id": colour, "choice": rest} for colour in out]
    arrows = joins or (("", ""),)  # a form has one empty row to begin with
    made["joins"] = [{"id": f"j{n}", "first": a, "last": b} for n, (a, b) in enumerate(arrows)]
    made["also"] = [{"id": "also", "steps": list(also)}]
    return made


def one_by_one(case: Any) -> Data:
    """8.4: every mark decided on its own, nothing left for the rest."""
    made = keep(case, rest="")
    for colour in REASONS:
        made[colour] = [
            row if row["choice"] else row | {"choice": ("improve", "keep")[n % 2]}
            for n, row in enumerate(made[colour])
        ]
    return made


def everything(case: Any) -> Data:
    """8.4: all of it goes, for one reason."""
    return keep(
        case, said=dict.fromkeys(REASONS, "It is not needed any more"), **items(true_map(case))
    )


def crown(case: Any, wrong: dict[str, str] | None = None, **sums: Any) -> Data:
    """8.5: the verdicts of the key with these changed, sums as given or right."""
    key = case.exercises["8.5"]
    right = {"twice": key["twice"][0], "pounds": key["union"], "share": f"{key['share']:.1%}"}
    return {
        "verdicts": [
            {"id": claim, "choice": (wrong or {}).get(claim, verdict)}
            for claim, verdict in key["verdicts"].items()
        ],
        "sums": [{"id": "sum"} | right | sums],
        "again": [
            {"id": f"d{day}", "what": f"stars of the week before day {day}",
             "owner": "service manager", "against": "the same week a year ago"}
            for day in DAYS
        ],
        "card": [{"id": "claim", "grade": "E",
                  "test": "The log of one branch before and after, set beside a branch without it."}],
    }  # fmt: skip


def judged(case: Any, verdict: str) -> list[Data]:
    """8.5: one verdict on all claims."""
    return [{"id": claim, "choice": verdict} for claim in case.exercises["8.5"]["verdicts"]]


PERIODS = ("spring", "summer")


def own_crown(**changes: Any) -> Data:
    """8.5 on one's own organisation: six figures that pass, two projects with one thing in both.

    Args:
        changes: "cost summer" and the like -> fields of that row.
    """
    usual = {"cost": (42.0, 35.0, -9.0, -5.0), "revenue": (120.0, 131.0, 4.0, 18.0),
             "service": (3.4, 3.9, 0.2, 0.8)}  # fmt: skip
    figures = [
        {"id": f"{m}-{p}", "measure": m, "period": p,
         **dict(zip(("before", "after", "low", "high"), usual[m], strict=True)),
         **changes.get(f"{m}_{p}", {})}
        for m in usual
        for p in PERIODS
    ]  # fmt: skip
    return {
        "figures": figures,
        "verdict": [{"id": "own", "choice": "pass"}],
        "lines": [
            {"id": "x1", "project": "Booking page", "item": "Typing the history in", "pounds": 900},
            {"id": "x2", "project": "Booking page", "item": "Ringing back", "pounds": 300},
            {"id": "x3", "project": "New chair side form", "item": "typing the history in",
             "pounds": "\u00a3700"},
        ],
        "sums": [{"id": "sum", "twice": "typing the history in", "pounds": 1200}],
        "again": [
            {"id": f"d{day}", "what": "calls about the form", "owner": "reception",
             "against": "the count of May"}
            for day in DAYS
        ],
    }  # fmt: skip
