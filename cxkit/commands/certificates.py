"""Commands for whoever certifies: results of the paper, certificates, badges, and their check."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .said import FOLDER, tell

if TYPE_CHECKING:
    from ..certificates.assessment import Assessment
    from ..classroom.folder import ClassFolder

__all__ = ["COMMANDS"]

_file = click.Path(path_type=Path, dir_okay=False)


def _results(folder: Path) -> tuple[ClassFolder, list[Assessment], str]:
    from ..certificates.certifying import paper_of

    return paper_of(folder)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--csv", "to", type=_file, help="Write the table as CSV as well.")
def assess(folder: Path, to: Path | None) -> None:
    """Show who has passed the paper, who has not, and whom a person decides on."""
    from ..certificates.certifying import lines, write_table

    _, found, _ = _results(folder)
    for line in lines(found):
        click.echo(line)
    if to:
        write_table(found, to)
        click.echo(f"Written: {to}")


@click.command()
@click.argument("folder", type=FOLDER)
@click.argument("learner")
@click.argument("verdict", type=click.Choice(["passed", "distinction", "not-passed"]))
@click.option("--by", required=True, help="Who decides.")
@click.option("--why", required=True, help="The reason, in a sentence.")
def decide(folder: Path, learner: str, verdict: str, by: str, why: str) -> None:
    """Decide on a learner whose result lies too near a line for a program."""
    from ..certificates.certifying import one_of
    from ..certificates.decisions import decide as keep

    room, found, _ = _results(folder)
    keep(room, one_of(found, learner), verdict, by=by, why=why, when=f"{date.today():%Y-%m-%d}")
    click.echo(f"Kept: {learner} is {verdict}, by {by}.")


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--issuer", required=True, help="Who certifies.")
@click.option("--title", default="Certificate of assessment", show_default=True)
@click.option("--licence", default="", help="Who licensed a protected name in the title to you.")
@click.option("--on", default="", help="The date on it; today if not given.")
@click.option("--font", "fonts", type=_file, multiple=True, help="A font for another script.")
def certificates(
    folder: Path, issuer: str, title: str, licence: str, on: str, fonts: tuple[Path, ...]
) -> None:
    """Write a certificate for each who has passed, into certificates/ in the class."""
    from ..certificates.certificate import Wording
    from ..certificates.certifying import certify

    room, found, paper = _results(folder)
    today = date.today()
    wording = Wording(issuer, on or f"{today.day} {today:%B %Y}", title, licence=licence)
    made = certify(room, found, wording, paper=paper, fonts=fonts)
    for one in made:
        click.echo(f"{one.assessment.learner.id}  {one.path or one.why}")
    count = sum(one.path is not None for one in made)
    click.echo(f"Certificates written: {count} of {len(made)} learners.")


@click.group()
def badges() -> None:
    """Open Badges 3.0, signed with a key of your own."""


@badges.command("key")
@click.argument("file", type=_file)
@click.password_option(default="", prompt="A password for the key (Enter for none)",
                       help="Locks the key; asked for if not given.")  # fmt: skip
def badges_key(file: Path, password: str) -> None:
    """Make your key, once. Keep the file; give its .public.jwk to whoever verifies."""
    from ..certificates.badgekey import new_key

    key = new_key(file, password)
    click.echo(f"Key {key.name} written: {file}. Keep it as you keep a signature stamp.")
    click.echo(f"For whoever verifies: {file}.public.jwk")


@badges.command("sign")
@click.argument("folder", type=FOLDER)
@click.option("--key", "file", type=_file, required=True, help="Your key.")
@click.option("--password", default="", help="Of the key.")
@click.option("--issuer", required=True, help="Who certifies.")
@click.option("--address", required=True, help="Your web address, such as https://example.org.")
@click.option("--title", default="Certificate of assessment", show_default=True)
@click.option("--years", type=click.IntRange(1, 50), help="How long it holds; for good if not given.")
def badges_sign(
    folder: Path, file: Path, password: str, issuer: str, address: str, title: str,
    years: int | None,
) -> None:
    """Write a badge for each who has passed, into badges/ in the class."""
    from ..certificates.badgekey import read_key
    from ..certificates.certifying import sign

    room, found, paper = _results(folder)
    now = datetime.now(UTC).replace(microsecond=0)
    until = now + timedelta(days=round(365.25 * years)) if years else None
    made = sign(room, found, read_key(file, password), issuer=issuer, address=address, title=title,
                paper=paper, when=now, until=until)  # fmt: skip
    click.echo(f"Badges written: {len(made)} of {len(found)} learners, in {room.root / 'badges'}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--key", type=_file, required=True, help="The trainer's public key (.public.jwk).")
@click.option("--learner", default="", help="The e-mail or id of whoever shows it: is it theirs?")
def verify(file: Path, key: Path, learner: str) -> None:
    """Say whether a badge is what a trainer signed; offline."""
    from ..certificates.badge import belongs
    from ..certificates.badge import verify as held
    from ..certificates.badgekey import read_public, thumbprint

    public = read_public(key)
    found = held(file.read_text(encoding="utf-8", errors="replace"), public)
    click.echo(f"Held against the key {thumbprint(public)}.")
    if not found.good:
        tell([found.said])
    click.echo(found.said)
    if learner and not belongs(found, learner):
        tell([f"It was given to somebody else than {learner}."])
    click.echo(f"It was given to {learner}." if learner else "To see whose it is, add --learner.")


COMMANDS = (assess, decide, certificates, badges, verify)
