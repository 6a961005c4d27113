"""2.3: the categorisation grid, and a hand-sorting that it must stand up to. Row 3.

Most of it needs no key and so works on the learner's own customers: every cell cites what shows
it, profiles differ, people sorted by hand land in the column that their needs are nearest to.
Only one criterion looks at the key: whether the people in one column really share needs. It
gates the others, since a grid can be consistent with itself and made up.
"""

from __future__ import annotations

from ....techniques import needs
from ....techniques.artefact import tokens
from ....techniques.language import solution_words
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...sorting import listed, met, share_interval
from .people import (
    again,
    agreement,
    agreement_bounds,
    covered,
    covered_bounds,
    people,
    placed,
    shared,
    shared_bounds,
)

__all__ = ["GRID"]

CATEGORIES = range(3, 7)
NEEDS = range(8, 16)
FEET = {"workflow": "workflow", "interactions": "interactions", "people": "people skills"}


def _known(grid: needs.Grid, context: Context) -> set[str]:
    """The ids that can be looked up: the case's texts, or the codes of one's own customers."""
    if context.mine:
        return set(people(grid, context))
    return {*context.case.vignettes, *context.case.verbatims}


def _shape(grid: needs.Grid, context: Context) -> Measured:
    named = [c for c in grid.categories if c.name]
    rows = [n for n in grid.needs if n.need]
    checks = [
        (
            len(named) in CATEGORIES,
            again(f"Categories with a name: {len(named)}; 3 to 6 are asked for.", "Categories",
                   "Fewer tell nobody apart; more cannot be kept in mind.",
                   "Merge two that need the same, or split one that hides two."),
        ),
        (
            len(rows) in NEEDS,
            again(f"Needs written: {len(rows)}; 8 to 15 are asked for.", "The grid",
                   "A category is known by its pattern of needs, so it takes several.",
                   "Read five more texts and note what each must come away with."),
        ),
    ]  # fmt: skip
    for c in named:
        strong = sum(n.strength(c.id) > 0 for n in rows)
        checks.append(
            (
                strong >= 3,
                again(f"Needs of \u201c{c.name}\u201d: {strong}; at least 3 are asked for.",
                       c.name, "One or two needs do not make a kind of customer.",
                       "Set a strength of 1 to 3 for each need that these customers have."),
            )
        )  # fmt: skip
        empty = [words for field, words in FEET.items() if len(tokens(getattr(c, field))) < 2]
        checks.append(
            (
                not empty,
                again(f"Still open for \u201c{c.name}\u201d: {', '.join(empty)}.", c.name,
                       "The grid earns its keep when it changes how work, contact and people are "
                       "arranged.", "Write one change for each."),
            )
        )  # fmt: skip
    unused = [n.need for n in rows if not any(n.strength(c.id) for c in named)]
    twice = len({" ".join(tokens(n.need)) for n in rows}) < len(rows)
    checks.append((not unused, again("A need that no category has stands in the grid.",
                                      "; ".join(unused)[:80], next_step="Rate it or remove it.")))  # fmt: skip
    checks.append((not twice, again("Two rows name the same need.", next_step="Merge them.")))
    faults = [finding for good, finding in checks if not good]
    value = 1 - len(faults) / len(checks)
    return Measured(
        value,
        listed(faults, "Further places to fill: {n}.")
        or met(f"{len(named)} categories, {len(rows)} needs, all foot rows filled."),
    )


def _cited(grid: needs.Grid, context: Context) -> Measured:
    """Cells of strength 2 or 3 that cite a text which is there and does not speak against them."""
    known = _known(grid, context)
    place = "among your customers" if context.mine else "in the material"
    hands = placed(grid, context)
    names = {c.id: c.name for c in grid.categories}
    strong, good, faults = 0, 0, []
    for n in grid.needs:
        for column, cell in n.cells.items():
            if column not in names or (cell.strength or 0) < 2:
                continue
            strong += 1
            ids = [e.upper() for e in cell.evidence]
            where = f"{n.need[:40]} / {names[column]}"
            unknown = [e for e in ids if e not in known]
            cited = [e for e in ids if e in hands]
            astray = [e for e in cited if hands[e] != column]
            if not ids:
                faults.append(again("A strong cell cites nothing.", where,
                                     "A strength without evidence is an opinion.",
                                     f"Cite who shows it, such as {'K1' if context.mine else 'V07'}."))
            elif unknown:
                faults.append(again(f"{', '.join(unknown)} not {place}.", where,
                                     "An id that does not exist cannot be looked up.",
                                     "Correct the id, or leave it out."))  # fmt: skip
            elif cited and len(astray) == len(cited):
                other = names.get(hands[astray[0]], "another column")
                faults.append(again(f"{astray[0]} is cited here, and sorted to \u201c{other}\u201d.",
                                     where, "One of the two places is wrong, or the need is shared.",
                                     "Cite somebody you sorted here, or sort them again."))  # fmt: skip
            else:
                good += 1
    if not strong:
        return Measured(0.0, (again("No cell has strength 2 or 3 yet.", "The grid",
                                     next_step="Mark what decides for each category."),))  # fmt: skip
    return Measured(
        good / strong,
        listed(faults, "Further cells to look at: {n}.")
        or met(f"All {strong} strong cells rest on evidence."),
        share_interval(good, strong),
    )


def _distinct(grid: needs.Grid, context: Context) -> Measured:
    found = needs.distances(grid)
    if not found:
        return Measured(0.0, (again("There are fewer than two categories to compare.",
                                    next_step="Name a second kind of customer."),))  # fmt: skip
    names = {c.id: c.name for c in grid.categories}
    (a, b), least = min(found.items(), key=lambda pair: pair[1])
    if not any(n.strength(c) for n in grid.needs for c in (a, b)):
        return Measured(0.0, (again("No strengths are set yet.", "The grid",
                                     "A category is known by its pattern of needs.",
                                     "Set a strength of 1 to 3 where a category has a need."),))  # fmt: skip
    both = f"\u201c{names[a]}\u201d and \u201c{names[b]}\u201d"
    if least >= 0.05:
        return Measured(least, met(f"The nearest two, {both}, are {least:.2f} apart (0 to 1)."))
    return Measured(
        least,
        (
            again(f"{both} have the same pattern of needs.", both,
                   "If needs do not tell two kinds of customer apart, they are one kind.",
                   "Merge them, or find the need that divides them."),
        ),
    )  # fmt: skip


def _questions(grid: needs.Grid, context: Context) -> list[Question]:
    known = _known(grid, context)
    found = [
        Question("needs", n.id, "need", m.question)
        for n in grid.needs
        for m in solution_words(n.need)[:1]
    ]
    text = "{} is not in the material. Which text shows this?"
    if context.mine:
        text = "{} is not a code in your list below. Who is it?"
    found += [
        Question("needs", n.id, f"cells/{column}", text.format(f"{e:.20}"))
        for n in grid.needs
        for column, cell in n.cells.items()
        for e in [x for x in cell.evidence if x.upper() not in known][:1]
        if known  # the list may be written after the grid
    ]
    return found


GRID = Exercise(
    "2.3",
    needs.Grid,
    lambda g: any(c.name or c.line for c in g.categories)
    or any(n.need or n.cells for n in g.needs)
    or any(p.choice for p in g.sort),
    (
        Criterion("shape", "The grid is complete", _shape),
        Criterion("together", "People in one column share needs", shared, shared_bounds, 7,
                  keyed=True),
        Criterion("agreement", "People land where their needs are", agreement,
                  agreement_bounds, 6, gate="together"),
        Criterion("coverage", "Everyone has a place", covered, covered_bounds, 4,
                  gate="together"),
        Criterion("cited", "Strong cells rest on evidence", _cited, Bounds(0.8, 0.34), 5,
                  gate="together"),
        Criterion("distinct", "Needs tell the categories apart", _distinct, Bounds(0.05), 3,
                  gate="together"),
    ),
    _questions,
)  # fmt: skip
