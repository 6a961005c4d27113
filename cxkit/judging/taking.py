"""A marker's sheet read back into the class: all of it or nothing, and everything told.

A row finds its answer by task and code; its place on the sheet means nothing. What counts are
level and comment. An empty level takes nothing away. A row about an answer that has changed since
the sheet was written is kept with the old answer, and the new one is asked for again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..classroom.folder import ClassFolder
from .judgement import TOP, Judgements, JudgingError, tidy
from .lines import Line, read_sheet
from .sheet import Row, rows_of
from .sitting import Judging

__all__ = ["Taken", "take"]

_TOLD = 20  # sentences of one kind


@dataclass
class Taken:
    """What became of a sheet.

    Args:
        read: rows with a level or a comment that were right.
        new, changed, same: what they did.
        old: rows about an answer as it was before.
        faults: rows that are wrong, each as a sentence; with any, nothing was imported unless
            the good rows were asked for.
        notes: what else a person should know.
        imported: whether anything was written.
    """

    marker: str
    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    old: int = 0
    imported: bool = True
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """What became of all, in a sentence or two."""
        wrong = f"{len(self.faults)} row{'s are' if len(self.faults) != 1 else ' is'} wrong"
        if not self.imported:
            return (f"Nothing was imported: {wrong}. Correct the sheet and import it again, or use "
                    f"--keep-good for the {self.read} that are right.")  # fmt: skip
        text = f"{self.marker}: {self.new} new, {self.changed} changed, {self.same} as before"
        text += f", {self.old} about earlier answers" if self.old else ""
        return f"{text}. {wrong}; those were left out." if self.faults else f"{text}."


@dataclass(frozen=True)
class _Said:
    """What a right row says."""

    line: Line
    row: Row
    learner: str
    level: int | None
    comment: str
    version: str


def take(
    folder: Path | str | ClassFolder, path: Path, marker: str = "", *, keep_good: bool = False
) -> Taken:
    """Read a sheet into a marker's judgements.

    Args:
        marker: whose it is; if empty, the one that the sheet names.
        keep_good: import what is right although other rows are wrong.

    Raises:
        SheetError: the file is no such sheet.
        JudgingError: it is not clear whose it is.
        ClassError, GradebookError: the class cannot be read.
        OSError: a judgement cannot be written.
    """
    lines, notes = read_sheet(path)
    name = _whose(lines, marker)
    judging = Judging(folder, name)
    taken = Taken(judging.marker, notes=notes)
    named = {line.get("task").strip() or line.sheet for line in lines}
    places = judging.desk.places
    asked = named if named <= places.keys() else places  # a task that was typed over may be any
    known = {(task, row.answer): row for task in places if task in asked for row in rows_of(judging, task)}
    said: dict[tuple[str, str], _Said] = {}
    edited: list[str] = []
    for line in lines:
        try:
            one = _read(line, known, judging)
        except JudgingError as error:
            taken.faults.append(str(error))
            continue
        edited += _edits(line, one)
        before = said.get((one.row.task, one.row.answer))
        if before is None or (before.level, before.comment) == (one.level, one.comment):
            said[one.row.task, one.row.answer] = one
        else:
            taken.faults.append(
                f"{line.at('answer')}: {one.row.answer} stands already in {before.line.at('answer')}, with "
                "another level or comment. Leave one of the two."
            )
    filled = [one for one in said.values() if one.level is not None or one.comment]
    taken.read, taken.imported = len(filled), keep_good or not taken.faults
    taken.notes += _some(edited) + _left_out(known, said)
    if taken.imported:
        for one in filled:
            _save(judging, taken, one)
    return taken


def _whose(lines: list[Line], marker: str) -> str:
    named = {line.get("marker").strip() for line in lines} - {""}
    if marker:
        others = sorted(n for n in named if n.casefold() != marker.casefold())
        if others:
            raise JudgingError(
                f"The sheet is of {', '.join(others)[:80]}, not of {marker}. Give --marker the name that "
                "stands in it, or empty its column marker."
            )
        return marker
    if len(named) != 1:
        came = ", ".join(sorted(named))[:80] or "none"
        raise JudgingError(f"The column marker names {came}; expected one. Say whose it is with --marker.")
    return named.pop()


def _read(line: Line, known: dict[tuple[str, str], Row], judging: Judging) -> _Said:
    """A row that is right.

    Raises:
        JudgingError: with the address of what is wrong.
    """
    code = "".join(c for c in line.get("answer").upper() if c.isalpha())
    code = f"{code[:4]}-{code[4:]}"
    task = line.get("task").strip() or line.sheet
    row = known.get((task, code))
    if row is None:  # a code is nearly always of one task alone
        fitting = [r for (_, c), r in known.items() if c == code]
        if len(fitting) != 1:
            raise JudgingError(
                f"{line.at('answer')}: there is no answer {line.get('answer').strip()[:20]!r} in this class. "
                "Copy the code from a fresh export, or remove the row."
            )
        row = fitting[0]
    level = _level(line)
    if "comment" in line.odd:
        raise JudgingError(f"{line.at('comment')}: expected a text as comment, found {line.odd['comment']}. "
                           "Put its words in its place.")  # fmt: skip
    try:
        comment = tidy(line.get("comment"))
    except JudgingError as error:
        raise JudgingError(f"{line.at('comment')}: {error}") from None
    version = line.get("version").strip().upper()
    fits = len(version) == len(row.version) and version.isalpha()
    learner = judging.tickets(row.task)[row.answer].work.learner
    return _Said(line, row, learner, level, comment, version if fits else row.version)


def _level(line: Line) -> int | None:
    place, text = line.at("level"), line.get("level").strip()
    if "level" in line.odd:
        raise JudgingError(f"{place}: expected a level from 0 to {TOP}, found {line.odd['level']}. "
                           "Type the number.")  # fmt: skip
    if not text:
        return None
    if text.replace(",", ".") in {f"{n}{end}" for n in range(TOP + 1) for end in ("", ".0", ".00")}:
        return int(text[0])
    raise JudgingError(f"{place}: expected a level from 0 to {TOP}, found {text[:30]!r}. Correct or empty it.")


def _edits(line: Line, one: _Said) -> list[str]:
    """Changes in columns that are not read, as sentences."""
    found = []
    same = one.version == one.row.version
    for name in ("written", "task", "version"):
        if name not in line.cells or (name == "written" and not same):
            continue
        came, ours = line.get(name), getattr(one.row, name) if name != "version" else one.version
        if line.odd.get(name) or _loose(came) != _loose(ours):
            found.append(f"{line.at(name)}: this column is not read; what was changed there was left out.")
    return found


def _loose(text: str) -> str:
    """What is left of a text on every way through a spreadsheet and an encoding."""
    return "".join(c for c in text.casefold() if c.isascii() and c.isalnum())


def _some(told: list[str]) -> list[str]:
    more = len(told) - _TOLD
    return told[:_TOLD] + ([f"And {more} more of this kind."] if more > 0 else [])


def _left_out(known: dict[tuple[str, str], Row], said: dict[tuple[str, str], _Said]) -> list[str]:
    """Answers of the sheet's questions that it does not hold, and levels it left empty."""
    tasks = {task for task, _ in said}
    absent = sum(task in tasks and (task, code) not in said for task, code in known)
    kept = sum(one.level is None and one.row.level is not None for one in said.values())
    notes = []
    if absent:
        notes.append(f"{absent} answer{'s' * (absent != 1)} of these questions {'have' if absent != 1 else 'has'} "
                     "no row in the file that could be read; nothing was changed there.")  # fmt: skip
    if kept:
        notes.append(f"{kept} level{'s' * (kept != 1)} given before {'are' if kept != 1 else 'is'} empty in the "
                     "file; nothing was taken away.")  # fmt: skip
    return notes


def _save(judging: Judging, taken: Taken, one: _Said) -> None:
    own: Judgements = judging.own
    before = own.read(one.row.task, one.learner)
    same = before.digest == one.version
    if not same and before.digest == one.row.version and before.level is not None:
        taken.old += 1  # the marker has judged the changed answer already
        taken.notes.append(
            f"{one.line.at('answer')}: this answer has changed since the sheet was written, and you "
            "have judged it again; that judgement stands."
        )
        return
    level = before.level if one.level is None and same else one.level
    comment = one.comment or (before.comment if same else "")
    made = own.save(one.row.task, one.learner, level, comment, one.version, keep=True)
    if one.version != one.row.version:
        taken.old += 1
        taken.notes.append(
            f"{one.line.at('answer')}: this answer has changed since the sheet was written. What you said "
            "is kept with the old one; the new one is asked for again."
        )
    elif made.rev == before.rev:
        taken.same += 1
    elif before.says and same:
        taken.changed += 1
        if before.level is not None and before.level != level:
            taken.notes.append(f"{one.line.at('level')}: {one.row.answer} had level {before.level}, now {level}.")
    else:
        taken.new += 1
