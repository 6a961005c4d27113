"""The command that measures."""

from __future__ import annotations

import json

import click

from .said import tell

__all__ = ["COMMANDS"]


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a benchmark.")
@click.option("--full", is_flag=True, help="All of it, where as a rule a part is measured: takes long.")
def bench(name: str | None, as_json: bool, full: bool) -> None:
    """Measure: without NAME, every benchmark in turn."""
    from .. import bench as benches

    if name and name not in benches.NAMES:
        known = ", ".join(benches.NAMES)
        raise click.UsageError(f"There is no benchmark {name!r:.30}. There is: {known}.")
    faults = []
    for one in [name] if name else benches.NAMES:
        try:
            figures = benches.run(one, full)
        except RuntimeError as error:  # what it measures with is not on this machine
            faults.append(f"{one}: not measured. {error}")
            continue
        named = figures if name else {"bench": one, **figures}
        click.echo(json.dumps(named) if as_json else benches.line(one, figures))
    tell(faults)


COMMANDS = (bench,)
