"""The kernel's side of a form, spoken to as the form would."""

from __future__ import annotations

import json
import os
import threading
import time

import pytest
from sample_forms import editor

from cxkit.forms import turn
from cxkit.forms.spec import Question


class Wire:
    """Stands where the widget stands: keeps what the form is told."""

    def __init__(self, one) -> None:
        self.editor, self.told = one, []
        one._form = self

    def send(self, message) -> None:
        json.dumps(message)  # only plain values may go over the wire
        self.told.append(message)

    def say(self, op, client="a", **more):
        self.editor._heard(self, {"op": op, "client": client, **more}, [])
        return self.told[-1] if self.told else None

    def save(self, section, rows, client="a", seq=1):
        return self.say("save", client, section=section, rows=rows, seq=seq)


def opened(folder, exercise="2.3", client="a"):
    wire = Wire(editor(exercise, folder))
    wire.editor.state()
    wire.say("hello", client, rev=wire.editor.answer.rev)
    return wire


def file(folder, exercise="2.3"):
    return folder / "answers" / f"{exercise}.json"


def test_a_cell_is_questioned_once(tmp_path):
    """The form and the check both notice an unknown id; a learner reads it once."""
    wire = opened(tmp_path)
    cell = "cells/c1"
    wire.editor._questions = lambda data: [
        Question("needs", row["id"], cell, "the check's words") for row in data.get("needs", [])
    ]
    wire.save("categories", [{"id": "c1", "name": "one"}])
    row = {"id": "n1", "need": "x", "cells": {"c1": {"strength": 2, "evidence": ["V99"]}}}
    asked = [q["text"] for q in wire.save("needs", [row])["questions"] if q["column"] == cell]
    assert asked == ["V99 is not in the material. Which text shows this?"]


def test_opening_writes_nothing(tmp_path):
    wire = opened(tmp_path)
    json.dumps(wire.editor.state())
    assert list(tmp_path.iterdir()) == []
    assert str(tmp_path) not in json.dumps(wire.editor.state())


def test_a_save_is_acknowledged_with_the_sections_it_changed(tmp_path):
    told = opened(tmp_path).save("categories", [{"id": "c1", "name": "one"}, {"id": "c2"}], seq=9)
    assert (told["op"], told["seq"], told["rev"]) == ("saved", 9, 1)
    assert [s["key"] for s in told["sections"]] == ["needs"]
    assert [c["title"] for c in told["sections"][0]["columns"]] == ["Need", "one"]
    saved = json.loads(file(tmp_path).read_text(encoding="utf-8"))["data"]
    assert saved == {"categories": [{"id": "c1", "name": "one"}]}


def test_two_saves_at_the_same_moment_are_both_kept(tmp_path, monkeypatch):
    """JupyterLab sends a form's first words to the kernel's main thread, later ones to another."""
    wire = opened(tmp_path)
    write = wire.editor.workbook.write

    def slow(*args, **more):
        time.sleep(0.05)
        return write(*args, **more)

    monkeypatch.setattr(wire.editor.workbook, "write", slow)
    one = threading.Thread(target=wire.save, args=("categories", [{"id": "c1", "name": "one"}]))
    two = threading.Thread(target=wire.save, args=("needs", [{"id": "n1", "need": "x"}]))
    for thread in (one, two):
        thread.start()
    for thread in (one, two):
        thread.join()
    assert sorted(m["op"] for m in wire.told[1:]) == ["saved", "saved"]
    saved = json.loads(file(tmp_path).read_text(encoding="utf-8"))["data"]
    assert (saved["categories"][0]["name"], saved["needs"][0]["need"]) == ("one", "x")


def test_a_cell_waits_for_a_save_that_came_before_it(tmp_path, monkeypatch):
    wire = opened(tmp_path)
    monkeypatch.setattr(turn, "_asked", lambda: [wire.editor._turn])
    write = wire.editor.workbook.write

    def slow(*args, **more):
        time.sleep(0.3)
        return write(*args, **more)

    monkeypatch.setattr(wire.editor.workbook, "write", slow)
    saving = threading.Thread(target=wire.save, args=("needs", [{"id": "n1", "need": "x"}]))
    saving.start()
    turn.wait()
    assert file(tmp_path).exists()
    saving.join()


def test_a_save_that_was_overtaken_changes_nothing(tmp_path):
    wire = opened(tmp_path)
    wire.save("categories", [{"id": "c1", "name": "later"}], seq=6)
    told = wire.save("categories", [{"id": "c1", "name": "earlier"}], seq=5)
    assert (told["op"], told["rev"]) == ("saved", 1)
    assert wire.editor.answer.data["categories"] == [{"id": "c1", "name": "later"}]
    wire.say("hello", "b", rev=1)  # another window counts from its own beginning
    wire.save("categories", [{"id": "c1", "name": "b"}], client="b", seq=1)
    assert wire.editor.answer.data["categories"] == [{"id": "c1", "name": "b"}]


def test_the_same_rows_again_make_no_revision(tmp_path):
    wire = opened(tmp_path)
    rows = [{"id": "c1", "name": "one"}]
    assert wire.save("categories", rows)["rev"] == 1
    assert wire.save("categories", rows, seq=2)["rev"] == 1
    assert wire.save("categories", [], seq=3)["rev"] == 2


def test_questions_come_with_the_answer(tmp_path):
    cells = {"c1": {"strength": 1, "evidence": ["V99"]}}
    wire = opened(tmp_path)
    wire.save("categories", [{"id": "c1", "name": "one"}])
    told = wire.save("needs", [{"id": "n1", "need": "an app", "cells": cells}])
    assert [(q["column"], q["text"][:20]) for q in told["questions"]] == [
        ("cells/c1", "V99 is not in the ma"), ("need", "Is this a need, or a"),
    ]


@pytest.mark.parametrize("rows", ["text", None, {"id": "c1"}])
def test_what_is_no_list_of_rows_is_refused_and_nothing_written(tmp_path, rows):
    told = opened(tmp_path).save("categories", rows)
    assert (told["op"], told["kind"]) == ("refused", "fault")
    assert not file(tmp_path).exists()


def test_an_unknown_section_is_refused(tmp_path):
    assert "nothing" in opened(tmp_path).save("nothing", [])["reason"]


def test_a_fault_of_a_layout_never_loses_what_was_saved(tmp_path):
    wire = opened(tmp_path)
    wire.editor._layout = lambda data: [][0]
    assert wire.save("categories", [{"id": "c1", "name": "kept"}])["kind"] == "fault"
    assert "kept" in file(tmp_path).read_text(encoding="utf-8")


def test_only_the_view_that_came_last_may_save(tmp_path):
    wire = opened(tmp_path)
    wire.save("categories", [{"id": "c1", "name": "one"}])
    wire.say("hello", "b", rev=0)
    stale, state = wire.told[-2:]
    assert (stale["client"], stale["kind"]) == ("a", "stale")
    assert state["state"]["rows"]["categories"] == [{"id": "c1", "name": "one"}]
    assert wire.save("categories", [], client="a")["kind"] == "stale"
    assert wire.save("categories", [{"id": "c1", "name": "two"}], client="b")["op"] == "saved"


def test_a_later_kernel_makes_this_one_stale(tmp_path):
    first, second = opened(tmp_path), opened(tmp_path)
    second.save("categories", [{"id": "c1", "name": "theirs"}])
    told = first.save("categories", [{"id": "c1", "name": "mine"}])
    assert told["kind"] == "stale" and "saved elsewhere" in told["reason"]
    assert "Run the cell again" in told["reason"]
    assert "theirs" in file(tmp_path).read_text(encoding="utf-8")


def test_a_retired_editor_answers_everything_with_stale(tmp_path):
    wire = opened(tmp_path)
    wire.editor.retire()
    assert [wire.say(op)["kind"] for op in ("hello", "save", "recover")] == ["stale"] * 3


@pytest.mark.parametrize(("use", "rows"), [("offer", [{"id": "c1", "name": "two"}]), ("empty", [])])
def test_a_damaged_file_is_not_written_before_the_choice(tmp_path, use, rows):
    wire = opened(tmp_path)
    for seq, name in enumerate(("one", "two", "three")):
        wire.save("categories", [{"id": "c1", "name": name}], seq=seq)
    file(tmp_path).write_bytes(b'{"schema"')
    wire = opened(tmp_path)
    problem = wire.editor.state()["problem"]
    assert (problem["newer"], problem["offer"]["rev"]) == (False, 2)
    assert wire.save("categories", [{"id": "c1", "name": "x"}])["kind"] == "damaged"
    assert file(tmp_path).read_bytes() == b'{"schema"'
    state = wire.say("recover", use=use)["state"]
    assert (state["rows"]["categories"], state["problem"], state["rev"]) == (rows, None, 3)


def test_a_newer_file_is_left_as_it_is(tmp_path):
    file(tmp_path).parent.mkdir()
    file(tmp_path).write_text('{"schema": 99}', encoding="utf-8")
    wire = opened(tmp_path)
    assert wire.editor.state()["problem"]["newer"] is True
    wire.say("recover", use="empty")
    wire.save("categories", [{"id": "c1", "name": "x"}])
    assert file(tmp_path).read_text(encoding="utf-8") == '{"schema": 99}'


def test_rows_edited_by_hand_with_a_wrong_type_are_told(tmp_path):
    file(tmp_path).parent.mkdir()
    envelope = {"schema": 1, "rev": 1, "saved": "", "data": {"categories": "oh", "needs": []}}
    file(tmp_path).write_text(json.dumps(envelope), encoding="utf-8")
    asked = opened(tmp_path).editor.state()["questions"]
    assert "expected a list, found str" in asked[0]["text"]


def test_a_folder_that_may_not_be_written_is_told_at_open(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "may not be written" in opened(tmp_path).editor.state()["notice"]


def test_a_headless_run_shows_the_twin_alone_and_saves_nothing(tmp_path, monkeypatch):
    shown = []
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr("IPython.display.display", lambda *a, **k: shown.append((a, k)))
    one = editor("2.2", tmp_path)
    one.display()
    assert len(shown) == 1 and "text/html" in shown[0][0][0]
    assert Wire(one).save("pairs", [{"id": "p1", "need": "x"}], client="")["kind"] == "readonly"
    assert list(tmp_path.iterdir()) == []


def test_more_than_a_file_can_hold_is_refused(tmp_path):
    told = opened(tmp_path).save("categories", [{"id": "c1", "name": "x" * 3_000_000}])
    assert told["kind"] == "large" and "3.0 MB" in told["reason"]
    assert not file(tmp_path).exists()


def test_half_a_character_does_not_stop_a_save(tmp_path):
    assert opened(tmp_path).save("categories", [{"id": "c1", "name": "a\ud83d"}])["op"] == "saved"
    assert "a?" in file(tmp_path).read_text(encoding="utf-8")


def test_the_material_is_sent_once(tmp_path):
    wire = opened(tmp_path)
    assert len(wire.editor.state()["materials"]) == 1
    told = wire.save("categories", [{"id": "c1", "name": "one"}])
    assert told["materials"] == {}


def test_questions_without_a_row_belong_to_the_section(tmp_path):
    wire = opened(tmp_path)
    wire.editor._questions = lambda data: [Question("needs", "", "", "Which two differ least?")]
    assert wire.editor.state()["questions"][0]["row"] == ""
