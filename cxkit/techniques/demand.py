"""Failure demand: contacts that would not have been, had something been done right.

Method 2.7, after Seddon: demand caused by a failure to do something or to do it right for the
customer. Its share of all contacts is the number behind "causes of work".

Conventions: what was said is sorted once, however many said it; a share is weighted by contacts
and runs from 0 to 1. The interval is Wilson's of 95 % (Wilson 1927): how far the share of another
such time could lie from this one, no more.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator

from .artefact import Artefact, Row, Text
from .needs import Placed

__all__ = ["FAILURE", "VALUE", "Demand", "DemandSort", "Stated", "demand", "kinds", "wilson"]

VALUE, FAILURE = "value", "failure"
_Z = 1.96
_PERCENT = re.compile(r"\s*(%|per ?cent|pc)\.?$", re.IGNORECASE)


def _share(value: Any) -> Any:
    """A share as people type it: 36 %, 36 per cent, 36 and 0,36 are 0.36; a bare number up to 1 is
    a share.
    What is no number stays as typed."""
    if value is None or isinstance(value, (int, float)) and not isinstance(value, bool):
        number, percent, typed = value, False, str(value)
    elif isinstance(value, str):
        typed = value.strip()
        bare = _PERCENT.sub("", typed)
        percent = bare != typed
        try:
            number = float(bare.replace(",", "."))
        except ValueError:
            return typed or None
    else:
        return f"{value!r:.20}"
    if number is None:
        return None
    if not math.isfinite(number):
        return typed
    return number / 100 if percent or number > 1 else float(number)


# ---- what a learner makes -------------------------------------------------------------------


class Stated(Row):
    """The share as the learner works it out, and how; text where it is no number."""

    share: Annotated[float | str | None, BeforeValidator(_share)] = None
    how: Text = ""


class DemandSort(Artefact):
    """What customers say, each put under value or failure, and the share that follows (5.6)."""

    labels: list[Placed] = []
    stated: list[Stated] = []


# ---- what can be computed from it -----------------------------------------------------------


@dataclass(frozen=True)
class Demand:
    """Failure demand in a list of contacts.

    Args:
        contacts: in all.
        failing: those sorted as failure.
        open: those that are not sorted yet.
        share: failing / sorted ones, 0 where none is.
        low, high: 95 % interval of the share; 0 and 1 where none is sorted.
    """

    contacts: int
    failing: int
    open: int
    share: float
    low: float
    high: float


def kinds(sort: DemandSort) -> dict[str, str]:
    """Item -> `value` or `failure`; items without either are left out."""
    chosen = {p.id: p.choice.lower() for p in sort.labels}
    return {item: choice for item, choice in chosen.items() if choice in (VALUE, FAILURE)}


def demand(contacts: Sequence[str], kind: Mapping[str, str]) -> Demand:
    """The share of failure demand.

    Args:
        contacts: of each contact what it is about, an item of the sorting.
        kind: item -> `value` or `failure`.
    """
    count = Counter(kind.get(item, "") for item in contacts)
    told = count[VALUE] + count[FAILURE]
    low, high = wilson(count[FAILURE], told)
    share = count[FAILURE] / told if told else 0.0
    return Demand(len(contacts), count[FAILURE], len(contacts) - told, share, low, high)


def wilson(hits: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of the share hits / n; (0, 1) where n is 0."""
    if not n:
        return 0.0, 1.0
    p, w = hits / n, _Z**2 / n
    half = _Z * math.sqrt(p * (1 - p) / n + w / (4 * n))
    return max(0.0, (p + w / 2 - half) / (1 + w)), min(1.0, (p + w / 2 + half) / (1 + w))
