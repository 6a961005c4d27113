"""Files of decision tables, in and out; the format is known by how the file's name ends."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from ..atomic import put
from ..techniques.tables import Table
from .error import DecisionsError

__all__ = ["FORMATS", "LARGEST", "read_table", "read_tables", "write_table"]

# How a file's name ends -> the module of its format, imported when asked for.
FORMATS = {".xlsx": "xlsx", ".csv": "csvtable", ".dmn": "dmn", ".xml": "dmn"}
LARGEST = 20_000_000  # bytes of a file


def read_tables(path: str | Path) -> list[Table]:
    """Every decision table in a file, in its order.

    Raises:
        DecisionsError: no such file, none of the formats, or faults in it: each with sheet and
            cell, or with decision, rule and column.
    """
    path = Path(path)
    module = _format(path)
    try:
        if not path.is_file():
            raise DecisionsError([f"{path.name}: there is no such file; check its name and folder."])
        if (size := path.stat().st_size) > LARGEST:
            most = LARGEST // 1_000_000
            raise DecisionsError([f"{path.name}: expected at most {most} MB, found {size // 1_000_000} MB."])
        data = path.read_bytes()
    except OSError as error:
        raise DecisionsError([f"{path.name}: cannot be read: {error.strerror or error}."]) from None
    return module.read(data)


def read_table(path: str | Path, id: str | None = None) -> Table:
    """The one table in a file, or the one of an id.

    Raises:
        DecisionsError: as of `read_tables`, or there is not exactly one.
    """
    tables = read_tables(path)
    found = [t for t in tables if id is None or t.id == id]
    if len(found) != 1:
        there = ", ".join(t.id or "one without an id" for t in tables)
        wanted = f"the table {id!r:.40}" if id else "one table; say which"
        raise DecisionsError([f"{Path(path).name}: expected {wanted}; there is {there}."])
    return found[0]


def write_table(tables: Table | Sequence[Table], path: str | Path) -> None:
    """Write one or several tables; the same tables make the same bytes.

    Raises:
        DecisionsError: no such format, or the place cannot be written.
    """
    path = Path(path)
    content = _format(path).write([tables] if isinstance(tables, Table) else list(tables))
    try:
        put(path, content)
    except OSError as error:
        raise DecisionsError([f"{path.name}: cannot be written: {error.strerror or error}."]) from None


def _format(path: Path) -> ModuleType:
    name = FORMATS.get(path.suffix.lower())
    if not name:
        raise DecisionsError(
            [f"{path.name}: expected a name that ends in {', '.join(FORMATS)}; found {path.suffix!r:.20}."]
        )
    return import_module(f".{name}", __package__)
