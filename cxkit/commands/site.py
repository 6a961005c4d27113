"""The command that builds the course as a static site."""

from __future__ import annotations

from pathlib import Path

import click

from .said import FOLDER

__all__ = ["COMMANDS"]


@click.command()
@click.argument("target", type=FOLDER, default=Path("site"))
def site(target: Path) -> None:
    """Build the course as pages to read, offline, into a folder."""
    from ..authoring.site import build_site
    from ..course import Course

    click.echo(f"Open this page: {build_site(Course.find(), target)}")


COMMANDS = (site,)
