"""Where a class stands: who has handed in, is marked, waits for a person, is set aside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .closing import changed, is_closed, manifest
from .digest import of_handin
from .folder import ClassError, ClassFolder
from .grade import JOURNAL
from .handin import Handin, Stranger, find_handins
from .journal import read_journal
from .opening import opened
from .outcome import ABSENT, ASIDE, LearnerResult
from .receipts import read_receipts
from .report import safe_cell
from .roster import Learner
from .standing import standing

__all__ = ["ClassStatus", "Line", "lines", "status", "table"]


@dataclass(frozen=True)
class Line:
    """One learner.

    Args:
        when: when the latest was handed in, UTC; None where nothing was.
        marks: assignment -> what became of it, in a word or two.
        new: it was handed in, or changed, since the last marking.
        waits: exercises that wait for a person.
        judging: rubric tasks that nobody has judged.
        aside: why it is set aside; empty where it is not.
    """

    learner: Learner
    when: datetime | None
    marks: dict[str, str]
    new: bool = False
    waits: int = 0
    judging: int = 0
    aside: str = ""

    @property
    def next(self) -> str:
        """What somebody has to do."""
        todo = ["mark"] if self.new else []
        todo += [f"set aside: {self.aside}"] if self.aside else []
        todo += [f"{self.waits} to decide"] if self.waits else []
        todo += [f"{self.judging} to judge"] if self.judging else []
        return "; ".join(todo)


@dataclass(frozen=True)
class ClassStatus:
    """A class. `notes` say what is open, closed, due or changed."""

    lines: tuple[Line, ...]
    strangers: tuple[Stranger, ...]
    notes: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One line: how many, and what waits."""
        here = sum(x.when is not None for x in self.lines)
        new, aside = sum(x.new for x in self.lines), sum(bool(x.aside) for x in self.lines)
        person = sum(bool(x.waits or x.judging) for x in self.lines)
        return (f"{here} of {len(self.lines)} handed in; {new} to be marked, {aside} set aside, "
                f"{person} waiting for a person; {len(self.strangers)} that fit nobody.")


def status(folder: Path | str | ClassFolder) -> ClassStatus:
    """Read where a class stands; nothing is marked and nothing written.

    Raises:
        ClassError: the folder is no class.
        GradebookError: the gradebook cannot be read.
    """
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    receipts = read_receipts(folder)
    found = find_handins(folder.root, folder.roster.ids, folder.parts, receipts, folder.release)
    try:
        held = {one.learner.id: one for one in standing(folder)}
    except ClassError:  # nothing was marked yet
        held = {}
    marked = {who: one.marked for who, one in read_journal(folder.root / JOURNAL).items()}
    made = []
    for learner in folder.roster:
        who, handins = learner.id, found.by_learner.get(learner.id, {})
        new = who not in marked or _other(handins, receipts.get(who, {}), marked[who])
        made.append(_line(learner, handins, held.get(who), bool(handins) and new))
    return ClassStatus(tuple(made), found.strangers, tuple(_notes(folder)))


def _line(
    learner: Learner, handins: dict[str, Handin], result: LearnerResult | None, new: bool
) -> Line:
    marks = {p.assignment: p.status for p in result.parts} if result else {}
    exercises = result.exercises if result else ()
    return Line(
        learner, max((h.when for h in handins.values()), default=None), dict(marks), new,
        sum(bool(e.waits) for e in exercises),
        sum(s.waits for e in exercises for s in e.judgements.values()),
        result.why if result and ASIDE in marks.values() else "",
    )


def _other(handins: dict[str, Handin], receipts: dict, marked: str) -> bool:
    """Whether what lies there now is not what was marked.

    A receipt holds the digest of what was; where nothing could be marked there is none, and what
    came into the folder since the marking is new.
    """
    digests: dict[Path, str] = {}
    for name, one in handins.items():
        noted = receipts.get(name, {}).get("handin")
        if one.told:
            continue
        if noted is None:
            found = one.path.stat()
            since = max(found.st_mtime, found.st_ctime)
            if not receipts and since > datetime.fromisoformat(marked).timestamp() + 1:
                return True
            continue
        if one.path not in digests:
            digests[one.path] = of_handin(one)
        if digests[one.path] != noted:
            return True
    return False


def _notes(folder: ClassFolder) -> Iterator[str]:
    yield from folder.roster.notes
    held = opened(folder)
    for what in ("modules", "solutions"):
        if held[what]:
            yield f"Open: {what} {', '.join(sorted(held[what]))}."
    if is_closed(folder):
        told = manifest(folder)
        yield f"Closed on {told['closed'][:10]}; learners' data is kept until {told['keep until']}."
        other = changed(folder)
        if other:
            yield (f"Since then {len(other)} of what the marks rest on has changed: "
                   f"{', '.join(other[:5])}{' ...' if len(other) > 5 else ''}. The marks in closed/ stand.")


def lines(found: ClassStatus) -> Iterator[str]:
    """A table for a terminal."""
    wide = max((len(x.learner.name) for x in found.lines), default=0)
    for x in found.lines:
        when = f"{x.when.astimezone():%d %b %H:%M}" if x.when else "-"
        marks = ", ".join(f"{name} {said}" for name, said in x.marks.items() if said != ABSENT)
        marks = marks or ("not marked" if x.when else ABSENT)
        yield f"{x.learner.name:{wide}}  {when:12}  {marks}{f'  -> {x.next}' if x.next else ''}"
    for stranger in found.strangers:
        yield f"{stranger.name}: {stranger.why}"
    yield from found.notes
    yield found.summary


def table(found: ClassStatus) -> bytes:
    """The same as CSV, one row a learner."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    names = list(dict.fromkeys(name for x in found.lines for name in x.marks))
    writer.writerow(["learner", "name", "handed in (UTC)", *names, "to do"])
    for x in found.lines:
        when = f"{x.when:%Y-%m-%d %H:%M}" if x.when else ""
        row = [x.learner.id, x.learner.name, when, *(x.marks.get(n, "") for n in names), x.next]
        writer.writerow([safe_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig", "replace")
