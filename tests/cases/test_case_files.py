"""Building, checking and reading the case's files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxkit import cases
from cxkit.cases import CaseError

COMMITTED = Path(__file__).parents[2] / "course" / "cases"

COUNTS = {
    "vignettes": 48,
    "verbatims": 180,
    "segments": 20,
    "survey_needs": 8,
    "promises": 10,
    "survey": 1200,
}


@pytest.mark.parametrize(("attribute", "count"), COUNTS.items())
def test_counts(case, attribute, count):
    assert len(getattr(case, attribute)) == count


def test_what_learners_see_holds_nothing_of_the_key(case):
    assert {frozenset(v) for v in case.vignettes.values()} == {
        frozenset({"id", "who", "text", "use"})
    }
    assert {frozenset(v) - {"shares"} for v in case.verbatims.values()} == {
        frozenset({"id", "channel", "date", "from", "text"})
    }
    assert {frozenset(s) for s in case.segments.values()} == {frozenset({"id", "text"})}
    assert {frozenset(n) for n in case.other_grid["needs"]} == {
        frozenset({"id", "need", "strengths"})
    }
    assert len(case.other_grid["needs"]) == 9 and len(case.other_grid["items"]) == 12


def test_the_committed_files_are_as_built():
    assert cases.drift("rowan-vale", COMMITTED) == []


def test_built_in_another_process_with_other_hashes_the_bytes_are_the_same(built, tmp_path):
    code = "import sys; from pathlib import Path; from cxkit import cases; "
    code += "cases.build('rowan-vale', Path(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        check=True,
        env=dict(os.environ)
        | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(COMMITTED.parents[1]), "LC_ALL": "C"},
    )
    for path in sorted(built.iterdir()):
        found = (tmp_path / "rowan-vale" / path.name).read_bytes()
        assert found == path.read_bytes()
        assert b"\r" not in found and found.endswith(b"\n") and not found.endswith(b"\n\n")


def test_a_second_build_completes_a_folder_that_was_cut_off(tmp_path):
    written = cases.build("rowan-vale", tmp_path)
    written[0].unlink()
    written[1].write_text("half", encoding="utf-8")
    assert len(cases.drift("rowan-vale", tmp_path)) == 2
    cases.build("rowan-vale", tmp_path)
    assert cases.drift("rowan-vale", tmp_path) == []
    assert sorted((tmp_path / "rowan-vale").iterdir()) == sorted(written)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("survey.csv", lambda p: p.unlink(), "survey.csv is missing"),
        (
            "key.json",
            lambda p: p.write_bytes(b"{}\n"),
            "differs from what would be built, from line 1",
        ),
        ("stray.txt", lambda p: p.write_bytes(b"x"), "stray.txt"),
    ],
)
def test_drift_is_said_in_one_sentence(tmp_path, name, change, said):
    cases.build("rowan-vale", tmp_path)
    change(tmp_path / "rowan-vale" / name)
    (sentence,) = cases.drift("rowan-vale", tmp_path)
    assert said in sentence


def test_line_ends_of_a_windows_checkout_are_no_drift(tmp_path):
    for path in cases.build("rowan-vale", tmp_path):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert cases.drift("rowan-vale", tmp_path) == []


def test_an_unknown_case_is_named_with_those_there_are(tmp_path):
    with pytest.raises(CaseError, match="acme.*rowan-vale"):
        cases.build("acme", tmp_path)


def test_a_place_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "rowan-vale").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(CaseError, match="could not be written"):
        cases.build("rowan-vale", tmp_path)


def _spoil(change):
    """Change one decoded JSON value of a file and write it back."""

    def spoil(path):
        content = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(change(content)), encoding="utf-8")

    return spoil


def _without(items, place, field):
    del items[place][field]
    return items


@pytest.mark.parametrize(
    ("name", "attribute", "damage", "said"),
    [
        (
            "key.json",
            "key",
            lambda p: p.write_text(p.read_text("utf-8")[:900], "utf-8"),
            "whole JSON",
        ),
        ("key.json", "key", lambda p: p.write_bytes(b""), "whole JSON"),
        ("key.json", "key", _spoil(lambda c: c | {"schema": 9}), "schema 1, found schema 9"),
        ("key.json", "key", _spoil(lambda c: [c]), "named fields, found a list"),
        ("vignettes.json", "vignettes", _spoil(lambda c: {"a": c}), "a list of items"),
        ("vignettes.json", "vignettes", _spoil(lambda c: _without(c, 2, "who")), "item 3"),
        ("vignettes.json", "vignettes", _spoil(lambda c: [*c, c[0]]), "twice, at item 49"),
        ("verbatims.json", "verbatims", _spoil(lambda c: [7, *c]), "found a number, at item 1"),
        ("segments.json", "segments", _spoil(lambda c: [c[0] | {"text": None}]), "'text' as text"),
        ("promises.json", "promises", lambda p: p.write_bytes(b"\xff\xfe{"), "UTF-8"),
        ("dialogue.json", "dialogue", lambda p: p.write_bytes(b"[" * 200_000), "too deep"),
        ("dialogue.json", "dialogue", lambda p: p.write_bytes(b"1" * 9000), "too long"),
        ("survey.csv", "survey", lambda p: p.write_bytes(b"a" * 200_000), "field larger"),
        ("survey.csv", "survey", lambda p: p.write_bytes(b""), "found nothing"),
        ("survey.csv", "survey", lambda p: p.write_bytes(b"a,b\n"), "found a, b, at line 1"),
        (
            "survey.csv",
            "survey",
            lambda p: p.write_bytes(p.read_bytes() + b"R151,N1,6,2\n"),
            "importance from 1 to 5, or empty, found '6', at line 1202",
        ),
        (
            "survey.csv",
            "survey",
            lambda p: p.write_bytes(p.read_bytes() + b"R151,N1\n"),
            "4 values, found 2, at line 1202",
        ),
        ("survey.csv", "survey", lambda p: p.unlink(), "it is gone"),
    ],
)
def test_a_damaged_file_is_named_with_what_was_expected(tmp_path, name, attribute, damage, said):
    cases.build("rowan-vale", tmp_path)
    opened = cases.load(tmp_path / "rowan-vale")
    damage(opened.folder / name)
    with pytest.raises(CaseError) as caught:
        getattr(opened, attribute)
    assert name in str(caught.value) and said in str(caught.value)
    assert "cxkit cases build" in str(caught.value)


def test_a_folder_that_is_not_there_or_not_whole_is_said_at_once(tmp_path):
    with pytest.raises(CaseError, match="Expected a case folder"):
        cases.load(tmp_path / "nowhere")
    (tmp_path / "key.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CaseError, match="lacks vignettes.json"):
        cases.load(tmp_path)


def test_a_file_is_read_once(case):
    assert case.vignettes is case.vignettes


def test_reading_a_case_imports_no_generator_and_no_library(built):
    code = (
        "import sys, cxkit; before = set(sys.modules); from cxkit import cases; "
        "c = cases.load(sys.argv[1]); c.key; c.vignettes; c.survey; "
        "print(sorted({m.split('.')[0] for m in set(sys.modules) - before} - sys.stdlib_module_names), "
        "[m for m in sys.modules if m.startswith('cxkit.cases.rowan')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(built)], check=True, capture_output=True, text=True
    )
    assert said.stdout.strip() in ("[] []", "['cxkit'] []")


def test_every_part_of_a_case_holds_something(built):
    opened = cases.load(built)
    for attribute in (*COUNTS, "other_grid", "dialogue", "key"):
        assert getattr(opened, attribute), attribute
