"""A process of one's own, as a list of steps, and the measures that people live with.

The beginning of the activity map (row 26 of the method): who does what, with whom, and what the
customer wants at that point. Module 00 collects five steps and ten measures; later modules draw
the map, count on it and audit the measures.
"""

from __future__ import annotations

from .artefact import Artefact, Row, Text

__all__ = ["Kpi", "KpiList", "OwnProcess", "OwnStep", "Subject"]


class Subject(Row):
    """What the process is and whom it serves."""

    organisation: Text = ""
    process: Text = ""
    customer: Text = ""


class OwnStep(Row):
    """One step: a verb and an object, who does it, who is on the other side."""

    step: Text = ""
    who: Text = ""
    other: Text = ""
    wants: Text = ""


class OwnProcess(Artefact):
    """Exercise 0.1."""

    about: list[Subject] = []
    steps: list[OwnStep] = []


class Kpi(Row):
    """One measure as it is used today."""

    name: Text = ""
    unit: Text = ""
    reader: Text = ""
    effect: Text = ""  # what it makes people do


class KpiList(Artefact):
    """Exercise 0.2."""

    kpis: list[Kpi] = []
