from __future__ import annotations

import copy
import json

import pytest

from cxkit.classroom.preflight import check_notebook, graded


def cell(kind, name, source="", **flags):
    made = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    if flags:
        made["metadata"]["nbgrader"] = {
            "grade": True, "grade_id": name, "locked": True, "points": 5, "schema_version": 3,
            "solution": False, "task": False, **flags,
        }
    return made


RELEASE = {
    "cells": [
        cell("markdown", "m-1", "# Title"),
        cell("code", "edit-1", 'cx.edit("2.1")'),
        cell("code", "mark-2-1", 'points("2.1")', points=5),
        cell("code", "edit-2", 'cx.edit("2.2")'),
        cell("code", "mark-2-2", 'points("2.2")', points=6),
        cell("markdown", "task-2-2h", "Rubric", grade=False, task=True, points=3),
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}}, "nbformat": 4, "nbformat_minor": 5,
}
WANTED = [c["metadata"] for c in graded(RELEASE)]


def at(notebook, name):
    return next(c for c in notebook["cells"] if c["id"] == name)


def double(nb):
    nb["cells"].insert(3, copy.deepcopy(at(nb, "mark-2-1")))


def double_plain(nb):
    nb["cells"].insert(3, copy.deepcopy(at(nb, "edit-1")))


def delete(nb):
    nb["cells"].remove(at(nb, "mark-2-2"))


def delete_all(nb):
    nb["cells"] = []


def retype(nb):
    at(nb, "mark-2-2")["cell_type"] = "markdown"


def retype_task(nb):
    at(nb, "task-2-2h").update(cell_type="code", outputs=[], execution_count=3)


def strip(nb):
    for one in nb["cells"]:
        one["metadata"] = {}


def strip_and_new_ids(nb):
    strip(nb)
    for number, one in enumerate(nb["cells"]):
        one["id"] = f"fresh-{number}"


def flip(nb):
    at(nb, "mark-2-1")["metadata"]["nbgrader"].update(grade=False, solution=True, locked=False)


def more_points(nb):
    at(nb, "mark-2-1")["metadata"]["nbgrader"]["points"] = 500


def edit_test(nb):
    at(nb, "mark-2-1")["source"] = "5.0"


def claim(nb):
    nb["cells"].append(cell("code", "bonus", "99", points=99))


def nonsense(nb):
    at(nb, "edit-1")["metadata"]["nbgrader"] = "yes"


def no_ids(nb):
    for one in nb["cells"]:
        del one["id"]


def swap(nb):
    cells = nb["cells"]
    cells[2], cells[4] = cells[4], cells[2]


def own_cells(nb):
    nb["cells"].insert(1, cell("markdown", "mine", "My own note"))
    at(nb, "m-1")["source"] = "# My title"


def outputs(nb):
    at(nb, "mark-2-1")["outputs"] = [{"output_type": "execute_result", "data": {}}]


CHANGES = {
    "untouched": (lambda nb: None, "sound", ""),
    "own cells": (own_cells, "sound", ""),
    "forged outputs": (outputs, "sound", ""),
    "nonsense metadata": (nonsense, "sound", ""),
    "cell ids lost": (no_ids, "sound", ""),
    "doubled": (double, "repaired", "the cell mark-2-1 stood twice"),
    "doubled, a plain cell": (double_plain, "repaired", "a cell stood twice"),
    "deleted": (delete, "repaired", "the cell mark-2-2 had been deleted"),
    "all deleted": (delete_all, "repaired", "the cell task-2-2h had been deleted"),
    "retyped": (retype, "repaired", "the cell mark-2-2 had become markdown"),
    "task retyped": (retype_task, "repaired", "the cell task-2-2h had become code"),
    "metadata stripped": (strip, "repaired", "the cell mark-2-1 had lost its metadata"),
    "metadata and ids gone": (strip_and_new_ids, "repaired", "had lost its metadata"),
    "flags flipped": (flip, "repaired", "other settings (grade, locked, solution)"),
    "points raised": (more_points, "repaired", "other settings (points)"),
    "test edited": (edit_test, "repaired", "the text of the cell mark-2-1 had been changed"),
    "a mark invented": (claim, "repaired", "a cell claimed to be marked as 'bonus'"),
    "reordered": (swap, "rebuilt", "the marked cells stood in another order"),
}


@pytest.mark.parametrize(("change", "state", "says"), CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_notebook_is_mended_and_told(change, state, says):
    notebook = copy.deepcopy(RELEASE)
    change(notebook)
    checked = check_notebook("02.ipynb", json.dumps(notebook).encode(), RELEASE)
    assert (checked.state, says in checked.sentence) == (state, True), checked.sentence
    assert [c["metadata"] for c in graded(checked.notebook)] == WANTED
    assert all(not c.get("outputs") for c in checked.notebook["cells"])
    ids = [c["id"] for c in checked.notebook["cells"]]
    assert len(set(ids)) == len(ids)


def test_what_is_mended_is_a_valid_notebook():
    import nbformat

    for change, _, _ in CHANGES.values():
        notebook = copy.deepcopy(RELEASE)
        change(notebook)
        checked = check_notebook("02.ipynb", json.dumps(notebook).encode(), RELEASE)
        nbformat.validate(nbformat.from_dict(checked.notebook))


def test_own_cells_are_kept():
    notebook = copy.deepcopy(RELEASE)
    own_cells(notebook)
    double(notebook)
    checked = check_notebook("02.ipynb", json.dumps(notebook).encode(), RELEASE)
    assert at(checked.notebook, "mine")["source"] == "My own note"
    assert len(checked.notebook["cells"]) == len(RELEASE["cells"]) + 2


UNREADABLE = {
    "empty": (b"", "rebuilt from the release: it is empty"),
    "cut off": (json.dumps(RELEASE).encode()[:200], "not complete JSON"),
    "not text": (b"\xff\xfe\x00", "not UTF-8 text"),
    "a list": (b"[]", "not a notebook of format 4"),
    "format 3": (b'{"nbformat": 3, "worksheets": []}', "not a notebook of format 4"),
    "cells of no type": (b'{"nbformat": 4, "cells": [{"source": "x"}]}', "cell 1 is of no known"),
    "cells of numbers": (b'{"nbformat": 4, "cells": [1]}', "cell 1 is of no known type"),
    "text of numbers": (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": 7}]}',
                        "cell 1 holds no text"),
    "too many cells": (json.dumps({"nbformat": 4, "cells": [{}] * 2001}).encode(), "2001 cells"),
    "deep": (b'{"a":' * 100_000, "nests too deeply"),
    "not read": ("it holds 50.0 MB; at most 20 MB are read", "it holds 50.0 MB"),
}


@pytest.mark.parametrize(("raw", "says"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_notebook_is_rebuilt(raw, says):
    checked = check_notebook("02.ipynb", raw, RELEASE)
    assert checked.state == "rebuilt"
    assert says in checked.sentence
    assert checked.notebook == RELEASE


def test_a_missing_notebook_is_told():
    checked = check_notebook("02.ipynb", None, RELEASE)
    assert checked.sentence == "02.ipynb was not handed in; the release stands in for it."
