"""Commands for trainer and grader: a class, its material, its marks."""

from __future__ import annotations

from pathlib import Path

import click

from .said import FOLDER

__all__ = ["COMMANDS"]

_THERE = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group("class")
def class_() -> None:
    """A class: make it, give out its material."""


@class_.command("new")
@click.argument("folder", type=FOLDER)
@click.option("--roster", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True,
              help="CSV with id, name and, if you like, email.")  # fmt: skip
@click.option("--paper", type=_THERE, help="The paper that this class sits: what `cxkit paper new` wrote.")
@click.option("--paper-key", type=_THERE, help="Its key, which learners never see.")
@click.option("--database", default="", metavar="URL",
              help="A PostgreSQL for the gradebook, where several graders write at once.")  # fmt: skip
def class_new(
    folder: Path, roster: Path, paper: Path | None, paper_key: Path | None, database: str
) -> None:
    """Make a class folder: an nbgrader course with its gradebook."""
    from ..classroom import new
    from ..course import Course

    made = new(folder, roster, Course.find(), paper=paper, key=paper_key, database=database)
    for note in made.notes:
        click.echo(f"note: {note}")
    click.echo(f"Class of {len(made.roster)} made in {folder}. Put hand-ins into {folder / 'handins'}.")


@class_.command("paper")
@click.argument("folder", type=_THERE)
@click.option("--paper", type=_THERE, help="The paper that this class sits.")
@click.option("--paper-key", type=_THERE, help="Its key.")
def class_paper(folder: Path, paper: Path | None, paper_key: Path | None) -> None:
    """Give a class its paper, or the paper's key, later on."""
    from ..classroom import ClassFolder
    from ..classroom.paper import pin_paper

    held = pin_paper(ClassFolder(folder).root / "course", paper, paper_key)
    click.echo(f"This class sits paper {held}." if held else "This class has no paper yet.")


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
@click.option("--workers", type=click.IntRange(min=1), help="Processes that mark; by default one a processor.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Mark on a Dask cluster, such as tcp://host:8786.")
def grade(folder: Path, no_pages: bool, workers: int | None, cluster: str) -> None:
    """Mark a class: every learner is marked, or set aside with the reason."""
    from ..classroom import grade_class

    grade_class(folder, pages=not no_pages, workers=workers, cluster=cluster)


@click.command()
@click.argument("folder", type=FOLDER, default=Path("demo-class"))
def demo(folder: Path) -> None:
    """Make a class of 30, from roster to certificates, and show the table."""
    from ..demonstration import demo as run

    click.echo(run(folder))


COMMANDS = (class_, grade, demo)
