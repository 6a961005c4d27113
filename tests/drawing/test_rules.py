"""The rules on a line of years: text stays in its column, the twin holds every word."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.cases import Case
from cxkit.drawing import ruleline
from cxkit.drawing.chart import Chart, picture
from cxkit.drawing.palette import PAPER, contrast
from cxkit.drawing.ruleline import TYPES, draw_rules
from cxkit.drawing.ruletable import sketch_tables
from cxkit.techniques.rules import Rule
from cxkit.techniques.tables import Table

from .test_heard_charts import TEXTS, tidy

YEARS = st.one_of(st.none(), st.integers(1780, 2030))
RULES = st.lists(
    st.builds(
        Rule, code=st.sampled_from(["B1", "B2", "X" * 40]), text=TEXTS, type=st.sampled_from(list(TYPES)),
        year=YEARS, challenged=YEARS, decision=st.sampled_from(["", "keep", "retire"]),
    ),
    max_size=18,
)  # fmt: skip


def _seen(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    found: list[Chart] = []

    def seen(chart: Chart, title: str, alt: str, tables: Any, notes: Any = ()) -> Any:
        found.append(chart)
        return picture(chart, title, alt, tables, notes)

    monkeypatch.setattr(ruleline, "picture", seen)
    return found


@settings(max_examples=12)
@given(RULES)
def test_whatever_the_rules_nothing_leaves_its_column(rules: list[Rule]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        charts = _seen(patch)
        drawn = draw_rules(rules, 2026, "Somebody's")
    for chart in charts:
        tidy(chart)
    there = [r for r in rules if r.text]
    assert bool(charts) == bool(there)
    if there:
        assert sorted(row[1] for row in drawn.tables[0].rows) == sorted(r.text for r in there)


@pytest.mark.parametrize(
    ("rules", "title"),
    [
        ([("A", 1987, None), ("B", 2000, 2020)], "1 of 2 rules have no challenge on record, A for 39 years"),
        ([("A", 1987, 2025), ("B", 2000, 2020)], "Nobody has challenged B for 6 years"),
        ([("A", None, None)], "How old 1 of 1 are, nobody knows"),
        ([("A", 2025, None), ("B", None, None)],
         "1 of 2 rules have no challenge on record, A for 1 year; how old 1 of 2 are, nobody knows"),
    ],
)  # fmt: skip
def test_the_title_says_what_was_found(rules: list[tuple[Any, ...]], title: str) -> None:
    made = [Rule(code=c, text=f"Rule {c}", year=y, challenged=looked) for c, y, looked in rules]
    assert draw_rules(made, 2026).title == title


def test_a_type_differs_by_letter_and_shape_and_can_be_read() -> None:
    named = {k: v for k, v in TYPES.items() if k}
    assert len({v[0] for v in TYPES.values()}) == len(TYPES)
    assert len({v[1] for v in named.values()}) == len({v[2] for v in named.values()}) == len(named)
    assert not {v[0] for v in TYPES.values()} & set("MBR")
    assert all(contrast(v[2], PAPER) >= 4.5 for v in TYPES.values())


def test_eighteen_rules_fit_a_page_and_go_into_a_file() -> None:
    rules = [Rule(code=f"R{n:02}", text="A rule of some words.", type="operational", year=1980 + n,
                  challenged=2010 + n if n % 3 else None) for n in range(18)]  # fmt: skip
    drawn = draw_rules(rules, 2026)
    assert drawn.pdf().startswith(b"%PDF") and drawn.svg() == draw_rules(rules, 2026).svg()
    assert all(r.code in drawn.twin_text and r.text in drawn.twin_html for r in rules)
    assert drawn.figure is not None
    assert drawn.figure.get_size_inches()[1] * 72 <= 596


def test_a_table_beside_a_form_is_read_whole(case: Case) -> None:
    """Nothing is shortened, however long a cell is, and nothing leaves its column."""
    long_ = {**case.tables["D1"], "rules": [
        {**r, "then": ["a car of the very same class as the customer's own"]} for r in case.tables["D1"]["rules"]]}
    svg, alt = sketch_tables([Table.read(t) for t in (long_, case.tables["D2"])])
    words = re.sub(r"<[^>]+>", " ", svg)
    for table in (long_, case.tables["D2"]):
        for rule in table["rules"]:
            for text in (*rule["when"], *rule["then"]):
                assert escape(text) in words and text in alt
    assert "\u2026" not in words
