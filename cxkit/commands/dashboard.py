"""The command that shows a room: who has started, done, stuck, and where the room disagrees."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["COMMANDS"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--roster", type=click.Path(path_type=Path, exists=True),
              help="Who is expected: a class, or a CSV as for a class.")  # fmt: skip
@click.option("--stuck", type=click.FloatRange(1, 60), default=5, show_default=True,
              help="Minutes without progress on an exercise with findings.")  # fmt: skip
@click.option("--projector", is_flag=True, help="Open the page for the wall, which has no names.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="By default a free one.")
@click.option("--no-open", is_flag=True, help="Print the addresses only.")
def dashboard(
    folder: Path, roster: Path | None, stuck: float, projector: bool, port: int, no_open: bool
) -> None:
    """Show how a room gets on, live, in a page on this machine.

    FOLDER is a shared folder with one workbook folder a learner, or a class: then it reads the
    folders in its handins/. Nothing is written, and nothing leaves this machine. Who is stuck and
    who has done what is personal data: keep the page with names off the wall.
    """
    import webbrowser

    from ..dashboard import Board, serve

    board = Board(folder, roster=roster, stuck=stuck)
    serving = serve(board, port)
    click.echo(f"With names, for you alone: {serving.private}")
    click.echo(f"Without names, for the wall: {serving.wall}")
    click.echo("Ctrl-C ends it.")
    if not no_open:
        webbrowser.open(serving.wall if projector else serving.private)
    serving.wait()


COMMANDS = (dashboard,)
