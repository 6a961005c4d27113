"""What a learner is told when a pack is written and when it is read back."""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..marking import DONE, NOT_STARTED
from ..screen import Page, Refused, mark_page, show
from ..workbook import headless
from .fault import PackError
from .taking import READ, SAME, Taken, found_pack, take
from .writing import give

__all__ = ["export_pack", "start_from"]


def export_pack(desk: Desk, to: str) -> None:
    """Write the pack, and say where it lies and what was left alone."""
    from ..drawing import ExportError

    if to.lower().lstrip(".") != "xlsx":
        raise Refused('The pack is a workbook: cx.export("pack", to="xlsx").')
    if headless():
        show(Page().line("Nothing is exported while notebooks are run by a program.", quiet=True))
        return
    try:
        written = give(desk)
    except ExportError as error:
        raise Refused(str(error)) from None
    size = written.stat().st_size / 1000
    page = Page().line(f"Written: exports/{written.name}, {size:.0f} kB.")
    if written.name != "pack.xlsx":
        page.line("exports/pack.xlsx was filled in by somebody: it was left as it is.")
    page.line(f'To read it back: cx.start(pack="{written.name}")', quiet=True)
    show(page)


def start_from(desk: Desk, name: str, *, replace: bool = False) -> None:
    """Read a pack back, and show every check that needs no key."""
    if headless():
        show(Page().line("No pack is read while notebooks are run by a program.", quiet=True))
        return
    try:
        path = found_pack(desk, name)
        taken, told = take(desk, path, replace=replace)
    except PackError as error:
        raise Refused(str(error)) from None
    marks = {t.exercise.id: desk.mark(t.exercise.id, mine=True) for t in taken}
    page = Page().heading(f"Pack read: {path.name}")
    page.table("Your own organisation", ("", "sheet", "what came of it", "rows now", "state"),
               [(t.exercise.id, t.exercise.title, t.what, t.rows, marks[t.exercise.id].state)
                for t in taken])  # fmt: skip
    for sentence in (*told, *(s for t in taken for s in t.told)):
        page.line(sentence)
    if any(t.differs for t in taken):
        page.line("To take the pack's rows where they differ: "
                  f'cx.start(pack="{path.name}", replace=True)')  # fmt: skip
    page.line("The revision before each change is kept in answers/.previous.", quiet=True)
    show(page)
    for one in taken:
        _checked(one, marks[one.exercise.id])


def _checked(one: Taken, mark: Any) -> None:
    if one.what not in (READ, SAME) or mark.state == NOT_STARTED:
        return
    exercise = one.exercise
    title = f"{exercise.id} {exercise.title}{'' if exercise.mine else ' · yours'}"
    if mark.state == DONE:
        show(Page().heading(title).state(DONE, "All that a program can check is met."))
        return
    show(mark_page(mark, title, exercise.points if exercise.mine else 0))
