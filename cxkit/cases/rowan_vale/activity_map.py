"""The visit as a table of steps with minutes from the log, failures, and what could be done.

Method rows 26, 33, 35-38 and 2.6; exercises 5.1, 5.2, 5.4 and 5.5.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

from cxkit.cases.rowan_vale.documents import authored, make_verbatims, make_vignettes
from cxkit.cases.rowan_vale.event_log import ordered
from cxkit.cases.rowan_vale.money import total
from cxkit.cases.rowan_vale.process import PERFORMERS, STEPS, breaks, steps_by_name
from cxkit.cases.rowan_vale.simulation import Run
from cxkit.cases.rowan_vale.world import World

__all__ = [
    "action_truth",
    "failure_truth",
    "make_actions",
    "make_failures",
    "make_steps",
    "passed",
    "reduction",
]

LONGEST = 90  # days: an action that takes longer is no part of the plan


# Step to what was promised about it, and to words of customers who speak of it.
_EVIDENCE: dict[str, tuple[str, ...]] = {
    "T01": ("levels of menu", "five levels"),
    "T05": ("the magic number is", "Only for jobs over"),
    "T07": ("signatures", "same three sheets"),
    "T15": ("P02", "P09"),
    "T16": ("P04",),
    "T19": ("P10",),
    "T21": ("P06", "by noon on the Saturday"),
    "T22": ("P05",),
    "T23": ("P10",),
}


def make_steps(world: World, run: Run) -> list[dict[str, Any]]:
    """The as-is step table. Minutes are medians over the log, rounded down.

    `evidence` holds ids of promises, verbatims and vignettes that speak of the step.
    """
    texts = {v.id: v.text for v in (*make_verbatims(world), *make_vignettes(world))}
    touch: dict[str, list[int]] = {}
    wait: dict[str, list[int]] = {}
    for story in run:
        before = None
        for event in ordered(story):
            touch.setdefault(event.step, []).append(event.minutes)
            if event.step == "Chase call":
                continue
            if before is not None:
                wait.setdefault(event.step, []).append(max(0, event.start - before.end))
            before = event
    made = []
    for step in STEPS:
        performer = PERFORMERS.get(step.performer)
        made.append(
            {
                "id": step.id,
                "step": step.name,
                "lane": performer.lane if performer else "customer",
                "performer": step.performer,
                "counterpart": step.counterpart,
                "channel": step.channel,
                "goal": step.goal,
                "next": list(step.next),
                "rule": step.rule,
                "evidence": _spoken_of(step.id, texts),
                "touch_minutes": _median(touch.get(step.name, [0])),
                "wait_minutes": _median(wait.get(step.name, [0])),
                "times": len(touch.get(step.name, [])),
            }
        )
    return made


def passed(run: Run) -> dict[str, int]:
    """Break point to the times it was passed in the log, chase calls left out of the line.

    The two break points of a chase call are each passed once a call.
    """
    by_name, found = steps_by_name(), Counter(dict.fromkeys(breaks(), 0))
    for story in run:
        line = [by_name[e.step] for e in ordered(story) if e.step != "Chase call"]
        for one, other in zip(line, line[1:], strict=False):
            if one.performer != other.performer:
                found[f"{one.id}-{other.id}"] += 1
        calls = len(story.events) - len(line)
        found["T16-T23"] += calls
        found["T23-T19"] += calls
    return dict(found)


def make_failures(world: World, run: Run) -> list[dict[str, Any]]:
    """Five failures with their figures: id, text."""
    times = Counter(event.step for story in run for event in story.events)
    return [
        {"id": id_, "text": item["text"].format(n=times[item["figure"]]), "step": item["figure"]}
        for id_, item in _mixed(world, "failure").items()
    ]


def failure_truth(world: World) -> dict[str, list[str]]:
    """Failure id to its causes on the map, the nearest first."""
    return {id_: item["causes"] for id_, item in _mixed(world, "failure").items()}


def make_actions(world: World, run: Run) -> dict[str, Any]:
    """The catalogue: budget in pounds, break points with the times passed, actions."""
    names, counts = {step.id: step for step in STEPS}, passed(run)
    points = []
    for id_ in breaks():
        one, other = (names[part] for part in id_.split("-"))
        points.append(
            {
                "id": id_,
                "text": f"{one.name} ({one.performer}) to {other.name} ({other.performer})",
                "times": counts[id_],
            }
        )
    actions = [
        {"id": id_, "text": a["text"], "cost": a["cost"], "days": a["days"], "breaks": a["breaks"]}
        for id_, a in _mixed(world, "action").items()
    ]
    return {
        "note": "Synthetic: costs and days are invented.",
        "budget": authored("actions")["budget"],
        "longest_days": LONGEST,
        "break_points": points,
        "actions": actions,
    }


def action_truth(world: World, run: Run) -> dict[str, Any]:
    """The best plan by number of break points, and by times passed, by trying every plan.

    `saves` is what the steps that the plan makes needless cost in the half-year, in pence.
    """
    actions, counts = _mixed(world, "action"), passed(run)
    by_number = _best(actions, dict.fromkeys(counts, 1))
    by_times = _best(actions, counts)
    needless = {step for id_ in by_times[1] for step in actions[id_]["steps"]}
    return {
        "by_number": {"best": by_number[0], "plan": by_number[1]},
        "by_times": {"best": by_times[0], "plan": by_times[1]},
        "dominated": _dominated(actions),
        "needless": sorted(needless),
        "saves": {"pence": _worth(run, needless), "of": sum(total(run).values())},
    }


def reduction(run: Run, freed: Run, needless: list[str]) -> dict[str, Any]:
    """What six rules less and the best plan save of the handling cost, in pence and as a share.

    Nothing is counted twice: the steps that the plan makes needless are priced in `freed`, the
    run in which the rules are gone already.
    """
    before, after = sum(total(run).values()), sum(total(freed).values())
    plan = _worth(freed, set(needless))
    both = before - after + plan
    return {
        "before": before,
        "rules": before - after,
        "plan_after_rules": plan,
        "both": both,
        "share": round(both / before, 4),
    }


def _worth(run: Run, steps: set[str]) -> int:
    return sum(
        event.minutes * PERFORMERS[steps_by_name()[event.step].performer].pence
        for story in run
        for event in story.events
        if event.step in steps
    )


def _best(actions: dict[str, dict[str, Any]], worth: dict[str, int]) -> tuple[int, list[str]]:
    fit = [id_ for id_, action in actions.items() if action["days"] <= LONGEST]
    budget, best = authored("actions")["budget"], (0, 0, [""])
    for size in range(len(fit) + 1):
        for plan in combinations(fit, size):
            spent = sum(actions[id_]["cost"] for id_ in plan)
            if spent <= budget:
                gone = {point for id_ in plan for point in actions[id_]["breaks"]}
                value = sum(worth[point] for point in gone)
                # Of two plans worth the same, the cheaper.
                if (value, -spent) > best[:2]:
                    best = (value, -spent, list(plan))
    return best[0], best[2]


def _dominated(actions: dict[str, dict[str, Any]]) -> list[str]:
    # Another does away with the same and more, for no more money and in no more days.
    return sorted(
        id_
        for id_, a in actions.items()
        if any(
            set(a["breaks"]) < set(b["breaks"])
            and b["cost"] <= a["cost"]
            and b["days"] <= a["days"]
            for other, b in actions.items()
            if other != id_
        )
    )


def _mixed(world: World, name: str) -> dict[str, dict[str, Any]]:
    prefix, width = {"failure": ("F", 1), "action": ("X", 2)}[name]
    items = world.stream(f"{name}s").shuffled(authored(f"{name}s")[name])
    return {f"{prefix}{n:0{width}d}": item for n, item in enumerate(items, start=1)}


def _spoken_of(step: str, texts: dict[str, str]) -> list[str]:
    found = []
    for clue in _EVIDENCE.get(step, ()):
        if clue[0] == "P" and clue[1:].isdigit():
            found.append(clue)
        else:
            found += [id_ for id_, text in texts.items() if clue in text]
    return list(dict.fromkeys(found))


def _median(values: list[int]) -> int:
    return sorted(values)[(len(values) - 1) // 2]
