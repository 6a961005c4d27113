"""A witness: one case that shows what is wrong with a decision table. Method row 42."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["covers", "shows"]


def shows(table: Mapping[str, Any], kind: str, case: Any) -> bool:
    """Whether `case` (input name to value) truly is a witness of a fault of that kind.

    A gap is a case within the bounds of the table that no row covers; a conflict one that rows
    with different outcomes cover; subsumed one that two rows with the same outcome cover.
    """
    if not isinstance(case, Mapping):
        return False
    values = [case.get(column["name"]) for column in table["inputs"]]
    pairs = zip(table["inputs"], values, strict=True)
    if not all(_within(column, value) for column, value in pairs):
        return False
    met = [
        tuple(row["then"])
        for row in table["rules"]
        if all(covers(cell, value) for cell, value in zip(row["when"], values, strict=True))
    ]
    if kind == "gap":
        return not met
    if kind == "conflict":
        return len(set(met)) > 1
    return len(set(met)) < len(met)


def covers(cell: str, value: Any) -> bool:
    """Whether a cell such as `<=8`, `(8..16]`, `clean` or `-` covers the value."""
    if cell == "-":
        return True
    if cell[0] in "([" and isinstance(value, int | float):
        low, high = (float(part) for part in cell[1:-1].split(".."))
        above = value > low if cell[0] == "(" else value >= low
        return above and (value < high if cell[-1] == ")" else value <= high)
    if cell[0] in "<>" and isinstance(value, int | float):
        bound = float(cell.lstrip("<>="))
        below, equal = value < bound, "=" in cell and value == bound
        return equal or (below if cell[0] == "<" else not below and value != bound)
    return cell == value


def _within(column: Mapping[str, Any], value: Any) -> bool:
    if column["type"] == "choice":
        return value in column["values"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    whole = column["type"] != "whole" or float(value).is_integer()
    return whole and column["from"] <= value <= column["to"]
