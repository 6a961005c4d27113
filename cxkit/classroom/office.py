"""The grader's one command: mark a class, write its pages, say what became of everyone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .closing import still_open
from .findings import number
from .folder import ClassFolder
from .grade import Progress, grade
from .outcome import ClassResult

__all__ = ["grade_class", "show"]


def grade_class(
    folder: Path | str, *, pages: bool = True, quiet: bool = False, workers: int | None = None,
    cluster: str = "",
) -> ClassResult:
    """Mark a class and tell the result on the screen.

    Args:
        pages: also write feedback and the report.
        quiet: no progress and no table.
        workers: processes that mark; by default one a processor, and none for a small class.
        cluster: the address of a Dask scheduler that marks instead.

    Raises:
        ClassError, GradebookError, RosterError: the class itself cannot be used.
    """
    folder = ClassFolder(folder)
    still_open(folder)
    engine = None
    if cluster:
        from .cluster import on

        engine = on(cluster)
    with _bar(len(folder.roster), shown=not quiet and sys.stderr.isatty()) as progress:
        results = grade(folder, progress=progress, workers=workers, engine=engine)
    if pages:
        from .feedback import write_feedback
        from .report import write_report

        write_feedback(folder, results)
        write_report(folder, results)
    if not quiet:
        show(results)
        print(f"{results.summary} in {results.seconds:.1f} s"
              + (f"; report: {folder.report}" if pages else ""))
    return results


def show(results: ClassResult) -> None:
    """The table of the class on the screen, one row a learner."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("learner", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for name in results.assignments:
        title = "points" if len(results.assignments) == 1 else name
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("what to know", overflow="fold")
    for one in results:
        points = [f"{number(p.points)} of {number(p.full)}" if p.marked else ""
                  for p in (part.unpacked for part in one.parts)]
        notes = one.why or " ".join(one.notes)
        # Text, not a string: a learner's words are no markup.
        table.add_row(Text(one.learner.name), one.status, *points, Text(_short(notes)))
    console = Console(soft_wrap=False)
    console.print(table)
    for stranger in results.strangers:
        console.print(Text(f"{stranger.name}: {stranger.why}"))


def _short(text: str) -> str:
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= 200 else f"{text[:199]}\u2026"


@contextmanager
def _bar(count: int, *, shown: bool) -> Iterator[Progress | None]:
    """A progress bar for a person who waits; nothing where a program reads."""
    if not shown:
        yield None
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (rich.TextColumn("{task.description}"), rich.BarColumn(), rich.MofNCompleteColumn(),
               rich.TextColumn("learners,"), rich.TimeRemainingColumn(), rich.TextColumn("left"))
    with rich.Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Marking", total=count)
        yield lambda done, _count, _who: bar.update(task, completed=done)
