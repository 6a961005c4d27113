"""The tables of module 01: what lies behind the claims, and the language of two texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..desk import Desk
from ..screen import Page
from ..techniques.claims import ClaimsAudit, grades_apart, paired
from ..techniques.industrial import LISTS, LanguageScore, Tally, shares
from .shown import Shown, artefact

__all__ = ["PICTURES"]

_PAIRS = ("pair", "one says", "the other says", "what lies behind it")
_GRADES = ("claim", "your grade", "our grade", "what it rests on")
_WORDS = ("text", "words", *(f"{name}, in 1,000 words" for name in LISTS), "found")

Rows = list[tuple[Any, ...]]


def _found_pairs(desk: Desk) -> tuple[Rows, int]:
    """The contradictions that the learner found, and how many there are."""
    audit, key = artefact(desk, ClaimsAudit, "1.3", False), desk.case.exercises["1.3"]
    texts = {c["id"]: c["text"] for c in desk.case.claims["claims"]}
    given = paired(audit.matched)
    rows = [
        (f"{a}, {b}", texts[a], texts[b], key["why"][f"{a}-{b}"])
        for a, b in key["pairs"]
        if (a, b) in given
    ]
    return rows, len(key["pairs"])


def _graded(desk: Desk) -> tuple[Rows, int]:
    """Own grades beside ours; ours are shown once all are given."""
    audit, key = artefact(desk, ClaimsAudit, "1.3", False), desk.case.exercises["1.3"]["graded"]
    given = {p.id: p.choice for p in audit.grades}
    have = grades_apart({c: item["grade"] for c, item in key.items()}, given)
    if len(have) < len(key):
        return [], len(key) - len(have)
    return [(c, given[c], item["grade"], item["why"]) for c, item in key.items()], 0


def _claims(desk: Desk, mine: bool) -> Page:
    pairs, there = _found_pairs(desk)
    grades, open_ = _graded(desk)
    page = Page()
    if pairs:
        page.table(f"Contradictions you found: {len(pairs)} of {there}", _PAIRS, pairs)
    else:
        page.line("No contradiction is found yet. Each appears here once you have paired it.")
    if grades:
        page.table("Eight grades, yours and ours", _GRADES, grades)
        return page.line("One grade apart is no quarrel: two careful readers often differ by one.", quiet=True)  # fmt: skip
    return page.line(f"Still to be graded: {open_}. Our grades appear beside yours when all have one.")


def _claims_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    return [
        Table("Contradictions", _PAIRS, _found_pairs(desk)[0]),
        Table("Grades", _GRADES, _graded(desk)[0]),
    ]


def _texts(desk: Desk, mine: bool) -> Rows:
    """Name, words, shares and what was found, for the old text and the new one."""
    score = artefact(desk, LanguageScore, "1.5", mine)
    if mine:
        old = [p.text for p in score.own]
    else:
        report = desk.case.report
        old = [p["text"] for p in report["paragraphs"] if p["id"] == report["rewrite"]]
    new = [p.text for p in score.rewrite]
    return [_row("as it stands", old), _row("told anew", new)]


def _row(name: str, texts: Sequence[str]) -> tuple[Any, ...]:
    tally: Tally = shares(texts)
    found = "; ".join(f"{n}: {', '.join(words)}" for n, words in tally.found.items() if words)
    return (name, tally.words, *(tally.per_thousand(n) for n in LISTS), found or "none")


def _language(desk: Desk, mine: bool) -> Page:
    rows = _texts(desk, mine)
    if not any(words for _, words, *_ in rows):
        return Page().line("There is no text yet. Fill in the form of 1.5, then draw again.")
    whose = "A text of your firm" if mine else f"Paragraph {desk.case.report['rewrite']}"
    page = Page().table(f"{whose}, and your own words", _WORDS, rows)
    return page.line(
        "The lists show how a firm talks, and not what it does. In a short text one word moves a "
        "share a long way.",
        quiet=True,
    )


def _language_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    return [Table("Language", _WORDS, _texts(desk, mine))]


PICTURES = {
    "claims": Shown("1.3", _claims, _claims_tables, page=True),
    "language": Shown("1.5", _language, _language_tables, page=True),
}
