"""The command line: build the course, make a class, mark it, measure it.

The commands stand in `cxkit.commands`; this file turns the kit's own errors into one sentence and
exit code 1 (2 for wrong arguments).
"""

from __future__ import annotations

import errno
import sys

import click

from .commands import commands
from .version import __version__

__all__ = ["main"]


class _Group(click.Group):
    """What the kit foresees is a sentence, not a traceback: each error class of its own."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Stopped. What was finished is kept; run the command again to go on.")
            sys.exit(130)
        except Exception as error:
            sentence = _sentence(error)
            if not sentence:
                raise
            raise click.ClickException(sentence) from None


def _sentence(error: Exception) -> str:
    """What to tell a person; empty for a fault of the kit, and for what click tells itself."""
    if type(error).__module__.startswith(f"{__package__}."):
        return str(error)
    if isinstance(error, ModuleNotFoundError):
        return (
            f"This command needs {error.name}, which is not installed here. Install everything of "
            "requirements.lock, as README.md says for trainers, then run it again."
        )
    if isinstance(error, OSError) and error.errno != errno.EPIPE:  # the reader of our output left
        place = f"{error.filename}: " if error.filename else ""
        return (
            f"{place}{error.strerror or error}. Check that the place may be read and written and "
            "the disk has room, then run the command again."
        )
    return ""


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cxkit")
def main() -> None:
    """The course kit: build the course, make a class, mark it."""


for _command in commands():
    main.add_command(_command)
