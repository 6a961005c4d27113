"""The service process of a case as it lies on disk: log, rules, tables, measures, money.

These files are read like all others, on first use. A case folder made before they existed is
still a case; only what is asked for and is not there is an error.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from cxkit.cases.reading import damaged, kind, read_json, read_rows, read_text, require

__all__ = ["ServiceFiles"]

Item = dict[str, Any]

_LOG = (
    "case", "activity", "performer", "department", "start", "end", "channel",
    "customer_contact", "rating",
)  # fmt: skip
_RENTALS = (
    "hire", "vehicle", "age", "card", "deposit", "from", "wanted_end", "miles", "one_way",
    "end", "out", "back", "released",
)  # fmt: skip
_CONTACTS = ("contact", "day", "time", "channel", "about", "words")


class ServiceFiles:
    """The part of a case that has to do with the service process. Needs a `folder`."""

    folder: Path

    @cached_property
    def event_log(self) -> list[Item]:
        """One row an event: case, activity, performer, department, start, end, channel,
        customer_contact (bool), rating (1-5 on the hand-over, else None). Times as ISO text."""
        path = self.folder / "event-log.csv"
        found = []
        for line, row in enumerate(read_rows(path, _LOG), start=2):
            item: Item = dict(zip(_LOG, row, strict=True))
            if row[7] not in ("0", "1") or row[8] not in ("", "1", "2", "3", "4", "5"):
                came = f"{row[7]!r} and {row[8]!r}"
                raise damaged(path, "contact 0 or 1, rating 1 to 5 or empty", came, f"line {line}")
            item["customer_contact"] = row[7] == "1"
            item["rating"] = int(row[8]) if row[8] else None
            found.append(item)
        return found

    @cached_property
    def rentals(self) -> list[Item]:
        """One row a hire; age, deposit (pounds) and miles are numbers, miles None if no one-way."""
        path = self.folder / "rentals.csv"
        found = []
        for line, row in enumerate(read_rows(path, _RENTALS), start=2):
            item: Item = dict(zip(_RENTALS, row, strict=True))
            for column in ("age", "deposit", "miles"):
                if not item[column].isdigit() and not (column == "miles" and not item[column]):
                    raise damaged(path, f"{column} as a number", repr(item[column]), f"line {line}")
                item[column] = int(item[column]) if item[column] else None
            found.append(item)
        return found

    @cached_property
    def contacts(self) -> list[Item]:
        """Calls and visits to the desk: contact, day, time, channel, about (a visit), words."""
        rows = read_rows(self.folder / "contacts.csv", _CONTACTS)
        return [dict(zip(_CONTACTS, row, strict=True)) for row in rows]

    @cached_property
    def manual(self) -> dict[str, Item]:
        """Paragraphs of the staff manual by number (`2.3`): page, text."""
        path = self.folder / "manual.md"
        page, found = "", {}
        for line in read_text(path).splitlines():
            if line.startswith("## "):
                page = line[3:]
            number, closed, text = line[2:].partition("** ")
            if line.startswith("**") and closed:
                found[number] = {"page": page, "text": text}
        if not found:
            raise damaged(path, "numbered paragraphs", "none", "the whole file")
        return found

    @cached_property
    def rules(self) -> dict[str, Item]:
        """The firm's own register by id; a field it does not know is an empty text."""
        return self._list("rules.json", ("id", "text"))

    @cached_property
    def tables(self) -> dict[str, Item]:
        """Decision tables by id, in the shape of DMN: name, hit policy, inputs, outputs, rules."""
        return self._list("tables.json", ("id", "name", "hit_policy", "inputs", "outputs", "rules"))

    @cached_property
    def branch(self) -> Item:
        """The branch: who works there, hours, holidays, rates."""
        return self._named("branch.json", ("branch", "first_day", "performers", "holidays"))

    @cached_property
    def steps(self) -> dict[str, Item]:
        """The visit as it is, by step id, each with lane, performer, next, rule and minutes."""
        return self._list("steps.json", ("id", "step", "performer", "next"))

    @cached_property
    def walk(self) -> dict[str, Item]:
        """What people say they do, by step id: said, and given (already on the map of 5.1)."""
        return self._list("walk.json", ("id", "said", "given"))

    @cached_property
    def failures(self) -> dict[str, Item]:
        """Five failures to be explained, by id."""
        return self._list("failures.json", ("id", "text"))

    @cached_property
    def actions(self) -> Item:
        """What could be done: budget, break points with words, actions with cost and days."""
        return self._named("actions.json", ("budget", "break_points", "actions"))

    @cached_property
    def measures(self) -> Item:
        """KPIs, objectives, activities with their links, and the cost tree."""
        return self._named(
            "measures.json", ("kpis", "objectives", "outcomes", "activities", "tree")
        )

    @cached_property
    def finance(self) -> Item:
        """The finance baseline of the branch, in pounds."""
        return self._named("finance.json", ("half_year", "per_visit"))

    @cached_property
    def crown(self) -> Item:
        """What is claimed to be gained: claims with figures, and two lists of savings."""
        return self._named("crown.json", ("periods", "measures", "claims", "savings", "handling"))

    @cached_property
    def service_key(self) -> Item:
        """The truth about the service process. See PROVENANCE.md in the folder."""
        return self._named("key-service.json", ("schema", "case", "log", "exercises"))

    def _list(self, name: str, fields: tuple[str, ...]) -> dict[str, Item]:
        path = self.folder / name
        content = read_json(path)
        if not isinstance(content, list):
            raise damaged(path, "a list of items", kind(content), "the top")
        found: dict[str, Item] = {}
        for place, item in enumerate(content, start=1):
            require(path, item, fields, f"item {place}")
            if item["id"] in found:
                raise damaged(path, "each id once", f"{item['id']} twice", f"item {place}")
            found[item["id"]] = item
        return found

    def _named(self, name: str, fields: tuple[str, ...]) -> Item:
        path = self.folder / name
        content = read_json(path)
        require(path, content, fields, "the top")
        return content
