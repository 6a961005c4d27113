"""What is answered in the five tasks of the assessment's paper. Rows 3, 20-24, 26, 32-38, 40-47.

Each task joins techniques that the modules teach one by one; here they are only held. Whether an
answer is right is for whoever has the paper's key.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator

from .annotation import Mark
from .artefact import Artefact, Ids, Row, Text
from .breaks import Counted
from .demand import Stated
from .needs import Placed

__all__ = [
    "BreaksTask",
    "Chosen",
    "Judged",
    "MeasuresTask",
    "MomentsTask",
    "Named",
    "NeedsTask",
    "Reason",
    "RulesTask",
    "Stopped",
    "Witness",
]


def _values(value: Any) -> Any:
    """The inputs of a witness; a list from a damaged form is none."""
    return value if isinstance(value, dict) else {}


class Reason(Row):
    """A short reasoning that a person reads: what it is about, the thought, what follows from it,
    and the ids that it rests on."""

    subject: Text = ""
    text: Text = ""
    more: Text = ""
    evidence: Ids = []

    @property
    def blank(self) -> bool:
        return not (self.subject or self.text or self.more or self.evidence)


class Named(Row):
    """The name of a group of letters; the row's id is the group's."""

    name: Text = ""


class NeedsTask(Artefact):
    """Letters in groups of one need each, and what kind of saying each verbatim is."""

    names: list[Named] = []
    groups: list[Placed] = []
    kinds: list[Placed] = []
    said: list[Reason] = []


class MomentsTask(Artefact):
    """Marks in a transcript, and the types of given moments."""

    most: ClassVar[int] = 1000  # as for any annotation

    marks: list[Mark] = []
    types: list[Placed] = []
    said: list[Reason] = []


class BreaksTask(Artefact):
    """Counts on a process and in its log, and the share of contacts that are failure demand."""

    counts: list[Counted] = []
    calls: list[Placed] = []
    stated: list[Stated] = []
    said: list[Reason] = []

    def count(self, name: str) -> int | str | None:
        """The count in a row; text where it is no number, None where there is none."""
        return next((c.number for c in self.counts if c.id == name and c.number is not None), None)


class Judged(Row):
    """One rule: whether its reason is gone, its type, what to do with it."""

    obsolete: Literal["", "yes", "no"] = ""
    type: Literal["", "operational", "strategic", "regulatory"] = ""
    decision: Literal["", "keep", "change", "retire"] = ""


class Witness(Row):
    """A case that shows a fault of a decision table: `i1`, `i2` ... are its inputs in order."""

    values: Annotated[dict[str, Any], BeforeValidator(_values)] = {}


class RulesTask(Artefact):
    """A register judged, a decision table examined, one verdict argued."""

    rules: list[Judged] = []
    witnesses: list[Witness] = []
    said: list[Reason] = []


class Stopped(Row):
    """One activity: whether it serves no outcome, and so could stop."""

    stop: Literal["", "yes", "no"] = ""


class Chosen(Row):
    """One action of a catalogue: whether it is done, and who answers for it."""

    chosen: Text = ""
    owner: Text = ""


class MeasuresTask(Artefact):
    """Measures audited, activities without a line of sight, a plan within a budget."""

    audit: list[Placed] = []
    stated: list[Stated] = []
    activities: list[Stopped] = []
    plan: list[Chosen] = []

    @property
    def chosen(self) -> list[Chosen]:
        return [c for c in self.plan if c.chosen]
