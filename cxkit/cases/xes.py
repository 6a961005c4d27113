"""The event log under the names that process-mining tools know (XES, as columns of a table).

The file keeps each value once; here it gets its XES names, one row an event.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["COLUMNS", "xes_rows"]

# Column of the log to its XES name. `time:timestamp` is the end of the event, as in XES.
COLUMNS = {
    "case": "case:concept:name",
    "activity": "concept:name",
    "performer": "org:resource",
    "department": "org:group",
    "start": "start_timestamp",
    "end": "time:timestamp",
}


def xes_rows(log: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `Case.event_log` with XES names; other columns keep their own.

    `lifecycle:transition` is `complete` throughout: the log has one row a finished event, and
    `start_timestamp` says when it began.
    """
    made = []
    for row in log:
        renamed = {COLUMNS.get(column, column): value for column, value in row.items()}
        made.append(renamed | {"lifecycle:transition": "complete"})
    return made
