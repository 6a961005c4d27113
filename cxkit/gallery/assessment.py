"""What module 09 shows: the paper's steps and calls as tables, the own plan, the poster.

Of the paper only what it holds is shown, and sums by the learner's own sorting; nothing rests on a
key.
"""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..screen import Page, Refused
from ..techniques.papertask import BreaksTask
from ..techniques.thirtydays import ThirtyDays
from .shown import Shown, artefact

__all__ = ["PICTURES", "reminders"]

Rows = list[tuple[Any, ...]]
_CLAIM = ("step", "what is done", "by whom", "lane", "the customer is met", "rule", "may be followed by",
          "times in the log")  # fmt: skip
_CALLS = ("id", "what they say", "calls", "you sorted it as", "failures so far")


def _paper(desk: Desk) -> Any:
    """The paper.

    Raises:
        Refused: it is not there, or the course has none.
    """
    if not any(module.case for module in desk.course.modules):
        raise Refused("This course has no assessment.")
    if desk.sitting.missing:
        raise Refused(desk.sitting.missing)
    return desk.sitting


# ---- the claim, step by step ----------------------------------------------------------------


def _claim(desk: Desk) -> Rows:
    return [
        (i, s["step"], s["performer"], s["lane"],
         f"{s['channel']}, {s['goal']}" if s["counterpart"] else "", s["rule"], " ".join(s["next"]),
         s["times"] or "")
        for i, s in _paper(desk).steps.items()
    ]  # fmt: skip


def _claim_page(desk: Desk, mine: bool) -> Page:
    rows = _claim(desk)
    page = Page().table(f"{_paper(desk).firm}: a claim in {len(rows)} steps", _CLAIM, rows)
    page.line("A step that may be followed by one above it sends work back.")
    return page.line(
        "Synthetic data. The log of every event is event-log.csv in the paper's folder.", quiet=True
    )


def _claim_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    paper = _paper(desk)
    log = paper.event_log
    return [
        Table("Steps", _CLAIM, tuple(_claim(desk))),
        Table("All events", tuple(log[0]), tuple(tuple(row.values()) for row in log)),
    ]


# ---- the calls ------------------------------------------------------------------------------


def _calls(desk: Desk) -> Rows:
    """Sayings by the learner's own sorting, failures first, with a running total of these."""
    from ..marking.exercises.module09.breaks import calls

    said = calls(_paper(desk))
    label = {p.id: p.choice for p in artefact(desk, BreaksTask, "9.1c", False).calls}
    order = ["failure", "value", ""]
    rows, total = [], 0
    by = {i: label.get(i, "") if label.get(i, "") in order else "" for i in said}
    for i in sorted(said, key=lambda i: (order.index(by[i]), -said[i][1], i)):
        words, often = said[i]
        total += often * (by[i] == "failure")
        rows.append((i, words, often, by[i] or "not sorted yet", total if by[i] == "failure" else ""))
    return rows


def _calls_page(desk: Desk, mine: bool) -> Page:
    rows = _calls(desk)
    whole = sum(row[2] for row in rows)
    page = Page().table(f"{whole} calls of eight weeks, {len(rows)} sayings", _CALLS, rows)
    return page.line("Share = the last number of failures so far, divided by all calls.", quiet=True)


def _calls_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    return [Table("Calls", _CALLS, tuple(_calls(desk)))]


# ---- the own organisation -------------------------------------------------------------------


def _plan(desk: Desk) -> ThirtyDays:
    return artefact(desk, ThirtyDays, "9.2", True)


def _plan_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing.postertable import poster_tables

    return poster_tables({}, _plan(desk))


def _plan_page(desk: Desk, mine: bool) -> Page:
    page, tables = Page(), _plan_tables(desk, mine)
    for table in tables:
        page.table(table.name, table.header, [tuple(map(_plain, row)) for row in table.rows])
    return page if tables else page.line("There is no plan yet. Begin one in 9.2.")


def _plain(value: Any) -> str:
    return f"{value:,.6g}" if isinstance(value, (int, float)) else str(value or "")


def _counts(desk: Desk) -> dict[str, int]:
    """How many moments, break points and rules of one's own: of the own map where there is one, else
    as many as were written down."""
    from ..marking.exercises.module09.plan import own_work
    from ..techniques.activity import ActivityMap
    from ..techniques.drawn import marks

    drawn = artefact(desk, ActivityMap, "5.1", True)
    if drawn.rows:
        return dict(zip("MBR", marks(drawn).values(), strict=True))
    own = [code[0] for code in own_work(desk.sitting)]
    return {letter: own.count(letter) for letter in "MBR" if letter in own}


def _poster(desk: Desk, mine: bool, paper: str = "A4") -> Any:
    from ..drawing.poster import draw_poster
    from ..techniques.process import OwnProcess
    from .outcomes import shown_map

    about = artefact(desk, OwnProcess, "0.1", True).about
    plan = _plan(desk)
    named = [b.process for b in plan.about if b.process]
    told = [*(t for a in about[:1] for t in (a.organisation, named[0] if named else a.process) if t)]
    who = "  |  ".join(told or named[:1])
    return draw_poster(shown_map(desk, True), _counts(desk), plan, who, paper=paper)


def _poster_tables(desk: Desk, mine: bool) -> Any:
    return list(_poster(desk, mine).tables)


def reminders(desk: Desk) -> bytes:
    """The own plan as the bytes of an .ics file.

    Raises:
        Refused: the plan has no day to be reminded of.
    """
    from ..pack.reminders import calendar

    answer, plan = desk.answer("9.2"), _plan(desk)
    whose = "/".join(b.process.casefold() for b in plan.about)
    try:
        return calendar(plan, saved=answer.saved, revision=answer.rev, whose=whose)
    except ValueError as error:
        raise Refused(str(error)) from None


PICTURES = {
    "claim": Shown("9.1c", _claim_page, _claim_tables, page=True),
    "calls": Shown("9.1c", _calls_page, _calls_tables, page=True),
    "plan": Shown("9.2", _plan_page, _plan_tables, page=True),
    "poster": Shown("9.2", _poster, _poster_tables, sheet=_poster),
}
