"""A class marked from its hand-ins: read, mark, write.

Reading and marking change nothing and run nothing of a learner's. What was marked is noted in the
journal, the files are put in place whole, and the gradebook is written in one transaction; so a
run that is cut off at any moment is continued by the next, nobody is marked twice, and a second
run changes nothing but what changed in the hand-ins.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from .contents import Twins
from .digest import key_of, of_class, of_handin, of_kit
from .entry import entry_of
from .folder import ClassFolder
from .gradebook import Entry, Gradebook
from .handin import Handins, find_handins
from .journal import Journal, Noted
from .marker import Job, Marked, Marker
from .outcome import ABSENT, ASIDE, ClassResult, LearnerResult, PartResult
from .packed import Packed
from .receipts import Receipts, read_receipts, receipt_of, with_earlier, write_receipts
from .roster import Learner
from .workers import Engine, alone, chosen
from .writer import is_written, write_part

__all__ = ["JOURNAL", "Progress", "grade"]

JOURNAL = Path(".cxkit") / "journal"
_BATCH = 100  # learners of whom the gradebook's rows are held at a time

Progress = Callable[[int, int, str], None]


def grade(
    folder: Path | str | ClassFolder, *, progress: Progress | None = None,
    workers: int | None = None, engine: Callable[[ClassFolder], Engine] | None = None,
    mark: Marker | None = None, twins: Twins | None = None,
) -> ClassResult:
    """Mark every hand-in of a class, all its assignments, and write gradebook, submitted/ and
    autograded/.

    Args:
        progress: called with (done, all, id) after each learner.
        workers: processes that mark; by default one a processor, and none for a small class.
        engine: who marks instead, such as `cxkit.classroom.cluster.on`.
        mark: (answer, case) -> Mark; by default `cxkit.desk.mark_answer`. With a marker of its
            own a run neither reads nor writes the journal.
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
        receipts = read_receipts(folder)
        found = find_handins(folder.root, folder.roster.ids, folder.parts, receipts, folder.release)
        if mark or twins:
            at_work, journal = alone(folder, mark, twins), None
        else:
            count = len(found.by_learner)
            at_work = engine(folder) if engine else chosen(folder, count, workers)
            journal = Journal(folder.root / JOURNAL)
        run = _Run(folder, receipts, found, progress)
        if journal is None:
            run.mark(at_work, None)
        else:
            with journal:
                run.mark(at_work, journal)
        results = run.record()
    return ClassResult(
        tuple(results), found.strangers, folder.roster.notes, time.perf_counter() - began
    )


@dataclass
class _Done:
    """A learner's outcome, here or in the journal."""

    parts: tuple[Marked, ...]
    kit: str
    key: str
    marked: str


class _Run:
    """One run: `mark` everybody, then `record` it."""

    def __init__(
        self, folder: ClassFolder, receipts: Receipts, found: Handins, progress: Progress | None
    ) -> None:
        self._folder, self._receipts, self._found = folder, receipts, found
        self._progress, self._class = progress, of_class(folder)
        self._done: dict[str, _Done] = {}
        self._told = 0
        self._keys: dict[str, tuple[str, dict[str, str]]] = {}

    def mark(self, engine: Engine, journal: Journal | None) -> None:
        """Mark whoever the journal does not have, and write their files."""
        for job, parts in engine(self._jobs(journal)):
            self._finish(job, parts, journal)
            self._tell(job.who)

    def record(self) -> list[LearnerResult]:
        """Write the gradebook and, after it, the receipts."""
        folder = self._folder
        kept: Receipts = dict(self._receipts)
        with Gradebook(folder.gradebook) as book:
            book.enrol(folder.roster)
            for name in folder.parts:
                for batch in _batches(self._entries(name, book.cells(name), kept)):
                    book.record(name, batch)
            people = {name: book.judgements(name) for name in folder.parts}
        # After the gradebook: a cut in between asks a person once more, never once less.
        write_receipts(folder, kept)
        return [
            LearnerResult(learner, tuple(
                _judged(part, people[part.assignment].get(learner.id, {}))
                for part in self._parts(learner)
            ))
            for learner in folder.roster
        ]

    def _jobs(self, journal: Journal | None) -> Iterator[Job]:
        for learner in self._folder.roster:
            who = learner.id
            if who not in self._found.by_learner:
                self._tell(who)
                continue
            job = Job(who, self._found.by_learner[who])
            handins: dict[Path, str] = {}
            for held in job.handins.values():
                if held.path not in handins:
                    handins[held.path] = of_handin(held)
            digests = {name: handins[held.path] for name, held in job.handins.items()}
            key = key_of(job, self._class, digests)
            self._keys[who] = key, digests
            noted = journal.find(who, key) if journal else None
            if noted and is_written(self._folder, noted.files):
                self._done[who] = _Done(noted.parts, of_kit(), key, noted.marked)
                self._tell(who)
            else:
                yield job

    def _finish(self, job: Job, parts: tuple[Marked, ...], journal: Journal | None) -> None:
        files: dict[str, str] = {}
        kept = []
        for part in parts:
            try:
                if part.packed:
                    files |= write_part(
                        self._folder, job.who, job.handins[part.assignment], part,
                        self._receipts.get(job.who, {}).get(part.assignment, {}),
                    )
                kept.append(replace(part, sent={}, shown={}))
            except OSError as error:
                why = f"Its files could not be written ({error.strerror or error}). Mark again."
                kept.append(Marked(part.assignment, ASIDE, why))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        key = self._keys[job.who][0]
        self._done[job.who] = _Done(tuple(kept), of_kit(), key, now)
        if journal:
            journal.add(Noted(job.who, key, now, tuple(kept), files))

    def _entries(
        self, assignment: str, cells: dict[tuple[str, str], float], kept: Receipts
    ) -> Iterator[Entry]:
        for learner in self._folder.roster:
            for part in self._parts(learner):
                if part.assignment != assignment or not part.marked:
                    continue
                part = part.unpacked
                before = self._receipts.get(learner.id, {}).get(assignment, {})
                done = self._done[learner.id]
                rests = {"kit": done.kit, "key": self._class, "marked": done.marked,
                         "handin": self._keys[learner.id][1][assignment]}
                kept[learner.id] = kept.get(learner.id, {}) | {
                    assignment: receipt_of(part, before, rests)}
                yield entry_of(learner, part.when, part.exercises, cells, before)

    def _parts(self, learner: Learner) -> Iterator[PartResult]:
        """What became of each assignment, without what people decided."""
        receipts = self._receipts.get(learner.id, {})
        handins = self._found.by_learner.get(learner.id, {})
        done = self._done.get(learner.id)
        held = {part.assignment: part for part in done.parts} if done else {}
        for name, course in self._folder.parts.items():
            part, handin = held.get(name), handins.get(name)
            if part is None or handin is None:
                yield with_earlier(PartResult(name, ABSENT), receipts)
                continue
            results = Packed(part.packed, course) if part.packed else ()
            notes = handin.notes + part.notes
            made = PartResult(name, part.status, part.why, notes, results, handin)
            yield with_earlier(made, receipts)

    def _tell(self, who: str) -> None:
        self._told += 1
        if self._progress:
            self._progress(self._told, len(self._folder.roster), who)


def _judged(part: PartResult, scores: dict) -> PartResult:
    if not isinstance(part.exercises, Packed):
        return part
    return replace(part, exercises=part.exercises.judged(scores))


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
