"""Agreement: how far a class, or two people, mark a recording alike, and where they do not.

Measured per event, not on binned time: a constant lag of .3 s scores .42 at bins of half a
second, though nobody disagrees. The unit is an agreed event; each annotator gives it the kind
that was marked there. What was marked where nothing is agreed has no unit and is not counted:
where no gold exists, `adjudicate` makes the units from all marks.

Two variants, which must be named wherever a figure is shown:
- "missing": who did not mark an event said nothing about it. Asks: where several marked, did
  they mark the same kind?
- "category": not marking is an answer of its own. Asks: did they see the same things?

Sources: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), nominal data, any
number of observers; Cohen (1960) for kappa. Row 24 of the method.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from cxkit.techniques.agreement import kappa

from .events import KINDS, Event, Events
from .gold import Gold, agreed
from .matching import TOLERANCE, Matching, match

__all__ = ["Variant", "Where", "alpha", "class_alpha", "nominal_alpha", "pair_kappa", "where"]

Variant = Literal["missing", "category"]


def nominal_alpha(units: Iterable[Sequence[Hashable | None]]) -> float:
    """Krippendorff's alpha for nominal data: 1 all agree, 0 as by chance, below 0 worse.

    Args:
        units: for each unit the value of each observer, None where one gave none. Units with
            fewer than two values say nothing about agreement and are left out.

    Returns:
        1 - (n - 1) * (disagreements within units) / (disagreements between any values). Where
        all values are the same, chance explains everything and alpha is undefined; 0 is
        returned, as `kappa` does.
    """
    counts = [Counter(v for v in unit if v is not None) for unit in units]
    counts = [c for c in counts if c.total() > 1]
    total: Counter[Hashable] = sum(counts, Counter())
    n = total.total()
    between = _differing(total)
    if not between:
        return 0.0
    within = sum(_differing(c) / (c.total() - 1) for c in counts)
    return 1 - (n - 1) * within / between


def _differing(count: Counter[Hashable]) -> int:
    """Ordered pairs of unequal values."""
    return count.total() ** 2 - sum(c * c for c in count.values())


def alpha(matchings: Sequence[Matching], missed: Variant) -> float:
    """Nominal alpha of a class over the agreed events.

    Args:
        matchings: one for each annotator, all against the same gold.
        missed: "missing" or "category", see above.

    Raises:
        ValueError: the variant is not named, or the matchings differ in their gold.
    """
    if missed not in get_args(Variant):
        raise ValueError(f"missed: expected 'missing' or 'category', found {missed!r}.")
    none = "" if missed == "category" else None
    return nominal_alpha(
        [kind if kind is not None else none for kind in kinds] for _, kinds in _by_event(matchings)
    )


def class_alpha(
    gold: Events | Iterable[Event],
    marks: Iterable[Events | Iterable[Event]],
    missed: Variant,
    tolerance: int = TOLERANCE,
) -> float:
    """`alpha` of marks that are not matched yet, one table for each annotator."""
    truth = agreed(gold)
    return alpha([match(truth, m, tolerance) for m in marks], missed)


def pair_kappa(matching: Matching) -> tuple[float, int]:
    """Cohen's kappa of two people over what both marked, and on how many pairs it rests.

    An accepted alternative is agreement. Kappa says nothing about what only one of the two
    marked: show F beside it.
    """
    both = [
        (p.given.kind if p.given.kind in p.gold.accepted else p.gold.kind, p.given.kind)
        for p in matching.pairs
        if p.gold and p.given
    ]
    return kappa([a for a, _ in both], [b for _, b in both]), len(both)


@dataclass(frozen=True)
class Where:
    """What a class made of one agreed event; plain data for a picture.

    Args:
        gold: the agreed event.
        found: share of the class that marked an accepted kind, 0 to 1.
        kinds: marked kind -> number of people; "" for those who marked nothing.
        offs: mark minus agreed start, in ms, of those who marked something.
        split: how far the class is of two minds, 0 (all alike) to 1 (evenly split between
            every answer that is possible).
    """

    gold: Gold
    found: float
    kinds: Mapping[str, int]
    offs: tuple[int, ...]
    split: float


def where(matchings: Sequence[Matching]) -> tuple[Where, ...]:
    """Where a class disagrees, event by event, in order of time.

    Args:
        matchings: one for each annotator, all against the same gold.

    Raises:
        ValueError: the matchings differ in their gold.
    """
    offs: dict[str, list[int]] = {}
    for matching in matchings:
        for pair in matching.pairs:
            if pair.gold and pair.off is not None:
                offs.setdefault(pair.gold.id, []).append(pair.off)
    found = []
    for gold, kinds in _by_event(matchings):
        count = Counter("?" if k == "" else k or "" for k in kinds)
        people = len(kinds)
        alike = sum((c / people) ** 2 for c in count.values())
        answers = len(KINDS) + 1
        found.append(
            Where(
                gold=gold,
                found=sum(count[k] for k in gold.accepted) / people,
                kinds={k: count[k] for k in (*KINDS, "")},
                offs=tuple(sorted(offs.get(gold.id, ()))),
                split=min(1.0, (1 - alike) / (1 - 1 / answers)),
            )
        )
    return tuple(found)


def _by_event(matchings: Sequence[Matching]) -> list[tuple[Gold, list[str | None]]]:
    """Each agreed event with the kind that each annotator gave it, None where not marked."""
    table: dict[str, tuple[Gold, list[str | None]]] = {}
    for number, matching in enumerate(matchings):
        rows = [p for p in matching.pairs if p.gold]
        if number and {p.gold.id for p in rows if p.gold} != table.keys():
            raise ValueError("The matchings differ in their gold; match all against the same.")
        for pair in rows:
            if pair.gold:
                _, kinds = table.setdefault(pair.gold.id, (pair.gold, []))
                kinds.append(pair.given.kind if pair.given else None)
    return list(table.values())
