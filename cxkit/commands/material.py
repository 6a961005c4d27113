"""Commands for the trainer's material: slides, and sheets to print."""

from __future__ import annotations

from pathlib import Path

import click

from .said import FOLDER

__all__ = ["COMMANDS"]


@click.command()
@click.option("--module", "only", default="", help="This module alone, such as 03.")
@click.option("--out", type=FOLDER, default=Path("slides"), show_default=True)
def slides(only: str, out: Path) -> None:
    """Make slides of each module: HTML with a notes view (press S), and PDF."""
    from ..authoring.slides import write
    from ..course import Course

    for page in write(Course.find(), out, only):
        click.echo(f"{page}  (and {page.with_suffix('.pdf').name})")


@click.command()
@click.option("--paper", type=click.Choice(["A4", "A3"]), default="A4", show_default=True)
@click.option("--out", type=FOLDER, default=Path("sheets"), show_default=True)
def sheets(paper: str, out: Path) -> None:
    """Make a sheet to print of every form, and four empty ones for the wall."""
    from ..authoring.sheets import write
    from ..course import Course
    from ..desk import Desk

    course = Course.find()
    desk = Desk(course, out)  # where nothing is answered, so the forms are empty
    layouts = {name: desk.layout(name, {}) for name in course.exercises}
    made = write(course, layouts, out, paper=paper.lower())
    click.echo(f"Sheets written: {len(made)}, in {out}.")


COMMANDS = (slides, sheets)
