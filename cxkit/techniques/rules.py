"""The rule register: where a rule came from, who owns it, what it costs, whether it still holds.

Rows 40-44 and 70 of the method. A business rule is a point in a process at which something is
decided. Some are obvious (written where everybody looks), others have to be found (in a manual, a
screen, a habit). They are operational, strategic or regulatory, and kept by a system or by hand.
All are made explicit and challenged in today's context; the sources ask for it, and give no data.

Conventions: a year is a whole number, None where nobody knows. A rule is as old as its origin; it
was last looked at when it was last challenged, or, if it never was, when it was made.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from .artefact import Artefact, Row, Text, tokens
from .needs import Placed

__all__ = [
    "DECISIONS",
    "LEAST_REASON",
    "SEEN",
    "TYPES",
    "WAYS",
    "Doubt",
    "Frame",
    "Rule",
    "RuleHunt",
    "RuleRegister",
    "Standing",
    "dropped_laws",
    "faults",
    "informed",
    "recall_precision",
    "standing",
]

SEEN = ("obvious", "found")
TYPES = ("operational", "strategic", "regulatory")
WAYS = ("system", "manual")
DECISIONS = ("keep", "change", "retire")
LEAST_REASON = 6  # words below which a reason is a label
_UNKNOWN = {
    "", "unknown", "not known", "nobody knows", "no one knows", "who knows", "nobody can say", "no idea",
    "dont know", "i dont know", "i do not know", "we dont know", "not sure", "unclear", "lost", "na", "none",
}  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _year(value: Any) -> Any:
    """A year as people type it: 1996, "June 1996", "about 1996". No year stays as typed."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, str):
        return value if value is None or type(value) is int else f"{value!r:.20}"
    text = value.strip()
    found = set(_YEAR.findall(text))
    if len(found) == 1:
        return int(found.pop())
    return None if _plain(text) in _UNKNOWN else text


def _amount(value: Any) -> Any:
    """A number as people type it: 4,5 h and 87 % are 4.5 and 87. No number stays as typed."""
    if not isinstance(value, str):
        plain = isinstance(value, int | float) and type(value) is not bool and math.isfinite(value)
        return value if plain or value is None else f"{value!r:.20}"
    text = value.strip().lower()
    found = re.fullmatch(r"(-?\d{1,9}(?:[.,]\d{1,6})?)\s*(?:%|per cent|h|hours?|days?|min|minutes?)?", text)
    return float(found[1].replace(",", ".")) if found else value.strip() or None


Year = Annotated[int | str | None, BeforeValidator(_year)]
Amount = Annotated[float | str | None, BeforeValidator(_amount)]


# ---- what a learner makes -------------------------------------------------------------------


class Rule(Row):
    """One rule. In the case it is known by its id, in one's own register by a code."""

    code: Text = ""
    text: Text = ""
    seen: Literal["", "obvious", "found"] = ""
    type: Literal["", "operational", "strategic", "regulatory"] = ""
    way: Literal["", "system", "manual"] = ""
    citation: Text = ""  # the law, for a regulatory rule
    origin: Text = ""  # why it was made, or the place that tells
    year: Year = None
    source: Text = ""  # where it is written, or who says it
    owner: Text = ""
    effect: Text = ""  # what it does to the customer's outcome
    amount: Amount = None  # the same as a number, as measured in a log
    challenged: Year = None
    control: Literal["", "yes", "no"] = ""  # it is there to stop our own people from erring
    decision: Literal["", "keep", "change", "retire"] = ""
    reason: Text = ""

    @property
    def item(self) -> str:
        return self.code.upper() or self.id

    @property
    def made(self) -> int | None:
        return self.year if isinstance(self.year, int) else None

    @property
    def looked_at(self) -> int | None:
        """The year in which it was last challenged, as far as known."""
        return self.challenged if isinstance(self.challenged, int) else None

    @property
    def rootless(self) -> bool:
        """Whether nobody can say where it came from."""
        return _plain(self.origin) in _UNKNOWN

    @property
    def begun(self) -> bool:
        return bool(self.text or self.type or self.way or self.origin or self.owner or self.decision)


class Frame(Row):
    """The year in which the register is made."""

    now: Year = None


class RuleRegister(Artefact):
    """Exercises 6.2 and 6.5, and one's own register."""

    rules: list[Rule] = []
    old: list[Rule] = []  # of 6.2: origin, year, owner and measured effect of some
    frame: list[Frame] = []

    @property
    def now(self) -> int | None:
        return next((f.now for f in self.frame if isinstance(f.now, int)), None)


class RuleHunt(Artefact):
    """What in a manual and in a conversation is a rule (6.1): item -> `rule` or `no`."""

    manual: list[Placed] = []
    heard: list[Placed] = []


# ---- what can be computed from it -----------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """How long a rule has stood.

    Args:
        age: years since it was made, None if that is not known.
        unlooked: years since it was last challenged or else made, None if neither is known.
        ever: whether it was ever challenged, as far as known.
    """

    rule: str
    age: int | None
    unlooked: int | None
    ever: bool

    @property
    def rank(self) -> tuple[bool, int]:
        """The stalest first; before them what nobody remembers, as it was not looked at either."""
        return self.unlooked is not None, -(self.unlooked or 0)


def standing(rules: Sequence[Rule], now: int) -> list[Standing]:
    """How stale each rule is, the stalest first, as `Standing.rank` has it."""
    found = []
    for rule in rules:
        known = [y for y in (rule.made, rule.looked_at) if y is not None]
        last = max(known) if known else None
        found.append(
            Standing(
                rule.item,
                None if rule.made is None else max(0, now - rule.made),
                None if last is None else max(0, now - last),
                rule.looked_at is not None,
            )
        )
    return sorted(found, key=lambda s: (s.rank, s.rule))


def dropped_laws(rules: Sequence[Rule], by_law: Collection[str] = ()) -> list[Rule]:
    """Regulatory rules that are to be retired: never ours to drop.

    Args:
        by_law: ids of rules that are known to be regulatory, whatever the register calls them.
    """
    return [r for r in rules if r.decision == "retire" and (r.type == "regulatory" or r.id in by_law)]


def recall_precision(
    truth: Collection[str], marked: Collection[str], free: Collection[str] = ()
) -> tuple[float, float]:
    """The share of true items that were marked, and of marked items that are true.

    Args:
        free: items that count neither way. Nothing marked is a precision of 0.
    """
    counted = set(marked) - set(free)
    hits = len(counted & set(truth))
    return hits / len(truth) if truth else 0.0, hits / len(counted) if counted else 0.0


def informed(truth: Collection[str], others: Collection[str], marked: Collection[str]) -> float:
    """Share of true items marked less share of the others marked (Youden 1950): 1 is perfect, 0 is
    what marking everything, nothing or by lot comes to, however common rules are."""
    chosen, wrong = set(marked), set(others)
    hits = len(chosen & set(truth)) / len(truth) if truth else 0.0
    return hits - (len(chosen & wrong) / len(wrong) if wrong else 0.0)


# ---- what can be wrong with it --------------------------------------------------------------

DoubtKind = Literal["law", "citation", "unexamined", "type", "owner", "origin", "effect", "reason", "year"]


@dataclass(frozen=True)
class Doubt:
    """One thing that a register still lacks, or must not say."""

    rule: str
    kind: DoubtKind
    text: str


def faults(rules: Sequence[Rule], now: int | None = None) -> list[Doubt]:
    """What cannot stand in a register, rule by rule; blank rows are passed over.

    Kinds: `law`, a regulatory rule is to be retired; `citation`, it names no law; `unexamined`, a
    rule of unknown origin is kept and was never challenged; `type`, `owner`, `origin`, `effect`:
    the field is open; `reason`, a decision without a reason; `year`, a year that is none, or that
    lies ahead or in the wrong order.
    """
    found = []
    for rule in rules:
        if rule.begun:
            found += [Doubt(rule.item, kind, text) for kind, text in _doubts(rule, now)]
    return found


def _doubts(rule: Rule, now: int | None) -> list[tuple[DoubtKind, str]]:
    found: list[tuple[DoubtKind, str]] = []
    if rule.type == "regulatory" and rule.decision == "retire":
        found.append(("law", "It is regulatory, so it cannot be retired; how it is kept can be changed."))
    if rule.type == "regulatory" and not tokens(rule.citation):
        found.append(("citation", "It is called regulatory, and no law is named."))
    if rule.rootless and rule.decision == "keep" and rule.looked_at is None:
        found.append(("unexamined", "Nobody knows where it came from, nobody has challenged it, and it is kept."))  # fmt: skip
    open_ = [name for name, value in (("type", rule.type), ("way", rule.way)) if not value]
    if open_:
        found.append(("type", f"Still open: {' and '.join(open_)}."))
    for kind, value, said in (
        ("owner", rule.owner, "Nobody answers for it yet."),
        ("effect", rule.effect, "What it does to the customer is not said yet."),
    ):
        if not tokens(value):
            found.append((kind, said))  # type: ignore[arg-type]
    if not rule.origin.strip():
        found.append(("origin", "Where it came from is open. Write \u201cunknown\u201d where nobody can say."))  # fmt: skip
    if rule.decision and len(tokens(rule.reason)) < LEAST_REASON:
        found.append(("reason", f"To {rule.decision} it needs a reason of some words."))
    found += [("year", text) for text in _years(rule, now)]
    return found


def _years(rule: Rule, now: int | None) -> list[str]:
    told = [f"\u201c{y:.20}\u201d is not a year." for y in (rule.year, rule.challenged) if isinstance(y, str)]
    made, looked = rule.made, rule.looked_at
    if made is not None and looked is not None and looked < made:
        told.append(f"It was challenged in {looked}, before it was made in {made}.")
    if now is not None and any(y is not None and y > now for y in (made, looked)):
        told.append(f"A year lies after {now}.")
    return told


def _plain(text: str) -> str:
    return " ".join(tokens(text))
