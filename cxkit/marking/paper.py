"""The mark of the assessment: five tasks, one an area, 20 points each, from answers, paper and key.

What a program can mark of a paper made by `cxkit paper new`. Credit within a task is
clip((value - trivial) / (threshold - trivial), 0, 1) with both bounds from the key, so a constant,
a random or a mark-everything answer earns nothing; where a task has no such bounds (a count), the
credit falls with the distance. A part that is missing or cannot be read earns nothing.

Answers, by area:

    needs     groups: letter -> any label; kinds: verbatim -> want, need, expectation, perception
    moments   marks: [{"kind": "MOT", "ms": 61500}, ...]; types: moment (M1) -> type
    breaks    moments, break_points, rules, ping_pong: counts; expected: [least, most];
              share: of failure demand, 0-1
    rules     obsolete: [rule, ...]; types: rule -> type; witnesses: gap, conflict, subsumed ->
              {input: value}; decisions: rule -> keep, change or retire
    measures  kpis: KPI -> output or outcome; share: of outputs, 0-1; orphans: [activity, ...];
              plan: [action, ...]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from ..recordings.events import KINDS, Event
from ..recordings.gold import read_gold
from ..recordings.matching import match
from ..recordings.scores import macro, tallies
from ..techniques.agreement import kappa, together
from ..techniques.remembered import remembered
from .witness import shows

__all__ = ["AREAS", "POINTS", "PaperError", "PaperMark", "agreed", "kept_or_retired", "parts_of", "score", "score_quiz"]

AREAS = ("needs", "moments", "breaks", "rules", "measures")
POINTS = 20  # an area
_COUNTS = {"moments": 3, "break_points": 5, "rules": 3}  # so far off earns nothing
_MOST = 2_000  # marks on a recording; more are no annotation

Answer = Mapping[str, Any]
Key = Mapping[str, Any]


class PaperError(ValueError):
    """Paper and key cannot be used together."""


@dataclass(frozen=True)
class PaperMark:
    """What the answers to one paper are worth.

    Args:
        paper: its id.
        areas: area -> share of its 20 points, 0 to 1.
        parts: area -> part -> credit, 0 to 1; the parts of an area weigh the same.
    """

    paper: str
    areas: dict[str, float]
    parts: dict[str, dict[str, float]]

    @property
    def total(self) -> float:
        """Points, 0 to 100, to a hundredth."""
        return round(POINTS * fsum(self.areas.values()), 2)


def score(answers: Answer, paper: Mapping[str, Any], key: Key) -> PaperMark:
    """Mark the answers to a paper.

    Args:
        answers: area -> answers, as above; areas and parts may be missing.
        paper: the paper's JSON files by name without ending: `paper`, `tables`, `actions`.
        key: the content of `key.json`.

    Raises:
        PaperError: the key belongs to another paper, or is no key.
    """
    id_, other = paper["paper"].get("paper"), key.get("paper")
    if not id_ or id_ != other or key.get("schema") != 1:
        raise PaperError(
            f"Expected the key of paper {id_ or 'without an id'}, found that of {other or 'none'}. "
            "Give the key folder that was made with this paper."
        )
    parts = {
        area: parts_of(area, answers.get(area), paper, key["tasks"][area]) for area in AREAS
    }
    areas = {area: round(fsum(p.values()) / len(p), 6) for area, p in parts.items()}
    return PaperMark(id_, areas, parts)


def parts_of(area: str, given: Any, paper: Mapping[str, Any], key: Key) -> dict[str, float]:
    """The credit of each part of one area, 0 to 1; they weigh the same.

    Args:
        given: the answers of this area, as above; anything else counts as none.
        key: this area's part of `tasks` in `key.json`.
    """
    found = _MARKERS[area](given if isinstance(given, Mapping) else {}, paper, key)
    return {name: round(min(1.0, max(0.0, value)), 6) for name, value in found.items()}


def score_quiz(given: Any, key: Key) -> dict[str, float]:
    """The credit of the quiz by area, 0 to 1: what is right beyond a guess.

    Args:
        given: question -> the option chosen; anything else counts as none.
        key: `quiz` of `key.json`.
    """
    chosen, truth = _labels(given), key["items"]
    found = {}
    for area in AREAS:
        right = [chosen.get(i) == told["right"] for i, told in truth.items() if told["area"] == area]
        share = sum(right) / len(right) if right else 0.0
        found[area] = round(min(1.0, max(0.0, _credit(share, key))), 6)
    return found


def _credit(value: float, bounds: Key) -> float:
    trivial = bounds["trivial"]
    return (value - trivial) / (bounds["threshold"] - trivial)


def _near(value: Any, truth: float, free: float, none: float) -> float:
    """1 within `free` of the truth, falling to 0 at `none`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e9:
        return 0.0
    return (none - abs(value - truth)) / (none - free) if abs(value - truth) > free else 1.0


def _needs(given: Answer, paper: Mapping[str, Any], key: Key) -> dict[str, float]:
    sorting = key["sorting"]
    groups = {i: g for i, g in _labels(given.get("groups")).items() if i in sorting["profiles"]}
    value = together(sorting["profiles"], groups) / sorting["full"]
    return {"letters": _credit(value, sorting), "kinds": agreed(given.get("kinds"), key["kinds"])}


def _moments(given: Answer, paper: Mapping[str, Any], key: Key) -> dict[str, float]:
    wanted = key["annotation"]
    rows = given.get("marks")
    marks = [m for m in rows if _is_mark(m)] if isinstance(rows, Sequence) else []
    value = 0.0
    if len(marks) <= _MOST:
        events = [Event(f"x{n}", m["kind"], m["ms"], m["ms"]) for n, m in enumerate(marks)]
        value = macro(tallies(match(_gold(wanted), events)))
    return {
        "annotation": _credit(value, wanted),
        "types": agreed(given.get("types"), key["types"]),
    }


_gold = remembered(read_gold)


def _breaks(given: Answer, paper: Mapping[str, Any], key: Key) -> dict[str, float]:
    own, expected = given.get("moments"), given.get("expected")
    # Three to four a moment, of the learner's own count: the slip in the count costs once.
    promised = [3 * own, 4 * own] if isinstance(own, int) and own > 0 else None
    counts = {
        name: _near(given.get(name), len(key[name]), 0, none) for name, none in _COUNTS.items()
    }
    return counts | {
        "expected": float(isinstance(expected, Sequence) and list(expected) == promised),
        "share": _near(given.get("share"), key["share"], 0.0105, 0.05),
        "ping_pong": _near(given.get("ping_pong"), key["ping_pong"], 0, 0.1 * key["ping_pong"]),
    }


def _rules(given: Answer, paper: Mapping[str, Any], key: Key) -> dict[str, float]:
    table = next(t for t in paper["tables"] if t["id"] == key["table"]["id"])
    witnesses = given.get("witnesses")
    witnesses = witnesses if isinstance(witnesses, Mapping) else {}
    seen = [shows(table, kind, witnesses.get(kind)) for kind in ("gap", "conflict", "subsumed")]
    court, said = key["court"], kept_or_retired(given.get("decisions"))
    against = any(said.get(rule) == "retire" for rule in court["regulatory"])
    return {
        "obsolete": _set_agreed(given.get("obsolete"), key["obsolete"]),
        "types": agreed(given.get("types"), key["types"]),
        "witnesses": sum(seen) / len(seen),
        "decisions": 0.0 if against else agreed(said, court),
    }


def _measures(given: Answer, paper: Mapping[str, Any], key: Key) -> dict[str, float]:
    kinds = key["kpis"]["truth"]
    clear = {id_: kind for id_, kind in kinds.items() if kind != "disputed"}
    outputs, free = sum(k == "output" for k in kinds.values()), len(kinds) - len(clear)
    # The disputed ones may be counted either way.
    middle, half = (outputs + free / 2) / len(kinds), free / 2 / len(kinds)
    plan, audit = key["plan"], agreed(given.get("kpis"), key["kpis"] | {"truth": clear})
    share = _near(given.get("share"), middle, half + 0.0105, half + 0.08)
    return {
        "kpis": audit,
        # A share that rests on no audit is a guess: it earns as much as the audit did.
        "share": min(share, audit),
        "orphans": _set_agreed(given.get("orphans"), key["orphans"]),
        "plan": _credit(_worth(given.get("plan"), paper["actions"]) / plan["best"], plan),
    }


def _worth(plan: Any, catalogue: Mapping[str, Any]) -> int:
    """The break points that a plan does away with; none if it costs or takes too much."""
    actions = {action["id"]: action for action in catalogue["actions"]}
    chosen = _names(plan)
    known = [actions[id_] for id_ in chosen if id_ in actions]
    spent = sum(action["cost"] for action in known)
    slow = any(action["days"] > catalogue["longest_days"] for action in known)
    if len(known) < len(chosen) or slow or spent > catalogue["budget"]:
        return 0
    return len({point for action in known for point in action["breaks"]})


def kept_or_retired(given: Any) -> dict[str, str]:
    """Decisions with "change" as "keep": which of the two is judgement, what to retire is not."""
    return {i: "keep" if d == "change" else d for i, d in _labels(given).items()}


def agreed(given: Any, key: Key) -> float:
    """The credit of labels by their agreement with the key's `truth`; it may lie beyond 0 and 1."""
    truth, labels = key["truth"], _labels(given)
    return _credit(kappa(list(truth.values()), [labels.get(i, "") for i in truth]), key)


def _set_agreed(given: Any, key: Key) -> float:
    truth, found = set(key["truth"]), _names(given)
    return _credit(2 * len(truth & found) / (len(truth) + len(found)), key)


def _labels(given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping):
        return {}
    return {str(i): label for i, label in given.items() if isinstance(label, str) and label}


def _names(given: Any) -> set[str]:
    rows: Iterable[Any] = given if isinstance(given, Sequence) and not isinstance(given, str) else ()
    return {row for row in rows if isinstance(row, str)}


def _is_mark(row: Any) -> bool:
    if not isinstance(row, Mapping) or row.get("kind") not in KINDS:
        return False
    at = row.get("ms")
    return isinstance(at, int) and not isinstance(at, bool) and at >= 0


_MARKERS: dict[str, Callable[[Answer, Mapping[str, Any], Key], dict[str, float]]] = {
    "needs": _needs,
    "moments": _moments,
    "breaks": _breaks,
    "rules": _rules,
    "measures": _measures,
}
