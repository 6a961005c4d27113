"""What is wrong with a lesson: every fault at once, each a sentence with file and line.

A lint carries no marks and changes nothing. It holds the course's own text to the rules that the
course teaches: minutes that add up, pictures with words, no weasel words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nbformat import NotebookNode

from ..course import Course, Module
from . import cells
from .notebook import Tasks, instructor
from .source import Piece, SourceError, headings, read
from .wording import LONGEST, long_sentences, weasels

__all__ = ["VERBS", "faults", "lint", "notebook_faults"]

VERBS = ("start", "edit", "check", "hint", "draw", "export", "ready")
_ABOUT_EXERCISE = ("edit", "check", "hint")
_MINUTES = re.compile(r"(?:(\d+\.\d+[a-z]?)\s+)?(.+?)\s+\((\d+) minutes?\)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(")
_IMG = re.compile(r"<img\b[^>]*>", re.I)
_ALT = re.compile(r"\balt\s*=\s*([\"'])\s*\S.*?\1", re.I)
_CDN = re.compile(
    r"https?://[^\s)>\"']*(?:cdn|unpkg|jsdelivr|googleapis|gstatic|bootcss|rawgit)[^\s)>\"']*", re.I
)
Fault = tuple[int, str]


def lint(course: Course, *, only: str = "", tasks: Tasks | None = None) -> list[str]:
    """Every fault of every lesson of the course, and of course.toml; empty for a sound course.

    Args:
        only: the id of the one module to look at.
    """
    found = list(course.faults())
    for module in (course.module(only),) if only else course.modules:
        path = course.root / "source" / f"{module.slug}.md"
        try:
            pieces = read(path)
            notebook = instructor(course, module, tasks=tasks)
        except SourceError as error:
            found += error.faults
            continue
        found += faults(pieces, module, path.name, course.exercises)
        found += [f"{module.notebook}, {fault}" for fault in notebook_faults(notebook, module)]
    return found


def faults(
    pieces: Sequence[Piece], module: Module, name: str, known: Mapping[str, object]
) -> list[str]:
    """The faults of one lesson.

    Args:
        pieces: the lesson, as `source.read` gives it.
        name: the file's name, for the place.
        known: the exercises of the whole course, by id.
    """
    found: list[Fault] = []
    for check in (_wording, _pictures, _levels, _objectives):
        found += check(pieces)
    found += _minutes(pieces, module)
    found += _verbs(pieces, module, known)
    return [f"{name}:{line}: {sentence}" for line, sentence in sorted(found, key=lambda f: f[0])]


def notebook_faults(notebook: NotebookNode, module: Module) -> list[str]:
    """The faults of a built notebook's nbgrader cells, as sentences that begin with the cell."""
    found = []
    graded = {f"mark-{e.slug}": e for e in module.exercises}
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader")
        if not meta:
            continue
        place = f"cell {cell.id}"
        if meta.get("grade"):
            exercise = graded.get(meta.get("grade_id"))
            if exercise is None or cell.source != cells.graded_source(exercise.id):
                found.append(f"{place}: expected a graded cell that returns points(...) alone.")
            elif meta.get("points") != exercise.points:
                found.append(
                    f"{place}: {meta.get('points')} points, course.toml has {exercise.points}."
                )
        if meta.get("task") and cell.cell_type != "markdown":
            found.append(f"{place}: a task for a person must be Markdown.")
        if not meta.get("locked"):
            found.append(f"{place}: a graded or task cell must be locked.")
    return found


def _texts(pieces: Sequence[Piece], *kinds: str) -> Iterator[Piece]:
    return (p for p in pieces if p.kind in (kinds or ("text", "worked", "trainer")))


def _wording(pieces: Sequence[Piece]) -> Iterator[Fault]:
    for piece in _texts(pieces):
        for line, word, advice in weasels(piece.text):
            yield piece.line + line, f"the weasel word {word!r}: {advice}."
        for line, words, start in long_sentences(piece.text):
            yield (
                piece.line + line,
                f"a sentence of {words} words ({start} ...); at most {LONGEST}. Make two of it.",
            )


def _pictures(pieces: Sequence[Piece]) -> Iterator[Fault]:
    for piece in _texts(pieces):
        for number, line in enumerate(piece.text.splitlines()):
            bare = any(not m[1].strip() for m in _IMAGE.finditer(line))
            if bare or any(not _ALT.search(tag) for tag in _IMG.findall(line)):
                yield piece.line + number, "a picture without alt text. Say what it shows."
            for match in _CDN.finditer(line):
                yield (
                    piece.line + number,
                    f"{match[0]} would be fetched in the room. Put the file into the course.",
                )


def _levels(pieces: Sequence[Piece]) -> Iterator[Fault]:
    last, seen = 0, 0
    for piece in _texts(pieces, "text", "worked"):
        for number, level, title in headings(piece.text):
            line = piece.line + number
            seen += level == 1
            if not last and level != 1:
                yield line, f"the first heading, {title!r}, has level {level}; expected level 1."
            elif level > last + 1:
                yield line, f"the heading {title!r} jumps from level {last} to {level}."
            if level == 1 and seen > 1:
                yield line, f"a second heading of level 1, {title!r}. A lesson has one title."
            last = level
    if not seen:
        yield 1, "no heading of level 1. A lesson begins with its title."
    for piece in _texts(pieces, "trainer"):
        for number, _, title in headings(piece.text):
            yield piece.line + number, f"the heading {title!r} in a trainer cell. Write it bold."


def _objectives(pieces: Sequence[Piece]) -> Iterator[Fault]:
    found = [(p, h) for p in _texts(pieces, "text") for h in headings(p.text)]
    if len(found) < 2 or found[1][1][2] != "You will":
        line = found[1][0].line + found[1][1][0] if len(found) > 1 else 1
        yield line, "expected the heading 'You will' right after the title, with the objectives."
        return
    piece, (number, _, _) = found[1]
    after = piece.text.splitlines()[number + 1 :]
    if not any(re.match(r"\s*[-*]\s+\S", line) for line in after):
        yield piece.line + number, "'You will' is followed by no list of objectives."


def _minutes(pieces: Sequence[Piece], module: Module) -> Iterator[Fault]:
    sections = [(s.exercise, s.title, s.minutes) for s in module.sections]
    extras = {(e.id, e.title): e.minutes for e in module.exercises}
    found = []
    for piece in _texts(pieces, "text"):
        for number, level, title in headings(piece.text):
            match = _MINUTES.fullmatch(title)
            line = piece.line + number
            if match and level == 2:
                found.append((match[1] or "", match[2], int(match[3])))
                if found[-1] not in sections:
                    yield line, f"the section {title!r} is not so in course.toml."
            elif match:
                minutes = extras.get((match[1] or "", match[2]))
                if minutes != int(match[3]):
                    yield line, f"the exercise {title!r} is not so in course.toml."
    for section in sections:
        if section not in found:
            yield 1, f"no section '{' '.join(filter(None, section[:2]))} ({section[2]} minutes)'."
    if sorted(map(str, found)) == sorted(map(str, sections)) and found != sections:
        yield 1, "the sections stand in another order than in course.toml."
    if not any(f"{module.minutes} minutes" in p.text for p in list(_texts(pieces, "text"))[:1]):
        yield 1, f"the title does not say how long it takes: {module.minutes} minutes."


def _verbs(
    pieces: Sequence[Piece], module: Module, known: Mapping[str, object]
) -> Iterator[Fault]:
    there: set[tuple[str, str]] = set()
    for piece in pieces:
        call = piece.call
        if call is None:
            continue
        if piece.kind == "verb" and call.verb not in VERBS:
            yield piece.line, f"cx.{call.verb} is no verb. Expected one of {', '.join(VERBS)}."
        elif call.verb == "start" and call.subject != module.id:
            yield piece.line, f"cx.start names {call.subject!r}; expected {module.id!r}."
        elif call.verb in (*_ABOUT_EXERCISE, "points") and call.subject not in known:
            yield piece.line, f"there is no exercise {call.subject!r} in course.toml."
        if ("points", call.subject) in there and call.verb == "points":
            yield piece.line, f"exercise {call.subject} is marked twice."
        if not call.mine or call.verb == "points":
            there.add((call.verb, call.subject))
    for exercise in module.exercises:
        for verb, words in (("edit", "edit"), ("check", "check"), ("points", "mark")):
            if (verb, exercise.id) not in there:
                yield 1, f"exercise {exercise.id} has no {words} cell."

