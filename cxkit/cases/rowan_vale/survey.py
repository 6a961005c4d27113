"""The survey: who ticked what, drawn from the same world as the texts.

The need-gap score is OWN, a design of ours: the share of respondents, among those who answered
both questions about a need, to whom it matters (4 or 5) and who are not satisfied (3 or less).
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.world import CATEGORIES, World

__all__ = ["gap_scores", "make_survey", "rating_shares", "survey_needs", "survey_table"]

Row = tuple[str, str, int | None, int | None]

_MATTERS = 4
_UNSATISFIED = 3


def survey_needs() -> dict[str, dict[str, Any]]:
    """The eight needs by id (`N1`), with all that the author wrote about them."""
    return numbered("N", authored("survey")["need"])


def make_survey(world: World) -> list[Row]:
    """One row a respondent and need: respondent, need, importance, satisfaction (1-5 or None)."""
    settings, chance = authored("survey"), world.stream("survey")
    kinds = [list(CATEGORIES)[n % len(CATEGORIES)] for n in range(settings["respondents"])]
    rows: list[Row] = []
    for number, kind in enumerate(chance.shuffled(kinds), start=1):
        felt = CATEGORIES[kind].strengths
        for id_, need in survey_needs().items():
            importance = 2.1 + 0.6 * felt.get(need["shows"], 0) + need["pull"] + 0.6 * chance.bell()
            satisfaction = need["served"] + 0.8 * chance.bell()
            blanks = [chance.unit() < settings["blank"] for _ in range(2)]
            rows.append(
                (
                    f"R{number:03d}",
                    id_,
                    None if blanks[0] else _tick(importance),
                    None if blanks[1] else _tick(satisfaction),
                )
            )
    return rows


def gap_scores(rows: list[Row]) -> dict[str, float]:
    """The need-gap score (0-1) of each need."""
    scores = {}
    for id_ in dict.fromkeys(row[1] for row in rows):
        both = [(i, s) for _, need, i, s in rows if need == id_ and i is not None and s is not None]
        gaps = sum(i >= _MATTERS and s <= _UNSATISFIED for i, s in both)
        scores[id_] = round(gaps / len(both), 4)
    return scores


def rating_shares(rows: list[Row]) -> dict[str, tuple[float, float]]:
    """Of each need: the share to whom it matters, and the share that is not satisfied (0-1).

    Each of the two alone ranks the needs in another order than the gap does.
    """
    shares = {}
    for id_ in dict.fromkeys(row[1] for row in rows):
        ticked = [
            [row[at] for row in rows if row[1] == id_ and row[at] is not None] for at in (2, 3)
        ]
        matters = sum(tick >= _MATTERS for tick in ticked[0]) / len(ticked[0])
        unsatisfied = sum(tick <= _UNSATISFIED for tick in ticked[1]) / len(ticked[1])
        shares[id_] = (round(matters, 4), round(unsatisfied, 4))
    return shares


def survey_table(rows: list[Row]) -> str:
    """The survey as CSV; a question not answered is an empty field."""
    lines = ["respondent,need,importance,satisfaction"]
    for respondent, need, *ticks in rows:
        lines.append(",".join([respondent, need, *("" if t is None else str(t) for t in ticks)]))
    return "\n".join(lines)


def _tick(felt: float) -> int:
    return max(1, min(5, int(felt + 0.5)))
