"""The item bank: quiz items over the five areas, their seeded draw, and their lint.

The bank is five files, one an area, in `course/trainer/bank`. An item has four options, one of
them right, and each option says why. Conventions:

- A row of the method belongs to one area, so that a draw that takes no row twice is never stuck.
- A draw follows from the secret, the items and `n` alone: no platform or order of files moves it.
- Options are shuffled by the draw and keep their ids, so an answer is an id and never a place.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

from cxkit.cases.stream import Stream

__all__ = ["AREAS", "BankError", "Item", "Option", "draw", "faults", "load", "scores"]

AREAS = ("needs", "moments", "breaks", "rules", "measures")
PLACES = ("a", "b", "c", "d")
ROWS = frozenset(str(row) for row in range(1, 81))  # method.md 1.1
_SCHEMA = 1
_ITEMS, _IN_AREA, _DIFFERENT = 125, 25, 60  # the least there must be: all, one area, rows
_CEILING = 0.35  # what a strategy that reads the wording alone may score; chance is .25
_STEM, _OPTION, _WHY, _SPREAD = 55, 22, 30, 8  # words
_ALIKE = 0.3  # shared word trigrams of two items
_FORBIDDEN = {
    "is an option about the others": r"\b(all|none|both|neither|any) of (the above|these|them)\b",
    "is a protected name": r"\b(CEMM\w*|CPP\w*|ACX\w*|SCO Canvas|Moments? of (Magic|Misery))\b",
    "is a name from the cases": r"\b(Rowan|Brightwater)\b",
    "may be the vehicle test; say moment or annual test": r"\bMOT\b",
}
_ABSOLUTE = re.compile(r"\b(all|always|cannot|every|must|never|nobody|none|only)\b", re.I)
_HEDGED = re.compile(r"\b(can|could|if|likely|may|might|often|perhaps|some|unless|usually)\b", re.I)


class BankError(ValueError):
    """The bank cannot be read or drawn from. Each line of the message is one fault."""


@dataclass(frozen=True)
class Option:
    """One answer: its id, what it says, whether it is right, and why, told after the choice."""

    id: str
    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Item:
    """One question. `area` is one of `AREAS`, `row` a row of the method such as `"3"`."""

    id: str
    area: str
    row: str
    text: str
    options: tuple[Option, ...]

    @property
    def right(self) -> str:
        """The id of the right option."""
        return next((option.id for option in self.options if option.right), "")


def load(folder: Path) -> dict[str, Item]:
    """Read the bank from `folder`, one file an area; `faults` judges what was read.

    Returns:
        The items by id, in order of area and place in the file.

    Raises:
        BankError: a file is missing, unreadable or of another shape, or an id occurs twice.
            The first fault of each file is named, one a line.
    """
    found: dict[str, Item] = {}
    wrong: list[str] = []
    for area in AREAS:
        try:
            for item in _items(Path(folder) / f"{area}.json", area):
                if item.id in found:
                    raise BankError(f"{area}.json: {item.id} is used twice. Give one a new id.")
                found[item.id] = item
        except BankError as error:
            wrong.append(str(error))
    if wrong:
        raise BankError("\n".join(wrong))
    return found


def _items(path: Path, area: str) -> Iterator[Item]:
    again = "Mend the file, or copy it from the course again."
    try:
        data = json.loads(path.read_bytes().decode("utf-8"))
    except OSError:
        raise BankError(f"{path.name}: not to be read in {path.parent}. {again}") from None
    except (ValueError, RecursionError):
        raise BankError(f"{path.name}: expected JSON in UTF-8, and this is not. {again}") from None
    listed = data.get("items") if isinstance(data, dict) else None
    if not isinstance(listed, list) or data.get("schema") != _SCHEMA:
        raise BankError(f"{path.name}: expected schema {_SCHEMA} and a list of items. {again}")
    for place, raw in enumerate(listed, start=1):
        at = f"{path.name}, item {place}"
        fields = _fields(raw, at, id=str, area=str, row=str, text=str, options=list)
        if fields["area"] != area:
            raise BankError(f"{at}: expected area {area}, found {fields['area']!r}. {again}")
        options = [
            Option(**_fields(option, f"{at}, option {n}", id=str, text=str, right=bool, why=str))
            for n, option in enumerate(fields["options"], start=1)
        ]
        yield Item(**(fields | {"options": tuple(options)}))


def _fields(raw: Any, at: str, **kinds: type) -> dict[str, Any]:
    asked = {str: "text", list: "a list", bool: "true or false"}
    for name, kind in kinds.items():
        if not isinstance(raw, dict) or not isinstance(raw.get(name), kind):
            raise BankError(f"{at}: {name!r} is missing or not {asked[kind]}. Fill it in.")
    return {name: raw[name] for name in kinds}


def draw(items: Mapping[str, Item], secret: bytes | str, n: int = 30) -> list[Item]:
    """Draw a quiz: equally many items of each area, no two of one row, in seeded order.

    Args:
        items: the bank, as `load` gives it.
        secret: what the draw follows from. Text counts as its UTF-8, accents composed.
        n: how many items; a multiple of five.

    Returns:
        `n` items. Each has its options in seeded order, with their ids kept.

    Raises:
        BankError: the secret is empty, `n` cannot be shared out, or an area has too few rows.
    """
    raw = unicodedata.normalize("NFC", secret).encode() if isinstance(secret, str) else secret
    if not raw:
        raise BankError("The secret is empty. Give the text that the quiz follows from.")
    share, rest = divmod(n, len(AREAS))
    if rest or share < 1:
        raise BankError(f"A quiz of {n} cannot be shared out over {len(AREAS)} areas. Ask for 30.")
    seed = int.from_bytes(sha256(b"cxkit quiz\0" + raw).digest(), "big")
    chance = Stream(seed, "items")
    drawn: dict[str, Item] = {}  # by row
    for place, area in enumerate(AREAS, start=1):
        pool = sorted((i for i in items.values() if i.area == area), key=lambda item: item.id)
        for item in chance.shuffled(pool):
            if len(drawn) < share * place:
                drawn.setdefault(item.row, item)
        if len(drawn) < share * place:
            raise BankError(f"{area}: too few rows for {share} items. Add items of other rows.")
    return [
        replace(item, options=tuple(Stream(seed, f"options/{item.id}").shuffled(item.options)))
        for item in chance.shuffled(list(drawn.values()))
    ]


def scores(items: Mapping[str, Item]) -> dict[str, float]:
    """What strategies earn that see the wording and know nothing: a share from 0 to 1 for each.

    Chance is .25. An item on which a strategy is torn between options earns its part.
    """
    return {
        name: sum(_earned(item, weight) for item in items.values()) / max(1, len(items))
        for name, weight in _STRATEGIES.items()
    }


_STRATEGIES: dict[str, Callable[[Item, Option], float]] = {
    "the longest": lambda item, option: len(option.text),
    "the second longest": lambda item, option: -abs(_longer(item, option) - 1),
    "the shortest": lambda item, option: -len(option.text),
    "the first": lambda item, option: -item.options.index(option),
    "most words of the question": lambda item, option: len(_long(option.text) & _long(item.text)),
    "the most hedged": lambda item, option: len(_HEDGED.findall(option.text)),
    "the least absolute": lambda item, option: -len(_ABSOLUTE.findall(option.text)),
}


def _earned(item: Item, weight: Callable[[Item, Option], float]) -> float:
    weights = {option.id: weight(item, option) for option in item.options}
    best = [id for id, value in weights.items() if value == max(weights.values())]
    return (item.right in best) / max(1, len(best))


def faults(items: Mapping[str, Item]) -> list[str]:
    """Lint the bank: one sentence for each fault, none when the bank may be used.

    Single items come first, then pairs that are nearly the same, then the bank as a whole.
    """
    single = [f"{item.id}: {fault}" for item in items.values() for fault in _of_item(item)]
    return [*single, *_alike(items), *_of_bank(items)]


def _of_item(item: Item) -> Iterator[str]:
    if item.row not in ROWS:
        yield f"row {item.row!r} is not a row of the method, 1 to {len(ROWS)}."
    if tuple(option.id for option in item.options) != PLACES:
        yield "expected four options with the ids a, b, c and d, in this order."
    if (right := sum(option.right for option in item.options)) != 1:
        yield f"expected one right option, found {right}."
    if len({" ".join(_words(option.text)) for option in item.options}) < len(item.options):
        yield "two options say the same."
    if not 0 < len(item.text.split()) <= _STEM:
        yield f"the question has {len(item.text.split())} words; expected 1 to {_STEM}."
    sizes = [len(option.text.split()) for option in item.options] or [0]
    if not 0 < min(sizes) <= max(sizes) <= _OPTION or max(sizes) - min(sizes) > _SPREAD:
        yield f"options of {sizes} words; expected 1 to {_OPTION}, at most {_SPREAD} apart."
    for option in item.options:
        if not 0 < len(option.why.split()) <= _WHY:
            yield f"option {option.id} gives its reason in {len(option.why.split())} words."
    whole = " | ".join([item.text, *(part for o in item.options for part in (o.text, o.why))])
    for what, pattern in _FORBIDDEN.items():
        if hit := re.search(pattern, whole, re.I):
            yield f"{hit.group()!r} {what}."


def _alike(items: Mapping[str, Item]) -> Iterator[str]:
    grams = {}
    for item in items.values():
        words = _words(" ".join([item.text, *(option.text for option in item.options)]))
        grams[item.id] = set(zip(words, words[1:], words[2:], strict=False))
    for (one, first), (other, second) in combinations(grams.items(), 2):
        if len(first & second) > _ALIKE * len(first | second):
            yield f"{one} and {other} are nearly the same."


def _of_bank(items: Mapping[str, Item]) -> Iterator[str]:
    areas = Counter(item.area for item in items.values())
    homes = Counter(row for row, _ in {(item.row, item.area) for item in items.values()})
    counts = [(f"items of {area}", areas[area], _IN_AREA) for area in AREAS]
    counts += [("items", len(items), _ITEMS), ("different rows", len(homes), _DIFFERENT)]
    for what, count, least in counts:
        if count < least:
            yield f"The bank has {count} {what}; expected at least {least}."
    for row, count in homes.items():
        if count > 1:
            yield f"Row {row} stands in {count} areas; expected one."
    places = Counter(item.right for item in items.values())
    for place in PLACES:
        if not 0.2 <= places[place] / max(1, len(items)) <= 0.3:
            yield f"{place} is right {places[place]} times in {len(items)}; expected a quarter."
    for name, score in scores(items).items():
        if score > _CEILING:
            yield f"Choosing {name} scores {score:.2f}; expected at most {_CEILING}."


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _longer(item: Item, option: Option) -> int:
    return sum(len(other.text) > len(option.text) for other in item.options)


def _long(text: str) -> set[str]:
    return {word for word in _words(text) if len(word) > 3}
