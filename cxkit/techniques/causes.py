"""Points of failure and causes of work: what lies behind a failure on the activity map.

Rows 33 and 34 of the method. A failure happens at a step. Its causes are places on the map:
steps, break points (`T01-T03`) or rules. The sources hold that all work is caused by moments of
truth; the map says of each break point which moments lie behind it, and of which work none does.

Conventions: a place lies *before* a step where a way leads from it to the step, the step itself
with it; a break point lies where its first step does, a rule at each step it decides at. What
lies after can still be a cause, by coming too late, so that is asked and not called wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .activity import ActivityMap
from .artefact import Artefact, Ids, Row, Text
from .breaks import breaks, moments, rules
from .remembered import remembered
from .routes import Routes

__all__ = [
    "Cause",
    "CauseFault",
    "CauseTree",
    "behind",
    "cause_faults",
    "nearest_moments",
    "places",
    "points",
    "relation",
    "untraced",
]

Relation = Literal["before", "after", "apart", "unknown"]


# ---- what a learner makes -------------------------------------------------------------------


class Cause(Row):
    """One failure and its causes, the nearest first."""

    failure: Text = ""
    causes: Ids = []
    why: Text = ""

    @property
    def item(self) -> str:
        """The failure: what was typed, or the row that was given."""
        return (self.failure or self.id).upper()


class CauseTree(Artefact):
    """Exercise 5.4."""

    failures: list[Cause] = []


# ---- what can be computed from it -----------------------------------------------------------


@remembered
def places(activity: ActivityMap) -> dict[str, tuple[str, ...]]:
    """All that can be cited as a cause -> the steps where it lies."""
    found: dict[str, tuple[str, ...]] = {ref: (ref,) for ref in activity.rows}
    found |= {b.id: b.steps for b in breaks(activity)}
    return found | {rule: tuple(at) for rule, at in rules(activity).items()}


def relation(activity: ActivityMap, cause: str, step: str) -> Relation:
    """How a place lies to a step: before it, only after it, on no way with it, or not there."""
    return _relation(activity.routes, _lies(activity), cause.upper(), step.upper())


@remembered
def nearest_moments(activity: ActivityMap) -> dict[str, tuple[str, ...]]:
    """Step -> the moments of truth met last on the ways to it, its own if it is one.

    Empty for a step that no moment leads to, such as what the customer does first.
    """
    part = {step: m.id for m in moments(activity) for step in m.steps}
    order = {m: n for n, m in enumerate(dict.fromkeys(part.values()))}
    found: dict[str, tuple[str, ...]] = {}
    back = activity.routes.entering
    for step in activity.rows:
        seen, ahead, met = {step}, [step], set()
        while ahead:
            here = ahead.pop()
            if here in part:
                met.add(part[here])
                continue
            new = [b for b in back[here] if b not in seen]
            seen.update(new)
            ahead += new
        found[step] = tuple(sorted(met, key=order.__getitem__))
    return found


@remembered
def behind(activity: ActivityMap) -> dict[str, tuple[str, ...]]:
    """Break point -> the moments of truth that cause it: those met last before it."""
    near = nearest_moments(activity)
    return {b.id: near[b.steps[0]] for b in breaks(activity)}


def untraced(activity: ActivityMap) -> list[str]:
    """The firm's steps that no moment of truth leads to: counter-examples to row 34."""
    near = nearest_moments(activity)
    return [r for r, step in activity.rows.items() if not near[r] and not step.by_customer]


def points(tree: CauseTree) -> list[tuple[str, int]]:
    """Cited places with the number of failures behind which they stand, most first, ties by id."""
    count = Counter(c for row in tree.failures for c in {c.upper() for c in row.causes})
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))


# ---- what can be wrong with it --------------------------------------------------------------


@dataclass(frozen=True)
class CauseFault:
    """Something in a cause tree: the failure, a kind, a sentence; `asks` for a mere question."""

    failure: str
    kind: Literal["unknown", "open", "cause", "apart", "later", "moment"]
    text: str
    asks: bool = False


def cause_faults(
    tree: CauseTree, activity: ActivityMap, failures: Mapping[str, str]
) -> list[CauseFault]:
    """What is wrong with a cause tree.

    Args:
        failures: failure id -> the step at which it shows, by code.

    Returns:
        Faults of kind `unknown` (no such failure), `open` (no cause cited; also for a failure
        that is not in the tree), `cause` (no such place on the map), `apart` (on no way with the
        failure's step), and questions of kind `later` (comes after it only) and `moment` (no
        moment of truth among the causes or behind them).
    """
    there, near, lies = places(activity), nearest_moments(activity), _lies(activity)
    at = {f.upper(): step.upper() for f, step in failures.items()}
    found, told = [], set()
    for row in tree.failures:
        item = row.item
        if not row.causes:
            continue
        if item not in at:
            text = f"{item or 'A row'} is none of the failures. Choose one of {', '.join(at)[:60]}."
            found.append(CauseFault(item, "unknown", text))
            continue
        told.add(item)
        kinds = {
            c: _relation(activity.routes, lies, c, at[item]) for c in map(str.upper, row.causes)
        }
        for cause, kind in kinds.items():
            if kind == "unknown":
                text = f"{item}: {cause:.20} is no step, break point or rule of the map."
                found.append(CauseFault(item, "cause", f"{text} Check its code."))
            elif kind == "apart":
                text = f"{item}: {cause} lies on no way to {at[item]}, where the failure shows."
                found.append(CauseFault(item, "apart", f"{text} Go back along the arrows."))
            elif kind == "after":
                text = f"{item}: {cause} comes after {at[item]}. Is it a cause by coming too late?"
                found.append(CauseFault(item, "later", text, asks=True))
        traced = any(near[s] for c, k in kinds.items() if k != "unknown" for s in there[c])
        if not traced and "unknown" not in kinds.values():
            text = f"{item}: no moment of truth lies behind these causes. What set the work going?"
            found.append(CauseFault(item, "moment", text, asks=True))
    for item in at:
        if item not in told:
            found.append(CauseFault(item, "open", f"{item}: no cause is cited yet."))
    return found


@remembered
def _lies(activity: ActivityMap) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Place -> the steps it begins at, and those it ends at: of a break point its two."""
    found = {place: (at, at) for place, at in places(activity).items()}
    return found | {b.id: (b.steps[:1], b.steps[1:]) for b in breaks(activity)}


def _relation(
    routes: Routes,
    lies: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]],
    cause: str,
    step: str,
) -> Relation:
    if cause not in lies or step not in routes.links:
        return "unknown"
    first, last = lies[cause]
    if any(s in routes.before(step) for s in first):
        return "before"
    return "after" if any(step in routes.before(s) for s in last) else "apart"
