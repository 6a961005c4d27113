"""7.3: the line of sight, half of it linked by another team."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ....marking.exercises.module07.branch import (
    AGREE,
    DIFFER,
    Claim,
    claims,
    joined,
    open_tasks,
    rules_offered,
)
from ....marking.exercises.module07.sight import LEAST_OWN
from ....marking.together import of_case
from ....techniques.artefact import ArtefactError
from ....techniques.sight import SightLines, seen
from ...spec import Column, Item, Section
from ..parts import options

__all__ = ["sight"]

TESTS = {
    "direct": "direct",
    "enabling": "enabling",
    "regulatory": "regulatory",
    "none": "serves nothing",
}
_TESTS = (
    "Direct: it makes an outcome come true. Enabling: it lets somebody else do so. Regulatory: the law "
    "demands it. Otherwise it serves nothing."
)


def sight(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 7.3."""
    stop = _stop(_orphans(data, case, mine))
    return [*_own(), stop] if mine else [*_case(case), stop]


@of_case
def _case(case: Any) -> list[Section]:
    outcomes = case.measures["outcomes"]
    serves = case.exercises["7.3"]["outcomes"]
    aims = {b["id"]: b["text"] for b in case.measures["objectives"]}
    chosen = {b: f"{b} {text}" for b, text in aims.items()}
    links = {o["id"]: f"{o['id']} {o['text']}" for o in outcomes}
    rules = rules_offered(case)
    links |= {r: f"{r} {text:.60}" for r, text in rules.items()}
    words = {o["id"]: o["text"] for o in outcomes} | rules
    told = claims(case)
    return [
        Section(
            "claims",
            f"{len(told)} that another team has linked",
            f"{_TESTS} Do you agree? J1 to J4 are projects of the board.",
            kind="choices",
            items=tuple(
                Item(c.id, c.text, c.id, f"They say: {_said(c, words)} \u201c{c.why}\u201d",
                     options({AGREE: "agree", DIFFER: f"no: {c.words}"}))
                for c in told
            ),
            material=(
                *(Item(o["id"], o["text"], "Outcome", f"moves {' '.join(serves[o['id']])}") for o in outcomes),
                *(Item(b, text, "Objective") for b, text in aims.items()),
                *(Item(r, text, "Rule", case.rules[r]["citation"]) for r, text in rules.items()),
            ),
        ),
        Section(
            "tasks",
            "The rest is yours",
            f"{_TESTS} Which outcome would suffer first, or which law demands it? Leave the link "
            "empty where it serves nothing.",
            columns=(
                Column("said", "Task", "label", width="22em"),
                Column("test", "It is", "choice", options(TESTS), width="9.5em"),
                Column("link", "Outcome or rule", "choice", options(links), width="14em"),
            ),
            fixed=tuple(
                {"id": a["id"], "said": f"{a['id']}  {a['text']} ({a['department']}, {a['hours_a_week']} h a week)"}
                for a in open_tasks(case)
            ),
        ),
        Section(
            "stated",
            "What you read off",
            "From your own lines, with those of the other team as you judged them.",
            shape="boxes",
            columns=(
                Column("unserved", "The objective that nothing serves", "choice", options(chosen)),
                Column("lines", "Tasks and projects on a line to an objective", "number", placeholder="17",
                       help="Direct and enabling. What the law demands is not among them."),
                Column("hours", "Hours a week on tasks that serve nothing", "number", placeholder="17.5"),
            ),
            fixed=({"id": "read"},),
        ),
    ]  # fmt: skip


def _said(claim: Claim, words: Mapping[str, str]) -> str:
    one = claim.said
    if one.test == "none":
        return "it serves nothing."
    to = one.rule or one.serves[0]
    return f"{one.test}, {to}: {words.get(to, '').rstrip('.')}."


@cache
def _own() -> tuple[Section, ...]:
    ids = Column("objectives", "Moves objective", "ids", placeholder="B1", width="7em")
    return (
        Section("objectives", "Your objectives", "As they are written, two or three.",
                columns=(Column("code", "Code", "text", placeholder="B1", width="4em"),
                         Column("text", "Objective", "long", width="30em")),
                min_rows=2, max_rows=12, row_name="objective"),
        Section("outcomes", "Outcomes for your customers", "As a customer would say them.",
                columns=(Column("code", "Code", "text", placeholder="O1", width="4em"),
                         Column("text", "Outcome", "long", placeholder="I slept that night.", width="24em"), ids),
                min_rows=2, max_rows=12, row_name="outcome"),
        Section("tasks", "Tasks and projects", f"{_TESTS} An enabling task may serve another task.",
                columns=(
                    Column("code", "Code", "text", placeholder="A1", width="4em"),
                    Column("text", "Task", "long", width="11em"),
                    Column("kind", "Kind", "choice", options({"task": "task", "project": "project"}), width="5.5em"),
                    Column("test", "It is", "choice", options(TESTS), width="9em"),
                    Column("serves", "Serves", "ids", placeholder="O1", width="6em"),
                    Column("rule", "Rule", "text", placeholder="hygiene code", width="8em"),
                    Column("hours", "Hours", "number", width="4em", help="a week"),
                ), min_rows=LEAST_OWN, max_rows=60, row_name="task"),
    )  # fmt: skip


def _stop(names: Mapping[str, str]) -> Section:
    """One candidate for stopping, of what serves nothing by the learner's lines."""
    return Section(
        "stop",
        "One to stop",
        "A line that is missing is a question, not a verdict.",
        shape="boxes",
        columns=(
            Column("task", "The candidate", "choice", options(names),
                   help="What serves nothing by your lines appears here."),
            Column("ask", "Whom you would ask first, and what", "long"),
            Column("wrong", "What would show that you are wrong", "long",
                   help="Which sign, seen by whom, within which time? A person reads both."),
        ),
        fixed=({"id": "stop"},),
    )  # fmt: skip


def _orphans(data: Mapping[str, Any], case: Any, mine: bool) -> dict[str, str]:
    """Code -> words of what serves nothing by now."""
    try:
        answer = SightLines.read(data)
    except ArtefactError:
        return {}
    whole = answer if mine else joined(answer, case)
    words = {t.ref: t.text for t in whole.tasks}
    return {ref: f"{ref} {words[ref]}" for ref in seen(whole).orphans}
