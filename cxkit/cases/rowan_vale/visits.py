"""What each of the 1,200 customers brings to the branch, drawn before anything happens.

Every draw a visit may ever need is made here, from a stream of its own. With or without a rule
the same customers come with the same cars on the same days: common random numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.cases.rowan_vale.calendar import DAY, DAYS, SATURDAY, closed, opening, weekday
from cxkit.cases.stream import Stream

__all__ = ["VISITS", "Visit", "make_visits"]

VISITS = 1200

_MORNING = 480
_LAST_BOOKING = DAYS - 12  # so that the last cars are home before the log ends


@dataclass(frozen=True)
class Visit:
    """One customer's visit; times in minutes, money in whole pounds.

    Args:
        number: 1 to 1,200, in order of arrival.
        booked_at, arrives: when the booking is made, when the car is brought.
        online: booked on the web.
        hours10: booked hours, in tenths.
        wants_car: asks for a courtesy car.
        goodwill: would be paid a taxi home if refused a car.
        copy: minutes to go through and sign one sheet.
        queries: how often the sheet goes back to the desk.
        parts, stocked: parts are needed; they are on the shelf.
        extra: price of work found on the ramp, or 0.
        unreached: calls for approval before the customer picks up.
        fault, repair: minutes on the ramp.
        rework, redo: times the check sends the car back, and minutes each time.
        patience: minutes from arrival until the first chase call.
        lag, second: minutes from the news to the counter, and from the opening on a second trip.
        taste: how freely this customer gives stars; `loyal` decides a return (0-1).
        odd: small draws for the length of desk work, used in turn.
    """

    number: int
    booked_at: int
    arrives: int
    online: bool
    hours10: int
    wants_car: bool
    goodwill: bool
    copy: int
    queries: int
    parts: bool
    stocked: bool
    extra: int
    unreached: int
    fault: int
    repair: int
    rework: int
    redo: int
    patience: int
    lag: int
    second: int
    taste: float
    loyal: float
    odd: tuple[int, ...]


def make_visits(seed: int) -> list[Visit]:
    """The visits in order of arrival."""
    chance = Stream(seed, "arrivals")
    days = [d for d in range(6, _LAST_BOOKING) if not closed(d * DAY)]
    # A Saturday takes half of what a weekday takes, a Monday a little more.
    weights = [{SATURDAY: 0.5, 0: 1.25}.get(weekday(d * DAY), 1.0) for d in days]
    bounds, total = [], 0.0
    for weight in weights:
        total += weight
        bounds.append(total)
    arrivals = []
    for _ in range(VISITS):
        at = chance.unit() * total
        day = days[next(n for n, bound in enumerate(bounds) if at < bound)]
        early, straggle = chance.unit(), chance.unit()
        late = int(75 * early + 75 * straggle * straggle)
        if weekday(day * DAY) != SATURDAY and chance.unit() < 0.25:
            late += chance.between(120, 300)
        arrivals.append(day * DAY + _MORNING + late)
    return [_visit(seed, n, at) for n, at in enumerate(sorted(arrivals), start=1)]


def _visit(seed: int, number: int, arrives: int) -> Visit:
    chance = Stream(seed, f"visit {number}")
    unit = chance.unit
    kind = unit()
    if kind < 0.30:  # annual test
        hours10, parts = 10, 0.25
    elif kind < 0.62:  # routine service
        hours10, parts = chance.between(15, 35), 0.7
    elif kind < 0.90:  # repair
        hours10, parts = chance.between(20, 79), 0.85
    else:  # large repair
        hours10, parts = chance.between(82, 140), 0.95
    online = unit() < 0.3
    early, late = (360, 1410) if online else (480, 1120)
    asked = arrives - arrives % DAY - chance.between(2, 5) * DAY + chance.between(early, late)
    booked = opening(asked, "web" if online else "agent")
    pause = chance.between(0, 200)
    if booked != asked:  # shut that day: the next morning, and not all at the stroke of eight
        booked += pause
    wants = unit() < (0.2 if hours10 <= 20 else 0.55)
    extra = chance.between(4, 48) * 10 if unit() < 0.38 else 0
    return Visit(
        number=number,
        booked_at=booked,
        arrives=arrives,
        online=online,
        hours10=hours10,
        wants_car=wants,
        goodwill=unit() < 0.45,
        copy=chance.between(3, 5),
        queries=_count(unit(), (0.86, 0.95, 0.99)),
        parts=unit() < parts,
        stocked=unit() < 0.72,
        extra=extra,
        unreached=_count(unit(), (0.7, 0.92)),
        fault=chance.between(15, 40),
        repair=max(15, int(hours10 * 6 * (0.75 + 0.5 * unit()))),
        rework=_count(unit(), (0.89, 0.98)),
        redo=chance.between(30, 110),
        patience=chance.between(360, 3 * DAY),
        lag=chance.between(35, 100) if unit() < 0.45 else chance.between(100, 420),
        second=chance.between(5, 420),
        taste=0.55 * chance.bell(),
        loyal=unit(),
        odd=tuple(chance.between(-2, 2) for _ in range(24)),
    )


def _count(u: float, bounds: tuple[float, ...]) -> int:
    return sum(u >= bound for bound in bounds)
