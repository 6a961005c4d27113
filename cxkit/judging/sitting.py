"""One marker at work: a question, everybody's answers to it without names, a level for each.

This is what stands behind the form of `cxkit.forms.judge`, and behind the sheets for judging
offline: which answers, in what order, under which codes, and what this marker said so far. What
others said is never asked here, except whether a third is needed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..classroom.folder import ClassFolder
from .blinding import Mask, codes, in_order, secret_of, shown
from .judgement import COMMENT, Judgement, Judgements, JudgingError, StaleJudgement
from .work import Desk, Work

__all__ = ["Judging", "Ticket", "judge"]

_SHOWN = 20_000  # characters of an answer that fits no form


@dataclass(frozen=True)
class Ticket:
    """One answer as a marker meets it: a code, the work behind it, what was said of it."""

    code: str
    work: Work
    judgement: Judgement

    @property
    def current(self) -> bool:
        """Whether the judgement is about the answer as it is."""
        return self.judgement.digest == self.work.digest

    @property
    def level(self) -> int | None:
        return self.judgement.level if self.current else None

    @property
    def comment(self) -> str:
        return self.judgement.comment if self.current else ""


class Judging:
    """A marker's desk in a class.

    Args:
        marker: their name.
        third: only answers on which two others are apart.

    Raises:
        ClassError: the folder is no class.
        JudgingError: the name will not do.
    """

    def __init__(self, folder: Path | str | ClassFolder, marker: str, *, third: bool = False) -> None:
        self.desk = Desk(folder)
        self.root, self.third = self.desk.root, third
        self.own = Judgements(self.root, marker)
        self.marker = self.own.marker
        self.mask = Mask(self.desk.folder.roster)
        self._tickets: dict[str, dict[str, Ticket]] = {}

    @cached_property
    def secret(self) -> str:
        return secret_of(self.root)

    def tickets(self, task: str, *, fresh: bool = False) -> dict[str, Ticket]:
        """code -> ticket, in this marker's own order."""
        task = self.desk.place(task).task
        if fresh or task not in self._tickets:
            if fresh:
                self.desk.refresh()
            works, own = self.desk.works(task), self.own.of(task)
            named = codes(self.secret, task, works)
            wanted = self._apart(task, works) if self.third else works.keys()
            self._tickets[task] = {
                named[who]: Ticket(named[who], works[who], own.get(who, Judgement(task, who)))
                for who in in_order(self.secret, self.marker, task, wanted)
            }
        return self._tickets[task]

    def _apart(self, task: str, works: dict[str, Work]) -> set[str]:
        """Who needs a third, where this marker is not one of the first two."""
        found = self.desk.resolved(task, works)
        return {who for who, one in found.items()
                if (one.third and self.marker not in one.by)
                or (len(one.by) == 3 and one.by[2] == self.marker)}  # fmt: skip

    def judge(self, task: str, code: str, level: int | None, comment: str) -> Ticket:
        """Say something of an answer; it is on the disk when this returns.

        Raises:
            JudgingError: no such answer, level or comment.
            StaleJudgement: another copy of the form judged it meanwhile.
            OSError: it cannot be written.
        """
        ticket = self.tickets(task).get(code)
        if ticket is None:
            raise JudgingError(f"There is no answer {code!r:.20} in {task}. Run the cell again.")
        made = self.own.save(
            ticket.judgement.task, ticket.work.learner, level, comment, ticket.work.digest,
            rev=ticket.judgement.rev,
        )
        self._tickets[ticket.judgement.task][code] = Ticket(code, ticket.work, made)
        return self._tickets[ticket.judgement.task][code]

    def tables(self, task: str, code: str) -> list[dict[str, Any]]:
        """The answer as plain tables, names masked; one without rows where it cannot be shown."""
        work = self.tickets(task)[code].work
        answer = work.answer
        if answer.problem:
            return [{"title": answer.problem, "heads": [], "rows": []}]
        found = shown(answer, self.desk.sections(task, work), self.mask)
        if any(one["rows"] for one in found):
            return found
        text = json.dumps(answer.data, ensure_ascii=False, indent=1)[:_SHOWN]
        return [{"title": "The answer fits no form; here it is as it was kept.", "heads": [],
                 "rows": [[self.mask(text)]]}]  # fmt: skip

    # ---- for the form -------------------------------------------------------------------

    @property
    def place(self) -> str:
        return str(self.root.resolve())

    def questions(self) -> list[dict[str, Any]]:
        """Every task that somebody has answered, with how many are judged."""
        found = []
        for task in self.desk.places:
            if task in self._tickets or self.third:
                tickets = self.tickets(task).values()
                count, done = len(tickets), sum(t.level is not None for t in tickets)
            else:
                rows = self.desk.rows(task)
                count, done = len(rows), self.own.count(task)
            if count:
                title = self.desk.rubric(task).title
                found.append({"id": task, "title": title, "count": count, "done": min(done, count)})
        return found

    def question(self, task: str) -> dict[str, Any]:
        """The rubric of a task and the state of each answer, read anew."""
        told = self.desk.rubric(task)
        return {
            "rubric": {
                "id": task, "title": told.title, "question": told.question, "look": told.look,
                "levels": [{"score": x.score, "text": x.text, "exemplar": x.exemplar} for x in told.levels],
                "bank": [text for _, text in told.comments],
            },
            "items": [_item(ticket) for ticket in self.tickets(task, fresh=True).values()],
            "longest": COMMENT,
        }  # fmt: skip

    def say(self, task: str, code: str, level: Any, comment: Any) -> dict[str, Any]:
        """`judge` as the form asks it.

        Raises:
            Refused: it was not saved; with the reason.
        """
        from ..forms.judge import Refused  # its widgets are there already: it is the form that asks

        try:
            ticket = self.judge(task, code, level, comment)
        except StaleJudgement as error:
            raise Refused("stale", str(error)) from None
        except JudgingError as error:
            raise Refused("large", str(error)) from None
        except OSError as error:
            raise Refused("readonly", (
                f"The judgement could not be written: {error.strerror or error}. "
                "Check that the class folder may be written and the disk has room."
            )) from None  # fmt: skip
        return {"saved": ticket.judgement.saved}


def _item(ticket: Ticket) -> dict[str, Any]:
    old = None if ticket.current or not ticket.judgement.says else {
        "level": ticket.judgement.level, "comment": ticket.judgement.comment}  # fmt: skip
    return {"code": ticket.code, "level": ticket.level, "comment": ticket.comment, "before": old}


def judge(folder: Path | str = ".", *, marker: str = "grader", third: bool = False) -> None:
    """Show the form in a notebook that lies in the class folder.

    Args:
        marker: whose judgements these are; two markers never see each other's.
        third: only the answers on which two markers are apart.
    """
    from ..forms.judge import Judge

    try:
        made = Judge(Judging(folder, marker, third=third))
        made.display()
    except ValueError as error:  # a class's, a gradebook's or a marker's own sentence
        print(error)
