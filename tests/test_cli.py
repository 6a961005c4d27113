"""The command line: what each command says, and that trouble is one sentence with an exit code."""

from __future__ import annotations

import errno
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxkit import bench
from cxkit.cli import main
from tests.shorter import shorten

Run = Callable[..., Result]
COMMANDS = ["build", "site", "slides", "sheets", "assess", "decide", "certificates", "badges", "badges key", "badges sign", "verify",
            "cases", "cases audit", "cases build", "tables", "tables check", "class", "class new", "class add", "class open", "class status", "class collect", "class close", "class due", "class delete", "class export", "dashboard", "class paper", "class release", "judge", "judge agree", "judge export",
            "judge import", "judge merge", "judge open", "grade", "demo", "items", "export-marks", "feedback", "receipt", "receipt check", "regrade",
            "bench", "recordings", "recordings audit", "recordings build", "paper", "paper new",
            "syllabus", "agenda", "guide", "quiz", "quiz forms", "quiz gain"]  # fmt: skip


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as from the repository's own folder, unless the test went elsewhere."""
    monkeypatch.chdir(root)

    def go(*words: object) -> Result:
        return CliRunner().invoke(main, [str(w) for w in words])

    return go


@pytest.fixture
def copy(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A copy of what is built and what it is built from; commands run in it."""
    home = tmp_path / "kit"
    leave = shutil.ignore_patterns("answers", "exports", ".ipynb_checkpoints")
    for name in ("course", "solutions"):
        shutil.copytree(root / name, home / name, ignore=leave if name == "course" else None)
    for name in ("pyproject.toml", "environment.yml"):
        shutil.copy(root / name, home)
    shorten(home)
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_bytes("\ufeffid;name\n ana ;Ana Lima\nben;Ben Odum\n".encode())
    return path


def _trouble(found: Result, code: int = 1) -> str:
    """What was said, after seeing that it is no traceback and that nothing was let through."""
    assert found.exit_code == code, found.output
    assert isinstance(found.exception, SystemExit), found.exception
    assert "Traceback" not in found.output
    return found.output


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_what_it_does(run: Run, command: str) -> None:
    found = run(*command.split(), "-h")
    assert found.exit_code == 0
    lines = found.output.splitlines()
    assert lines[0].startswith(f"Usage: main {command} ")
    assert re.fullmatch(r"  [A-Z].*\.", lines[2]), found.output


def test_these_are_all_the_commands() -> None:
    found = {n for name, c in main.commands.items()
             for n in (name, *(f"{name} {sub}" for sub in getattr(c, "commands", {})))}  # fmt: skip
    assert found == set(COMMANDS)


@pytest.mark.parametrize(
    "words",
    [("fly",), ("build", "--all"), ("grade",), ("class", "new"), ("class", "new", "here"),
     ("class", "new", "here", "--roster", "no-such-roster.csv"), ("bench", "speed"),
     ("cases", "build", "extra"), ("build", "--check", "--module", "02")],
    ids=" ".join,
)  # fmt: skip
def test_wrong_words_are_code_2_and_name_the_help(run: Run, words: tuple[str, ...]) -> None:
    said = _trouble(run(*words), 2)
    assert re.search(r"^Error: .+", said, re.M) and "Try 'main" in said


def test_the_version_is_the_one_that_is_packaged(run: Run, root: Path) -> None:
    packaged = re.search(r'^version = "(.+)"$', (root / "pyproject.toml").read_text("utf-8"), re.M)
    assert run("--version").output == f"cxkit, version {packaged[1]}\n"


# ---- cases, build ---------------------------------------------------------------------------


def test_the_committed_cases_are_as_built(run: Run) -> None:
    found = run("cases", "build", "--check")
    assert (found.exit_code, found.output) == (0, "")


def test_a_case_that_drifted_is_named_and_built_again(run: Run, copy: Path) -> None:
    case = copy / "course/cases/rowan-vale"
    (case / "survey.csv").unlink()
    (case / "key.json").write_text("{}\n", encoding="utf-8")
    said = _trouble(run("cases", "build", "--check")).splitlines()
    assert [re.match(r"\S+", s)[0] for s in said] == ["key.json", "survey.csv"]
    assert all(s.endswith(".") for s in said)
    assert not (case / "survey.csv").exists(), "a check writes nothing"
    assert run("cases", "build").output == "2 files written.\n"
    assert run("cases", "build").output == "Nothing has changed.\n"
    assert run("cases", "build", "--check").output == ""


def test_the_audit_finds_every_truth_in_the_documents(run: Run, copy: Path) -> None:
    found = run("cases", "audit")
    assert found.exit_code == 0 and found.output.endswith("truths, all equal.\n")
    key = copy / "course/cases/rowan-vale/contacts.csv"
    rows = key.read_text(encoding="utf-8").splitlines(keepends=True)
    key.write_text("".join(rows[:-40]), encoding="utf-8")
    assert "the documents" in _trouble(run("cases", "audit")).splitlines()[-1]


def test_build_is_silent_where_nothing_drifted_and_names_what_did(run: Run, copy: Path) -> None:
    run("build")  # the worked tour tells of every module, and this copy has two
    found = run("build", "--check")
    assert (found.exit_code, found.output) == (0, "")
    notebook = copy / "course/modules/02-customers-by-need.ipynb"
    before = notebook.read_bytes()
    notebook.write_bytes(before + b" ")
    (copy / "environment.yml").unlink()
    (copy / "course/cases/rowan-vale/PROVENANCE.md").write_text("mine\n", encoding="utf-8")
    said = _trouble(run("build", "--check")).splitlines()
    assert [s.split()[0] for s in said] == [
        "PROVENANCE.md",
        "course/modules/02-customers-by-need.ipynb",
        "environment.yml",
    ]
    assert not (copy / "environment.yml").exists(), "a check writes nothing"
    assert run("build").output == "3 files written.\n"
    assert notebook.read_bytes() == before


def test_a_fault_of_the_course_is_told_once_and_nothing_is_built(run: Run, copy: Path) -> None:
    toml = copy / "course/course.toml"
    toml.write_text(toml.read_text("utf-8").replace("minutes = 45", "minutes = 46"), "utf-8")
    (copy / "course/modules/00-start-here.ipynb").unlink()
    said = _trouble(run("build"))
    assert said.count("sections sum to 45 minutes, the module says 46") == 1
    assert not (copy / "course/modules/00-start-here.ipynb").exists()


def test_a_project_file_that_lacks_a_field_is_a_sentence(run: Run, copy: Path) -> None:
    (copy / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert "expected [project] with its dependencies" in _trouble(run("build"))


@pytest.mark.parametrize(
    "words",
    [("build",), ("cases", "build"), ("class", "release", "x"), ("demo", "x")],
    ids=" ".join,
)
def test_no_course_here_is_a_sentence(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "No course was found" in _trouble(run(*words))
    assert list(tmp_path.iterdir()) == []


# ---- class, grade, demo ---------------------------------------------------------------------


def test_a_class_is_made_and_marked(run: Run, tmp_path: Path, roster: Path) -> None:
    place = tmp_path / "class"
    said = run("class", "new", place, "--roster", roster)
    assert said.exit_code == 0
    *notes, last = said.output.splitlines()
    assert last == f"Class of 2 made in {place}. Put hand-ins into {place / 'handins'}."
    assert notes and all(n.startswith("note: ") for n in notes), "spaces were cut from an id"
    said = run("grade", place)
    assert said.exit_code == 0
    assert f"report: {place / 'report' / 'index.html'}" in said.output
    assert "Ana Lima" in said.output and "Ben Odum" in said.output
    shutil.rmtree(place / "report")
    said = run("grade", place, "--no-pages")
    assert said.exit_code == 0 and "report:" not in said.output
    assert not (place / "report" / "index.html").exists()
    again = run("class", "new", place, "--roster", roster)
    assert f"{place} holds files already" in _trouble(again)


BAD_ROSTERS = {
    "empty": b"",
    "no id column": b"name,colour\nAna,red\n",
    "an id twice": b"id,name\nana,Ana\nana,Anna\n",
    "not text": b"\x00\x01\xff\xfe\xfa",
}


@pytest.mark.parametrize("raw", BAD_ROSTERS.values(), ids=BAD_ROSTERS)
def test_a_bad_roster_makes_no_class(run: Run, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(raw)
    said = _trouble(run("class", "new", tmp_path / "class", "--roster", path))
    assert said.startswith("Error: ") and "bad.csv" in said
    assert not (tmp_path / "class").exists()


def test_a_folder_in_use_is_left_alone(run: Run, tmp_path: Path, roster: Path) -> None:
    place = tmp_path / "mine"
    place.mkdir()
    (place / "thesis.txt").write_text("x", encoding="utf-8")
    for words in (("class", "new", place, "--roster", roster), ("demo", place)):
        assert f"{place} holds files already" in _trouble(run(*words))
    assert [p.name for p in place.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("there", [True, False])
def test_what_is_no_class_is_not_graded(run: Run, tmp_path: Path, there: bool) -> None:
    place = tmp_path / "holiday"
    if there:
        place.mkdir()
    said = _trouble(run("grade", place))
    assert f"{place} is not a class folder" in said and "cxkit class new" in said
    assert place.exists() == there and not (there and list(place.iterdir()))


def test_a_class_whose_course_is_damaged_is_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    for name in ("nbgrader_config.py", "gradebook.db", "course/course.toml"):
        (tmp_path / name).write_text("title = ", encoding="utf-8")
    (tmp_path / "roster.csv").write_text("id,name\nana,Ana\n", encoding="utf-8")
    assert "course.toml is not whole TOML" in _trouble(run("grade", tmp_path))


def test_release_names_the_file_to_give(run: Run, tmp_path: Path) -> None:
    said = run("class", "release", tmp_path / "out")
    assert said.exit_code == 0
    archive = Path(said.output.removeprefix("Give this file to learners: ").strip())
    assert archive.is_file() and archive.parent == tmp_path / "out"


def test_release_without_built_notebooks_is_a_sentence(run: Run, copy: Path) -> None:
    (copy / "course/modules/00-start-here.ipynb").unlink()
    said = _trouble(run("class", "release", copy / "out"))
    assert "lacks 00-start-here.ipynb" in said and "cxkit build" in said


def test_the_demo_ends_with_the_line_that_was_promised(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what it does is tested in test_demonstration.py
    monkeypatch.setattr("cxkit.demonstration.demo", lambda folder: f"demo: as promised; {folder}")
    said = run("demo", tmp_path / "demo-class")
    assert said.exit_code == 0
    assert said.output.splitlines()[-1] == f"demo: as promised; {tmp_path / 'demo-class'}"


# ---- bench ----------------------------------------------------------------------------------


@pytest.fixture
def benches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two benchmarks that cost nothing: one measures, one lacks what it measures with."""

    def figures(name: str, full: bool = False) -> dict[str, float]:
        if name == "form":
            raise RuntimeError("Expected chromium on PATH, found none.")
        return {"learner_ms": 1.5}

    monkeypatch.setattr(bench, "NAMES", {"form": (), "mark": ()})
    monkeypatch.setattr(bench, "run", figures)


def test_a_benchmark_prints_a_line_or_one_json_object(run: Run, benches: None) -> None:
    assert run("bench", "mark").output == "mark: learner_ms 1.5\n"
    assert json.loads(run("bench", "mark", "--json").output) == {"learner_ms": 1.5}


def test_what_cannot_be_measured_stops_no_other(run: Run, benches: None) -> None:
    found = run("bench", "--json")
    assert "form: not measured. Expected chromium on PATH" in _trouble(found)
    assert json.loads(found.stdout) == {"bench": "mark", "learner_ms": 1.5}


def test_an_unknown_benchmark_names_the_known(run: Run) -> None:
    assert ", ".join(bench.NAMES) in _trouble(run("bench", "speed"), 2)


def test_every_benchmark_is_there(run: Run) -> None:
    import importlib

    for module, function in bench.NAMES.values():
        assert callable(getattr(importlib.import_module(module), function))
    figures = json.loads(run("bench", "mark", "--json").output)
    assert figures["learner_ms"] > 0 and figures["exercises"] > 30


# ---- the machine ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/a/b"), 1, "/a/b: No space left"),
        (PermissionError(errno.EACCES, "Permission denied", "/a/b"), 1, "/a/b: Permission denied"),
        (ModuleNotFoundError("No module named 'jupytext'", name="jupytext"), 1, "needs jupytext"),
        (KeyboardInterrupt(), 130, "run the command again to go on"),
    ],
)
def test_what_the_machine_refuses_is_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, sentence: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("cxkit.cases.build", refuse)
    assert sentence in _trouble(run("cases", "build"), code)


def test_a_fault_of_the_kit_is_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxkit.cases.build", lambda *_: int("x"))
    found = run("cases", "build")
    assert isinstance(found.exception, ValueError) and found.exit_code == 1
