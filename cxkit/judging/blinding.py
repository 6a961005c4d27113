"""Answers without their authors: codes for ids, an order by chance, names masked in the text.

Codes and order come from a secret of the class, so they stay the same from day to day and tell
nothing to whoever sees them on a sheet. A code is of one task: two answers of one learner cannot
be told to be theirs. It is made of consonants alone, so that no spreadsheet takes it for a
number or a date, and no code is a word.

What a mask cannot know it leaves: nicknames, initials, a firm. It errs on the side of masking;
names of two letters go only as part of a whole name.
"""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..atomic import put
from ..classroom.roster import Learner
from ..workbook import Answer
from .judgement import JudgingError, lettered

__all__ = ["MASK", "Mask", "codes", "in_order", "secret_of", "shown"]

MASK = "[name]"
_LONG = 300  # characters of a name
# Names that are words: in lower case they stay.
_CAPITAL = (
    "abbey alma amber angel april art august autumn basil bay beck bell berry bill bishop black bob "
    "bond brand brook brown bush carol carter case chance chase chip church city clay "
    "cliff close coin cole cook cross daisy dale dawn day dean dear drew duke earl eve fair faith "
    "fern field fisher flora ford forest fox frank french gale gene glen good gore grace grant "
    "gray green guy hall hand harper hazel heath hill holly hope house hunt hunter iris ivy jack "
    "jade jasmine jay jean jewel joy june justice kay king kit knight lake lane law lily "
    "little long love lowe major marina mark marsh mason max may mercy miles mill miller moss "
    "nick noble olive page park pat patience pearl penny piper poole poppy porter potter "
    "prince price queen ray reed rich rob robin rose ruby rusty sage sandy short sky smart smith "
    "son stone storm street sue summer sunny sweet taylor trip turner van victor violet "
    "wade walker ward warren waters way weaver webb west white wick will wise wood woods worth "
    "young"
)
_WORDS = frozenset(_CAPITAL.split())


def secret_of(folder: Path) -> str:
    """The secret behind a class's codes; made at the first use.

    Raises:
        JudgingError: the file is damaged.
    """
    place = folder / "judgements" / "codes.json"
    try:
        found = json.loads(place.read_text(encoding="utf-8"))["secret"]
        if isinstance(found, str) and found:
            return found
    except FileNotFoundError:
        made = secrets.token_hex(16)
        put(place, json.dumps({"secret": made}).encode(), flush=True)
        return made
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise JudgingError(
        f"{place} cannot be read; the codes of all answers rest on it. Restore it from a copy. "
        "Without it, remove it: new codes are made, and sheets that are out no longer fit."
    )


def codes(secret: str, task: str, learners: Iterable[str]) -> dict[str, str]:
    """learner -> code such as "BDKT-WQZR", all different within a task."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for learner in sorted(learners):
        turn = 0
        while (made := lettered(f"{secret}/{task}/{learner}/{turn}", 8)) in taken:
            turn += 1
        taken.add(made)
        found[learner] = f"{made[:4]}-{made[4:]}"
    return found


def in_order(secret: str, marker: str, task: str, learners: Iterable[str]) -> list[str]:
    """The learners in an order of this marker's own; who comes later moves nobody else."""
    return sorted(learners, key=lambda who: lettered(f"{secret}/{marker}/{task}/{who}", 16))


class Mask:
    """Puts `MASK` in the place of every learner's name, id and address of e-mail.

    Args:
        learners: the whole roster: a learner may name a partner.
    """

    def __init__(self, learners: Iterable[Learner]) -> None:
        whole, capital = set[str](), set[str]()
        for one in learners:
            whole |= {one.email, one.id if _tells(one.id) else "", one.name, f"{one.last}, {one.first}",
                      f"{one.last} {one.first}"}  # fmt: skip
            for word in re.split(r"[\s\-]+", f"{one.first} {one.last}"):
                word = word.strip(".,'\u2019()")
                if len(word) > 2 or (word and not _spaced(word) and len(word) > 1):
                    (capital if word.casefold() in _WORDS else whole).add(word)
        self._any = _pattern(whole, re.IGNORECASE)
        self._capital = _pattern({w[:1].upper() + w[1:] for w in capital} | {w.upper() for w in capital})

    def __call__(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        for pattern in (self._any, self._capital):
            text = pattern.sub(MASK, text) if pattern else text
        return text


def _tells(learner: str) -> bool:
    """Whether an id stands out in a text: "12" and "a" are figures and words."""
    return len(learner) > 3 or (len(learner) == 3 and learner.casefold() not in _WORDS)


def _spaced(text: str) -> bool:
    """Whether the script puts spaces between words; Chinese, Japanese and Thai do not."""
    return not any(re.match(r"CJK|HIRAGANA|KATAKANA|THAI|LAO|KHMER|MYANMAR", unicodedata.name(c, ""))
                   for c in text)  # fmt: skip


def _pattern(names: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    found = {unicodedata.normalize("NFC", " ".join(n.split()))[:_LONG] for n in names}
    found |= {_bare(name) for name in found}
    kept = sorted((n for n in found if n.strip(" ,")), key=lambda n: (-len(n), n))
    parts = []
    for name in kept:
        body = r"\s+".join(map(re.escape, name.split()))
        parts.append(rf"(?<![^\W_]){body}(?![^\W_])" if _spaced(name) else body)
    return re.compile("|".join(parts), flags) if parts else None


def _bare(name: str) -> str:
    """Without accents, as people type on another keyboard."""
    parts = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def shown(answer: Answer, sections: Iterable[Any], mask: Mask) -> list[dict[str, Any]]:
    """An answer as plain tables, what the learner wrote masked.

    Each has a title, heads, rows of text, and the heads of columns that were left empty.

    The case's own words stay as they are: its people may share a name with a learner.
    """
    from ..forms.twin import cells

    typed = set(_texts(answer.data))
    found = []
    for section in sections:
        heads, rows = cells(answer, section)
        free = _free(section, len(heads))
        heads = [mask(h) if any(t in h for t in typed) else h for h in heads]
        rows = [[mask(c) if at in free or c in typed else c for at, c in enumerate(row)] for row in rows]
        kept = [at for at in range(len(heads)) if not rows or any(row[at].strip() for row in rows)]
        found.append({
            "title": mask(section.title) if section.title in typed else section.title,
            "heads": [heads[at] for at in kept],
            "rows": [[row[at] for at in kept] for row in rows],
            "empty": [h for at, h in enumerate(heads) if at not in kept],
        })
    return found


def _free(section: Any, count: int) -> set[int]:
    """The columns that hold a learner's own words."""
    if section.kind == "timeline":
        return set(range(count))
    if section.kind == "choices":
        return {3}
    shift = count - len(section.columns)
    return {at + shift for at, c in enumerate(section.columns) if c.kind in ("text", "long", "ids")}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) > 2:
            yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "id":
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
