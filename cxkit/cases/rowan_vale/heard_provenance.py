"""The part of PROVENANCE.md about what is heard: module 04."""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.scripts import Heard

__all__ = ["heard_provenance"]

_TEXT = """## What is heard: module 04

| file | from |
| --- | --- |
| `scripts.json` | authored for this course; nobody said it, and all voices are synthetic. Rules, prices, names and distances are the case's own |
| `key-recordings.json` | events authored with the scripts; what is one event and what is debatable is the authors' judgement. The three annotators are drawn by seed |
| `partner-rv2.json` | a fourth, invented annotator, with misses, wrong kinds and extra marks by design |
| `interactions.json` | authored; the type of each is the authors' judgement, two have an alternative |
| `org-chart.json` | invented; departments and numbers of people are those of `branch.json` |
| `moments.json` | authored; money is the firm's guess, and cost is minutes times the rate in `branch.json` |
| `moment-ratings.csv` | drawn by seed: five moments drive the overall rating, and people name two others |
| `key-heard.json` | types are the authors' judgement; drivers, levels and every `trivial` are computed |

A new Moment of Truth begins when the counterpart, the channel or the customer's goal changes. A
Break Point is a hand-off inside; the customer is never a party. A Business Rule is a point where a
rule decides, whether the manual has it or not.

| recording | words | lines | MOT | BP | BR | optional | two kinds |
| --- | --- | --- | --- | --- | --- | --- | --- |
{recordings}

| exercise | measure | trivial | threshold |
| --- | --- | --- | --- |
| 4.1 | kappa | {types[trivial]:.2f} | {types[threshold]:.2f} |
| 4.5 | Jaccard | {top[trivial]:.2f} | {top[threshold]:.2f} |
"""


def heard_provenance(heard: list[Heard], key: dict[str, Any]) -> str:
    """The section as Markdown; `key` is what `make_heard_key` gave."""
    return _TEXT.format(
        recordings="\n".join(_row(one) for one in heard),
        types=key["exercises"]["4.1"],
        top=key["exercises"]["4.5"],
    )


def _row(one: Heard) -> str:
    lines = one.script["lines"]
    figures = [
        sum(len(line["text"].split()) for line in lines),
        len(lines),
        *(sum(e["kind"] == kind for e in one.events) for kind in ("MOT", "BP", "BR")),
        sum(event["optional"] for event in one.events),
        sum(bool(event["also"]) for event in one.events),
    ]
    return f"| {one.id} | " + " | ".join(map(str, figures)) + " |"
