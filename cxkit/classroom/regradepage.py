"""A regrade told: on the screen, as a page and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..atomic import put
from .feedback import PAGE, PRINT, write_whole
from .findings import number
from .folder import ClassError, ClassFolder
from .office import grade_class
from .page import render
from .regrade import Change, Difference, Regrade
from .report import safe_cell

__all__ = ["COLUMNS", "apply", "regrade_csv", "regrade_page", "show", "write_explained"]

COLUMNS = ("learner", "name", "verdict before", "verdict after", "assignment", "exercise", "criterion",
           "title", "value before", "value after", "threshold before", "threshold after",
           "points before", "points after", "counts", "why", "rests on")
_PAGE, _TABLE = "regrade.html", "regrade.csv"


def regrade_page(title: str, found: Regrade, state: str = "Nothing is written yet.") -> bytes:
    """A regrade as one page: who, how much, on what, why.

    Args:
        title: the course's.
        state: whether it was done.
    """
    learners = [
        {"name": d.learner.name, "id": d.learner.id, "crosses": d.crosses,
         "verdict": _arrow(*d.verdict), "delta": _signed(d.delta), "rests": d.rests,
         "points": [f"{name}: {number(a)} \u2192 {number(b)}" for name, (a, b) in d.points.items()],
         "rows": [_row(c) for c in d.changes]}
        for d in found.differences
    ]  # fmt: skip
    return render("regrade.html", title=f"{title}: a regrade", course=title, summary=found.summary, state=state,
                  rests=found.rests, fresh=[one.name for one in found.fresh], learners=learners,
                  criteria=[(*row[:3], _signed(row[3])) for row in found.criteria])


def regrade_csv(found: Regrade) -> bytes:
    """The same, one row a change; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for d in found.differences:
        for row in _rows(d):
            writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def write_explained(folder: ClassFolder, found: Regrade, to: Path) -> Path:
    """Write page and table into a folder outside the class, which is only read.

    Raises:
        ClassError: the folder lies in the class.
    """
    if to.resolve().is_relative_to(folder.root.resolve()):
        raise ClassError(
            f"{to} lies in the class, in which an explanation writes nothing. Name a folder "
            "elsewhere, or use --write to regrade and keep the explanation in the class."
        )
    return _put(folder, found, to, "Nothing is written yet.")


def apply(folder: ClassFolder, found: Regrade, *, workers: int | None = None) -> Path:
    """Regrade: mark, write, and tell anew whoever has been given feedback before.

    Returns:
        The explanation, kept in `report/regrades/<time>/`.

    Raises:
        ClassError, GradebookError: the class cannot be written; then no mark was changed.
    """
    given = {who: place for who in folder.roster.ids
             if (place := folder.root / "feedback" / who / PAGE).is_file()}
    printed = [who for who, place in given.items() if place.with_name(PRINT).is_file()]
    grade_class(folder.root, quiet=True, workers=workers)
    for only, pdf in ((printed, True), ([who for who in given if who not in printed], False)):
        if only:
            write_whole(folder, pdf=pdf, only=only)
    when = datetime.now(UTC)
    place = folder.report.parent / "regrades" / f"{when:%Y%m%dT%H%M%SZ}"
    return _put(folder, found, place, f"Regraded on {when:%Y-%m-%d at %H:%M} UTC.")


def show(found: Regrade) -> None:
    """The table on the screen: those whose verdict changes first."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("learner", "points", "change"):
        table.add_column(column, no_wrap=True, justify="left" if column == "learner" else "right")
    table.add_column("verdict", overflow="fold")
    table.add_column("exercise", no_wrap=True)
    table.add_column("why", overflow="fold")
    for d in found.differences:
        points = "  ".join(f"{number(a)} \u2192 {number(b)}" for a, b in d.points.values() if a != b)
        first: tuple[Any, ...] = (Text(d.learner.name), points, _signed(d.delta), Text(_arrow(*d.verdict)))
        for c in d.changes:
            if c.criterion or c.why:
                why = f"{c.title}: {c.why}" if c.criterion else c.why
                table.add_row(*first, c.exercise, Text(why))
                first = ("", "", "", "")
        if first[0]:
            table.add_row(*first, "", "")
    console = Console(soft_wrap=False)
    if found.differences:
        console.print(table)
    for exercise, title, count, by in found.criteria:
        who = "1 learner" if count == 1 else f"{count} learners"
        console.print(Text(f"{exercise} {title}: {who}, {_signed(by)} points in all"))
    for line in found.rests:
        console.print(Text(line))
    console.print(Text(f"{found.summary} Nothing is written yet."))


def _put(folder: ClassFolder, found: Regrade, to: Path, state: str) -> Path:
    put(to / _TABLE, regrade_csv(found))
    put(to / _PAGE, regrade_page(folder.course.title, found, state))
    return to / _PAGE


def _rows(d: Difference) -> Iterator[list[Any]]:
    who = [d.learner.id, d.learner.name, *d.verdict]
    rests = " ".join(d.rests)
    if not d.changes:
        yield [*who, *[""] * (len(COLUMNS) - len(who) - 1), rests]
    for c in d.changes:
        yield [*who, c.assignment, c.exercise, c.criterion, c.title,
               *(_figure(x) for x in (*c.value, *c.threshold)), *(_points(x) for x in c.points),
               "yes" if c.counts else "no, a person's score stands", c.why, rests]


def _row(c: Change) -> dict[str, Any]:
    return {
        "exercise": c.exercise, "title": c.title, "whole": not c.criterion, "why": c.why,
        "value": _arrow(*(_figure(x) for x in c.value)) if c.criterion else "",
        "threshold": _arrow(*(_figure(x) for x in c.threshold)) if c.criterion else "",
        "points": _arrow(*(_points(x) or "none" for x in c.points)),
        "counts": c.counts,
    }


def _arrow(before: str, after: str) -> str:
    """Both where they differ, one where they do not."""
    return before if before == after else f"{before or 'none'} \u2192 {after or 'none'}"


def _signed(delta: float) -> str:
    sign = "+" if delta > 0 else "\u2212" if delta < 0 else "\u00b1"
    return f"{sign}{number(abs(delta))}"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _points(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
