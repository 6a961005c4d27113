"""Running a worked notebook: what is kept, what is refused. One kernel a test."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from cxkit.authoring.run import UNFINISHED, RunError, inspect_outputs, run


def _notebook(*sources: str):
    cells = [
        nbformat.v4.new_code_cell(s, id=f"cell-{i}") for i, s in enumerate(sources, start=1)
    ]
    metadata = {"kernelspec": {"display_name": "x", "language": "python", "name": "python3"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def test_text_is_kept_and_pictures_widgets_and_times_are_not(tmp_path):
    shown = (
        "from IPython.display import display\n"
        "display({'text/plain': 'words', 'text/html': '<b>words</b>', 'image/png': 'aGk=',"
        " 'application/vnd.jupyter.widget-view+json': {'model_id': 'x'}}, raw=True)\n"
        "display({'text/plain': 'fig', 'text/html': '<img src=\"data:image/png;base64,aGk=\">'},"
        " raw=True)\n"
        "display({'image/png': 'aGk='}, raw=True)"
    )
    facts = (
        "import os, json; from pathlib import Path\n"
        "print(os.environ['CXKIT_HEADLESS'], Path.cwd().name,"
        " json.loads(Path('answers/mine/0.1.json').read_text())['a'])"
    )
    notebook = run(_notebook(shown, facts), tmp_path, {"mine/0.1.json": b'{"a": 5}'})
    first, second = notebook.cells
    assert [dict(o.data) for o in first.outputs] == [
        {"text/plain": "words", "text/html": "<b>words</b>"},
        {"text/plain": "fig"},
    ]
    assert second.outputs[0].text == "1 solutions 5\n"
    assert "execution" not in first.metadata and "widgets" not in notebook.metadata
    # nor which Python ran it: the same bytes from 3.11.2 and from 3.11.7
    assert notebook.metadata == _notebook("1").metadata


def test_a_cell_that_raises_is_named(tmp_path):
    with pytest.raises(RunError, match="Cell cell-2 raised ZeroDivisionError: division by zero"):
        run(_notebook("1", "1 / 0", "2"), tmp_path, {})


def _stream(text: str, name: str = "stdout"):
    return nbformat.v4.new_output("stream", name=name, text=text)


def _shown(**data):
    return nbformat.v4.new_output("display_data", data=data)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (_stream("careful", "stderr"), "Cell cell-1 wrote to stderr: careful"),
        (_stream("in /kit/place"), "shows a fact of this machine (/kit/place)"),
        (_shown(**{"text/html": "<p>/kit/place</p>"}), "shows a fact of this machine"),
        (_shown(**{"text/plain": "<object object at 0x7f3b2c1d0a90>"}), "a fact of this machine"),
        (_shown(**{"text/plain": "edit " + UNFINISHED + " KeyError: 1"}), "KeyError: 1"),
    ],
)
def test_an_output_that_is_not_clean_is_refused(output, sentence):
    cell = nbformat.v4.new_code_cell("x", id="cell-1", outputs=[output])
    with pytest.raises(RunError) as caught:
        inspect_outputs(cell, ("/kit/place",))
    assert sentence in str(caught.value)


def test_nothing_is_left_behind(tmp_path):
    run(_notebook("open('left.txt', 'w').close()"), tmp_path, {"2.1.json": b"{}"})
    assert list(tmp_path.iterdir()) == [] and not Path("left.txt").exists()
