"""Module 03, the outcome map: exercises 3.1 to 3.7."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...marking.exercises.module03.lines import lines
from ..spec import Column, Item, Option, Section
from .outcome_boxes import outcome_map, voices
from .parts import Layout, laid_once, options, quiz, rows_of

__all__ = ["LAYOUTS"]


BOXES = {  # the questions of the map, short enough for a button
    "1": "Who pays",
    "2": "What they expect today",
    "3": "What they think they are doing",
    "4": "What helps or hurts",
    "5": "What must be true in the end",
    "6": "What it is all for",
}


@laid_once
def _wrong_box(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    boxes = case.boxes
    return [
        Section(
            "labels",
            f"12 answers: {boxes['journey'][0].lower()}{boxes['journey'][1:]}",
            "Somebody has put each into a box. Which box does it belong to?",
            kind="choices",
            items=tuple(
                Item(a["id"], a["text"], note=f"now in box {a['put']}") for a in boxes["answers"]
            ),
            options=options(BOXES),
        )
    ]


@laid_once
def _weasels(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "labels",
            "25 sentences",
            "Weasel: no one could ever show that it was missed. Clear: it can be checked, or it "
            "promises nothing.",
            kind="choices",
            items=tuple(Item(s["id"], s["text"]) for s in case.weasels.values()),
            options=options({"weasel": "Weasel", "clear": "Clear"}),
        )
    ]


SIDES = {"at least": "at least", "at most": "at most"}


@laid_once
def _repairs(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    fields = (
        Column("comparator", "Target: side", "choice", options(SIDES)),
        Column("target", "Target: number", "number", unit_beside=True,
               help="Between today's value and the best there can be."),
    )  # fmt: skip
    if mine:
        return [
            Section(
                "statements",
                "Three statements of your own",
                "Take them from a plan or a report, as they stand, and repair them.",
                shape="boxes",
                columns=(
                    Column("said", "As it stands", "long", help="Copy it; do not improve it yet."),
                    Column("measure", "Measure", "long", help="What is counted or timed?"),
                    *fields,
                    Column("unit", "Unit", "text", placeholder="per cent"),
                    Column("source", "Source", "text", help="The list or system it is read from."),
                    Column("due", "Due", "text", help="A day: 2026-09-30."),
                    Column("response", "Response time", "text",
                           help="A time that each customer waits; empty where there is none."),
                ),
                min_rows=3,
                max_rows=12,
                row_name="statement",
            )
        ]  # fmt: skip
    smart = case.smart
    kpis = [k for k in case.measures["kpis"] if k["id"] in smart["kpis"]]
    measures = {f["id"]: f"{f['id']} {f['name']}" for f in smart["figures"]}
    measures |= {k["id"]: f"{k['id']} {k['name']}" for k in kpis}
    units = dict.fromkeys([*(f["unit"] for f in smart["figures"]), "hours", "working days"])
    sources = dict.fromkeys(
        [*(f["source"] for f in smart["figures"]), "survey.csv", "promises.json"]
    )
    times = tuple(
        Item(s["id"], s["text"], s["id"], options=options({t: t for t in s["times"]}))
        for s in smart["statements"]
    )
    return [
        Section(
            "times",
            "Two times in each",
            "One is a day that comes once. Choose the other: the time that each customer waits.",
            kind="choices",
            items=times,
        ),
        Section(
            "statements",
            "Their fields",
            "The day that comes once goes under \u201cDue\u201d.",
            shape="boxes",
            columns=(
                Column("said", "As it stands", "label"),
                Column("measure", "Measure", "choice", options(measures),
                       help="Open \u201cMaterial\u201d for how each is counted."),
                *fields,
                Column("unit", "Unit", "choice", options({u: u for u in units})),
                Column("source", "Source", "choice", options({s: s for s in sources})),
                Column("due", "Due", "text", placeholder="2026-09-30",
                       help="The day that comes once."),
            ),
            fixed=tuple({"id": s["id"], "said": f"{s['id']}  {s['text']}"} for s in smart["statements"]),
            material=(*figures(case), *(Item(k["id"], f"Unit: {k['unit']}. Read by: {k['reader']}.",
                                             k["name"]) for k in kpis)),
        )
    ]  # fmt: skip


def figures(case: Any) -> tuple[Item, ...]:
    """The figures of the case with today's values, to read beside a form."""
    return tuple(
        Item(
            f["id"],
            f"Today: {f['value']:g} {f['unit']}. Counted: {f['how']}",
            f["name"],
            f"source: {f['source']}",
        )
        for f in case.smart["figures"]
    )


def _oneliner(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    written = {
        str(r["id"]): str(r["text"]).strip()
        for r in rows_of(data, "lines")
        if r.get("id") and str(r.get("text") or "").strip()
    }
    serves = Column(
        "serves", "It serves", "text", help="The aim of your organisation that moves with it."
    )
    if not mine:
        serves = Column("serves", "It serves", "choice", _objectives(case),
                        help="The objective that moves when it comes true.")  # fmt: skip
    own = [
        Section(
            "lines",
            "Three lines of your own",
            "At most six words each. Nothing that is sold, nothing about the firm.",
            columns=(Column("text", "Line", "text", width="30em"),),
            min_rows=3,
            max_rows=6,
            row_name="line",
        ),
        Section(
            "choice",
            "Your choice",
            shape="boxes",
            columns=(
                Column("keep", "The line you keep", "choice", options(written),
                       help="Write your lines above, and they appear here."),
                serves,
                Column("today", "The business as you call it today", "text", placeholder="library"),
                Column("business", "The business you are in", "text",
                       help="At most four words, by what customers come away with."),
            ),
            fixed=({"id": "choice"},),
        ),
    ]  # fmt: skip
    if mine:
        return own
    tests = Section(
        "tests",
        "Ten lines of other firms",
        "Count the words first, then look for what is sold, then ask who speaks, and whether it "
        "could be missed.",
        kind="choices",
        items=tuple(Item(r["id"], f"\u201c{r['text']}\u201d", r["firm"]) for r in lines()["line"]),
        options=options(lines()["labels"]),
    )
    return [tests, *own]


def _objectives(case: Any) -> tuple[Option, ...]:
    return options({o["id"]: f"{o['id']} {o['text']}" for o in case.measures["objectives"]})


@laid_once
def _map(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return outcome_map(case, mine, () if mine else figures(case))


@laid_once
def _review(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    if mine:
        return [
            Section(
                "remarks",
                "What colleagues said about your map",
                "Two colleagues at least. Each remark is answered: changed, or kept and why.",
                shape="boxes",
                columns=(
                    Column("by", "Who", "text", help="A role is enough."),
                    Column("item", "Box or entry", "text", placeholder="box 2"),
                    Column("text", "What they would change", "long"),
                    Column("answer", "Your answer", "long", help="What you did with it."),
                ),
                min_rows=2,
                max_rows=20,
                row_name="remark",
            )
        ]
    other = case.colleague_map
    entries = {i["id"]: f"{i['id']}  {i['text']}" for box in other["boxes"] for i in box["items"]}
    return [
        Section(
            "map",
            f"The map of {other['author']}: {other['journey'].lower()}",
            "To read. What it cites stands under \u201cMaterial\u201d, if it is there.",
            columns=(
                Column("entry", "Entry", "label", width="4em"),
                Column("said", "What stands in it", "label"),
                Column("cites", "Cites", "label", width="6em"),
            ),
            fixed=tuple(_entry(box, item) for box in other["boxes"] for item in box["items"]),
            material=_cited(case, [e for box in other["boxes"] for i in box["items"] for e in i["evidence"]]),
        ),
        Section(
            "remarks",
            "Five prompts",
            "Each catches one entry, and none is caught twice.",
            shape="boxes",
            columns=(
                Column("prompt", "Prompt", "label"),
                Column("item", "The entry it catches", "choice", options(entries)),
                Column("text", "What you ask of the author", "long",
                       help="What you see, and what you would write instead."),
            ),
            fixed=tuple({"id": p["id"], "prompt": p["text"]} for p in other["prompts"]),
        ),
    ]  # fmt: skip


def _entry(box: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, str]:
    goal, said = item.get("goal"), item["text"]
    if goal:
        said += f" (due: {goal['due']}; source: {goal['source']}; owner: {goal['owner']})"
    return {
        "id": item["id"],
        "entry": item["id"],
        "said": said,
        "cites": " ".join(item["evidence"]),
    }


def _cited(case: Any, ids: list[str]) -> tuple[Item, ...]:
    """The texts behind some ids, as far as there are any."""
    texts = {i.id: i for i in voices(case)}
    texts |= {r["id"]: Item(r["id"], r["text"], "Rule") for r in case.rules.values()}
    texts |= {
        k["id"]: Item(k["id"], k["name"], f"KPI, read by {k['reader']}")
        for k in case.measures["kpis"]
    }
    return tuple(texts[i] for i in dict.fromkeys(ids) if i in texts)


LAYOUTS: dict[str, Layout] = {
    "3.1": _wrong_box,
    "3.2": _weasels,
    "3.3": _repairs,
    "3.4": _map,
    "3.5": _oneliner,
    "3.6": _review,
    "3.7": quiz("03"),
}
