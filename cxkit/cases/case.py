"""A case as it lies on disk: read when asked for, once, with nothing but the standard library.

Every lesson starts by loading a case, so this module imports `json` and `csv` and no more.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

__all__ = ["Case", "CaseError", "load"]

Item = dict[str, Any]

_REBUILD = "Rebuild the case with `cxkit cases build`, or copy the folder from the course again."

# What each list of items must hold, so that a damaged file is named here and not ten calls later.
_FIELDS = {
    "vignettes.json": ("id", "who", "text", "use"),
    "verbatims.json": ("id", "channel", "date", "from", "text"),
    "segments.json": ("id", "text"),
    "survey-needs.json": ("id", "text"),
    "promises.json": ("id", "text", "where", "date"),
}
_OBJECTS = {
    "other-grid.json": ("team", "categories", "needs", "items"),
    "dialogue.json": ("id", "who", "card", "sentences", "needs"),
    "key.json": ("schema", "case", "needs", "categories", "vignettes", "exercises"),
}
_SURVEY = "survey.csv"
_COLUMNS = ("respondent", "need", "importance", "satisfaction")
_KEY_SCHEMA = 1


class CaseError(Exception):
    """A case cannot be read or built. The message is a sentence or two for the reader."""


@dataclass(frozen=True)
class Case:
    """One company's material and the truth about it.

    Args:
        name: the folder's name, such as `rowan-vale`.
        folder: where the files lie.

    Every other attribute is read on first use and kept. Each raises `CaseError` when its file
    is missing, damaged or of another shape.
    """

    name: str
    folder: Path

    @cached_property
    def vignettes(self) -> dict[str, Item]:
        """Customers by id (`V01`): id, who, text, use (`sort`, `other` or `lesson`)."""
        return self._items("vignettes.json")

    @cached_property
    def verbatims(self) -> dict[str, Item]:
        """What customers said, by id (`Q001`): id, channel, date, from, text, perhaps shares."""
        return self._items("verbatims.json")

    @cached_property
    def segments(self) -> dict[str, Item]:
        """A marketing team's labels, by id (`S01`): id, text."""
        return self._items("segments.json")

    @cached_property
    def survey_needs(self) -> dict[str, Item]:
        """The needs the survey asked about, by id (`N1`): id, text."""
        return self._items("survey-needs.json")

    @cached_property
    def promises(self) -> dict[str, Item]:
        """What the adverts promise, by id (`P01`): id, text, where, date."""
        return self._items("promises.json")

    @cached_property
    def survey(self) -> list[Item]:
        """One row a respondent and need; ratings are 1-5, or None where nothing was ticked."""
        path = self.folder / _SURVEY
        try:
            rows = list(csv.reader(_text(path).splitlines()))
        except csv.Error as error:
            raise _damaged(path, "a table with commas", str(error), "some line") from None
        if not rows or tuple(rows[0]) != _COLUMNS:
            came = ", ".join(rows[0]) if rows else "nothing"
            raise _damaged(path, f"the columns {', '.join(_COLUMNS)}", came, "line 1")
        return [_rated(path, line, row) for line, row in enumerate(rows[1:], start=2)]

    @cached_property
    def other_grid(self) -> Item:
        """Another team's grid: team, categories, needs with strengths, items to classify."""
        return self._object("other-grid.json")

    @cached_property
    def dialogue(self) -> Item:
        """The role-play card: id, who, card, sentences, needs to choose from."""
        return self._object("dialogue.json")

    @cached_property
    def key(self) -> Item:
        """The truth by construction. See PROVENANCE.md in the folder."""
        key = self._object("key.json")
        if key["schema"] != _KEY_SCHEMA:
            path = self.folder / "key.json"
            raise _damaged(path, f"schema {_KEY_SCHEMA}", f"schema {key['schema']!r}", "the top")
        return key

    @cached_property
    def quiz(self) -> dict[str, Item]:
        """The exit quizzes by module (`02`): they lie beside the cases, in `course/quiz/`."""
        folder = self.folder.parent.parent / "quiz"
        found = {path.stem: _json(path) for path in sorted(folder.glob("*.json"))}
        for module, content in found.items():
            _require(folder / f"{module}.json", content, ("module", "items"), "the top")
        return found

    def _items(self, name: str) -> dict[str, Item]:
        path = self.folder / name
        content = _json(path)
        if not isinstance(content, list):
            raise _damaged(path, "a list of items", _kind(content), "the top")
        found: dict[str, Item] = {}
        for place, item in enumerate(content, start=1):
            _require(path, item, _FIELDS[name], f"item {place}")
            if item["id"] in found:
                raise _damaged(path, "each id once", f"{item['id']} twice", f"item {place}")
            found[item["id"]] = item
        return found

    def _object(self, name: str) -> Item:
        path = self.folder / name
        content = _json(path)
        _require(path, content, _OBJECTS[name], "the top")
        return content


def load(folder: Path) -> Case:
    """Open the case in `folder`. Files are read when first used.

    Raises:
        CaseError: the folder, or one of its files, is not there.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise CaseError(
            f"Expected a case folder at {folder}, and there is none. "
            "Open the notebook from inside the course folder, or give the case's own folder."
        )
    missing = [n for n in (*_FIELDS, _SURVEY, *_OBJECTS) if not (folder / n).is_file()]
    if missing:
        raise CaseError(f"The case in {folder} lacks {', '.join(missing)}. {_REBUILD}")
    return Case(name=folder.resolve().name, folder=folder)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CaseError(
            f"Expected {path.name} in {path.parent}, and it is gone. {_REBUILD}"
        ) from None
    except UnicodeDecodeError as error:
        raise _damaged(path, "text in UTF-8", "other bytes", f"byte {error.start}") from None
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise CaseError(
            f"{path.name} in {path.parent} cannot be read ({reason}). {_REBUILD}"
        ) from None


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _damaged(path, "whole JSON", "a file that breaks off or was edited", where) from None
    except RecursionError:
        raise _damaged(path, "whole JSON", "brackets nested too deep", "the file") from None
    except ValueError:
        raise _damaged(path, "whole JSON", "a number too long to read", "the file") from None


def _require(path: Path, item: Any, fields: tuple[str, ...], where: str) -> None:
    if not isinstance(item, Mapping):
        raise _damaged(path, "named fields", _kind(item), where)
    lacking = [field for field in fields if field not in item]
    if lacking:
        raise _damaged(path, f"the field {lacking[0]!r}", "none", where)
    for field in ("id", "text"):
        if field in fields and not isinstance(item[field], str):
            raise _damaged(path, f"{field!r} as text", _kind(item[field]), where)


def _rated(path: Path, line: int, row: list[str]) -> Item:
    if len(row) != len(_COLUMNS):
        raise _damaged(path, f"{len(_COLUMNS)} values", f"{len(row)}", f"line {line}")
    rated: Item = {"respondent": row[0], "need": row[1]}
    for column, value in zip(_COLUMNS[2:], row[2:], strict=True):
        if value not in ("", "1", "2", "3", "4", "5"):
            raise _damaged(path, f"{column} from 1 to 5, or empty", repr(value), f"line {line}")
        rated[column] = int(value) if value else None
    return rated


def _damaged(path: Path, expected: str, came: str, where: str) -> CaseError:
    return CaseError(
        f"{path.name} in {path.parent} is not as built: "
        f"expected {expected}, found {came}, at {where}. {_REBUILD}"
    )


def _kind(value: Any) -> str:
    names = {dict: "named fields", list: "a list", str: "text", type(None): "nothing"}
    return names.get(
        type(value), "a number" if isinstance(value, int | float) else "something else"
    )
