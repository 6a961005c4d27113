"""What is heard, as it lies on disk: scripts, their key, and the material of module 04.

Files are read on first use, and only what is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from cxkit.cases.reading import damaged, read_json, read_rows, require

__all__ = ["HeardFiles"]

Item = dict[str, Any]

_KEY_SCHEMA = 1
_SCRIPT = ("id", "title", "about", "note", "voices", "lines")
_BUILT = ("id", "title", "duration", "voices", "lines")
_AGREED = ("duration", "events", "floor")
_ASKED = {"encounter": (0, 1), "expectation": (-4, 4), "emotion": (-2, 2), "importance": (1, 5)}
_OVERALL = (1, 10)
_MONEY = ("value", "probability", "loss", "return", "cost")


class HeardFiles:
    """The part of a case that is heard. Stands in `Case` beside `ServiceFiles`, whose `_list` and
    `_named` read for it. Each attribute raises `CaseError` when its file is missing, damaged or of
    another shape."""

    folder: Path
    _list: Callable[[str, tuple[str, ...]], dict[str, Item]]
    _named: Callable[[str, tuple[str, ...]], Item]

    @cached_property
    def scripts(self) -> dict[str, Item]:
        """The recordings as they are written, by id (`rv1`): title, about, voices, lines."""
        return self._list("scripts.json", _SCRIPT)

    @cached_property
    def recordings_key(self) -> dict[str, Item]:
        """The events of each recording, by its id, and what three annotators marked."""
        return self._key("key-recordings.json", ("schema", "recordings"))["recordings"]

    @cached_property
    def recordings(self) -> dict[str, Item]:
        """The recordings as they are built, by id: title, about, duration in ms, voices, lines
        with start and end; `agreed`: the gold events and the `floor` that marking without
        listening reaches; `partner`: somebody else's marks (by, events), or {}."""
        found = {}
        for id_ in self.scripts:
            path = self.shelf / f"{id_}.json"
            if path.is_file():
                built = read_json(path)
                require(path, built, _BUILT, "the top")
                agreed = self.shelf / f"{id_}.gold.json"
                gold = read_json(agreed)
                require(agreed, gold, _AGREED, "the top")
                other = self.shelf / f"{id_}.partner.json"
                partner = read_json(other) if other.is_file() else {}
                found[id_] = built | {"agreed": gold, "partner": partner}
        return found

    def annotators(self, recording: str) -> dict[str, list[Item]]:
        """What three synthetic annotators marked in a built recording, each a list of events."""
        path = self.shelf / f"{recording}.annotators.json"
        marks = read_json(path)
        require(path, marks, ("annotators",), "the top")
        return marks["annotators"]

    @property
    def shelf(self) -> Path:
        """The folder of built recordings: they lie beside the cases, in `course/recordings/`."""
        return self.folder.parent.parent / "recordings"

    @cached_property
    def interactions(self) -> dict[str, Item]:
        """Interactions to be typed, by id (`I01`): id, text."""
        return self._list("interactions.json", ("id", "text"))

    @cached_property
    def org_chart(self) -> Item:
        """Units, roles with whom they report to, and who supplies whom, as the firm sees it."""
        return self._named("org-chart.json", ("units", "roles", "supplies"))

    @cached_property
    def partner(self) -> Item:
        """A partner's marks in a recording: recording, by, marks (kind, line, shift in ms)."""
        return self._named("partner-rv2.json", ("recording", "by", "marks"))

    @cached_property
    def moments(self) -> Item:
        """The firm's register of the service journey: moments by row, actors, units."""
        return self._named("moments.json", ("recording", "units", "actors", "moments"))

    @cached_property
    def moment_estimates(self) -> dict[str, dict[str, float]]:
        """By moment, the firm's estimates in pounds: value, probability (0-1), loss, return,
        cost."""
        return {
            item["id"]: {name: item[name] for name in _MONEY} for item in self.moments["moments"]
        }

    @cached_property
    def moment_ratings(self) -> list[Item]:
        """One row a customer and moment: customer, moment, encounter (0 or 1), expectation
        (perceived minus expected, -4 to 4), emotion (-2 to 2), importance (1 to 5), overall (1 to
        10, the same in all rows of a customer)."""
        path = self.folder / "moment-ratings.csv"
        moments = [item["id"] for item in self.moments["moments"]]
        columns = ("customer", "overall", *(f"{id_}_{name}" for id_ in moments for name in _ASKED))
        found = []
        for line, row in enumerate(read_rows(path, columns), start=2):
            bounds = [_OVERALL, *(list(_ASKED.values()) * len(moments))]
            figures = [
                _figure(path, value, border, f"line {line}, {name}")
                for value, border, name in zip(row[1:], bounds, columns[1:], strict=True)
            ]
            for place, id_ in enumerate(moments):
                rated = figures[1 + place * len(_ASKED) :]
                given = dict(zip(_ASKED, rated, strict=False))
                found.append({"customer": row[0], "moment": id_, **given, "overall": figures[0]})
        return found

    @cached_property
    def heard_key(self) -> Item:
        """The truth about module 04's material. See PROVENANCE.md in the folder."""
        return self._key("key-heard.json", ("schema", "exercises", "supplies", "quotes"))

    def _key(self, name: str, fields: tuple[str, ...]) -> Item:
        key = self._named(name, fields)
        if key["schema"] != _KEY_SCHEMA:
            path = self.folder / name
            raise damaged(path, f"schema {_KEY_SCHEMA}", f"schema {key['schema']!r}", "the top")
        return key


def _figure(path: Path, value: str, border: tuple[int, int], where: str) -> int:
    low, high = border
    if not value.removeprefix("-").isdecimal() or not low <= int(value) <= high:
        raise damaged(path, f"a whole number from {low} to {high}", repr(value), where)
    return int(value)
