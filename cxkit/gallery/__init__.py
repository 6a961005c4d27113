"""What the verbs draw and export do: pictures by name, tables by exercise."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..desk import Desk
from ..screen import Page, Refused, show
from ..workbook import headless
from .marks import TOOLS, write_marks
from .shown import Shown

__all__ = ["PICTURES", "draw", "export", "warm"]

PICTURES = {  # name -> the file here that draws it
    "grid": "needs",
    "survey": "needs",
    "claims": "outside",
    "language": "outside",
    "differences": "moments",
    "disagreement": "moments",
    "ratings": "moments",
    "moments": "moments",
    "levels": "moments",
    "dashboard": "moments",
    "map": "activity",
    "library": "activity",
    "log": "tallies",
    "contacts": "tallies",
    "actions": "tallies",
    "outcomes": "outcomes",
    "sight": "measures",
    "loans": "measures",
    "tree": "measures",
    "cycle": "measures",
    "rules": "rules",
    "effects": "rules",
    "tables": "rules",
    "what-if": "rules",
    "wheel": "redesign",
    "stars": "redesign",
    "removed": "crown",
    "portfolio": "crown",
    "gains": "crown",
    "crown": "crown",
    "claim": "assessment",
    "calls": "assessment",
    "plan": "assessment",
    "poster": "assessment",
}
_DRAWN = ("2.3", "3.4", "4.2", "4.5", "5.1")  # after a check of these most learners draw
_GRAPHS = ("05",)  # modules whose first form draws a map as it is typed
_SUFFIXES = ("pdf", "png", "svg", "xlsx")
_loading: dict[str, threading.Thread] = {}  # at most one of each a kernel


def warm(name: str) -> None:
    """Load what draws while something is read, a check or a module's beginning: a second that the
    first picture saves. `name` is the number of the exercise or of the module."""
    if name in _DRAWN:
        _begin("pictures", _load)
    elif name in _GRAPHS:
        _begin("graphs", _load_graphs)


def _begin(what: str, load: Callable[[], None]) -> None:
    if not headless() and what not in _loading:
        _loading[what] = threading.Thread(target=load, daemon=True)
        _loading[what].start()


def _load_graphs() -> None:
    with suppress(Exception):  # as below
        import networkx  # noqa: F401


def _load() -> None:
    from ..drawing.quiet import quiet

    with quiet(), suppress(Exception):  # what is wrong with it is told where it is needed
        import matplotlib.backends.backend_agg  # noqa: F401


def _loaded() -> None:
    """Two at once would undo each other's silence."""
    for thread in _loading.values():
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


def export(name: str, to: str, mine: bool, paper: str = "A4") -> None:
    """Write a picture, an exercise or the pack into `exports/`; a picture on A4 or A3."""
    desk = Desk.find()
    if name == "pack":
        from ..pack.telling import export_pack

        export_pack(desk, to)
        return
    suffix = to.lower().lstrip(".")
    marks = suffix in TOOLS and name[:1].isdigit()
    dated = suffix == "ics" and name == "plan"
    if suffix not in _SUFFIXES and not marks and not dated:
        raise Refused(
            f"Expected pdf, png, svg or xlsx, found {to!r:.20}. Marks of a recording can be "
            f"{', '.join(TOOLS)} too."
        )
    if headless():
        show(Page().line("Nothing is exported while notebooks are run by a program.", quiet=True))
        return
    if marks:
        _told(write_marks(desk, name, suffix, mine), desk)
        return
    if dated:
        _told([_reminders(desk)], desk)
        return
    _loaded()
    from ..drawing import ExportError, NothingToExport
    from ..drawing import export as write

    thing, stem = _thing(desk, name, suffix, mine, paper.strip().upper())
    target = desk.workbook.folder / "exports" / f"{stem}{'-mine' if mine else ''}.{suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        written = write(thing, target)
    except NothingToExport:
        raise Refused("There is nothing to export yet. Fill in the form, then export again.") from None
    except ExportError as error:
        raise Refused(str(error)) from None
    _told([written], desk)


def _reminders(desk: Desk) -> Path:
    """The plan as a file for a calendar."""
    from ..drawing import ExportError
    from ..drawing.file import put
    from .assessment import reminders

    try:
        return put(desk.workbook.folder / "exports" / "plan.ics", reminders(desk))
    except ExportError as error:
        raise Refused(str(error)) from None


def _told(written: list[Path], desk: Desk) -> None:
    page = Page()
    for path in written:
        page.line(f"Written: {_near(path, desk)}, {path.stat().st_size / 1000:.0f} kB.")
    show(page)


def _thing(desk: Desk, name: str, suffix: str, mine: bool, paper: str) -> tuple[Any, str]:
    """What to write: the picture or the tables of a name, and the file's stem."""
    if name in PICTURES or not name[:1].isdigit():
        picture = _known(name)
        if suffix == "xlsx":
            return picture.tables(desk, mine), name
        if picture.page:
            raise Refused(f"What {name!r} shows is a table. Export it to xlsx.")
        if paper not in ("A4", "A3"):
            raise Refused(f"Expected paper A4 or A3, found {paper!r:.20}.")
        if paper == "A4":
            return picture.draw(desk, mine), name
        if picture.sheet is None:
            raise Refused(f"{name!r} has one size. Export it without paper; it can be printed larger.")
        return picture.sheet(desk, mine, paper), f"{name}-a3"
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
