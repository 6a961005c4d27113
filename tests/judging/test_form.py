"""The kernel's side of the form, and the commands."""

from __future__ import annotations

import errno
import json

import pytest
from click.testing import CliRunner

from cxkit.cli import main
from cxkit.forms.judge import Judge
from cxkit.judging import judgement
from cxkit.judging.judgement import Judgements
from cxkit.judging.sitting import Judging, judge


class Page:
    """What a browser would hear."""

    def __init__(self, judging):
        self.judge = Judge(judging)
        self.heard = []
        self.judge._form = self
        self.state = self.judge.state()

    def send(self, message):
        self.heard.append(json.loads(json.dumps(message)))

    def say(self, op, client="v1", **rest):
        self.heard.clear()
        self.judge._heard(None, {"op": op, "client": client, **rest}, [])
        return self.heard

    def save(self, code, level, comment="", client="v1", task="2.2h"):
        rows = [{"level": level, "comment": comment}]
        return self.say("save", client, section=f"{task}/{code}", rows=rows, seq=7)


@pytest.fixture
def page(judged):
    page = Page(Judging(judged, "anna"))
    assert page.say("hello", rev=0) == [{"op": "here", "client": "v1"}]
    page.task, page.codes = page.state["task"], [item["code"] for item in page.state["items"]]
    page.say("task", task="2.2h")
    page.codes = [item["code"] for item in page.heard[0]["state"]["items"]]
    return page


def test_a_level_is_on_the_disk_before_it_is_acknowledged(page, judged):
    (told,) = page.save(page.codes[0], 2, "Good.")
    assert (told["op"], told["seq"], told["rev"], told["section"]) == ("saved", 7, 1, f"2.2h/{page.codes[0]}")
    assert [(o.level, o.comment) for o in Judgements(judged, "anna").of("2.2h").values()] == [(2, "Good.")]
    (told,) = page.say("task", task="2.2h")
    assert told["state"]["items"][0] == {"code": page.codes[0], "level": 2, "comment": "Good.", "before": None}
    assert next(t for t in told["state"]["tasks"] if t["id"] == "2.2h")["done"] == 1


def test_an_answer_is_shown_when_asked_for(page):
    (told,) = page.say("show", task="2.2h", code=page.codes[1])
    assert told["op"] == "shown" and told["tables"][0]["rows"]


@pytest.mark.parametrize(("level", "comment", "says"), [
    (9, "", "Expected a level from 0 to 3"), ("2", "", "Expected a level"), (1, 5, "Expected a text"),
    (1, "x" * 5000, "at most 4000"),
])
def test_what_cannot_be_is_refused(page, judged, level, comment, says):
    (told,) = page.save(page.codes[0], level, comment)
    assert (told["op"], told["kind"]) == ("refused", "large") and says in told["reason"]
    assert Judgements(judged, "anna").of("2.2h") == {}


def test_a_later_window_takes_over(page):
    old, new = page.say("hello", client="v2", rev=0)
    assert (old["client"], old["kind"], new["op"]) == ("v1", "stale", "state")
    assert page.save(page.codes[0], 1)[0]["kind"] == "stale"
    assert page.save(page.codes[0], 1, client="v2")[0]["op"] == "saved"


def test_another_notebook_s_judgement_is_not_overwritten(page, judged):
    Judging(judged, "anna").judge("2.2h", page.codes[0], 3, "From there.")
    (told,) = page.save(page.codes[0], 0)
    assert (told["kind"], "changed elsewhere" in told["reason"]) == ("stale", True)
    assert {o.level for o in Judgements(judged, "anna").of("2.2h").values()} == {3}


def test_a_full_disk_is_told_and_the_next_try_saves(page, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(judgement, "put", full)
        (told,) = page.save(page.codes[0], 2)
    assert (told["kind"], "No space left" in told["reason"]) == ("readonly", True)
    assert page.save(page.codes[0], 2)[0]["op"] == "saved"


@pytest.mark.parametrize("message", [
    {"op": "save", "section": "2.2h/NONE-SUCH", "rows": [{"level": 1, "comment": ""}]},
    {"op": "save", "section": None, "rows": []}, {"op": "show", "task": "2.2h", "code": "NONE-SUCH"},
    {"op": "show"},
])
def test_nonsense_is_a_sentence(page, message):
    (told,) = page.say(message.pop("op"), **message)
    assert told["op"] == "refused" and "Traceback" not in told["reason"]


def test_an_odd_word_is_passed_over(page):
    page.heard.clear()
    page.judge._heard(None, "hello", [])
    assert page.say("what") == []


def test_a_folder_that_is_no_class_is_a_sentence(tmp_path, capsys):
    judge(tmp_path, marker="anna")
    assert "is not a class folder" in capsys.readouterr().out


# ---- commands -------------------------------------------------------------------------------


def run(*words):
    return CliRunner().invoke(main, [str(w) for w in words])


def test_from_the_form_to_the_gradebook_by_commands(judged, tmp_path, database, say):
    found = run("judge", judged, "--marker", "anna", "--no-lab")
    assert found.exit_code == 0 and "run its one line" in found.output
    book = json.loads((judged / "judge-anna.ipynb").read_text(encoding="utf-8"))
    assert 'judge(marker="anna")' in book["cells"][1]["source"]
    found = run("judge", "export", judged, "--to", tmp_path / "a.csv", "--marker", "anna", "--task", "2.2")
    assert found.output.startswith(f"3 answers written to {tmp_path / 'a.csv'} for anna.")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "a.csv").write_text(text.replace(",,,2.2h,", ",3,,2.2h,"), encoding="utf-8", newline="")
    found = run("judge", "import", judged, tmp_path / "a.csv")
    assert (found.exit_code, found.output) == (0, "anna: 3 new, 0 changed, 0 as before.\n")
    found = run("judge", "agree", judged)
    assert "2.2h Depth of need: 3 answers; judged by anna 3" in found.output
    found = run("judge", "merge", judged)
    assert found.exit_code == 0 and found.output.startswith("Scores: 3 written")
    assert database("cho", "2.2h") == (3.0, False, None)


@pytest.mark.parametrize(("words", "says"), [
    (["nowhere"], "is not a class folder"),
    (["CLASS", "--marker", "a/b", "--no-lab"], "A marker's name has"),
    (["export", "CLASS", "--to", "x.ods"], "ends in .xlsx or .csv"),
    (["merge", "CLASS", "--task", "9.9"], "There is no rubric task '9.9'"),
])
def test_trouble_is_a_sentence(judged, words, says):
    found = run("judge", *[judged if w == "CLASS" else w for w in words])
    assert found.exit_code == 1 and says in found.output and "Traceback" not in found.output


def test_a_sheet_with_a_wrong_row_ends_with_exit_code_1(judged, tmp_path):
    (tmp_path / "a.csv").write_text("answer,level,marker\nBBBB-BBBB,1,anna\n", encoding="utf-8")
    found = run("judge", "import", judged, tmp_path / "a.csv")
    assert found.exit_code == 1
    assert "Nothing was imported: 1 row is wrong." in found.output and "A2: there is no answer" in found.output
