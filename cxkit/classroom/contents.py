"""What is in a hand-in: its notebooks as bytes and its answers, each with where it came from.

An answer is looked for in its file, then, where the file is missing or damaged, in the revision
before it and in the static copies (twins) inside the notebooks. Whatever was used is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ..course import Course, Exercise
from ..handin import MANIFEST, NOTEBOOK_LIMIT
from ..workbook import LIMIT, Answer, DamagedAnswer, parse
from .archive import Archive, ArchiveError, TooLarge

__all__ = ["Contents", "Found", "read_contents"]

_ANSWER = re.compile(r"answers/(mine/)?\d{1,2}\.\d{1,2}[a-z]?\.json")
# Checks of language take their time with a long text: what no form holds goes to a person.
FULL = 300_000  # bytes of an answer; a full form has some 30 kB
TEXT = 20_000  # characters of one text in it
_DEEP = 3  # folders round a hand-in: a zipped course folder has two

Twins = Callable[[dict[str, Any]], Iterable[Answer]]


@dataclass(frozen=True)
class Found:
    """One exercise's answer.

    Args:
        note: where it came from, when not from its own file; a sentence.
        problem: why there is no answer that can be marked; then a person decides.
    """

    answer: Answer
    note: str = ""
    problem: str = ""


@dataclass
class Contents:
    """A hand-in, read.

    Args:
        notebooks: file name -> bytes, or a sentence saying why it was not read.
        found: (exercise, mine) -> answer, for every exercise that has one or a problem.
        files: the answer files as they came, path under answers/ -> bytes.
        notes: sentences about the whole.
        paper: the id of the paper that was sat, as the hand-in's manifest says; often empty.
    """

    notebooks: dict[str, bytes | str] = field(default_factory=dict)
    found: dict[tuple[str, bool], Found] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    paper: str = ""

    def answer(self, exercise: Exercise) -> Found:
        """The answer that counts for the mark; a blank one where nothing was handed in."""
        key = (exercise.id, exercise.mine)
        return self.found.get(key) or Found(Answer(exercise.id, exercise.mine))

    def data(self, exercise: str, mine: bool) -> dict[str, Any]:
        """What another exercise is held against; {} where nothing of it can be read."""
        found = self.found.get((exercise, mine))
        return {} if found is None or found.problem else dict(found.answer.data)


def read_contents(archive: Archive, course: Course, *, twins: Twins | None = None) -> Contents:
    """Read notebooks and answers out of an archive.

    Args:
        twins: reads answers back from a notebook; by default that of `cxkit.forms`.

    Raises:
        ArchiveError: nothing of the course is in it, or two sets of answers are.
    """
    base = _base(archive, course)
    contents = Contents()
    for module in course.modules:
        name = _named(archive, base, module.notebook)
        if name:
            contents.notebooks[module.notebook] = _notebook(archive, name)
        if name and name != base + module.notebook:
            contents.notes.append(f"{name} was read as {module.notebook}.")
    contents.paper = _paper(archive, base)
    copies = _Twins(contents, twins or _twins_of_forms)
    for exercise in course.exercises.values():
        for mine in (False, True):
            found = _found(archive, base, exercise.id, mine, copies, contents.files)
            if found:
                contents.found[exercise.id, mine] = found
    contents.notes += copies.problems
    return contents


def _base(archive: Archive, course: Course) -> str:
    """The folder in the archive that holds the answers, or else the notebooks; "" is the top."""
    books = re.compile("|".join(_copy_of(m.notebook).pattern for m in course.modules))
    for holds in (_ANSWER, books):
        bases = {base for name in archive.names if (base := _before(name, holds)) is not None}
        if bases:
            depth = min(base.count("/") for base in bases)
            nearest = sorted(base for base in bases if base.count("/") == depth)
            if len(nearest) > 1:
                raise ArchiveError(
                    f"It holds {len(nearest)} copies ({', '.join(nearest)[:120]}). "
                    "Leave the one that counts."
                )
            return nearest[0]
    inside = ", ".join(archive.names[:3]) or "nothing"
    raise ArchiveError(
        f"It holds no notebook and no answers of this course; found {inside:.120}. "
        "Ask for exports/handin.zip"
        + (", or give the notebook the name it had." if ".ipynb" in inside else ".")
    )


def _copy_of(notebook: str) -> re.Pattern[str]:
    """A notebook's name, or one that a browser or a platform made of it: "... (1).ipynb"."""
    return re.compile(rf"[^/]*{re.escape(notebook.removesuffix('.ipynb'))}[^/]*\.ipynb")


def _named(archive: Archive, base: str, notebook: str) -> str:
    """The file that is this notebook; "" where there is none."""
    if base + notebook in archive.names:
        return base + notebook
    found = [name for name in archive.names
             if name.startswith(base) and _copy_of(notebook).fullmatch(name[len(base):])]
    if len(found) > 1:
        raise ArchiveError(
            f"It holds {len(found)} copies of {notebook} ({', '.join(found)[:200]}). "
            "Leave the one that counts."
        )
    return found[0] if found else ""


def _paper(archive: Archive, base: str) -> str:
    """What the manifest says of the paper; nothing where there is none that can be read."""
    try:
        told = json.loads(archive.read(base + MANIFEST, FULL)) if base + MANIFEST in archive.names else {}
    except (ArchiveError, TooLarge, ValueError, RecursionError):
        return ""
    found = told.get("paper") if isinstance(told, dict) else ""
    return found if isinstance(found, str) else ""


def _before(name: str, holds: re.Pattern[str]) -> str | None:
    parts = PurePosixPath(name).parts
    for depth in range(min(len(parts), _DEEP + 1)):
        if holds.fullmatch("/".join(parts[depth:])):
            return "".join(f"{part}/" for part in parts[:depth])
    return None


def _notebook(archive: Archive, name: str) -> bytes | str:
    try:
        return archive.read(name, NOTEBOOK_LIMIT)
    except TooLarge as error:
        return f"it holds {error}; at most {NOTEBOOK_LIMIT / 1e6:.0f} MB are read"
    except ArchiveError as error:
        return str(error).rstrip(".")


def _found(
    archive: Archive, base: str, exercise: str, mine: bool, copies: _Twins,
    files: dict[str, bytes],
) -> Found | None:
    place = f"{'mine/' if mine else ''}{exercise}.json"
    name = f"{base}answers/{place}"
    if name not in archive.names:
        twin = copies.find(exercise, mine)
        if twin is None:
            return None
        return Found(twin, f"answers/{place} is missing; the copy in the notebook was read instead.")
    answer, problem = _read(archive, name, exercise, mine, files, place)
    if answer:
        return Found(answer)
    before, _ = _read(
        archive, f"{base}answers/.previous/{place}", exercise, mine, files, f".previous/{place}"
    )
    twin = copies.find(exercise, mine)
    spare = max((a for a in (before, twin) if a), key=lambda a: a.rev, default=None)
    if spare is None:
        return Found(Answer(exercise, mine, problem=problem), problem=problem)
    where = "the copy in the notebook" if spare is twin else "the revision saved before it"
    return Found(spare, f"{problem} Read instead: {where}, revision {spare.rev}.")


def _read(
    archive: Archive, name: str, exercise: str, mine: bool, files: dict[str, bytes], place: str
) -> tuple[Answer | None, str]:
    if name not in archive.names:
        return None, ""
    try:
        raw = archive.read(name, LIMIT)
    except TooLarge as error:
        return None, f"answers/{place} holds {error}; an answer is at most {LIMIT / 1e6:.0f} MB."
    except ArchiveError as error:
        return None, str(error)
    if len(raw) > FULL:
        return None, f"answers/{place} holds {len(raw) / 1e6:.1f} MB; a full form has some 30 kB."
    files[place] = raw
    try:
        answer = parse(raw, exercise, mine=mine)
    except DamagedAnswer as error:
        return None, str(error)
    longest = _longest(answer.data) if len(raw) > TEXT else 0  # no text is longer than its file
    if longest > TEXT:
        return None, f"answers/{place} holds a text of {longest} characters; at most {TEXT} are read."
    return answer, ""


def _longest(data: Any) -> int:
    """The length of the longest text in an answer."""
    most, left = 0, [data]
    while left:
        held = left.pop()
        if isinstance(held, str):
            most = max(most, len(held))
        elif isinstance(held, dict):
            left += [*held, *held.values()]
        elif isinstance(held, list):
            left += held
    return most


class _Twins:
    """The answers inside the notebooks, read when first needed: most hand-ins need none."""

    def __init__(self, contents: Contents, read: Twins) -> None:
        self._contents, self._read = contents, read
        self._answers: dict[tuple[str, bool], Answer] | None = None
        self.problems: list[str] = []

    def find(self, exercise: str, mine: bool) -> Answer | None:
        if self._answers is None:
            self._answers = {}
            for name, raw in self._contents.notebooks.items():
                self._collect(name, raw)
        return self._answers.get((exercise, mine))

    def _collect(self, name: str, raw: bytes | str) -> None:
        assert self._answers is not None
        # Reading a notebook as JSON costs more than all the rest: not without a twin in it.
        if isinstance(raw, str) or b"cxkit.answer+json" not in raw:
            return
        try:
            found = list(self._read(json.loads(raw)))
        except (ValueError, RecursionError, TypeError, AttributeError, KeyError):
            self.problems.append(f"{name}: the copies of the answers in it cannot be read.")
            return
        for answer in found:
            key = (answer.exercise, answer.mine)
            if answer.problem:
                self.problems.append(f"{name}: {answer.problem}")
            elif len(json.dumps(answer.data)) > FULL or _longest(answer.data) > TEXT:
                self.problems.append(f"{name}: the copy of {answer.exercise} in it is longer than a form.")
            elif key not in self._answers or self._answers[key].rev < answer.rev:
                self._answers[key] = answer


def _twins_of_forms(notebook: dict[str, Any]) -> Iterable[Answer]:
    from ..forms.twin import answers_in

    return answers_in(notebook)
