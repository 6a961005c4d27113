"""What a learner is told: summary first, every criterion, what to read, and nothing of the key."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cxkit.classroom.feedback import write_feedback, write_whole
from cxkit.classroom.folder import ClassError, ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.letter import letter
from cxkit.classroom.outcome import ExerciseResult, LearnerResult, PartResult
from cxkit.classroom.reading import places
from cxkit.classroom.receipt import check
from cxkit.classroom.roster import Learner
from cxkit.classroom.sample import hand_in
from cxkit.classroom.standing import standing
from cxkit.classroom.told import Line, Told
from cxkit.course import Course
from cxkit.marking import DONE, LOOK_AGAIN, Finding, task
from tests.classroom.given import decide

ROOT = Path(__file__).resolve().parents[2]
COURSE = Course(ROOT / "course")
NASTY = "<img src=x onerror=alert(1)> #set $x$ \u202egnp.exe\u202c \u200bhidden"


@pytest.fixture(scope="module")
def marked(made, tmp_path_factory, course, answers) -> ClassFolder:
    """ana: weak, with a person's word; ben: fair; cho: set aside. Tests only read it."""
    place = tmp_path_factory.mktemp("feedback") / "class"
    shutil.copytree(made, place)
    folder = ClassFolder(place)
    for who, kind in (("ana", "weak"), ("ben", "fair"), ("cho", "zip cut off")):
        hand_in(kind, who, place / "handins", course, folder.release, answers)
    grade(folder)
    decide(folder, "task-2-2h", 2, "ana", f"Go deeper. {NASTY}")
    decide(folder, "mark-2-5", 11, "ana", "Half of it holds.")
    write_whole(folder)
    return folder


@pytest.fixture(scope="module")
def letters(marked) -> dict[str, dict[str, Any]]:
    return {one.learner.id: letter(marked.course, one) for one in standing(marked)}


def page(folder: ClassFolder, who: str) -> str:
    return (folder.root / "feedback" / who / "index.html").read_text(encoding="utf-8")


def strings(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from strings(one)
    elif isinstance(data, str):
        yield data


def cards(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {c["title"].split()[0]: c for m in told["modules"] for c in m["cards"]}


# ---- what is told ----------------------------------------------------------------------------


def test_the_summary_comes_first_and_the_receipt_last(marked):
    text = page(marked, "ana")
    order = ["<h1", "points.", "What to read next", "Module by module", "00 Start here</h2>",
             "09 Assessment and take-home</h2>", "What these marks rest on"]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)


def test_every_exercise_and_every_criterion_is_told(letters, marked):
    ana = next(one for one in standing(marked) if one.learner.id == "ana")
    told = cards(letters["ana"])
    assert list(told) == list(COURSE.exercises)
    for e in ana.exercises:
        assert [c["title"] for c in told[e.exercise.id]["criteria"]] == [r.title for r in e.mark.results]
        assert [t["title"] for t in told[e.exercise.id]["tasks"]] == [task(n).title for n in e.exercise.tasks]


def test_the_marks_of_the_criteria_sum_to_the_score(letters, marked):
    ana = next(one for one in standing(marked) if one.learner.id == "ana")
    told = cards(letters["ana"])
    for e in ana.exercises:
        marks = [float(c["mark"].split()[0]) for c in told[e.exercise.id]["criteria"] if c["mark"]]
        assert sum(marks) == pytest.approx(e.points, abs=0.01 * max(1, len(marks))), e.exercise.id


def test_a_persons_level_and_comment_are_told(letters, marked):
    (task,) = cards(letters["ana"])["2.2"]["tasks"]
    assert (task["said"], task["level"]) == ("2 of 3", "Names an outcome for the customer in most rows.")
    assert task["comment"].startswith("Go deeper.")
    said = cards(letters["ana"])["2.5"]["said"]
    assert said[0].startswith("A person gave this score") and said[1] == "They wrote: Half of it holds."
    assert cards(letters["ben"])["2.2"]["tasks"][0]["said"] == "waiting for a person"


def test_who_was_set_aside_reads_why(marked):
    text = page(marked, "cho")
    assert "Set aside. cho.zip is not a whole zip file" in text
    assert "Cho <b>" not in text and "Cho &lt;b&gt;Min&lt;/b&gt;" in text


def _result(name: str, *lines: Line, points: float = 0.0) -> ExerciseResult:
    exercise = COURSE.exercise(name)
    home = next(m for m in COURSE.modules if exercise in m.exercises)
    return ExerciseResult(exercise, home.notebook, Told(LOOK_AGAIN, 0.0, lines), points, digest="d")


def _line(state: Any, value: float, interval: Any = None, credit: float = 0.5, name: str = "c") -> Line:
    return Line(name, "Kinds are told apart", state, value, 0.6, credit, 1, interval,
                (Finding(state, "3 differ"),))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (_line(LOOK_AGAIN, 0.5), "0.50 of 1, asked for 0.60"),
        (_line(LOOK_AGAIN, 0.2, (0.1, 0.3)), "95 % interval 0.10 to 0.30"),
        (_line(LOOK_AGAIN, 0.5, (0.3, 0.7)), "lies inside it, so this could have come out either way"),
        (_line(DONE, 0.65, (0.5, 0.8), 1.0), "lies inside it, so this could have come out either way"),
        (_line(DONE, 0.9, (0.8, 1.0), 1.0), "95 % interval 0.80 to 1.00"),
        (_line(DONE, 0.9, (0.9, 0.9), 1.0), "0.90 of 1, asked for 0.60"),
        (_line(DONE, 0.9, None, 0.2), "worth as much as the criterion that it rests on"),
    ],
)
def test_an_interval_is_told_where_it_matters(line, says):
    result = LearnerResult(Learner("x"), (PartResult("modules", "marked", exercises=(_result("2.1", line),)),))
    ((criterion,),) = ([c["criteria"] for m in letter(COURSE, result)["modules"] for c in m["cards"]])
    assert criterion["measure"].endswith(says) or says in criterion["measure"]
    assert ("inside" in criterion["measure"]) == ("inside" in says)


@pytest.mark.parametrize(
    ("name", "lines", "where"),
    [
        ("0.1", (), ["Module 00 Start here, \u201cYour own process\u201d."]),
        ("2.3", (), ["Module 02 Customers by need, \u201cThe idea\u201d and \u201cThe grid\u201d."]),
        ("2.4", (), ["Module 02 Customers by need, \u201cThe idea\u201d and \u201cAnother team's grid\u201d."]),
        ("2.7", (), ["Module 02 Customers by need, \u201cThe idea\u201d."]),
        ("9.1b", (), ["Module 04 Moments of truth and recordings, \u201cThe idea\u201d."]),
        ("9.3", (_line(DONE, 1.0, name="needs"), _line(LOOK_AGAIN, 0.1, name="rules")),
         ["Module 06 Business rules, \u201cThe idea\u201d."]),
    ],
)  # fmt: skip
def test_what_to_read_next_names_module_and_section(name, lines, where):
    found = [p.text.partition(" In the notebook")[0] for p in places(COURSE, _result(name, *lines))]
    assert found == where


def test_full_marks_ask_for_no_reading():
    assert places(COURSE, _result("2.1", points=10)) == ()


# ---- what is never told ----------------------------------------------------------------------

# What a check says on purpose after an answer: why an item is what it is, and in 8.4 where a rule
# comes from, which module 06 has taught.
_EXPLAINS = {"why", "graded", "origin"}


def _secrets(folder: Path) -> set[str]:
    """Every string of the keys and of the model answers that learners have nowhere to read."""
    course, models = folder / "course", ROOT / "course" / "source" / "models"
    keys = [p for p in course.rglob("*.json") if "key" in p.name or "key" in p.parent.name]
    public = "\n".join(
        s for p in [*course.rglob("*.json"), *(folder / "release").rglob("*.ipynb")] if p not in keys
        for s in strings(json.loads(p.read_text(encoding="utf-8")))
    ) + "\n".join(p.read_text(encoding="utf-8") for p in course.rglob("*.md"))

    def told(data: Any, paper: bool) -> Iterator[str]:
        if isinstance(data, dict):
            for name, value in data.items():
                if paper or name not in _EXPLAINS:
                    yield from told(value, paper)
        elif isinstance(data, list):
            for one in data:
                yield from told(one, paper)
        elif isinstance(data, str) and len(data) >= 12 and " " in data:
            yield data

    found = {s for p in keys
             for s in told(json.loads(p.read_text(encoding="utf-8")), p.parent.name == "paper-key")}
    found |= {s for p in models.rglob("*.json") for s in told(json.loads(p.read_text("utf-8")), True)}
    return {s for s in found if s not in public}


@pytest.fixture(scope="module")
def secrets(marked) -> set[str]:
    found = _secrets(marked.root)
    assert len(found) > 300
    return found


@pytest.fixture(scope="module")
def written(marked) -> dict[str, str]:
    """What each learner wrote."""
    return {who: "\n".join(
        s for p in (marked.root / "autograded" / who).rglob("answers/**/*.json")
        for s in strings(json.loads(p.read_text(encoding="utf-8")))) for who in ("ana", "ben")}


@pytest.mark.parametrize("name", COURSE.exercises)
def test_nothing_of_the_key_is_told(letters, secrets, written, name):
    for who in ("ana", "ben"):
        told = "\n".join(strings(cards(letters[who])[name]))
        assert told
        assert [s for s in secrets if s in told and s not in written[who]] == []


def test_pages_run_nothing_fetch_nothing_and_show_markup_as_text(marked):
    for who in ("ana", "ben", "cho"):
        text = page(marked, who)
        assert "default-src 'none'; style-src 'unsafe-inline'" in text
        assert not re.search(r"<(script|iframe|object|embed|link|img|form|base)\b", text)
        assert not re.search(r"<[^>]*\son\w+\s*=", text)
        assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:|//|javascript:|data:)", text)
        assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069]", text)
    assert "&lt;img src=x onerror=alert(1)&gt; #set $x$ gnp.exe hidden" in page(marked, "ana")


# ---- receipts --------------------------------------------------------------------------------


def _receipt(folder: ClassFolder, who: str) -> Path:
    return folder.root / "feedback" / who / "receipt.json"


def test_a_receipt_names_what_the_marks_rest_on_and_no_content(marked):
    made = json.loads(_receipt(marked, "ana").read_text(encoding="utf-8"))
    part = made["parts"]["modules"]
    for field in ("key", "handin", "answers"):
        assert re.fullmatch("[0-9a-f]{64}", part[field])
        assert part[field][:16] in page(marked, "ana")
    assert re.match(r"\d+\.\d+\.\d+\+[0-9a-f]{12}$", part["kit"]) and part["kit"] in page(marked, "ana")
    assert part["exercises"]["2.5"]["by"] == "a person"
    assert part["exercises"]["2.2"]["tasks"] == {"2.2h": 2.0}
    assert made["digest"][:16] in page(marked, "ana")
    assert set(made["parts"]) == {"modules", "paper"}
    words = [s for s in strings(made) if " " in s and s not in ("the program", "a person")]
    assert {w for w in words if "UTC" not in w} == {COURSE.title}


def test_marking_again_gives_the_same(marked):
    found = check(marked, "ana")
    assert found.equal and found.rests == () and found.count == len(COURSE.exercises)


def test_a_receipt_that_was_changed_or_is_anothers_is_refused(marked, tmp_path):
    raw = _receipt(marked, "ben").read_text(encoding="utf-8")
    for text, says in [
        (raw.replace('"points": ', '"points": 1'), "has been changed since it was written"),
        (raw, "is the receipt of 'ben', not of ana"),
        (raw[:50], "is no receipt that can be read"),
        ("[]", "is no receipt that can be read"),
    ]:
        (tmp_path / "r.json").write_text(text, encoding="utf-8")
        with pytest.raises(ClassError, match=re.escape(says)):
            check(marked, "ana", tmp_path / "r.json")
    with pytest.raises(ClassError, match="cxkit feedback"):
        check(marked, "ana", tmp_path / "none.json")
    with pytest.raises(ClassError, match="Nobody on the roster is 'zed'"):
        check(marked, "zed")


def test_a_receipt_says_what_differs_after_key_and_hand_in_changed(marked, tmp_path, course, answers):
    shutil.copytree(marked.root, tmp_path / "class")
    folder = ClassFolder(tmp_path / "class")
    path = folder.root / "course" / "cases" / "rowan-vale" / "key.json"
    key = json.loads(path.read_text(encoding="utf-8"))
    key["exercises"]["2.1"]["threshold"] = 0.9
    path.write_text(json.dumps(key), encoding="utf-8")
    hand_in("good", "ben", folder.root / "handins", course, folder.release, answers)
    found = check(folder, "ben")
    assert [line for line in found.differs if line.startswith("2.1: ")]
    assert {line.partition(" differs")[0] for line in found.rests} == {
        f"{part}: {what}" for part in ("modules", "paper") for what in
        ("The key and the course that the class is marked by", "The bytes of the hand-in",
         "The answers in the hand-in")}  # fmt: skip
    assert found.lines[0].startswith("Different: ")


def test_nothing_is_told_before_anything_was_marked(folder):
    with pytest.raises(ClassError, match="Nothing has been marked"):
        write_whole(folder)


def test_one_learner_alone_and_nobody_unknown(marked, tmp_path):
    assert [p.parent.name for p in write_whole(marked, only=["ben"])] == ["ben"]
    with pytest.raises(ClassError, match="Nobody on the roster is zed"):
        write_whole(marked, only=["zed"])


def test_pages_for_the_exchange_carry_the_foot_too(marked):
    assert write_feedback(marked, standing(marked)) == 2 * len(COURSE.modules)
    assert write_feedback(marked, standing(marked)) == 0
    text = (marked.root / "feedback/ana/modules/02-customers-by-need.html").read_text(encoding="utf-8")
    assert "What these marks rest on" in text and "Names an outcome for the customer" in text


def test_feedback_holds_what_the_exchange_asks_for_to_release_it(marked):
    handed = marked.step("submitted", "ana", "modules")
    secret = handed / "submission_secret.txt"
    secret.write_text("drawn by nbgrader", encoding="utf-8")
    (ana,) = (one for one in standing(marked) if one.learner.id == "ana")
    write_feedback(marked, [ana])
    place = marked.step("feedback", "ana", "modules")
    assert (place / "timestamp.txt").read_bytes() == (handed / "timestamp.txt").read_bytes()
    assert (place / "submission_secret.txt").read_text(encoding="utf-8") == "drawn by nbgrader"
    secret.unlink()
