"""The quiz before and after: two forms that ask for the same, and a gain told with its doubt."""

from __future__ import annotations

import csv
from math import isclose
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from cxkit.cases.bank import AREAS, BankError, Item, load
from cxkit.cases.stream import Stream
from cxkit.classroom.gain import Gain, GainError, Taken, gain, interval, read, told
from cxkit.classroom.quizforms import ITEMS, forms, write
from cxkit.cli import main

HEAD = ["id", "time", "form", *(f"q{n}" for n in range(1, 16))]


@pytest.fixture(scope="module")
def items(root: Path) -> dict[str, Item]:
    return load(root / "course" / "trainer" / "bank")


# ---- forms ----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3, 40])
def test_the_forms_share_rows_and_no_item(items: dict[str, Item], number: int) -> None:
    a, b = forms(items, number)
    assert (a.name, b.name) == (f"A{number}", f"B{number}")
    assert [i.row for i in a.items] == [i.row for i in b.items]
    assert not {i.id for i in a.items} & {i.id for i in b.items}
    for form in (a, b):
        assert [sum(i.area == area for i in form.items) for area in AREAS] == [3] * 5
        assert len({i.row for i in form.items}) == ITEMS
        assert all(item.options["abcd".index(right)].right for item, right in zip(form.items, form.key, strict=True))


def test_a_set_is_the_same_every_time_and_another_is_another(items: dict[str, Item]) -> None:
    assert forms(items, 2) == forms(dict(reversed(items.items())), 2)
    assert forms(items, 1)[0].items != forms(items, 2)[0].items


def test_a_bank_with_too_few_pairs_is_told(items: dict[str, Item]) -> None:
    rules = {k: i for k, i in items.items() if i.area != "rules" or i.row == "44"}
    with pytest.raises(BankError, match="rules: expected 3 rows with two items, found 1"):
        forms(rules)


def test_the_sheets_hide_the_key(items: dict[str, Item], tmp_path: Path) -> None:
    files = write(items, "A short quiz", tmp_path)
    assert [p.name for p in files] == ["form-A1.pdf", "form-B1.pdf", "key-1.csv", "answers.csv"]
    form = forms(items)[0]
    text = " ".join("\n".join(p.extract_text() for p in PdfReader(files[0]).pages).split())
    assert form.items[0].options[3].text in text and form.items[14].text in text
    assert not any(o.why in text for i in form.items for o in i.options)
    assert not any(i.id in text for i in form.items)
    rows = list(csv.DictReader(files[2].read_text(encoding="utf-8-sig").splitlines()))
    assert tuple(r["right"] for r in rows) == (*form.key, *forms(items)[1].key)


def test_answers_that_somebody_filled_in_are_not_overwritten(items: dict[str, Item], tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("mine", encoding="utf-8")
    write(items, "A short quiz", tmp_path)
    assert (tmp_path / "answers.csv").read_text(encoding="utf-8") == "mine"


# ---- the gain -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "share", "bounded"),
    [
        ([(5, 10), (9, 12), (3, 8)], 13 / 28, True),
        ([(5, 10), (9, 12), (3, 9)], 14 / 28, False),  # each gained half: no spread to judge by
        ([(5, 4), (9, 12), (3, 9), (0, 0)], 8 / 43, True),
        ([(5, 10)], 5 / 10, False),
        ([(5, 10), (7, 11)], 9 / 18, False),
        ([(5, 10)] * 5, 5 / 10, False),
        ([(15, 15)] * 4, None, False),
        ([], None, False),
    ],
)
def test_the_share_of_what_could_be_gained(
    scores: list[tuple[int, int]], share: float | None, bounded: bool
) -> None:
    found, low, high = interval(scores)
    assert found == share if share is None else isclose(found, share)
    assert (low is not None, high is not None) == (bounded, bounded)
    if bounded:
        assert low < found < high <= 1


def test_fieller_agrees_with_the_quadratic_it_comes_from() -> None:
    """At its ends the mean of won - end * left lies exactly t standard errors from 0."""
    from scipy.special import stdtrit

    scores = [(4, 9), (7, 11), (10, 11), (6, 12), (8, 8), (5, 13), (9, 12)]
    _, *ends = interval(scores)
    n = len(scores)
    for end in ends:
        rest = [a - b - end * (15 - b) for b, a in scores]
        mean = sum(rest) / n
        error = (sum((x - mean) ** 2 for x in rest) / (n - 1) / n) ** 0.5
        assert isclose(abs(mean) / error, float(stdtrit(n - 1, 0.975)), rel_tol=1e-9)


@pytest.mark.parametrize(("learners", "least"), [(6, 0.92), (20, 0.92)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(learners: int, least: float) -> None:
    """Classes whose every learner knows .4 of the items before and .7 after: true gain .5."""
    chance = Stream(7, f"coverage {learners}")
    held = 0
    for _ in range(300):
        scores = [tuple(sum(chance.unit() < p for _ in range(15)) for p in (0.4, 0.7)) for _ in range(learners)]
        _, low, high = interval(scores)
        held += low is None or low <= 0.5 <= high
    assert least <= held / 300 <= 0.99


def test_an_interval_without_end_is_not_given() -> None:
    assert interval([(15, 15), (15, 14), (0, 14), (15, 15)])[1:] == (None, None)


def answers(items: dict[str, Item], form: str, right: int) -> tuple[str, ...]:
    key = next(f.key for f in forms(items, int(form[1:])) if f.name == form)
    return tuple(k if n < right else "" for n, k in enumerate(key))


def test_a_class_from_its_answers(items: dict[str, Item]) -> None:
    taken = [
        Taken("ana", "before", "A1", answers(items, "A1", 5)), Taken("ana", "after", "B1", answers(items, "B1", 11)),
        Taken("ben", "before", "B1", answers(items, "B1", 15)), Taken("ben", "after", "A1", answers(items, "A1", 15)),
        Taken("cai", "after", "A1", answers(items, "A1", 9)),
    ]  # fmt: skip
    found = gain(taken, items)
    assert found.learners == {"ana": (5, 11), "ben": (15, 15)}
    assert found.single == ("cai",) and found.first == 1
    assert (found.of("ana"), found.of("ben")) == (0.6, None)
    assert found.share == 0.6 and found.low is None
    assert all(b <= a for b, a in found.areas.values()) and found.areas.keys() == set(AREAS)
    text = told(found)
    for words in ("all right before", "not counted: cai", "fewer than 12 learners", "cannot be given"):
        assert words in text


def test_nobody_with_both_is_told(items: dict[str, Item]) -> None:
    with pytest.raises(GainError, match="Nobody has answers both before and after"):
        gain([Taken("ana", "before", "A1", answers(items, "A1", 5))], items)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Gain({"a": (5, 6), "b": (6, 6)}, (), 0.05, -0.2, 0.3, {}, 2), "does not show that anything was gained"),
        (Gain({"a": (5, 6), "b": (6, 6)}, (), 0.05, 0.01, 0.3, {}, 2), "All took the same form first"),
        (Gain({"a": (15, 15), "b": (15, 15)}, (), None, None, None, {}, 1), "nothing was left to gain"),
        (Gain({"a": (5, 10), "b": (6, 12)}, (), 0.6, 0.5, 0.7, {}, 1), "a                       5     10    0.50  within chance"),
    ],
)
def test_doubt_is_told(found: Gain, words: str) -> None:
    assert words in told(found)


# ---- reading --------------------------------------------------------------------------------


def put(folder: Path, text: str, encoding: str = "utf-8-sig", mark: str = ",") -> Path:
    path = folder / "answers.csv"
    path.write_bytes("\r\n".join([mark.join(HEAD), *text.splitlines()]).encode(encoding))
    return path


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-8", "\t")])
def test_what_spreadsheets_write_is_read(tmp_path: Path, encoding: str, mark: str) -> None:
    rows = mark.join(["Zoë", "Before", "a1", *"ABCDabcd", *[""] * 7])
    found = read(put(tmp_path, f"{rows}\n{mark * 17}\n{mark}after{mark * 16}", encoding, mark))
    assert found == (Taken("Zoë", "before", "A1", (*"abcdabcd", *[""] * 7)),)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("ana,during,A1,a", "line 2: expected before or after as time, found 'during'."),
        ("ana,before,C1,a", "line 2: expected a form such as A1"),
        ("ana,before,A,a", "line 2: expected a form such as A1"),
        (",before,A1,a", "line 2: the id is missing."),
        ("ana,before,A1,e", "line 2: expected a, b, c, d or nothing as q1, found 'e'."),
        ("ana,before,A1,a\nana,before,B1,a", "line 3: ana has before already in line 2."),
        ("ana,before,A1,a\nana,after,A1,a", "line 3: ana has A1 already in line 2."),
    ],
)
def test_a_row_that_cannot_count_is_told_by_line(tmp_path: Path, row: str, sentence: str) -> None:
    with pytest.raises(GainError) as caught:
        read(put(tmp_path, row))
    assert sentence in str(caught.value)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(GainError) as caught:
        read(put(tmp_path, "ana,x,A1,e\n,before,A1,a"))
    assert len(str(caught.value).splitlines()) == 3


def test_another_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name,mark\nana,3\n", encoding="utf-8")
    with pytest.raises(GainError, match="there is no column id"):
        read(tmp_path / "x.csv")


def test_the_commands(root: Path, tmp_path: Path, items: dict[str, Item], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    run = CliRunner()
    made = run.invoke(main, ["quiz", "forms", "--out", str(tmp_path)])
    assert made.exit_code == 0 and "Keep the key from learners." in made.output
    rows = [["ana", "before", "A1", *answers(items, "A1", 5)], ["ana", "after", "B1", *answers(items, "B1", 10)]]
    put(tmp_path, "\n".join(",".join(row) for row in rows))
    found = run.invoke(main, ["quiz", "gain", str(tmp_path / "answers.csv")])
    assert found.exit_code == 0 and "Class of 1: 5.0 of 15 before, 10.0 after." in found.output
