"""Commands on a class's marks: what they say about the exercises, and marks for other systems."""

from __future__ import annotations

from pathlib import Path

import click

from .said import FOLDER

__all__ = ["COMMANDS"]


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--classes", type=click.IntRange(20, 2000), default=200, show_default=True,
              help="Honest classes to generate, to tell how often a signal is false.")  # fmt: skip
def items(folder: Path, classes: int) -> None:
    """Say how hard and how telling each exercise was, and which hand-ins look alike."""
    from ..classroom.folder import ClassFolder
    from ..classroom.grade import grade
    from ..items import write_items

    room = ClassFolder(folder)
    page = write_items(room, grade(room), classes=classes)
    click.echo(f"Item report: {page}; tables beside it: items.csv, choices.csv, signals.csv.")


@click.command("export-marks")
@click.argument("folder", type=FOLDER)
@click.option("--to", "form", type=click.Choice(["moodle", "canvas", "csv"]), required=True,
              help="For whom the file is.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="The file; marks-FORM.csv in the class's report folder if not given.")  # fmt: skip
@click.option("--assignment", "assignments", multiple=True, help="Only this assignment.")
@click.option("--full", type=click.FloatRange(min=0), default=None,
              help="Scale to so many points; 0 for the points as they are. Moodle: 100.")  # fmt: skip
@click.option("--without-tasks", is_flag=True, help="Leave out what a person judges.")
def export_marks(
    folder: Path, form: str, out: Path | None, assignments: tuple[str, ...], full: float | None,
    without_tasks: bool,
) -> None:
    """Write the marks for Moodle, for Canvas, or as plain CSV."""
    from ..classroom.exportsfile import write_marks
    from ..classroom.folder import ClassFolder

    room = ClassFolder(folder)
    made = write_marks(room, form, out, assignments=assignments, full=full, tasks=not without_tasks)
    for line in made.said:
        click.echo(line)


COMMANDS = (items, export_marks)
