"""What the verbs start, edit, check, hint and ready do."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from typing import Any

from .desk import Desk, mark_answer
from .marking import DONE, NOT_STARTED, hints, questions, tasks
from .screen import Page, mark_page, show
from .workbook import headless

__all__ = ["check", "edit", "hint", "ready", "start", "start_from"]

_given: dict[str, int] = {}  # how many hints of an exercise were shown in this kernel


def start(name: str | float) -> None:
    """Show the set-up or where the learner stands in a module."""
    desk = Desk.find()
    module = desk.course.module(f"{name:02}" if isinstance(name, int) else str(name))
    page = Page().heading(
        f"Module {module.id} \u00b7 {module.title} \u00b7 {module.minutes} minutes"
    )
    if module.id == "00":
        page.table("Set-up", ("what", "found", "fine?"), list(_setup(desk)))
    if module.case:
        page.line(desk.sitting.missing or desk.sitting.fault or f"The paper is here: {desk.sitting.firm}.")
    page.table("Exercises", ("", "exercise", "minutes", "", "state"), list(_progress(desk, module)))
    for exercise in module.exercises:
        problem = desk.answer(exercise.id).problem
        if problem:
            page.line(
                f"{problem} Open the form of {exercise.id}: it offers the last good revision."
            )
    show(page)


def start_from(pack: Any, replace: bool) -> None:
    """Read a pack back, and show every check that needs no key."""
    from .pack.telling import start_from as read

    read(Desk.find(), str(pack), replace=replace)


def _progress(desk: Desk, module: Any) -> Any:
    for e in module.exercises:
        yield (
            e.id,
            e.title,
            e.minutes,
            "core" if e.core else "extra",
            desk.mark(e.id).state,
        )


def _setup(desk: Desk) -> Any:
    """What could keep a class from working, each with what was found."""
    from importlib.util import find_spec

    quiet = headless()  # a worked notebook must read the same on every machine
    version = platform.python_version_tuple()
    good = tuple(map(int, version[:2])) >= (3, 11)
    yield (
        "Python",
        "3.11 or later" if quiet else ".".join(version),
        "yes" if good else "no: 3.11 is needed",
    )
    widgets = all(find_spec(n) for n in ("anywidget", "ipywidgets"))
    yield "Forms", "anywidget, ipywidgets", "yes" if widgets else "no: run the set-up again"
    case = len(desk.case.vignettes)
    yield "Case", f"{case} people, {len(desk.case.verbatims)} texts", "yes"
    if not quiet:
        free = os.access(desk.workbook.folder, os.W_OK)
        said = "yes" if free else "no: copy the course to a folder of your own"
        yield "Your answers", f"{desk.workbook.answers}", said


def edit(name: str, mine: bool) -> None:
    """Open the form of an exercise; headless, its static twin."""
    from .forms.editor import Editor
    from .gallery.beside import beside

    desk = Desk.find()
    exercise = desk.course.exercise(name)
    own = desk.mine(exercise, mine)
    case = desk.case_of(exercise)
    Editor(
        desk.workbook,
        exercise.id,
        own,
        layout=lambda data: desk.layout(exercise.id, data, mine=own),
        questions=lambda data: questions(exercise.id, data, case, mine=own),
        title=exercise.title + _yours(exercise, own),
        known_ids=frozenset(
            item.id for section in desk.layout(exercise.id, {}, mine=own) for item in section.material
        ),
        beside=beside(desk, exercise.id, own),
    ).display()


def check(name: str, mine: bool) -> None:
    """Show the mark of what is saved, criterion by criterion."""
    desk = Desk.find()
    exercise = desk.course.exercise(name)
    own = desk.mine(exercise, mine)
    points = exercise.points if own == exercise.mine else 0
    answer = desk.answer(exercise.id, mine=own)
    mark = mark_answer(answer, desk.case_of(exercise))
    if mark.waits:
        points = 0
    page = mark_page(mark, f"{exercise.id} {exercise.title}{_yours(exercise, own)}", points)
    if mark.waits:
        page.line(mark.waits, quiet=True)
    if mark.state != NOT_STARTED and exercise.tasks and own == exercise.mine:
        told = " and ".join(f"\u201c{t.title}\u201d" for t in tasks(exercise.id))
        page.line(f"A person marks the rest: {told}, below.", quiet=True)
    if mark.state == DONE and not mark.waits:
        desk.workbook.note_done(exercise.id, mine=own)
    if mark.state != NOT_STARTED and not headless():
        from .forms.timeline.agreed import checked

        checked(desk.workbook.path(exercise.id, mine=own).absolute())
        page.line(
            f"Checked {datetime.now():%H:%M}: revision {answer.rev} of your answer. "
            "After a change, check again.",
            quiet=True,
        )
    show(page)


def _yours(exercise: Any, own: bool) -> str:
    """Marks an exercise of the case that is done on the learner's own organisation."""
    return " \u00b7 yours" if own and not exercise.mine else ""


def hint(name: str) -> None:
    """Show the hints so far, one more at each call."""
    desk = Desk.find()
    exercise = desk.course.exercise(name)
    steps = hints(exercise.id)
    if not steps:
        show(Page().line(f"There is no hint for {exercise.id}. Check it, and read what is said."))
        return
    number = min(_given.get(exercise.id, 0) + 1, len(steps))
    _given[exercise.id] = number
    more = "Run the cell again for the next." if number < len(steps) else "This is the last."
    show(
        Page()
        .heading(f"Hint {number} of {len(steps)} for {exercise.id}")
        .line(steps[number - 1])
        .line(more, quiet=True)
    )


def ready() -> None:
    """Show what is missing, and write the hand-in."""
    from .handin import write

    desk = Desk.find()
    rows, open_ = [], 0
    for module in desk.course.modules:
        for e in module.exercises:
            mark = desk.mark(e.id)
            open_ += mark.state != DONE and e.core
            what = "" if mark.state == DONE else _missing(mark)
            rows.append((e.id, e.title, "core" if e.core else "extra", mark.state, what))
    page = Page().heading("Ready to hand in?")
    papers = any(module.case for module in desk.course.modules)
    if papers and desk.sitting.missing:
        page.line(desk.sitting.missing)
    page.table("Exercises", ("", "exercise", "", "state", "not there yet"), rows)
    page.line(
        "Every core exercise is done."
        if not open_
        else f"Core exercises that can still grow: {open_}. You may hand in as it is, and again later."
    )
    if headless():
        page.line("Nothing is written while notebooks are run by a program.", quiet=True)
    else:
        made = write(desk)
        page.line(
            f"Written: {made.path.relative_to(desk.workbook.folder)}, {made.count} files. "
            "Hand in this file."
        )
        for sentence in made.left:
            page.line(f"Left out: {sentence}")
        page.line(
            "Text typed into notebook cells counts once the notebook is saved (Ctrl S).", quiet=True
        )
    show(page)


def _missing(mark: Any) -> str:
    if mark.state == NOT_STARTED:
        return "everything"
    return "; ".join(r.title for r in mark.results if r.state != DONE) or "see its check"
