"""The 15 measures of a process seen by its Moments of Truth, recomputed from register and log.

Row 22 of the method: the sources promise 15 metrics and list none. Ours (2.4) are seven that
Towers names (2013), five that Dodkins names, and the sources' own three. So each measure says who
named it, and whether its formula is theirs ("SOURCE") or ours ("OWN"). What cannot be computed
from what is there says what is missing; nothing is guessed. None of them says good or bad.

Conventions: a log row is a mapping with `case`, `performer`, `start` (ISO text), and
`customer_contact` (true where the customer is a party: a MOT); rows of a case in order of time.
Money is in the unit of the estimates.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from .moments import TYPES, Moment, Register

__all__ = ["MEASURES", "Measure", "dashboard"]

Row = Mapping[str, Any]
_MONTH = 30 * 24 * 3600.0  # seconds


@dataclass(frozen=True)
class Measure:
    """One measure.

    Args:
        number: 1 to 15. name: one word. unit: what `value` counts.
        named: who named it. formula: "SOURCE" or "OWN".
        how: the formula in words.
        value: the figure, None where it cannot be computed; then `missing` says what is needed.
        by: its parts: moment code (in capitals), type or statistic -> figure.
        low, high: a 95 % interval, where there is one.
        basis: on how many rows, cases or ratings it rests.
    """

    number: int
    name: str
    unit: str
    named: Literal["Towers", "Dodkins", "the sources"]
    formula: Literal["SOURCE", "OWN"]
    how: str
    value: float | None = None
    by: Mapping[str, float] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    basis: int = 0
    missing: str = ""


MEASURES = (
    Measure(1, "Amount", "MOTs a case", "Towers", "SOURCE", "mean number of MOTs in a case"),
    Measure(2, "Type", "share", "Towers", "SOURCE", "share of the commonest of the six types"),
    Measure(3, "Ownership", "share", "Towers", "OWN", "MOTs with a named owner / all"),
    Measure(4, "Alignment", "share", "Towers", "OWN", "MOTs that serve a customer outcome / all"),
    Measure(5, "Trend", "MOTs a case in 30 days", "Towers", "OWN", "slope of Amount over time"),
    Measure(6, "Ratio", "BPs a MOT", "Towers", "SOURCE", "hand-offs inside / MOTs"),
    Measure(7, "Impact", "1 to 9", "Towers", "OWN", "mean of customer x organisation impact"),
    Measure(8, "Opportunity", "money", "Dodkins", "OWN", "value if every MOT goes perfectly"),
    Measure(9, "Risk", "money", "Dodkins", "OWN", "sum of probability x loss"),
    Measure(10, "Value", "1 to 5", "Dodkins", "OWN", "mean importance that customers state"),
    Measure(11, "Return", "money", "Dodkins", "OWN", "revenue attributed to the MOTs"),
    Measure(12, "Cost", "money", "Dodkins", "OWN", "cost to serve, each MOT once"),
    Measure(13, "Encounter", "share", "the sources", "OWN", "right first time / rated"),
    Measure(14, "Expectation", "-4 to 4", "the sources", "OWN", "mean of perceived - expected"),
    Measure(15, "Emotion", "-2 to 2", "the sources", "OWN", "mean emotion"),
)


def dashboard(
    register: Register,
    ratings: Iterable[Row] = (),
    log: Iterable[Row] = (),
    estimates: Mapping[str, Mapping[str, float | None]] | None = None,
) -> tuple[Measure, ...]:
    """The 15 measures, in the order of `MEASURES`.

    Args:
        register: the register of moments.
        ratings: rows as in `drivers`.
        log: see above; () where there is none, and amount, trend and ratio stay blank.
        estimates: moment code -> `value` (if it goes perfectly), `probability` (0-1) and
            `loss`, `return`, `cost`, in money; blank or absent where nobody knows.

    Returns:
        `MEASURES` with value, parts, interval and basis filled in.
    """
    rated = list(ratings)
    cases = _cases(log)
    money = {code.upper(): e for code, e in (estimates or {}).items()}
    blank = {m.number: m for m in MEASURES}
    filled = (
        *_log_measures(blank, cases),
        *_register_measures(blank, register.rows),
        *_money_measures(blank, register.rows, money),
        *(
            _rated(blank[number], rated, name)
            for number, name in (
                (10, "importance"),
                (13, "encounter"),
                (14, "expectation"),
                (15, "emotion"),
            )
        ),
    )
    return tuple(sorted(filled, key=lambda m: m.number))


# ---- from the log ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Case:
    begins: float  # seconds
    moments: int
    handoffs: int


def _cases(log: Iterable[Row]) -> list[_Case]:
    rows: dict[Any, list[Row]] = {}
    for row in log:
        rows.setdefault(row["case"], []).append(row)
    found = []
    for events in rows.values():
        inside = [e["performer"] for e in events if e["performer"] != "customer"]
        found.append(
            _Case(
                begins=_seconds(events[0]["start"]),
                moments=sum(bool(e["customer_contact"]) for e in events),
                handoffs=sum(a != b for a, b in zip(inside, inside[1:], strict=False)),
            )
        )
    return found


def _seconds(text: str) -> float:
    """Wall-clock seconds: no machine's time zone may move a slope."""
    return (
        datetime.fromisoformat(text).replace(tzinfo=None) - datetime(2000, 1, 1)
    ).total_seconds()


def _log_measures(blank: Mapping[int, Measure], cases: list[_Case]) -> list[Measure]:
    if not cases:
        need = "An event log, with the customer's contacts marked."
        return [replace(blank[n], missing=need) for n in (1, 5, 6)]
    n = len(cases)
    amounts = sorted(c.moments for c in cases)
    total = sum(amounts)
    p90 = amounts[math.ceil(0.9 * n) - 1]
    amount = replace(blank[1], value=total / n, by={"p90": p90, "most": amounts[-1]}, basis=n)
    handoffs = sum(c.handoffs for c in cases)
    ratio = replace(blank[6], by={"MOTs": total, "BPs": handoffs}, basis=n)
    if total:
        ratio = replace(ratio, value=handoffs / total)
    else:
        ratio = replace(ratio, missing="A log in which some row is a contact with the customer.")
    return [amount, _trend(blank[5], cases), ratio]


def _trend(blank: Measure, cases: list[_Case]) -> Measure:
    """Least squares over cases: no period to choose, and its interval is Student's t."""
    n = len(cases)
    x = [c.begins / _MONTH for c in cases]
    y = [c.moments for c in cases]
    mx, my = math.fsum(x) / n, math.fsum(y) / n
    wide = math.fsum((v - mx) ** 2 for v in x)
    if n < 3 or wide < 1e-9:
        return replace(blank, basis=n, missing="Three cases or more that begin at other times.")
    from scipy.special import stdtrit

    slope = math.fsum((p - mx) * (q - my) for p, q in zip(x, y, strict=True)) / wide
    left = math.fsum((q - my - slope * (p - mx)) ** 2 for p, q in zip(x, y, strict=True))
    reach = float(stdtrit(n - 2, 0.975)) * math.sqrt(left / (n - 2) / wide)
    return replace(blank, value=slope, low=slope - reach, high=slope + reach, basis=n)


# ---- from the register ----------------------------------------------------------------------


def _register_measures(blank: Mapping[int, Measure], rows: Sequence[Moment]) -> list[Measure]:
    n = len(rows)
    if not n:
        return [replace(blank[k], missing="Rows in the register.") for k in (2, 3, 4, 7)]
    types = Counter(m.type for m in rows if m.type)
    typed = types.total()
    shares = {t: types[t] / typed for t in TYPES} if typed else {}
    kinds = replace(blank[2], by=shares, basis=typed)
    impacts = {m.ref: float(m.impact) for m in rows if m.impact is not None}
    return [
        replace(kinds, value=max(shares.values()))
        if shares
        else replace(kinds, missing="Types in the register."),
        replace(blank[3], value=sum(bool(m.owner) for m in rows) / n, basis=n),
        replace(blank[4], value=sum(bool(m.outcomes) for m in rows) / n, basis=n),
        _mean(blank[7], impacts, len(impacts), "Both impacts of some moment."),
    ]


def _money_measures(
    blank: Mapping[int, Measure],
    rows: Sequence[Moment],
    money: Mapping[str, Mapping[str, float | None]],
) -> list[Measure]:
    known = {m.ref: money[m.ref] for m in rows if m.ref in money}

    def parts(*names: str) -> dict[str, float]:
        found = {}
        for ref, row in known.items():
            figures = [row.get(name) for name in names]
            if all(f is not None for f in figures):
                found[ref] = math.prod(float(f or 0) for f in figures)
        return found

    return [
        _sum(blank[number], parts(*names), f"Estimates of {' and '.join(names)} of some moment.")
        for number, names in (
            (8, ("value",)),
            (9, ("probability", "loss")),
            (11, ("return",)),
            (12, ("cost",)),
        )
    ]


# ---- from ratings ---------------------------------------------------------------------------


def _rated(blank: Measure, ratings: Sequence[Row], name: str) -> Measure:
    """The mean over all ratings, and by moment; each rating counts alike."""
    found: dict[str, list[float]] = {}
    for row in ratings:
        if row.get(name) is not None:
            found.setdefault(row["moment"].upper(), []).append(float(row[name]))
    values = [v for vs in found.values() for v in vs]
    if not values:
        return replace(blank, missing=f"Ratings of {name}.")
    means = {m: math.fsum(vs) / len(vs) for m, vs in found.items()}
    return replace(blank, value=math.fsum(values) / len(values), by=means, basis=len(values))


def _mean(blank: Measure, parts: Mapping[str, float], basis: int, missing: str) -> Measure:
    if not parts:
        return replace(blank, missing=missing)
    return replace(blank, value=math.fsum(parts.values()) / len(parts), by=parts, basis=basis)


def _sum(blank: Measure, parts: Mapping[str, float], missing: str) -> Measure:
    if not parts:
        return replace(blank, missing=missing)
    return replace(blank, value=math.fsum(parts.values()), by=parts, basis=len(parts))
