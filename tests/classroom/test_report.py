from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from pathlib import Path

import pytest

from cxkit.classroom.feedback import write_feedback
from cxkit.classroom.grade import grade
from cxkit.classroom.report import safe_cell, write_report
from cxkit.course import Course
from tests.classroom.given import decide

COURSE = Course(Path(__file__).resolve().parents[2] / "course")

CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-cmd", "'-cmd"),
        ("@x", "'@x"),
        ("  =1", "'=1"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("-0.5", "-0.5"),
        ("plain", "plain"),
        (None, ""),
        (3, "3"),
        ("a\x00b\nc", "ab c"),
    ],
)
def test_no_cell_is_a_formula(value, expected):
    assert safe_cell(value) == expected


@pytest.fixture
def graded(folder, give):
    """ana: markup and a formula in her answers; ben: set aside; cho: a file of 50 MB."""
    path = give("ana", "weak")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    held = json.loads(files["answers/mine/0.1.json"])
    held["data"]["about"][0]["process"] = "=cmd|' /C calc'!A0<img src=x onerror=alert(1)>"
    files["answers/mine/0.1.json"] = json.dumps(held).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    give("ben", "zip cut off")
    give("cho", "one answer of 50 MB")
    results = grade(folder)
    write_report(folder, results)
    write_feedback(folder, results)
    return folder


def pages(folder):
    found = [*(folder.root / "report").rglob("*.html"), *(folder.root / "feedback").rglob("*.html")]
    return {p.relative_to(folder.root).as_posix(): p.read_text(encoding="utf-8") for p in found}


def test_every_learner_has_a_row_and_a_page(graded):
    index = pages(graded)["report/index.html"]
    for word in ("Ana Lima", "Ben Odum", "3 of 3 accounted for (2 marked, 1 set aside)",
                 "ben.zip is not a whole zip file", "answers/2.5.json holds 50.0 MB"):
        assert word in index, word
    assert set(pages(graded)) == {
        "report/index.html", *(f"report/learners/00{n}.html" for n in (1, 2, 3)),
        *(f"feedback/{who}/{m.assignment or 'modules'}/{m.slug}.html" for who in ("ana", "cho")
          for m in COURSE.modules),
    }


def test_pages_run_nothing_and_fetch_nothing(graded):
    for name, page in pages(graded).items():
        assert f'content="{CSP}"' in page, name
        assert not re.search(r"<(script|iframe|object|embed|link|img|form|base)\b", page), name
        assert not re.search(r"<[^>]*\son\w+\s*=", page), name
        assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:|//|javascript:|data:)", page), name
        assert "Cho <b>" not in page, name


def test_links_lead_somewhere(graded):
    for name, page in pages(graded).items():
        for link in re.findall(r'href="([^"]+)"', page):
            assert (graded.root / name).parent.joinpath(link).is_file(), (name, link)


def test_the_table_holds_every_exercise_of_everyone(graded):
    raw = (graded.root / "report" / "marks.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    exercises = list(graded.course.exercises)
    for who in ("ana", "cho"):
        whole = [r["exercise"] for r in rows if r["learner"] == who and not r["criterion"]]
        assert sorted(whole) == sorted(exercises)
    (ben,) = [r for r in rows if r["learner"] == "ben" and r["assignment"] == "modules"]
    assert (ben["status"], ben["points"]) == ("set aside", "")
    (waits,) = [r for r in rows if r["state"] == "waits for a person" and r["assignment"] == "modules"]
    assert (waits["learner"], waits["exercise"], waits["points"]) == ("cho", "2.5", "")
    assert not [c for r in rows for c in r.values() if c[:1] in ("=", "+", "@")]


def test_feedback_tells_what_and_no_key(graded):
    page = pages(graded)["feedback/ana/modules/02-customers-by-need.html"]
    assert "waiting for a person" in page
    assert "MARK SCHEME" not in page
    from cxkit.marking import tasks

    for exercise in graded.course.exercises:
        for task in tasks(exercise):
            for level in task.levels:
                assert level.exemplar not in page


def test_feedback_tells_what_a_person_said(graded):
    decide(graded, "task-2-2h", 2, "ana", "Go <deeper>.")
    assert write_feedback(graded, grade(graded)) == 1
    page = pages(graded)["feedback/ana/modules/02-customers-by-need.html"]
    assert "2 of 3" in page
    assert "Go &lt;deeper&gt;." in page


def test_what_a_person_scored_waits_no_more(graded):
    """An answer of 50 MB waited; once a person has scored it, every page and the CSV say so."""
    before = list(grade(graded))[2]["modules"].points
    decide(graded, "mark-2-5", 11, "cho", "")
    decide(graded, "task-2-2h", 2, "cho", "=Good")
    results = grade(graded)
    write_report(graded, results)
    write_feedback(graded, results)
    cho = list(results)[2]
    assert (cho.waiting, cho["modules"].points) == ((), before + 11)
    index = pages(graded)["report/index.html"]
    assert "scored by a person" in index and "a person decides" not in index
    for name in ("report/learners/003.html", "feedback/cho/modules/02-customers-by-need.html"):
        page = pages(graded)[name]
        assert "11 of 15 points" in page
        assert "A person gave this score; the program's was none." in html.unescape(page)
        assert "waits for a person" not in page
    raw = (graded.root / "report" / "marks.csv").read_bytes()
    rows = {(r["learner"], r["exercise"], r["criterion"]): r
            for r in csv.DictReader(raw.decode("utf-8-sig").splitlines())}
    assert rows["cho", "2.5", ""]["points"] == "11.00"
    assert rows["cho", "2.5", ""]["state"] == "scored by a person"
    task = rows["cho", "2.2", "2.2h"]
    assert (task["points"], task["of"], task["note"]) == ("2.00", "3", "'=Good")
    assert rows["cho", "2.3", "2.3h"]["state"] == "waiting for a person"


def test_an_answer_changed_after_a_person_scored_it_waits_again(graded, give):
    decide(graded, "mark-2-5", 11, "cho", "")
    give("cho")
    results = grade(graded)
    cho = list(results)[2]
    assert [e.exercise.id for e in cho.waiting] == ["2.5"]
    assert cho.waiting[0].score == 11
    write_report(graded, results)
    assert "The answer has changed since a person scored it." in pages(graded)["report/index.html"]
