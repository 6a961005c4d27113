"""Reading the files of a case: whole, in the shape expected, or a sentence that says why not.

Every lesson starts by loading a case, so this module imports `json` and `csv` and no more.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = [
    "REBUILD",
    "CaseError",
    "damaged",
    "kind",
    "read_json",
    "read_rows",
    "read_text",
    "require",
]

REBUILD = "Rebuild the case with `cxkit cases build`, or copy the folder from the course again."


class CaseError(Exception):
    """A case cannot be read or built. The message is a sentence or two for the reader."""


def read_rows(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """The rows below the heading of a table with commas, each as wide as the heading.

    Raises:
        CaseError: other columns, or a row of another width.
    """
    try:
        rows = list(csv.reader(read_text(path).splitlines()))
    except csv.Error as error:
        raise damaged(path, "a table with commas", str(error), "some line") from None
    if not rows or tuple(rows[0]) != columns:
        came = ", ".join(rows[0]) if rows else "nothing"
        raise damaged(path, f"the columns {', '.join(columns)}", came, "line 1")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise damaged(path, f"{len(columns)} values", f"{len(row)}", f"line {line}")
    return rows[1:]


def read_text(path: Path) -> str:
    """The text of a file in UTF-8.

    Raises:
        CaseError: it is gone, cannot be opened, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CaseError(
            f"Expected {path.name} in {path.parent}, and it is gone. {REBUILD}"
        ) from None
    except UnicodeDecodeError as error:
        raise damaged(path, "text in UTF-8", "other bytes", f"byte {error.start}") from None
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise CaseError(
            f"{path.name} in {path.parent} cannot be read ({reason}). {REBUILD}"
        ) from None


def read_json(path: Path) -> Any:
    """The value in a JSON file.

    Raises:
        CaseError: it cannot be read, or is not whole JSON.
    """
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise damaged(path, "whole JSON", "a file that breaks off or was edited", where) from None
    except RecursionError:
        raise damaged(path, "whole JSON", "brackets nested too deep", "the file") from None
    except ValueError:
        raise damaged(path, "whole JSON", "a number too long to read", "the file") from None


def require(path: Path, item: Any, fields: tuple[str, ...], where: str) -> None:
    """See that an item holds these fields, `id` and `text` as text.

    Raises:
        CaseError: it is of another shape; `where` names its place.
    """
    if not isinstance(item, Mapping):
        raise damaged(path, "named fields", kind(item), where)
    lacking = [field for field in fields if field not in item]
    if lacking:
        raise damaged(path, f"the field {lacking[0]!r}", "none", where)
    for field in ("id", "text"):
        if field in fields and not isinstance(item[field], str):
            raise damaged(path, f"{field!r} as text", kind(item[field]), where)


def damaged(path: Path, expected: str, came: str, where: str) -> CaseError:
    """The error for a file that is there and not as built."""
    return CaseError(
        f"{path.name} in {path.parent} is not as built: "
        f"expected {expected}, found {came}, at {where}. {REBUILD}"
    )


def kind(value: Any) -> str:
    """What a JSON value is, in words for a person."""
    names = {dict: "named fields", list: "a list", str: "text", type(None): "nothing"}
    return names.get(
        type(value), "a number" if isinstance(value, int | float) else "something else"
    )
