"""A picture or tables as a file to take to work: PNG, SVG, PDF, XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .file import NothingToExport, UnknownFormat, put
from .picture import Picture
from .sheet import Table, write_xlsx

__all__ = ["FORMATS", "export"]

FORMATS = ("pdf", "png", "svg", "xlsx")
_PRINT = 220  # dots to the inch, for a picture that is put on a slide or a wall


def export(thing: Picture | Sequence[Table], path: str | Path, note: str = "") -> Path:
    """Write a picture, or tables, in the format that the file's name ends in.

    Args:
        thing: a Picture (any format; xlsx takes its tables) or tables (xlsx only).
        note: a sentence for the workbook's last sheet.

    Returns:
        The path written.

    Raises:
        UnknownFormat: another ending, or a picture format for bare tables.
        NothingToExport: nothing to show yet.
        CannotWrite: the file is open elsewhere, or its folder cannot be written.
    """
    path = Path(path)
    suffix = path.suffix.lower().lstrip(".")
    known = FORMATS if isinstance(thing, Picture) else ("xlsx",)
    if suffix not in known:
        came = f".{suffix}" if suffix else "no ending"
        raise UnknownFormat(
            f"Expected a name ending in {_listed(known)}, found {came} in {path.name!r}."
        )
    if not isinstance(thing, Picture):
        return write_xlsx(path, thing, note)
    if suffix == "xlsx":
        if not thing.tables:
            raise NothingToExport(f"There is no table to export yet. {thing.title}".strip())
        return write_xlsx(path, thing.tables, note or thing.title)
    if suffix == "png":
        return put(path, thing.png(dpi=_PRINT))
    return put(path, thing.pdf() if suffix == "pdf" else thing.svg())


def _listed(formats: Sequence[str]) -> str:
    dotted = [f".{f}" for f in formats]
    return dotted[0] if len(dotted) == 1 else f"{', '.join(dotted[:-1])} or {dotted[-1]}"
