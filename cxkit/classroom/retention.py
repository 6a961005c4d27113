"""The end of a class: which classes are due, what deleting one takes away, and the deleting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .closing import is_closed, manifest
from .folder import DATABASE, HALF, ClassError, ClassFolder
from .tree import below, remove

__all__ = ["Deletion", "Due", "deletion", "due"]

_GOING = ".cxkit-deleting"  # stands in a class whose deletion has begun
_SAID = {
    "handins": "what learners handed in, with the times of their saves",
    "submitted": "nbgrader's copies of it",
    "earlier": "submissions that a later one replaced", "autograded": "marked notebooks",
    "feedback": "feedback", "report": "the report", "judgements": "what people judged",
    "certificates": "certificates", "badges": "badges", "closed": "the final marks",
    "given": "what learners were given", "course": "the class's copy of the course, with its keys",
    "source": "notebooks", "release": "notebooks", ".cxkit": "the journal and receipts",
    "roster.csv": "names and e-mail addresses", "gradebook.db": "the gradebook",
}


@dataclass(frozen=True)
class Due:
    """One class below a folder: until when its data is kept; "" where it was never closed."""

    folder: Path
    until: str
    days: int

    @property
    def sentence(self) -> str:
        if not self.until:
            return f"{self.folder.name}: not closed, so no date is set."
        said = "today" if self.days == 0 else f"{abs(self.days)} day{'s' * (abs(self.days) != 1)}"
        if self.days > 0:
            return f"{self.folder.name}: kept until {self.until}, {said} more."
        return (f"{self.folder.name}: due since {self.until} ({said}). "
                f"Delete it: cxkit class delete {self.folder}")


def due(parent: Path, today: date | None = None) -> list[Due]:
    """Every class in a folder, or the folder's own; those that are due first.

    Raises:
        ClassError: a class's manifest cannot be read.
    """
    today = today or date.today()
    found = []
    for folder in (parent, *sorted(p for p in parent.iterdir() if p.is_dir())):
        if not (folder / "nbgrader_config.py").is_file() or not (folder / "roster.csv").is_file():
            continue
        until = manifest(folder)["keep until"] if is_closed(folder) else ""
        days = (date.fromisoformat(until) - today).days if until else 0
        found.append(Due(folder, until, days))
    return sorted(found, key=lambda one: (not one.until, one.days))


@dataclass(frozen=True)
class Deletion:
    """What deleting a class takes away; `carry_out` does it."""

    root: Path
    learners: int
    parts: tuple[tuple[str, int, int], ...]
    database: bool

    @property
    def name(self) -> str:
        """What has to be typed to have it done."""
        return self.root.resolve().name

    def lines(self) -> Iterator[str]:
        """Exactly what will be deleted, and what will not."""
        files, size = sum(n for _, n, _ in self.parts), sum(s for _, _, s in self.parts)
        yield (f"{self.root.resolve()} and everything in it: {files} files, {size / 1e6:.1f} MB, "
               f"the data of {self.learners} learner{'s' * (self.learners != 1)}.")
        for name, count, held in self.parts:
            said = f" ({_SAID[name]})" if name in _SAID else ""
            yield f"  {name}{said}: {count} file{'s' * (count != 1)}, {held / 1e6:.1f} MB"
        yield "Not deleted: anything outside this folder, such as downloads that you collected from and copies."
        if self.database:
            yield "Not deleted: the gradebook's database, which lies elsewhere. Drop it there."

    def carry_out(self, typed: str) -> None:
        """Delete the class.

        Args:
            typed: the class's name, as a person typed it.

        Raises:
            ClassError: the name is another; nothing was deleted. Or a file could not be deleted:
                the rest is still there, and the same command goes on.
        """
        if typed != self.name:
            raise ClassError(f"Expected the name of the class, {self.name}, found {typed!r:.80}. "
                             "Nothing was deleted.")
        try:
            (self.root / _GOING).write_text("This class is being deleted.\n", encoding="utf-8")
            for path in sorted(self.root.iterdir()):
                if path.name != _GOING:
                    _remove(path)
            remove(self.root)
        except OSError as error:
            raise ClassError(
                f"{error.filename or self.root} could not be deleted: {error.strerror or error}. "
                "Close what uses it, then run the same command again; the rest is still there."
            ) from None


def deletion(folder: Path) -> Deletion:
    """What would go. Only a class is ever deleted, or what is left of one.

    Raises:
        ClassError: the folder is no class, is a link, or is the one you work in.
    """
    if folder.is_symlink():
        raise ClassError(f"{folder} is a link. Give the class's own folder.")
    learners = 0
    if not (folder / _GOING).is_file() and not (folder / HALF).is_file():
        learners = len(ClassFolder(folder).roster)
    here = folder.resolve()
    if here == Path.cwd() or here in Path.cwd().parents:
        raise ClassError(f"You work in {folder} now. Go to another folder first (cd ..).")
    parts = tuple((path.name, *_size(path)) for path in sorted(here.iterdir()))
    return Deletion(folder, learners, parts, (folder / DATABASE).is_file())


def _size(path: Path) -> tuple[int, int]:
    """(files, bytes); links count as files and are not followed."""
    if path.is_symlink() or not path.is_dir():
        return 1, path.lstat().st_size
    sizes = [one.lstat().st_size for one in below(path)]
    return len(sizes), sum(sizes)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        remove(path)
    else:
        path.unlink()
