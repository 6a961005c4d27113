"""How many wrong answers two learners would share if each had worked alone.

For a learner i and a question t of an exercise e the chance to be wrong has the odds

    odds(f_t) * odds(u_ie) / odds(f_e)

with f_t the class's share of wrong answers to t, f_e that over the exercise, and u_ie the
learner's own over the exercise, drawn a little towards f_e: who was at sea in an exercise is
expected to be wrong throughout it. Which wrong answer it is follows the class. So two learners
share E = sum over questions and wrong answers of the product of their chances. The number that
they share, if each worked alone, has a tail below Poisson's with the mean E (from E + 1 on:
Anderson and Samuels 1967), so Poisson's tail is on the safe side. It is held against 5 % over all
pairs of the class together (Bonferroni). Before that E is raised by 35 %: two learners to whom
one wrong answer of three is three times as tempting, throughout and to both, share a third more
than the class's habits say ((9 + 1 + 1) / 25 against 1 / 3), and nobody has copied.

The idea is that of Wollack's omega and of the K-index (Wollack 1997; Holland 1996); the odds in
place of an item response model are our own, since a class is too small for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .answers import Choices

__all__ = ["CLASS", "FEWEST", "Alike", "Sheet", "alike", "beyond", "sheet"]

ALARM = 0.05    # over all pairs of a class together
FEWEST = 6      # wrong answers alike, however improbable
CLASS = 8       # learners below which the class has no habits to go by
SCHOOL = 1.35   # by which one misconception in common raises what two share
_DRAWN = 4.0    # questions' worth by which a learner's share is drawn to the class's
_ROOM = 0.05    # a share is never nearer to 0 or 1
_SMALL = 8192   # pairs; with a class of 30 a product of these runs 30 times faster in pieces
_ROWS = 256     # learners held against all others at a time


@dataclass(frozen=True)
class Alike:
    """Wrong answers that two learners share.

    Args:
        count: how many; `expected` by chance, and the chance of so many in one honest pair.
        answers: (slot, value) of each.
    """

    one: str
    other: str
    count: int
    expected: float
    chance: float
    answers: tuple[tuple[Any, str], ...]


@dataclass(frozen=True)
class Sheet:
    """A class's answers as whole numbers.

    Args:
        wrong: learners x questions: which wrong answer, from 0; -1 for none.
        answered: learners x questions: whether there is an answer at all.
        groups: exercise -> its columns.
        slots, values: of each column its slot, and its wrong answers by number.
    """

    wrong: Any
    answered: Any
    groups: tuple[Any, ...]
    slots: Sequence[Any] = ()
    values: Sequence[Sequence[str]] = ()


def sheet(given: Sequence[Choices], right: Mapping[Any, frozenset[str]]) -> Sheet:
    """Answers as a sheet.

    Args:
        given: of each learner, slot -> value; the first part of a slot is its exercise.
        right: slot -> the values that are right.
    """
    import numpy as np

    slots = sorted(right)
    values, columns = [], []
    for slot in slots:
        taken = [held.get(slot, "") for held in given]
        names = sorted({t for t in taken if t and t not in right[slot]})
        number = {name: n for n, name in enumerate(names)}
        values.append(names)
        columns.append([number.get(t, -1) for t in taken])
    answered = np.array([[bool(held.get(s)) for s in slots] for held in given], dtype=bool)
    names = sorted({slot[0] for slot in slots})
    groups = tuple(np.array([n for n, s in enumerate(slots) if s[0] == name]) for name in names)
    wrong = np.array(columns, dtype=int).reshape(len(slots), len(given)).T
    return Sheet(wrong, answered.reshape(wrong.shape), groups, slots, values)


def alike(given: Mapping[str, Choices], right: Mapping[Any, frozenset[str]]) -> list[Alike]:
    """Pairs that share more wrong answers than chance explains.

    Args:
        given: learner -> slot -> value.
        right: slot -> the values that are right; other slots are not compared.
    """
    who = sorted(given)
    if len(who) < CLASS or not right:
        return []
    made = sheet([given[w] for w in who], right)
    found = []
    for i, j, mean, chance in beyond(made):
        same = (made.wrong[i] == made.wrong[j]) & (made.wrong[i] >= 0)
        answers = tuple((made.slots[n], made.values[n][made.wrong[i, n]]) for n in same.nonzero()[0])
        found.append(Alike(who[i], who[j], len(answers), mean, chance, answers))
    return found


def beyond(made: Sheet) -> list[tuple[int, int, float, float]]:
    """(learner, learner, expected, chance) of each pair beyond what chance explains."""
    import numpy as np
    from scipy.special import pdtrc

    n = len(made.wrong)
    kinds = int(made.wrong.max(initial=-1)) + 1
    if not kinds or n < CLASS:
        return []
    times = np.stack([(made.wrong == k).sum(0) for k in range(kinds)], axis=1)
    slot, kind = times.nonzero()
    of = times[slot, kind] / times.sum(1)[slot]
    shared = (made.wrong[:, slot] == kind).astype(np.float32)
    expected = (_chance(made)[:, slot] * of).astype(np.float32)
    limit = ALARM / (n * (n - 1) / 2)
    found = []
    for start in range(0, n, _ROWS):
        part = slice(start, start + _ROWS)
        count, mean = _product(shared[part], shared), _product(expected[part], expected)
        tail = pdtrc(count - 1, np.maximum(SCHOOL * mean, 1e-12))
        for i, j in np.argwhere((count >= FEWEST) & (count > SCHOOL * mean + 1) & (tail < limit)):
            if start + i < j:
                found.append((int(start + i), int(j), float(mean[i, j]), float(tail[i, j])))
    return found


def _product(part: Any, whole: Any) -> Any:
    """part @ whole.T; a small one in pieces, since threads cost more than they bring there."""
    size = len(part) * len(whole)
    if size > _SMALL:
        return part @ whole.T
    step = _SMALL * 8 // size
    return sum(part[:, at : at + step] @ whole[:, at : at + step].T
               for at in range(0, max(1, whole.shape[1]), step))  # fmt: skip


def _chance(made: Sheet) -> Any:
    """learners x questions: how likely each was to be wrong."""
    import numpy as np

    chance = np.zeros(made.wrong.shape)
    for group in made.groups:
        answered = made.answered[:, group].astype(float)
        missed = (made.wrong[:, group] >= 0).astype(float)
        each = (missed.sum(0) + 0.5) / (answered.sum(0) + 1.0)
        every = missed.sum() / max(1.0, answered.sum())
        own = (missed.sum(1) + _DRAWN * every) / (answered.sum(1) + _DRAWN)
        odds = np.outer(_odds(own), _odds(each)) / _odds(np.array(every))
        chance[:, group] = odds / (1 + odds) * answered
    return chance


def _odds(share: Any) -> Any:
    import numpy as np

    kept = np.clip(share, _ROOM, 1 - _ROOM)
    return kept / (1 - kept)
