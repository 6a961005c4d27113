"""Feedback for each learner and notebook, where nbgrader's exchange looks for it."""

from __future__ import annotations

from ..atomic import put
from .folder import ClassFolder
from .outcome import ClassResult
from .page import learner_page

__all__ = ["write_feedback"]

# nbgrader's exchange gives no feedback back without what it wrote when the work was handed in.
_RELEASED_WITH = ("timestamp.txt", "submission_secret.txt")


def write_feedback(folder: ClassFolder, results: ClassResult) -> int:
    """Write `feedback/<id>/modules/<notebook>.html` for every learner that was marked.

    It holds what people have scored or said until now, names what was found, and never what the
    key holds.

    Returns:
        How many pages changed.
    """
    written = 0
    for result in results:
        if not result.marked:
            continue
        for module in folder.course.modules:
            page = learner_page(folder.course, result, notebook=module.notebook)
            place = folder.step("feedback", result.learner.id)
            written += put(place / module.notebook.replace(".ipynb", ".html"), page)
        for name in _RELEASED_WITH:
            handed = folder.step("submitted", result.learner.id) / name
            if handed.is_file():
                put(place / name, handed.read_bytes())
    return written
