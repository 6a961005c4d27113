"""How far a room chooses alike, exercise by exercise; nothing here says what is right.

The unit is a choice that everybody is offered: an item to be sorted, or a choice in a row that is
given. Two figures, named as they are shown:
- agreement: the share of learners who chose what most chose, mean over the items that at least
  two have done;
- kappa: each learner against what most of the others chose, over their common items, mean over
  the learners (Cohen 1960): what agreement is worth beyond chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..forms.spec import Section, at, offered
from ..techniques.agreement import kappa

__all__ = ["Agreement", "Offer", "agreement", "chosen", "offers"]

Place = tuple[str, str, str]  # section, row, column


@dataclass(frozen=True)
class Offer:
    """One choice that everybody has: what it is about, and value -> label."""

    place: Place
    text: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Agreement:
    """What a room made of an exercise.

    Args:
        share: 0 to 1.
        kappa: -1 to 1; None where too few have chosen to tell it from chance.
        learners: how many have chosen anything.
        items: how many choices at least two have made.
        split: the item on which most differ, and label -> learners, most first; None where all
            chose alike.
    """

    share: float
    kappa: float | None
    learners: int
    items: int
    split: tuple[str, tuple[tuple[str, int], ...]] | None


def offers(sections: Iterable[Section]) -> list[Offer]:
    """Every choice in a form that is the same for all."""
    found = []
    for section in sections:
        if section.kind == "choices":
            for item in section.items:
                labels = {o.value: o.label for o in offered(section, item)}
                if labels:
                    found.append(Offer((section.key, item.id, "choice"), item.text or item.title or item.id, labels))
        elif section.kind == "table":
            found += _given(section)
    return found


def _given(section: Section) -> Iterable[Offer]:
    named = next((c.key for c in section.columns if c.kind == "label"), "id")
    for row in section.fixed:
        for column in section.columns:
            if column.kind == "choice" and column.options:
                text = str(at(row, named) or row.get("id", ""))
                labels = {o.value: o.label for o in column.options}
                yield Offer((section.key, str(row.get("id", "")), column.key), text, labels)


def chosen(data: Mapping[str, Any], offer: Mapping[Place, Offer]) -> dict[Place, str]:
    """What one answer chose, of what was offered."""
    found = {}
    columns: dict[str, set[str]] = {}
    for section, _, column in offer:
        columns.setdefault(section, set()).add(column)
    for section, keys in columns.items():
        rows = data.get(section)
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, Mapping):
                continue
            for key in keys:
                place, value = (section, str(row.get("id", "")), key), at(row, key)
                if place in offer and isinstance(value, str) and value in offer[place].labels:
                    found[place] = value
    return found


def agreement(
    choices: Sequence[Mapping[Place, str]], offer: Mapping[Place, Offer]
) -> Agreement | None:
    """What a room made of an exercise; None where fewer than two have chosen the same thing.

    Args:
        choices: one mapping a learner, see `chosen`.
    """
    counts = {place: Counter(one[place] for one in choices if place in one) for place in offer}
    common = {place: count for place, count in counts.items() if count.total() > 1}
    if not common:
        return None
    shares = {place: count.most_common(1)[0][1] / count.total() for place, count in common.items()}
    worst = min(shares, key=lambda place: (shares[place], -common[place].total()))
    split = None
    if shares[worst] < 1:
        told = sorted(common[worst].items(), key=lambda pair: (-pair[1], pair[0]))
        split = (offer[worst].text, tuple((offer[worst].labels[v], n) for v, n in told))
    return Agreement(
        sum(shares.values()) / len(shares), _kappa(choices, common),
        sum(bool(one) for one in choices), len(common), split,
    )


def _kappa(choices: Sequence[Mapping[Place, str]], counts: Mapping[Place, Counter[str]]) -> float | None:
    """Mean of each against what most of the others chose; None for fewer than three learners."""
    found = []
    for one in choices:
        mine, others = [], []
        for place, value in one.items():
            rest = (counts[place] - Counter([value])) if place in counts else Counter()
            if rest.total():
                best = rest.most_common(1)[0][1]
                most = sorted(v for v, n in rest.items() if n == best)
                mine.append(value)
                others.append(value if value in most else most[0])
        if len(mine) > 2 and len({*mine, *others}) > 1:  # one label throughout: undefined
            found.append(kappa(mine, others))
    return sum(found) / len(found) if len(found) > 2 else None
