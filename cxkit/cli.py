"""The command line: build the course, make a class, mark it, measure it.

What a command does lives in the room it belongs to; this file only reads arguments, and turns
the kit's own errors into one sentence and exit code 1 (2 for wrong arguments).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from . import __version__

__all__ = ["main"]

CASES = ("rowan-vale",)
_folder = click.Path(path_type=Path, file_okay=False)


class _Group(click.Group):
    """Errors that the kit foresees are sentences, not tracebacks."""

    def invoke(self, ctx: click.Context) -> object:
        from .cases import CaseError
        from .course import CourseError
        from .workbook import WorkbookError

        try:
            return super().invoke(ctx)
        except (CourseError, CaseError, WorkbookError) as error:
            raise click.ClickException(str(error)) from None
        except ValueError as error:
            if type(error) is ValueError:
                raise
            raise click.ClickException(str(error)) from None  # a room's own error: a sentence
        except KeyboardInterrupt:
            click.echo("Stopped. What was finished is kept; run the command again to go on.")
            sys.exit(130)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cxkit")
def main() -> None:
    """The course kit: build the course, make a class, mark it."""


def _tell(faults: Sequence[str], good: str = "") -> None:
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    if good:
        click.echo(good)


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if anything has drifted.")
def build(check: bool) -> None:
    """Build notebooks, worked notebooks and cases from their sources."""
    from . import authoring
    from .course import Course

    course = Course.find()
    solutions = course.root.parent / "solutions"
    faults = [*course.faults(), *authoring.lint(course)]
    if check:
        _tell([*faults, *_case_drift(course), *authoring.drift(course, solutions)])
        return
    _tell(faults)
    written = [*_build_cases(course), *authoring.build(course, solutions)]
    click.echo(f"{len(written)} files written." if written else "Nothing has changed.")


@main.group()
def cases() -> None:
    """The case data: generated, seeded, committed."""


@cases.command("build")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file has drifted.")
def cases_build(check: bool) -> None:
    """Generate the case data."""
    from .course import Course

    course = Course.find()
    if check:
        _tell(_case_drift(course))
        return
    click.echo(f"{len(_build_cases(course))} files written.")


def _build_cases(course: object) -> list[Path]:
    from .cases import build as build_case

    return [p for name in CASES for p in build_case(name, course.root / "cases")]


def _case_drift(course: object) -> list[str]:
    from .cases import drift

    return [s for name in CASES for s in drift(name, course.root / "cases")]


@main.group("class")
def class_() -> None:
    """A class: make it, give out its material."""


@class_.command("new")
@click.argument("folder", type=_folder)
@click.option("--roster", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True,
              help="CSV with id, name and, if you like, email.")  # fmt: skip
def class_new(folder: Path, roster: Path) -> None:
    """Make a class folder: an nbgrader course with its gradebook."""
    from .classroom import new
    from .course import Course

    made = new(folder, roster, Course.find())
    for note in made.notes:
        click.echo(f"note: {note}")
    click.echo(f"Class of {len(made.roster)} made in {folder}. Put hand-ins into {folder / 'handins'}.")


@class_.command("release")
@click.argument("target", type=_folder)
def class_release(target: Path) -> None:
    """Write the learner's bundle, without solutions or anybody's answers."""
    from .classroom import release
    from .course import Course

    archive = release(Course.find(), target)
    click.echo(f"Give this file to learners: {archive}")


@main.command()
@click.argument("folder", type=_folder)
@click.option("--no-pages", is_flag=True, help="Marks only: no feedback and report pages.")
def grade(folder: Path, no_pages: bool) -> None:
    """Mark a class: every learner is marked, or set aside with the reason."""
    from .classroom import grade_class

    grade_class(folder, pages=not no_pages)


@main.command()
@click.argument("folder", type=_folder, default=Path("demo-class"))
def demo(folder: Path) -> None:
    """Make a class of 16, hand in for it, mark it, and show the table."""
    from .classroom.demo import demo as run

    click.echo(run(folder))


@main.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def bench(name: str | None, as_json: bool) -> None:
    """Measure: without NAME, every benchmark in turn."""
    from . import bench as benches

    names = [name] if name else list(benches.NAMES)
    for one in names:
        if one not in benches.NAMES:
            raise click.UsageError(f"There is no benchmark {one!r}. There is: {', '.join(benches.NAMES)}.")
        figures = benches.run(one)
        click.echo(json.dumps(figures) if as_json else benches.line(one, figures))
