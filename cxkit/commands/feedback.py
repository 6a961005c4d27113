"""Commands that answer "why?": feedback, receipts, a regrade explained before it is done."""

from __future__ import annotations

from pathlib import Path

import click

from .said import FOLDER, tell

__all__ = ["COMMANDS"]


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--pdf", is_flag=True, help="Print each as well; without it an earlier print goes.")
@click.option("--learner", "only", multiple=True, metavar="ID", help="This learner alone; may be given again.")
def feedback(folder: Path, pdf: bool, only: tuple[str, ...]) -> None:
    """Write each learner's feedback and receipt, from the marks that stand."""
    from ..classroom.feedback import write_whole

    pages = write_whole(folder, pdf=pdf, only=only)
    what = "Page, print and receipt" if pdf else "Page and receipt"
    count = "1 learner" if len(pages) == 1 else f"{len(pages)} learners"
    click.echo(f"{what} written for {count}, in {folder / 'feedback'}.")


@click.group()
def receipt() -> None:
    """What a learner's marks rest on, and whether they come out the same again."""


@receipt.command("check")
@click.argument("folder", type=FOLDER)
@click.argument("learner")
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False),
              help="The receipt that the learner has; by default the class's own.")  # fmt: skip
def receipt_check(folder: Path, learner: str, file: Path | None) -> None:
    """Mark a hand-in again and say whether anything differs from its receipt."""
    from ..classroom.receipt import check

    found = check(folder, learner, file)
    if not found.equal:
        tell(found.lines)
    for line in found.lines:
        click.echo(line)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--explain", is_flag=True, help="Say who would change and why; this is what happens anyway.")
@click.option("--to", type=FOLDER, help="Write the explanation there as a page and a table.")
@click.option("--write", is_flag=True, help="Then regrade, and keep the explanation in report/regrades.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that mark; by default one a processor.")
def regrade(folder: Path, explain: bool, to: Path | None, write: bool, workers: int | None) -> None:
    """Say who changes by how much and why after a change of kit, key or case."""
    from ..certificates.verdict import verdicts
    from ..classroom import ClassFolder
    from ..classroom.regrade import explain as explained
    from ..classroom.regradepage import apply, show, write_explained

    room = ClassFolder(folder)
    found = explained(room, verdicts(room), workers=workers)
    show(found)
    if to:
        click.echo(f"Written: {write_explained(room, found, to)}")
    if write and not found.differences and not found.fresh:
        click.echo("There is nothing to regrade.")
    elif write:
        click.echo(f"Regraded. The explanation is kept: {apply(room, found, workers=workers)}")
    elif found.differences:
        click.echo(f"To regrade, run `cxkit regrade {folder} --write`.")


COMMANDS = (feedback, receipt, regrade)
