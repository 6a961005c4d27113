"""What the verbs draw and export do: pictures by name, tables by exercise."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from .desk import Desk
from .screen import Page, Refused, show
from .techniques.artefact import ArtefactError
from .workbook import headless

__all__ = ["PICTURES", "draw", "export", "warm"]

PICTURES = {"grid": "2.3", "survey": "2.5"}  # name -> the exercise it belongs to
_SUFFIXES = ("pdf", "png", "svg", "xlsx")
_loading: list[threading.Thread] = []  # at most one a kernel


def warm(exercise: str) -> None:
    """Load the drawing library while a check is read: a second that the first picture saves."""
    if exercise == PICTURES["grid"] and not headless() and not _loading:
        _loading.append(threading.Thread(target=_load, daemon=True))
        _loading[0].start()


def _load() -> None:
    from .drawing.quiet import quiet

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
    if picture == "survey":
        show(_survey(desk))
        return
    _loaded()
    drawn = _grid_picture(desk, mine)
    if headless():
        _show_twin(drawn)
        return
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
    from .drawing import ExportError, NothingToExport
    from .drawing import export as write

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
        if _known(name) == "survey":
            if suffix != "xlsx":
                raise Refused("The survey's counts are a table. Export them to xlsx.")
            return [_survey_table(desk)], name
        if suffix == "xlsx":
            from .drawing import grid_tables

            return grid_tables(_grid(desk, mine)), name
        return _grid_picture(desk, mine), name
    if suffix != "xlsx":
        raise Refused(f"Exercise {name} is a table. Export it to xlsx, or draw a picture by name.")
    return _exercise_tables(desk, name, mine), desk.course.exercise(name).slug


def _known(name: str) -> str:
    if name not in PICTURES:
        raise Refused(f"There is no picture {name!r:.30}. There is: {', '.join(PICTURES)}.")
    return name


def _grid(desk: Desk, mine: bool) -> Any:
    from .techniques.needs import Grid

    answer = desk.answer("2.3", mine=mine)
    if answer.problem:
        raise Refused(answer.problem)
    try:
        return Grid.read(answer.data)
    except ArtefactError as error:
        raise Refused(f"The grid cannot be read. {error}") from None


def _grid_picture(desk: Desk, mine: bool) -> Any:
    from .drawing import draw_grid

    return draw_grid(_grid(desk, mine), "Yours" if mine else "")


def _show_twin(picture: Any) -> None:
    from IPython.display import display

    display({"text/html": picture.twin_html, "text/plain": picture.twin_text}, raw=True)


# ---- the survey of 2.5 ------------------------------------------------------------------------

_SURVEY_HEADER = (
    "need",
    "rated it",
    "important (4-5)",
    "important and not well served (3 or less)",
)


def survey_counts(rows: list[dict[str, Any]], needs: Any) -> list[tuple[str, int, int, int]]:
    """Per need: how many rated both, how many call it important, how many of those are not
    well served."""
    found = []
    for need in needs:
        rated = [
            (r["importance"], r["satisfaction"])
            for r in rows
            if r["need"] == need and r["importance"] is not None and r["satisfaction"] is not None
        ]
        important = [r for r in rated if r[0] >= 4]
        found.append((need, len(rated), len(important), sum(r[1] <= 3 for r in important)))
    return found


def _survey(desk: Desk) -> Page:
    case = desk.case
    people = len({r["respondent"] for r in case.survey})
    rows = [
        (f"{need} {case.survey_needs[need]['text']}", *counts)
        for need, *counts in survey_counts(case.survey, case.survey_needs)
    ]
    page = Page().table(f"{people} customers, asked about eight needs", _SURVEY_HEADER, rows)
    return page.line(
        "Need gap = last column divided by \u201crated it\u201d. Synthetic data.", quiet=True
    )


def _survey_table(desk: Desk) -> Any:
    from .drawing import Table

    counts = survey_counts(desk.case.survey, desk.case.survey_needs)
    rows = [(n, desk.case.survey_needs[n]["text"], *c) for n, *c in counts]
    return Table("Survey", ("id", *_SURVEY_HEADER), rows)


def _exercise_tables(desk: Desk, name: str, mine: bool) -> list[Any]:
    """The sections of an exercise as sheets, as they were filled in."""
    from .drawing import Table
    from .forms.twin import cells

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
