"""A mark as plain data: what a report and a page need of it, and nothing that runs.

Worker processes, the journal and other machines pass marks on in this form. It is the same mark
to whoever reads it: criteria with their findings, in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..marking import Finding, State

__all__ = ["Asked", "Line", "Told"]


@dataclass(frozen=True)
class Line:
    """One criterion as it was found; the fields are those of `cxkit.marking.Result`."""

    id: str
    title: str
    state: State
    value: float
    threshold: float
    credit: float
    weight: int
    interval: tuple[float, float] | None
    findings: tuple[Finding, ...]
    spread: tuple[float, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question that carries no marks."""

    text: str


@dataclass(frozen=True)
class Told:
    """A mark without its markers; reads like `cxkit.marking.Mark`."""

    state: State
    share: float
    results: tuple[Line, ...] = ()
    questions: tuple[Asked, ...] = ()
    faults: tuple[Finding, ...] = ()
    waits: str = ""

    @classmethod
    def of(cls, mark: Any) -> Told:
        """What there is to tell of a `cxkit.marking.Mark`."""
        return cls(
            mark.state, float(mark.share),
            tuple(Line(r.id, r.title, r.state, float(r.value), float(r.threshold),
                       float(r.credit), r.weight,
                       (float(r.interval[0]), float(r.interval[1])) if r.interval else None,
                       tuple(r.findings), tuple(map(float, r.spread))) for r in mark.results),
            tuple(Asked(q.text) for q in mark.questions), tuple(mark.faults), mark.waits,
        )

    def points(self, full: float) -> float:
        """The points earned of `full`, to the cent."""
        return round(float(self.share * full), 2)

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "state": self.state, "share": self.share,
            "results": [[r.id, r.title, r.state, r.value, r.threshold, r.credit, r.weight,
                         r.interval, [_listed(f) for f in r.findings], r.spread]
                        for r in self.results],
            "questions": [q.text for q in self.questions],
            "faults": [_listed(f) for f in self.faults], "waits": self.waits,
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Told:
        """The inverse of `data`."""
        return cls(
            data["state"], data["share"],
            tuple(Line(*row[:7], tuple(row[7]) if row[7] else None,
                       tuple(Finding(*f) for f in row[8]), tuple(row[9]))
                  for row in data["results"]),
            tuple(Asked(text) for text in data["questions"]),
            tuple(Finding(*f) for f in data["faults"]), data["waits"],
        )


def _listed(finding: Finding) -> list[str]:
    return [finding.state, finding.what, finding.where, finding.why, finding.next]
