"""Exercise 8.4: a decision on every mark of the map, the case's or one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ....marking.exercises.module05.service import told, true_map
from ....techniques.activity import ActivityMap
from ....techniques.breaks import breaks, moments, rules
from ...spec import Column, Item, Section
from ..parts import Layout, laid_once, options

__all__ = ["LAYOUTS"]

_CHOICES = {"remove": "remove", "improve": "improve", "keep": "keep"}
_REST = {"improve": "improve the rest", "keep": "keep the rest"}
_COLOUR = {"red": "red, a moment of truth", "blue": "blue, a break point", "green": "green, a rule"}
_DECIDE = (
    Column("choice", "What becomes of it", "choice", options(_CHOICES), width="7em"),
    Column("why", "Why it can go", "long", help="For what you remove; a few words."),
)
_JOINS = Section(
    "joins",
    "New arrows",
    "Where a moment goes, its steps go, and their arrows. Did that leave a gap? Say what follows now: "
    "after the last step before the gap comes the first one behind it.",
    columns=(
        Column("first", "After", "text", placeholder="T17", width="8em"),
        Column("last", "comes", "text", placeholder="T20", width="8em"),
    ),
    min_rows=1,
    max_rows=20,
    row_name="arrow",
)
_ALSO = Section(
    "also",
    "Steps inside that go as well",
    shape="boxes",
    columns=(
        Column("steps", "They have nothing left to do", "ids", placeholder="T14",
               help="By code: a step that no customer meets, and that only served what goes."),
    ),
    fixed=({"id": "also"},),
)  # fmt: skip


@laid_once
def keep(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    """The sections of 8.4."""
    if mine:
        return [_own(), _rest(), _coded(_ALSO, "A4"), _coded(_JOINS, "A3", "A5")]
    activity = true_map(case)
    steps = _steps(activity)
    return [
        Section(
            "green",
            "Rules (green)",
            "What was it for, and does that still hold? A rule that a law asks for can be improved and "
            "not removed.",
            columns=(Column("said", "The rule", "label", width="21em"), *_DECIDE),
            fixed=tuple({"id": r, "said": _rule(r, at, case)} for r, at in rules(activity).items()),
            material=steps,
        ),
        Section(
            "red",
            "Moments of truth (red)",
            "Would the customer miss it? A moment that only tells of our own trouble can go.",
            columns=(Column("said", "The moment", "label", width="21em"), *_DECIDE),
            fixed=tuple(
                {
                    "id": m.id,
                    "said": f"{_named(activity, m.steps)}. The customer wants to {m.goal}.",
                }
                for m in moments(activity)
            ),
            material=steps,
        ),
        Section(
            "blue",
            "Break points (blue)",
            "Removed means: one performer does both steps, or the thing no longer changes hands. Say "
            "which. Begin with those that your plan of 5.5 takes away.",
            columns=(Column("said", "The hand-off", "label", width="21em"), *_DECIDE),
            fixed=tuple(
                {"id": b.id, "said": f"{b.id}  {told(b, activity)}"} for b in breaks(activity)
            ),
            material=steps,
        ),
        _rest(),
        _ALSO,
        _JOINS,
    ]


def _coded(section: Section, *codes: str) -> Section:
    """The same with examples as one's own map numbers its steps."""
    columns = (replace(c, placeholder=code) for c, code in zip(section.columns, codes, strict=True))
    return replace(section, columns=tuple(columns))


def _rest() -> Section:
    return Section(
        "rest",
        "All the others",
        "What you left open above, settled in one go. Removing is decided one by one.",
        columns=(
            Column("said", "Of this colour", "label", width="16em"),
            Column("choice", "The rest", "choice", options(_REST), width="12em"),
        ),
        fixed=(
            {"id": "green", "said": "rules"},
            {"id": "red", "said": "moments of truth"},
            {"id": "blue", "said": "break points"},
        ),
    )


def _own() -> Section:
    return Section(
        "own",
        "The marks of your own map",
        "From your map of 5.1, as it numbers them: a moment by its step (A2), a break point by two "
        "(A2-A3), a rule by its number (R1). Those that you leave out are settled below.",
        columns=(
            Column("colour", "Colour", "choice", options(_COLOUR), width="7em"),
            Column("code", "Mark", "text", placeholder="A2-A3", width="6em"),
            Column("choice", "What becomes of it", "choice", options(_CHOICES), width="7em"),
            Column("why", "Why it can go", "long"),
            Column("law", "A law asks for it", "choice", options({"yes": "yes"}), width="5em"),
        ),
        min_rows=5,
        max_rows=60,
        row_name="mark",
    )


def _named(activity: ActivityMap, steps: tuple[str, ...]) -> str:
    first = activity.rows[steps[0]]
    more = (
        f", then {', '.join(activity.rows[s].step.lower() for s in steps[1:])}" if steps[1:] else ""
    )
    how = f", by {first.channel}" if first.channel in ("phone", "web") else ""
    return f"{steps[0]}  {first.step}{more} ({first.performer}{how})"


def _rule(rule: str, at: list[str], case: Any) -> str:
    stated = case.service_key["rules"].get(rule, {})
    law = f" Law: {stated['citation']}." if stated.get("citation") else ""
    return f"{rule}  {stated.get('text', '')}{law} Decides at {', '.join(at)}."


def _steps(activity: ActivityMap) -> tuple[Item, ...]:
    return tuple(
        Item(ref, f"{s.step}, {s.performer}.", ref,
             f"followed by {' '.join(s.next) or 'nothing'}; in {s.lane}")
        for ref, s in activity.rows.items()
    )  # fmt: skip


LAYOUTS: dict[str, Layout] = {"8.4": keep}
