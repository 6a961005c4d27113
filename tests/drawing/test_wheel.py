"""The ABACUS wheel: every word in its card, empty stages seen without colour, a whole twin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cxkit.drawing import export
from cxkit.drawing.wheel import draw_wheel, lay_out, wheel_tables, wheel_title
from cxkit.techniques.abacus import STAGES, Abacus

from .maps import LONG, NASTY


def _plan(text: str = "Text them the hour", each: int = 2, without: tuple[str, ...] = ()) -> Abacus:
    kept = [key for key in STAGES if key not in without]
    return Abacus.read({
        "stages": [{"id": f"{key}{n}", "choice": key} for key in kept for n in range(each)],
        "actions": [{"id": key, "moments": [f"{key}0"], "action": text, "owner": text, "due": "2027-03-31",
                     "measure": text, "band": "middle"} for key in kept],
    })  # fmt: skip


def _names(plan: Abacus, text: str = "rings and asks") -> dict[str, str]:
    return {m.ref: text for m in plan.stages}


PLANS = {
    "usual": (_plan(), "rings and asks"),
    "long": (_plan(LONG, 12), LONG),
    "one stage": (_plan(without=tuple(STAGES)[1:]), "asks"),
    **{f"nasty {n}": (_plan(text), text) for n, text in enumerate(NASTY)},
}


@pytest.mark.parametrize(("plan", "text"), PLANS.values(), ids=PLANS)
def test_every_word_lies_in_its_card_and_on_no_other(plan: Abacus, text: str) -> None:
    scene = lay_out(plan, _names(plan, text), "Yours").scene()
    cards = [b for b in scene.boxes if b.fill]
    assert len(cards) == 6
    words = [b for b in scene.boxes if b.lines]
    for box in words:
        assert box.holds(), box
        assert box.x >= 0 and box.x + box.w <= scene.width and box.y + box.h <= scene.height, box
    inks = [b.ink() for b in words]
    for n, a in enumerate(inks):
        for b in inks[n + 1 :]:
            assert a[2] <= b[0] + 0.01 or b[2] <= a[0] + 0.01 or a[3] <= b[1] + 0.01 or b[3] <= a[1] + 0.01  # fmt: skip
        for c in cards:
            apart = a[2] <= c.x or c.x + c.w <= a[0] or a[3] <= c.y or c.y + c.h <= a[1]
            inside = c.x <= a[0] and a[2] <= c.x + c.w and c.y <= a[1] and a[3] <= c.y + c.h
            assert apart or inside, words[n]


def test_an_empty_stage_is_seen_without_colour() -> None:
    scene = lay_out(_plan(without=("awareness", "share")), {}).scene()
    broken = {s.name for s in scene.shapes if s.dash}
    assert broken == {"stage/awareness", "stage/share"}
    said = " ".join(line for b in scene.boxes for line in b.lines)
    assert said.count("Nothing is done here yet") == said.count("No moment stands here") == 2
    assert "4 of 6" in said


@pytest.mark.parametrize(
    ("plan", "title"),
    [
        (_plan(without=("share",)), "Share: a moment or an action is missing"),
        (_plan(without=("buyin", "care", "share")), "Buy-In, Care and Share: a moment or an action is missing"),
        (_plan(without=tuple(STAGES)), "No stage is planned yet"),
        (_plan(), "fewest, 2 of 12 moments: each of them"),
    ],
)
def test_the_title_says_what_was_found(plan: Abacus, title: str) -> None:
    assert title in wheel_title(plan)


def test_the_twin_holds_what_the_picture_shortens(tmp_path: Path) -> None:
    plan = _plan(LONG, 12)
    picture = draw_wheel(plan, _names(plan, LONG))
    assert picture.figure is not None and "shortened" in picture.notes[0]
    assert picture.twin_text.count(LONG.strip()[-40:]) >= 6 * 12
    path = export(wheel_tables(plan, _names(plan)), tmp_path / "wheel.xlsx")
    book = openpyxl.load_workbook(path)
    rows: list[Any] = list(book.worksheets[0].iter_rows(values_only=True))
    assert [r[0] for r in rows if r[0] in {s.title for s in STAGES.values()}] == [
        s.title for s in STAGES.values()]  # fmt: skip


def test_nothing_to_draw_is_said() -> None:
    picture = draw_wheel(Abacus(), {})
    assert picture.figure is None and "nothing to draw yet" in picture.twin_text
