"""Notebooks written by hand are, byte for byte, what nbformat would write."""

from __future__ import annotations

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.classroom.autograded import Sheet
from cxkit.classroom.folder import ClassFolder
from cxkit.classroom.nbtext import notebook_bytes

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def theirs(notebook) -> bytes:
    return nbformat.writes(nbformat.from_dict(notebook), version=nbformat.NO_CONVERT).encode() + b"\n"


def test_every_notebook_of_the_course_is_written_alike(made):
    folder = ClassFolder(made)
    assert len(folder.mends) == len(folder.course.modules)
    for name, mend in folder.mends.items():
        assert notebook_bytes(mend.given) == theirs(mend.given), name
        ready = Sheet(mend.given, folder, name)
        outputs = {place: [
            {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "a\nb", "text/html": ""}},
            {"output_type": "execute_result", "execution_count": None, "metadata": {},
             "data": {"text/plain": "2.5"}},
        ] for place, cell in enumerate(ready.cells) if cell["cell_type"] == "code"}  # fmt: skip
        assert ready.raw(outputs) == theirs(ready.notebook(outputs)), name


@settings(max_examples=40)
@given(TEXT, TEXT, st.dictionaries(TEXT, st.none() | st.booleans() | st.lists(TEXT, max_size=2), max_size=2))
def test_any_text_is_written_alike(source, shown, metadata):
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": metadata, "source": source},
        {"cell_type": "code", "id": "b", "metadata": {}, "source": shown, "execution_count": None,
         "outputs": [{"output_type": "display_data", "metadata": {},
                      "data": {"text/html": shown, "text/plain": source}}]},
    ]  # fmt: skip
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert notebook_bytes(notebook) == theirs(notebook)


@pytest.mark.parametrize("cells", [[], [{"cell_type": "raw", "id": "a", "metadata": {}, "source": ""}]])
def test_what_is_empty_is_written_alike(cells):
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert notebook_bytes(notebook) == theirs(notebook)
