"""What a learner sent, as names and bytes: a zip, a folder or files, read and never unpacked.

Nothing is written by a name that stands in an archive, and no link is followed, so a hand-in
cannot reach outside itself. Sizes are limits on what is read, not on what is claimed.
"""

from __future__ import annotations

import io
import lzma
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePosixPath
from typing import Protocol

__all__ = ["PACKED", "Archive", "ArchiveError", "FolderArchive", "LooseArchive", "TooLarge",
           "ZipArchive", "open_archive", "walked"]

MEMBERS = 2_000
TOTAL = 500_000_000  # bytes, as the archive claims them
PACKED = 200_000_000  # bytes of a zip file
_HELD = 20_000_000  # bytes of one that is read once, and not for each file in it
_DIRECTORY = 20_000_000  # bytes of a zip's list of names; a course's folder with its .venv has 6 MB
_DEEP = 40  # folders within folders
_JUNK = re.compile(r"(^|/)(__MACOSX|\.ipynb_checkpoints|\.git|\.venv|node_modules)/|"
                   r"(^|/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$")
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, ValueError,
           KeyError, IndexError, OSError, NotImplementedError, RuntimeError)


class ArchiveError(Exception):
    """The hand-in as a whole cannot be read; the message is a sentence for the report."""


class TooLarge(Exception):
    """One file in it is larger than what may be read; `size` in bytes."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"{size / 1e6:.1f} MB")


class Archive(Protocol):
    """Names use forward slashes and NFC."""

    names: tuple[str, ...]

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of one file; TooLarge beyond `limit`, ArchiveError where it is broken."""


class FolderArchive:
    """A folder on the disk. Links and devices in it have a name but cannot be read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._paths: dict[str, Path] = {}
        total = 0
        for folder, subfolders, files in walked(root):
            for name in [*subfolders, *files]:
                path = Path(folder, name)
                shown, held = path.relative_to(root).as_posix(), path.lstat()
                if not stat.S_ISDIR(held.st_mode) and not _JUNK.search(shown):
                    self._paths[unicodedata.normalize("NFC", shown)] = path
                    total += held.st_size
                if len(self._paths) > MEMBERS:
                    raise ArchiveError(
                        f"It holds more than {MEMBERS} files; a hand-in has about thirty."
                    )
            subfolders[:] = [s for s in subfolders if not _JUNK.search(f"{s}/")]
        if total > TOTAL:
            raise ArchiveError(
                f"It holds {total / 1e6:.0f} MB; at most {TOTAL / 1e6:.0f} MB are read."
            )
        self.names = tuple(sorted(self._paths))

    def read(self, name: str, limit: int) -> bytes:
        path = self._paths[name]
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ArchiveError(f"{name} is a link or a device, and those are not followed.")
        try:
            # A name that became a link since it was listed is not followed either.
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            with open(os.open(path, flags | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
                raw = file.read(limit + 1)
            if len(raw) > limit:
                raise TooLarge(path.stat().st_size)
        except OSError as error:
            raise ArchiveError(f"{name} cannot be opened: {error.strerror or error}.") from None
        return raw


class LooseArchive(FolderArchive):
    """Single files that came without a folder of their own."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = {unicodedata.normalize("NFC", path.name): path for path in paths}
        self.names = tuple(sorted(self._paths))


class ZipArchive:
    """A zip file. Refused as a whole where a name leads outside, or where it is encrypted."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: zipfile.ZipFile | None = None  # of bytes, so that no handle stays open
        try:
            if path.stat().st_size > PACKED:
                raise ArchiveError(
                    f"{path.name} holds {path.stat().st_size / 1e6:.0f} MB; at most "
                    f"{PACKED / 1e6:.0f} MB are opened."
                )
            with _Directory(path) as raw, zipfile.ZipFile(raw) as file:
                # A learner may zip the whole course folder, its .venv with it.
                infos = [i for i in file.infolist() if not _JUNK.search(_name(i))]
        except _BROKEN:
            raise ArchiveError(
                f"{path.name} is not a whole zip file; it was cut off or is of another kind. "
                "Ask for it again."
            ) from None
        if len(infos) > MEMBERS:
            raise ArchiveError(
                f"{path.name} holds {len(infos)} files; a hand-in has about thirty and at most "
                f"{MEMBERS}."
            )
        total = sum(info.file_size for info in infos)
        if total > TOTAL:
            raise ArchiveError(
                f"{path.name} would unpack to {total / 1e6:.0f} MB; at most {TOTAL / 1e6:.0f} MB."
            )
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = _safe(info, path.name)
            if info.is_dir():
                continue
            if name in self._members:
                raise ArchiveError(f"{path.name} holds {name!r:.80} twice; which counts is unsaid.")
            self._members[name] = info
        self.names = tuple(sorted(self._members))

    def _open(self) -> AbstractContextManager[zipfile.ZipFile]:
        """The zip, its directory read once: for each file anew it would cost more than marking."""
        if self._file is None and self.path.stat().st_size <= _HELD:
            self._file = zipfile.ZipFile(io.BytesIO(self.path.read_bytes()))
        return nullcontext(self._file) if self._file else zipfile.ZipFile(self.path)

    def read(self, name: str, limit: int) -> bytes:
        info = self._members[name]
        if info.file_size > limit:
            raise TooLarge(info.file_size)
        # Only these are unpacked bit by bit, so that a few bytes never become all the memory.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ArchiveError(f"{name} is packed in a way that is not read in {self.path.name}; "
                               "ask for an ordinary zip.")
        try:
            with self._open() as file, file.open(info) as member:
                raw = member.read(limit + 1)
        except _BROKEN:
            raise ArchiveError(f"{name} is damaged inside {self.path.name}.") from None
        if len(raw) > limit:
            raise TooLarge(len(raw))
        return raw


class _Directory(io.BufferedReader):
    """A zip file while its list of names is read: the list is fetched whole, however long."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))
        self._name = path.name

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > _DIRECTORY:
            raise ArchiveError(
                f"{self._name} has a list of names of {size / 1e6:.0f} MB; a hand-in's is tiny."
            )
        return super().read(size)


def walked(root: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk` from the top, without following links, and only so deep as people go."""
    above = len(root.parts) + _DEEP
    for folder, subfolders, files in os.walk(root, followlinks=False):
        if len(Path(folder).parts) >= above:
            subfolders.clear()
        yield folder, subfolders, files


def open_archive(path: Path) -> Archive:
    """Open a zip or a folder.

    A folder that holds no notebook and no answers but one zip (or `handin.zip`) stands for
    that zip.

    Raises:
        ArchiveError: it cannot be read as a whole, or holds several zips and nothing else.
    """
    if path.is_symlink():
        raise ArchiveError(f"{path.name} is a link, and links are not followed.")
    if not path.is_dir():
        return ZipArchive(path)
    folder = FolderArchive(path)
    if any(name.endswith((".json", ".ipynb")) for name in folder.names):
        return folder
    zips = [name for name in folder.names if name.lower().endswith(".zip")]
    named = [name for name in zips if PurePosixPath(name).name.lower() == "handin.zip"]
    chosen = named if len(named) == 1 else zips
    if len(chosen) > 1:
        raise ArchiveError(
            f"{path.name} holds {len(zips)} zips ({', '.join(zips)[:120]}); leave the one that counts."
        )
    if not chosen:
        return folder
    zipped = folder._paths[chosen[0]]
    if not stat.S_ISREG(zipped.lstat().st_mode):
        raise ArchiveError(f"{chosen[0]} is a link or a device, and those are not followed.")
    return ZipArchive(zipped)


def _name(info: zipfile.ZipInfo) -> str:
    return unicodedata.normalize("NFC", info.filename.replace("\\", "/"))


def _safe(info: zipfile.ZipInfo, archive: str) -> str:
    name = _name(info)
    parts = name.rstrip("/").split("/")
    if info.flag_bits & 0x1:
        raise ArchiveError(f"{archive} is encrypted; ask for it without a password.")
    if name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name) or (
            "\x00" in info.orig_filename):  # zipfile itself cuts the name there
        raise ArchiveError(
            f"{archive} holds a name that leads outside the hand-in ({info.filename!r:.60})."
        )
    mode = info.external_attr >> 16
    kind = stat.S_IFMT(mode)
    if kind and kind not in (stat.S_IFREG, stat.S_IFDIR):
        raise ArchiveError(f"{archive} holds a link or a device ({name!r:.60}).")
    return name
