"""Commands for whoever writes the course: build it, its cases, its recordings, its papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .said import FOLDER, tell, written

if TYPE_CHECKING:
    from ..course import Course

__all__ = ["COMMANDS"]


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if anything has drifted.")
@click.option("--module", "only", default="", help="Build this module alone, such as 02.")
def build(check: bool, only: str) -> None:
    """Build notebooks, worked notebooks and cases from their sources."""
    from .. import authoring
    from ..course import Course

    course = Course.find()
    solutions = course.root.parent / "solutions"
    if check and only:
        raise click.UsageError("--check looks at the whole course. Leave --module out.")
    faults = authoring.lint(course, only=only)
    if check:
        tell([*faults, *_case_drift(course), *authoring.drift(course, solutions)])
        return
    tell(faults)
    made = [] if only else _build_cases(course)
    written([*made, *authoring.build(course, solutions, only=only)])


@click.group()
def cases() -> None:
    """The case data: generated, seeded, committed."""


@cases.command("build")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file has drifted.")
def cases_build(check: bool) -> None:
    """Generate the case data."""
    from ..course import Course

    course = Course.find()
    if check:
        tell(_case_drift(course))
        return
    written(_build_cases(course))


@cases.command("audit")
def cases_audit() -> None:
    """Print every seeded truth beside what the documents alone give."""
    from ..cases import NAMES, truths
    from ..course import Course

    course, unequal, count = Course.find(), [], 0
    for name in NAMES:
        for truth, stated, found in truths(name, course.root / "cases"):
            count += 1
            click.echo(f"{name}  {truth}: {stated} stated, {found} found")
            if stated != found:
                unequal.append(f"{name}, {truth}: the key says {stated}, the documents {found}.")
    tell(unequal)
    click.echo(f"{count} truths, all equal.")


def _build_cases(course: Course) -> list[Path]:
    from ..cases import NAMES
    from ..cases import build as build_case

    return [p for name in NAMES for p in build_case(name, course.root / "cases")]


def _case_drift(course: Course) -> list[str]:
    from ..cases import NAMES, drift

    return [s for name in NAMES for s in drift(name, course.root / "cases")]


@click.group()
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
    from ..cases.paper import new_paper, read_secret

    made = new_paper(folder, read_secret(secret_file), key)
    click.echo(f"Paper {made.id}, about {made.firm}: files written: {made.written}.")
    click.echo(f"For learners: {made.folder}")
    click.echo(f"The key, for whoever marks: {made.key}. Keep it, and {secret_file}, from learners.")


@click.group()
def recordings() -> None:
    """The recordings: built from the cases' scripts, and committed."""


@recordings.command("build")
@click.argument("ids", nargs=-1)
@click.option("--kept", type=FOLDER, help="A folder in which spoken lines wait for the next build.")
def recordings_build(ids: tuple[str, ...], kept: Path | None) -> None:
    """Build all recordings, or those named. Needs the extra `sound`."""
    from ..course import Course
    from ..recordings.build import build as build_recordings

    written(build_recordings(Course.find().root, ids or None, kept=kept, told=click.echo))


@recordings.command("audit")
def recordings_audit() -> None:
    """Print what each recording holds beside what is promised."""
    from ..course import Course
    from ..recordings.audit import audit

    checked = audit(Course.find().root)
    for one in checked:
        click.echo(str(one))
    tell([f"{c.recording}, {c.what}: {c.found}, expected {c.bounds}." for c in checked if not c.ok])
    click.echo(f"{len(checked)} facts about the recordings, all within bounds.")


COMMANDS = (build, cases, paper, recordings)
