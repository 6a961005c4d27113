"""Sheets for judging offline: out and in again, and everything people do to them between."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cxkit.judging.judgement import Judgements, JudgingError, markers, tidy
from cxkit.judging.lines import SheetError, read_sheet
from cxkit.judging.sheet import COLUMNS, Row, export, rows_of, to_csv, to_xlsx
from cxkit.judging.sitting import Judging
from cxkit.judging.taking import take

NASTY = ["=1+1", "+44 20 7946 0000", "-", "@SUM(A1)", "'quoted", "a;b,c\td", 'say "so"', "two\nlines",
         "1-2", "12:30", "TRUE", "_x0041_", "#N/A", "\u0141\u00f3d\u017a \u738b \U0001f600", "no"]  # fmt: skip
TEXT = st.one_of(st.sampled_from(NASTY), st.text(max_size=30)).map(tidy)


@settings(max_examples=25)
@given(st.lists(st.tuples(TEXT, st.none() | st.integers(0, 3)), min_size=1, max_size=6), st.sampled_from(["csv", "xlsx"]))
def test_what_stands_on_a_sheet_is_read_as_it_was(tmp_path_factory, said, kind):
    rows = [Row(f"BCDF-GHJ{c}", tidy(text), level, text, "2.2h", "B" * 12, "anna")
            for c, (text, level) in zip("BCDFGH", said, strict=False)]  # fmt: skip
    path = tmp_path_factory.mktemp("sheet") / f"a.{kind}"
    path.write_bytes(to_csv(rows) if kind == "csv" else to_xlsx(rows))
    lines, notes = read_sheet(path)
    assert notes == []
    assert [tuple(line.get(n) for n in COLUMNS) for line in lines] == [
        tuple("" if c is None else str(c) for c in row.cells) for row in rows
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nothing_of_a_learner_s_becomes_a_formula(judged, change, tmp_path, kind):
    change("ana", "2.2", lambda data: data.update(pairs="=HYPERLINK(\"http://x\")"))
    change("ben", "2.2", lambda data: data["pairs"][0].update(need="=1+1"))
    export(judged, tmp_path / f"a.{kind}", "anna", tasks=["2.2"])
    if kind == "xlsx":
        sheet = load_workbook(tmp_path / "a.xlsx")["2.2h"]
        assert {c.data_type for row in sheet.iter_rows() for c in row} <= {"s", "n"}
        assert [c.value for c in sheet[1]] == list(COLUMNS)
    else:
        rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"), newline="")))
        assert not [c for row in rows for c in row if c[:1] in "=+-@" and c]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.dictionaries(st.sampled_from(["2.2h", "2.3h", "2.6h"]),
                            st.lists(st.tuples(st.none() | st.integers(0, 3), TEXT), min_size=3, max_size=3),
                            min_size=1),
       kind=st.sampled_from(["csv", "xlsx"]), turn=st.randoms(use_true_random=False))  # fmt: skip
def test_out_and_in_loses_nothing_whatever_the_order(judged, tmp_path, said, kind, turn):
    number = len(markers(judged))
    first, second = Judging(judged, f"first {number}"), f"second {number}"
    for task, given_ in said.items():
        for code, (level, comment) in zip(first.tickets(task), given_, strict=True):
            first.judge(task, code, level, comment)
    rows = [replace(row, marker=second) for task in said for row in rows_of(first, task)]
    turn.shuffle(rows)
    path = tmp_path / f"sheet.{kind}"
    path.write_bytes(to_csv(rows) if kind == "csv" else to_xlsx(rows))
    taken = take(judged, path)
    assert (taken.faults, taken.marker) == ([], second)
    for task in said:
        ours, theirs = Judgements(judged, first.marker).of(task), Judgements(judged, second).of(task)
        assert {w: (o.level, o.comment, o.digest) for w, o in ours.items() if o.says} == {
            w: (t.level, t.comment, t.digest) for w, t in theirs.items()}
    again = take(judged, path)
    assert (again.new, again.changed, again.faults) == (0, 0, [])


@pytest.fixture
def sheet(judged, tmp_path):
    """sheet(act): the rows of 2.2h as dicts, act(rows), written as CSV; the path."""

    def go(act, encoding="utf-8-sig", delimiter=",", name="s.csv"):
        export(judged, tmp_path / "out.csv", "anna", tasks=["2.2h"])
        text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        rows = act(rows) or rows
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
        (tmp_path / name).write_bytes(out.getvalue().encode(encoding, "replace"))
        return tmp_path / name

    return go


def put(**cells):
    def act(rows):
        for n, row in enumerate(rows):
            row.update(level=str(n))
        rows[1].update(cells)

    return act


def levels(judged, marker="anna"):
    return sorted(o.level for o in Judgements(judged, marker).of("2.2h").values() if o.level is not None)


# what stands in the second row -> the sentence about it
WRONG = {
    "no such level": (put(level="4"), "C3: expected a level from 0 to 3, found '4'."),
    "a half": (put(level="2.5"), "C3: expected a level from 0 to 3, found '2.5'."),
    "a word": (put(level="good"), "C3: expected a level from 0 to 3, found 'good'."),
    "another script's digit": (put(level="\u0662"), "C3: expected a level"),
    "no such answer": (put(answer="BBBB-BBBB"), "A3: there is no answer 'BBBB-BBBB'"),
    "no answer": (put(answer=""), "A3: there is no answer ''"),
    "a long comment": (put(comment="x" * 5000), "D3: The comment has 5000 characters; at most 4000."),
    "one answer twice": (lambda rows: put()(rows) or [*rows, {**rows[0], "level": "3"}],
                         "A5: {code} stands already in A2, with another level"),
}


@pytest.mark.parametrize(("act", "says"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_row_is_told_by_its_address_and_nothing_is_imported(judged, sheet, act, says):
    path = sheet(act)
    taken = take(judged, path)
    code = next(iter(Judging(judged, "anna").tickets("2.2h")))
    assert len(taken.faults) == 1 and says.format(code=code) in taken.faults[0], taken.faults
    assert not taken.imported and "Nothing was imported: 1 row is wrong." in taken.summary
    assert levels(judged) == []
    kept = take(judged, path, keep_good=True)
    assert kept.faults == taken.faults and kept.new == taken.read >= 2
    assert levels(judged) in ([0, 2], [0, 1, 2])


def test_excel_addresses_name_the_sheet_and_formulas_and_dates_are_told(judged, tmp_path):
    import datetime

    export(judged, tmp_path / "a.xlsx", "anna", tasks=["2.2h", "2.3h"])
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["How to judge", "2.2h", "2.3h"]
    book["2.2h"]["C2"], book["2.2h"]["C3"] = "=1+1", datetime.date(2026, 2, 1)
    book["2.2h"]["C4"], book["2.3h"]["C2"] = 2.0, True
    book["2.3h"]["D3"] = "=B2"
    book.save(tmp_path / "b.xlsx")
    taken = take(judged, tmp_path / "b.xlsx")
    assert [fault.split(", found")[0] for fault in taken.faults] == [
        "'2.2h'!C2: expected a level from 0 to 3", "'2.2h'!C3: expected a level from 0 to 3",
        "'2.3h'!C2: expected a level from 0 to 3", "'2.3h'!D3: expected a text as comment",
    ]
    assert "a date (2026-02-01)" in taken.faults[1]
    assert take(judged, tmp_path / "b.xlsx", keep_good=True).new == 1


# what people do to a sheet, and it is fine
FINE = {
    "rows removed": (lambda rows: put()(rows) or rows[1:], {}),
    "the other way round": (lambda rows: put()(rows) or rows[::-1], {}),
    "the same row twice": (lambda rows: put()(rows) or [*rows, dict(rows[1])], {}),
    "only two columns": (lambda rows: put()(rows) or [{k: r[k] for k in ("level", "answer")} for r in rows], {}),
    "more columns": (lambda rows: put()(rows) or [{"mine": "x", **r, "sum": "=A1"} for r in rows], {}),
    "codes in lower case": (lambda rows: put()(rows) or [{**r, "answer": f" {r['answer'].lower()} "} for r in rows], {}),
    "levels with a comma": (lambda rows: put()(rows) or [{**r, "level": r["level"] + ",0"} for r in rows], {}),
    "names in capitals": (lambda rows: put()(rows) or [{k.upper(): v for k, v in r.items()} for r in rows], {}),
    "a blank row": (lambda rows: put()(rows) or [rows[0], dict.fromkeys(rows[0], ""), *rows[1:]], {}),
    "Windows text": (put(comment="Gr\u00fc\u00dfe"), {"encoding": "cp1252"}),
    "UTF-16": (put(), {"encoding": "utf-16"}),
    "UTF-16 without its mark": (put(), {"encoding": "utf-16-le"}),
    "semicolons": (put(), {"delimiter": ";"}),
    "tabs": (put(), {"delimiter": "\t", "encoding": "utf-16"}),
}


@pytest.mark.parametrize(("act", "how"), FINE.values(), ids=FINE.keys())
def test_what_people_do_to_sheets(judged, sheet, act, how):
    taken = take(judged, sheet(act, **how), "anna")
    assert taken.faults == []
    assert levels(judged) in ([0, 1, 2], [1, 2])
    assert taken.new == len(levels(judged))
    if how.get("encoding") == "cp1252":
        assert "Read as Windows text (cp1252)" in taken.notes[0]
        assert "Gr\u00fc\u00dfe" in {o.comment for o in Judgements(judged, "anna").of("2.2h").values()}


def test_excel_s_own_first_line_is_not_counted(judged, sheet):
    path = sheet(put(level="9"), delimiter=";")
    path.write_bytes(b"sep=;\r\n" + path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert take(judged, path).faults[0].startswith("C3:")


def test_edits_in_other_columns_are_told_and_left_out(judged, sheet):
    taken = take(judged, sheet(put(written="Better words.", task="2.3h")))
    assert taken.notes[:2] == [
        "B3: this column is not read; what was changed there was left out.",
        "E3: this column is not read; what was changed there was left out.",
    ]
    assert levels(judged) == [0, 1, 2]


def test_what_is_not_in_the_file_stays(judged, sheet, say):
    say("anna", "2.2h", ana=(3, "Mine."), ben=(2, "Good."), cho=1)

    def act(rows):
        keep = next(r for r in rows if r["level"] == "3")
        return [{**keep, "level": "", "comment": ""}, next(r for r in rows if r["level"] == "1")]

    taken = take(judged, sheet(act))
    assert (taken.new, taken.changed, taken.same) == (0, 0, 1)
    assert any("1 answer of these questions has no row in the file" in n for n in taken.notes)
    assert any("1 level given before is empty in the file" in n for n in taken.notes)
    assert Judgements(judged, "anna").of("2.2h")["ana"].comment == "Mine."
    assert levels(judged) == [1, 2, 3]


def test_a_level_that_changes_is_told_and_the_one_before_kept(judged, sheet, say):
    say("anna", "2.2h", ana=3, ben=3, cho=3)
    taken = take(judged, sheet(put(level="3")))
    assert (taken.changed, taken.same) == (2, 1)
    assert sum("had level 3, now" in note for note in taken.notes) == 2
    assert sorted(len(o.earlier) for o in Judgements(judged, "anna").of("2.2h").values()) == [0, 1, 1]


def test_an_answer_that_changed_meanwhile_is_asked_for_again(judged, sheet, change):
    path = sheet(put())
    change("ana", "2.2", lambda data: data["pairs"][0].update(need="Other words."))
    taken = take(judged, path)
    assert (taken.new, taken.old, taken.faults) == (2, 1, [])
    judging = Judging(judged, "anna")
    (ana,) = [i for i, t in zip(judging.question("2.2h")["items"], judging.tickets("2.2h").values(), strict=True)
              if t.work.learner == "ana"]
    assert ana["level"] is None and ana["before"]["level"] in (0, 1, 2)
    judging.judge("2.2h", ana["code"], 3, "")
    assert take(judged, path).old == 1  # an old sheet does not undo it
    assert Judgements(judged, "anna").of("2.2h")["ana"].level == 3


def test_whose_sheet_it_is(judged, sheet):
    path = sheet(put())
    with pytest.raises(JudgingError, match="The sheet is of anna, not of bea"):
        take(judged, path, "bea")
    assert take(judged, path, "Anna").new == 3
    nobody = sheet(lambda rows: [{k: v for k, v in r.items() if k != "marker"} for r in rows], name="n.csv")
    with pytest.raises(JudgingError, match="names none; expected one. Say whose it is with --marker"):
        take(judged, nobody)


@pytest.mark.parametrize(("raw", "says"), [
    (b"", "expected columns named answer and level, found ''"),
    (b"answer,points\nA,1\n", "expected columns named answer and level, found 'answer,points'"),
    (b"PK\x03\x04 no zip", "the workbook is damaged"),
    (b"\xd0\xcf\x11\xe0 old", "of the old Excel, or locked with a password"),
    (b'answer,level\n"' + b"x" * 3_000_000, "field larger than field limit"),
])
def test_what_is_no_sheet_is_a_sentence(judged, tmp_path, raw, says):
    (tmp_path / "x.csv").write_bytes(raw)
    with pytest.raises(SheetError, match="Nothing was imported") as found:
        take(judged, tmp_path / "x.csv", "anna")
    assert says in str(found.value)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_sheet_is_the_same_bytes_twice_and_holds_no_name(judged, tmp_path, say, kind):
    say("anna", "2.2h", ana=2)
    for name in "ab":
        assert export(judged, tmp_path / f"{name}.{kind}", "anna", tasks=["2.2h"]) == 3
    raw = (tmp_path / f"a.{kind}").read_bytes()
    assert raw == (tmp_path / f"b.{kind}").read_bytes()
    for line in read_sheet(tmp_path / f"a.{kind}")[0]:
        assert not {"ana", "Ana", "Lima", "Odum"} & set(" ".join(line.cells.values()).split())


def test_other_endings_and_nothing_to_judge_are_sentences(judged, tmp_path):
    with pytest.raises(JudgingError, match="ends in .xlsx or .csv"):
        export(judged, tmp_path / "a.ods", "anna")
    with pytest.raises(JudgingError, match="There is nothing to judge"):
        export(judged, tmp_path / "a.csv", "anna", third=True)
