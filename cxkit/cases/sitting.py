"""A paper being sat: what is asked, and the key where somebody who marks has it.

On a learner's machine the paper is the folder that the trainer hands out, unpacked as
`course/cases/paper`; its key is not there, so nothing can be marked. In the course's repository,
where no paper lies, the sample stands in, with its key in `course/trainer`. A paper that is missing
is no error but a state: `missing` says what to do, and everything else is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cxkit.cases.paper import open_key, open_paper
from cxkit.cases.reading import CaseError, require
from cxkit.cases.service import ServiceFiles

__all__ = ["PAPER", "PARTS", "SAMPLE", "Sitting", "sit"]

PAPER, SAMPLE = "paper", "brightwater"  # folders below `course/cases`
PARTS = {"9.1a": "needs", "9.1b": "moments", "9.1c": "breaks", "9.1d": "rules", "9.1e": "measures"}
_QUIZ = "9.3"
_FILES = (
    "paper.json", "letters.json", "verbatims.json", "scripts.json", "steps.json", "rules.json",
    "tables.json", "measures.json", "actions.json", "quiz.json", "contacts.csv", "manual.md",
)  # fmt: skip
_ABSENT = (
    "The paper is not here yet. Put the folder that your trainer hands out into course/cases, under "
    "the name paper, and run this cell again."
)
_KEYED = {  # what the key of each task holds
    "needs": ("kinds", "letters", "sorting"),
    "moments": ("annotation", "types"),
    "breaks": ("break_points", "moments", "ping_pong", "rules", "share"),
    "rules": ("court", "obsolete", "rules", "table", "types"),
    "measures": ("kpis", "orphans", "plan"),
}

Item = dict[str, Any]


class Sitting(ServiceFiles):
    """Args:
    folder: where the paper lies, or should lie.
    key_folder: where its key lies, if anywhere.
    """

    name = PAPER

    def __init__(self, folder: Path, key_folder: Path) -> None:
        self.folder, self.key_folder = folder, key_folder

    @cached_property
    def missing(self) -> str:
        """What of the paper is not there and what to do, as a sentence; empty where all is."""
        if not self.folder.is_dir():
            return _ABSENT
        lacks = [name for name in _FILES if not (self.folder / name).is_file()]
        if lacks:
            return (
                f"The paper in {self.folder.name} lacks {', '.join(lacks)}. Unpack the folder that "
                "your trainer hands out once more, whole."
            )
        try:
            paper = open_paper(self.folder)
            tasks = {task["area"]: task for task in paper["paper"]["tasks"]}
            require(self.folder / "paper.json", tasks, tuple(PARTS.values()), "tasks")
        except CaseError as error:
            return str(error)
        except (KeyError, TypeError):
            return f"paper.json in {self.folder.name} is damaged. Unpack the paper once more."
        return ""

    @cached_property
    def paper(self) -> Mapping[str, Any]:
        """Its JSON files by name without ending; {} where a part is missing."""
        return {} if self.missing else open_paper(self.folder)

    @property
    def paper_id(self) -> str:
        return str(self.paper.get("paper", {}).get("paper", ""))

    @property
    def firm(self) -> str:
        return str(self.paper.get("paper", {}).get("firm", ""))

    @cached_property
    def tasks(self) -> dict[str, Item]:
        """What is asked, by area; {} where the paper is missing."""
        return {t["area"]: t for t in self.paper["paper"]["tasks"]} if self.paper else {}

    @cached_property
    def items(self) -> list[Item]:
        """The questions of the quiz: id, text, options (id, text)."""
        return list(self.paper["quiz"]["items"]) if self.paper else []

    @cached_property
    def key(self) -> Item:
        """The key, whatever paper it belongs to; {} where there is none to be read."""
        try:
            return open_key(self.key_folder)
        except CaseError:
            return {}

    @property
    def key_id(self) -> str:
        return str(self.key.get("paper", ""))

    @property
    def fault(self) -> str:
        """Why the key that lies here cannot be used; empty where it can, or where there is none."""
        if not self.key or self.missing:
            return ""
        if self.key_id == self.paper_id:
            return "" if self._marks else "The key here is damaged. Take a whole copy of its folder."
        return (
            f"The key here belongs to paper {self.key_id or 'without an id'}, the paper is "
            f"{self.paper_id}. Give the key folder that was made with this paper."
        )

    @cached_property
    def exercises(self) -> dict[str, Item]:
        """The key of each exercise by its id; {} without a key that belongs to this paper."""
        return {} if not self.key or self.missing or self.fault else self._marks

    @cached_property
    def _marks(self) -> dict[str, Item]:
        try:
            found = {name: _whole(self.key["tasks"][area], area) for name, area in PARTS.items()}
            # The line of sight is in the key, but in no task of its own.
            found["9.1e"]["serves"] = self.key["measures"]["serves"]
        except (KeyError, TypeError, ValueError):
            return {}
        return found | ({_QUIZ: self.key["quiz"]} if "quiz" in self.key else {})

    @cached_property
    def measures(self) -> Item:
        """KPIs, objectives, outcomes and activities, without what serves what."""
        return self._named("measures.json", ("kpis", "objectives", "outcomes", "activities"))


def _whole(held: Any, area: str) -> Item:
    """The key of a task, or KeyError where a part of it is missing."""
    return {**held, **{name: held[name] for name in _KEYED[area]}}


def sit(folder: Path) -> Sitting:
    """The paper in `folder`, as a rule `course/cases/paper`; the sample where none lies there.

    The same object is given again while nothing of it has changed, so a class is marked from one.
    """
    folder = Path(folder)
    root, sample = folder.parent.parent, folder.with_name(SAMPLE)
    if folder.name != SAMPLE and (folder.exists() or not (sample / "paper.json").is_file()):
        return _open(folder, root / "paper-key", _stamps(folder, root / "paper-key"))
    key = root / "trainer" / f"{SAMPLE}-key"
    return _open(sample, key, _stamps(sample, key))


def _stamps(folder: Path, key: Path) -> tuple[int, ...]:
    paths = (folder, folder / "paper.json", folder / "quiz.json", key / "key.json")
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in paths)


@lru_cache(maxsize=8)
def _open(folder: Path, key_folder: Path, _stamps: tuple[int, ...]) -> Sitting:
    return Sitting(folder, key_folder)
