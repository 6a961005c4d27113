"""What a class gained between the quiz before and the quiz after, and how sure that is.

The normalised gain is the share of what could be gained: (after - before) / (15 - before), for
the class with means in place of scores (Hake 1998, Am. J. Phys. 66, 64). Its interval is
Fieller's, at 95 %: both means move with the same learners, and in a small class it is wide, or
has no end at all. Then that is said.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import fmean

from ..cases.bank import AREAS, Item
from .quizforms import ITEMS, Form, forms

__all__ = ["Gain", "GainError", "Taken", "gain", "interval", "read", "told"]

FEWEST = 3    # learners, for an interval
FEW = 12      # below, the interval is wider than most differences one would act on
CHANCE = 5    # items: two scores of one learner can differ by as much without any learning
_TIMES = ("before", "after")


class GainError(ValueError):
    """The answers cannot be read; each line of the message is one fault."""


@dataclass(frozen=True)
class Taken:
    """One quiz of one learner: 15 letters, empty where nothing was chosen."""

    learner: str
    time: str
    form: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Gain:
    """The gain of a class.

    Args:
        learners: id -> (before, after), items right of 15; only those with both.
        single: ids with one quiz alone; they count nowhere.
        share: the normalised gain of the class; None where nothing was left to gain.
        low, high: its interval; None where it has no end or there are too few.
        areas: area -> (before, after), shares of items right, 0 to 1.
        first: how many took form A before.
    """

    learners: dict[str, tuple[int, int]]
    single: tuple[str, ...]
    share: float | None
    low: float | None
    high: float | None
    areas: dict[str, tuple[float, float]]
    first: int

    def of(self, learner: str) -> float | None:
        """The normalised gain of one learner; None for whoever had all right before."""
        before, after = self.learners[learner]
        return (after - before) / (ITEMS - before) if before < ITEMS else None


def read(path: Path) -> tuple[Taken, ...]:
    """The answers of a CSV with id, time (before or after), form (such as A1) and q1 to q15.

    Comma, semicolon or tab; UTF-8 or what Excel writes in Western Europe.

    Raises:
        GainError: with every fault, by line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise GainError(f"{path} cannot be read: {error.strerror or error}.") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    lines = text.splitlines()
    mark = max(",;\t", key=(lines[0] if lines else "").count)
    rows = list(csv.reader(lines, delimiter=mark))
    wanted = ["id", "time", "form", *(f"q{n}" for n in range(1, ITEMS + 1))]
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    missing = [name for name in wanted if name not in head]
    if missing:
        raise GainError(f"{path.name}: there is no column {missing[0]}. Expected {', '.join(wanted)}.")
    found, wrong, seen = [], [], {}
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(head, (cell.strip() for cell in row), strict=False))
        if not cells.get("id") and not any(cells.get(name) for name in wanted[2:]):
            continue  # an empty line of the template
        faults = list(_row_faults(cells, wanted, seen, number))
        wrong += [f"{path.name}, line {number}: {fault}" for fault in faults]
        if not faults:
            answers = tuple(cells.get(name, "").lower() for name in wanted[3:])
            found.append(Taken(cells["id"], cells["time"].lower(), cells["form"].upper(), answers))
    if wrong:
        raise GainError("\n".join(wrong))
    return tuple(found)


def _row_faults(
    cells: Mapping[str, str], wanted: Sequence[str], seen: dict[tuple[str, str], int], number: int
) -> Iterator[str]:
    learner, time, form = (cells.get(name, "") for name in wanted[:3])
    if not learner:
        yield "the id is missing."
    if time.lower() not in _TIMES:
        yield f"expected before or after as time, found {time!r:.20}."
    if form[:1].upper() not in ("A", "B") or not form[1:].isdecimal():
        yield f"expected a form such as A1, as printed on the sheet, found {form!r:.20}."
    for what in (time.lower(), form.upper()):
        first = seen.setdefault((learner, what), number)
        if learner and what and first != number:
            yield f"{learner} has {what} already in line {first}. Keep one of the two."
    for name in wanted[3:]:
        if cells.get(name, "").lower() not in ("", "a", "b", "c", "d"):
            yield f"expected a, b, c, d or nothing as {name}, found {cells[name]!r:.20}."


def gain(taken: Sequence[Taken], items: Mapping[str, Item]) -> Gain:
    """The gain of a class from its answers and the bank.

    Raises:
        GainError: nobody took both quizzes.
        BankError: the forms cannot be made from this bank.
    """
    known: dict[str, Form] = {}
    right: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    start: dict[str, str] = {}
    for one in taken:
        if one.form not in known:
            known |= {form.name: form for form in forms(items, int(one.form[1:]))}
        form = known[one.form]
        pairs = zip(form.items, form.key, one.answers, strict=True)
        right[one.learner, one.time] = [(i.area, key == answer) for i, key, answer in pairs]
        if one.time == _TIMES[0]:
            start[one.learner] = one.form[0]
    names = dict.fromkeys(one.learner for one in taken)
    both = [n for n in names if all((n, time) in right for time in _TIMES)]
    if not both:
        raise GainError("Nobody has answers both before and after. Add the missing lines.")
    before, after = ([right[n, time] for n in both] for time in _TIMES)
    scores = {n: (_sum(b), _sum(a)) for n, b, a in zip(both, before, after, strict=True)}
    share, low, high = interval(list(scores.values()))
    return Gain(
        learners=scores,
        single=tuple(n for n in names if n not in scores),
        share=share,
        low=low,
        high=high,
        areas={area: (_part(before, area), _part(after, area)) for area in AREAS},
        first=sum(start[n] == "A" for n in both),
    )


def interval(
    scores: Sequence[tuple[int, int]],
) -> tuple[float | None, float | None, float | None]:
    """The normalised gain of a class, and its 95 % interval after Fieller.

    Args:
        scores: (before, after) of each learner, items right of 15.

    Returns:
        (gain, low, high). No gain where all had everything right before; no interval for fewer
        than three learners, where all gained the same share, and where it has no end.
    """
    count = len(scores)
    won = [after - before for before, after in scores]
    left = [ITEMS - before for before, _ in scores]
    if not count or not any(left):
        return None, None, None
    d, m = fmean(won), fmean(left)
    alike = all(x * sum(left) == y * sum(won) for x, y in zip(won, left, strict=True))
    if count < FEWEST or alike:
        return d / m, None, None
    from scipy.special import stdtrit

    factor = float(stdtrit(count - 1, 0.975)) ** 2 / (count * (count - 1))
    dd = factor * sum((x - d) ** 2 for x in won)
    mm = factor * sum((y - m) ** 2 for y in left)
    dm = factor * sum((x - d) * (y - m) for x, y in zip(won, left, strict=True))
    a, b, c = m * m - mm, d * m - dm, d * d - dd
    if a <= 0 or b * b < a * c:
        return d / m, None, None
    root = sqrt(b * b - a * c)
    return d / m, (b - root) / a, min(1.0, (b + root) / a)


def told(found: Gain) -> str:
    """The gain as lines for a terminal: each learner, each area, the class, and what to make of it."""
    lines = ["learner            before  after   gain"]
    for name, (before, after) in found.learners.items():
        own = found.of(name)
        share = "  all right before" if own is None else f"{own:>7.2f}"
        doubt = "" if abs(after - before) > CHANCE else "  within chance"
        lines.append(f"{name:<18.18} {before:>6} {after:>6} {share}{doubt}")
    lines += ["", "area               before  after"]
    lines += [f"{area:<18} {b:>6.0%} {a:>6.0%}" for area, (b, a) in found.areas.items()]
    return "\n".join([*lines, "", *_class(found)])


def _class(found: Gain) -> Iterator[str]:
    count = len(found.learners)
    before, after = (fmean(pair[n] for pair in found.learners.values()) for n in (0, 1))
    yield f"Class of {count}: {before:.1f} of {ITEMS} before, {after:.1f} after."
    if found.share is None:
        yield "Everybody had everything right before, so nothing was left to gain."
    elif found.low is None or found.high is None:
        yield f"Normalised gain {found.share:.2f}. Its interval cannot be given: too few, or too little to gain."
    else:
        yield f"Normalised gain {found.share:.2f}, 95 % interval {found.low:.2f} to {found.high:.2f}."
        if found.low <= 0:
            yield "The interval holds 0: this class does not show that anything was gained."
    if count < FEW:
        yield f"With fewer than {FEW} learners read the interval and not the figure."
    yield f"One learner's score can change by {CHANCE} of {ITEMS} without any learning."
    if found.first in (0, count) and count > 1:
        yield (
            "All took the same form first, so a difference between the forms looks like a gain or a "
            "loss. Next time let half of them begin with the other."
        )
    if found.single:
        yield f"With one quiz alone, and not counted: {', '.join(found.single)}."
    yield "No class without the course was measured beside it: what else was learnt is not known."


def _sum(answers: Sequence[tuple[str, bool]]) -> int:
    return sum(right for _, right in answers)


def _part(quizzes: Sequence[Sequence[tuple[str, bool]]], area: str) -> float:
    return fmean(right for quiz in quizzes for a, right in quiz if a == area)
