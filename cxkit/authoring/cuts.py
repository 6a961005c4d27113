"""What to leave out when the class is late, read from the lessons' own words to the trainer.

Each lesson tells its trainer an order: "1. 2.1: stop after 10 labels (saves 3 minutes)." A cut
shrinks a section and never drops it; an exercise on which a later one rests keeps at least half
of its minutes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..course import Course, Module, Section
from .source import SourceError

__all__ = ["MOVED", "Cut", "choose", "cuts", "faults", "kept"]

HEAD = "When you are 20 minutes late"
MOVED = "Exit quiz"  # taken at the start of the next module, so the day wins nothing by it
_LINE = re.compile(r"(\d+)\.\s+(.+?):\s+(.+?)\s+\(saves (\d+)(?: minutes?)?\)\.?")


@dataclass(frozen=True)
class Cut:
    """One thing to leave out.

    Args:
        module: such as "02".
        rank: its place in the lesson's list, from 1; the first is missed least.
        section: which section shrinks.
        words: what to do, for the trainer.
        saves: minutes.
    """

    module: str
    rank: int
    section: Section
    words: str
    saves: int


def cuts(course: Course, module: Module) -> tuple[Cut, ...]:
    """The cuts of a module, in the lesson's order; empty for one that names none.

    Raises:
        SourceError: the lesson cannot be read.
    """
    found = []
    for rank, name, words, saves in _lines(course, module):
        section = _section(module, name)
        if section is not None:
            found.append(Cut(module.id, rank, section, words, saves))
    return tuple(found)


def choose(
    found: Collection[Cut], minutes: int, spare: Mapping[tuple[str, str], int]
) -> tuple[Cut, ...]:
    """The cuts that save `minutes`, or as many as there are: what is missed least goes first.

    Args:
        found: cuts of every module that is still to come.
        spare: (module, title) -> minutes that this section can lose.

    Returns:
        The chosen, in order of priority: by rank, then by module. None can be spared.
    """
    chosen: list[Cut] = []
    left = dict(spare)
    for cut in sorted(found, key=lambda c: (c.rank, c.module)):
        place = (cut.module, cut.section.title)
        if sum(c.saves for c in chosen) >= minutes:
            break
        if cut.section.title != MOVED and left.get(place, 0) >= cut.saves:
            chosen.append(cut)
            left[place] -= cut.saves
    for cut in reversed(list(chosen)):  # a later, larger one may have made an earlier one needless
        if sum(c.saves for c in chosen) - cut.saves >= minutes:
            chosen.remove(cut)
    return tuple(chosen)


def faults(course: Course, rests: Collection[str]) -> list[str]:
    """What is wrong with the lessons' cuts, as sentences; empty where they hold.

    Args:
        rests: exercises on which a later one rests.
    """
    found = []
    for module in course.modules:
        taken: Counter[Section] = Counter()
        for _, name, _, saves in _lines(course, module):
            section = _section(module, name)
            if section is None:
                found.append(f"{module.slug}.md: the cut {name!r} names no section in course.toml.")
            else:
                taken[section] += saves
        for section, saves in taken.items():
            least = kept(section, rests)
            if section.title != MOVED and section.minutes - saves < least:
                found.append(
                    f"{module.slug}.md: the cuts leave {section.minutes - saves} of "
                    f"{section.minutes} minutes of {section.exercise or section.title}; expected "
                    f"{least} or more."
                )
    return found


def kept(section: Section, rests: Collection[str]) -> int:
    """The minutes that a section keeps: half, where a later exercise rests on it, else one."""
    return -(-section.minutes // 2) if section.exercise in rests else 1


def _lines(course: Course, module: Module) -> Iterator[tuple[int, str, str, int]]:
    """(rank, section, words, minutes) of each line; the text is read as it is, to be quick."""
    path = course.root / "source" / f"{module.slug}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError([f"{path.name} cannot be read: {error}."]) from None
    for line in text.partition(HEAD)[2].partition("\n+++")[0].splitlines():
        if match := _LINE.fullmatch(line.strip()):
            yield int(match[1]), match[2], match[3], int(match[4])


def _section(module: Module, name: str) -> Section | None:
    named = (s for s in module.sections if name in (s.exercise, s.title))
    return next(named, None)
