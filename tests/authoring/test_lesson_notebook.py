"""The instructor's, the learner's and the worked notebook, composed in memory."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import nbformat
import pytest

from cxkit.authoring.cells import label
from cxkit.authoring.notebook import instructor, released, serialise, worked
from cxkit.authoring.source import SourceError, reads
from cxkit.course import Course

COURSE = """\
title = "T"
assignment = "modules"
case = "none"
[[module]]
id = "07"
slug = "07-tea"
title = "Tea"
minutes = 12
section = [{ title = "Brew", minutes = 12, exercise = "7.1" }]
exercise = [{ id = "7.1", title = "Brew a pot", minutes = 12, core = true, points = 5, tasks = ["7.1h"] }]
"""
LESSON = """\
# Tea

+++

## Brew

One.

+++ {"tags": ["trainer"]}

TRAINER-ONLY

+++

Two.

```{code-cell} ipython3
cx.check("7.1")
```

```{code-cell} ipython3
cx.check("7.1")
```

```{code-cell} ipython3
cx.edit("7.1", mine=True)
```

```{code-cell} ipython3
:tags: [mark]

points("7.1")
```

+++ {"tags": ["worked"]}

WORKED-ONLY
"""


@dataclass(frozen=True)
class Level:
    score: int
    text: str
    exemplar: str


@dataclass(frozen=True)
class Rubric:
    id: str = "7.1h"
    title: str = "Taste"
    question: str = "Would you drink it?"
    look: str = "the cup"
    points: int = 3
    levels: tuple = (Level(0, "RUBRIC-LOW", "Cold."), Level(3, "RUBRIC-HIGH", "EXEMPLAR"))
    comments: tuple = (("stew", "COMMENT-BANK"),)


def fake_tasks(exercise: str) -> tuple[Rubric, ...]:
    return (Rubric(),) if exercise == "7.1" else ()


@pytest.fixture
def course(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "course.toml").write_text(COURSE, encoding="utf-8")
    (tmp_path / "source" / "07-tea.md").write_text(LESSON, encoding="utf-8")
    return Course(tmp_path)


def test_cell_ids_come_from_what_a_cell_is(course):
    ids = [c.id for c in instructor(course, "07", tasks=fake_tasks).cells]
    assert ids == [
        "07-tea-1", "07-brew-1", "07-brew-2", "check-7-1", "check-7-1-2", "edit-7-1-mine",
        "points-7-1", "mark-7-1", "task-7-1h",
    ]  # fmt: skip


def test_a_cell_put_in_elsewhere_renames_no_other(course):
    before = {c.id: c.source for c in instructor(course, "07", tasks=fake_tasks).cells}
    path = course.root / "source" / "07-tea.md"
    path.write_text(LESSON.replace("# Tea\n", "# Tea\n\n+++\n\nNew.\n"), encoding="utf-8")
    after = {c.id: c.source for c in instructor(course, "07", tasks=fake_tasks).cells}
    assert {k: after.get(k) for k in before} == before and len(after) == len(before) + 1


def test_graded_and_task_cells_are_as_nbgrader_wants_them(course):
    cells = {c.id: c for c in instructor(course, "07", tasks=fake_tasks).cells}
    mark, task = cells["mark-7-1"], cells["task-7-1h"]
    assert mark.source == 'from cxkit.desk import points\npoints("7.1")'
    assert mark.metadata.nbgrader == {
        "grade": True, "grade_id": "mark-7-1", "locked": True, "points": 5,
        "schema_version": 3, "solution": False, "task": False,
    }  # fmt: skip
    assert task.cell_type == "markdown" and "RUBRIC-HIGH" in task.source
    assert task.metadata.nbgrader == {
        "grade": False, "grade_id": "task-7-1h", "locked": True, "points": 3,
        "schema_version": 3, "solution": False, "task": True,
    }  # fmt: skip
    others = [c for c in cells.values() if c.id not in ("mark-7-1", "task-7-1h")]
    assert not any("nbgrader" in c.metadata for c in others)


def test_the_learners_notebook_holds_no_scheme_and_no_solution(course):
    source = instructor(course, "07", tasks=fake_tasks)
    before = copy.deepcopy(source)
    learner = released(source)
    text = serialise(learner).decode()
    for secret in ("RUBRIC", "EXEMPLAR", "COMMENT-BANK", "MARK SCHEME", "WORKED", "TRAINER"):
        assert secret not in text
    assert source == before, "the instructor's notebook was changed"
    cells = {c.id: c for c in learner.cells}
    assert "Would you drink it?" in cells["task-7-1h"].source
    assert cells["mark-7-1"].metadata.editable is False
    assert cells["mark-7-1"].metadata.nbgrader.checksum
    assert all(c.metadata.jupyter.source_hidden for c in learner.cells if c.cell_type == "code")
    assert all((c.metadata.editable, c.metadata.deletable) == (False, False) for c in learner.cells)


def test_every_verb_cell_stands_alone(course):
    codes = [c.source for c in released(instructor(course, "07", tasks=fake_tasks)).cells
             if c.cell_type == "code"]  # fmt: skip
    assert codes[0] == '# Check 7.1\nimport cxkit as cx\ncx.check("7.1")'
    assert all("import cxkit as cx" in c or "from cxkit.desk import" in c for c in codes)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('cx.start("02")', "Run this first: module 02"),
        ('cx.edit("2.3")', "Open the form of 2.3"),
        ('cx.edit("2.3", mine=True)', "Open the form of 2.3 for your own organisation"),
        ('cx.draw("grid", mine=True)', "Draw the grid for your own organisation"),
        ('cx.export("grid", to="pdf")', "Save the grid as PDF"),
        ("cx.ready()", "See what is missing, and pack the hand-in"),
    ],
)
def test_a_folded_cell_says_what_run_will_do(line, words):
    piece = reads(f"# T\n\n```{{code-cell}} ipython3\n{line}\n```\n", "t.md")[1]
    assert label(piece.call) == words


def test_the_worked_notebook_shows_the_rubric_without_nbgraders_marks(course):
    notebook = worked(course, "07", tasks=fake_tasks)
    text = serialise(notebook).decode()
    assert "WORKED-ONLY" in text and "RUBRIC-HIGH" in text and "EXEMPLAR" in text
    assert "MARK SCHEME" not in text and "nbgrader" not in text and "TRAINER" not in text


def test_nothing_of_a_machine_is_in_a_notebook(course):
    notebook = released(instructor(course, "07", tasks=fake_tasks))
    assert notebook.metadata == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3",
        },
        "language_info": {"name": "python"},
    }  # fmt: skip
    raw = serialise(notebook)
    assert b"\r" not in raw and raw.endswith(b"}\n")
    assert raw == serialise(nbformat.reads(raw.decode(), 4))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('points("7.1")', 'points("7.2")', "exercise 7.2 is not in module 07. Expected one of 7.1"),
        ('tasks = ["7.1h"]', 'tasks = ["7.1x"]', "names the task 7.1x, which has no rubric"),
    ],
)
def test_a_mark_cell_that_fits_nothing_is_a_sentence(course, old, new, sentence):
    for path in (course.root / "course.toml", course.root / "source" / "07-tea.md"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        instructor(Course(course.root), "07", tasks=fake_tasks)
    assert sentence in str(caught.value)


def test_a_missing_lesson_is_a_sentence(course):
    (course.root / "source" / "07-tea.md").unlink()
    with pytest.raises(SourceError, match="07-tea.md cannot be read"):
        instructor(course, "07", tasks=fake_tasks)
