"""One item of a report: an exercise, or a criterion of it, with its figures and its common finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..course import Exercise
from .figures import Figure, mean_share, median, median_range
from .record import Record, against
from .times import Spent

__all__ = ["Findings", "Item", "of_criterion", "of_exercise"]

Findings = set[tuple[str, str]]  # of one learner: (where, the advice)
_CLEAR = 0.6  # of the findings with one advice, for their place to be told with it


@dataclass(frozen=True)
class Item:
    """An exercise, or one criterion of it.

    Args:
        id: the criterion; empty for the exercise itself.
        began: how many learners it rests on; `of` were marked.
        share: mean share of its points or credit; None for nobody.
        rest: its discrimination; None where it is not defined.
        minutes: median minutes, of `timed` learners; None where no times are in the answers.
        within: the 95 % interval of that median; None for too few.
        measure: what the minutes are, and `left_out` how many learners are not in them: see `Spent`.
        finding: the finding met most often, by `times` learners; empty for none.
    """

    exercise: str
    id: str
    title: str
    began: int
    of: int
    share: Figure | None
    rest: Figure | None = None
    minutes: float | None = None
    timed: int = 0
    planned: int = 0
    finding: str = ""
    times: int = 0
    within: tuple[float, float] | None = None
    measure: str = ""
    left_out: int = 0


def of_exercise(
    e: Exercise, seen: Mapping[str, Record], of: int, spent: Spent, said: Sequence[Findings],
) -> Item:
    """An exercise as an item.

    Args:
        seen: learner -> record, of everyone who was marked; `of` are they.
        spent: the minutes of those whose answers say them.
        said: of each learner who began it, what was found.
    """
    held = {who: s.shares[e.id][0] for who, s in seen.items() if e.id in s.shares}
    finding, times = _common(said)
    return Item(e.id, "", e.title, len(held), of, mean_share(list(held.values())),
                against(held, seen, e.id), median(spent.minutes), len(spent.minutes), e.minutes, finding,
                times, median_range(spent.minutes), spent.measure, spent.left_out)  # fmt: skip


def of_criterion(
    key: tuple[str, str], title: str, seen: Mapping[str, Record], of: int, said: Sequence[Findings]
) -> Item:
    """A criterion, (exercise, id), as an item; the rest as for `of_exercise`."""
    held = {who: s.credits[key] for who, s in seen.items() if key in s.credits}
    finding, times = _common(said)
    return Item(key[0], key[1], title, len(held), of, mean_share(list(held.values())),
                against(held, seen, key[0]), finding=finding, times=times)


def _common(said: Sequence[Findings]) -> tuple[str, int]:
    """The advice given most often, with its place where that is mostly the same."""
    advice = Counter(text for group in said for text in {text for _, text in group})
    if not advice:
        return "", 0
    text, times = max(advice.items(), key=lambda pair: (pair[1], pair[0]))
    places = Counter(where for group in said for where, said_ in group if said_ == text and where)
    if places:
        where, count = max(places.items(), key=lambda pair: (pair[1], pair[0]))
        if count >= _CLEAR * times:
            return f"{where}: {text}", count
    return text, times
