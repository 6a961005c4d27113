"""The audit of what is stated: all equal as built, and a changed document is noticed."""

from __future__ import annotations

import json

import pytest

from cxkit.cases import Case
from cxkit.cases.audit_stated import stated
from cxkit.cases.rowan_vale.stated import stated_files
from cxkit.cases.rowan_vale.world import make_world
from cxkit.cases.stated import StatedFiles


class StatedCase(Case, StatedFiles):
    """A case with this part, wherever `Case` itself may have it."""


@pytest.fixture(scope="module")
def material():
    return stated_files(make_world())


@pytest.fixture
def folder(built, material, tmp_path):
    for path in built.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for name, content in material.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def report(content):
    content["paragraphs"][3]["text"] = content["paragraphs"][3]["text"].replace("230", "231")


def wording(content):
    content["paragraphs"][0]["text"] += " Throughput is all."


def unsourced(content):
    content["claims"][0]["source"] = "S9"


def ungraded(content):
    del content["to_grade"][2]


def baseline(content):
    content["figures"][2]["value"] += 5


def time(content):
    content["statements"][0]["times"][1] = "some day"


def evidence(content):
    content["boxes"][0]["items"][0]["evidence"] = ["V99"]


def undated(content):
    content["boxes"][4]["items"][0]["goal"]["due"] = "soon"


def weasel(content):
    content["boxes"][4]["items"][0]["text"] += ", in a timely way"


def internal(content):
    content["boxes"][2]["items"][0]["text"] = "Finding my job sheet"


def step(content):
    del content["steps"][4]


def author(content):
    content["authors"][1]["id"] = "somebody"


def kpi(content):
    next(k for k in content["kpis"] if k["name"] == "Chase calls taken")["value"] = 1


def money(content):
    content["half_year"]["taxis"]["pounds"] = 1


def softened(content):
    next(s for s in content if "timely way" in s["text"] or "a timely" in s["text"])["text"] = (
        "Yes."
    )


@pytest.mark.parametrize(
    ("name", "change", "line"),
    [
        ("report.json", report, "1.5 all numbers of the report"),
        ("report.json", wording, "1.5 inside-out words"),
        ("claims.json", unsourced, "1.3 sources named"),
        ("claims.json", ungraded, "1.3 claims to grade"),
        ("smart.json", baseline, "3.3 L3"),
        ("smart.json", time, "3.3 times in G1"),
        ("colleague-map.json", evidence, "3.6 evidence that is not there"),
        ("colleague-map.json", undated, "3.6 a response time for a deadline"),
        ("colleague-map.json", weasel, "3.6 a weasel"),
        ("colleague-map.json", internal, "3.6 a name of our own in box 3"),
        ("story.json", step, "1.2 steps that are shown"),
        ("definitions.json", author, "1.4 authors"),
        ("measures.json", kpi, "1.5 402 in r05"),
        ("finance.json", money, "1.5 8,190 in r07"),
        ("weasels.json", softened, "3.2 weasels in"),
    ],
)
def test_a_changed_document_is_noticed(folder, name, change, line):
    content = json.loads((folder / name).read_text(encoding="utf-8"))
    change(content)
    (folder / name).write_text(json.dumps(content), encoding="utf-8", newline="\n")
    unequal = [
        what for what, key, found in stated(StatedCase("rowan-vale", folder)) if key != found
    ]
    assert any(what.startswith(line) for what in unequal), unequal


def test_as_built_all_lines_are_equal(folder):
    lines = list(stated(StatedCase("rowan-vale", folder)))
    assert len(lines) == len({what for what, _, _ in lines}) > 60
    assert [line for line in lines if line[1] != line[2]] == []
