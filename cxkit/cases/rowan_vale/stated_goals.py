"""Six intentions to be repaired, and the figures of the case that can carry them (3.3, row 11).

A deadline is the day by which something shall hold; a response time is part of what is measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from cxkit.cases.rowan_vale.calendar import DAY
from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.event_log import ordered
from cxkit.cases.rowan_vale.measures import make_measures
from cxkit.cases.rowan_vale.rentals import hires
from cxkit.cases.rowan_vale.simulation import Story, simulate
from cxkit.cases.rowan_vale.stated_chance import trivial
from cxkit.cases.rowan_vale.world import World
from cxkit.techniques.agreement import share_equal

__all__ = ["baselines", "figure_ids", "goals_truth", "make_goals"]

FIVE = 17 * 60
AGREED = 240  # minutes from finding the fault to the owner's yes
RELEASED = 60  # minutes from the return to the end of the hold


def make_goals(world: World) -> dict[str, Any]:
    """What a learner sees: six statements with their two times, and figures with baselines."""
    figures = numbered("L", authored("stated/data")["figure"])
    values = baselines(world)
    kpis = make_measures(world, simulate(world.seed), hires(world.seed))["kpis"]
    return {
        "note": "Synthetic: the firm and its figures are invented.",
        "fields": ["measure", "target", "unit", "source", "due"],
        "statements": [
            {
                "id": id_,
                "text": item["text"],
                "outcome": item["outcome"],
                "times": _times(item),
            }
            for id_, item in _statements(world).items()
        ],
        "figures": [
            {
                "id": id_,
                "name": item["name"],
                "source": item["source"],
                "how": item["how"],
                "unit": item["unit"],
                "value": values[item["id"]],
            }
            for id_, item in figures.items()
        ],
        "kpis": [kpi["id"] for kpi in kpis],
    }


def goals_truth(world: World) -> dict[str, Any]:
    """The key of 3.3: which time is the deadline, which figures serve, and what a target may be."""
    by_name, values = figure_ids(world), baselines(world)
    sides = {item["id"]: item for item in authored("stated/data")["figure"]}
    items = _statements(world)
    truth = []
    goals = {}
    for id_, item in items.items():
        main = item["serves"][0]
        higher = sides[main]["better"] == "higher"
        times = _times(item)
        truth.append(times.index(item["due"]))
        goals[id_] = {
            "deadline": item["due"],
            "iso": item["iso"],
            "days": [item.get("earliest", item["iso"]), item["iso"]],
            "response": item["response"],
            "measures": [by_name[name] for name in item["serves"]],
            "comparator": "at least" if higher else "at most",
            "baseline": values[main],
            # Nobody can have more than all, or less than none.
            "bound": 100 if higher else 0,
            "unit": sides[main]["unit"],
            "source": sides[main]["source"],
            "why": item["why"],
        }
    chance = world.stream("trivial 3.3")
    guessed = trivial(
        [share_equal(truth, [place] * len(truth)) for place in (0, 1)],
        lambda: share_equal(truth, [chance.below(2) for _ in truth]),
    )
    thoughtless = _same_row(list(goals.values())) + guessed * len(goals)
    return {
        "goals": goals,
        "metric": "share that holds of thirty-six: five fields and the response time of each",
        "threshold": 0.8,
        "trivial": round(thoughtless / (6 * len(goals)), 4),
    }


def _same_row(goals: list[dict[str, Any]]) -> int:
    # Fields that hold where one and the same row, the best there is, stands under every statement.
    def best(values: Iterable[Any]) -> int:
        return max(Counter(values).values())

    # "At least 99" lies above every baseline, "at most 1" below.
    targets = best(goal["comparator"] for goal in goals)
    measures = best(measure for goal in goals for measure in goal["measures"])
    return targets + measures + sum(best(g[f] for g in goals) for f in ("unit", "source", "iso"))


def figure_ids(world: World) -> dict[str, str]:
    """Name of a figure (`data.toml`) or of a KPI to its id."""
    kpis = make_measures(world, simulate(world.seed), hires(world.seed))["kpis"]
    figures = numbered("L", authored("stated/data")["figure"])
    return {kpi["name"]: kpi["id"] for kpi in kpis} | {
        item["id"]: id_ for id_, item in figures.items()
    }


def baselines(world: World) -> dict[str, float]:
    """Figure to its value in the half-year, per hundred, with one decimal place."""
    run, made = simulate(world.seed), hires(world.seed)

    def has(step: str) -> list[Story]:
        return [story for story in run if any(e.step == step for e in story.events)]

    asked = [*has("Refuse car"), *has("Lend car")]
    signed = has("Sign estimate")
    return {
        "chased": _share([e for s in run for e in s.events if e.step == "Chase call"], run),
        "same_day": _share([s for s in run if _same_day(s)], run),
        "released": _share([h for h in made if h.released - h.back <= RELEASED], made),
        "walked": _share(has("Refuse car"), asked),
        "agreed": _share([s for s in signed if _agreed_after(s) <= AGREED], signed),
        "redone": _share(has("Repeat repair"), run),
        "sheets": _share(has("Query sheet"), run),
        "online": _share(has("Book online"), run),
    }


def _same_day(story: Story) -> bool:
    return story.handed // DAY == story.received // DAY and story.handed % DAY <= FIVE


def _agreed_after(story: Story) -> int:
    events = ordered(story)
    found = next(e.end for e in events if e.step == "Find fault")
    return max(e.end for e in events if e.step == "Ask approval") - found


def _share(part: list[Any], whole: list[Any]) -> float:
    return round(100 * len(part) / len(whole), 1)


def _times(item: dict[str, Any]) -> list[str]:
    # In the order of the sentence, which is mixed over the six.
    return sorted((item["due"], item["response"]), key=lambda time: _at(item["text"], time))


def _at(text: str, time: str) -> int:
    return text.lower().index(time.lower())


def _statements(world: World) -> dict[str, dict[str, Any]]:
    items = world.stream("stated smart").shuffled(authored("stated/smart")["statement"])
    return numbered("G", items)
