"""The rows of a table as the kernel keeps them, whoever wrote them.

A browser, a paste from a spreadsheet and a person with an editor all write rows. Each value is
brought to its column's type where it can only mean one thing, and left as it came, with a
question, where it cannot. Nothing is refused here: a half-filled form must save.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from .spec import Column, Question, Section, at

__all__ = ["blank", "doubts", "tidy"]

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")  # 0,412 is a share, not 412


def tidy(
    section: Section, raw: Any, known: Mapping[str, str] | None = None
) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of `raw` with every value of its column's type, blank rows dropped.

    Args:
        raw: whatever stands under the section's key.
        known: casefolded id -> id as the material writes it.

    Returns:
        The rows, each with an id of its own, and a sentence for all that could not be kept.
        Keys that no column names are kept: a column may come back.
    """
    if raw is None:
        return [], []
    if not isinstance(raw, list):
        return [], [
            f"The saved rows of \N{LEFT SINGLE QUOTATION MARK}{section.title}"
            f"\N{RIGHT SINGLE QUOTATION MARK} cannot be read: expected a list, "
            f"found {type(raw).__name__}. The file is unchanged until you write here."
        ]
    rows: list[dict[str, Any]] = []
    faults: list[str] = []
    seen: set[str] = set()
    for number, row in enumerate(raw, start=1):
        if not isinstance(row, dict):
            faults.append(
                f"Row {number} of {section.title} cannot be read: expected fields, "
                f"found {row!r:.40}. It is dropped at the next save."
            )
            continue
        kept = {**row, "id": _own_id(row.get("id"), section.key, seen)}
        for column in section.columns:
            if column.kind != "label":
                value = at(kept, column.key)
                if value is not None:
                    kept = _put(kept, column.key.split("/"), _value(column, value, known or {}))
        if not blank(section, kept):
            rows.append(kept)
    return rows, faults


def blank(section: Section, row: Mapping[str, Any]) -> bool:
    """True where nothing was written: the id and the given labels do not count."""
    given = {"id"} | {c.key for c in section.columns if c.kind == "label"}
    return all(_empty(value) for key, value in row.items() if key not in given)


def doubts(
    section: Section, rows: Iterable[Mapping[str, Any]], known: Mapping[str, str]
) -> list[Question]:
    """What the form itself asks: ids the material does not hold, numbers that are none."""
    found = []
    for row in rows:
        for column in section.columns:
            value = at(row, column.key)
            if column.kind == "number" and isinstance(value, str) and value:
                text = f"Which number is \N{LEFT SINGLE QUOTATION MARK}{value:.30}" \
                       "\N{RIGHT SINGLE QUOTATION MARK}? Expected one such as " \
                       f"{column.placeholder or '12.5'}."
                found.append(Question(section.key, row["id"], column.key, text))
            cited = value.get("evidence") if isinstance(value, Mapping) else value
            if column.kind in ("ids", "strength") and isinstance(cited, list) and known:
                strange = [i for i in cited if str(i).casefold() not in known]
                if strange:
                    found.append(Question(section.key, row["id"], column.key, _strange(strange)))
    return found


def _strange(ids: list[str]) -> str:
    names = ", ".join(f"{i:.20}" for i in ids)
    return f"{names} {'is' if len(ids) == 1 else 'are'} not in the material. Which text shows this?"


def _value(column: Column, value: Any, known: Mapping[str, str]) -> Any:
    if column.kind == "ids":
        return _ids(value, known)
    if column.kind == "number":
        return _number(value, column.counts_in)
    if column.kind == "strength":
        cell = value if isinstance(value, Mapping) else {"strength": value}
        return {
            "strength": _strength(cell.get("strength")),
            "evidence": _ids(cell.get("evidence"), known),
        }
    text = value if isinstance(value, str) else "" if _empty(value) else str(value)
    if column.kind == "choice":
        named = {o.label.casefold(): o.value for o in column.options}
        named |= {o.value.casefold(): o.value for o in column.options}
        return named.get(text.strip().casefold(), text)
    return text.replace("\r\n", "\n")


def _ids(value: Any, known: Mapping[str, str]) -> list[str]:
    parts = re.split(r"[\s,;]+", value) if isinstance(value, str) else value
    if not isinstance(parts, list):
        return []
    names = [known.get(str(p).casefold(), str(p)) for p in parts if not _empty(p)]
    return list(dict.fromkeys(names))


def _strength(value: Any) -> int | None:
    if isinstance(value, str) and value.strip() in ("0", "1", "2", "3"):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if value in (0, 1, 2, 3) else None


def _number(value: Any, unit: str = "") -> int | float | str | None:
    """A number as people type it. A percentage is a share of 1, unless the column counts in %."""
    if isinstance(value, bool) or _empty(value):
        return None
    if isinstance(value, (int, float)):
        return value if math.isfinite(value) else None
    if not isinstance(value, str):
        return str(value)
    text = value.strip().replace("\N{MINUS SIGN}", "-")
    hundreds = text.endswith("%") and unit in ("", "%")
    if hundreds:
        text = text[:-1].rstrip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")  # 0,35 as typed on half the world's keyboards
    try:
        number = float(text)
    except ValueError:
        return value
    if not math.isfinite(number) or "_" in text:
        return value
    if hundreds and not unit:
        return round(number / 100, 12)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _own_id(value: Any, key: str, seen: set[str]) -> str:
    name = value if isinstance(value, str) and value else ""
    number = 1
    while not name or name in seen:
        name = f"{key[:1] or 'r'}{number}"
        number += 1
    seen.add(name)
    return name


def _put(row: Mapping[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    if len(path) == 1:
        return {**row, path[0]: value}
    return {**row, path[0]: _put(row[path[0]], path[1:], value)}


def _empty(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(_empty(v) for v in value.values())
    if isinstance(value, list):
        return all(_empty(v) for v in value)
    return value is None or (isinstance(value, str) and not value.strip())
