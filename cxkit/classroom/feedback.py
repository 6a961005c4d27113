"""Feedback for each learner and notebook, where nbgrader's exchange looks for it."""

from __future__ import annotations

from .folder import ClassFolder, put
from .gradebook import Gradebook
from .outcome import ClassResult
from .page import learner_page

__all__ = ["write_feedback"]


def write_feedback(folder: ClassFolder, results: ClassResult) -> int:
    """Write `feedback/<id>/modules/<notebook>.html` for every learner that was marked.

    What a person has scored or said since the last run is read from the gradebook, so feedback
    may be written again at any time. It names what was found and never what the key holds.

    Returns:
        How many pages changed.
    """
    with Gradebook(folder.gradebook) as book:
        scores = book.scores(folder.course.assignment)
    written = 0
    for result in results:
        if not result.marked:
            continue
        for module in folder.course.modules:
            page = learner_page(
                folder.course, result, scores.get(result.learner.id, {}),
                notebook=module.notebook,
            )
            place = folder.step("feedback", result.learner.id)
            written += put(place / module.notebook.replace(".ipynb", ".html"), page)
    return written
