"""One cell: what is written into it for a value, and which value is read out of it.

A cell that still shows what was written keeps the saved value to the letter, so that opening and
saving a pack changes nothing. Conventions for the rest: spaces around a text are dropped, a space
that does not break is a space; a real date is its ISO day; a percentage is a share of 1 as in the
forms, unless the column counts in per cent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from ..drawing.sheet import CELL_LIMIT, legal
from ..forms.spec import Column
from .fault import Unread
from .plan import Head

__all__ = ["Cell", "norm", "shown", "taken", "words"]

_SPACES = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\t": " ",
                         "\N{ZERO WIDTH NO-BREAK SPACE}": None})  # fmt: skip
_STRENGTH = re.compile(  # 2; 2 (K1, 3); (K1); 2 K1
    r"([0-3])?\s*[,:;]?\s*[(\[](.*)[)\]]|([0-3])(?:\s*[,:;]?\s*([^\d.].*)?)?", re.DOTALL
)
_TOLD = 40  # characters of a cell that a sentence repeats
_OFFERED = 6  # labels that a sentence repeats


@dataclass(frozen=True)
class Cell:
    """A cell of a sheet. Args: trouble: why its value cannot be read; empty where it can."""

    address: str
    value: Any = None
    percent: bool = False
    trouble: str = ""

    @property
    def blank(self) -> bool:
        return not self.trouble and not words(self)


def shown(column: Column, value: Any, labels: Mapping[str, str]) -> str | int | float | None:
    """What is written for a value."""
    if column.kind == "number" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if column.kind == "strength":
        cell = value if isinstance(value, Mapping) else {"strength": value}
        level, cited = cell.get("strength"), _joined(cell.get("evidence"))
        said = "" if level is None else str(level)
        return f"{said} ({cited})".strip() if cited else level if isinstance(level, int) else said
    if column.kind == "ids":
        return _joined(value)
    text = "" if value is None else str(value)
    return labels.get(text, text) if column.kind == "choice" else text


def taken(head: Head, cell: Cell, saved: Any, labels: Mapping[str, str] | None = None) -> Any:
    """The value of a cell, as a form would send it.

    Args:
        saved: the value in the answer: it stays where the cell shows it still.
        labels: what may be chosen here, where it is not the column's own.

    Raises:
        Unread: what stands there cannot be meant.
    """
    if cell.trouble:
        raise Unread(cell.trouble)
    here = head.labels if labels is None else labels
    text, column = words(cell), head.column
    before = shown(column, saved, here)
    if (norm(legal(before)) if isinstance(before, str) else words(Cell("", before))) == text:
        return saved
    if len(text) > CELL_LIMIT:
        raise Unread(f"holds {len(text):,} characters; a cell holds at most {CELL_LIMIT:,}.")
    if column.kind == "choice":
        return _choice(text, here, head.accepted)
    if column.kind == "number":
        return _number(cell, text, column)
    if column.kind == "strength":
        return _strength(text)
    if column.kind == "ids":
        return [part for part in re.split(r"[\s,;]+", text) if part]
    return text


def words(cell: Cell) -> str:
    """What stands in a cell, as a person would read it out."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return f"{value * 100:.12g}%" if cell.percent else _plain(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, (date, time)):
        return value.isoformat() if isinstance(value, date) else f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    return norm(str(value))


def norm(text: str) -> str:
    """A text without what nobody sees: spaces at its ends and of other kinds, and line ends."""
    lines = text.translate(_SPACES).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _plain(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return str(value) if isinstance(value, int) else f"{value:.15g}"


def _choice(text: str, labels: Mapping[str, str], accepted: Mapping[str, str]) -> str:
    known = {norm(k).casefold(): v for k, v in accepted.items()}
    known |= {norm(label).casefold(): value for value, label in labels.items()}
    known |= {value.casefold(): value for value in labels}
    if not text or text.casefold() in known:
        return known.get(text.casefold(), "")
    names = list(labels.values())
    offered = ", ".join(names[:_OFFERED]) + (", ..." if len(names) > _OFFERED else "")
    raise Unread(f"expected {f'one of {offered}' if names else 'an empty cell'}, "
                 f"found \u201c{text:.{_TOLD}}\u201d.")  # fmt: skip


def _number(cell: Cell, text: str, column: Column) -> Any:
    """Numbers as they are; texts are left to the form, which reads numbers as people type them."""
    if not text:
        return None
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        if not math.isfinite(cell.value):
            raise Unread(f"expected a number, found {cell.value}.")
        if cell.percent and column.counts_in == "%":
            return round(cell.value * 100, 12)
        return cell.value if not float(cell.value).is_integer() else int(cell.value)
    from ..forms.spec import Section
    from ..forms.table import tidy

    bare = text.removesuffix(column.unit).rstrip() if column.unit not in ("", "%") else text
    rows = tidy(Section("n", "n", columns=(Column("n", "n", "number", unit=column.counts_in),)),
                [{"id": "n", "n": bare}])[0]  # fmt: skip
    if rows and isinstance(rows[0]["n"], (int, float)):
        return rows[0]["n"]
    raise Unread(f"expected a number, found \u201c{text:.{_TOLD}}\u201d.")


def _strength(text: str) -> dict[str, Any]:
    if not text:
        return {"strength": None, "evidence": []}
    found = _STRENGTH.fullmatch(text)
    if found is None:
        raise Unread(f"expected 0 to 3 and codes in brackets, such as 2 (K1, K3), "
                     f"found \u201c{text:.{_TOLD}}\u201d.")  # fmt: skip
    level, cited = found[1] or found[3], found[2] or found[4] or ""
    return {"strength": int(level) if level else None,
            "evidence": [part for part in re.split(r"[\s,;]+", cited) if part]}  # fmt: skip


def _joined(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    return ", ".join(str(part) for part in parts if part is not None)

