"""The line of sight as a picture: readable at sixty tasks, nothing overlaps, orphans apart."""

from __future__ import annotations

import random
import re
from xml.etree import ElementTree

import pytest

from cxkit.drawing.sight import draw_sight, sight_tables, sight_title, sketch_sight
from cxkit.drawing.sightpage import crossings, lay_out, ordered
from cxkit.techniques.sight import Aim, Outcome, Sight, Task, seen

_WORDS = ("Answer the telephone in the evening and write a note", "Check the bill",
          "Prepare the room for the next guest, the cot and the second key included, before noon")  # fmt: skip


def many(count: int, outcomes: int = 8, aims: int = 6, seed: int = 1) -> Sight:
    """Tasks at random; one objective that nothing serves."""
    chance = random.Random(seed)
    tests = ("direct", "enabling", "enabling", "none", "regulatory")
    return Sight(
        tasks=[Task(id=f"t{n}", code=f"T{n:02d}", text=f"{chance.choice(_WORDS)} {n}", hours=3,
                    test=chance.choice(tests), rule="R01", kind="project" if n % 9 == 0 else "task",
                    serves=[f"O{chance.randint(1, outcomes)}" for _ in range(1 + (n % 5 == 0))])
               for n in range(count)],
        outcomes=[Outcome(id=f"o{n}", code=f"O{n}", text="I slept that night and had my breakfast when I wanted it",
                          objectives=[f"B{chance.randint(1, aims)}" for _ in range(2)])
                  for n in range(1, outcomes + 1)],
        objectives=[Aim(id=f"b{n}", code=f"B{n}", text="Of a hundred guests sixty come back within a year")
                    for n in range(1, aims + 2)],
    )  # fmt: skip


@pytest.mark.parametrize(("count", "outcomes", "aims"), [(3, 2, 2), (24, 4, 3), (60, 8, 6), (120, 12, 9)])
def test_nothing_overlaps_and_all_is_on_the_page(count: int, outcomes: int, aims: int) -> None:
    sight = many(count, outcomes, aims)
    page = lay_out(sight, seen(sight), sight_title(seen(sight)), "A firm").page
    words = [b for b in page.boxes if b.lines and not b.name.startswith("letter/")]
    inks = [b.ink() for b in words]
    for box in page.boxes:
        assert box.holds(), box
    for left, top, right, bottom in inks:
        assert left >= 0 and top >= 0 and right <= page.width and bottom <= page.height
    for n, a in enumerate(inks):
        for b in inks[n + 1 :]:
            apart = a[2] <= b[0] + 0.01 or b[2] <= a[0] + 0.01 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
            assert apart, (words[n].lines, a, b)


def test_sixty_tasks_are_bundled_into_a_line_an_outcome() -> None:
    sight = many(60)
    found = seen(sight)
    page = lay_out(sight, found).page
    bundles = [s for s in page.strokes if s.name.startswith("bundle/")]
    lines = [s for s in page.strokes if s.name.startswith("line/")]
    assert len(bundles) == len({met[0] for met in found.lines.values()}) + bool(found.ruled)
    assert len(lines) == sum(len(set(o.objectives)) for o in sight.outcomes if o.ref not in found.idle)
    assert min(b.face.size for b in page.boxes if b.lines) >= 6.5
    shown = {b.name.partition("/")[2] for b in page.boxes if b.name.startswith(("task/", "orphan/"))}
    assert shown == {t.ref for t in sight.tasks}


def test_what_serves_nothing_stands_below_all_that_does() -> None:
    sight = many(60)
    page = lay_out(sight, seen(sight)).page
    lowest = max(b.y for b in page.boxes if b.name.startswith("task/"))
    orphans = [b.y for b in page.boxes if b.name.startswith("orphan/")]
    assert orphans and min(orphans) > lowest


def test_lines_cross_less_than_in_the_order_of_the_rows() -> None:
    sight = many(40, outcomes=6, aims=5)
    found = seen(sight)
    live = [o for o in sight.outcomes if o.ref not in found.idle]
    aims = [b.ref for b in sight.objectives if b.ref not in found.unserved]
    assert crossings(*ordered(sight, found)) < crossings(live, aims)


def test_marks_differ_by_letter_and_shape() -> None:
    sight = Sight(
        tasks=[Task(id="a", code="A1", text="Sew", test="direct", serves=["O1"]),
               Task(id="c", code="A2", text="Count", test="none")],
        outcomes=[Outcome(id="o", code="O1", text="It fits.", objectives=["B1"])],
        objectives=[Aim(id="b", code="B1", text="More"), Aim(id="d", code="B2", text="Known")],
    )  # fmt: skip
    page = lay_out(sight, seen(sight)).page
    letters = {b.name: b.lines[0] for b in page.boxes if b.name.startswith("letter/")}
    assert letters == {"letter/single/O1": "1", "letter/thin/B1": "1", "letter/none/B2": "0", "letter/orphans": "X"}
    assert {s.kind for s in page.shapes if s.name in ("single/O1", "none/B2", "orphans")} == {"diamond"}


def test_the_picture_has_its_finding_as_title_and_a_twin() -> None:
    sight = many(4)
    picture = draw_sight(sight, "A hotel")
    found = seen(sight)
    assert picture.title == f"A hotel: {sight_title(found)}"
    assert all(t.ref in picture.twin_text and t.ref in picture.twin_html for t in sight.tasks)
    assert picture.pdf()[:5] == b"%PDF-"
    assert [len(t.rows) for t in sight_tables(sight)] == [4, 8, 7]
    assert draw_sight(sight, paper="A3").pages[0].width > picture.pages[0].width


def test_nothing_judged_yet_says_so() -> None:
    blank = Sight(tasks=[Task(id="a", text="Sew")])
    assert draw_sight(blank).figure is None
    assert sketch_sight(blank)[0] == ""
    assert draw_sight(Sight()).title == "No task is named yet"
    with pytest.raises(ValueError, match="Expected paper"):
        draw_sight(blank, paper="A5")


def test_the_sketch_is_svg_without_scripts() -> None:
    svg, alt = sketch_sight(many(60))
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert not re.search(r"<script|href|onload", svg)
    assert "60 tasks" in alt


def test_a_task_may_hold_anything() -> None:
    nasty = "$x$ <b>&</b> \u202e\x00 " + "w" * 400
    sight = many(5)
    sight = sight.model_copy(update={"tasks": [t.model_copy(update={"text": nasty}) for t in sight.tasks]})
    picture = draw_sight(sight)
    assert "<b>" not in picture.twin_html and picture.notes
