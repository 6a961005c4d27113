"""PROVENANCE.md: where the case comes from and how its thresholds were set."""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.calibration import DRAWS, Grouping
from cxkit.cases.rowan_vale.documents import Vignette
from cxkit.cases.rowan_vale.rentals import HIRES
from cxkit.cases.rowan_vale.visits import VISITS
from cxkit.cases.rowan_vale.world import BRANCHES, World

__all__ = ["provenance"]

_TEXT = """# Where this case comes from

Rowan & Vale Mobility is invented. So are its people, its adverts and every word said about it.
The names of towns and roads are real; no firm or person in them is meant. The texts were written
for this course, one by one, and are not copied from anywhere.

**To rebuild:** `cxkit cases build`; to see whether the files are still as built:
`cxkit cases build --check`. Seed {seed}. Twice built is byte for byte the same: all chance comes
from one seeded stream a purpose, and no step depends on the machine, its locale or the day.

## What is derived from what

| file | from |
| --- | --- |
| `vignettes.json`, `verbatims.json` | authored texts with markers (which words show which need, how strongly) and slots (branch, person, price, distance, promise), filled from one world, so that documents agree; mixed and numbered by seed |
| `promises.json` | authored; whatever a text quotes from an advert is taken from here |
| `survey.csv` | 150 respondents drawn from the same four profiles; importance follows the profile, satisfaction follows how well each need is served |
| `segments.json`, `other-grid.json`, `dialogue.json` | authored, mixed by seed |
| `key.json` | computed: a person's needs from the markers in the text, the category from the nearest of four profiles (cosine), scores from `survey.csv`, the other grid's truth from its own strengths |

The authors also wrote down which category they meant. That plays no part in the key; a test holds
the two against each other. The smallest margin between the nearest profile and the next is
{margin:.2f} (48 people), and {other_margin:.2f} in the other team's grid (12 people).

Age band, family, region and line of business are spread evenly over the categories: whoever sorts
by them finds nothing.

## Thresholds

`trivial` is what an answer without thought reaches: the best constant answer, or the 95th
percentile of {draws} seeded random ones, whichever is more. Credit begins above it.

| exercise | measure | trivial | threshold |
| --- | --- | --- | --- |
{thresholds}

**2.3, do the people in one group share needs?** The share of the variety in needs that a grouping
explains, adjusted for the number of groups, as a share of what the true grouping explains. The
design is ours. What sensible sorts reach; the threshold is the least of them, rounded down to a
twentieth:

| sort | reaches |
| --- | --- |
{sensible}

For comparison, sorts by circumstance:

| sort by | reaches |
| --- | --- |
{circumstance}

**2.5, the need gap.** The share of respondents, among those who ticked both, to whom a need
matters (4 or 5) and who are not satisfied (3 or less). The score is a design of ours.

| need | score | matters to | not satisfied |
| --- | --- | --- | --- |
{gaps}

## The service process

| file | from |
| --- | --- |
| `event-log.csv`, `branch.json` | a simulation of one branch over half a year: {visits:,} visits, each with draws of its own, walk the steps and queue for people who keep hours |
| `rentals.csv` | {hires} hires of the same half-year, over all branches |
| `rules.json`, `manual.md` | one list of eighteen rules; the register holds the obvious ones with the gaps the firm has, the manual states all of them in prose |
| `tables.json` | authored whole, then faults put in by taking rows out and putting rows in |
| `steps.json`, `failures.json`, `actions.json` | the steps that the simulation walks, with minutes and counts from its run; failures and actions authored, the best plan found by trying every plan |
| `walk.json` | authored: what the people of each step say they do, and which steps 5.1 gives |
| `contacts.csv` | eight weeks of the same run and hires in the agents' words; only advice and questions about invoices are drawn for their own sake |
| `measures.json`, `finance.json` | KPIs, objectives and activities authored; figures and the cost tree from the run, with two slips put into the reported tree |
| `crown.json` | claims authored; their figures from pairs of runs, the same visits with a rule and without it, and the two lists of savings from the minutes of the same runs |
| `key-service.json` | counted inside the simulation and taken from the list of rules; `cxkit.cases.audit` recomputes it from the documents alone |

A thirty-fourth of 96,000 visits a year would be 1,412 in half a year; this branch is one of the
smaller ones. Hours, wages, the length of jobs and the price of a night in the yard are estimates,
chosen within what is usual for a workshop in the United Kingdom and taken from no firm. The law
cited in the rules is invented and says so. `what_if` runs the same visits with the same draws
without some rules; its intervals come from a bootstrap over whole weeks.

Without the six rules whose reason is gone, and with the best plan within the budget, handling
costs {share} % less; nothing is counted twice. No plan in the catalogue comes near 70 %.

## Are the facts plausible?

- The annual test at £54.85 is the legal maximum for a car in Great Britain, as published by the
  government; it was so when this was written.
- All other prices are estimates, drawn once within ranges that are usual for repair, daily hire
  and used vehicles in the United Kingdom. None is taken from a price list.
- Distances are road miles to the nearest five, estimated; they matter only for being over or
  under a limit of 40.
- The size of the firm ({branches} branches) and its rules are invented for the course.
"""


def provenance(
    world: World,
    key: dict[str, Any],
    grouping: Grouping,
    vignettes: list[Vignette],
    other_margin: float,
    shares: dict[str, tuple[float, float]],
    saved: float,
) -> str:
    """The text of PROVENANCE.md.

    Args:
        world: for the seed.
        key: the finished key.
        grouping: the calibration of 2.3.
        vignettes: for their margins.
        other_margin: the smallest margin in the other team's grid.
        shares: survey need to the share to whom it matters, and that is not satisfied.
        saved: the share of handling cost that rules and plan save together.
    """
    exercises = key["exercises"]
    rows = [
        (id_, exercises[id_]["metric"], exercises[id_]["trivial"], exercises[id_]["threshold"])
        for id_ in ("2.1", "2.2", "2.4")
    ]
    rows.insert(2, ("2.3", "needs shared in a group", grouping.trivial, grouping.threshold))
    return _TEXT.format(
        seed=world.seed,
        visits=VISITS,
        hires=HIRES,
        share=round(100 * saved),
        draws=f"{DRAWS:,}",
        branches=sum(map(len, BRANCHES.values())),
        margin=min(key["vignettes"][v.id]["margin"] for v in vignettes),
        other_margin=other_margin,
        thresholds="\n".join(f"| {i} | {m} | {t:.2f} | {h:.2f} |" for i, m, t, h in rows),
        sensible=_two(grouping.sensible),
        circumstance=_two(grouping.by_circumstance),
        gaps="\n".join(
            f"| {need} | {score:.2f} | {shares[need][0]:.2f} | {shares[need][1]:.2f} |"
            for need, score in exercises["2.5"]["scores"].items()
        ),
    )


def _two(table: dict[str, float]) -> str:
    return "\n".join(f"| {name} | {value:.2f} |" for name, value in table.items())
