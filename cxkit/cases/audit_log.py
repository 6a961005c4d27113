"""Truths about a service process, counted from the documents of a case and from nothing else.

Nothing of the generator is used here: hours, rates and holidays come from `branch.json`, all
else from the rows of the log and of the hires.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from cxkit.cases.case import Case

__all__ = ["LogCount"]

_CHASE = "Chase call"
Row = dict[str, Any]


class LogCount:
    """What can be counted in the log of `case`. Times in minutes, money in pence."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def visits(self) -> dict[str, list[Row]]:
        """Rows by visit, in the order of the file."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.case.event_log:
            found[row["case"]].append(row)
        return dict(found)

    def totals(self) -> dict[str, Any]:
        """The counts that the key has under `log`."""
        log = self.case.event_log
        return {
            "visits": len(self.visits),
            "events": len(log),
            "contacts": sum(row["customer_contact"] for row in log),
            "hand_offs": sum(
                a["performer"] != b["performer"]
                for rows in self.visits.values()
                for a, b in zip(rows, rows[1:], strict=False)
            ),
            "ping_pong": self.times("Query sheet"),
            "rework": self.times("Repeat repair"),
            "chase_calls": self.times(_CHASE),
            "elapsed_minutes": sum(
                _minutes(_first(rows, "Receive car")["start"], _first(rows, "Hand over")["end"])
                for rows in self.visits.values()
            ),
            "rating_total": sum(row["rating"] or 0 for row in log),
        }

    def times(self, step: str) -> dict[str, int]:
        """How often a step occurs, and in how many visits."""
        counts = Counter(row["case"] for row in self.case.event_log if row["activity"] == step)
        return {"times": sum(counts.values()), "visits": len(counts)}

    def effects(self) -> dict[str, tuple[int, int]]:
        """Count and minutes of what each obsolete rule does, by rule."""
        held, signed, copies = [], [], []
        for rows in self.visits.values():
            line = [row for row in rows if row["activity"] != _CHASE]
            for before, row in zip(line, line[1:], strict=False):
                if row["activity"] == "Sign estimate":
                    signed.append(_minutes(before["end"], row["end"]))
                if before["activity"] == "Refuse keys":
                    held.append(_minutes(before["start"], row["start"]))
                if row["activity"] == "Sign sheets":
                    copies.append(_minutes(row["start"], row["end"]) * 2 // 3)
        hires = self.case.rentals
        holds = [_minutes(hire["back"], hire["released"]) for hire in hires]
        return {
            "R02": (sum(hire["one_way"] == "refused" for hire in hires), 0),
            "R03": (self.times("Refuse car")["times"], 0),
            "R05": (sum(hold > 1440 for hold in holds), sum(holds)),
            "R07": (len(held), sum(held)),
            "R09": (len(copies), sum(copies)),
            "R13": (len(signed), sum(signed)),
        }

    def passed(self) -> dict[str, int]:
        """Break point to the times it was passed; those of a chase call once a call each."""
        ids = {step["step"]: step["id"] for step in self.case.steps.values()}
        found: Counter[str] = Counter()
        for rows in self.visits.values():
            line = [row for row in rows if row["activity"] != _CHASE]
            for one, other in zip(line, line[1:], strict=False):
                if one["performer"] != other["performer"]:
                    found[f"{ids[one['activity']]}-{ids[other['activity']]}"] += 1
        calls = self.times(_CHASE)["times"]
        return dict(found) | {"T16-T23": calls, "T23-T19": calls}

    def worth(self, steps: list[str]) -> int:
        """What the minutes of these steps cost."""
        people = self.case.branch["performers"]
        return sum(
            self._worked(row) * people[row["performer"]]["pence_a_minute"]
            for row in self.case.event_log
            if row["activity"] in steps
        )

    def leaves(self) -> dict[str, int]:
        """The leaves of the cost tree: minutes at their rates, nights, and the taxis' ledger."""
        pence, nights, lent = self.case.branch["pence"], 0, 0
        for rows in self.visits.values():
            days = _nights(_first(rows, "Receive car")["start"], _first(rows, "Hand over")["end"])
            nights += days
            lent += days * any(row["activity"] == "Lend car" for row in rows)
        taxis = self.case.finance["half_year"]["taxis"]["number"]
        work = {leaf: self.worth(steps) for leaf, steps in self.case.finance["leaves"].items()}
        work["yard"] = nights * pence["yard a night"]
        work["courtesy"] += lent * pence["courtesy car a night"] + taxis * pence["taxi"]
        return work

    def _worked(self, row: Row) -> int:
        # Long work rests when the doors are shut: only minutes within hours count.
        start, end = (datetime.fromisoformat(row[column]) for column in ("start", "end"))
        hours = self.case.branch["performers"][row["performer"]]["hours"]
        if not hours or start.date() == end.date():
            return int((end - start).total_seconds()) // 60
        minutes, day = 0, datetime(start.year, start.month, start.day)
        while day <= end:
            if day.weekday() < 6 and day.date().isoformat() not in self.case.branch["holidays"]:
                for opens, shuts in hours[1 if day.weekday() == 5 else 0]:
                    a = max(start, day + timedelta(minutes=opens))
                    b = min(end, day + timedelta(minutes=shuts))
                    minutes += max(0, int((b - a).total_seconds()) // 60)
            day += timedelta(days=1)
        return minutes


def _first(rows: list[Row], activity: str) -> Row:
    return next(row for row in rows if row["activity"] == activity)


def _minutes(start: str, end: str) -> int:
    gone = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return int(gone.total_seconds()) // 60


def _nights(start: str, end: str) -> int:
    return (datetime.fromisoformat(end).date() - datetime.fromisoformat(start).date()).days
