"""The claims that come in over half a year, each with all its draws made beforehand.

What a claim draws does not depend on the rules, so two runs that differ in a rule differ in
nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.cases.brightwater.calendar import DAY, SATURDAY, opening
from cxkit.cases.brightwater.firm import Firm, StreamFor
from cxkit.cases.stream import Stream

__all__ = ["CLAIMS", "Claim", "make_claims"]

CLAIMS = 400
_LAST_CALL = 110  # days: so that the last claim is paid before anybody reads the log


@dataclass(frozen=True)
class Claim:
    """One wet home; times in minutes.

    Args:
        number: 1 to 400 in order of the first call.
        called: when the customer rings.
        leaking: the water still runs, and a plumber is needed.
        estimate: pounds.
        queries: how often the report goes back to the adjuster.
        readings: of the meter until the home is dry.
        repair: minutes of building work.
        rework: how often the repair has to be done again.
        patience: until the first chase call.
        answer: until a form comes back, where one is asked for.
        taste: how freely this customer gives stars.
        odd: small draws for the length of the work, used in turn.
    """

    number: int
    called: int
    leaking: bool
    estimate: int
    queries: int
    readings: int
    repair: int
    rework: int
    patience: int
    answer: int
    taste: float
    odd: tuple[int, ...]


def make_claims(firm: Firm, stream_for: StreamFor) -> list[Claim]:
    """The claims in order of the first call."""
    chance = stream_for("claims")
    days = [day for day in range(_LAST_CALL) if day % 7 <= SATURDAY]
    called = []
    for _ in range(CLAIMS):
        # Pipes burst at night: a good part of the day's calls come when the lines open.
        early, late = chance.unit(), chance.unit()
        at = chance.pick(days) * DAY + 480 + int(300 * early * late + 360 * late)
        called.append(opening(at, "agent"))
    return [_claim(firm, chance, n, at) for n, at in enumerate(sorted(called), start=1)]


def _claim(firm: Firm, chance: Stream, number: int, called: int) -> Claim:
    limit = firm.counts["limit"]
    return Claim(
        number=number,
        called=called,
        leaking=chance.unit() < 0.7,
        estimate=limit // 2 + chance.below(12) * limit // 10,
        queries=_count(chance.unit(), (0.74, 0.93, 0.985)),
        readings=1 + _count(chance.unit(), (0.45, 0.85)),
        repair=chance.between(420, 1300),
        rework=_count(chance.unit(), (0.87, 0.98)),
        patience=chance.between(8 * DAY, 85 * DAY),
        answer=chance.between(2, 5),
        taste=0.5 * chance.bell(),
        odd=tuple(chance.between(-3, 3) for _ in range(24)),
    )


def _count(u: float, bounds: tuple[float, ...]) -> int:
    return sum(u >= bound for bound in bounds)
