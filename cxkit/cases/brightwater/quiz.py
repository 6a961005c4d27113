"""The quiz of a paper: thirty items of the bank, six an area, without a word on what is right.

Which items are drawn follows from the paper's secret, through a stream that cannot be worked back.
Ids tell nothing of the bank: items are numbered as they stand, options lettered as they stand, and
the right ones are spread so evenly that no letter earns anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from cxkit.cases.bank import AREAS, PLACES, BankError, Item, draw, load
from cxkit.cases.case import CaseError
from cxkit.cases.stream import Stream

__all__ = ["BANK", "ITEMS", "make_quiz", "open_bank"]

BANK = Path(__file__).resolve().parents[3] / "course" / "trainer" / "bank"
ITEMS = 30
_CHANCE = 0.25  # one option in four


@cache
def open_bank(folder: Path = BANK) -> Mapping[str, Item]:
    """The bank in `folder`, read once.

    Raises:
        CaseError: it is not there, or damaged.
    """
    try:
        return load(folder)
    except BankError as error:
        first = str(error).splitlines()[0]
        raise CaseError(
            f"The item bank could not be read: {first} Papers are made from the course's "
            "repository, where the bank lies in course/trainer/bank."
        ) from None


def make_quiz(items: Mapping[str, Item], chance: Stream) -> tuple[dict[str, Any], dict[str, Any]]:
    """What learners see of the quiz, and its key.

    Args:
        items: the bank, as `open_bank` gives it.
        chance: the paper's stream for the quiz.

    Returns:
        `items` with id, text and options (id, text); and `items`: id -> area, the id of the right
        option, and where in the bank both come from, with the bounds of the credit.
    """
    drawn = draw(items, "-".join(str(chance.below(2**53)) for _ in range(5)), ITEMS)
    places = _even(chance)
    shown, key = [], {}
    for number, item in enumerate(drawn, start=1):
        id_, place = f"Z{number:02d}", places[item.area].pop()
        options = [option for option in item.options if not option.right]
        options.insert(place, next(option for option in item.options if option.right))
        shown.append(
            {
                "id": id_,
                "text": item.text,
                "options": [
                    {"id": letter, "text": option.text}
                    for letter, option in zip(PLACES, options, strict=True)
                ],
            }
        )
        key[id_] = {"area": item.area, "right": PLACES[place], "bank": item.id, "row": item.row}
    return {"items": shown}, {"items": key, "threshold": 1.0, "trivial": _CHANCE}


def _even(chance: Stream) -> dict[str, list[int]]:
    """Area -> the places of its six right options: each place once, and two of them again."""
    more = cycle(chance.shuffled(range(len(PLACES))))
    rest = ITEMS // len(AREAS) - len(PLACES)
    return {
        area: chance.shuffled([*range(len(PLACES)), *(next(more) for _ in range(rest))])
        for area in AREAS
    }
