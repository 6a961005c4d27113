"""One learner marked: hand-ins in, plain data out. Nothing is written and nothing of theirs runs.

This is the whole of the work on a learner, so that it can be done here, in a worker process or on
another machine, with the same outcome: it depends on the hand-ins' bytes and the class's own
course alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..course import Course
from ..handin import MANIFEST
from ..marking import NOT_STARTED
from ..marking.together import Together
from ..workbook import Answer
from .archive import ArchiveError, LooseArchive, open_archive
from .autograded import sheet
from .contents import Contents, Found, Twins, read_contents
from .folder import ClassFolder
from .handin import Handin
from .nbtext import notebook_bytes
from .outcome import ABSENT, ASIDE, MARKED, REPAIRED, ExerciseResult, Status
from .packed import pack
from .paper import another, unmarkable
from .rests import Rests
from .told import Told

__all__ = ["Job", "Marked", "Marker", "mark_learner"]

Marker = Callable[[Answer, Any], Any]
Read = Contents | str  # what was read, or why it could not be
_FAULTS = 3  # told of one answer; a page of them tells no more


@dataclass(frozen=True)
class Job:
    """One learner's work: assignment -> the hand-in that counts for it."""

    who: str
    handins: Mapping[str, Handin]


@dataclass(frozen=True)
class Marked:
    """One assignment of one learner, marked or not.

    Args:
        packed: the results, see `cxkit.classroom.packed`; empty where nothing was marked.
        sent: file name -> bytes for submitted/, without nbgrader's timestamp; where nbgrader
            collected the submission, the answers alone.
        shown: the notebooks for autograded/, file name -> bytes; beside them stand the answers.
    """

    assignment: str
    status: Status
    why: str = ""
    notes: tuple[str, ...] = ()
    packed: bytes = b""
    sent: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    shown: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def mark_learner(
    folder: ClassFolder, job: Job, mark: Marker | None = None, twins: Twins | None = None,
) -> tuple[Marked, ...]:
    """Read a learner's hand-ins and mark every exercise, one assignment after the other.

    What cannot be read is set aside with the reason; nothing is raised for what a hand-in holds.
    """
    opened: dict[tuple[Path, ...], Read] = {}
    done = []
    for name, handin in job.handins.items():
        place = handin.loose or (handin.path,)
        if place not in opened:
            opened[place] = _read(handin, folder.course, twins)
        done.append(_guarded(folder, name, handin, opened[place], mark or _mark))
    return tuple(done)


def _read(handin: Handin, course: Course, twins: Twins | None) -> Read:
    try:
        archive = LooseArchive(handin.loose) if handin.loose else open_archive(handin.path)
        return read_contents(archive, course, twins=twins)
    except ArchiveError as error:
        return str(error)
    except Exception as error:  # one hand-in that nobody foresaw must not stop the class
        return _unforeseen(error)


def _guarded(
    folder: ClassFolder, assignment: str, handin: Handin, read: Read, mark: Marker
) -> Marked:
    if isinstance(read, str):
        return Marked(assignment, ASIDE, read)
    if not _handed_in(folder, assignment, handin, read):
        return Marked(assignment, ABSENT, "It is not in the latest hand-in.")
    try:
        return _marked(folder, assignment, handin, read, mark)
    except Exception as error:
        return Marked(assignment, ASIDE, _unforeseen(error))


def _handed_in(folder: ClassFolder, assignment: str, handin: Handin, read: Contents) -> bool:
    """A zip holds every notebook: what was answered says which assignments were meant.

    With no answer at all it is the course's own, handed in empty.
    """
    if handin.collected:
        return True
    begun = {name for name, part in folder.parts.items()
             if any(exercise in part.exercises for exercise, _ in read.found)}
    return assignment in (begun or {folder.course.assignment})


def _marked(
    folder: ClassFolder, assignment: str, handin: Handin, contents: Contents, mark: Marker
) -> Marked:
    part, rests = folder.parts[assignment], Rests(contents, folder.parts[assignment])
    case, elsewhere = Together(folder.cases[assignment], rests.data), another(folder, assignment, contents.paper)
    unkeyed = unmarkable(folder, assignment) or elsewhere
    exercises = [
        _mark_exercise(exercise, module.notebook, _found(contents, handin, exercise), case, mark,
                       "" if exercise.mine else unkeyed)
        for module in part.modules for exercise in module.exercises
    ]
    checked = [folder.mends[m.notebook].check(contents.notebooks.get(m.notebook))
               for m in part.modules]
    repairs = [c.sentence for c in checked if c.sentence]
    if len(checked) > 1 and all(c.state == "missing" for c in checked):
        repairs = ["No notebook was handed in; the release stands in for each."]
    told = _told_once((text, e.exercise.id) for e in exercises for text in (e.waiting, e.note) if text)
    if not any(name in part.exercises for name, _ in contents.found):
        told.append("No answers were found in it, so every exercise is not started.")
    answers = {key: found.answer for key, found in contents.found.items() if not found.problem}
    sent = rests.files(answers)
    if elsewhere:  # for nbgrader's own autograde, which has no other sign of it
        sent[MANIFEST] = json.dumps({"paper": contents.paper}).encode()
    shown = {}
    for one in checked:
        ready = sheet(folder, one.name, one.notebook)
        shown[one.name] = ready.raw(ready.outputs(exercises, answers, case))
        if not handin.collected:
            mend = folder.mends[one.name]
            sent[one.name] = (mend.given_bytes if one.notebook is mend.given
                              else notebook_bytes(one.notebook))
    return Marked(
        assignment, REPAIRED if repairs or any(e.note for e in exercises) else MARKED, "",
        (*contents.notes, *repairs, *told), pack(exercises), sent, shown,
    )


def _told_once(found: Iterable[tuple[str, str]]) -> list[str]:
    """Each sentence once, after the exercises that it is about."""
    about: dict[str, list[str]] = {}
    for text, exercise in found:
        about.setdefault(text, []).append(exercise)
    return [f"{', '.join(exercises)}: {text}" for text, exercises in about.items()]


def _found(contents: Contents, handin: Handin, exercise: Any) -> Found:
    found = contents.answer(exercise)
    problem, note = handin.told.get(exercise.id, ("", ""))
    if problem and not contents.files.get(f"{'mine/' if exercise.mine else ''}{exercise.id}.json"):
        return Found(Answer(exercise.id, exercise.mine, problem=problem), note, problem)
    return Found(found.answer, found.note or note, found.problem)


def _mark_exercise(
    exercise: Any, notebook: str, found: Found, case: Any, mark: Marker, unkeyed: str
) -> ExerciseResult:
    made, waiting = None, found.problem
    if not waiting:
        try:
            made = mark(found.answer, case)
            waiting = _waiting(made, unkeyed)
        except Exception as error:  # the marker must say no in a finding; else a person does
            waiting = f"The answer could not be marked ({_told(error)})."
    text = json.dumps(found.answer.data, sort_keys=True, ensure_ascii=True)
    return ExerciseResult(
        exercise, notebook, Told.of(made) if made else None,
        None if waiting or made is None else made.points(exercise.points), waiting, found.note,
        found.answer.problem, hashlib.sha256(f"{text}{waiting}".encode()).hexdigest(),
    )


def _waiting(made: Any, unkeyed: str) -> str:
    if made.faults:
        what = " ".join(fault.what for fault in made.faults[:_FAULTS])
        if len(made.faults) > _FAULTS:
            what += f" And {len(made.faults) - _FAULTS} more."
        return f"The answer holds what its form never writes: {what}"
    if made.waits or (unkeyed and made.state != NOT_STARTED):
        return unkeyed or made.waits
    return ""


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


def _mark(answer: Answer, case: Any) -> Any:
    from ..desk import mark_answer

    return mark_answer(answer, case)
