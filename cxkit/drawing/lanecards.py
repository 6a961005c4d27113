"""What a swimlane picture shows of an activity map, and how large each step is on it.

A `Story` is a map, or two maps laid over one another, as plain data; a `Card` measures one step
in points at natural size, where the smallest type is `SMALL`. Nothing is placed yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Literal

from ..techniques.activity import ActivityMap, Step
from ..techniques.breaks import rules
from ..techniques.swimlanes import changes, swimlanes
from .text import Face, Wrapped

__all__ = [
    "BADGE",
    "PAD",
    "SMALL",
    "TAG",
    "WORDS",
    "Card",
    "Link",
    "Story",
    "badge",
    "rule_marks",
    "span",
    "story",
]

WORDS, SMALL, BADGE, TAG = Face(10, bold=True), Face(8), Face(8, bold=True), Face(8)
PAD = 5.0
_AIR = 4.0  # above the first line and below the last
_WORD_LINES, _SMALL_LINES = 5, 4
_MOST_BADGES = 8
_RULE = re.compile(r"R\d{1,3}")
_SIZES = {"M": (20.0, 20.0), "B": (29.0, 18.0), "R": (20.0, 17.0)}

State = Literal["", "new", "out", "changed"]


@dataclass(frozen=True)
class Link:
    """An arrow: its two steps, its mark such as `B7` or none, whether it closes a loop."""

    first: str
    last: str
    mark: str = ""
    closes: bool = False
    state: State = ""


@dataclass(frozen=True)
class Card:
    """One step, measured for a card `width` points wide.

    Args:
        rank: its column in the order of the process, from 0.
        small: performer and minutes; `wait` how long it lies there.
    """

    ref: str
    words: str
    small: str
    wait: str
    lane: str
    rank: int
    marks: tuple[str, ...] = ()
    state: State = ""
    width: float = 84.0

    @property
    def room(self) -> float:
        return self.width - 2 * PAD

    @cached_property
    def title(self) -> Wrapped:
        return WORDS.wrap(self.words or "(no words yet)", self.room, _WORD_LINES)

    @cached_property
    def about(self) -> Wrapped:
        """Performer, minutes and wait on one line, or the wait on a line of its own."""
        whole = SMALL.wrap(self.about_words, self.room, _SMALL_LINES)
        if len(whole.lines) < 2 or not self.small or not self.wait:
            return whole
        return SMALL.wrap(f"{self.small}\n{self.wait}", self.room, _SMALL_LINES)

    @property
    def about_words(self) -> str:
        return ", ".join(filter(None, (self.small, self.wait)))

    @cached_property
    def code(self) -> Wrapped:
        """The code and the state, in at most half of the card's head where marks stand there."""
        return TAG.fit(f"{self.ref} {self.state}".strip(), self.room * (0.5 if self.marks else 1))

    @cached_property
    def badges(self) -> tuple[tuple[str, float, float], ...]:
        """(mark, x, y) in the card's own points, to the right, as many rows as it takes."""
        marks = list(self.marks[:_MOST_BADGES])
        if len(self.marks) > _MOST_BADGES:
            marks.append(f"+{len(self.marks) - _MOST_BADGES}")
        low = PAD + max((TAG.width(line) for line in self.code.lines), default=0.0) + 4
        rows: list[list[str]] = [[]]
        for mark in marks:
            taken = sum(badge(m)[0] + 2 for m in (*rows[-1], mark)) - 2
            if rows[-1] and taken > self.width - PAD - low:
                rows.append([])
                low = PAD
            rows[-1].append(mark)
        found = []
        for n, row in enumerate(rows):
            x = self.width - PAD
            for mark in reversed(row):
                x -= badge(mark)[0]
                found.append((mark, x, _AIR + 22 * n + (20 - badge(mark)[1]) / 2))
                x -= 2
        return tuple(found)

    @property
    def head(self) -> float:
        """Points down to the words."""
        low = max((y + 20 for _, _, y in self.badges), default=0.0)
        return max(_AIR + TAG.leading, low) + 1

    @property
    def height(self) -> float:
        words = WORDS.height(len(self.title.lines)) + SMALL.height(len(self.about.lines))
        return self.head + words + _AIR

    @property
    def cut(self) -> bool:
        """Whether something had to be left out."""
        lost = len(self.marks) > _MOST_BADGES
        return lost or self.title.cut or self.about.cut or self.code.cut


@dataclass(frozen=True)
class Story:
    """A picture's content.

    Args:
        lanes: from top to bottom; `above` of them lie above the line of visibility.
        cards, links: by column, then by lane.
        compared: whether a map before is laid beneath.
    """

    lanes: tuple[str, ...]
    above: int
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    compared: bool = False


def story(activity: ActivityMap, before: ActivityMap | None = None, width: float = 84.0) -> Story:
    """A map as a picture's content, or what became of `before`.

    With a map before, its steps that are gone stay in their places with the state `out`; marks
    and numbers are those of the map after.
    """
    if before is None:
        return _told(activity, width)
    after, change = _told(activity, width), changes(before, activity)
    both = swimlanes(_merged(before, activity))
    marks = {card.ref: card.marks for card in after.cards}
    numbers = {(k.first, k.last): k.mark for k in after.links}
    rows = {**before.rows, **activity.rows}
    states: dict[str, State] = {
        **dict.fromkeys(change.altered, "changed"),
        **dict.fromkeys(change.new, "new"),
        **dict.fromkeys(change.gone, "out"),
    }
    cards = tuple(
        Card(b.step, b.text, *span(rows[b.step]), b.lane, b.column, marks.get(b.step, ()),
             states.get(b.step, ""), width)
        for b in both.boxes
    )  # fmt: skip
    fresh, gone = set(change.arrows_new), set(change.arrows_gone)
    links = tuple(
        Link(a.first, a.last, numbers.get((a.first, a.last), ""), a.closes,
             "out" if (a.first, a.last) in gone else "new" if (a.first, a.last) in fresh else "")
        for a in both.arrows
    )  # fmt: skip
    return Story(tuple(both.lanes), both.above, cards, links, compared=True)


def rule_marks(activity: ActivityMap) -> dict[str, str]:
    """Rule to its mark: its own number where it has one, such as R17, so that a picture and a
    register agree; else the next number that is free."""
    found = {r: r for r in rules(activity) if _RULE.fullmatch(r)}
    free = (f"R{n}" for n in count(1) if f"R{n}" not in found)
    return {rule: found.get(rule) or next(free) for rule in rules(activity)}


def span(step: Step) -> tuple[str, str]:
    """Who does a step and how long it takes, and how long it waits: `adviser, 8 min` and
    `waits 2.9 days`; either may be empty."""
    told = [step.performer] if step.performer else []
    if isinstance(step.touch_minutes, (int, float)) and step.touch_minutes > 0:
        told.append(_time(step.touch_minutes))
    waits = isinstance(step.wait_minutes, (int, float)) and step.wait_minutes > 0
    return ", ".join(told), f"waits {_time(float(step.wait_minutes or 0))}" if waits else ""


def badge(mark: str) -> tuple[float, float]:
    """Width and height of a mark, in points."""
    w, h = _SIZES.get(mark[:1], (20.0, 17.0))
    return max(w, BADGE.width(mark) + (12 if mark[:1] == "B" else 5)), h


def _told(activity: ActivityMap, width: float) -> Story:
    shown, rows = swimlanes(activity), activity.rows
    named = rule_marks(activity)
    cards = tuple(
        Card(b.step, b.text, *span(rows[b.step]), b.lane, b.column,
             (*(m for m in b.marks if m[0] == "M"), *(named[r] for r in rows[b.step].rules)),
             width=width)
        for b in shown.boxes
    )  # fmt: skip
    links = tuple(Link(a.first, a.last, a.mark, a.closes) for a in shown.arrows)
    return Story(tuple(shown.lanes), shown.above, cards, links)


def _merged(before: ActivityMap, after: ActivityMap) -> ActivityMap:
    """Both maps as one: what is in both as it is after, its arrows those of both."""
    steps = []
    for ref in dict.fromkeys((*before.rows, *after.rows)):
        step = after.rows.get(ref) or before.rows[ref]
        old = before.rows[ref].next if ref in before.rows else []
        steps.append(step.model_copy(update={"next": list(dict.fromkeys((*step.next, *old)))}))
    return ActivityMap(steps=steps)


def _time(minutes: float) -> str:
    """Minutes as people say them: 45 min, 5 h, 3 days (of 24 hours)."""
    if minutes < 90:
        return f"{minutes:.0f} min" if minutes >= 1 else f"{minutes:.1g} min"
    hours = minutes / 60
    return f"{_short(hours)} h" if hours < 36 else f"{_short(hours / 24)} days"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0") if number < 10 else f"{number:.0f}"
