"""A receipt: what a learner's marks rest on, and whether marking again gives the same.

It names the kit, digests of the key files, of the hand-in and of each answer, the time and the
marks. A digest tells whether two things are the same and nothing of what they hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from .findings import number
from .folder import ClassError, ClassFolder
from .outcome import ExerciseResult, LearnerResult
from .standing import again

__all__ = ["RECEIPT", "Checked", "check", "foot", "receipt", "receipt_bytes"]

RECEIPT = "receipt.json"
_SHORT = 16
_WHAT = {
    "kit": "The kit", "key": "The key and the course that the class is marked by",
    "handin": "The bytes of the hand-in", "answers": "The answers in the hand-in",
}

Rests = Mapping[str, Mapping[str, Any]]
Data = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """What marking again found: nothing in `differs` where it came out equal.

    Args:
        rests: what differs in kit, key, hand-in or answers, as sentences.
        differs: what differs in the marks.
        count: exercises that were compared.
    """

    rests: tuple[str, ...]
    differs: tuple[str, ...]
    count: int

    @property
    def equal(self) -> bool:
        return not self.differs

    @property
    def lines(self) -> tuple[str, ...]:
        """What to say, as sentences."""
        told = (f"Equal: {self.count} exercises were marked again, and every mark is the same."
                if self.equal else f"Different: {len(self.differs)} of {self.count} exercises.")
        return (told, *self.differs, *self.rests)


def receipt(title: str, result: LearnerResult, rests: Rests) -> Data:
    """A learner's receipt, as JSON holds it.

    Args:
        title: the course's.
        rests: assignment -> kit, key, handin, marked and when, as a run left them.
    """
    parts = {}
    for part in result.parts:
        held = rests.get(part.assignment, {})
        if not part.marked or not held:
            continue
        exercises = list(part.exercises)
        parts[part.assignment] = {
            **{name: held.get(name, "") for name in ("kit", "key", "handin", "marked")},
            "handed in": held.get("when", ""), "answers": _answers(exercises),
            "points": part.points, "of": part.full,
            "exercises": {e.exercise.id: _marks(e) for e in exercises},
        }
    made: Data = {"schema": 1, "course": title, "learner": result.learner.id, "parts": parts}
    return made | {"digest": _digest(made)}


def receipt_bytes(made: Mapping[str, Any]) -> bytes:
    """The file of a receipt."""
    return json.dumps(made, indent=1, sort_keys=True, ensure_ascii=True).encode() + b"\n"


def foot(result: LearnerResult, rests: Rests, made: Mapping[str, Any] | None = None) -> tuple[tuple[str, str], ...]:
    """The same in short, for the foot of feedback: (name, value).

    Args:
        made: the receipt, where the whole of the learner's work is told.
    """
    rows: list[tuple[str, str]] = []
    for part in result.parts:
        held = rests.get(part.assignment, {})
        if not part.marked or not held:
            continue
        name = f"{part.assignment.capitalize()}: " if len(result.parts) > 1 else ""
        rows += [
            (f"{name}kit", str(held.get("kit", ""))),
            (f"{name}key and course", str(held.get("key", ""))[:_SHORT]),
            (f"{name}hand-in", f"{str(held.get('handin', ''))[:_SHORT]}, of {held.get('when', '')}"),
            (f"{name}answers", _answers(list(part.exercises))[:_SHORT]),
            (f"{name}marked", str(held.get("marked", ""))),
        ]
    if made and rows:
        rows.append(("receipt", made["digest"][:_SHORT]))
    return tuple(rows)


def check(folder: Path | str | ClassFolder, learner: str, file: Path | None = None) -> Checked:
    """Mark a learner's hand-in again and hold it against a receipt; nothing is written.

    Args:
        file: the receipt; that which lies with the learner's feedback if not given.

    Raises:
        ClassError: nobody has this id, there is no receipt, or it is not what this kit wrote.
    """
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    if learner not in folder.roster.ids:
        raise ClassError(f"Nobody on the roster is {learner!r:.40}. Give an id as the roster has it.")
    held = _read(file or folder.root / "feedback" / learner / RECEIPT, folder, learner)
    (found,) = again(folder, [learner], every=True, workers=1)
    rests = {name: {**row, "marked": ""} for name, row in found.now.items()}
    made = receipt(folder.course.title, found.after, rests)
    told: list[str] = []
    differs: list[str] = []
    for name, part in held["parts"].items():
        now = made["parts"].get(name)
        if now is None:
            differs.append(f"{name}: it was marked then, and now it is {found.after[name].status}. "
                           f"{found.after[name].why}".strip())
            continue
        told += [f"{name}: {_WHAT[what]} differs: {_short(part[what])} then, {_short(now[what])} now."
                 for what in _WHAT if part[what] != now[what]]
        differs += _compared(part["exercises"], now["exercises"])
    count = sum(len(part["exercises"]) for part in held["parts"].values())
    return Checked(tuple(told), tuple(differs), count)


def _compared(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys((*then, *now)):
        a, b = then.get(name), now.get(name)
        if a is None or b is None:
            yield f"{name}: {'it is new' if a is None else 'it is there no more'}."
        elif (a["points"], a["by"], a["tasks"]) != (b["points"], b["by"], b["tasks"]):
            yield f"{name}: {_said(a)} then, {_said(b)} now."
        elif a["criteria"] != b["criteria"]:
            changed = [c for c in dict.fromkeys((*a["criteria"], *b["criteria"]))
                       if a["criteria"].get(c) != b["criteria"].get(c)]
            yield f"{name}: the same points, and the criterion {', '.join(changed)} was found otherwise."


def _said(marks: Mapping[str, Any]) -> str:
    points = "no score" if marks["points"] is None else f"{number(marks['points'])} points"
    tasks = "".join(f", {task} {number(score)}" for task, score in marks["tasks"].items())
    return f"{points} ({marks['by']}{tasks})"


def _marks(e: ExerciseResult) -> Data:
    by = "waits" if e.waits else "a person" if e.person else "the program"
    return {
        "answer": e.digest, "points": e.score, "of": e.exercise.points, "by": by,
        "criteria": {r.id: [round(r.value, 6), r.threshold, round(r.credit, 6)]
                     for r in (e.mark.results if e.mark and not e.waiting else ())},
        "tasks": {name: score.score for name, score in sorted(e.judgements.items())
                  if score.manual is not None},
    }


def _answers(exercises: list[ExerciseResult]) -> str:
    text = json.dumps([[e.exercise.id, e.digest] for e in exercises])
    return sha256(text.encode()).hexdigest()


def _digest(made: Mapping[str, Any]) -> str:
    return sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()


def _short(digest: str) -> str:
    return digest if "+" in digest else digest[:_SHORT]


def _read(path: Path, folder: ClassFolder, learner: str) -> Data:
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
        given = made.pop("digest")
        parts = made["parts"]
    except FileNotFoundError:
        raise ClassError(
            f"There is no receipt at {path}. Run `cxkit feedback {folder.root}` first, or name "
            "the learner's file with --file."
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ClassError(f"{path} is no receipt that can be read ({error!r:.80}).") from None
    if given != _digest(made):
        raise ClassError(
            f"{path} has been changed since it was written: its digest is not that of what it "
            "says. Ask for the file as it was given out."
        )
    if made["learner"] != learner:
        raise ClassError(f"{path} is the receipt of {made['learner']!r:.40}, not of {learner}.")
    assert isinstance(parts, dict)
    return made
