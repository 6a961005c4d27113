"""The learner's verbs: start, edit, check, hint, draw, export, ready.

Each takes the number of a module or an exercise, or the name of a picture. Everything else is
imported only when a verb needs it, so that the first form is there at once.
"""

from __future__ import annotations

from . import screen as _screen
from .version import __version__ as __version__

__all__ = ["check", "draw", "edit", "export", "hint", "ready", "start"]


@_screen.kind_errors
def start(module: str | float = "00", pack: str = "", replace: bool = False) -> None:
    """Give start the number of a module: it shows what is there and how far you are.

    With pack, a workbook that colleagues filled in is read back; see `cxkit.pack`.
    """
    from . import gallery, lesson

    if pack:
        lesson.start_from(pack, replace)
    else:
        lesson.start(module)
        gallery.warm(f"{module:0>2}")


@_screen.kind_errors
def edit(exercise: str | float, mine: bool = False) -> None:
    """Give edit the number of an exercise: it opens the form, which saves as you type."""
    from . import lesson

    lesson.edit(str(exercise), mine)


@_screen.kind_errors
def check(exercise: str | float, mine: bool = False) -> None:
    """Give check the number of an exercise: it says what was found, where, why, what next."""
    from . import gallery, lesson

    lesson.check(str(exercise), mine)
    gallery.warm(str(exercise))


@_screen.kind_errors
def hint(exercise: str | float) -> None:
    """Give hint the number of an exercise: each call is more specific than the last."""
    from . import lesson

    lesson.hint(str(exercise))


@_screen.kind_errors
def draw(picture: str, mine: bool = False) -> None:
    """Give draw the name of a picture."""
    from . import gallery

    gallery.draw(str(picture), mine)


@_screen.kind_errors
def export(
    picture: str | float, to: str = "xlsx", mine: bool = False, paper: str = "A4"
) -> None:
    """Give export the name of a picture, an exercise or "pack", and a format: pdf, png, svg, xlsx.

    The maps of modules 03 and 05 come on paper="A3" too.
    """
    from . import gallery

    gallery.export(str(picture), str(to), mine, str(paper))


@_screen.kind_errors
def ready() -> None:
    """Say what is missing, then write exports/handin.zip."""
    from . import lesson

    lesson.ready()
