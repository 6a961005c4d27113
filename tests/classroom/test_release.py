from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cxkit.classroom.release import ReleaseError, bundle, release
from cxkit.course import Course

ROOT = Path(__file__).parents[2]
TOP = {"README.md", "start.py", "overrides.json", "requirements.lock", "LICENSE",
       "course", "cxkit"}
COURSE = {"course.toml", "LICENSE.md", "modules", "cases", "quiz", "recordings"}


@pytest.fixture(scope="module")
def files(course):
    return bundle(course)


def test_the_list_of_what_a_learner_gets(files, course):
    assert {Path(n).parts[0] for n in files} <= TOP
    assert {Path(n).parts[1] for n in files if n.startswith("course/")} <= COURSE
    assert {n for n in files if n.startswith("course/modules/")} == {
        f"course/modules/{m.notebook}" for m in course.modules
    }
    assert {"cxkit/__init__.py", "cxkit/forms/table.js", "cxkit/marking/rubrics/02.toml",
            "course/cases/rowan-vale/key.json", "course/quiz/02.json"} <= set(files)


@pytest.mark.parametrize("part", [
    "solutions", "source", "trainer", "tests", "answers", "exports", "models",
    "__pycache__", ".git", ".venv", "gradebook.db",
])
def test_what_stays_out(files, part):
    inside = [n for n in files if n.startswith("course/")]
    assert not [n for n in inside if part in Path(n).parts]
    assert not [n for n in files if part in Path(n).parts and part.startswith((".", "_"))]
    assert f"{part}" not in {Path(n).parts[0] for n in files}


def test_a_learner_gets_the_sound_and_not_the_papers(files):
    heard = {Path(n).name for n in files if n.startswith("course/recordings/")}
    assert {"rv1.webm", "rv2.vtt", "rv3.json", "rv4.gold.json", "rv2.partner.json",
            "LICENCES.md"} <= heard
    assert not [n for n in heard if n.startswith("bw") or "storyboard" in n or n.endswith(".npy")]


def test_nothing_that_a_paper_is_drawn_from_is_given_out(files):
    assert not [n for n in files if "brightwater" in n and Path(n).parent.name != "cases"]


def test_no_model_answer_is_in_it(files, answers):
    """Texts that only a model answer has: long, and written by hand."""
    known = b"\n".join(raw for name, raw in files.items() if "/cases/" in name)
    rest = b"\n".join(raw for name, raw in files.items() if "/cases/" not in name)

    def texts(value):
        if isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from texts(one)
        elif isinstance(value, str) and len(value) > 30:
            yield value.encode()

    wanted = [t for sections in answers.values() for t in texts(sections) if t not in known]
    assert len(wanted) > 20
    assert [t for t in wanted if t in rest] == []


def test_nothing_that_names_a_person_or_a_machine(files):
    for name, raw in files.items():
        assert str(ROOT).encode() not in raw, name


def test_the_lock_is_the_learners_part(files):
    lock = files["requirements.lock"].decode()
    names = set(re.findall(r"(?m)^([\w.\-]+)==", lock))
    assert {"jupyterlab", "anywidget", "pydantic", "pywinpty", "colorama", "numpy"} <= names
    assert not {"nbgrader", "sqlalchemy", "playwright", "pytest", "ruff"} & names
    whole = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    # On which systems a package is wanted may differ: an extra may want it everywhere.
    pinned, theirs = ([line.split(" ;")[0].rstrip("\\ ") for line in text.splitlines()
                       if line[:1].isalnum()] for text in (whole, lock))
    assert set(theirs) <= set(pinned), "the same versions as the rest: run `make lock`"


def test_twice_released_is_the_same_zip(tmp_path, course):
    one, two = release(course, tmp_path / "a"), release(course, tmp_path / "b")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {n.split("/")[0] for n in archive.namelist()} == {"outside-in"}
        assert archive.testzip() is None


def test_the_bundle_works_where_it_is_unpacked(tmp_path, course):
    """The first verb in the bundle's own folder, with the bundle's own kit."""
    release(course, tmp_path)
    place = tmp_path / "outside-in"
    code = ("import cxkit, pathlib; from cxkit.desk import Desk; d = Desk.find(); "
            f"print(pathlib.Path(cxkit.__file__).parent.parent == pathlib.Path(r'{place.resolve()}'), "
            "d.mark('2.1').state)")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place / "course" / "modules", text=True,
        capture_output=True, encoding="utf-8", env={"PYTHONPATH": str(place), "PATH": ""},
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (["True", "not", "started"], "")


def test_the_room_s_settings_are_in_it(files):
    settings = json.loads(files["overrides.json"])
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    # A cell run right after typing must find the answer on the disk.
    kernels = settings["@jupyterlab/apputils-extension:kernels-settings"]
    assert kernels == {"commsOverSubshells": "disabled"}


def test_start_wants_the_course_s_own_python(files, tmp_path):
    (tmp_path / "start.py").write_bytes(files["start.py"])
    compile(files["start.py"], "start.py", "exec")
    code = ("import sys, runpy; sys.prefix = sys.base_prefix; "
            "runpy.run_path('start.py', run_name='__main__')")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True,
                          text=True, check=False)
    assert (done.returncode, "see the three lines in README.md" in done.stderr) == (1, True)


def test_an_unbuilt_course_is_a_sentence(tmp_path):
    (tmp_path / "course.toml").write_bytes((ROOT / "course" / "course.toml").read_bytes())
    with pytest.raises(ReleaseError, match="00-start-here.ipynb"):
        release(Course(tmp_path), tmp_path / "out")
