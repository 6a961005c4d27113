"""Hand-ins found: which file or folder belongs to which learner of the roster.

Who it is comes from the roster and from the name of the file or folder, never from what is in
it, and never from a guess: a name that fits nobody, or two people, is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from .archive import walked

__all__ = ["Handin", "Handins", "Stranger", "collected", "find_handins", "read_timestamp", "stamp"]

Receipts = Mapping[str, Mapping[str, Mapping[str, Any]]]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 4_102_444_800.0  # seconds to the year 2100
_FILES = 5_000  # looked at for a folder's time
_WORD = re.compile(r"[^\W_]")
_IGNORED = re.compile(r"(readme(\..*)?|\..*|thumbs\.db|desktop\.ini)", re.IGNORECASE)


@dataclass(frozen=True)
class Handin:
    """One learner's hand-in.

    Args:
        learner: the id on the roster.
        path: a zip or a folder; an nbgrader submission is its assignment folder.
        when: the time of it, UTC: nbgrader's timestamp, else the file's own.
        loose: the notebooks, where they came as single files; `path` is the first of them.
        collected: it lies in nbgrader's submitted/ already and is not to be copied there.
        notes: sentences about other copies.
        told: exercise -> (problem, note) of the first reading, where submitted/ was filled by us:
            what was recovered then looks sound now.
    """

    learner: str
    path: Path
    when: datetime
    loose: tuple[Path, ...] = ()
    collected: bool = False
    notes: tuple[str, ...] = ()
    told: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Stranger:
    """Something in handins/ that belongs to nobody for certain, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Handins:
    """What was found, learner -> assignment -> hand-in, and what fits nobody.

    What lies in handins/ may hold every assignment, and stands for each.
    """

    by_learner: dict[str, dict[str, Handin]]
    strangers: tuple[Stranger, ...]


def find_handins(
    root: Path, ids: Iterable[str], assignments: Iterable[str], receipts: Receipts | None = None,
    notebooks: Iterable[str] = (),
) -> Handins:
    """Look through `root/handins` and nbgrader's `root/submitted`.

    Where a learner has several, the latest counts and a note says so.

    Args:
        ids: the ids of the roster.
        receipts: what an earlier run wrote, to know our own copies in submitted/.
        notebooks: file names of the course: what stands in them (02-...) is no learner's id.
    """
    receipts, assignments = receipts or {}, tuple(assignments)
    known = {_plain(name): name for name in ids}
    given, strangers = _given(root, known, notebooks)
    held, foreign = _submitted(root, frozenset(known.values()), assignments, receipts)
    found: dict[str, dict[str, Handin]] = {}
    for who in given.keys() | held.keys():
        sent, parts = given.get(who, []), held.get(who, {})
        for name in assignments:
            there = parts.get(name)
            # A run that was cut off left a copy without a receipt: it has the hand-in's own time.
            ours = there and (_ours(there, name, receipts)
                              or any(one.when == there.when for one in sent))
            items = [*sent, there] if there and not (sent and ours) else sent
            if items:
                found.setdefault(who, {})[name] = _latest(items, root)
    return Handins(found, (*strangers, *foreign))


def _given(
    root: Path, known: Mapping[str, str], notebooks: Iterable[str]
) -> tuple[dict[str, list[Handin]], list[Stranger]]:
    """What lies in handins/, by learner."""
    titles = tuple(_plain(name.removesuffix(".ipynb")) for name in notebooks)
    found: dict[str, list[Handin]] = {}
    loose: dict[str, list[Path]] = {}
    strangers = []
    folder = root / "handins"
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if _IGNORED.fullmatch(path.name):
            continue
        who, why = _owner(path, known, titles)
        if not who:
            strangers.append(Stranger(f"handins/{path.name}", why))
        elif path.suffix.lower() == ".ipynb" and path.is_file():
            loose.setdefault(who, []).append(path)
        else:
            found.setdefault(who, []).append(Handin(who, path, _changed(path)))
    for who, paths in loose.items():
        when = max(_changed(path) for path in paths)
        found.setdefault(who, []).append(Handin(who, paths[0], when, loose=tuple(paths)))
    return found, strangers


def _submitted(
    root: Path, ids: frozenset[str], assignments: tuple[str, ...], receipts: Receipts
) -> tuple[dict[str, dict[str, Handin]], list[Stranger]]:
    """What lies in nbgrader's submitted/, by learner and assignment."""
    found: dict[str, dict[str, Handin]] = {}
    strangers = []
    folder = root / "submitted"
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        there = [name for name in assignments if (path / name).is_dir()]
        if there and path.name not in ids:
            strangers.append(Stranger(
                f"submitted/{path.name}",
                "This id is not on the roster. Add it to roster.csv, or remove the folder.",
            ))
        elif there:
            found[path.name] = {n: collected(root, path.name, n, receipts) for n in there}
    return found, strangers


def collected(root: Path, who: str, assignment: str, receipts: Receipts) -> Handin:
    """The submission of a learner in nbgrader's submitted/."""
    place = root / "submitted" / who / assignment
    when = read_timestamp(place / "timestamp.txt") or _changed(place)
    held = Handin(who, place, when, collected=True)
    if not _ours(held, assignment, receipts):
        return held
    noted = receipts[who][assignment].get("told", {})
    told = {name: (str(pair[0]), str(pair[1])) for name, pair in noted.items()}
    return replace(held, told=told)


def _ours(held: Handin, assignment: str, receipts: Receipts) -> bool:
    receipt = receipts.get(held.learner, {}).get(assignment, {})
    return bool(receipt.get("filled")) and receipt.get("when") == stamp(held.when)


def read_timestamp(path: Path) -> datetime | None:
    """nbgrader's timestamp.txt as UTC; None where it is missing or says nothing sensible."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")[:64].strip()
    except OSError:
        return None
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?)\s*(.*)", text)
    if not match:
        return None
    zone = match[2].replace("UTC", "+0000").replace("GMT", "+0000").replace("Z", "+0000").strip()
    try:
        return datetime.fromisoformat(match[1] + (zone or "+0000")).astimezone(UTC)
    except (ValueError, OverflowError):  # a zone may lead out of the calendar
        return None


def stamp(when: datetime) -> str:
    """A time as nbgrader writes it into timestamp.txt."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"


def _owner(path: Path, known: dict[str, str], titles: tuple[str, ...]) -> tuple[str, str]:
    is_file = path.suffix.lower() in (".zip", ".ipynb")
    if path.is_symlink():
        return "", "It is a link, and links are not followed."
    if not path.is_dir() and not (is_file and path.is_file()):
        return "", ("Expected a zip, a folder or a notebook. "
                    "Put other files into a folder with the learner's id.")
    name = _plain(path.stem if is_file and not path.is_dir() else path.name)
    for title in titles:
        name = name.replace(title, " ")
    name = name.strip()
    if name in known:
        return known[name], ""
    fitting = [known[part] for part in sorted(_parts(name)) if part in known]
    if len(fitting) == 1:
        return fitting[0], ""
    if fitting:
        return "", f"The name fits {_listed(fitting)}. Rename it to the one learner's id."
    return "", "The name fits no id on the roster. Rename it to the learner's id."


def _parts(name: str) -> set[str]:
    """What could stand in a name as a whole token: no letter or digit right before or after it."""
    word = [bool(_WORD.match(c)) for c in name]
    starts = [i for i in range(len(name)) if i == 0 or not word[i - 1]]
    ends = [i for i in range(1, len(name) + 1) if i == len(name) or not word[i]]
    return {name[i:j] for i in starts for j in ends if i < j}


def _latest(items: list[Handin], root: Path) -> Handin:
    items = sorted(items, key=lambda item: (item.when, not item.collected, item.path.name))
    last = items[-1]
    notes = tuple(
        f"An earlier copy, {item.path.relative_to(root).as_posix()}, was left aside."
        for item in items[:-1]
    )
    return replace(last, notes=notes)


def _changed(path: Path) -> datetime:
    if not path.is_dir():
        return _time(path.stat().st_mtime)
    # A folder's own time says when a name in it changed, not when a file did.
    times = [path.stat().st_mtime]
    for folder, subfolders, files in walked(path):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        times += [Path(folder, name).lstat().st_mtime for name in files]
        if len(times) > _FILES:
            break
    return _time(max(times))


def _time(seconds: float) -> datetime:
    """A file's time; a disk can hold some that no calendar has."""
    return _EPOCH + timedelta(seconds=min(max(seconds, 0.0), _LAST))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}"
