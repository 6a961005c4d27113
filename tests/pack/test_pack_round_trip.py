"""What is written into a pack comes back as it was, for every exercise that has a sheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.drawing.sheet import legal
from cxkit.forms.spec import Column, Section
from cxkit.pack import pack_bytes, take
from cxkit.pack.plan import Block, pages
from cxkit.pack.probe import clean

from ..conftest import ROOT
from .workbooks import Pack, mine

COURSE = Course(ROOT / "course")
OWN = [page.exercise for page in pages(Desk(COURSE, Path(__file__).parent))]
MODELS = sorted((ROOT / "course/source/models/mine").glob("*.json"))
NASTY = ["=cmd|' /C calc'!A0", "@SUM(1)", "+44 20 7946 0000", "-5", "'quoted", "#N/A", "1e5", "TRUE",
         "0012", "2026-09-30", "a\nb", "\N{NO-BREAK SPACE}x", "x ", "<b>&amp;", "$10 and $20", "35%",
         "\U0001f600", "{{x}}", "\t", "None", "_x0041_", "x" * 40_000]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))


NUMBERS = st.one_of(st.integers(-9999, 9999), st.floats(-1e6, 1e6))


class _Draw:
    """Values one after another, from the few that were drawn."""

    def __init__(self, texts: list[str], numbers: list[float]) -> None:
        self.texts, self.numbers, self.count = texts, numbers, 0

    def value(self, column: Column) -> Any:
        self.count += 1
        if column.kind == "choice":
            values = [o.value for o in column.options] or [""]
            return values[self.count % len(values)]
        if column.kind == "number":
            return self.numbers[self.count % len(self.numbers)]
        if column.kind == "ids":
            return ["K1", "call-2", "V05"][: self.count % 4]
        if column.kind == "strength":
            return {"strength": self.count % 4, "evidence": ["K1", "K2"][: self.count % 3]}
        return self.texts[self.count % len(self.texts)]

    def rows(self, section: Section) -> list[dict[str, Any]]:
        if section.kind == "choices":
            options = {i.id: i.options or section.options for i in section.items}
            return [{"id": i, "choice": o[0].value, "why": self.texts[0]} for i, o in options.items() if o]
        if section.kind == "order":
            return [{"id": i.id, "place": n} for n, i in enumerate(reversed(section.items), 1)]
        ids = [r["id"] for r in section.fixed] or [f"r{n}" for n in range(max(section.min_rows, 1))]
        plain = [c for c in section.columns if c.kind != "label" and "/" not in c.key]
        deep = [c.key.split("/") for c in section.columns if "/" in c.key]
        return [{"id": id_, **{c.key: self.value(c) for c in plain}}
                | ({top: {} for top, _ in deep})
                | {top: {key: {"strength": n % 4, "evidence": ["K1"]} for _, key in deep}
                   for n, (top, _) in enumerate(deep)} for id_ in ids]  # fmt: skip


@given(texts=st.lists(TEXTS, min_size=5, max_size=12), numbers=st.lists(NUMBERS, min_size=2, max_size=5))
@example(texts=NASTY, numbers=[0, -1.5, 1e6, 0.1 + 0.2])
@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_any_answer_comes_back_to_the_letter(
    texts: list[str], numbers: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk, draw = Desk(COURSE, tmp_path_factory.mktemp("full")), _Draw(texts, numbers)
    for name in OWN:
        for _ in range(2):  # once for what stands for itself, once for what follows it
            now = mine(desk, name)
            sections = [s for s in desk.layout(name, now, mine=True) if s.kind != "timeline"]
            full = {s.key: clean(s, draw.rows(s)) for s in sections}
            now = {key: rows for key, rows in full.items() if rows}
            desk.workbook.write(name, now, desk.answer(name, mine=True).rev, mine=True)
    written = {name: mine(desk, name) for name in OWN}
    path = desk.workbook.folder / "pack.xlsx"
    path.write_bytes(pack_bytes(desk))
    Pack(desk, path.read_bytes()).save(path)  # as a program saves it
    for one in take(desk, path)[0]:
        said = any(legal(t).strip() for t in _texts(written[one.exercise.id]))
        assert one.what in {"as it was"} | ({"blank"} if not said else set()), one
    other = Desk(COURSE, tmp_path_factory.mktemp("other"))
    # what one list offers may have gone from another since: it is told, and not taken
    told = {one.exercise.id: " ".join(one.told) for one in take(other, path)[0]}
    for name in OWN:
        found = json.dumps(mine(other, name))
        # where two rows have the same words, a list cannot say which of them is meant: no row ids
        assert [t for t in _texts(written[name]) if len(t) < 9999 and t.isalnum() and t.isascii()
                and not (t[0] == "r" and t[1:].isdigit())
                and json.dumps(t)[1:-1] not in found
                and f"found \u201c{t}\u201d" not in told.get(name, "")] == [], name  # fmt: skip


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [t for key, v in value.items() if key != "id" for t in _texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in _texts(v)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("path", MODELS, ids=lambda p: p.stem)
def test_a_model_answer_crosses_to_another_desk_and_is_marked_the_same(
    desk: Desk, tmp_path: Path, path: Path
) -> None:
    if path.stem not in OWN:
        assert path.stem in {e.id for e in COURSE.exercises.values()}
        return
    desk.workbook.write(path.stem, json.loads(path.read_text(encoding="utf-8")), 0, mine=True)
    pack = tmp_path / "pack.xlsx"
    pack.write_bytes(pack_bytes(desk))
    (tmp_path / "other").mkdir()
    other = Desk(COURSE, tmp_path / "other")
    taken = {t.exercise.id: t for t in take(other, pack)[0]}
    assert (taken[path.stem].what, taken[path.stem].told) == ("read", ())
    assert other.mark(path.stem, mine=True).state == desk.mark(path.stem, mine=True).state


def _blocks(desk: Desk, name: str) -> tuple[Block, ...]:
    return next(page.blocks for page in pages(desk) if page.exercise == name)


@pytest.mark.parametrize("name", OWN)
def test_a_blank_sheet_filled_in_by_hand_is_read(pack: Pack, tmp_path: Path, name: str) -> None:
    """Every cell that is for writing, each with something that belongs there."""
    words = {"text": "seven", "long": "a few words", "ids": "K1, K2", "strength": "2 (K1)", "number": 7}
    written = 0
    for block in _blocks(pack.desk, name):
        for n, line in enumerate(block.lines, 1):
            for head in block.heads:
                labels = list((line.labels or head.labels).values())
                kind = head.column.kind
                if kind == "label" or (kind == "choice" and not labels):
                    continue
                value = labels[-1] if kind == "choice" else words[kind]
                if head.follows:
                    value = words["text" if head.follows[1] == "name" else "long"]
                if block.section.kind == "order":
                    value = n
                pack.cell(name, block.key, n, head.title).value = value
                written += 1
    taken = pack.take(tmp_path / "pack.xlsx")[name]
    assert written and taken.what == "read", taken
    found = mine(pack.desk, name)
    assert {b.key for b in _blocks(pack.desk, name)} <= found.keys()
    assert not [t for t in taken.told if "expected" not in t], taken.told


def test_the_same_answers_give_the_same_bytes(desk: Desk, blank: bytes) -> None:
    assert pack_bytes(desk) == blank


def test_a_text_that_looks_like_a_formula_is_a_text_in_the_file(desk: Desk) -> None:
    rows = [{"id": "about", "organisation": NASTY[0], "process": "@x", "customer": "+1"}]
    desk.workbook.write("0.1", {"about": rows}, 0, mine=True)
    sheet = Pack(desk).sheet("0.1")
    types = {c.value: (c.data_type, c.quotePrefix) for row in sheet.iter_rows() for c in row if c.value}
    assert {types[v] for v in (NASTY[0], "@x", "+1")} == {("s", True)}
