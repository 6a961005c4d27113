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

from .entry import entry_of
from .folder import ClassFolder
from .gradebook import Gradebook
from .handin import collected
from .marker import Job, mark_learner
from .packed import Packed
from .receipts import read_receipts
from .roster import Learner

__all__ = ["MarkFromData", "Mend"]


class Mend(NbGraderPreprocessor):
    """Repairs a notebook before nbgrader looks at it, as the preflight does."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        folder = _folder(resources)
        name = f"{resources['nbgrader']['notebook']}.ipynb"
        checked = folder.mends[name].check(json.dumps(nb).encode())
        if checked.sentence:
            self.log.warning(checked.sentence)
        return nbformat.from_dict(checked.notebook), resources


class MarkFromData(NbGraderPreprocessor):
    """Puts marks and findings into the notebook and the gradebook, from the answers alone."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        folder, who = _folder(resources), resources["nbgrader"]["student"]
        name, assignment = resources["nbgrader"]["notebook"], resources["nbgrader"]["assignment"]
        receipts = read_receipts(folder)
        # The submission itself is read: nbgrader has cleared the outputs of the copy by now.
        handin = collected(folder.root, who, assignment, receipts)
        # This is no headless run: the answers are shown with their time and revision.
        running = os.environ.pop("NBGRADER_EXECUTION", None)
        try:
            (marked,) = mark_learner(folder, Job(who, {assignment: handin}))
        finally:
            if running is not None:
                os.environ["NBGRADER_EXECUTION"] = running
        if not marked.packed:
            raise RuntimeError(marked.why)
        learner = next((x for x in folder.roster if x.id == who), Learner(who))
        before = receipts.get(who, {}).get(assignment, {})
        with Gradebook(folder.gradebook) as book:
            results = Packed(marked.packed, folder.parts[assignment])
            book.record(assignment, [
                entry_of(learner, handin.when, results, book.cells(assignment), before)
            ])
        return nbformat.from_dict(json.loads(marked.shown[f"{name}.ipynb"])), resources


def _folder(resources: Any) -> ClassFolder:
    """The class that nbgrader works in: above submitted/ID/ASSIGNMENT, or autograded/."""
    return ClassFolder(Path(resources["metadata"]["path"]).parents[2])
