"""Module 05, break points and the activity map: exercises 5.1 to 5.7."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...marking.exercises.module05.counts import ROWS
from ...marking.exercises.module05.sayings import how_often, sayings
from ...marking.exercises.module05.service import asked, named_breaks, told, true_map
from ...techniques.activity import LANES
from ...techniques.breaks import breaks, rules
from ..spec import Column, Item, Section
from .breakplan import plan
from .parts import Layout, laid_once, options, quiz

__all__ = ["LAYOUTS"]

# One word each, since lists and cells show a choice beside what it is about.
LANE_WORDS = {lane: lane for lane in LANES}
_LANES = (
    "Frontstage meets customers, backstage works for them unseen, support supplies those who do. A "
    "system is no person, a partner is another firm."
)
_UNWRITTEN = "A rule that the register does not have: it is in the manual, or in people's heads."
MET = {"customer": "the customer", "inside": "no customer"}


def _counts(intro: str) -> Section:
    return Section(
        "counts",
        "Count the marks",
        intro,
        columns=(
            Column("mark", "Mark", "label", width="22em"),
            Column("number", "How many", "number", width="8em", placeholder="7"),
        ),
        fixed=(
            {"id": "red", "mark": "Red M: moments of truth. The customer meets somebody."},
            {"id": "blue", "mark": "Blue B: break points. Work passes inside to another performer."},
            {"id": "green", "mark": "Green R: business rules. Each rule once."},
        ),
    )


@laid_once
def _map(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    if mine:
        return [_own_steps(), _counts("On your own map, as you have drawn it.")]
    lanes = {k: v for k, v in LANE_WORDS.items() if k != LANES[0]}
    return [
        Section(
            "lanes",
            "Who stands where",
            f"The customer has a lane of their own. Put everybody else into one. {_LANES}",
            kind="choices",
            items=tuple(
                Item(who, f"{'; '.join(steps).capitalize()}.", who)
                for who, steps in _does(case).items()
            ),
            options=options(lanes),
        ),
        Section(
            "arrows",
            "What comes next",
            "Each step as its performer tells it. Is the customer there? Which steps may follow? "
            "Write their codes, such as T14 T15.",
            columns=(
                Column("said", "The step, and what they say", "label", width="26em"),
                Column("counterpart", "Who is there", "choice", options(MET), width="9em"),
                Column("next", "May be followed by", "ids", placeholder="T14 T15", width="10em"),
            ),
            fixed=tuple({"id": s, "said": _said(case, s)} for s in asked(case)),
            material=_walk(case),
        ),
        _counts("On the map as you have it now, the given part with it."),
    ]


def _own_steps() -> Section:
    return Section(
        "steps",
        "Your process, step by step",
        f"Begin where the customer begins. {_LANES} Leave \u201cwho is there\u201d, \u201chow\u201d and \u201cthey want\u201d empty for a step "
        "inside. Under \u201cthen\u201d stand the codes of the steps that may follow.",
        columns=(
            Column("code", "Code", "text", placeholder="A1", width="3em"),
            Column("step", "Step", "long", placeholder="take the call", width="9.5em"),
            Column("performer", "Who does it", "long", placeholder="reception", width="7em"),
            Column("lane", "Lane", "choice", options(LANE_WORDS), width="7em"),
            Column("counterpart", "Who is there", "text", placeholder="customer", width="6em"),
            Column("channel", "How", "text", placeholder="phone", width="5em"),
            Column("goal", "They want", "long", placeholder="a time", width="7em"),
            Column("next", "Then", "ids", placeholder="A2 A3", width="5em"),
            Column("rule", "Rule", "text", placeholder="R1", width="3em"),
        ),
        min_rows=8,
        max_rows=60,
        row_name="step",
    )


def _does(case: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for step in case.steps.values():
        if step["performer"] != LANES[0]:
            found.setdefault(step["performer"], []).append(step["step"].lower())
    return found


def _said(case: Any, step: str) -> str:
    row = case.steps[step]
    rule = f" (rule {row['rule']})" if row["rule"] else ""
    return f"{step}  {row['step']}, {row['performer']}{rule}. \u201c{case.walk[step]['said']}\u201d"


def _walk(case: Any) -> tuple[Item, ...]:
    """The steps as material; their codes may be cited."""
    return tuple(
        Item(s, case.walk[s]["said"], f"{row['step']}, {row['performer']}",
             f"already on the map, followed by {' '.join(row['next']) or 'nothing'}"
             if case.walk[s]["given"] else "")
        for s, row in case.steps.items()
    )  # fmt: skip


@laid_once
def _count(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "counts",
            "Three ways to count",
            "The first four from the map, the others from the tables of \u201clog\u201d.",
            columns=(
                Column("asked", "What is counted", "label", width="26em"),
                Column("number", "Number", "number", width="9em", placeholder="42"),
            ),
            fixed=tuple({"id": row, "asked": words} for row, words in ROWS.items()),
        ),
        Section(
            "said",
            "Why do they differ?",
            shape="boxes",
            columns=(
                Column("how", "Expected, on the map, in the log: what does each count leave out?",
                       "long", help="Two or three sentences. A person reads them."),
            ),
            fixed=({"id": "said"},),
        ),
    ]  # fmt: skip


_NAME = (
    Column("do", "We do (what is done)", "long", placeholder="wait", width="11em"),
    Column("to", "to (which thing)", "long", placeholder="the reader's card", width="11em"),
    Column("get", "to get (what for)", "long", placeholder="a name for the fine", width="11em"),
)


@laid_once
def _names(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    if mine:
        at = Column("at", "Break point", "text", placeholder="A2-A3", width="7em")
        return [
            Section("names", "Your break points", "From your own map, by the codes of the two steps.",
                    columns=(at, *_NAME), min_rows=5, row_name="break point"),
        ]  # fmt: skip
    activity = true_map(case)
    named = named_breaks(case)
    moments = {m: f"{m} {case.steps[m]['step'].lower()}" for m in case.exercises["5.2"]["moments"]}
    return [
        Section(
            "names",
            f"{len(named)} break points, by name",
            "Read each aloud: we do something, to something, to get something. Then go back along "
            "the arrows: which moment of truth is met last before it?",
            columns=(
                Column("where", "Break point", "label", width="14em"),
                *_NAME,
                Column("moment", "Moment behind it", "choice", options(moments), width="11em"),
            ),
            fixed=tuple(
                {"id": b.id, "where": f"{b.id}  {told(b, activity)}"}
                for b in breaks(activity)
                if b.id in named
            ),
            material=_walk(case),
        )
    ]


@laid_once
def _causes(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    activity = true_map(case)
    crossed = tuple(
        Item(b.id, told(b, activity), "break point", f"of {b.steps[0]} and {b.steps[1]}")
        for b in breaks(activity)
    )
    code = {s["step"]: s["id"] for s in case.steps.values()}
    decide = tuple(
        Item(rule, case.rules.get(rule, {}).get("text") or _UNWRITTEN, "rule",
             f"decides at {', '.join(at)}")
        for rule, at in rules(activity).items()
    )
    return [
        Section(
            "failures",
            "Five failures, and what lies behind them",
            "Two to five causes each, the nearest first, by code: steps, and at least one break "
            "point or rule. Each further cause lies before the one before it.",
            columns=(
                Column("said", "The failure", "label", width="18em"),
                Column("causes", "Causes, nearest first", "ids", placeholder="T05 R03", width="13em"),
                Column("why", "Because", "long", help="What sets it off, in one sentence."),
            ),
            fixed=tuple(
                {"id": f["id"], "said": f"{f['id']}  {f['text']} It shows at {code[f['step']]}, "
                                        f"{f['step'].lower()}."}
                for f in case.failures.values()
            ),
            material=(*_walk(case), *crossed, *decide),
        )
    ]  # fmt: skip


@laid_once
def _demand(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    often = how_often(case)
    return [
        Section(
            "labels",
            f"{len(often)} things that customers say",
            f"In {sum(often.values())} contacts of eight weeks. Had all gone as promised before, "
            "would this customer still have rung? Yes: value. No: failure. In brackets stands how "
            "often it was said.",
            kind="choices",
            items=tuple(
                Item(item, said, f"{item} ({often[item]})")
                for item, said in sayings(case).items()
            ),
            options=options({"value": "value", "failure": "failure"}),
        ),
        Section(
            "stated",
            "The share",
            shape="boxes",
            columns=(
                Column("share", "Failure demand, of all contacts", "number", placeholder="24 %",
                       help="Contacts, not sayings: each saying counts as often as it was said."),
            ),
            fixed=({"id": "share"},),
        ),
    ]  # fmt: skip


LAYOUTS: dict[str, Layout] = {
    "5.1": _map,
    "5.2": _count,
    "5.3": _names,
    "5.4": _causes,
    "5.5": plan,
    "5.6": _demand,
    "5.7": quiz("05"),
}
