"""`cxkit paper new`: what is written, what is refused, and that nothing is ever overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxkit import cases
from cxkit.cases.case import CaseError
from cxkit.cases.paper import SHORTEST, new_paper, open_key, open_paper, read_secret
from cxkit.cli import main

SECRET = "the kettle of class seven sings"
Run = Callable[..., Result]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["paper", "new", *map(str, words)])


def _trouble(found: Result) -> str:
    assert found.exit_code == 1 and isinstance(found.exception, SystemExit), found.output
    assert "Traceback" not in found.output
    return found.output


def _lies(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()} if folder.is_dir() else {}


def test_paper_and_key_are_written_apart_and_belong_together(secret: Path, tmp_path: Path) -> None:
    found = run(tmp_path / "paper", "--secret", secret)
    assert found.exit_code == 0, found.output
    assert "files written: 20" in found.output and str(tmp_path / "paper-key") in found.output
    front = json.loads((tmp_path / "paper/paper.json").read_text("utf-8"))
    key = json.loads((tmp_path / "paper-key/key.json").read_text("utf-8"))
    assert front["paper"] == key["paper"] and key["paper"] in found.output
    assert SECRET not in found.output
    assert "files written: 0" in run(tmp_path / "paper", "--secret", secret).output


def test_the_key_may_go_elsewhere(secret: Path, tmp_path: Path) -> None:
    found = run(tmp_path / "p", "--secret", secret, "--key", tmp_path / "safe/keys")
    assert found.exit_code == 0
    assert (tmp_path / "safe/keys/key.json").is_file() and not (tmp_path / "p-key").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", f"{SHORTEST} bytes"),
        (b"short", "found 5"),
        (b"  short          \n\n", "found 5"),
        (b"x" * 40, "one character"),
        (b"abcabcabcabcabcabcabc", "a few characters"),
        (b"\xff\xfe" + "short".encode("utf-16-le"), "found 5"),
        (b"z" * 1_000_002, "million"),
    ],
)
def test_a_secret_that_can_be_guessed_is_refused(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "secret"
    path.write_bytes(content)
    assert words in _trouble(run(tmp_path / "paper", "--secret", path))
    assert not (tmp_path / "paper").exists()


def test_a_secret_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    assert "could not be read" in _trouble(run(tmp_path / "p", "--secret", tmp_path / "none"))
    assert "could not be read" in _trouble(run(tmp_path / "p", "--secret", tmp_path))


def test_any_bytes_may_be_a_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(bytes(range(128, 160)))
    assert read_secret(path) == bytes(range(128, 160))


@pytest.mark.parametrize(
    "saved",
    [
        "la clé de la 7e\nchante le soir".encode(),
        b"\xef\xbb\xbf" + "la clé de la 7e\r\nchante le soir\r\n".encode(),
        "la clé de la 7e\r\nchante le soir".encode("utf-16"),
        b"\xfe\xff" + "la clé de la 7e\nchante le soir ".encode("utf-16-be"),
        "  la cle\u0301 de la 7e\rchante le soir\n\n".encode(),
    ],
    ids=["plain", "Notepad", "PowerShell", "big-endian", "old Mac"],
)
def test_a_sentence_is_the_same_secret_whichever_editor_saved_it(
    saved: bytes, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_bytes(saved)
    assert read_secret(tmp_path / "secret").decode() == "la clé de la 7e\nchante le soir"


@pytest.mark.parametrize("where", ["paper", "paper-key"])
@pytest.mark.parametrize("name", ["mine.txt", "steps.json", "key.json", ".hidden"])
def test_a_folder_that_holds_something_else_is_left_alone(
    secret: Path, tmp_path: Path, where: str, name: str
) -> None:
    (tmp_path / where).mkdir()
    (tmp_path / where / name).write_text("mine\n", encoding="utf-8")
    assert name in _trouble(run(tmp_path / "paper", "--secret", secret))
    assert _lies(tmp_path / where) == {name: b"mine\n"}
    other = "paper" if where == "paper-key" else "paper-key"
    assert not (tmp_path / other).exists(), "nothing is written before all is looked at"


def test_a_folder_within_is_left_alone(secret: Path, tmp_path: Path) -> None:
    (tmp_path / "paper/steps.json").mkdir(parents=True)
    assert "steps.json" in _trouble(run(tmp_path / "paper", "--secret", secret))


def test_a_file_in_the_place_of_the_folder_is_a_sentence(secret: Path, tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("mine\n", encoding="utf-8")
    assert "is a file" in _trouble(run(tmp_path / "paper", "--secret", secret))
    assert (tmp_path / "paper").read_text("utf-8") == "mine\n"


def test_a_run_that_was_cut_off_is_completed(secret: Path, tmp_path: Path) -> None:
    run(tmp_path / "paper", "--secret", secret)
    whole, key = _lies(tmp_path / "paper"), _lies(tmp_path / "paper-key")
    for name in ("event-log.csv", "paper.json", "PROVENANCE.md"):
        (tmp_path / "paper" / name).unlink()
    (tmp_path / "paper/.event-log.csv.4711.tmp").write_bytes(whole["event-log.csv"][:999])
    (tmp_path / "paper-key/key.json").unlink()
    assert "files written: 4" in run(tmp_path / "paper", "--secret", secret).output
    assert _lies(tmp_path / "paper") == whole and _lies(tmp_path / "paper-key") == key


def test_another_secret_does_not_complete_it(secret: Path, tmp_path: Path) -> None:
    run(tmp_path / "paper", "--secret", secret)
    (tmp_path / "paper/event-log.csv").unlink()
    before = _lies(tmp_path / "paper")
    other = tmp_path / "other.txt"
    other.write_text("a sentence that nobody else knows", encoding="utf-8")
    assert "no part of this secret's paper" in _trouble(run(tmp_path / "paper", "--secret", other))
    assert _lies(tmp_path / "paper") == before


@pytest.mark.parametrize("key", ["paper", "paper/key", "paper/../paper/key", "."])
def test_the_key_never_lies_with_the_paper(secret: Path, tmp_path: Path, key: str) -> None:
    said = _trouble(run(tmp_path / "paper", "--secret", secret, "--key", tmp_path / key))
    assert "within the other" in said
    assert not (tmp_path / "paper").exists()


def test_a_place_that_cannot_be_written_is_a_sentence(secret: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CaseError, match="could not|is a file"):
        new_paper(tmp_path / "file/paper", SECRET.encode(), tmp_path / "key")


def test_the_sample_is_built_with_its_key_apart_and_drift_is_named(tmp_path: Path) -> None:
    root = tmp_path / "cases"
    assert len(cases.build("brightwater", root)) == 20
    assert cases.drift("brightwater", root) == []
    key = tmp_path / "trainer/brightwater-key"
    (key / "bw2.gold.json").write_text("{}\n", encoding="utf-8")
    assert cases.drift("brightwater", root) == [], "what is built with the sound belongs there"
    (key / "key.json").unlink()
    (root / "brightwater/mine.txt").write_text("x", encoding="utf-8")
    first, second = cases.drift("brightwater", root)
    assert first.startswith("mine.txt") and second.startswith("key.json")
    cases.build("brightwater", root)
    assert all(stated == found for _, stated, found in cases.truths("brightwater", root))


def test_paper_and_key_are_opened_for_marking(tmp_path: Path) -> None:
    made = new_paper(tmp_path / "paper", SECRET.encode())
    shown, key = open_paper(made.folder), open_key(made.key)
    assert shown["paper"]["paper"] == key["paper"] == made.id
    assert {"tables", "actions", "letters", "scripts", "quiz"} <= shown.keys()
    (made.folder / "paper.json").write_text("[1]\n", encoding="utf-8")
    for broken in (lambda: open_paper(made.folder), lambda: open_key(tmp_path)):
        with pytest.raises(CaseError):
            broken()
