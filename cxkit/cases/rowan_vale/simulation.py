"""A discrete-event simulation of the branch: visits walk the steps and queue for the performers.

A walk is a generator that yields what it waits for; the heap holds who goes on when. Jobs are
taken first come, first served, by whoever is free first. All times are whole minutes and ties
are settled by order of entry, so a run is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heapify, heappop, heappush

from cxkit.cases.rowan_vale.calendar import DAY, SATURDAY, finish, opening, weekday
from cxkit.cases.rowan_vale.process import PERFORMERS, known_rules, rules, steps_by_name
from cxkit.cases.rowan_vale.visits import Visit, make_visits

__all__ = ["Event", "Run", "Story", "simulate"]

LOAN_LIMIT10 = 80  # R03: more than this many tenths of a booked hour
NOON = 720  # R07
SIGNED_ABOVE = 100  # R13, pounds
COPIES = 3  # R09
LOAN_NIGHT = 900  # pence a night for a car that would have stood idle
TAXI = 4200  # pence paid to every customer to whom goodwill is shown
RETURN = 31000  # pence a year from a customer who comes back

_PARTS_ORDER = 900  # R04: three in the afternoon


@dataclass(frozen=True)
class Event:
    """One line of the log, times in minutes; `minutes` of work lie within them."""

    step: str
    start: int
    end: int
    minutes: int
    contact: bool
    channel: str


@dataclass
class Story:
    """What became of one visit. Money in pence, time in minutes."""

    visit: Visit
    events: list[Event] = field(default_factory=list)
    ready: int | None = None
    refused_car: bool = False
    loan: bool = False
    signature_wait: int = 0
    held_back: int = 0
    rating: int = 0

    @property
    def received(self) -> int:
        """When the desk began to take the car in."""
        return next(e.start for e in self.events if e.step == "Receive car")

    @property
    def handed(self) -> int:
        """When the customer had it back."""
        return next(e.end for e in self.events if e.step == "Hand over")


Run = list[Story]
Walk = Generator[tuple[str, int] | int, tuple[int, int], None]


def simulate(seed: int, without: Iterable[str] = ()) -> Run:
    """The half-year at the branch, in order of arrival. Runs are kept: do not change one.

    Args:
        seed: of the visits; nothing else is left to chance.
        without: ids of rules that do not hold in this run.

    Raises:
        CaseError: a rule is not known.
    """
    return _simulate(seed, frozenset(rules()) - known_rules(without))


@lru_cache(maxsize=8)
def _simulate(seed: int, holds: frozenset[str]) -> Run:
    stories = [Story(visit) for visit in make_visits(seed)]
    free = {role: [0] * performer.number for role, performer in PERFORMERS.items()}
    walks: list[Walk] = []
    agenda: list[tuple[int, int, tuple[int, int]]] = []
    for story in stories:
        visit = story.visit
        for at, walk in (
            (visit.booked_at, _visit(story, holds)),
            (visit.arrives + visit.patience, _chase(story)),
        ):
            agenda.append((at, len(walks), (at, at)))
            walks.append(walk)
    heapify(agenda)
    entered = [False] * len(walks)
    while agenda:
        now, number, times = heappop(agenda)
        walk = walks[number]
        try:
            wanted = walk.send(times) if entered[number] else next(walk)
        except StopIteration:
            continue
        entered[number] = True
        if isinstance(wanted, int):
            heappush(agenda, (max(now, wanted), number, (now, max(now, wanted))))
            continue
        role, minutes = wanted
        start, end = finish(max(now, free[role][0]), minutes, role)
        _occupy(free[role], end)
        heappush(agenda, (end, number, (start, end)))
    for story in stories:
        story.rating = _rating(story)
    return stories


def _occupy(servers: list[int], until: int) -> None:
    heappop(servers)
    heappush(servers, until)


class _Desk:
    """Writes down what a walk does."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.turn = 0
        self.last = 0

    def do(self, name: str, minutes: int, vary: bool = True) -> Walk:
        step = steps_by_name()[name]
        if vary:
            minutes = max(1, minutes + self.story.visit.odd[self.turn % 24])
            self.turn += 1
        start, end = yield step.performer, minutes
        return self._note(name, start, end, minutes)  # type: ignore[return-value]

    def receive(self, receive: int, sign: int) -> Walk:
        """Taking the car in and signing for it: one adviser, one after the other."""
        start, end = yield "adviser", receive + sign
        self._note("Receive car", start, end - sign, receive)
        self._note("Sign sheets", end - sign, end, sign)

    def _note(self, name: str, start: int, end: int, minutes: int) -> Event:
        step = steps_by_name()[name]
        event = Event(name, start, end, minutes, bool(step.counterpart), step.channel)
        self.story.events.append(event)
        self.last = end
        return event


def _visit(story: Story, holds: frozenset[str]) -> Walk:
    visit, desk = story.visit, _Desk(story)
    yield from desk.do("Book online" if visit.online else "Take booking", 3 if visit.online else 9)
    yield from desk.do("Copy booking", 5)
    if visit.wants_car:
        story.refused_car = "R03" in holds and visit.hours10 <= LOAN_LIMIT10
        story.loan = not story.refused_car
        yield from desk.do("Refuse car" if story.refused_car else "Lend car", 5)
    yield visit.arrives
    copies = COPIES if "R09" in holds else 1
    yield from desk.receive(8 + visit.odd[-1], copies * visit.copy)
    yield from desk.do("Plan job", 7)
    for _ in range(visit.queries):
        yield from desk.do("Query sheet", 9)
        yield from desk.do("Plan job", 5)
    yield from desk.do("Find fault", visit.fault, vary=False)
    yield from _parts(visit, desk)
    if visit.extra:
        if "R13" in holds and visit.extra > SIGNED_ABOVE:
            asked = desk.last
            signed = yield from desk.do("Sign estimate", 4)
            story.signature_wait = signed.end - asked
        yield from desk.do("Ask approval", 6)
        for _ in range(visit.unreached):
            yield desk.last + 75
            yield from desk.do("Ask approval", 6)
    yield from desk.do("Repair", visit.repair, vary=False)
    yield from desk.do("Check work", 10)
    for _ in range(visit.rework):
        yield from desk.do("Repeat repair", visit.redo, vary=False)
        yield from desk.do("Check work", 8)
    rung = yield from desk.do("Ring customer", 4)
    story.ready = rung.end
    yield from _collect(story, holds, desk)


def _parts(visit: Visit, desk: _Desk) -> Walk:
    if not visit.parts:
        return
    found = yield from desk.do("Find parts", 8)
    if visit.stocked:
        return
    ordered = yield from desk.do("Order parts", 5)
    sent = ordered.end - ordered.end % DAY + _PARTS_ORDER
    if ordered.end > sent:
        sent += DAY
    # On the van the next morning on which the supplier drives, at the earliest.
    yield opening(sent - sent % DAY + DAY, "supplier") + 10 * (found.start % 9)
    yield from desk.do("Bring parts", 10)


def _collect(story: Story, holds: frozenset[str], desk: _Desk) -> Walk:
    visit, come = story.visit, (story.ready or 0) + story.visit.lag
    if opening(come, "branch") != come or opening(come + 40, "branch") != come + 40:
        come = opening(come - come % DAY + DAY, "branch") + visit.second
    yield come
    paid = yield from desk.do("Take payment", 7)
    late = weekday(paid.end) == SATURDAY and paid.end % DAY >= NOON
    if late and "R07" in holds:
        refused = yield from desk.do("Refuse keys", 5)
        yield opening(refused.end - refused.end % DAY + DAY, "branch") + visit.second
        handed = yield from desk.do("Hand over", 9)
        story.held_back = handed.start - refused.start
        return
    yield from desk.do("Hand over", 9)


def _chase(story: Story) -> Walk:
    desk, at = _Desk(story), story.visit.arrives + story.visit.patience
    for turn in range(4):
        opens = opening(at, "agent")
        # Who lay awake over it does not ring at the stroke of eight.
        yield opens if opens == at else opens + story.visit.second // 3
        if story.ready is not None:
            return
        call = yield from desk.do("Chase call", 6)
        at = call.end + DAY - 60 * turn


def _rating(story: Story) -> int:
    nights = story.handed // DAY - story.received // DAY
    chased = sum(e.step == "Chase call" for e in story.events)
    felt = 4.75 + story.visit.taste - 0.22 * nights - 0.35 * chased
    felt -= 1.3 * story.refused_car + 0.9 * (story.held_back > 0) - 0.25 * story.loan
    felt -= 0.03 * next(e.minutes for e in story.events if e.step == "Sign sheets")
    return max(1, min(5, int(felt + 0.5)))
