"""Criteria that many exercises share: is all of it filled in, does a sorting agree with the key.

Used wherever items are put under labels. An interval says how far the value could move if the
items had been others: Wilson's for a share, and from it those of kappa and F1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from ..techniques.agreement import macro_f1, share_equal
from ..techniques.demand import wilson
from ..techniques.needs import Placed
from .criterion import Bounds, Context, Measured
from .finding import DONE, LOOK_AGAIN, Finding

__all__ = [
    "agreement",
    "f1_interval",
    "filled",
    "kappa_interval",
    "keyed_bounds",
    "labels",
    "listed",
    "met",
    "share_interval",
]

_SHOWN = 3  # findings a person can act on at once; the rest is counted


def met(what: str, why: str = "") -> tuple[Finding, ...]:
    """The single finding of a criterion that is met."""
    return (Finding(DONE, what, why=why),)


def listed(findings: Sequence[Finding], more: str) -> tuple[Finding, ...]:
    """The first few findings, then how many more there are: `more` has one {n}, worded so that
    it reads well with 1."""
    rest = len(findings) - _SHOWN
    if rest <= 0:
        return tuple(findings)
    return (*findings[:_SHOWN], Finding(LOOK_AGAIN, more.format(n=rest)))


def keyed_bounds(context: Context) -> Bounds:
    """The bounds that stand with the key of an exercise."""
    return Bounds(context.key["threshold"], context.key["trivial"])


def labels(rows: Sequence[Placed]) -> dict[str, str]:
    """Item -> the label that it was put under; items without one are left out."""
    return {p.id: p.choice for p in rows if p.choice}


def filled(
    wanted: Sequence[str], given: Mapping[str, object], noun: str, next_step: str
) -> Measured:
    """How many of the wanted items have something in them."""
    missing = [item for item in wanted if not given.get(item)]
    value = 1 - len(missing) / len(wanted) if wanted else 1.0
    if not missing:
        return Measured(1.0, met(f"All {len(wanted)} {noun} are filled in."))
    shown = ", ".join(missing[:6]) + (" \u2026" if len(missing) > 6 else "")
    return Measured(
        value,
        (
            Finding(
                LOOK_AGAIN,
                f"{len(missing)} of {len(wanted)} {noun} still open.",
                where=shown,
                why="What is left open earns nothing yet.",
                next=next_step,
            ),
        ),
    )


def agreement(
    truth: Mapping[str, Hashable],
    given: Mapping[str, Hashable],
    metric: Callable[[Sequence[Hashable], Sequence[Hashable]], float],
    interval: Callable[[Sequence[Hashable], Sequence[Hashable]], tuple[float, float]],
    tell: Callable[[str, Hashable], Finding],
    good: str,
) -> Measured:
    """How far the given labels agree with the key's.

    Args:
        truth: item -> label, the key.
        given: item -> label as answered; items may be missing.
        tell: (item, given label) -> the finding for one that differs.
        good: what to say when nothing differs.
    """
    items = list(truth)
    a = [truth[i] for i in items]
    b = [given.get(i, "") for i in items]
    differ = [tell(i, g) for i, t, g in zip(items, a, b, strict=True) if t != g and g]
    findings = listed(differ, "Further ones that differ: {n}. Start with these.") or met(good)
    return Measured(metric(a, b), findings, interval(a, b))


def share_interval(hits: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (Wilson 1927)."""
    return wilson(hits, n)


def kappa_interval(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[float, float]:
    """The 95 % interval of kappa from Wilson's interval of the plain agreement (Cohen 1960)."""
    n = len(a)
    labels = set(a) | set(b)
    chance = sum(a.count(x) * b.count(x) for x in labels) / n**2 if n else 0.0
    low, high = share_interval(share_equal(a, b) * n, n)
    if chance >= 1:
        return 0.0, 0.0
    return max(-1.0, (low - chance) / (1 - chance)), (high - chance) / (1 - chance)


def f1_interval(truth: Sequence[Hashable], given: Sequence[Hashable]) -> tuple[float, float]:
    """An interval of macro F1, as wide as Wilson's of the plain agreement and laid around F1.

    F1 itself has no simple one. The plain agreement's own would not do: where one label is rarer,
    F1 may lie outside it.
    """
    share, value = share_equal(truth, given), macro_f1(truth, given)
    low, high = share_interval(share * len(truth), len(truth))
    return max(0.0, value + low - share), min(1.0, value + high - share)
