"""Commands for people who judge: the form, sheets for judging offline, agreement, the gradebook."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .said import FOLDER, tell

__all__ = ["COMMANDS"]

MARKER = click.option("--marker", default="grader", show_default=True, help="Who judges.")
THIRD = click.option("--third", is_flag=True, help="Only answers on which two markers are apart.")
TASK = click.option("--task", "tasks", multiple=True, metavar="TASK", help="Only this task, such as 2.2h.")


class _Judge(click.Group):
    """`cxkit judge DIR` opens the form: a first word that is no command is a class."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["open", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Judge)
def judge() -> None:
    """Judge answers by hand: `cxkit judge DIR` opens the form.

    A folder named like a command below is given as ./export.
    """


@judge.command("open")
@click.argument("folder", type=FOLDER)
@MARKER
@THIRD
@click.option("--no-lab", is_flag=True, help="Write the notebook only.")
def judge_open(folder: Path, marker: str, third: bool, no_lab: bool) -> None:
    """Open the form in JupyterLab: one question, everybody's answers, no names."""
    from ..classroom.folder import ClassFolder
    from ..judging.notebook import open_lab, write_notebook

    notebook = write_notebook(ClassFolder(folder), marker, third=third)
    click.echo(f"To judge, open {notebook} in JupyterLab and run its one line.")
    if not no_lab:
        sys.exit(open_lab(notebook))


@judge.command("export")
@click.argument("folder", type=FOLDER)
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), required=True,
              help="A file that ends in .xlsx or .csv.")  # fmt: skip
@MARKER
@THIRD
@TASK
def judge_export(folder: Path, target: Path, marker: str, third: bool, tasks: tuple[str, ...]) -> None:
    """Write a sheet for judging offline."""
    from ..judging.sheet import export

    count = export(folder, target, marker, third=third, tasks=tasks)
    click.echo(f"{count} answer{'s' * (count != 1)} written to {target} for {marker}. Fill the columns "
               "level (0 to 3) and comment, then run `cxkit judge import`.")  # fmt: skip


@judge.command("import")
@click.argument("folder", type=FOLDER)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--marker", default="", help="Who judged; by default the name that stands in the file.")
@click.option("--keep-good", is_flag=True, help="Read the rows that are right, though others are wrong.")
def judge_import(folder: Path, file: Path, marker: str, keep_good: bool) -> None:
    """Read a sheet back: nothing of it, if a row is wrong."""
    from ..judging.taking import take

    taken = take(folder, file, marker, keep_good=keep_good)
    for note in taken.notes:
        click.echo(note)
    click.echo(taken.summary)
    tell(taken.faults)


@judge.command("agree")
@click.argument("folder", type=FOLDER)
@TASK
def judge_agree(folder: Path, tasks: tuple[str, ...]) -> None:
    """Print how far markers agree, and who needs a third."""
    from ..judging import table

    click.echo(table(folder, tasks))


@judge.command("merge")
@click.argument("folder", type=FOLDER)
@TASK
@click.option("--both", is_flag=True, help="Only answers that two have judged.")
@click.option("--replace", is_flag=True, help="Write over scores that somebody typed into formgrader.")
def judge_merge(folder: Path, tasks: tuple[str, ...], both: bool, replace: bool) -> None:
    """Write the levels into the gradebook as manual scores and comments."""
    from ..judging import merge

    merged = merge(folder, tasks=tasks, both=both, replace=replace)
    for line in merged.told:
        click.echo(line)
    click.echo(merged.summary)


COMMANDS = (judge,)
