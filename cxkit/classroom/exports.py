"""Exporters for `nbgrader export`, so that its command writes what our own does.

    nbgrader export --exporter cxkit.classroom.exports.MoodleExporter --to marks.csv

They read the class that nbgrader stands in: its gradebook, its roster and its hand-ins. nbgrader's
own exporter gives 0 for whoever handed in nothing; these leave the place empty and say why.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Float

from .exportsfile import write_marks
from .folder import ClassError, ClassFolder
from .gradebook import GradebookError

__all__ = ["CanvasExporter", "CsvExporter", "MoodleExporter"]


class _Exporter(ExportPlugin):
    form = "csv"
    full = Float(
        None, allow_none=True,
        help="Scale to so many points; 0 for the points as they are. Moodle takes 100.",
    ).tag(config=True)
    tasks = Bool(True, help="Count what a person judges.").tag(config=True)

    def export(self, gradebook: Any) -> None:
        """Write the marks of the class in nbgrader's course folder."""
        del gradebook  # the same file, read through the class: nbgrader's own rows know no status
        root = Path(self.parent.coursedir.root if self.parent else ".")
        target = Path(self.to) if self.to else Path(f"marks-{self.form}.csv")
        try:
            made = write_marks(
                ClassFolder(root), self.form, target, assignments=[str(a) for a in self.assignment],
                learners=[str(s) for s in self.student], full=self.full, tasks=self.tasks,
            )
        except (ClassError, GradebookError) as error:
            self.log.error(str(error))
            raise SystemExit(1) from None
        for line in made.said:
            self.log.info(line)


class MoodleExporter(_Exporter):
    """Moodle's grade import."""

    form = "moodle"


class CanvasExporter(_Exporter):
    """Canvas's gradebook, and a second file with the status of each submission."""

    form = "canvas"


class CsvExporter(_Exporter):
    """One row a learner and assignment."""
