"""Measures: output or outcome, their share, and what an output is replaced by.

Rows 45, 46, 57 and 60 of the method. The sources hold that as a rule 80 % of a firm's measures
count what it produces, and give no data. Our own test tells the two apart: a measure is of an
outcome only if it can be true solely when the customer's state changed as the customer needed. An
output is replaced by a share: whom it counts, out of whom, where that can be read, which outcome it
serves, and how somebody could reach the figure without any customer being better off.

Conventions: a share of outputs is of all measures that were judged, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .artefact import Artefact, Row, Text, tokens
from .demand import Stated
from .language import taken
from .needs import Placed
from .said import said_enough, words

__all__ = [
    "CLAIMED",
    "OUTCOME",
    "OUTPUT",
    "Audited",
    "KpiAudit",
    "Replacement",
    "ReplacementFault",
    "Replacements",
    "judged",
    "output_share",
    "replacement_faults",
    "replacements_faults",
]

OUTPUT, OUTCOME = "output", "outcome"
CLAIMED = 0.8  # of the measures, by the sources; no data are given
_STORY = 5  # different words that a story of gaming takes
_COUNTED = 2  # words that name whom a measure counts
_MOSTLY = 0.5  # of its four-word runs

# ---- what a learner makes -------------------------------------------------------------------


class Audited(Row):
    """One measure and what it is; `name` where the measure is the learner's own."""

    name: Text = ""
    choice: Literal["", "output", "outcome"] = ""
    why: Text = ""


class KpiAudit(Artefact):
    """Measures sorted into outputs and outcomes, the share of outputs, and on one's own
    organisation four questions about where it stands (7.1)."""

    labels: list[Audited] = []
    stated: list[Stated] = []
    road: list[Placed] = []


class Replacement(Row):
    """An output and the measure that takes its place (7.2)."""

    output: Text = ""  # the id or the name of what is replaced
    numerator: Text = ""
    denominator: Text = ""
    source: Text = ""
    serves: Text = ""  # the id of an outcome
    gamed: Text = ""

    @property
    def blank(self) -> bool:
        """Whether nothing has been written yet."""
        told = (self.output, self.numerator, self.denominator, self.source, self.serves, self.gamed)
        return not any(told)


class Replacements(Artefact):
    """Another team's proposals put to the test, then one's own (7.2)."""

    tests: list[Placed] = []
    replaced: list[Replacement] = []


# ---- what can be computed from it -----------------------------------------------------------


def judged(audit: KpiAudit) -> dict[str, str]:
    """Measure -> "output" or "outcome"; those still open are left out."""
    return {row.id: row.choice for row in audit.labels if row.choice}


def output_share(kinds: Mapping[str, str]) -> float | None:
    """The share of outputs among the measures judged, 0 to 1; None where none is."""
    return sum(kind == OUTPUT for kind in kinds.values()) / len(kinds) if kinds else None


# ---- what can be wrong with it --------------------------------------------------------------


@dataclass(frozen=True)
class ReplacementFault:
    """A field that does not hold: the row's id, the field's name, what is wrong, what to do."""

    row: str
    field: str
    what: str
    next: str


_OPEN = {
    "output": ("what it replaces is open", "Choose the output that it takes the place of."),
    "numerator": ("whom it counts is open", "Name the customers for whom it came true."),
    "denominator": ("out of whom is open", "Name all for whom it could have come true."),
    "source": ("the source is open", "Say where the figure could be read."),
    "serves": ("it serves no outcome", "Choose the outcome that it tells of."),
    "gamed": ("how it could be gamed is open",
              "How could the figure be reached with nobody better off?"),
}  # fmt: skip


def replacement_faults(
    one: Replacement, names: Mapping[str, str] | None = None, shown: Iterable[str] = ()
) -> list[ReplacementFault]:
    """What keeps a replacement from being a measure that somebody could read.

    Args:
        names: id -> name of the measures that may be replaced; empty where nobody knows them.
        shown: texts of the form and the lesson, which are nobody's own measure.
    """

    def fault(field: str, what: str, then: str) -> ReplacementFault:
        return ReplacementFault(one.id, field, what, then)

    found = [fault(f, *words) for f, words in _OPEN.items() if not tokens(getattr(one, f))]
    above, below = tokens(one.numerator), tokens(one.denominator)
    if above and above == below:
        found.append(fault("denominator", "whom it counts and out of whom are the same",
                           "The second is the larger: all who could have been counted."))  # fmt: skip
    outputs = [tokens(name) for name in (names or {}).values()] + [tokens(one.output)]
    if above and above in outputs:
        found.append(fault("numerator", "it counts what an output counts",
                           "Count people for whom something came true."))  # fmt: skip
    elif above and not said_enough(one.numerator, _COUNTED):
        found.append(fault("numerator", "it does not say whom it counts", "Name people, and what came true."))
    if below and not words(one.denominator):
        found.append(fault("denominator", "it does not say out of whom", "Name all for whom it could have."))
    given = list(shown)
    for field in ("numerator", "gamed"):
        text = getattr(one, field)
        if tokens(text) and taken(text, given, _MOSTLY):
            found.append(fault(field, "it is copied from the course", "Say it of the measure that you replace."))
    story = words(one.gamed)
    if tokens(one.gamed) and (len(set(story)) < _STORY or tokens(one.gamed) in (above, below)):
        found.append(fault("gamed", "how it could be gamed is not told",
                           "One sentence: who does what, and the figure rises."))  # fmt: skip
    return found


def replacements_faults(
    rows: Iterable[Replacement], names: Mapping[str, str] | None = None, shown: Iterable[str] = ()
) -> list[ReplacementFault]:
    """The faults of each row, and rows that repeat one before them."""
    found: list[ReplacementFault] = []
    given = tuple(shown)
    seen: dict[str, set[str]] = {"output": set(), "numerator": set(), "gamed": set()}
    said = {
        "output": ("the same output stands twice", "Choose another output."),
        "numerator": ("it counts the same as a row before it", "Count what this outcome asks for."),
        "gamed": ("it has the story of a row before it", "Each measure has a way round of its own."),
    }
    for row in rows:
        found += replacement_faults(row, names, given)
        for field, wrong in said.items():
            text = getattr(row, field)
            told = " ".join(tokens(text) if field == "output" else words(text))  # a number makes no other
            if told and told in seen[field]:
                found.append(ReplacementFault(row.id, field, *wrong))
            seen[field].add(told)
    return found
