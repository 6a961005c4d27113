"""A recording as it was marked beside what was agreed; and where a class marks it differently.

Row 24 of the method. The agreed marks stand above the line, the learner's own below it. A mark
that met nothing is hollow, a wrong kind is joined by a line. Nothing here says who is right: the
agreed marks are a judgement too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .chart import BODY, BOLD, SIDE, SMALL, WIDE, Chart, letter_of, nothing, picture
from .palette import GREY, INK, MARKS
from .picture import Picture
from .sheet import Table
from .text import Face

__all__ = ["Compared", "Shared", "draw_differences", "draw_disagreement"]

_ROW = 60_000  # ms in a row of the timeline at least
_ROWS = 8  # rows of the timeline at most
_TIGHT = 7.0  # points between two marks in a lane
_NOT = "#E3E6E9"  # the ground of "not marked"
_KINDS = ("MOT", "BP", "BR")


@dataclass(frozen=True)
class Compared:
    """An agreed event, a mark, or both, as they were matched.

    Args:
        at, mark: ms; None where there is none. agreed, given: kinds, "" where there is none.
        outcome: hit, wrong kind, missed, extra, optional or passed over. text: the same in words.
    """

    at: int | None
    mark: int | None
    agreed: str
    given: str
    outcome: str
    text: str


@dataclass(frozen=True)
class Shared:
    """What several people made of one agreed event.

    Args:
        kinds: kind -> people, "" for those who marked nothing. split: 0 all alike to 1.
    """

    at: int
    kind: str
    what: str
    kinds: Mapping[str, int]
    split: float


def draw_differences(
    rows: Sequence[Compared], duration: int, title: str, kicker: str = "", note: str = ""
) -> Picture:
    """The whole recording in rows of a minute or more, agreed marks above, own ones below.

    Args:
        duration: of the recording, ms. note: a sentence for the foot, such as the reaction time.
    """
    if not rows:
        return nothing(
            title, "There is nothing to compare yet. Mark the recording, then draw again."
        )
    chart = Chart(title, kicker)
    span = max(_ROW, -(-duration // _ROWS))
    for first in range(0, duration, span):
        _stretch(chart, rows, first, min(first + span, duration), span)
    chart.key((
        ("MOT", False, "Moment of Truth"), ("BP", False, "Break Point"),
        ("BR", False, "Business Rule"), ("", False, "above the line agreed, below yours"),
        ("MOT", True, "met by no mark, or meets none"), ("", False, "joined: another kind"),
    ))  # fmt: skip
    if note:
        chart.note(note)
    missed, extra, wrong = (
        sum(r.outcome == o for r in rows) for o in ("missed", "extra", "wrong kind")
    )
    table = Table(
        "Event by event",
        ("Time", "Outcome", "Agreed", "Yours", "In words"),
        tuple(
            (
                _clock(r.at if r.at is not None else r.mark or 0),
                r.outcome,
                r.agreed,
                r.given,
                r.text,
            )
            for r in rows
        ),
    )
    alt = (
        f"Timeline of {_clock(duration)}: {missed} events missed, {extra} marks too many, {wrong} of "
        "another kind. The table with it lists every one."
    )
    return picture(chart, title, alt, (table,), (note,) if note else ())


def _stretch(chart: Chart, rows: Sequence[Compared], first: int, last: int, span: int) -> None:
    """One row of the timeline: a line with its time, agreed marks above and own ones below."""
    left, wide = SIDE + 34, WIDE - 34
    lanes = 2
    middle = chart.y + 16 * lanes + 4
    chart.say(SIDE, middle - SMALL.leading / 2, 32, _clock(first), SMALL, GREY)
    end = left + wide * (last - first) / span
    chart.line(left, middle, end, middle, 0.9, GREY)
    for tick in range(-(-first // 10_000) * 10_000, last, 10_000):
        x = left + wide * (tick - first) / span
        chart.line(x, middle - 2.5, x, middle + 2.5, 0.6, GREY)
    taken: dict[int, list[float]] = {}

    def place(at: int, side: int) -> tuple[float, float]:
        """The nearest lane above or below in which the mark has room."""
        x = left + wide * (at - first) / span
        for lane in range(lanes):
            row = taken.setdefault(side * (lane + 1), [])
            if all(abs(x - other) >= _TIGHT + 6 for other in row) or lane == lanes - 1:
                row.append(x)
                return x, middle + side * (11 + 15 * lane)
        return x, middle

    for r in rows:
        inside = [t is not None and first <= t < max(last, first + 1) for t in (r.at, r.mark)]
        ends = []
        if r.agreed and inside[0]:
            x, y = place(r.at or 0, -1)
            chart.mark(r.agreed, x, y, 10, hollow=r.outcome in ("missed", "passed over"))
            ends.append((x, y))
        if r.given and inside[1]:
            x, y = place(r.mark or 0, 1)
            chart.mark(r.given, x, y, 10, hollow=r.outcome == "extra")
            ends.append((x, y))
        if r.outcome == "wrong kind" and len(ends) == 2:
            chart.line(ends[0][0], ends[0][1] + 6, ends[1][0], ends[1][1] - 6, 0.9, INK)
    chart.y = middle + 16 * lanes + 8


def draw_disagreement(rows: Sequence[Shared], people: int, title: str, kicker: str = "") -> Picture:
    """Event by event, how many people marked which kind; the most divided are named in the title.

    Args:
        people: how many marked the recording.
    """
    if not rows or not people:
        return nothing(title, "Nobody has marked this recording yet.")
    chart = Chart(title, kicker)
    name, bar = SIDE + 52, SIDE + 262
    wide = WIDE - 262 - 52
    chart.say(name, chart.y, 200, "What was agreed", SMALL, GREY)
    chart.say(bar, chart.y, wide, f"How {people} people marked it", SMALL, GREY)
    chart.say(SIDE + WIDE - 44, chart.y, 44, "Divided", SMALL, GREY, "right")
    chart.y += 13
    tall = 13.5
    for r in rows:
        middle = chart.y + tall / 2
        chart.say(SIDE, middle - SMALL.leading / 2, 30, _clock(r.at), SMALL, GREY)
        chart.mark(r.kind, SIDE + 40, middle, 9)
        chart.say(name, middle - BODY.leading / 2, 204, r.what)
        _shares(chart, r.kinds, people, bar, chart.y + 1.5, wide, tall - 3)
        word = f"{r.split:.2f}" if r.split else "\u2013"
        face = BOLD if r.split >= 0.5 else BODY
        chart.say(SIDE + WIDE - 44, middle - face.leading / 2, 44, word, face, INK, "right")
        chart.y += tall
    chart.key((
        ("MOT", False, "Moment of Truth"), ("BP", False, "Break Point"),
        ("BR", False, "Business Rule"), ("", False, "\u2013 not marked"),
        ("", False, "Divided: 0 all alike, 1 evenly split between every answer"),
    ))  # fmt: skip
    table = Table(
        "Event by event",
        ("Time", "Agreed", "What", *_KINDS, "Not marked", "Divided"),
        tuple(
            (
                _clock(r.at),
                r.kind,
                r.what,
                *(r.kinds.get(k, 0) for k in (*_KINDS, "")),
                round(r.split, 2),
            )
            for r in rows
        ),
    )
    alt = f"For each of {len(rows)} events, how many of {people} people marked which kind. {title}."
    return picture(chart, title, alt, (table,))


def _shares(
    chart: Chart,
    kinds: Mapping[str, int],
    people: int,
    x: float,
    y: float,
    wide: float,
    tall: float,
) -> None:
    """A bar of people by kind; each part says its letter and number."""
    face = Face(7.4, bold=True)
    for kind in (*_KINDS, ""):
        count = kinds.get(kind, 0)
        if not count:
            continue
        part = wide * count / people
        style = MARKS.get(letter_of(kind))
        chart.ground(x, y, part - 1, tall, style.colour if style else _NOT)
        words = f"{style.letter} {count}" if style else f"\u2013 {count}"
        chart.say(x + 3, y + tall / 2 - face.leading / 2, part - 4, words, face,
                  "#FFFFFF" if style else INK)  # fmt: skip
        x += part


def _clock(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes}:{seconds:02d}"
