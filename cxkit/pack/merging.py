"""What becomes of a sheet whose answer was changed since the pack was written.

Rows are merged, never cells: half a row of one person and half of another says what nobody said.
A row that only adds to the saved one is taken, a new one too; where the two differ, the saved row
stays and the place is told; a row that is not in the sheet stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["merged", "same"]

Row = dict[str, Any]


def merged(
    saved: Mapping[str, Any], given: Mapping[str, list[Row]], orders: Iterable[str] = ()
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The answer with all of `given` that takes nothing away.

    Args:
        saved: the answer on the disk.
        given: section -> rows of the sheet.
        orders: sections whose rows mean something only all together.

    Returns:
        The data, and (section, row id) of each row that differs and was left as saved. For an
        order the id is "".
    """
    data, kept = dict(saved), []
    for key, rows in given.items():
        old = saved.get(key)
        old = [row for row in old if isinstance(row, dict)] if isinstance(old, list) else []
        if key in orders:
            if old and not same(old, rows):
                kept += [(key, "")] * bool(rows)
            else:
                data[key] = rows
            continue
        new = {row["id"]: row for row in rows}
        both = []
        for row in old:
            other = new.pop(str(row.get("id")), None)
            if other is not None and not _adds(row, other):
                kept.append((key, row["id"]))
                other = None
            both.append(other or row)
        data[key] = [*both, *new.values()]
    return data, kept


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same; blank is blank, however it is written."""
    return _bare(one) == _bare(other)


def _adds(row: Any, other: Any) -> bool:
    """Whether `other` says all that `row` does."""
    if isinstance(row, Mapping) and isinstance(other, Mapping):
        return all(_adds(value, other.get(key)) for key, value in row.items())
    return _bare(row) is None or _bare(row) == _bare(other)


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        bare = {key: _bare(v) for key, v in value.items()}
        return {key: v for key, v in bare.items() if v is not None} or None
    if isinstance(value, list):
        return [_bare(v) for v in value] or None
    if isinstance(value, str):
        return value.strip() or None
    return value
