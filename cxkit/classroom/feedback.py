"""Feedback for each learner: a page a notebook where nbgrader's exchange looks, and one of all.

The page of all begins with a summary: the sum, what to read next, module by module. With it lie
a print of the same and the receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from ..atomic import put
from .folder import ClassError, ClassFolder
from .letter import letter, unpacked
from .outcome import LearnerResult
from .page import render
from .receipt import RECEIPT, foot, receipt, receipt_bytes
from .receipts import read_receipts

__all__ = ["PAGE", "PRINT", "feedback_page", "write_feedback", "write_whole"]

# nbgrader's exchange gives no feedback back without what it wrote when the work was handed in.
_RELEASED_WITH = ("timestamp.txt", "submission_secret.txt")

PAGE, PRINT = "index.html", "feedback.pdf"

Progress = Callable[[int, int, str], None]


def feedback_page(told: Mapping[str, Any], part: str = "") -> bytes:
    """A letter as a page: one file, no script, nothing from outside.

    Args:
        part: the module, where the letter is of one alone.
    """
    return render("feedback.html", title=f"{told['name']}: {told['course']}", told=told, part=part)


def write_feedback(folder: ClassFolder, results: Iterable[LearnerResult]) -> int:
    """Write `feedback/<id>/<assignment>/<notebook>.html` for every learner that was marked.

    It holds what people have scored or said until now, names what was found, and never what the
    key holds.

    Returns:
        How many pages changed.
    """
    written, rests = 0, read_receipts(folder)
    for result in map(unpacked, results):
        held = rests.get(result.learner.id, {})
        for part in result.parts:
            if not part.marked:
                continue
            place = folder.step("feedback", result.learner.id, part.assignment)
            alone = LearnerResult(result.learner, (part,))
            rows = foot(alone, held)
            for module in folder.parts[part.assignment].modules:
                told = letter(folder.course, alone, rows, notebook=module.notebook)
                page = feedback_page(told, f"{module.id} {module.title}")
                written += put(place / module.notebook.replace(".ipynb", ".html"), page)
            handed = folder.step("submitted", result.learner.id, part.assignment)
            for name in _RELEASED_WITH:
                if (handed / name).is_file():
                    put(place / name, (handed / name).read_bytes())
    return written


def write_whole(
    folder: Path | str | ClassFolder, *, pdf: bool = False, only: Collection[str] = (),
    progress: Progress | None = None,
) -> list[Path]:
    """Write each learner's whole feedback and receipt into `feedback/<id>/`, from what stands.

    Nothing is marked: it tells the marks of the last run, with what people decided since.

    Args:
        pdf: also print it.
        only: ids of the learners; all of them if empty.
        progress: called with (done, all, id) after each learner.

    Returns:
        The pages, one for each learner that there is something to tell of.

    Raises:
        ClassError: nothing was marked yet, or nobody has one of the ids.
        PrintError: typst is not installed.
    """
    from .standing import standing

    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    unknown = sorted(set(only) - set(folder.roster.ids))
    if unknown:
        raise ClassError(f"Nobody on the roster is {', '.join(unknown)}. Give ids as the roster has them.")
    rests = read_receipts(folder)
    told = [one for one in standing(folder)
            if (one.marked or one.why) and (not only or one.learner.id in only)]
    pages = []
    for count, result in enumerate(told, start=1):
        pages.append(_whole(folder, result, rests.get(result.learner.id, {}), pdf=pdf))
        if progress:
            progress(count, len(told), result.learner.id)
    return pages


def _whole(folder: ClassFolder, result: LearnerResult, rests: Mapping[str, Any], *, pdf: bool) -> Path:
    place = folder.root / "feedback" / result.learner.id
    result = unpacked(result)
    made = receipt(folder.course.title, result, rests)
    told = letter(folder.course, result, foot(result, rests, made))
    put(place / PAGE, feedback_page(told))
    put(place / RECEIPT, receipt_bytes(made))
    if pdf:
        from .feedbackpdf import feedback_pdf

        put(place / PRINT, feedback_pdf(told))
    else:  # a print of earlier marks beside this page would tell something else
        (place / PRINT).unlink(missing_ok=True)
    return place / PAGE
