"""Exercise 8.5: claims at the gate, savings together, measuring again; on the case and at home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....marking.exercises.module08.crown import CLAIM, TEST, VERDICTS
from ....techniques.crownclaims import DAYS
from ...spec import Column, Item, Section
from ..parts import Layout, laid_once, options

__all__ = ["LAYOUTS"]

_MEASURES = {"cost": "cost", "revenue": "revenue", "service": "service"}
_SIGN = {"cost": "\u00a3", "revenue": "\u00a3", "service": ""}
_GRADES = {
    "A": "A: independent data that anybody can look up again",
    "B": "B: data published by the one who claims",
    "C": "C: a case, with names and numbers that can be checked",
    "D": "D: the opinion of a named expert",
    "E": "E: neither data nor source",
}


@laid_once
def crown(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 8.5."""
    if mine:
        return [*_own(), _sums(None), _again("your own figures")]
    return [
        Section(
            "verdicts",
            f"{len(case.crown['claims'])} claims",
            "Each is a change per visit, after minus before, with its 95 % interval. Does it pass, and "
            "if not, what is the weightiest lack?",
            kind="choices",
            items=tuple(
                Item(c["id"], f"{c['text']}\n{_told(c['figures'])}", f"{c['id']}  {c['who']}")
                for c in case.crown["claims"]
            ),
            options=options(VERDICTS),
        ),
        _sums(case),
        _again("October to December"),
        Section(
            "card",
            "The sources' own figure",
            CLAIM,
            shape="boxes",
            columns=(
                Column("grade", "What does it rest on?", "choice", options(_GRADES)),
                Column("test", "What would test it?", "long", help=TEST),
            ),
            fixed=({"id": "claim"},),
        ),
    ]  # fmt: skip


def _told(figures: list[Mapping[str, Any]]) -> str:
    """The changes in words, a measure on a line."""
    said = []
    for measure in _MEASURES:
        of = [
            f"{_short(f['period'])} {_signed(f['after'] - f['before'], measure)} "
            f"({_signed(f['low'], measure)} to {_signed(f['high'], measure)})"
            for f in figures
            if f["measure"] == measure
        ]
        if of:
            said.append(f"{measure.capitalize()}: {'; '.join(of)}.")
    return "\n".join(said)


def _short(period: str) -> str:
    """October to December as Oct\u2013Dec, so that a measure has a line."""
    words = period.split()
    return f"{words[0][:3]}\u2013{words[-1][:3]}" if len(words) == 3 else period


def _signed(value: float, measure: str) -> str:
    sign = "\u2212" if round(value, 2) < 0 else "+" if round(value, 2) > 0 else ""
    return f"{sign}{_SIGN[measure]}{abs(value):.2f}"


def _sums(case: Any) -> Section:
    boxes = [
        Column("pounds", "Together, each thing once", "number", unit="\u00a3", placeholder="12300"),
    ]
    if case is None:
        intro = (
            "From the lines above. What two projects count on is saved once, at the larger amount."
        )
        both = Column("twice", "What stands in two projects?", "text", placeholder="nothing",
                      help="One thing; write nothing where there is none.")  # fmt: skip
    else:
        lists: dict[str, list[str]] = {}
        for line in case.crown["savings"]:
            entry = f"{line['item']} \u00a3{line['pounds']:,.2f}"
            lists.setdefault(line["list"], []).append(entry)
        told = "\n".join(f"The {name}: {'; '.join(of)}." for name, of in lists.items())
        intro = f"{told}\nHandling costs \u00a3{case.crown['handling']:,.2f} in the half-year."
        things = dict.fromkeys(line["item"] for line in case.crown["savings"])
        both = Column(
            "twice", "What stands in both lists?", "choice", options({t: t for t in things})
        )
        boxes.append(Column("share", "As a share of handling", "number", placeholder="12.3 %"))
    title = "Savings together" if case is None else "Two lists of savings"
    return Section("sums", title, intro, shape="boxes", columns=(both, *boxes),
                   fixed=({"id": "sum"},))  # fmt: skip


def _again(against: str) -> Section:
    return Section(
        "again",
        "Measure again",
        "A redesign that works on paper. What will you measure, who does it, and against which figures?",
        columns=(
            Column("day", "Day", "label", width="5em"),
            Column("what", "What is measured", "long", placeholder="stars of all visits that week"),
            Column("owner", "By whom", "text", placeholder="service manager", width="11em"),
            Column("against", "Against", "text", placeholder=against, width="13em"),
        ),
        fixed=tuple({"id": f"d{day}", "day": f"Day {day}"} for day in DAYS),
    )


def _own() -> list[Section]:
    number: dict[str, Any] = {"kind": "number", "width": "6em"}
    return [
        Section(
            "figures",
            "Before and after",
            "One row a measure and period. Six rows make the gate. The interval is that of the change; "
            "ask whoever keeps the figures for it.",
            columns=(
                Column("measure", "Measure", "choice", options(_MEASURES), width="7em"),
                Column("period", "Period", "text", placeholder="first quarter", width="10em"),
                Column("before", "Before", **number),
                Column("after", "After", **number),
                Column("low", "Change from", **number),
                Column("high", "to", **number),
            ),
            min_rows=6,
            max_rows=24,
            row_name="figure",
        ),
        Section(
            "verdict",
            "Does it pass?",
            kind="choices",
            items=(Item("own", "Your redesign, by the figures above.", "Your verdict"),),
            options=options(VERDICTS),
        ),
        Section(
            "lines",
            "What each project counts on",
            "What will no longer be done, and what that saves. Write one thing in the same words each "
            "time.",
            columns=(
                Column("project", "Project", "text", placeholder="new desk", width="10em"),
                Column("item", "No longer done", "long", placeholder="copying the booking"),
                Column("pounds", "Saves", "number", unit="\u00a3", width="8em"),
            ),
            min_rows=3,
            max_rows=30,
            row_name="saving",
        ),
    ]


LAYOUTS: dict[str, Layout] = {"8.5": crown}
