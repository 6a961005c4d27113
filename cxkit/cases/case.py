"""A case as it lies on disk: read when asked for, once, with nothing but the standard library.

Every lesson starts by loading a case, so this module imports `json` and `csv` and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cxkit.cases.heard import HeardFiles
from cxkit.cases.reading import REBUILD, CaseError, damaged, read_json, read_rows, require
from cxkit.cases.service import ServiceFiles
from cxkit.cases.stated import StatedFiles

__all__ = ["Case", "CaseError", "load"]

Item = dict[str, Any]

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
_MORE_KEYS = ("key-service.json", "key-stated.json", "key-heard.json")


@dataclass(frozen=True)
class Case(ServiceFiles, StatedFiles, HeardFiles):
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
        rows = read_rows(path, _COLUMNS)
        return [_rated(path, line, row) for line, row in enumerate(rows, start=2)]

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
            raise damaged(path, f"schema {_KEY_SCHEMA}", f"schema {key['schema']!r}", "the top")
        return key

    @cached_property
    def exercises(self) -> dict[str, Item]:
        """The key of each exercise by its id (`2.3`), from whichever file holds it."""
        found = dict(self.key["exercises"])
        for name in _MORE_KEYS:
            if (self.folder / name).is_file():
                found |= self._named(name, ("schema", "exercises"))["exercises"]
        return found

    @cached_property
    def quiz(self) -> dict[str, Item]:
        """The exit quizzes by module (`02`): they lie beside the cases, in `course/quiz/`."""
        folder = self.folder.parent.parent / "quiz"
        found = {path.stem: read_json(path) for path in sorted(folder.glob("*.json"))}
        for module, content in found.items():
            require(folder / f"{module}.json", content, ("module", "items"), "the top")
        return found

    def _items(self, name: str) -> dict[str, Item]:
        return self._list(name, _FIELDS[name])

    def _object(self, name: str) -> Item:
        path = self.folder / name
        content = read_json(path)
        require(path, content, _OBJECTS[name], "the top")
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
        raise CaseError(f"The case in {folder} lacks {', '.join(missing)}. {REBUILD}")
    return Case(name=folder.resolve().name, folder=folder)


def _rated(path: Path, line: int, row: list[str]) -> Item:
    rated: Item = {"respondent": row[0], "need": row[1]}
    for column, value in zip(_COLUMNS[2:], row[2:], strict=True):
        if value not in ("", "1", "2", "3", "4", "5"):
            raise damaged(path, f"{column} from 1 to 5, or empty", repr(value), f"line {line}")
        rated[column] = int(value) if value else None
    return rated
