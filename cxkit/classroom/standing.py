"""The marks that stand in a class, and the marks that it would have now; nothing is written.

What stands is what the last run noted in the journal, with what people decided since. What would
stand is the same hand-ins marked again by the kit and the key of today. Feedback, receipts and a
regrade rest on the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .digest import key_of, of_class, of_handin, of_kit
from .folder import ClassError, ClassFolder
from .grade import JOURNAL
from .gradebook import Gradebook, Scores
from .handin import Handin, find_handins
from .journal import Noted, read_journal
from .marker import Job, Marked
from .outcome import ABSENT, LearnerResult, PartResult
from .packed import Packed
from .receipts import Receipts, read_receipts, with_earlier
from .roster import Learner
from .workers import chosen

__all__ = ["Again", "again", "standing"]


@dataclass(frozen=True)
class Again:
    """One learner, as it stands and as it would be.

    Args:
        before: None where no run has marked this learner yet.
        rests: assignment -> kit, key and handin that the marks that stand rest on.
        now: the same for the marks of today.
    """

    learner: Learner
    before: LearnerResult | None
    after: LearnerResult
    rests: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    now: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def standing(folder: Path | str | ClassFolder) -> list[LearnerResult]:
    """What the last run left for each learner of the roster, with what people decided.

    Raises:
        ClassError: the folder is no class, or nothing was ever marked in it.
        GradebookError: the gradebook cannot be read.
    """
    room = _Room(folder)
    return [room.stands(one) or room.result(one, {}, {}) for one in room.folder.roster]


def again(
    folder: Path | str | ClassFolder, only: Collection[str] = (), *, every: bool = False,
    workers: int | None = None,
) -> Iterator[Again]:
    """Mark again whoever's marks may change, and tell what stands beside what would.

    Args:
        only: ids of the learners; all of them if empty.
        every: mark also where kit, key and hand-in are those of the marks that stand.
        workers: as for `grade`.

    Raises:
        ClassError: the folder is no class, or nothing was ever marked in it.
        GradebookError: the gradebook cannot be read.
    """
    room = _Room(folder)
    found = find_handins(room.folder.root, room.folder.roster.ids, room.folder.parts,
                         room.receipts, room.folder.release)
    marked_by = of_class(room.folder)
    now: dict[str, dict[str, dict[str, str]]] = {}
    jobs, same = [], []
    learners = {one.id: one for one in room.folder.roster}
    for who in learners:
        if only and who not in only:
            continue
        job = Job(who, found.by_learner.get(who, {}))
        digests = _digests(job.handins)
        now[who] = {name: {"kit": of_kit(), "key": marked_by, "handin": digest}
                    for name, digest in digests.items()}
        noted = room.noted.get(who)
        if job.handins and (every or not noted or noted.key != key_of(job, marked_by, digests)):
            jobs.append(job)
        else:
            same.append((job, noted.parts if noted and job.handins else ()))
    engine = chosen(room.folder, len(jobs), workers)
    for job, parts in (*same, *engine(jobs)):
        learner = learners[job.who]
        after = room.result(learner, {part.assignment: part for part in parts}, job.handins)
        yield Again(learner, room.stands(learner), after, room.receipts.get(job.who, {}),
                    now[job.who])


class _Room:
    """What the runs before have left, read once."""

    def __init__(self, folder: Path | str | ClassFolder) -> None:
        self.folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
        self.receipts: Receipts = read_receipts(self.folder)
        self.noted: dict[str, Noted] = read_journal(self.folder.root / JOURNAL)
        if not self.noted:
            raise ClassError(
                f"Nothing has been marked in {self.folder.root} yet. "
                f"Run `cxkit grade {self.folder.root}` first."
            )
        with Gradebook(self.folder.gradebook) as book:
            self._people: dict[str, Scores] = {n: book.judgements(n) for n in self.folder.parts}

    def stands(self, learner: Learner) -> LearnerResult | None:
        noted = self.noted.get(learner.id)
        if noted is None:
            return None
        made = self.result(learner, {p.assignment: p for p in noted.parts}, {})
        try:
            for part in made.parts:
                len(list(part.exercises))
        except KeyError as error:
            raise ClassError(
                f"{learner.id} was marked in exercise {error}, which the course of this class no "
                f"longer has. Put it back into {self.folder.root / 'course' / 'course.toml'}."
            ) from None
        return made

    def result(
        self, learner: Learner, parts: Mapping[str, Marked], handins: Mapping[str, Handin]
    ) -> LearnerResult:
        receipts = self.receipts.get(learner.id, {})
        made = []
        for name, course in self.folder.parts.items():
            part = parts.get(name, Marked(name, ABSENT))
            people = self._people[name].get(learner.id, {})
            results = Packed(part.packed, course, people) if part.packed else ()
            made.append(with_earlier(
                PartResult(name, part.status, part.why, part.notes, results, handins.get(name)),
                receipts,
            ))
        return LearnerResult(learner, tuple(made))


def _digests(handins: Mapping[str, Handin]) -> dict[str, str]:
    """assignment -> digest; a hand-in that serves several is read once."""
    held: dict[Path, str] = {}
    for one in handins.values():
        if one.path not in held:
            held[one.path] = of_handin(one)
    return {name: held[one.path] for name, one in handins.items()}
