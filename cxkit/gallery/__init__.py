"""What the verbs draw and export do: pictures by name, tables by exercise."""

from __future__ import annotations

import importlib
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..desk import Desk
from ..screen import Page, Refused, show
from ..workbook import headless
from .shown import Shown

__all__ = ["PICTURES", "draw", "export", "warm"]

PICTURES = {"grid": "needs", "survey": "needs"}  # name -> the file here that draws it
_DRAWN = ("2.3",)  # after a check of these most learners draw
_SUFFIXES = ("pdf", "png", "svg", "xlsx")
_loading: list[threading.Thread] = []  # at most one a kernel


def warm(exercise: str) -> None:
    """Load the drawing library while a check is read: a second that the first picture saves."""
    if exercise in _DRAWN and not headless() and not _loading:
        _loading.append(threading.Thread(target=_load, daemon=True))
        _loading[0].start()


def _load() -> None:
    from ..drawing.quiet import quiet

    with quiet(), suppress(Exception):  # what is wrong with it is told where it is needed
        import matplotlib.backends.backend_agg  # noqa: F401


def _loaded() -> None:
    """Two at once would undo each other's silence."""
    for thread in _loading:
        thread.join()


def draw(name: str, mine: bool) -> None:
    """Show a picture with its text twin; headless, the twin alone."""
    desk = Desk.find()
    picture = _known(name)
    _loaded()
    drawn = picture.draw(desk, mine)
    if picture.page:
        show(drawn)
    elif headless():
        _show_twin(drawn)
    else:
        from IPython.display import display

        display(drawn)


def export(name: str, to: str, mine: bool) -> None:
    """Write a picture or an exercise into `exports/`."""
    desk = Desk.find()
    suffix = to.lower().lstrip(".")
    if suffix not in _SUFFIXES:
        raise Refused(f"Expected pdf, png, svg or xlsx, found {to!r:.20}.")
    if headless():
        show(Page().line("Nothing is exported while notebooks are run by a program.", quiet=True))
        return
    _loaded()
    from ..drawing import ExportError, NothingToExport
    from ..drawing import export as write

    thing, stem = _thing(desk, name, suffix, mine)
    target = desk.workbook.folder / "exports" / f"{stem}{'-mine' if mine else ''}.{suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        written = write(thing, target)
    except NothingToExport:
        raise Refused("There is nothing to export yet. Fill in the form, then export again.") from None
    except ExportError as error:
        raise Refused(str(error)) from None
    size = written.stat().st_size / 1000
    show(Page().line(f"Written: {_near(written, desk)}, {size:.0f} kB."))


def _thing(desk: Desk, name: str, suffix: str, mine: bool) -> tuple[Any, str]:
    """What to write: the picture or the tables of a name, and the file's stem."""
    if name in PICTURES or not name[:1].isdigit():
        picture = _known(name)
        if suffix == "xlsx":
            return picture.tables(desk, mine), name
        if picture.page:
            raise Refused(f"What {name!r} shows is a table. Export it to xlsx.")
        return picture.draw(desk, mine), name
    if suffix != "xlsx":
        raise Refused(f"Exercise {name} is a table. Export it to xlsx, or draw a picture by name.")
    return _exercise_tables(desk, name, mine), desk.course.exercise(name).slug


def _known(name: str) -> Shown:
    if name not in PICTURES:
        raise Refused(f"There is no picture {name!r:.30}. There is: {', '.join(PICTURES)}.")
    return importlib.import_module(f"{__name__}.{PICTURES[name]}").PICTURES[name]


def _show_twin(picture: Any) -> None:
    from IPython.display import display

    display({"text/html": picture.twin_html, "text/plain": picture.twin_text}, raw=True)


def _exercise_tables(desk: Desk, name: str, mine: bool) -> list[Any]:
    """The sections of an exercise as sheets, as they were filled in."""
    from ..drawing import Table
    from ..forms.twin import cells

    answer = desk.answer(name, mine=mine)
    if answer.problem:
        raise Refused(answer.problem)
    tables = []
    for section in desk.layout(name, answer.data, mine=mine):
        header, rows = cells(answer, section)
        tables.append(Table(section.title, header, rows))
    return tables


def _near(path: Path, desk: Desk) -> str:
    try:
        return path.relative_to(desk.workbook.folder).as_posix()
    except ValueError:
        return path.name
