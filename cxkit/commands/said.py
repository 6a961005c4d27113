"""What commands share: how a folder is asked for, and how faults and files are told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

__all__ = ["FOLDER", "tell", "written"]

FOLDER = click.Path(path_type=Path, file_okay=False)


def tell(faults: Sequence[str]) -> None:
    """Print each fault; with any, the command ends with exit code 1."""
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)


def written(files: Sequence[Path]) -> None:
    """Say how many files were written."""
    count = f"{len(files)} file{'s' * (len(files) > 1)} written."
    click.echo(count if files else "Nothing has changed.")
