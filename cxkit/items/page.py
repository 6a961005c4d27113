"""The item report as a page and as tables: report/items.html, items.csv, choices.csv, signals.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..atomic import put
from ..classroom.folder import ClassFolder
from ..classroom.outcome import ClassResult
from ..classroom.page import render
from ..classroom.report import safe_cell
from .answers import material_of
from .chart import chart, headline
from .choice import Choice
from .figures import FEW, FEWEST, Figure, alpha_said
from .item import Item
from .report import ItemReport, PartItems, items
from .said import pair_said, trial_said
from .signals import Pair, Signals, given_of, signals
from .times import heading, pace_said, times_said
from .trial import Trial, trial

__all__ = ["stands_out", "write_items"]

_ITEMS = ("assignment", "exercise", "criterion", "title", "began", "of", "share", "low", "high", "rest",
          "rest low", "rest high", "minutes", "minutes low", "minutes high", "minutes are", "timed",
          "left out", "planned", "most common finding", "times")  # fmt: skip
_CHOICES = ("assignment", "exercise", "section", "row", "column", "question", "option", "label", "right",
            "taken", "elsewhere")  # fmt: skip
_TO = "\u00a0to\u00a0"  # an interval stays on one line
_DEMO = ".cxkit-demo"  # what a demonstration leaves in its class
_SIGNALS = ("assignment", "one", "name", "other", "other name", "what is shared")


def write_items(folder: ClassFolder, results: ClassResult, *, classes: int = 200) -> Path:
    """Write the item report of a class that was marked.

    Args:
        classes: how many honest classes are generated to tell how often a signal is false.

    Returns:
        The path of the page.
    """
    made = items(folder, results)
    found = {p.assignment: _compared(folder, made, p, classes) for p in made.parts}
    place = folder.report.parent
    put(place / "items.csv", _csv(_ITEMS, (r for p in made.parts for r in _item_rows(p))))
    put(place / "choices.csv", _csv(_CHOICES, (r for p in made.parts for r in _choice_rows(p))))
    put(place / "signals.csv", _csv(_SIGNALS, _signal_rows(made, found)))
    marked = sum(r.marked for r in results)
    put(place / "items.html", render(
        Path(__file__).with_name("items.html"), title=f"{folder.course.title}: the items", course=folder.course.title,
        learners=made.learners, marked=marked, few=FEW if marked < FEW else 0, fewest=FEWEST,
        made_up=(folder.root / _DEMO).is_file(),
        parts=[_part(made, p, *found[p.assignment]) for p in made.parts],
    ))  # fmt: skip
    return place / "items.html"


def _compared(
    folder: ClassFolder, made: ItemReport, part: PartItems, classes: int
) -> tuple[Signals, Trial | None]:
    right = {c.asked.slot: c.likely for c in part.choices if c.likely}
    answers = made.answers[part.assignment]
    course = folder.parts[part.assignment]
    material = {e.id: material_of(e, folder.cases[part.assignment]) for e in course.exercises.values()}
    given = {who: given_of(held, right) for who, held in answers.items()}
    return signals(answers, right, material), trial(given, right, classes=classes)


def _part(made: ItemReport, part: PartItems, found: Signals, tried: Trial | None) -> dict[str, Any]:
    known = {c.asked.slot: c.asked for c in part.choices}
    measures = {i.measure for i in part.exercises if i.measure}
    return {
        "name": part.assignment, "title": part.assignment.capitalize(), "marked": part.marked,
        "alpha": alpha_said(part.alpha, part.counted), "headline": headline(part.exercises),
        "chart": chart(part.exercises, part.assignment) if part.marked else "",
        "minutes": heading(measures), "timed": bool(measures),
        "pace": pace_said([(i.minutes, i.planned) for i in part.exercises if i.minutes is not None]),
        "times": times_said(measures, sum(i.left_out for i in part.exercises)),
        "exercises": [_shown(i, len(measures) > 1) for i in part.exercises],
        "criteria": [_shown(i, False) for i in part.criteria],
        "choices": _grouped(part.choices, part.exercises),
        "stands_out": stands_out(part),
        "pairs": [_pair(made.names, p, known) for p in found.pairs],
        "compared": found.learners, "common": found.common, "limit": found.limit, "trial": trial_said(tried, found.learners),
    }  # fmt: skip


def _shown(item: Item, mixed: bool) -> dict[str, Any]:
    """An item as the page shows it; where the exercises' minutes are `mixed`, each says which it has."""
    within = f" ({item.within[0]:.0f}{_TO}{item.within[1]:.0f})" if item.within else ""
    time = "" if item.minutes is None else f"{item.minutes:.0f}{within}"
    whose = [f"{item.timed}\u00a0{'learner' if item.timed == 1 else 'learners'}"] if time else []
    whose += [item.measure] if time and mixed else []
    whose += [f"{item.left_out} left out"] if item.left_out else []
    return {"exercise": item.exercise, "title": item.title, "began": f"{item.began}\u00a0of\u00a0{item.of}",
            "share": _figure(item.share), "rest": _figure(item.rest) or "not defined",
            "time": time, "planned": item.planned or "", "whose": ", ".join(whose), "finding": f"{item.finding} ({item.times})" if item.finding else ""}  # fmt: skip


def _figure(figure: Figure | None) -> str:
    return f"{figure.value:.2f} ({figure.low:.2f}{_TO}{figure.high:.2f})" if figure else ""


def _grouped(choices: Sequence[Choice], exercises: Sequence[Item]) -> list[dict[str, Any]]:
    groups: dict[str, list[Choice]] = {}
    for one in choices:
        groups.setdefault(one.asked.slot[0], []).append(one)
    titles = {i.exercise: i.title for i in exercises}
    return [{"title": f"{name} {titles.get(name, '')}", "rows": [_choice(c) for c in group]}
            for name, group in groups.items()]  # fmt: skip


def _choice(one: Choice) -> dict[str, Any]:
    took = [{"label": one.asked.options[v], "count": n, "right": v in one.likely,
             "known": "right" if one.asked.right else "likely right",
             "elsewhere": "" if one.elsewhere[v] is None else f"{one.elsewhere[v]:.2f}"}
            for v, n in one.taken.items() if n or v in one.likely]  # fmt: skip
    return {"text": one.asked.text, "took": took, "open": one.open, "other": one.other,
            "nobody": len(one.taken) - len(took), "share": _figure(one.share),
            "rest": _figure(one.rest) or "not defined"}  # fmt: skip


def stands_out(part: PartItems) -> list[str]:
    """Sentences on what the figures show beyond their own uncertainty; none where they do not."""
    said = []
    for i in part.exercises:
        name = f"{i.exercise} {i.title}"
        if i.share and i.share.high < 0.5:
            said.append(f"{name} was hard: the mean share is {i.share.value:.2f}, below a half beyond chance.")
        if i.rest and i.rest.high < 0:
            said.append(f"{name}: those who did well elsewhere did worse here. Look at its key and its wording.")
        if i.minutes and i.within and i.within[0] > i.planned > 0 and i.minutes > 1.5 * i.planned:
            said.append(f"{name} took {i.minutes:.0f} minutes {i.measure} (median), and {i.planned} are planned.")
    for c in part.choices:
        taken = max(c.taken.items(), key=lambda pair: pair[1], default=("", 0))
        if c.asked.right and taken[1] >= FEWEST and taken[0] not in c.asked.right:
            said.append(f"{c.asked.slot[0]}, \u201c{c.asked.text}\u201d: most took the wrong answer "
                        f"\u201c{c.asked.options[taken[0]]}\u201d.")  # fmt: skip
    return said


def _pair(names: Mapping[str, str], pair: Pair, known: Mapping[Any, Any]) -> dict[str, Any]:
    return {"names": [{"name": names.get(w, w), "id": w} for w in (pair.one, pair.other)],
            **pair_said(pair, known)}  # fmt: skip


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe_cell(f"{v:.4g}" if isinstance(v, float) else v) for v in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _item_rows(part: PartItems) -> Iterator[Sequence[Any]]:
    for i in (*part.exercises, *part.criteria):
        share, rest = ((f.value, f.low, f.high) if f else (None,) * 3 for f in (i.share, i.rest))
        yield (part.assignment, i.exercise, i.id, i.title, i.began, i.of, *share, *rest, i.minutes,
               *(i.within or (None, None)), i.measure, i.timed or None, i.left_out or None, i.planned or None,
               i.finding, i.times or None)  # fmt: skip


def _choice_rows(part: PartItems) -> Iterator[Sequence[Any]]:
    for c in part.choices:
        for value, count in c.taken.items():
            yield (part.assignment, *c.asked.slot, c.asked.text, value, c.asked.options[value],
                   ("right" if c.asked.right else "likely") if value in c.likely else "", count, c.elsewhere[value])  # fmt: skip
        for name, count in (("(left open)", c.open), ("(not among the options)", c.other)):
            if count:
                yield part.assignment, *c.asked.slot, c.asked.text, name, "", "", count, None


def _signal_rows(
    made: ItemReport, found: Mapping[str, tuple[Signals, Trial | None]]
) -> Iterator[Sequence[Any]]:
    for name, (seen, _) in found.items():
        for p in seen.pairs:
            said = " ".join(pair_said(p, {})["shared"])
            yield name, p.one, made.names.get(p.one), p.other, made.names.get(p.other), said
