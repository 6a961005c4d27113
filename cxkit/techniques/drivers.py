"""Critical moments: which Moments of Truth move the rating at the end, and how surely.

Rows 21, 53 and 64 of the method; the measures are ours, since the sources only say that the
crucial moments are those with the best encounter, expectation and emotion.

A driver is the weight of a moment in the rating of the whole journey. Two ways, to be named:
- "regression", the default: standardised coefficients of all moments together. People in a good
  mood rate everything high; the regression takes what moments share out of each of them.
- "correlation": each moment alone with the rating. For few customers (fewer than three a moment),
  where a regression would fit noise. It flatters moments that go with important ones.

Conventions: a rating row is a mapping with `customer`, `moment`, and the figures `encounter`
(1 right first time, 0 not), `expectation` (perceived minus expected, -4 to 4), `emotion` (-2 to
2), `importance` (1 to 5), `overall` (the customer's rating of the whole, the same in each of
the customer's rows); None for what is blank. Importance that people state is not what drives
them: show both.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from .artefact import ArtefactError

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "ASPECTS",
    "How",
    "On",
    "Rank",
    "Standing",
    "drivers",
    "end_of_journey",
    "importance",
    "jaccard",
    "stability",
    "standing",
    "top",
]

ASPECTS = ("encounter", "expectation", "emotion")
On = Literal["all", "encounter", "expectation", "emotion"]
How = Literal["regression", "correlation"]
Rating = Mapping[str, Any]


def drivers(ratings: Iterable[Rating], on: On = "all", how: How = "regression") -> dict[str, float]:
    """Moment -> its weight in the overall rating, the heaviest first.

    Args:
        ratings: see above. A customer without an overall rating is left out; a moment that a
            customer did not meet counts as its mean, so that it moves nothing.
        on: what is weighed: one aspect, or "all", the mean of the three standardised.
        how: see above.

    Returns:
        Standardised coefficients, or correlations, from about -1 to 1. A moment that everyone
        rates alike has weight 0.

    Raises:
        ArtefactError: an unknown aspect or way, or too few customers to tell anything.
    """
    moments, x, y = _table(ratings, on, how)
    return _ranked(dict(zip(moments, map(float, _weights(x, y, how)), strict=True)))


def top(weights: Mapping[str, float], k: int = 5) -> tuple[str, ...]:
    """The k heaviest, on a tie the first by name."""
    return tuple(sorted(weights, key=lambda m: (-weights[m], m))[:k])


@dataclass(frozen=True)
class Rank:
    """How surely a moment is among the first k.

    Args:
        weight, rank: as found; rank 1 is the heaviest.
        redrawn: share of samples of customers, drawn with replacement, in which it is.
        shaken: share of trials in which every weight is changed by chance by up to 20 %.
    """

    weight: float
    rank: int
    redrawn: float
    shaken: float


def stability(
    ratings: Iterable[Rating],
    k: int = 5,
    on: On = "all",
    how: How = "regression",
    *,
    draws: int = 1000,
    seed: int = 17,
    shake: float = 0.2,
) -> dict[str, Rank]:
    """The drivers with how surely each is among the first k, the heaviest first.

    Arguments and errors as for `drivers`; about half a second for 150 customers.
    """
    import numpy as np

    moments, x, y = _table(ratings, on, how)
    weights = _weights(x, y, how)
    chance = np.random.default_rng(seed)
    redrawn = np.zeros(len(moments))
    for _ in range(draws):
        some = chance.integers(0, len(y), len(y))
        redrawn[_first(_weights(x[some], y[some], how), k)] += 1
    shaken = np.zeros(len(moments))
    for _ in range(draws):
        shaken[_first(weights * chance.uniform(1 - shake, 1 + shake, len(weights)), k)] += 1
    found = dict(zip(moments, map(float, weights), strict=True))
    place = {m: n for n, m in enumerate(moments)}
    return {
        m: Rank(w, rank, float(redrawn[place[m]] / draws), float(shaken[place[m]] / draws))
        for rank, (m, w) in enumerate(_ranked(found).items(), start=1)
    }


def jaccard(a: Collection[str], b: Collection[str]) -> float:
    """What two sets share, of what they hold together, 0 to 1; 0 for two empty ones."""
    one, other = set(a), set(b)
    return len(one & other) / len(one | other) if one | other else 0.0


def importance(ratings: Iterable[Rating]) -> dict[str, float]:
    """Moment -> mean importance that customers state, the highest first."""
    return _ranked({m: math.fsum(v) / len(v) for m, v in _by_moment(ratings, "importance").items()})


@dataclass(frozen=True)
class Standing:
    """How a moment stands against what was expected.

    Args:
        mean: perceived minus expected; low and high: its interval.
        word: "above" where the whole interval is above 0, "below" where it is below, else
            "met".
        customers: how many it rests on.
    """

    mean: float
    low: float
    high: float
    word: Literal["above", "met", "below"]
    customers: int


def standing(ratings: Iterable[Rating], level: float = 0.95) -> dict[str, Standing]:
    """Above, met or below, for each moment in the order in which it first comes (2.8).

    The interval is Student's t. With one customer there is none: the moment is "met", its
    bounds are those of the scale.
    """
    from scipy.special import stdtrit

    found = {}
    for moment, values in _by_moment(ratings, "expectation").items():
        n = len(values)
        mean = math.fsum(values) / n
        low, high = -4.0, 4.0
        if n > 1:
            spread = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - 1) / n)
            reach = float(stdtrit(n - 1, (1 + level) / 2)) * spread
            low, high = mean - reach, mean + reach
        word: Any = "above" if low > 0 else "below" if high < 0 else "met"
        found[moment] = Standing(mean, low, high, word, n)
    return found


def end_of_journey(ratings: Iterable[Rating], order: Sequence[str]) -> dict[str, float]:
    """Is one only as good as the last interaction? Correlations with the overall rating (64).

    Args:
        order: the moments as they follow each other.

    Returns:
        "last": of the expectation figure of each customer's last moment; "mean": of the mean
        of all; "worst": of the lowest. 0 where one of the two does not vary.
    """
    rows: dict[str, dict[str, float]] = {}
    overall: dict[str, float] = {}
    for row in ratings:
        if row.get("overall") is not None and row.get("expectation") is not None:
            rows.setdefault(row["customer"], {})[row["moment"]] = row["expectation"]
            overall[row["customer"]] = row["overall"]
    place = {m: n for n, m in enumerate(order)}
    met = {c: [v[m] for m in sorted(v, key=lambda m: place.get(m, -1))] for c, v in rows.items()}
    y = [overall[c] for c in met]
    return {
        "last": _correlation([v[-1] for v in met.values()], y),
        "mean": _correlation([math.fsum(v) / len(v) for v in met.values()], y),
        "worst": _correlation([min(v) for v in met.values()], y),
    }


def _by_moment(ratings: Iterable[Rating], name: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for row in ratings:
        if row.get(name) is not None:
            found.setdefault(row["moment"], []).append(float(row[name]))
    return found


def _ranked(weights: dict[str, float]) -> dict[str, float]:
    return {m: weights[m] for m in top(weights, len(weights))}


def _table(
    ratings: Iterable[Rating], on: str, how: str
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Moments, customers x moments (nan where not met), overall ratings."""
    import numpy as np

    faults = [
        f"{name}: expected {' or '.join(get_args(offered))}, found {came!r:.40}."
        for name, came, offered in (("on", on, On), ("how", how, How))
        if came not in get_args(offered)
    ]
    rows = [r for r in ratings if r.get("overall") is not None]
    customers = {c: n for n, c in enumerate(dict.fromkeys(r["customer"] for r in rows))}
    moments = {m: n for n, m in enumerate(dict.fromkeys(r["moment"] for r in rows))}
    least = max(3, 3 * len(moments) if how == "regression" else 3)
    if len(customers) < least:
        faults.append(
            f"Ratings: expected {least} customers with an overall rating or more, for "
            f"{len(moments)} moments, found {len(customers)}."
            + (" With fewer, use 'correlation'." if how == "regression" else "")
        )
    if faults:
        raise ArtefactError(faults)
    aspects = ASPECTS if on == "all" else (on,)
    cube = np.full((len(aspects), len(customers), len(moments)), np.nan)
    y = np.zeros(len(customers))
    for row in rows:
        customer = customers[row["customer"]]
        y[customer] = row["overall"]
        for layer, name in enumerate(aspects):
            if row.get(name) is not None:
                cube[layer, customer, moments[row["moment"]]] = row[name]
    # Aspects have scales of their own; a mean of raw figures would be the widest scale's.
    return list(moments), np.mean([_standard(layer) for layer in cube], axis=0), y


def _standard(x: np.ndarray) -> np.ndarray:
    """Columns of mean 0 and standard deviation 1; 0 where blank or without variety."""
    import numpy as np

    there = np.isfinite(x)
    count = np.maximum(there.sum(axis=0), 1)
    centred = np.where(there, x - np.where(there, x, 0).sum(axis=0) / count, 0.0)
    spread = np.sqrt((centred**2).sum(axis=0) / count)
    return centred / np.where(spread > 1e-12, spread, np.inf)


def _weights(x: np.ndarray, y: np.ndarray, how: str) -> np.ndarray:
    import numpy as np

    x, y = _standard(x), _standard(y[:, None])[:, 0]
    if how == "correlation":
        return x.T @ y / len(y)
    return np.linalg.lstsq(x, y, rcond=None)[0]


def _first(weights: np.ndarray, k: int) -> np.ndarray:
    return (-weights).argsort(kind="stable")[:k]


def _correlation(a: Sequence[float], b: Sequence[float]) -> float:
    if not a:
        return 0.0
    x = [v - math.fsum(a) / len(a) for v in a]
    y = [v - math.fsum(b) / len(b) for v in b]
    size = math.hypot(*x) * math.hypot(*y)
    return math.fsum(p * q for p, q in zip(x, y, strict=True)) / size if size > 1e-12 else 0.0
