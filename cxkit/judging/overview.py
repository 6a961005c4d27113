"""The table of a class's judging: who judged how much, how far they agree, who needs a third."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..classroom.folder import ClassFolder
from .agreement import PASS, Agreement, Resolved, agreement
from .blinding import codes, secret_of
from .judgement import Judgements, markers
from .work import Desk, Work

__all__ = ["table"]


def table(folder: Path | str | ClassFolder, tasks: Iterable[str] = ()) -> str:
    """Every task that anybody judged, as text.

    Args:
        tasks: only these; all of them if empty.

    Raises:
        ClassError, GradebookError, JudgingError: the class or a judgement cannot be read.
    """
    desk = Desk(folder)
    names = [desk.place(task).task for task in tasks] or list(desk.places)
    parts = [part for task in names if (part := _task(desk, task))]
    if not parts:
        return "Nobody has judged anything here yet. Begin with `cxkit judge` and the class folder."
    return "\n\n".join([*parts, _EXPLAINED])


_EXPLAINED = (
    "Weighted kappa (two markers) and alpha (all): 1 is full agreement, 0 is chance; in brackets the\n"
    "interval at 95 per cent. A dash: too few answers, or all alike, so that it would say nothing.\n"
    f"A third is needed where two are two levels apart, or one gives {PASS} or more and the other less."
)


def _task(desk: Desk, task: str) -> str:
    works = desk.works(task)
    held = {name: Judgements(desk.root, name).of(task) for name in markers(desk.root)}
    levels: dict[str, dict[str, int]] = {}
    for name, said in held.items():
        for who, one in said.items():
            if who in works and one.level is not None and one.digest == works[who].digest:
                levels.setdefault(name, {})[who] = one.level
    if not levels:
        return ""
    done = ", ".join(f"{name} {len(given)}" for name, given in sorted(levels.items()))
    lines = [f"{task} {desk.rubric(task).title}: {len(works)} answers; judged by {done}"]
    pairs, every = agreement(levels)
    lines += [_line(one, "weighted kappa") for one in pairs]
    if every and len(every.who) > 2:
        lines.append(_line(every, "alpha"))
    return "\n".join(lines + _thirds(desk, task, works, desk.resolved(task, works)))


def _line(one: Agreement, name: str) -> str:
    who = " and ".join(one.who) if len(one.who) == 2 else "all together"
    value = "\u2013" if one.value is None else f"{one.value:.2f}"
    around = "" if one.interval is None else f" ({one.interval[0]:.2f} to {one.interval[1]:.2f})"
    count = f"{one.count} answer{'s' * (one.count != 1)}"
    return (f"  {who}: {count}, same level {one.same:.0%}, within one {one.near:.0%}, "
            f"{name} {value}{around}")  # fmt: skip


def _thirds(desk: Desk, task: str, works: dict[str, Work], found: dict[str, Resolved]) -> list[str]:
    named = codes(secret_of(desk.root), task, works)
    waiting = sorted(named[who] for who, one in found.items() if one.third)
    settled = sum(len(one.by) == 3 for one in found.values())
    lines = [f"  needs a third: {', '.join(waiting)}"] if waiting else []
    return lines + ([f"  settled by a third: {settled}"] if settled else [])
