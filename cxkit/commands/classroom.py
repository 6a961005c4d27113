"""Commands for trainer and grader: a class, its material, its marks."""

from __future__ import annotations

from pathlib import Path

import click

from .said import FOLDER

__all__ = ["COMMANDS"]


@click.group("class")
def class_() -> None:
    """A class: make it, give out its material."""


@class_.command("new")
@click.argument("folder", type=FOLDER)
@click.option("--roster", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True,
              help="CSV with id, name and, if you like, email.")  # fmt: skip
def class_new(folder: Path, roster: Path) -> None:
    """Make a class folder: an nbgrader course with its gradebook."""
    from ..classroom import new
    from ..course import Course

    made = new(folder, roster, Course.find())
    for note in made.notes:
        click.echo(f"note: {note}")
    click.echo(f"Class of {len(made.roster)} made in {folder}. Put hand-ins into {folder / 'handins'}.")


@class_.command("release")
@click.argument("target", type=FOLDER)
def class_release(target: Path) -> None:
    """Write the learner's bundle, without solutions or anybody's answers."""
    from ..classroom import release
    from ..course import Course

    archive = release(Course.find(), target)
    click.echo(f"Give this file to learners: {archive}")


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--no-pages", is_flag=True, help="Marks only: no feedback and report pages.")
def grade(folder: Path, no_pages: bool) -> None:
    """Mark a class: every learner is marked, or set aside with the reason."""
    from ..classroom import grade_class

    grade_class(folder, pages=not no_pages)


@click.command()
@click.argument("folder", type=FOLDER, default=Path("demo-class"))
def demo(folder: Path) -> None:
    """Make a class of 16, hand in for it, mark it, and show the table."""
    from ..classroom.demo import demo as run

    click.echo(run(folder))


COMMANDS = (class_, grade, demo)
