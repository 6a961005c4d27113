"""The course as a static site: the learner's notebooks as pages to read, made by Sphinx.

A page has no kernel, so a cell that opens a form becomes a quiet line that says so, and the cells
that check, hint and mark are left out. Everything a page needs lies beside it; nothing is fetched.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ..course import Course

__all__ = ["SiteError", "build_site", "page"]

_FORM = re.compile(r'cx\.edit\("(?P<exercise>[^"]+)"(?P<mine>.*mine=True)?')
_PICTURE = re.compile(r'cx\.draw\("(?P<picture>[^"]+)"')


class SiteError(ValueError):
    """The site cannot be built; the message says what Sphinx said."""


def build_site(course: Course, target: Path | str) -> Path:
    """Build the site of a course into `target`, which is replaced.

    Returns:
        The page to open first.

    Raises:
        SiteError: Sphinx is not installed, a notebook is not built, or Sphinx warned of something.
    """
    try:
        from sphinx.application import Sphinx
        from sphinx.errors import SphinxError
    except ModuleNotFoundError as error:
        raise SiteError(
            f"The site needs {error.name}, which is not installed here. "
            'Install the trainer\'s part: pip install "cxkit[trainer]".'
        ) from None
    target = Path(target).resolve()
    if target.exists() and any(target.iterdir()) and not (target / ".buildinfo").is_file():
        raise SiteError(f"{target} holds files that are no site. Give an empty or a new folder.")
    with tempfile.TemporaryDirectory() as scratch:
        source, out = Path(scratch) / "source", Path(scratch) / "out"
        shutil.copytree(course.root / "site", source)
        for module in course.modules:
            try:
                notebook = nbformat.read(course.notebooks / module.notebook, 4)
            except FileNotFoundError:
                raise SiteError(f"{module.notebook} is not built. Run `cxkit build`.") from None
            (source / module.notebook).write_text(
                nbformat.writes(page(notebook)), encoding="utf-8", newline="\n"
            )
        try:
            Sphinx(
                str(source), str(source), str(out), str(Path(scratch) / "doctrees"), "html",
                status=None, freshenv=True, exception_on_warning=True,
            ).build()  # fmt: skip
        except SphinxError as error:
            raise SiteError(f"Sphinx could not build the site: {error}") from None
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(out, target)
    return target / "index.html"


def page(notebook: NotebookNode) -> NotebookNode:
    """A learner's notebook as a page to read: text alone."""
    made = nbformat.v4.new_notebook(metadata=notebook.metadata)
    for cell in notebook.cells:
        text = cell.source if cell.cell_type == "markdown" else _told(cell.source)
        if text:
            made.cells.append(nbformat.v4.new_markdown_cell(text, id=cell.id))
    return made


def _told(code: str) -> str:
    """What stands on a page in the place of a cell that runs; empty for one that says nothing."""
    form, picture = _FORM.search(code), _PICTURE.search(code)
    if form:
        whose = "on your own organisation " if form["mine"] else ""
        return f"*In the course, the form of {form['exercise']} {whose}opens here.*"
    if picture:
        return f"*In the course, the picture \u201c{picture['picture']}\u201d is drawn here.*"
    return ""
