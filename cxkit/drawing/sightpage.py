"""The line of sight on paper: tasks, outcomes, objectives in three columns, never a hairball.

Tasks stand in one block for each outcome, joined by a spine, so that one bundled line runs on where
there would be dozens. Further outcomes of a task are written, not drawn. What serves nothing stands
apart below. The order of outcomes is the one in which the fewest lines cross.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from ..techniques.sight import Outcome, Seen, Sight, Task
from .box import Box, Rule
from .palette import ACCENT, GREY, HAIRLINE, INK, MARKS, PAPER, STRENGTHS
from .scene import Scene, Shape, Stroke
from .text import Face

__all__ = ["PORTRAIT", "Laid", "crossings", "lay_out", "ordered"]

PORTRAIT = {"A4": (595.28, 841.89), "A3": (841.89, 1190.55)}
_SIDE, _TASKS, _TICK = 24.0, 284.0, 8.0  # margin; width of the first column; of a task's tick
_OUT_X, _OUT_W = 336.0, 118.0
_AIM_X, _AIM_W = 484.0, 88.0
_ROW, _GAP, _PAD = 10.6, 7.0, 4.0
_BODY, _SMALL, _BOLD = Face(7.2), Face(6.6), Face(7.2, bold=True)
_MOST_SORTED = 7  # outcomes whose every order is tried
_PALE = STRENGTHS[1].fill
_LETTERS = {"direct": "D", "enabling": "E", "regulatory": "R", "none": "\u2013", "": "?"}


@dataclass(frozen=True)
class Laid:
    """The page, and whether some words are shortened."""

    page: Scene
    cut: bool


def crossings(outcomes: list[Outcome], aims: list[str]) -> int:
    """How many pairs of lines between outcomes and objectives cross, in these orders."""
    at = {aim: n for n, aim in enumerate(aims)}
    ends = [[at[b.upper()] for b in o.objectives if b.upper() in at] for o in outcomes]
    return sum(
        a > b for n, above in enumerate(ends) for below in ends[n + 1 :] for a in above for b in below
    )


def ordered(sight: Sight, found: Seen) -> tuple[list[Outcome], list[str]]:
    """Outcomes and objectives that are reached, in the orders in which the fewest lines cross.

    Every order of up to seven outcomes is tried; of more, each goes to the middle of what it moves.
    """
    live = [o for o in sight.outcomes if o.ref not in found.idle]
    reached = [b.ref for b in sight.objectives if b.ref not in found.unserved]

    def aims(order: list[Outcome]) -> list[str]:
        def middle(aim: str) -> float:
            at = [n for n, o in enumerate(order) if aim in (b.upper() for b in o.objectives)]
            return sum(at) / len(at) if at else len(order)

        return sorted(reached, key=lambda b: (middle(b), reached.index(b)))

    if len(live) <= _MOST_SORTED:
        tried = [(list(p), aims(list(p))) for p in permutations(live)]
        return min(tried, key=lambda t: crossings(*t), default=([], []))
    for _ in range(4):  # to and fro settles at once
        order = aims(live)
        at = {aim: n for n, aim in enumerate(order)}
        live.sort(key=lambda o: _mean([at[b.upper()] for b in o.objectives if b.upper() in at]))
    return live, aims(live)


def _mean(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


class _Page:
    """What has been placed so far, from the top down."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.rules: list[Rule] = []
        self.strokes: list[Stroke] = []
        self.shapes: list[Shape] = []
        self.y = 0.0
        self.cut = False

    def words(self, x: float, y: float, w: float, text: str, face: Face = _BODY, colour: str = INK,
              lines: int = 1, name: str = "", align: str = "left") -> float:  # fmt: skip
        """Text in a box of width `w`; returns its height."""
        set_ = face.wrap(text, w, lines)
        self.cut |= set_.cut
        h = face.height(len(set_.lines))
        if set_.lines:
            self.boxes.append(Box(x, y, w, h, set_.lines, face, colour, align=align, name=name))  # type: ignore[arg-type]
        return h

    def mark(self, x: float, y: float, letter: str, fill: str = INK, name: str = "mark") -> None:
        """A small diamond with a letter, its middle at x and y."""
        r, face = 6.2, Face(6.5, bold=True)
        self.shapes.append(Shape("diamond", x - r, y - r, 2 * r, 2 * r, fill, PAPER, 0.6, name=name))
        self.boxes.append(Box(x - r, y - face.leading / 2, 2 * r, face.leading, (letter,), face, PAPER,
                              align="centre", name=f"letter/{name}"))  # fmt: skip


def lay_out(sight: Sight, found: Seen, title: str = "", kicker: str = "", height: float = 0.0) -> Laid:
    """Lay the lines out on a page of A4 portrait, longer where there are more tasks.

    Args:
        height: the least height of the page, in points.
    """
    page = _Page()
    page.y = 18.0
    width = PORTRAIT["A4"][0]
    if kicker:
        page.y += page.words(_SIDE, page.y, width - 2 * _SIDE, kicker, Face(8.5), GREY, name="kicker")
    if title:
        page.y += page.words(_SIDE, page.y, width - 2 * _SIDE, title, Face(15, bold=True), INK, 3, "title") + 6
    for x, w, text in ((_SIDE, _TASKS, "Tasks: D direct, E enabling, R the law demands it"),
                       (_OUT_X, _OUT_W, "Outcomes for customers"), (_AIM_X, _AIM_W, "Objectives")):  # fmt: skip
        page.words(x, page.y, w, text, Face(8, bold=True), ACCENT)
    page.y += 14
    page.rules.append(Rule(_SIDE, page.y - 2, width - _SIDE, page.y - 2, 0.6, HAIRLINE))
    outcomes, aims = ordered(sight, found)
    top = page.y
    tasks = {t.ref: t for t in sight.tasks}
    middles: dict[str, float] = {}
    for outcome in outcomes:
        mine = [tasks[r] for r, met in found.lines.items() if met[0] == outcome.ref]
        alone = next((t for end, t in found.single.items() if end == outcome.ref), "")
        middles[outcome.ref] = _block(page, mine, outcome.ref, outcome.text, found, bool(alone))
    bottom = page.y
    if found.ruled:
        _ruled(page, [tasks[r] for r in found.ruled], found)
    low = _aims(page, sight, found, aims, outcomes, middles, top, bottom)
    page.y = max(page.y, low)
    _apart(page, sight, found, tasks, width)
    end = max(height, page.y + 16)
    return Laid(Scene(width, end, tuple(page.boxes), tuple(page.rules), tuple(page.strokes),
                      tuple(page.shapes)), page.cut)  # fmt: skip


def _block(page: _Page, tasks: list[Task], ref: str, text: str, found: Seen, alone: bool) -> float:
    """The tasks of one outcome, their spine and its box; returns the middle of the box."""
    words = _BODY.wrap(text, _OUT_W - 30, 4)
    box = max(24.0, _BODY.height(len(words.lines)) + 2 * _PAD)
    need = max(len(tasks) * _ROW, box)
    first, middle = page.y + (need - len(tasks) * _ROW) / 2, page.y + need / 2
    for n, task in enumerate(tasks):
        _row(page, task, first + n * _ROW, also=[o for o in found.lines[task.ref] if o != ref])
    _spine(page, len(tasks), first, middle, ref)
    page.boxes.append(Box(_OUT_X, middle - box / 2, _OUT_W, box, fill=_PALE, name=f"outcome/{ref}"))
    page.words(_OUT_X + _PAD, middle - _BOLD.leading / 2, 22, ref, _BOLD, ACCENT)
    page.cut |= words.cut
    page.boxes.append(Box(_OUT_X + 26, middle - _BODY.height(len(words.lines)) / 2, _OUT_W - 30,
                          _BODY.height(len(words.lines)), words.lines, _BODY, INK))  # fmt: skip
    if alone:
        page.mark(_OUT_X - 8, middle, "1", name=f"single/{ref}")
    page.y += need + _GAP
    return middle


def _row(page: _Page, task: Task, y: float, *, also: list[str] | None = None, note: str = "") -> None:
    face = _BODY
    page.words(_SIDE, y, 24, task.ref, _BOLD, ACCENT, name=f"task/{task.ref}")
    page.words(_SIDE + 25, y, 9, _LETTERS[task.test], _BOLD, GREY)
    tail = note or (f"also {' '.join(also)}" if also else "")
    room = _TASKS - 36
    if tail:
        w = min(112.0, _SMALL.width(tail) + 1)
        page.words(_SIDE + _TASKS - w, y + 0.5, w, tail, _SMALL, GREY, align="right")
        room -= w + 3
    kind = "Project: " if task.kind == "project" else ""
    page.words(_SIDE + 36, y, room, f"{kind}{task.text}", face)


def _spine(page: _Page, count: int, first: float, middle: float, name: str, dash: bool = False) -> None:
    """Ticks of tasks, the spine that gathers them, and the one line that runs on."""
    left, at = _SIDE + _TASKS + 1, _SIDE + _TASKS + 1 + _TICK
    for n in range(count):
        y = first + (n + 0.45) * _ROW
        page.strokes.append(Stroke(((left, y), (at, y)), 0.6, GREY, name=f"tick/{name}"))
    if count:
        ends = first + 0.45 * _ROW, first + (count - 0.55) * _ROW
        high, low = min(ends[0], middle), max(ends[1], middle)
        page.strokes.append(Stroke(((at, high), (at, low)), 0.9, GREY, name=f"spine/{name}"))
        weight = 0.9 if dash else min(4.0, 0.9 + 0.16 * count)
        page.strokes.append(Stroke(((at, middle), (_OUT_X, middle)), weight, GREY, dash, name=f"bundle/{name}"))


def _ruled(page: _Page, tasks: list[Task], found: Seen) -> None:
    """What the law demands: a block whose line ends there."""
    need = max(len(tasks) * _ROW, 26.0)
    first, middle = page.y + (need - len(tasks) * _ROW) / 2, page.y + need / 2
    for n, task in enumerate(tasks):
        _row(page, task, first + n * _ROW, note=found.ruled[task.ref])
    _spine(page, len(tasks), first, middle, "rules", True)
    page.shapes.append(Shape("square", _OUT_X, middle - 13, _OUT_W, 26, edge=MARKS["R"].colour, dash=True, name="rules"))
    page.shapes.append(Shape("square", _OUT_X + 5, middle - 6, 12, 12, MARKS["R"].colour, name="mark/rules"))
    page.boxes.append(Box(_OUT_X + 5, middle - 4.6, 12, 9.4, ("R",), _BOLD, PAPER, align="centre"))
    page.words(_OUT_X + 22, middle - 9.4, _OUT_W - 26, "The law demands it: not to be stopped", _BODY, INK, 2)
    page.y += need + _GAP


def _aims(page: _Page, sight: Sight, found: Seen, aims: list[str], outcomes: list[Outcome],
          middles: dict[str, float], top: float, bottom: float) -> float:  # fmt: skip
    """Objectives along the outcomes, the lines to them, and apart what nothing serves."""
    texts = {b.ref: b.text for b in sight.objectives}
    set_ = {b: _BODY.wrap(f"{b}  {texts[b]}", _AIM_W - 2 * _PAD, 7) for b in texts}
    tall = {b: _BODY.height(len(w.lines)) + 2 * _PAD for b, w in set_.items()}
    page.cut |= any(w.cut for w in set_.values())
    every = [*aims, *found.unserved]
    room = max(bottom - _GAP - top - sum(tall[b] for b in every), 9.0 * len(every))
    y, space = top, room / max(1, len(every))
    for b in every:
        y += space / 2
        lost = b in found.unserved
        if lost:
            page.shapes.append(Shape("square", _AIM_X, y, _AIM_W, tall[b], edge=INK, dash=True, name=f"unserved/{b}"))
        else:
            page.boxes.append(Box(_AIM_X, y, _AIM_W, tall[b], fill=_PALE, name=f"objective/{b}"))
        lines = set_[b].lines
        page.boxes.append(Box(_AIM_X, y + _PAD, _AIM_W, _BODY.height(len(lines)), lines, _BODY, INK, pad=_PAD))
        into = [o for o in outcomes if b in (x.upper() for x in o.objectives)]
        into.sort(key=lambda o: middles[o.ref])
        for n, outcome in enumerate(into):
            end = y + tall[b] * (n + 1) / (len(into) + 1)
            start = middles[outcome.ref]
            page.strokes.append(Stroke(((_OUT_X + _OUT_W, start), (_AIM_X, end)), 0.8, GREY,
                                       name=f"line/{outcome.ref}>{b}"))  # fmt: skip
        if lost or b in found.thin or b in found.single:
            page.mark(_AIM_X + _AIM_W, y, "0" if lost else "1", name=f"{'none' if lost else 'thin'}/{b}")
        y += tall[b] + space / 2
    return y


def _apart(page: _Page, sight: Sight, found: Seen, tasks: dict[str, Task], width: float) -> None:
    """What serves nothing, in two columns below a line; then what nobody has judged yet."""
    inner = width - 2 * _SIDE
    if found.orphans:
        page.rules.append(Rule(_SIDE, page.y, width - _SIDE, page.y, 1.2, INK))
        page.y += 5
        time = f", {found.hours:g} hours a week" if found.hours else ""
        page.mark(_SIDE + 6, page.y + 6, "X", name="orphans")
        page.words(_SIDE + 16, page.y, inner - 16, f"No line of sight: {len(found.orphans)}{time}. Candidates for "
                   "stopping; ask first who would miss them.", Face(8.5, bold=True), INK, 2)  # fmt: skip
        page.y += 15
        half = -(-len(found.orphans) // 2)
        for n, ref in enumerate(found.orphans):
            x = _SIDE + (n // half) * (inner / 2 + 6)
            y = page.y + (n % half) * _ROW
            task = tasks[ref]
            page.words(x, y, 24, ref, _BOLD, INK, name=f"orphan/{ref}")
            kind = "Project: " if task.kind == "project" else ""
            page.words(x + 26, y, inner / 2 - 34, f"{kind}{task.text}", _BODY)
        page.y += half * _ROW + 4
    if found.idle:
        names = ", ".join(found.idle)
        page.y += page.words(_SIDE, page.y, inner, f"Outcomes that no task serves: {names}.", _BODY, GREY, 2)
    if found.open:
        page.y += page.words(_SIDE, page.y, inner, f"Not judged yet: {len(found.open)} ({', '.join(found.open)}).",
                             _BODY, GREY, 3)  # fmt: skip
    page.y += page.words(_SIDE, page.y + 2, inner, "1: hangs on one task or one outcome alone. 0: nothing serves it. "
                         "Thickness of a line: how many tasks it bundles.", _SMALL, GREY, 2) + 2  # fmt: skip
