"""The map before and after a redesign: what goes is hatched, what changes says so, counts beside.

Rows 26 and 35 of the method. The swimlanes are those of `lanes.draw_map`; here the decisions on each
mark are laid over them: a step that goes stays in its place and is labelled "out", a step where a
rule goes or something is improved says so beneath its words, and a hand-off that is removed loses its
mark and keeps its arrow. Every decision stands in the table, with its reason.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ..techniques.activity import ActivityMap
from ..techniques.breaks import breaks, moments, rules
from ..techniques.keep import COLOURS, Redrawn, items
from .lanecards import Story, story
from .lanepage import PAPERS, lay_out, sketched
from .lanes import draw_map
from .lanetable import lane_html, lane_tables, lane_text
from .picture import Picture
from .sheet import Table
from .text import drawable
from .typeface import missing, no_font

__all__ = ["before_after_tables", "draw_before_after", "sketch_before_after"]

_MOST = 1500  # arrows, as in `lanes`
_SKETCH = 6  # columns of a row beside a form, as in `lanes`
_NAMES = {"red": "moments of truth", "blue": "break points", "green": "rules"}
_LETTERS = {"red": "M", "blue": "B", "green": "R"}


def draw_before_after(
    made: Redrawn,
    improved: Collection[str] = (),
    why: Mapping[str, str] | None = None,
    title_prefix: str = "",
    *,
    paper: str = "A4",
) -> Picture:
    """Draw what became of a map.

    Args:
        made: the map and what goes. improved: marks that are to be made better.
        why: mark -> the reason why it goes.
        title_prefix: whose map it is; small above the title.
        paper: "A4" or "A3", landscape.

    Raises:
        ValueError: another paper.
    """
    if paper not in PAPERS:
        raise ValueError(f"Expected paper {' or '.join(PAPERS)}, found {paper!r:.20}.")
    told = _told(made, improved)
    if not told.cards or len(told.links) > _MOST:
        return draw_map(made.after, title_prefix, before=made.before, paper=paper)
    title, kicker = _title(made), title_prefix.strip()
    tables = _tables(made, told, improved, why or {})
    html, text = lane_html(tables, title), lane_text(made.after, told, title)
    text = f"{text}\n{_decided_text(tables[0])}"
    shown = [kicker, *(t for c in told.cards for t in (c.ref, c.words, c.about_words, c.lane))]
    if lost := missing(drawable(t) for t in shown):
        return Picture.in_words(no_font(lost, "the map is"), html, text, title, tables)
    laid = lay_out(_spoken(made, told, improved), title, kicker, paper)
    notes = (
        "A hand-off that is removed keeps its arrow and has no B: one performer does both steps.",
    )
    notes += ("Some text is shortened in the picture; the table holds every word.",) * laid.cut
    alt = (
        f"Swimlanes of a process before and after. {title}. The table with it holds every decision."
    )
    return Picture(laid.screen.figure(), html, text, title, alt, notes, laid.pages, tuple(tables))


def before_after_tables(
    made: Redrawn, improved: Collection[str] = (), why: Mapping[str, str] | None = None
) -> list[Table]:
    """The decisions, the counts and the steps as sheets."""
    return _tables(made, _told(made, improved), improved, why or {})


def sketch_before_after(made: Redrawn, improved: Collection[str] = ()) -> tuple[str, str]:
    """The same as SVG text and in words, for a picture beside the form while it is filled in.

    Returns:
        (svg, alt); the SVG is empty where there is no step, or far too many arrows.
    """
    told = _told(made, improved)
    if not told.cards or len(told.links) > _MOST:
        return "", "There is no map to draw yet."
    alt = f"Swimlanes of the process before and after. {_title(made)}."
    return sketched(_spoken(made, told, improved), _SKETCH).svg(alt), alt


def _told(made: Redrawn, improved: Collection[str]) -> Story:
    told = story(made.after, made.before)
    gone = {tuple(mark.split("-")) for mark in made.gone["blue"]}
    better = _steps(made.before, improved)
    cards = tuple(
        replace(c, state="changed") if c.ref in better and not c.state else c for c in told.cards
    )
    links = tuple(replace(k, mark="") if (k.first, k.last) in gone else k for k in told.links)
    return replace(told, cards=cards, links=links)


def _spoken(made: Redrawn, told: Story, improved: Collection[str]) -> Story:
    """The same with what changes in words beneath a step: its head has no room beside the marks."""
    better, out = _steps(made.before, improved), rules(made.before)
    gone = {
        step: ", ".join(r for r in made.gone["green"] if step in out.get(r, ()))
        for step in made.before.rows
    }
    cards = []
    for card in told.cards:
        if card.state == "changed":
            notes = [card.small, f"{gone[card.ref]} goes" if gone[card.ref] else "",
                     "to improve" if card.ref in better else ""]  # fmt: skip
            card = replace(card, small="; ".join(filter(None, notes)), state="")
        cards.append(card)
    return replace(told, cards=tuple(cards))


def _steps(activity: ActivityMap, marks: Collection[str]) -> set[str]:
    """The steps at which these moments and rules stand."""
    found = {s for m in moments(activity) if m.id in marks for s in m.steps}
    return found | {s for rule, at in rules(activity).items() if rule in marks for s in at}


def _title(made: Redrawn) -> str:
    if not made.steps and not made.arrows and not any(made.gone.values()):
        counts = ", ".join(f"{_NAMES[c]} {a}" for c, (a, _) in made.counts.items())
        return f"Nothing is removed yet: {counts}"
    parts = [f"{_NAMES[c]} {a} to {b}" for c, (a, b) in made.counts.items()]
    end = (
        "the customer still gets there"
        if made.reaches()
        else "and no way leads to the end any more"
    )
    said = f"{', '.join(parts)}; {end}"
    return said[0].upper() + said[1:]


def _tables(
    made: Redrawn, told: Story, improved: Collection[str], why: Mapping[str, str]
) -> list[Table]:
    if not told.cards:
        return []
    before, words = items(made.before), _words(made.before)
    rows = tuple(
        (
            f"{_LETTERS[colour]} {mark}",
            words.get(mark, ""),
            "remove" if mark in made.gone[colour] else "improve" if mark in improved else "keep",
            why.get(mark, "") if mark in made.gone[colour] else "",
        )
        for colour in COLOURS
        for mark in before[colour]
    )
    counts = tuple((_NAMES[c], *made.counts[c]) for c in COLOURS)
    return [
        Table("Decisions", ("Mark", "What", "Decision", "Why"), rows),
        Table("Counts", ("Marks", "Before", "After"), counts),
        *lane_tables(made.after, told),
    ]


def _words(activity: ActivityMap) -> dict[str, str]:
    rows = activity.rows
    found = {m.id: rows[m.id].step for m in moments(activity)}
    found |= {b.id: f"{rows[b.steps[0]].step} to {rows[b.steps[1]].step}" for b in breaks(activity)}
    return found | {rule: f"decides at {', '.join(at)}" for rule, at in rules(activity).items()}


def _decided_text(table: Table) -> str:
    lines = [table.name]
    lines += ["  " + ", ".join(str(v) for v in row if v) for row in table.rows]
    return "\n".join(lines) + "\n"
