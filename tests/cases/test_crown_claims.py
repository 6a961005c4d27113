"""The claims of 8.5: pairs of runs, intervals of whole weeks, and an audit that sees a change."""

from __future__ import annotations

import json
import shutil

import pytest

from cxkit import cases
from cxkit.cases.audit_crown import crown
from cxkit.cases.audit_log import LogCount
from cxkit.cases.case import Case
from cxkit.cases.rowan_vale.crowned import KINDS


def test_the_figures_agree_with_what_if(case):
    """The four rules together, mean change over both periods: visits weigh alike in both."""
    whole = cases.what_if(case, ("R03", "R07", "R09", "R13"), draws=200)["measures"]
    claim = next(c for c in case.crown["claims"] if "four rules together" in c["text"])
    for measure, name in (("cost", "cost"), ("revenue", "revenue"), ("service", "rating")):
        halves = [f["after"] - f["before"] for f in claim["figures"] if f["measure"] == measure]
        assert min(halves) - 0.01 <= whole[name]["difference"] <= max(halves) + 0.01


def test_each_lack_is_among_the_claims(case):
    assert set(case.exercises["8.5"]["verdicts"].values()) == set(KINDS)
    assert case.exercises["8.5"]["trivial"] < 0.5 < case.exercises["8.5"]["threshold"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda d: d["savings"][0].update(pounds=1.0), "8.5 together, in pence"),
        (lambda d: d["claims"][2]["figures"][0].update(high=9.0), "8.5 G3 stands or falls"),
        (lambda d: d.update(handling=1.0), "8.5 handling, in pounds"),
    ],
    ids=["a saving", "an interval", "the whole"],
)
def test_the_audit_sees_a_changed_figure(case, tmp_path, change, line):
    opened = Case("rowan-vale", shutil.copytree(case.folder, tmp_path / "case"))
    data = json.loads((opened.folder / "crown.json").read_text(encoding="utf-8"))
    if line.startswith("8.5 G3"):
        claim = next(c for c in data["claims"] if "R03, R07" in c["text"])
        line = f"8.5 {claim['id']} stands or falls"
        data["claims"][2] = claim
    change(data)
    (opened.folder / "crown.json").write_text(json.dumps(data), encoding="utf-8")
    wrong = [one[0] for one in crown(opened, LogCount(opened)) if one[1] != one[2]]
    assert line in wrong
