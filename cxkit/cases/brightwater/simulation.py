"""A simulation of half a year of claims: each walks the steps and queues for the performers.

A walk is a generator that yields what it waits for: a minute, or a performer and minutes of
work. Jobs are taken first come, first served. All times are whole minutes and ties are settled
by order of entry, so a run is the same on every machine. Each rule that was drawn acts here.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from cxkit.cases.brightwater.calendar import DAY, SATURDAY, finish, next_day, opening
from cxkit.cases.brightwater.calendar import plus_working_days as later
from cxkit.cases.brightwater.claims import Claim, make_claims
from cxkit.cases.brightwater.firm import Firm, StreamFor
from cxkit.cases.brightwater.process import PERFORMERS, Process, Step

__all__ = ["Event", "Run", "Story", "simulate"]

# Minutes of work by step; those of a repair are the claim's own.
_WORK = {
    "call": 14, "triage": 11, "after triage": 8, "stop": 55, "plan": 9, "visit": 70, "check": 16,
    "query": 21, "after report": 9, "dry": 45, "read": 20, "quotes": 18, "approve": 9, "ring": 11,
    "after call": 10, "inspect": 40, "pay": 6, "chase": 8,
}  # fmt: skip
_WEEK = tuple(range(SATURDAY))


@dataclass(frozen=True)
class Event:
    """One line of the log, times in minutes; `minutes` of work lie within them."""

    step: Step
    start: int
    end: int
    minutes: int


@dataclass
class Story:
    """What became of one claim; `waits` has the minutes that each rule took, by rule id."""

    claim: Claim
    events: list[Event] = field(default_factory=list)
    waits: dict[str, int] = field(default_factory=dict)
    paid: int | None = None
    rating: int = 0

    def times(self, key: str) -> int:
        """How often the step of that key was done."""
        return sum(event.step.key == key for event in self.events)

    @property
    def line(self) -> list[Event]:
        """The events in order, chase calls left out."""
        return [e for e in self.events if e.step.key != "chase"]


Run = list[Story]
Walk = Generator[tuple[str, int] | int, tuple[int, int], None]


def simulate(firm: Firm, process: Process, stream_for: StreamFor) -> Run:
    """The half-year of the firm, in order of the first calls."""
    stories = [Story(claim) for claim in make_claims(firm, stream_for)]
    free = {role: [0] * who.number for role, who in PERFORMERS.items()}
    walks: list[Walk] = []
    agenda: list[tuple[int, int, tuple[int, int]]] = []
    for story in stories:
        called = story.claim.called
        desk = _Desk(firm, process, story)
        for at, walk in ((called, _claim(desk)), (called + story.claim.patience, _chase(desk))):
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
        heappop(free[role])
        heappush(free[role], end)
        heappush(agenda, (end, number, (start, end)))
    for story in stories:
        story.events.sort(key=lambda e: (e.start, e.end, e.step.id))
        story.rating = _rating(story)
    return stories


class _Desk:
    """Writes down what a walk does, and what each rule makes it wait."""

    def __init__(self, firm: Firm, process: Process, story: Story) -> None:
        self.firm, self.process, self.story = firm, process, story
        self.last = story.claim.called
        self.turn = 0

    def do(self, key: str, minutes: int = 0) -> Walk:
        if not minutes:
            minutes = _WORK[key] + self.story.claim.odd[self.turn % 24]
            self.turn += 1
        step = self.process.by_key[key]
        start, end = yield step.performer, minutes
        self.story.events.append(Event(step, start, end, minutes))
        if key != "chase":
            self.last = end

    def own(self, site: str) -> Walk:
        """The step that the rule of this site puts in, with all the time until it is done."""
        rule, before = self.firm.at(site), self.last
        small = self.story.claim.estimate <= self.firm.counts["limit"]
        if rule.key == "second-name" and small:
            return
        # A form goes there by post and comes back; trays are emptied, and cards at hand, next day.
        days = {"signed-form": self.story.claim.answer, "second-name": 1, "paper-file": 1,
                "excess-first": self.story.claim.answer // 2}  # fmt: skip
        if rule.key in days:
            yield later(self.last, days[rule.key])
        yield from self.do(site)
        self._took(rule.id, self.last - before)

    def held(self, site: str, key: str, minutes: int = 0) -> Walk:
        """A step before which the rule of this site makes everybody wait."""
        rule, before = self.firm.at(site), self.last
        yield _until(self.firm, rule.key, self.last)
        yield from self.do(key, minutes)
        self._took(rule.id, self.story.events[-1].start - before)

    def _took(self, rule: str, minutes: int) -> None:
        self.story.waits[rule] = self.story.waits.get(rule, 0) + minutes


def _until(firm: Firm, key: str, at: int) -> int:
    days, counts = firm.days, firm.counts
    if key in ("noon-batch", "colour-card"):
        return next_day(at, _WEEK, counts["batch"])
    if key == "area-days":
        return next_day(at - at % DAY + DAY, days["visit"], 540)
    if key == "visit-notice":
        return later(at, counts["notice"])
    if key in ("dry-certificate", "objection-time", "clear-hold"):
        return later(at, counts["hold"])
    if key == "quote-day":
        return next_day(at, days["quote"], 540)
    if key == "meeting":
        return next_day(at, days["meeting"], 600)
    if key == "pay-run":
        return next_day(at, days["pay"], 900)
    if key == "key-safe":
        return next_day(at - at % DAY + DAY, days["start"], 480)
    if key == "ring-hours":
        return (
            at if 600 <= at % DAY < 710 and at // DAY % 7 < SATURDAY else next_day(at, _WEEK, 600)
        )
    return later(at, counts["rest"])  # settle-days


def _claim(desk: _Desk) -> Walk:
    claim = desk.story.claim
    yield from desk.do("call")
    yield from desk.do("triage")
    yield from desk.own("after triage")
    if claim.leaking:
        yield desk.last + 40 + 5 * (claim.number % 30)
        yield from desk.do("stop")
    yield from desk.held("before planning", "plan")
    yield from desk.held("before visit", "visit")
    yield from desk.do("check")
    for _ in range(claim.queries):
        yield from desk.do("query")
        yield from desk.do("check")
    yield from desk.own("after report")
    yield later(desk.last, 1)
    yield from desk.do("dry")
    for _ in range(claim.readings):
        yield later(desk.last, 3 + claim.number % 3)
        yield from desk.do("read")
    yield from desk.held("before quotes", "quotes")
    yield from desk.held("before approval", "approve")
    yield from desk.held("before call", "ring")
    yield from desk.own("after call")
    yield from desk.held("before repair", "repair", claim.repair)
    yield from desk.held("before inspection", "inspect")
    for turn in range(claim.rework):
        yield later(desk.last, 2)
        yield from desk.do("again", 120 + 40 * turn + claim.repair // 6)
        yield from desk.do("inspect")
    yield from desk.held("before payment", "pay")
    desk.story.paid = desk.last


def _chase(desk: _Desk) -> Walk:
    story = desk.story
    at = story.claim.called + story.claim.patience
    for turn in range(6):
        opens = opening(at, "agent")
        # Who lay awake over it does not ring at the stroke of eight.
        yield opens if opens == at else opens + 7 * (story.claim.number % 23)
        if story.paid is not None:
            return
        yield from desk.do("chase")
        at = story.events[-1].end + (4 + 2 * turn) * DAY + 60 * (story.claim.number % 7)


def _rating(story: Story) -> int:
    days = ((story.paid or 0) - story.claim.called) // DAY
    felt = 4.9 + story.claim.taste - 0.03 * days - 0.2 * story.times("chase")
    felt -= 0.4 * story.times("again")
    return max(1, min(5, int(felt + 0.5)))
