"""Commands for a class's life, added to the group `class`: from its learners to its deletion."""

from __future__ import annotations

from pathlib import Path

import click

from .classroom import class_

__all__ = ["COMMANDS"]

_THERE = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)
_MODULE = {"multiple": True, "metavar": "MODULE"}


@class_.command("add")
@click.argument("folder", type=_THERE)
@click.option("--roster", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="CSV with id, name and, if you like, email.")  # fmt: skip
@click.option("--id", "who", help="One learner's id.")
@click.option("--name", default="", help="That learner's name.")
@click.option("--email", default="", help="That learner's e-mail address.")
def class_add(folder: Path, roster: Path | None, who: str | None, name: str, email: str) -> None:
    """Put learners on the roster who come later.

    Names and e-mail addresses are personal data: give only what you need.
    """
    from ..classroom import read_roster
    from ..classroom.life import add, one_learner

    if (roster is None) == (who is None):
        raise click.UsageError("Give either --roster FILE, or one learner with --id.")
    added = add(folder, read_roster(roster) if roster else one_learner(who or "", name, email))
    for note in added.notes:
        click.echo(f"note: {note}")
    click.echo(added.summary)


@class_.command("open")
@click.argument("folder", type=_THERE)
@click.option("--module", "modules", **_MODULE, help="Give out this module, such as 02; all of them: all.")
@click.option("--solutions", **_MODULE, help="Give out the solution of this module.")
def class_open(folder: Path, modules: tuple[str, ...], solutions: tuple[str, ...]) -> None:
    """Give out modules and solutions, or say what is open.

    They are put into given/ in the class, for a shared folder or a platform. The paper comes
    without its key, and its solution only after the class is closed.
    """
    from ..classroom.opening import GIVEN, open_modules, opened

    asked = modules or solutions
    held = open_modules(folder, modules, solutions) if asked else opened(folder)
    for what in ("modules", "solutions"):
        click.echo(f"Open {what}: {', '.join(sorted(held[what])) or 'none'}.")
    if asked:
        click.echo(f"For learners: {folder / GIVEN}")


@class_.command("status")
@click.argument("folder", type=_THERE)
@click.option("--csv", "to", type=_FILE, help="Write the table as CSV as well.")
def class_status(folder: Path, to: Path | None) -> None:
    """Say who has handed in, is marked, waits for a person, is set aside."""
    from ..classroom.status import lines, status, table

    found = status(folder)
    for line in lines(found):
        click.echo(line)
    if to:
        to.write_bytes(table(found))
        click.echo(f"Written: {to}. It names learners: it is personal data.")


@class_.command("collect")
@click.argument("folder", type=_THERE)
@click.argument("source", type=click.Path(path_type=Path, exists=True))
def class_collect(folder: Path, source: Path) -> None:
    """Copy hand-ins into the class; nothing is ever overwritten.

    SOURCE is a folder, a zip downloaded from a platform (Moodle, Canvas and others whose file
    names hold an id, an e-mail address or a name), one learner's zip, or the inbound folder of
    nbgrader's exchange. What fits nobody for certain is told and left where it is. Hand-ins are
    personal data: delete the download when all is taken.
    """
    from ..classroom.collect import collect

    found = collect(folder, source)
    for who, name, place in found.taken:
        click.echo(f"{who}: {name} -> {place}")
    for who, name in found.same:
        click.echo(f"{who}: {name} is there already.")
    for stranger in found.strangers:
        click.echo(f"{stranger.name}: {stranger.why}")
    click.echo(found.summary)


@class_.command("close")
@click.argument("folder", type=_THERE)
@click.option("--keep", type=click.IntRange(0, 3650), default=180, show_default=True, metavar="DAYS",
              help="How long learners' data is kept from now.")  # fmt: skip
@click.option("--anyway", is_flag=True, help="Although something waits; it is written down, not taken for 0.")
def class_close(folder: Path, keep: int, anyway: bool) -> None:
    """Freeze the final marks; nothing more is collected, marked or merged.

    closed/ then holds the marks and a manifest that shows any later change. Learners' data is
    personal; the date until which it is kept is written down, see `cxkit class due`.
    """
    from ..classroom.closing import CLOSED, close

    made = close(folder, keep=keep, anyway=anyway)
    for text in made["unfinished"]:
        click.echo(f"Not settled: {text}")
    click.echo(f"Closed: the marks of {made['learners']} learners are in {folder / CLOSED}. "
               f"Their data is kept until {made['keep until']}.")


@class_.command("due")
@click.argument("folder", type=_THERE, default=Path())
def class_due(folder: Path) -> None:
    """List the classes in a folder, those whose data is due to be deleted first."""
    from ..classroom.retention import due

    found = due(folder)
    for one in found:
        click.echo(one.sentence)
    if not found:
        click.echo(f"There is no class in {folder}.")


@class_.command("delete")
@click.argument("folder", type=_THERE)
@click.option("--yes", "typed", metavar="NAME-OF-CLASS", default="", help="Do it: the name of the class's folder.")
def class_delete(folder: Path, typed: str) -> None:
    """Say exactly what would be deleted; with --yes and the class's name, delete it.

    Everything of the class goes: hand-ins, marks, feedback, certificates. There is no way back.
    """
    from ..classroom.retention import deletion

    found = deletion(folder)
    for line in found.lines():
        click.echo(line)
    if typed:
        found.carry_out(typed)
        click.echo("Deleted.")
    else:
        click.echo(f"Nothing was deleted. To do it: cxkit class delete {folder} --yes {found.name}")


@class_.command("export")
@click.argument("folder", type=_THERE)
@click.option("--to", type=_FILE, required=True, help="A CSV file.")
@click.option("--anonymous", is_flag=True, help="Random codes in place of ids and names.")
@click.option("--with-text", is_flag=True, help="With comments, which may name people or quote answers.")
def class_export(folder: Path, to: Path, anonymous: bool, with_text: bool) -> None:
    """Write the marks as CSV, with names or, for others to study, without.

    Without names nothing that people wrote is in it unless you ask, and which code is whose is
    kept nowhere. Marks alone can still tell who somebody is: read what is said at the end.
    """
    from ..classroom.marktable import codes, table, telling
    from ..classroom.standing import standing

    results = standing(folder)
    hidden = codes(results) if anonymous else None
    to.write_bytes(table(results, hidden=hidden, text=with_text))
    click.echo(f"Written: {to}")
    if anonymous:
        for said in telling(results):
            click.echo(f"note: {said}")
    else:
        click.echo("It names learners: it is personal data.")


class_.epilog = (
    "What a class holds of learners is personal data: keep it where only those who teach and mark can "
    "read it, close the class when its marks are final, and delete it when it is due."
)
COMMANDS: tuple[click.Command, ...] = ()  # all of them belong to the group `class`
