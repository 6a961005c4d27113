"""A class marked from its hand-ins: read, mark, write.

Reading and marking change nothing and run nothing of a learner's. Writing is one transaction in
the gradebook and files put in place whole, so that a run that is cut off is completed by the
next, and a second run changes nothing but what changed in the hand-ins.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..marking.together import Together
from ..workbook import Answer
from .archive import ArchiveError, LooseArchive, open_archive
from .autograded import TIMESTAMP, write_learner
from .contents import Contents, Found, Twins, read_contents
from .findings import findings_page
from .folder import ClassFolder
from .gradebook import Cell, Entry, Gradebook
from .handin import Handin, Stranger, find_handins, read_timestamp, stamp
from .outcome import (
    ABSENT,
    ASIDE,
    MARKED,
    REPAIRED,
    ClassResult,
    ExerciseResult,
    LearnerResult,
    judged,
)
from .preflight import check_notebook
from .receipts import read_receipts, with_earlier, write_receipts
from .roster import Learner

__all__ = ["Marker", "Reading", "entry_of", "grade", "mark_handin", "read_class"]

Marker = Callable[[Answer, Any], Any]
Progress = Callable[[int, int, str], None]
_FAULTS = 3  # told of one answer; a page of them tells no more


@dataclass(frozen=True)
class Reading:
    """A learner's result with what it rests on: the readable answers and the files as they came."""

    result: LearnerResult
    answers: Mapping[tuple[str, bool], Answer] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def grade(
    folder: Path | str | ClassFolder, *, progress: Progress | None = None,
    mark: Marker | None = None, twins: Twins | None = None,
) -> ClassResult:
    """Mark every hand-in of a class and write gradebook, submitted/ and autograded/.

    Args:
        progress: called with (done, all, id) after each learner.
        mark: (answer, case) -> Mark; by default `cxkit.desk.mark_answer`.
        twins: reads answers back from a notebook; by default that of `cxkit.forms`.

    Returns:
        One result for every learner on the roster, in its order.

    Raises:
        ClassError: the folder is no class, its own files are damaged, or another run holds it.
        GradebookError: the gradebook cannot be written; then no mark was recorded.
    """
    began = time.perf_counter()
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    with folder.alone():
        results, strangers = _grade(folder, progress, mark, twins)
    return ClassResult(
        tuple(results), tuple(strangers), folder.roster.notes, time.perf_counter() - began
    )


def _grade(
    folder: ClassFolder, progress: Progress | None, mark: Marker | None, twins: Twins | None,
) -> tuple[list[LearnerResult], list[Stranger]]:
    receipts = read_receipts(folder)
    readings, strangers = read_class(folder, progress=progress, mark=mark, twins=twins)
    written = [
        _written(folder, reading, receipts.get(reading.result.learner.id, {}))
        for reading in readings
    ]
    results = [with_earlier(reading.result, receipts) for reading in written]
    with Gradebook(folder.gradebook) as book:
        book.enrol(folder.roster)
        cells = book.cells(folder.course.assignment)
        book.record(folder.course.assignment, [
            entry_of(result, cells, receipts.get(result.learner.id, {}))
            for result in results if result.marked
        ])
        scores = book.scores(folder.course.assignment)
    # After the gradebook: a cut in between asks a person once more, never once less.
    write_receipts(folder, receipts, results)
    return [judged(result, scores.get(result.learner.id, {})) for result in results], strangers


def read_class(
    folder: ClassFolder, *, progress: Progress | None = None,
    mark: Marker | None = None, twins: Twins | None = None,
) -> tuple[list[Reading], list[Stranger]]:
    """Read and mark every hand-in; nothing is written.

    Returns:
        (a reading for each learner in the roster's order, the hand-ins that fit nobody).
    """
    mark = mark or _mark
    found = find_handins(
        folder.root, folder.roster.ids, folder.course.assignment, read_receipts(folder),
        folder.release,
    )
    readings = []
    for count, learner in enumerate(folder.roster, start=1):
        handin = found.by_learner.get(learner.id)
        readings.append(
            _guarded(folder, learner, handin, mark, twins) if handin
            else Reading(LearnerResult(learner, ABSENT))
        )
        if progress:
            progress(count, len(folder.roster), learner.id)
    return readings, list(found.strangers)


def mark_handin(
    folder: ClassFolder, learner: Learner, handin: Handin, mark: Marker,
    twins: Twins | None = None,
) -> Reading:
    """Read one hand-in and mark every exercise of the course.

    Raises:
        ArchiveError: it cannot be read as a whole.
    """
    archive = LooseArchive(handin.loose) if handin.loose else open_archive(handin.path)
    contents = read_contents(archive, folder.course, twins=twins)
    checked = tuple(
        check_notebook(name, contents.notebooks.get(name), release)
        for name, release in folder.release.items()
    )
    case = Together(folder.case, contents.data)
    exercises = tuple(
        _mark_exercise(exercise, module.notebook, _found(contents, handin, exercise), case, mark)
        for module in folder.course.modules for exercise in module.exercises
    )
    repairs = [c.sentence for c in checked if c.sentence]
    told = [f"{e.exercise.id}: {text}" for e in exercises for text in (e.waiting, e.note) if text]
    if not contents.found:
        told.append("No answers were found in it, so every exercise is not started.")
    notes = (*handin.notes, *contents.notes, *repairs, *told)
    mended = repairs or any(e.note for e in exercises)
    result = LearnerResult(
        learner, REPAIRED if mended else MARKED, "", notes, exercises, checked, handin
    )
    answers = {key: found.answer for key, found in contents.found.items() if not found.problem}
    return Reading(result, answers, contents.files)


def _guarded(
    folder: ClassFolder, learner: Learner, handin: Handin, mark: Marker, twins: Twins | None,
) -> Reading:
    try:
        return mark_handin(folder, learner, handin, mark, twins)
    except ArchiveError as error:
        why = str(error)
    except Exception as error:  # one hand-in that nobody foresaw must not stop the class
        why = _unforeseen(error)
    return Reading(LearnerResult(learner, ASIDE, why, handin.notes, handin=handin))


def _written(
    folder: ClassFolder, reading: Reading, receipt: Mapping[str, Any]
) -> Reading:
    if not reading.result.marked:
        return reading
    try:
        # Ours to write over only while its time is one that we wrote, in this hand-in's name too.
        there = read_timestamp(folder.step("submitted", reading.result.learner.id) / TIMESTAMP)
        wrote = {receipt["when"]} if receipt.get("filled") else set()
        refill = there is not None and stamp(there) in wrote | {stamp(reading.result.when)}
        write_learner(folder, reading.result, reading.answers, reading.files, refill=refill)
    except Exception as error:
        result = reading.result
        return Reading(LearnerResult(
            result.learner, ASIDE, _unforeseen(error), result.notes, handin=result.handin
        ))
    return reading


def _unforeseen(error: Exception) -> str:
    return (f"Something in it was not foreseen ({_told(error)}). "
            "The hand-in is kept as it came; look at it by hand.")


def _told(error: Exception) -> str:
    """An error for whoever mends the kit: its name, its words and where it arose."""
    trace, where = error.__traceback__, ""
    while trace:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {where}: {error!s:.120}"


def _found(contents: Contents, handin: Handin, exercise: Any) -> Found:
    found = contents.answer(exercise)
    problem, note = handin.told.get(exercise.id, ("", ""))
    if problem and not contents.files.get(f"{'mine/' if exercise.mine else ''}{exercise.id}.json"):
        return Found(Answer(exercise.id, exercise.mine, problem=problem), note, problem)
    return Found(found.answer, found.note or note, found.problem)


def _mark_exercise(
    exercise: Any, notebook: str, found: Found, case: Any, mark: Marker
) -> ExerciseResult:
    if found.problem:
        return ExerciseResult(exercise, notebook, found.answer, waiting=found.problem)
    try:
        made = mark(found.answer, case)
    except Exception as error:  # the marker must say no in a finding; if it does not, a person does
        return ExerciseResult(
            exercise, notebook, found.answer, note=found.note,
            waiting=f"The answer could not be marked ({_told(error)}).",
        )
    if made.faults:
        what = " ".join(fault.what for fault in made.faults[:_FAULTS])
        if len(made.faults) > _FAULTS:
            what += f" And {len(made.faults) - _FAULTS} more."
        return ExerciseResult(
            exercise, notebook, found.answer, made, note=found.note,
            waiting=f"The answer holds what its form never writes: {what}",
        )
    points = made.points(exercise.points)
    return ExerciseResult(exercise, notebook, found.answer, made, points, note=found.note)


def entry_of(
    result: LearnerResult, cells: Mapping[tuple[str, str], float], receipt: Mapping[str, Any]
) -> Entry:
    """What the gradebook is to hold; a cell that the course does not know waits for a person."""
    held: dict[tuple[str, str], Cell] = {key: Cell(None, manual=True) for key in cells}
    for one in result.exercises:
        fresh = receipt.get("answers", {}).get(one.exercise.id, one.digest) != one.digest
        if one.cell in held:
            told = findings_page(one).text.encode("utf-8", "replace").decode()
            held[one.cell] = Cell(one.points, bool(one.waiting), told, fresh)
        for key in one.tasks.values():
            if key in held:  # what was never begun needs nobody's judgement
                held[key] = (Cell(None, True, fresh=fresh) if one.started
                             else Cell(0.0, False, "Nothing was written.", fresh))
    return Entry(result.learner, result.when, held)


def _mark(answer: Answer, case: Any) -> Any:
    from ..desk import mark_answer

    return mark_answer(answer, case)
