"""Workbooks that look alike: a question for a person, never a verdict.

Two learners may share an answer because it is wrong in a tempting way, because they sat at one
table, or because one file was copied. What is counted here is what seldom happens by itself:

- wrong answers alike, beyond what the class's own habits explain (see `chance`);
- traces of one file in two hand-ins: the same exercise saved last in the same second as the same
  revision, and rows with the same random id;
- the same own words: texts of twelve words and more that nobody else wrote and that stand in no
  material of the exercise.

What more than a quarter of the class shares, or more than ten learners, says nothing about two of
them (a file that was handed out, an exercise done together), and is left out and told. False alarms are measured on honest
classes, see `trial`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ..workbook import Answer
from .answers import Choices, Key, choices_in
from .chance import Alike, alike

__all__ = ["SHARE", "Pair", "Signals", "given_of", "signals"]

SHARE = 4        # what more than one learner in so many shares, is the class's and no pair's;
MOST = 10        # and what more than so many share
SAVES = 4        # saved in one second, to ask about: a class that saves when time is up shares some
ROWS = 2         # random ids, to ask about
TEXTS = 2        # texts alike, to ask about
WORDS = 12       # of a text that two people do not write alike by chance
_RANDOM = re.compile(r"[a-z](?=[0-9a-z]*\d)[0-9a-z]{6}")  # an id that a form drew, see shared.js
_WORD = re.compile(r"[^\W_]+")


@dataclass
class Pair:
    """Two learners and what their hand-ins share.

    Args:
        wrong: the shared wrong answers, where they are more than chance explains.
        saves: time -> exercises saved last in that second as the same revision.
        rows: (exercise, section) -> random ids that stand in both.
        texts: (exercise, the beginning of the text).
    """

    one: str
    other: str
    wrong: Alike | None = None
    saves: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    texts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """How much there is to ask about; only for the order."""
        return (5 * (len(self.saves) + sum(self.rows.values())) + 3 * len(self.texts)
                + (self.wrong.count if self.wrong else 0))  # fmt: skip


@dataclass(frozen=True)
class Signals:
    """Pairs to ask about, the most telling first.

    Args:
        learners: how many were compared.
        common: saves, ids and texts that more than `limit` share: they were left out.
    """

    pairs: tuple[Pair, ...]
    learners: int
    common: int
    limit: int


def signals(
    answers: Mapping[str, Mapping[Key, Answer]], right: Mapping[Any, frozenset[str]],
    material: Mapping[str, str] | None = None,
) -> Signals:
    """What hand-ins share that seldom happens by itself.

    Args:
        answers: learner -> answers.
        right: slot -> the values that are right; answers to other slots are not compared.
        material: exercise -> all texts that its form shows: to quote them is no sign.
    """
    limit = max(2, min(MOST, len(answers) // SHARE))
    pairs: dict[tuple[str, str], Pair] = {}
    common = 0
    for kind, holders in _holders(answers, material or {}).items():
        if len(holders) > limit:
            common += 1
        elif len(holders) > 1:
            for two in combinations(sorted(holders), 2):
                _note(pairs.setdefault(two, Pair(*two)), kind)
    kept = {two: p for two, p in pairs.items() if _asks(p)}
    given = {who: given_of(held, right) for who, held in answers.items()}
    for found in alike(given, right):
        two = (found.one, found.other)
        kept.setdefault(two, pairs.get(two) or Pair(*two)).wrong = found
    order = sorted(kept.values(), key=lambda p: (-p.weight, p.one, p.other))
    return Signals(tuple(order), len(answers), common, limit)


def given_of(held: Mapping[Key, Answer], right: Mapping[Any, frozenset[str]]) -> Choices:
    """A learner's answers to the questions that are compared: slot -> value."""
    found: Choices = {}
    for (_, mine), answer in held.items():
        if not mine:
            found |= {s: v for s, v in choices_in(answer).items() if v and s in right}
    return found


def _holders(
    answers: Mapping[str, Mapping[Key, Answer]], material: Mapping[str, str]
) -> dict[tuple[str, ...], set[str]]:
    """What was found -> who has it. The first word says of what kind it is."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    plain = {name: _plain(text) for name, text in material.items()}
    for who, held in answers.items():
        for (exercise, mine), answer in held.items():
            name = f"{exercise} (own)" if mine else exercise
            if answer.saved and answer.rev:
                found["save", name, answer.saved, str(answer.rev)].add(who)
            for section, row in _rows(answer):
                if _RANDOM.fullmatch(str(row.get("id"))):
                    found["row", name, section, row["id"]].add(who)
                for text in _texts(row):
                    words = _plain(text)
                    if words.count(" ") + 1 >= WORDS and words not in plain.get(exercise, ""):
                        found["text", name, words].add(who)
    return found


def _note(pair: Pair, kind: tuple[str, ...]) -> None:
    if kind[0] == "save":
        pair.saves.setdefault(kind[2], []).append(kind[1])
    elif kind[0] == "row":
        pair.rows[kind[1]] = pair.rows.get(kind[1], 0) + 1
    else:
        pair.texts.append((kind[1], kind[2]))


def _asks(pair: Pair) -> bool:
    return (len(pair.saves) >= SAVES or sum(pair.rows.values()) >= ROWS
            or len(pair.texts) >= TEXTS)


def _rows(answer: Answer) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for section, rows in answer.data.items():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield str(section), row


def _texts(value: Any, deep: int = 0) -> Iterable[str]:
    """Every text in a row; what nests deeper than any form writes is passed over."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and deep < 4:
        for one in value.values():
            yield from _texts(one, deep + 1)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
