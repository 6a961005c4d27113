"""Two forms of one short quiz, for before and after: other items, the same rows of the method.

Each form has 15 items of the bank, three an area. Every item of form A has a partner of the same
row in form B, so that both ask for the same things. A set of forms follows from its number, so
the key is worked out again and need not be kept.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..atomic import put
from ..authoring.typeset import escape, pdf
from ..cases.bank import AREAS, BankError, Item
from ..cases.stream import Stream

__all__ = ["ITEMS", "Form", "forms", "sheet", "write"]

ITEMS = 15
_AN_AREA = ITEMS // len(AREAS)
_LETTERS = "abcd"
_TIMES = ("before", "after")
_HOW = (
    "Fifteen questions, one right answer each. Ring the letter. If you do not know, leave it out. "
    "The result is about the class, and no part of any mark."
)


@dataclass(frozen=True)
class Form:
    """One form.

    Args:
        name: such as "A1": the form and the number of its set.
        items: 15, with their options in the order printed.
    """

    name: str
    items: tuple[Item, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The right letter of each question, by its printed place."""
        return tuple(
            next(_LETTERS[n] for n, option in enumerate(item.options) if option.right)
            for item in self.items
        )


def forms(items: Mapping[str, Item], number: int = 1) -> tuple[Form, Form]:
    """Form A and form B of a set.

    Args:
        items: the bank, as `cxkit.cases.bank.load` gives it.
        number: of the set, from 1; another number gives other forms.

    Raises:
        BankError: an area has too few rows with two items.
    """
    chance = Stream(number, "quiz forms")
    pairs: list[tuple[Item, Item]] = []
    for area in AREAS:
        rows: dict[str, list[Item]] = defaultdict(list)
        for item in sorted(items.values(), key=lambda i: i.id):
            if item.area == area:
                rows[item.row].append(item)
        ready = [row for row, found in sorted(rows.items()) if len(found) > 1]
        if len(ready) < _AN_AREA:
            raise BankError(
                f"{area}: expected {_AN_AREA} rows with two items, found {len(ready)}. Add items."
            )
        for row in chance.shuffled(ready)[:_AN_AREA]:
            first, second = chance.shuffled(rows[row])[:2]
            pairs.append((first, second))
    pairs = chance.shuffled(pairs)
    made = []
    for side, letter in enumerate("AB"):
        chosen = [pair[side] for pair in pairs]
        made.append(Form(f"{letter}{number}", tuple(_mixed(i, number) for i in chosen)))
    return made[0], made[1]


def sheet(form: Form, title: str) -> bytes:
    """A form as a PDF of A4 pages.

    Raises:
        PrintError: typst is not installed.
    """
    body = [
        f"#heading(level: 1)[{escape(f'{title}: form {form.name}')}]\n{escape(_HOW)}\n\n",
        f"{escape('Your code:')} #box(width: 5cm, line(length: 100%, stroke: 0.5pt)) #h(1em) ",
        f"{escape('before / after the class')}\n\n",
    ]
    for number, item in enumerate(form.items, start=1):
        options = ", ".join(f"[{escape(o.text)}]" for o in item.options)
        body.append(
            f'#block(breakable: false, above: 1.3em)[#strong[{escape(f"{number}. {item.text}")}]\n'
            f'#enum(numbering: "a", indent: 1em, {options})]\n'
        )
    return pdf("".join(body), title=f"{title}: form {form.name}", foot=f"Form {form.name}")


def write(items: Mapping[str, Item], title: str, folder: Path, number: int = 1) -> list[Path]:
    """Write both forms, the key and an empty table for the answers.

    Raises:
        BankError, PrintError, OSError: as the parts do.
    """
    pair = forms(items, number)
    files = {f"form-{form.name}.pdf": sheet(form, title) for form in pair}
    head = ["form", "question", "right", "area", "row", "item", "why"]
    rows = [
        [form.name, n, right, item.area, item.row, item.id, next(o.why for o in item.options if o.right)]
        for form in pair
        for n, (item, right) in enumerate(zip(form.items, form.key, strict=True), start=1)
    ]
    files[f"key-{number}.csv"] = _csv([head, *rows])
    head = ["id", "time", "form", *(f"q{n}" for n in range(1, ITEMS + 1))]
    blank = [["", time, "", *[""] * ITEMS] for time in _TIMES]
    files["answers.csv"] = _csv([head, *blank])
    for name, content in files.items():
        if name != "answers.csv" or not (folder / name).exists():  # somebody may have filled it in
            put(folder / name, content)
    return [folder / name for name in files]


def _mixed(item: Item, number: int) -> Item:
    return replace(item, options=tuple(Stream(number, f"form/{item.id}").shuffled(item.options)))


def _csv(rows: list[list[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # Excel then reads it as UTF-8
