"""2.3: the categorisation grid, and a hand-sorting that it must stand up to. Row 3.

Most of it needs no key and so works on the learner's own customers: every cell cites what shows
it, profiles differ, people sorted by hand land in the column that their needs are nearest to.
Only one criterion looks at the key: whether the people in one column really share needs. It
gates the others, since a grid can be consistent with itself and made up.
"""

from __future__ import annotations

from ....techniques import needs
from ....techniques.agreement import share_equal, together
from ....techniques.artefact import tokens
from ....techniques.language import solution_words
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval

__all__ = ["GRID"]

CATEGORIES = range(3, 7)
NEEDS = range(8, 16)
OWN_PEOPLE = 6  # fewer sorted people say nothing about an own grid
FEET = {"workflow": "workflow", "interactions": "interactions", "people": "people skills"}


def _items(grid: needs.Grid, context: Context) -> list[str]:
    """The people to be sorted: the key's, or on the own organisation those listed."""
    return list(context.key.get("items") or [p.item for p in grid.sort if p.code or p.who])


def _sorted(grid: needs.Grid, context: Context) -> dict[str, str]:
    columns = {c.id for c in grid.categories}
    wanted = set(_items(grid, context))
    return {p.item: p.choice for p in grid.sort if p.choice in columns and p.item in wanted}


def _again(what: str, where: str = "", why: str = "", next_step: str = "") -> Finding:
    return Finding(LOOK_AGAIN, what, where, why, next_step)


def _shape(grid: needs.Grid, context: Context) -> Measured:
    named = [c for c in grid.categories if c.name]
    rows = [n for n in grid.needs if n.need]
    checks = [
        (
            len(named) in CATEGORIES,
            _again(f"{len(named)} categories have a name; 3 to 6 are asked for.", "Categories",
                   "Fewer tell nobody apart; more cannot be kept in mind.",
                   "Merge two that need the same, or split one that hides two."),
        ),
        (
            len(rows) in NEEDS,
            _again(f"{len(rows)} needs are written; 8 to 15 are asked for.", "The grid",
                   "A category is known by its pattern of needs, so it takes several.",
                   "Read five more texts and note what each must come away with."),
        ),
    ]  # fmt: skip
    for c in named:
        strong = sum(n.strength(c.id) > 0 for n in rows)
        checks.append(
            (
                strong >= 3,
                _again(f"\u201c{c.name}\u201d has {strong} needs; at least 3 are asked for.",
                       c.name, "One or two needs do not make a kind of customer.",
                       "Set a strength of 1 to 3 for each need that these customers have."),
            )
        )  # fmt: skip
        empty = [words for field, words in FEET.items() if len(tokens(getattr(c, field))) < 2]
        checks.append(
            (
                not empty,
                _again(f"\u201c{c.name}\u201d: {', '.join(empty)} still open.", c.name,
                       "The grid earns its keep when it changes how work, contact and people are "
                       "arranged.", "Write one change for each."),
            )
        )  # fmt: skip
    unused = [n.need for n in rows if not any(n.strength(c.id) for c in named)]
    twice = len({" ".join(tokens(n.need)) for n in rows}) < len(rows)
    checks.append((not unused, _again("A need that no category has stands in the grid.",
                                      "; ".join(unused)[:80], next_step="Rate it or remove it.")))  # fmt: skip
    checks.append((not twice, _again("Two rows name the same need.", next_step="Merge them.")))
    faults = [finding for good, finding in checks if not good]
    value = 1 - len(faults) / len(checks)
    return Measured(
        value,
        listed(faults, "{n} more places to fill.")
        or met(f"{len(named)} categories, {len(rows)} needs, all foot rows filled."),
    )


def _cited(grid: needs.Grid, context: Context) -> Measured:
    """Cells of strength 2 or 3 that cite a text which is there and does not speak against them."""
    known = {*context.case.vignettes, *context.case.verbatims}
    placed = _sorted(grid, context)
    names = {c.id: c.name for c in grid.categories}
    strong, good, faults = 0, 0, []
    for n in grid.needs:
        for column, cell in n.cells.items():
            if column not in names or (cell.strength or 0) < 2:
                continue
            strong += 1
            ids = [e.upper() for e in cell.evidence]
            where = f"{n.need[:40]} / {names[column]}"
            unknown = [] if context.mine else [e for e in ids if e not in known]
            people = [e for e in ids if e in placed]
            astray = [e for e in people if placed[e] != column]
            if not ids:
                faults.append(_again("A strong cell cites nothing.", where,
                                     "A strength without evidence is an opinion.",
                                     "Cite the text that shows it, such as V07."))  # fmt: skip
            elif unknown:
                faults.append(_again(f"{', '.join(unknown)} is not in the material.", where,
                                     "An id that does not exist cannot be looked up.",
                                     "Check the id in the material."))  # fmt: skip
            elif people and len(astray) == len(people):
                other = names.get(placed[astray[0]], "another column")
                faults.append(_again(f"{astray[0]} is cited here, and sorted to \u201c{other}\u201d.",
                                     where, "One of the two places is wrong, or the need is shared.",
                                     "Cite somebody you sorted here, or sort them again."))  # fmt: skip
            else:
                good += 1
    if not strong:
        return Measured(0.0, (_again("No cell has strength 2 or 3 yet.", "The grid",
                                     next_step="Mark what decides for each category."),))  # fmt: skip
    return Measured(
        good / strong,
        listed(faults, "{n} more cells to look at.")
        or met(f"All {strong} strong cells rest on evidence."),
        share_interval(good, strong),
    )


def _distinct(grid: needs.Grid, context: Context) -> Measured:
    found = needs.distances(grid)
    if not found:
        return Measured(0.0, (_again("There are fewer than two categories to compare."),))
    names = {c.id: c.name for c in grid.categories}
    (a, b), least = min(found.items(), key=lambda pair: pair[1])
    both = f"\u201c{names[a]}\u201d and \u201c{names[b]}\u201d"
    if least >= 0.05:
        return Measured(least, met(f"The nearest two, {both}, are {least:.2f} apart (0 to 1)."))
    return Measured(
        least,
        (
            _again(f"{both} have the same pattern of needs.", both,
                   "If needs do not tell two kinds of customer apart, they are one kind.",
                   "Merge them, or find the need that divides them."),
        ),
    )  # fmt: skip


def _agreement(grid: needs.Grid, context: Context) -> Measured:
    """Does the column chosen by hand equal the one that the cited needs are nearest to?"""
    items, placed, columns = _items(grid, context), _sorted(grid, context), needs.profiles(grid)
    if context.mine and len(placed) < OWN_PEOPLE:
        return Measured(0.0, (_again(f"{len(placed)} people are sorted; {OWN_PEOPLE} or more say "
                                     "something about your grid.", "Sort people by hand"),))  # fmt: skip
    names = {c.id: c.name for c in grid.categories}
    agree, faults = [], []
    for item, profile in needs.evidence_profiles(grid, items).items():
        near, _ = needs.nearest(profile, columns)
        hand = placed.get(item, "")
        agree.append(hand if hand in near else "")
        if hand and near and hand not in near:
            faults.append(_again(
                f"{item}: you sorted to \u201c{names[hand]}\u201d; the needs you cite it for are "
                f"nearest to \u201c{names[near[0]]}\u201d.", item,
                "Either the grid or the sorting misses what this person needs.",
                "Read it again: cite it for another need, move it, or change a strength."))  # fmt: skip
    hits = sum(map(bool, agree))
    open_ = [i for i in items if i not in placed]
    if open_:
        faults.append(_again(f"{len(open_)} people are not sorted yet.", ", ".join(open_[:6])))
    return Measured(
        share_equal([bool(a) for a in agree], [True] * len(agree)),
        listed(faults, "{n} more people to look at.")
        or met(f"{hits} of {len(items)} land where you put them."),
        share_interval(hits, len(items)),
    )


def _covered(grid: needs.Grid, context: Context) -> Measured:
    items = _items(grid, context)
    columns = needs.profiles(grid)
    found = needs.evidence_profiles(grid, items)
    out = [i for i, p in found.items() if not needs.nearest(p, columns)[0]]
    value = needs.coverage(grid, items)
    if not out and items:
        return Measured(1.0, met(f"The grid has a place for all {len(items)} people."))
    return Measured(
        value,
        (
            _again(f"{len(out)} of {len(items)} people are cited for no need.",
                   ", ".join(out[:8]) + (" \u2026" if len(out) > 8 else ""),
                   "People whom the grid leaves out are customers whom the redesign leaves out.",
                   "Read each, and cite its id beside the need that it shows."),
        ),
        share_interval(len(items) - len(out), len(items)),
    )  # fmt: skip


def _together(grid: needs.Grid, context: Context) -> Measured:
    """Do the people in one column share needs in the world they were made from?"""
    truth = context.case.key
    order = list(truth["needs"])
    vectors = {
        item: [truth["vignettes"][item]["needs"].get(n, 0) for n in order]
        for item in context.key["items"]
    }
    best = together(vectors, {i: truth["vignettes"][i]["category"] for i in vectors})
    value = together(vectors, _sorted(grid, context)) / best if best else 0.0
    if value >= context.key["together"]["threshold"]:
        return Measured(value, met(f"People in one column share needs ({value:.2f} of what is "
                                   "possible)."))  # fmt: skip
    return Measured(
        value,
        (
            _again(f"People in one column share little ({max(0.0, value):.2f} of what is possible).",
                   "Sort people by hand",
                   "Age, family or vehicle can look like a pattern; needs cut across them.",
                   "Take two people of one column. Would the same change help both? If not, part "
                   "them."),
        ),
    )  # fmt: skip


def _together_bounds(context: Context) -> Bounds:
    return Bounds(context.key["together"]["threshold"], context.key["together"]["trivial"])


def _agreement_bounds(context: Context) -> Bounds:
    return Bounds(context.key.get("agreement", 0.8), 1 / 3)  # 1/3: the larger of three equal piles


def _coverage_bounds(context: Context) -> Bounds:
    return Bounds(context.key.get("coverage", 0.9))


def _questions(grid: needs.Grid, context: Context) -> list[Question]:
    known = {*context.case.vignettes, *context.case.verbatims}
    found = [
        Question("needs", n.id, "need", m.question)
        for n in grid.needs
        for m in solution_words(n.need)[:1]
    ]
    if not context.mine:
        found += [
            Question("needs", n.id, f"cells/{column}", f"{e} is not in the material. Which text "
                     "shows this?")
            for n in grid.needs
            for column, cell in n.cells.items()
            for e in [x for x in cell.evidence if x.upper() not in known][:1]
        ]  # fmt: skip
    return found


GRID = Exercise(
    "2.3",
    needs.Grid,
    lambda g: any(c.name or c.line for c in g.categories)
    or any(n.need or n.cells for n in g.needs)
    or any(p.choice for p in g.sort),
    (
        Criterion("shape", "The grid is complete", _shape),
        Criterion("together", "People in one column share needs", _together, _together_bounds, 7,
                  keyed=True),
        Criterion("agreement", "People land where their needs are", _agreement,
                  _agreement_bounds, 6, gate="together"),
        Criterion("coverage", "Everyone has a place", _covered, _coverage_bounds, 4,
                  gate="together"),
        Criterion("cited", "Strong cells rest on evidence", _cited, Bounds(0.8, 0.34), 5,
                  gate="together"),
        Criterion("distinct", "Needs tell the categories apart", _distinct, Bounds(0.05), 3,
                  gate="together"),
    ),
    _questions,
)  # fmt: skip
