"""Hand-ins collected: copied into a class without ever overwriting anything.

From a folder or a platform's zip they come into `handins/`, under the learner's id. From
nbgrader's exchange they come into `submitted/`, where nbgrader puts them itself, since there a
submission is of one assignment; a submission that stood there before is kept in `earlier/`. What
fits nobody stays where it is and is told. The source is never changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from .archive import ArchiveError, FolderArchive, TooLarge
from .closing import still_open
from .folder import ClassError, ClassFolder
from .handin import Stranger, read_timestamp
from .incoming import Entry, entries, exchange_name
from .whose import Whose
from .writer import TIMESTAMP

__all__ = ["Collected", "collect", "collect_exchange"]


@dataclass
class Collected:
    """What became of everything in the source.

    Args:
        taken: (learner's id, name in the source, place in the class) of each copy.
        same: (learner's id, name) of what lies in the class already, to the byte.
        strangers: what fits nobody, two people, or could not be read, and why.
    """

    taken: list[tuple[str, str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line for the screen."""
        people = len({who for who, *_ in self.taken})
        return (f"{len(self.taken)} taken, of {people} learner{'s' * (people != 1)}; "
                f"{len(self.same)} there already; {len(self.strangers)} left where they are.")


def collect(folder: Path | str | ClassFolder, source: Path | str) -> Collected:
    """Copy hand-ins from a folder, or from a zip of a platform, into `handins/`.

    Args:
        source: a folder of zips, notebooks and folders; a zip that holds them; nbgrader's
            inbound; or one learner's own zip.

    Raises:
        ClassError: the folder is no class or is closed, or the source cannot be read.
    """
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    source = Path(source)
    still_open(folder)
    if not source.exists():
        raise ClassError(f"There is nothing at {source}. Give a folder or a zip.")
    if source.resolve().is_relative_to(folder.root.resolve()):
        raise ClassError(f"{source} lies in the class already. Give the place where hand-ins came in.")
    if source.is_dir() and any(exchange_name(p.name) for p in source.iterdir()):
        return collect_exchange(folder, source)
    whose = Whose(folder.roster, folder.release)
    done = Collected()
    with folder.alone():
        scratch = folder.root / ".cxkit" / "taking"
        for entry in _entries(source, whose):
            _take(folder, entry, whose, scratch, done)
        shutil.rmtree(scratch, ignore_errors=True)
    return done


def _entries(source: Path, whose: Whose) -> list[Entry]:
    """A zip that is named by one learner and holds a hand-in is that learner's own."""
    try:
        found = list(entries(source))
    except ArchiveError as error:
        raise ClassError(str(error)) from None
    if source.is_dir() or any(whose.find(one.name)[0] for one in found):
        return found
    if whose.find(source.stem)[0]:
        when = datetime.fromtimestamp(source.stat().st_mtime, UTC)
        return [Entry(source.stem, ".zip", when, lambda target: _plain_copy(source, target))]
    return found


def _plain_copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def _take(folder: ClassFolder, entry: Entry, whose: Whose, scratch: Path, done: Collected) -> None:
    learner, why = whose.find(entry.name)
    shown = f"{entry.name}{entry.ending}"
    if entry.why or learner is None:
        done.strangers.append(Stranger(shown, entry.why or why))
        return
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    made = scratch / f"new{entry.ending}"
    try:
        entry.copy(made)
        if entry.when and made.is_file():
            os.utime(made, (entry.when.timestamp(), entry.when.timestamp()))
        digest = _digest(made)
    except (ArchiveError, TooLarge, OSError) as error:
        done.strangers.append(Stranger(shown, f"It could not be copied: {error}"))
        return
    if any(_digest(path) == digest for path in _held(folder, learner.id, whose)):
        done.same.append((learner.id, shown))
        return
    target = _free(folder, learner.id, entry, whose)
    made.rename(target)
    done.taken.append((learner.id, shown, target.relative_to(folder.root).as_posix()))


def _held(folder: ClassFolder, who: str, whose: Whose) -> list[Path]:
    """What lies in handins/ for a learner."""
    found = []
    for path in sorted((folder.root / "handins").iterdir()):
        learner, _ = whose.find(path.stem if path.is_file() else path.name)
        if learner and learner.id == who and not path.is_symlink():
            found.append(path)
    return found


def _free(folder: ClassFolder, who: str, entry: Entry, whose: Whose) -> Path:
    """A name that nothing has, and that is this learner's and nobody else's."""
    place = folder.root / "handins"
    when = entry.when or datetime.now(UTC)
    extra = "" if entry.ending != ".ipynb" else f"_{_title(entry.name, folder)}"
    for count in range(1000):
        later = "" if not count else f"_at{when:%Y%m%dT%H%M%S}" + (f"n{count}" if count > 1 else "")
        path = place / f"{who}{extra}{later}{entry.ending}"
        owner, _ = whose.find(path.stem if entry.ending else path.name)
        if owner and owner.id == who and not path.exists():
            return path
    raise ClassError(f"handins/ has no free name for {who}. Take what is old out of it.")


def _title(name: str, folder: ClassFolder) -> str:
    """Which notebook a file is, as the course names it: its name must stay in it."""
    stems = [book.removesuffix(".ipynb") for book in folder.release]
    return next((stem for stem in stems if stem in name), "notebook")


def _digest(path: Path) -> str:
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    found = hashlib.sha256()
    archive = FolderArchive(path)
    for name in archive.names:
        try:
            raw = archive.read(name, 1 << 30)
        except (ArchiveError, TooLarge) as error:
            raw = str(error).encode()
        found.update(f"{name}\x00{len(raw)}\x00".encode("utf-8", "backslashreplace") + raw)
    return found.hexdigest()


def collect_exchange(folder: ClassFolder, inbound: Path) -> Collected:
    """Copy the latest submission of each learner from nbgrader's inbound into `submitted/`.

    Raises:
        ClassError: the class is closed, or another run holds it.
    """
    still_open(folder)
    whose, done = Whose(folder.roster), Collected()
    latest: dict[tuple[str, str], tuple[datetime, Path]] = {}
    for path in sorted(inbound.iterdir()):
        named = exchange_name(path.name)
        learner = whose.is_id(named[0]) if named else None
        if named is None or path.is_symlink() or not path.is_dir():
            done.strangers.append(Stranger(path.name, "It is no submission of nbgrader's exchange."))
        elif learner is None:
            done.strangers.append(Stranger(path.name, f"{named[0]!r:.40} is not on the roster."))
        elif named[1] not in folder.parts:
            done.strangers.append(Stranger(path.name, f"The class has no assignment {named[1]!r:.40}."))
        else:
            when = read_timestamp(path / TIMESTAMP) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
            key = (learner.id, named[1])
            if key not in latest or when > latest[key][0]:
                latest[key] = when, path
    with folder.alone():
        for (who, assignment), (when, path) in latest.items():
            _receive(folder, who, assignment, when, path, done)
    return done


def _receive(
    folder: ClassFolder, who: str, assignment: str, when: datetime, path: Path, done: Collected
) -> None:
    target = folder.step("submitted", who, assignment)
    there = read_timestamp(target / TIMESTAMP)
    if there and there >= when:
        done.same.append((who, path.name))
        return
    scratch = folder.root / ".cxkit" / "taking"
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        _copied(FolderArchive(path), scratch)
    except (ArchiveError, TooLarge, OSError) as error:
        done.strangers.append(Stranger(path.name, f"It could not be copied: {error}"))
        return
    if target.exists():
        _put_by(folder, who, assignment, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch.rename(target)
    done.taken.append((who, path.name, target.relative_to(folder.root).as_posix()))


def _copied(archive: FolderArchive, target: Path) -> None:
    from .archive import PACKED

    files: Mapping[str, bytes] = {name: archive.read(name, PACKED) for name in archive.names}
    target.mkdir(parents=True)
    for name, raw in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(raw)


def _put_by(folder: ClassFolder, who: str, assignment: str, target: Path) -> None:
    count = 1
    while (place := folder.root / "earlier" / who / assignment / str(count)).exists():
        count += 1
    place.parent.mkdir(parents=True, exist_ok=True)
    target.rename(place)
