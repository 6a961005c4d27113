"""The tables of module 05 to count in: the log, the contacts, the actions.

None holds an answer. The log shows one visit whole and of all others how often one performer goes
on; contacts are added up by the learner's own sorting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..desk import Desk
from ..marking.exercises.module05.sayings import how_often, sayings
from ..marking.exercises.module05.service import bounced_visit
from ..screen import Page
from ..techniques.demand import DemandSort, kinds
from ..techniques.flow import traces
from .shown import Shown, artefact

__all__ = ["PICTURES"]

Rows = list[tuple[Any, ...]]
_VISIT = ("day and time", "what is done", "by whom")
_ON = ("performer", "times the next event is theirs too")
_BETWEEN = ("from", "to", "times")
_KIND = {"failure": "failure", "value": "value", "": "not sorted yet"}


# ---- the log --------------------------------------------------------------------------------


def _visit(log: Sequence[Mapping[str, Any]]) -> Rows:
    return [
        (row["start"].replace("T", " "), row["activity"], row["performer"])
        for row in bounced_visit(log)
    ]


def _pairs(log: Sequence[Mapping[str, Any]]) -> Counter[tuple[str, str]]:
    """Performer and next performer -> how often, over all visits."""
    return Counter(
        (a["performer"], b["performer"])
        for rows in traces(log).values()
        for a, b in zip(rows, rows[1:], strict=False)
    )


def _going_on(pairs: Counter[tuple[str, str]]) -> Rows:
    return [(a, f"{n:,}") for (a, b), n in sorted(pairs.items(), key=_most) if a == b]


def _planner(pairs: Counter[tuple[str, str]]) -> Rows:
    found = [(a, b, f"{n:,}") for (a, b), n in sorted(pairs.items(), key=_most)
             if a != b and "planner" in (a, b)]  # fmt: skip
    return sorted(found, key=lambda row: row[0] != "planner")


def _most(pair: tuple[tuple[str, str], int]) -> tuple[int, tuple[str, str]]:
    return -pair[1], pair[0]


def _log(desk: Desk, mine: bool) -> Page:
    log = desk.case.event_log
    pairs = _pairs(log)
    visits = len({row["case"] for row in log})
    one = bounced_visit(log)[0]["case"]
    page = Page().line(
        f"The log of one branch over half a year: {visits:,} visits, {len(log):,} events. An event "
        f"and the next one of the same visit make a pair: {pairs.total():,} pairs."
    )
    page.table(f"1. Visit {one}, whole", _VISIT, _visit(log))
    page.table("2. Pairs in which the same performer goes on, all visits", _ON, _going_on(pairs))
    page.table("3. Pairs with the planner, all visits", _BETWEEN, _planner(pairs))
    return page.line("Synthetic data. The log of every event is in event-log.csv.", quiet=True)


def _log_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    log = desk.case.event_log
    header = tuple(log[0])
    return [
        Table("One visit", _VISIT, _visit(log)),
        Table("All events", header, [tuple(row[c] for c in header) for row in log]),
    ]


# ---- the contacts ---------------------------------------------------------------------------

_SAID = ("id", "what they say", "contacts", "you sorted it as", "failures so far")


def _contacts(desk: Desk, mine: bool) -> Rows:
    """Sayings by the learner's own sorting, failures first, with a running total of these."""
    label = kinds(artefact(desk, DemandSort, "5.6", False))
    often, said = how_often(desk.case), sayings(desk.case)
    order = list(_KIND)
    rows, total = [], 0
    for item in sorted(said, key=lambda i: (order.index(label.get(i, "")), -often[i], i)):
        kind = label.get(item, "")
        total += often[item] * (kind == "failure")
        rows.append((item, said[item], often[item], _KIND[kind], total if kind == "failure" else ""))
    return rows


def _contact_page(desk: Desk, mine: bool) -> Page:
    rows = _contacts(desk, mine)
    whole = sum(row[2] for row in rows)
    page = Page().table(f"{whole} contacts of eight weeks, {len(rows)} sayings", _SAID, rows)
    return page.line("Share = the last number of failures so far, divided by all contacts. "
                     "Synthetic data.", quiet=True)  # fmt: skip


def _contact_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    return [Table("Contacts", _SAID, _contacts(desk, mine))]


# ---- the actions ----------------------------------------------------------------------------

_ACTIONS = ("action", "cost, \u00a3", "days", "removes")
_BREAKS = ("break point", "between", "times passed", "removed by")


def _action_rows(desk: Desk) -> Rows:
    return [(a["id"], f"{a['cost']:,}", a["days"], ", ".join(a["breaks"]))
            for a in desk.case.actions["actions"]]  # fmt: skip


def _break_rows(desk: Desk) -> Rows:
    actions = desk.case.actions["actions"]
    return [
        (b["id"], b["text"], f"{b['times']:,}",
         ", ".join(a["id"] for a in actions if b["id"] in a["breaks"]) or "no action")
        for b in desk.case.actions["break_points"]
    ]  # fmt: skip


def _action_page(desk: Desk, mine: bool) -> Page:
    page = Page().table("What could be done", _ACTIONS, _action_rows(desk))
    page.table("The break points of the map, and who could remove them", _BREAKS, _break_rows(desk))
    return page.line("Times passed are counted in the log of 1,200 visits. A call to ask how far "
                     "things are counts at the repair. Costs and days are invented.", quiet=True)  # fmt: skip


def _action_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    return [Table("Actions", _ACTIONS, _action_rows(desk)),
            Table("Break points", _BREAKS, _break_rows(desk))]  # fmt: skip


PICTURES = {
    "log": Shown("5.2", _log, _log_tables, page=True),
    "contacts": Shown("5.6", _contact_page, _contact_tables, page=True),
    "actions": Shown("5.5", _action_page, _action_tables, page=True),
}
