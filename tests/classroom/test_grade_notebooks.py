"""Bad notebooks cost no point, and what is in one runs nowhere."""

from __future__ import annotations

import json

import pytest

from cxkit.classroom.grade import grade
from tests.classroom.given import FULL, NOTEBOOK, OTHER, notebook, points, rewrite, without


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ({NOTEBOOK: f"handins/ana_4711_{NOTEBOOK}", OTHER: f"handins/ana_4712_{OTHER}"},
         f"ana_4711_{NOTEBOOK} was read as {NOTEBOOK}."),
        ({NOTEBOOK: "handins/ana/02-customers-by-need (1).ipynb", OTHER: f"handins/ana/{OTHER}"},
         f"02-customers-by-need (1).ipynb was read as {NOTEBOOK}."),
    ],
    ids=["loose", "renamed by a browser"],
)
def test_notebooks_alone_are_read_by_whatever_name_they_came(folder, give, names, says):
    give("ana", "notebooks only").rename(folder.root.parent / "sent")
    for name, place in names.items():
        (folder.root / place).parent.mkdir(exist_ok=True)
        (folder.root.parent / "sent" / name).rename(folder.root / place)
    result = grade(folder)
    ana, *_ = result
    assert (points(ana), result.strangers) == (FULL, ())
    assert says in ana.notes


def test_two_copies_of_a_notebook_are_not_guessed_among(folder, give):
    place = give("ana", "notebooks only")
    for name in ("02-customers-by-need (1).ipynb", "02-customers-by-need-Copy1.ipynb"):
        (place / name).write_bytes((place / NOTEBOOK).read_bytes())
    assert points(next(iter(grade(folder)))) == FULL  # the one with the right name counts
    (place / NOTEBOOK).unlink()
    ana, *_ = grade(folder)
    assert ana.status == "set aside"
    assert f"It holds 2 copies of {NOTEBOOK}" in ana.why


BROKEN = {
    "invalid JSON": (notebook(lambda raw: raw[:900]), "rebuilt from the release"),
    "empty": (notebook(b""), "rebuilt from the release"),
    "50 MB": (notebook(b" " * 50_000_000), "it holds 50.0 MB"),
    "missing": (without(NOTEBOOK), "was not handed in"),
    "code that would run": (
        notebook(lambda raw: raw.replace(b'points(\\"2.1\\")', b"import os; os._exit(1)")),
        "had been changed"),
}


@pytest.mark.parametrize(("change", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_notebook_costs_no_point(folder, give, change, says):
    give("ben")
    rewrite(give("ana"), change)
    ana, ben, _ = grade(folder)
    assert (ana.status, points(ana), points(ben)) == ("marked, repaired", FULL, FULL)
    assert any(says in note for note in ana.notes), ana.notes
    assert (folder.step("autograded", "ana") / NOTEBOOK).is_file()


def test_html_of_a_learner_is_text_for_the_grader(folder, give):
    evil = "<script>alert(1)</script>"

    def change(files):
        held = json.loads(files["answers/2.2.json"])
        held["data"]["pairs"][0]["need"] = evil
        files["answers/2.2.json"] = json.dumps(held).encode()
        book = json.loads(files[NOTEBOOK])
        book["cells"].insert(0, {"cell_type": "markdown", "id": "x", "metadata": {},
                                 "source": f"Hello {evil}"})
        book["cells"].insert(1, {"cell_type": "code", "id": "y", "metadata": {}, "source": "1",
                                 "execution_count": 1, "outputs": [
            {"output_type": "display_data", "metadata": {}, "data": {"text/html": evil}}]})
        files[NOTEBOOK] = json.dumps(book).encode()

    rewrite(give("ana"), change)
    ana, *_ = grade(folder)
    assert ana.status == "marked"
    shown = json.loads((folder.step("autograded", "ana") / NOTEBOOK).read_text(encoding="utf-8"))
    typed = ["```text\n", "Hello <script>alert(1)</script>\n", "```"]
    assert shown["cells"][0]["source"] == typed
    html = [line for cell in shown["cells"] for one in cell.get("outputs", [])
            for line in one["data"].get("text/html", [])]
    assert any("&lt;script&gt;" in line for line in html)
    assert not any("<script" in line for line in html)
