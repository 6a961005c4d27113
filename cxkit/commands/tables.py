"""The command that looks at decision tables."""

from __future__ import annotations

from pathlib import Path

import click

from .said import tell

__all__ = ["COMMANDS"]


@click.group()
def tables() -> None:
    """Decision tables: a learner's, a trainer's, from a file."""


@tables.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def tables_check(file: Path) -> None:
    """Tell what is wrong with the decision tables of FILE, cell by cell."""
    from ..decisions.checking import check_file

    faults = []
    for one in check_file(file):
        click.echo(one.title)
        for said in (*one.faults, *one.hints):
            click.echo(f"  {said}")
        if not one.faults:
            click.echo("  Nothing is wrong: every case has the rows that its hit policy allows.")
        faults += one.faults
    count = len(faults)
    tell([f"{count} thing{'s' * (count != 1)} to look at."] if faults else [])


COMMANDS = (tables,)
