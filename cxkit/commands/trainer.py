"""Commands for the trainer: what is taught where, when, with which words, and to what gain."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click

from .said import FOLDER, tell

__all__ = ["COMMANDS"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
def syllabus(as_json: bool) -> None:
    """Print every row of the method, and where the course teaches it."""
    from ..authoring import syllabus as plan
    from ..course import Course

    course = Course.find()
    rows = plan.read(course)
    if as_json:
        click.echo(json.dumps(plan.listed(rows), ensure_ascii=False, indent=1))
    else:
        click.echo(plan.table(rows))
    tell(plan.faults(course, rows))


@click.command()
@click.option("--start", default="09:00", show_default=True, help="When each day begins.")
@click.option("--days", type=int, help="How many; 2 in a room, 4 half days on a call.")
@click.option("--minus", type=int, default=0, help="Minutes to save: what to leave out is said.")
@click.option("--from", "late", default="", help="With --minus: the module about to begin.")
@click.option("--remote", is_flag=True, help="On a call: a break each hour, shorter days.")
@click.option("--one-day", is_flag=True, help="A selection for one day, without the assessment.")
@click.option("--date", "first", type=click.DateTime(["%Y-%m-%d"]), help="Of day one; the next Monday.")
@click.option("--out", type=FOLDER, help="Write agenda.pdf and agenda.ics into this folder.")
def agenda(
    start: str, days: int | None, minus: int, late: str, remote: bool, one_day: bool,
    first: datetime | None, out: Path | None,
) -> None:  # fmt: skip
    """Print when what happens, with breaks; with --out also as PDF and calendar."""
    from ..authoring import agenda as agendas
    from ..authoring import agendasheet as sheet
    from ..course import Course

    course = Course.find()
    plan = agendas.plan(
        course, start, days=days, minus=minus, late=late, remote=remote, one_day=one_day
    )
    click.echo(sheet.lines(plan))
    if out:
        on = first.date() if first else sheet.next_monday(date.today())
        files = sheet.write(plan, course.title, on, out, dated=bool(first))
        click.echo(f"Written: {', '.join(str(f) for f in files)}. Day 1 is {on}.")


@click.command()
@click.option("--out", type=FOLDER, default=Path("guide"), show_default=True, help="The folder.")
def guide(out: Path) -> None:
    """Write the trainer's guide as guide.pdf and guide.html."""
    from ..authoring import guidebook
    from ..course import Course

    files = guidebook.write(Course.find(), out)
    click.echo(f"Written: {', '.join(str(f) for f in files)}.")


@click.group()
def quiz() -> None:
    """The short quiz before and after the class."""


@quiz.command("forms")
@click.option("--out", type=FOLDER, default=Path("quiz"), show_default=True, help="The folder.")
@click.option("--set", "number", type=click.IntRange(1), default=1, show_default=True,
              help="Another number gives other forms.")  # fmt: skip
def quiz_forms(out: Path, number: int) -> None:
    """Write form A and form B as PDF, their key, and a table for the answers."""
    from ..cases import bank
    from ..classroom import quizforms
    from ..course import Course

    course = Course.find()
    items = bank.load(course.root / "trainer" / "bank")
    files = quizforms.write(items, "A short quiz", out, number)
    click.echo(f"Written: {', '.join(str(f) for f in files)}. Keep the key from learners.")


@quiz.command("gain")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def quiz_gain(file: Path) -> None:
    """Say what was gained, from answers.csv filled in, and how sure that is."""
    from ..cases import bank
    from ..classroom import gain
    from ..course import Course

    items = bank.load(Course.find().root / "trainer" / "bank")
    click.echo(gain.told(gain.gain(gain.read(file), items)))


COMMANDS = (syllabus, agenda, guide, quiz)
