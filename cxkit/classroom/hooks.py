"""nbgrader's own Autograde button, without running anything of a learner's.

`Mend` goes before nbgrader's sanitising steps, `MarkFromData` stands in the place of Execute and
SaveAutoGrades; a class's nbgrader_config names both. They use what `cxkit grade` uses, so a
submission marked by the button has the same scores, comments and outputs.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from ..desk import mark_answer
from .autograded import filled
from .folder import ClassFolder
from .grade import entry_of, mark_handin
from .gradebook import Gradebook
from .handin import collected
from .preflight import check_notebook
from .receipts import read_receipts
from .roster import Learner

__all__ = ["MarkFromData", "Mend"]


class Mend(NbGraderPreprocessor):
    """Repairs a notebook before nbgrader looks at it, as the preflight does."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        folder = _folder(resources)
        name = f"{resources['nbgrader']['notebook']}.ipynb"
        checked = check_notebook(name, json.dumps(nb).encode(), folder.release[name])
        if checked.sentence:
            self.log.warning(checked.sentence)
        return nbformat.from_dict(checked.notebook), resources


class MarkFromData(NbGraderPreprocessor):
    """Puts marks and findings into the notebook and the gradebook, from the answers alone."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        folder, who = _folder(resources), resources["nbgrader"]["student"]
        name = resources["nbgrader"]["notebook"]
        learner = next((x for x in folder.roster if x.id == who), Learner(who))
        receipts = read_receipts(folder)
        # The submission itself is read: nbgrader has cleared the outputs of the copy by now.
        handin = collected(folder.root, who, folder.course.assignment, receipts)
        reading = mark_handin(folder, learner, handin, mark_answer)
        assignment = folder.course.assignment
        with Gradebook(folder.gradebook) as book:
            entry = entry_of(reading.result, book.cells(assignment),
                           receipts.get(who, {}))
            book.record(assignment, [entry])
        # This is no headless run: the answers are shown with their time and revision.
        running = os.environ.pop("NBGRADER_EXECUTION", None)
        try:
            shown = filled(json.loads(json.dumps(nb)), folder, f"{name}.ipynb", reading.result,
                           reading.answers)
        finally:
            if running is not None:
                os.environ["NBGRADER_EXECUTION"] = running
        return nbformat.from_dict(shown), resources


def _folder(resources: Any) -> ClassFolder:
    """The class round the gradebook that nbgrader was given."""
    return ClassFolder(Path(resources["nbgrader"]["db_url"].removeprefix("sqlite:///")).parent)
