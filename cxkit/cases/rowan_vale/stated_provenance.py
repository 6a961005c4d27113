"""The part of PROVENANCE.md about what is stated: modules 01 and 03."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["stated_provenance"]

_TEXT = """## What is stated: modules 01 and 03

| file | from |
| --- | --- |
| `statements.json`, `boxes.json`, `weasels.json` | authored for this course, mixed and numbered by seed; nobody said them |
| `story.json` | a story of S2 and S4 told in our own words; which steps may swap is our judgement |
| `claims.json` | what the five source documents and four public pages say, in our own words; each figure of S0 to S4 was looked up in them, those of X1 to X4 in notes about the pages, and X5 is common knowledge that was not looked up |
| `definitions.json` | six definitions quoted in S3, in our own words; the key quotes a line of each |
| `report.json` | authored; every figure comes from `measures.json`, `finance.json` or `event-log.csv` |
| `smart.json` | authored; the figures are counted from `event-log.csv` and `rentals.csv` |
| `colleague-map.json` | authored, with five seeded flaws; evidence is found by what it says, and one number belongs to nothing |
| `internal-roles.json`, `process-words.json` | authored lists; a trainer may edit them |
| `key-stated.json`, 3.4 | which vignettes and verbatims are about a workshop visit follows from their line and topic in `key.json`, and which promises from where they hang; the figures are those of `smart.json` that are read from `event-log.csv`, and the last day counted is that of its last hand-over |
| `key-stated.json` | classes, grades and reasons are the authors' judgement; counts, shares, baselines and every `trivial` are computed |

The report has {words} words. In a thousand of them there are {inside} expressions of the inside-out
list and {outside} of the outside-in list (`cxkit/techniques/words/`). The lists are ours; they show
how a firm talks, not what it does.

| exercise | measure | trivial | threshold |
| --- | --- | --- | --- |
{thresholds}
"""


def stated_provenance(key: dict[str, Any]) -> str:
    """The section as Markdown; `key` is what `make_stated_key` gave."""
    report = key["exercises"]["1.5"]
    return _TEXT.format(
        words=report["words"],
        inside=report["per_thousand"]["inside-out"],
        outside=report["per_thousand"]["outside-in"],
        thresholds="\n".join(
            f"| {exercise} | {item['metric']} | {item['trivial']:.2f} | {item['threshold']:.2f} |"
            for exercise, parts in key["exercises"].items()
            for item in _bounded(parts)
        ),
    )


def _bounded(parts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "metric" in parts:
        yield parts
    yield from (part for part in parts.values() if isinstance(part, dict) and "metric" in part)
