"""A regrade is explained before anything is written: who, how much, on what, why."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cxkit.certificates.verdict import verdicts
from cxkit.classroom.feedback import write_whole
from cxkit.classroom.folder import ClassError, ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.outcome import ExerciseResult
from cxkit.classroom.regrade import explain
from cxkit.classroom.regradepage import apply, regrade_csv, regrade_page, write_explained
from cxkit.classroom.sample import hand_in
from cxkit.classroom.standing import standing
from cxkit.cli import main
from tests.classroom.given import decide


@pytest.fixture(scope="module")
def before(made, tmp_path_factory, course, answers) -> Path:
    """ana: weak; ben: fair, and a person scored his 2.1; cho has handed in nothing."""
    place = tmp_path_factory.mktemp("regrade") / "class"
    shutil.copytree(made, place)
    folder = ClassFolder(place)
    for who, kind in (("ana", "weak"), ("ben", "fair")):
        hand_in(kind, who, place / "handins", course, folder.release, answers)
    grade(folder)
    decide(folder, "mark-2-1", 9, "ben", "")
    return place


@pytest.fixture
def place(before, tmp_path) -> ClassFolder:
    shutil.copytree(before, tmp_path / "class")
    return ClassFolder(tmp_path / "class")


def change_key(folder: ClassFolder, exercise: str, **fields: object) -> None:
    path = folder.root / "course" / "cases" / "rowan-vale" / "key.json"
    key = json.loads(path.read_text(encoding="utf-8"))
    key["exercises"][exercise] |= fields
    path.write_text(json.dumps(key), encoding="utf-8")


def digests(folder: ClassFolder) -> dict[str, str]:
    return {p.relative_to(folder.root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in folder.root.rglob("*") if p.is_file()}


def points(folder: ClassFolder, exercise: str) -> dict[str, ExerciseResult]:
    return {one.learner.id: e for one in standing(folder.root) for e in one.exercises
            if e.exercise.id == exercise}


def test_nothing_differs_where_nothing_changed(place):
    found = explain(place)
    assert (found.differences, found.same, found.fresh, found.rests) == ((), 3, (), ())
    assert found.summary == "0 of 3 learners differ: 0 in points, 0 in the verdict."


def test_a_changed_threshold_is_told_with_both_values_and_the_key(place):
    change_key(place, "2.1", threshold=0.95)
    found = explain(place)
    assert found.differences
    assert [re.match(r"The key or the course: [0-9a-f]{16} then, [0-9a-f]{16} now\.$", r)
            for r in found.rests] != [None]
    for one in found.differences:
        whole, *lines = one.changes
        assert (whole.exercise, whole.criterion) == ("2.1", "")
        assert {c.exercise for c in lines} == {"2.1"}
        (line,) = [c for c in lines if c.threshold[0] != c.threshold[1]]
        assert line.threshold == (0.8, 0.95)
        assert line.value[0] == line.value[1]
        assert line.why == "The threshold goes from 0.80 to 0.95."
        assert one.delta <= 0
    (told,) = [row for row in found.criteria if row[1] == "Circumstance and need are told apart"]
    assert (told[0], told[2]) == ("2.1", len(found.differences)) and told[3] < 0


def test_a_changed_truth_is_told_as_another_value_of_the_same_measure(place):
    path = place.root / "course" / "cases" / "rowan-vale" / "key.json"
    key = json.loads(path.read_text(encoding="utf-8"))
    truth = key["exercises"]["2.4"]["truth"]
    key["exercises"]["2.4"]["truth"] = {k: {"g1": "g2", "g2": "g1"}.get(v, v) for k, v in truth.items()}
    path.write_text(json.dumps(key), encoding="utf-8")
    found = explain(place)
    said = [c.why for d in found.differences for c in d.changes if c.criterion]
    assert said and all(re.match(r"The same measure gives -?\d\.\d\d in place of -?\d\.\d\d, by the key or "
                                 r"the course\.$", w) for w in said)


def test_a_persons_score_stays(place):
    change_key(place, "2.1", threshold=0.95)
    found = explain(place)
    (ben,) = [d for d in found.differences if d.learner.id == "ben"]
    whole = ben.changes[0]
    assert (whole.points, whole.counts, ben.delta) == ((9, 9), False, 0)
    assert whole.why.startswith("A person's score stands; the program's goes from ")
    apply(place, found)
    assert points(place, "2.1")["ben"].score == 9


def test_a_hand_in_that_changed_is_told_from_a_key_that_did(place, course, answers):
    hand_in("expert", "ben", place.root / "handins", course, place.release, answers)
    hand_in("expert", "cho", place.root / "handins", course, place.release, answers)
    found = explain(place)
    (ben,) = found.differences
    assert [r.partition(":")[0] for r in ben.rests] == ["The hand-in"] and found.rests == ()
    assert {c.why for c in ben.changes if not c.criterion and c.counts} == {"The answer itself has changed."}
    said = {c.why for c in ben.changes if c.criterion}
    assert any(w.endswith("since the answer has changed.") for w in said)
    assert not any("by the k" in w for w in said)
    assert [one.id for one in found.fresh] == ["cho"]


def test_those_across_a_line_come_first(place):
    change_key(place, "2.1", threshold=0.95)
    change_key(place, "2.4", threshold=0.99)
    plain = explain(place)
    assert len(plain.differences) == 2
    last = plain.differences[-1].learner.id
    held = {"n": 0}

    def verdict(result):
        """The one who stood last falls from passed."""
        if result.learner.id != last:
            return "passed"
        held["n"] += 1
        return "passed" if held["n"] == 1 else "not passed"

    first, second = explain(place, verdict).differences
    assert (first.learner.id, first.verdict, first.crosses) == (last, ("passed", "not passed"), True)
    assert not second.crosses
    text = regrade_page("Course", plain).decode()
    assert text.index("Who changes") < text.index("What changes, and why")


def test_the_verdict_is_that_of_the_assessment(place):
    verdict = verdicts(place)
    assert verdict is not None
    assert {one.learner.id: verdict(one) for one in standing(place)} == {
        "ana": "waits", "ben": "waits", "cho": "no paper"}  # fmt: skip


def test_an_explanation_writes_nothing_and_a_regrade_does(place, tmp_path):
    write_whole(place)
    before = digests(place)
    page = place.root / "feedback" / "ana" / "index.html"
    told = page.read_bytes()
    change_key(place, "2.1", threshold=0.95)
    changed = digests(place)
    assert sum(changed[name] != before[name] for name in before) == 1
    for words in (["--explain"], ["--to", str(tmp_path / "out")]):
        said = CliRunner().invoke(main, ["regrade", str(place.root), *words])
        assert said.exit_code == 0, said.output
        assert "Nothing is written yet." in said.output and "--write" in said.output
    assert digests(place) == changed
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"regrade.html", "regrade.csv"}
    found = explain(place)
    with pytest.raises(ClassError, match="lies in the class"):
        write_explained(place, found, place.root / "report")
    expected = {d.learner.id: d.changes[0].points[1] for d in found.differences}

    said = CliRunner().invoke(main, ["regrade", str(place.root), "--write"])
    assert said.exit_code == 0 and "Regraded." in said.output
    assert {who: points(place, "2.1")[who].score for who in expected} == expected
    assert page.read_bytes() != told, "feedback that was given is given anew"
    (kept,) = (place.root / "report" / "regrades").glob("*/regrade.html")
    assert "Regraded on" in kept.read_text(encoding="utf-8")
    assert "There is nothing" in CliRunner().invoke(main, ["regrade", str(place.root), "--write"]).output


def test_the_table_has_a_row_a_change_and_no_formula(place):
    change_key(place, "2.1", threshold=0.95)
    found = explain(place, lambda result: "=passed")
    rows = list(csv.DictReader(regrade_csv(found).decode("utf-8-sig").splitlines()))
    assert len(rows) == sum(len(d.changes) for d in found.differences)
    assert {r["verdict before"] for r in rows} == {"'=passed"}
    (line,) = [r for r in rows if r["learner"] == "ana" and r["threshold before"] != r["threshold after"]]
    assert (line["threshold before"], line["threshold after"]) == ("0.80", "0.95")
    assert {r["counts"] for r in rows if r["learner"] == "ben"} == {"no, a person's score stands"}


def test_the_page_runs_nothing(place):
    change_key(place, "2.1", threshold=0.95)
    text = regrade_page("<b>x</b>", explain(place)).decode()
    assert "default-src 'none'" in text and "<b>x" not in text
    assert not re.search(r"<(script|iframe|object|embed|link|img|form|base)\b|\son\w+\s*=", text)


def test_what_was_never_marked_has_nothing_to_compare(folder):
    with pytest.raises(ClassError, match="cxkit grade"):
        explain(folder)
    assert not (folder.root / ".cxkit" / "journal").exists()
