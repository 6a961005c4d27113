"""The command line: build the course, make a class, mark it, measure it.

What a command does lives in the room it belongs to; this file only reads arguments, and turns
the kit's own errors into one sentence and exit code 1 (2 for wrong arguments).
"""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .version import __version__

if TYPE_CHECKING:
    from .course import Course

__all__ = ["main"]

_folder = click.Path(path_type=Path, file_okay=False)


class _Group(click.Group):
    """What the kit foresees is a sentence, not a traceback: each error class of its own."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Stopped. What was finished is kept; run the command again to go on.")
            sys.exit(130)
        except Exception as error:
            sentence = _sentence(error)
            if not sentence:
                raise
            raise click.ClickException(sentence) from None


def _sentence(error: Exception) -> str:
    """What to tell a person; empty for a fault of the kit, and for what click tells itself."""
    if type(error).__module__.startswith(f"{__package__}."):
        return str(error)
    if isinstance(error, ModuleNotFoundError):
        return (
            f"This command needs {error.name}, which is not installed here. Install everything of "
            "requirements.lock, as README.md says for trainers, then run it again."
        )
    if isinstance(error, OSError) and error.errno != errno.EPIPE:  # the reader of our output left
        place = f"{error.filename}: " if error.filename else ""
        return (
            f"{place}{error.strerror or error}. Check that the place may be read and written and "
            "the disk has room, then run the command again."
        )
    return ""


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cxkit")
def main() -> None:
    """The course kit: build the course, make a class, mark it."""


def _tell(faults: Sequence[str]) -> None:
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)


def _written(files: Sequence[Path]) -> None:
    count = f"{len(files)} file{'s' * (len(files) > 1)} written."
    click.echo(count if files else "Nothing has changed.")


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if anything has drifted.")
@click.option("--module", "only", default="", help="Build this module alone, such as 02.")
def build(check: bool, only: str) -> None:
    """Build notebooks, worked notebooks and cases from their sources."""
    from . import authoring
    from .course import Course

    course = Course.find()
    solutions = course.root.parent / "solutions"
    if check and only:
        raise click.UsageError("--check looks at the whole course. Leave --module out.")
    faults = authoring.lint(course, only=only)
    if check:
        _tell([*faults, *_case_drift(course), *authoring.drift(course, solutions)])
        return
    _tell(faults)
    made = [] if only else _build_cases(course)
    _written([*made, *authoring.build(course, solutions, only=only)])


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
    _written(_build_cases(course))


@cases.command("audit")
def cases_audit() -> None:
    """Print every seeded truth beside what the documents alone give."""
    from .cases import NAMES, truths
    from .course import Course

    course, unequal, count = Course.find(), [], 0
    for name in NAMES:
        for truth, stated, found in truths(name, course.root / "cases"):
            count += 1
            click.echo(f"{name}  {truth}: {stated} stated, {found} found")
            if stated != found:
                unequal.append(f"{name}, {truth}: the key says {stated}, the documents {found}.")
    _tell(unequal)
    click.echo(f"{count} truths, all equal.")


def _build_cases(course: Course) -> list[Path]:
    from .cases import NAMES
    from .cases import build as build_case

    return [p for name in NAMES for p in build_case(name, course.root / "cases")]


def _case_drift(course: Course) -> list[str]:
    from .cases import NAMES, drift

    return [s for name in NAMES for s in drift(name, course.root / "cases")]


@main.group()
def paper() -> None:
    """The assessment's papers: a fresh one for every class."""


@paper.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--secret", "secret_file", type=click.Path(path_type=Path), required=True,
              help="A file with a sentence only you know; it makes the paper and the key.")  # fmt: skip
@click.option("--key", type=click.Path(path_type=Path),
              help="The folder for the key; by default FOLDER-key, beside it.")  # fmt: skip
def paper_new(folder: Path, secret_file: Path, key: Path | None) -> None:
    """Make a fresh paper, and its key in a folder apart."""
    from .cases.paper import new_paper, read_secret

    made = new_paper(folder, read_secret(secret_file), key)
    click.echo(f"Paper {made.id}, about {made.firm}: files written: {made.written}.")
    click.echo(f"For learners: {made.folder}")
    click.echo(f"The key, for whoever marks: {made.key}. Keep it, and {secret_file}, from learners.")


@main.group()
def recordings() -> None:
    """The recordings: built from the cases' scripts, and committed."""


@recordings.command("build")
@click.argument("ids", nargs=-1)
@click.option("--kept", type=_folder, help="A folder in which spoken lines wait for the next build.")
def recordings_build(ids: tuple[str, ...], kept: Path | None) -> None:
    """Build all recordings, or those named. Needs the extra `sound`."""
    from .course import Course
    from .recordings.build import build as build_recordings

    _written(build_recordings(Course.find().root, ids or None, kept=kept, told=click.echo))


@recordings.command("audit")
def recordings_audit() -> None:
    """Print what each recording holds beside what is promised."""
    from .course import Course
    from .recordings.audit import audit

    checked = audit(Course.find().root)
    for one in checked:
        click.echo(str(one))
    _tell([f"{c.recording}, {c.what}: {c.found}, expected {c.bounds}." for c in checked if not c.ok])
    click.echo(f"{len(checked)} facts about the recordings, all within bounds.")


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
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a benchmark.")
def bench(name: str | None, as_json: bool) -> None:
    """Measure: without NAME, every benchmark in turn."""
    from . import bench as benches

    if name and name not in benches.NAMES:
        known = ", ".join(benches.NAMES)
        raise click.UsageError(f"There is no benchmark {name!r:.30}. There is: {known}.")
    faults = []
    for one in [name] if name else benches.NAMES:
        try:
            figures = benches.run(one)
        except RuntimeError as error:  # what it measures with is not on this machine
            faults.append(f"{one}: not measured. {error}")
            continue
        named = figures if name else {"bench": one, **figures}
        click.echo(json.dumps(named) if as_json else benches.line(one, figures))
    _tell(faults)
