"""An annotated recording: what was marked, and what was settled where two marked differently.

Row 24 of the method: Moments of Truth red, internal interactions blue, decisions green. A mark has
a kind, a start and an end in whole milliseconds from the start of the recording; one without a
time or a kind is not finished. Whether marks lie in the recording is for whoever knows how long
it is.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from .artefact import Artefact, Row, Text
from .needs import Placed

__all__ = ["FILE", "Annotation", "Mark", "Settled"]

FILE = "recording"  # the id of the row that says which file an own recording was


class Mark(Row):
    """One mark: its kind, when it starts and ends (equal for a point), a note.

    The row with the id `FILE` is none: it holds the name and the length (ms) of an own recording.
    """

    kind: Literal["", "MOT", "BP", "BR"] = ""
    start: int | None = None
    end: int | None = None
    note: Text = ""
    name: Text = ""
    duration: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it has a kind and a start."""
        return bool(self.kind) and self.start is not None


class Annotation(Artefact):
    """The marks of the guided recording, of the one marked alone, and of the learner's own (4.2)."""

    most: ClassVar[int] = 1000  # an hour of one's own recording; matching takes a part of a second

    guided: list[Mark] = []
    alone: list[Mark] = []
    own: list[Mark] = []

    @property
    def marks(self) -> list[Mark]:
        """All of them, of whichever recording."""
        return [*self.guided, *self.alone, *self.mine]

    @property
    def mine(self) -> list[Mark]:
        """The marks of the own recording, without the row that names its file."""
        return [m for m in self.own if m.id != FILE]

    @property
    def file(self) -> Mark | None:
        """The row that names the own file."""
        return next((m for m in self.own if m.id == FILE), None)


class Settled(Artefact):
    """What was decided for each difference between two annotations, with a reason (4.3)."""

    labels: list[Placed] = []
