"""What does not hold together in an activity map, row by row and as a whole.

Row 26 of the method: every step on a way from a start to an end, legal lanes, codes that exist.
A fault can be said to be one; a question cannot, and never costs anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .activity import LANES, ActivityMap, Step, name
from .artefact import tokens

__all__ = ["LONGEST_TOUCH", "LONGEST_WAIT", "Fault", "faults", "way_faults"]

LONGEST_TOUCH = 7 * 24 * 60  # minutes: a week of work in one go is another unit, or many steps
LONGEST_WAIT = 366 * 24 * 60


@dataclass(frozen=True)
class Fault:
    """Something in a map that does not hold, or a question about it.

    Args:
        kind: one word, such as `next` or `lane`; see `faults`.
        steps: the codes it is about, in the order of the table.
        text: a sentence that names the row, what is there and what to do.
        asks: True for a question: the map may well be right as it is.
    """

    kind: str
    steps: tuple[str, ...]
    text: str
    asks: bool = False


def faults(
    activity: ActivityMap,
    evidence: Collection[str] | None = None,
    rules: Collection[str] | None = None,
) -> list[Fault]:
    """What is wrong with a map, rows first, then the ways through it.

    Args:
        evidence: ids that can be cited; None where nobody knows them.
        rules: ids of rules; None as above.

    Returns:
        Faults of kind `code` (two steps of one name, none, or one that cannot be cited), `step` (no words; one word only
        is a question), `performer` (nobody does it, the customer does a step inside), `lane`,
        `counterpart`, `next`, `minutes`, `evidence`, `rule`; `start`, `end`, `orphan`. Several
        starts are a question. Nothing for a map without steps.
    """
    known = [None if ids is None else {i.upper() for i in ids} for ids in (evidence, rules)]
    rows = [(n, s) for n, s in enumerate(activity.steps, start=1) if not s.blank]
    return [
        *_codes(rows),
        *(fault for n, step in rows for fault in _row(activity, n, step, *known)),
        *_several(activity),
        *way_faults(activity),
    ]


def way_faults(activity: ActivityMap) -> list[Fault]:
    """Of the faults those of the ways through the map: of kind `start`, `end` and `orphan`."""
    return list(_ways(activity)) if activity.rows else []


def _codes(rows: list[tuple[int, Step]]) -> Iterator[Fault]:
    at: dict[str, list[int]] = {}
    for n, step in rows:
        at.setdefault(step.ref, []).append(n)
    for ref, numbers in at.items():
        places = ", ".join(map(str, numbers))
        if not ref or ref.split() != [ref] or {",", ";"} & set(ref):
            came = f"the code \u201c{ref:.20}\u201d" if ref else "no code"
            text = f"Row {places}: {came}, so that no step can lead here. Give it one short word."
            yield Fault("code", (ref,) * bool(ref), text)
        elif len(numbers) > 1:
            text = f"Rows {places} have one code, {ref}. Give each step a code of its own."
            yield Fault("code", (ref,), text)


def _row(
    activity: ActivityMap, n: int, step: Step, evidence: set[str] | None, rules: set[str] | None
) -> Iterator[Fault]:
    words, place, ref = len(tokens(step.step)), _place(n, step), (step.ref,)
    if not words:
        text = f"{place}: no words yet. Say what is done: a verb and an object."
        yield Fault("step", ref, text)
    elif words == 1:
        yield Fault("step", ref, f"{place}: what is it done to? A verb and an object.", asks=True)
    if not step.who:
        yield Fault("performer", ref, f"{place}: nobody does it yet. Name a role or a system.")
    elif step.who == LANES[0] and step.lane and step.lane.lower() != LANES[0]:
        text = f"{place}: the customer does it, and it stands in the lane {step.lane}. "
        yield Fault("performer", ref, text + "Put it in the customer's lane, or name who does it.")
    if step.lane.lower() not in LANES:
        came = f"\u201c{step.lane:.30}\u201d" if step.lane else "nothing"
        text = f"{place}: the lane is {came}. Choose {', '.join(LANES[:-1])} or {LANES[-1]}."
        yield Fault("lane", ref, text)
    other = name(step.counterpart)
    if other and other == step.who:
        text = f"{place}: {step.performer} stands on both sides. Name the other side, or clear it."
        yield Fault("counterpart", ref, text)
    elif other in activity.customers and not (step.channel and step.goal):
        text = f"{place}: the customer is there. By which channel, and wanting what?"
        yield Fault("counterpart", ref, text, asks=True)
    strangers = [x for x in step.next if x.upper() not in activity.rows]
    if strangers:
        text = f"{place}: leads to {', '.join(strangers)[:60]}, which is no step of the map. "
        yield Fault("next", ref, text + "Correct the code, or add the step.")
    for field, value, most in (
        ("touch", step.touch_minutes, LONGEST_TOUCH),
        ("wait", step.wait_minutes, LONGEST_WAIT),
    ):
        if isinstance(value, str):
            text = f"{place}: {field} minutes are \u201c{value:.20}\u201d. Give a number."
            yield Fault("minutes", ref, text)
        elif value is not None and not 0 <= value <= most:
            text = f"{place}: {value:g} {field} minutes; 0 to {most} can be meant. Check the unit."
            yield Fault("minutes", ref, text)
    for kind, ids, there in (
        ("evidence", step.evidence, evidence),
        ("rule", step.rules, rules),
    ):
        unknown = [i for i in ids if there is not None and i.upper() not in there]
        if unknown:
            text = f"{place}: {', '.join(unknown)[:60]} is not known. Correct the id, or clear it."
            yield Fault(kind, ref, text)


def _several(activity: ActivityMap) -> Iterator[Fault]:
    # The lane says who is a system and who the customer, so one performer has one lane.
    lanes: dict[str, dict[str, list[str]]] = {}
    for ref, step in activity.rows.items():
        if step.who not in ("", LANES[0]) and step.lane.lower() in LANES:
            lanes.setdefault(step.who, {}).setdefault(step.lane.lower(), []).append(ref)
    for who, places in lanes.items():
        if len(places) > 1:
            told = "; ".join(f"{lane}: {', '.join(refs[:4])}" for lane, refs in places.items())
            steps = tuple(ref for refs in places.values() for ref in refs)
            if LANES[0] in places:
                text = f"{who} stands in the customer's lane and in others ({told}). Keep the two apart."
                yield Fault("lane", steps, text)
            else:
                text = f"{who} stands in several lanes ({told}). Is it one role?"
                yield Fault("lane", steps, text, asks=True)


def _ways(activity: ActivityMap) -> Iterator[Fault]:
    routes = activity.routes
    starts, ends = routes.starts, routes.ends
    if not starts:
        text = "No step starts the process: each follows another. Add what sets it going."
        yield Fault("start", (), text)
    elif len(starts) > 1:
        text = f"The process starts in {len(starts)} places: {', '.join(starts)}. Is that so?"
        yield Fault("start", tuple(starts), text, asks=True)
    for circle in routes.circles if starts else ():
        text = (
            f"{', '.join(circle[:6])} follow one another in a circle. Does {circle[0]} come first?"
        )
        yield Fault("start", tuple(circle), text, asks=True)
    if not ends:
        text = "No step ends the process: each leads on. Leave \u201cnext\u201d empty where it is over."
        yield Fault("end", (), text)
    at = {id(step): n for n, step in enumerate(activity.steps, start=1)}
    for ref in routes.links:
        lost = ["no start leads here"] * (bool(starts) and ref not in routes.reached)
        lost += ["no end can be reached"] * (bool(ends) and ref not in routes.ending)
        if lost:
            step = activity.rows[ref]
            place = _place(at[id(step)], step)
            text = f"{place}: {' and '.join(lost)}. Join it to the others, or remove it."
            yield Fault("orphan", (ref,), text)


def _place(n: int, step: Step) -> str:
    said = f" {step.step:.40}" if tokens(step.step) else ""
    return f"Row {n} ({step.ref}{said})" if step.ref else f"Row {n}"
