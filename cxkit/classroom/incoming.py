"""What lies in a download, a folder or an exchange: entries, each perhaps one hand-in.

A zip from a platform is read member by member and never unpacked by its own names; a hand-in in
it is copied out as a zip of its own. What leads outside, is a link or too large is told and left.
"""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from .archive import PACKED, ArchiveError, FolderArchive, ZipArchive
from .tree import below

__all__ = ["Entry", "entries", "exchange_name"]

_MANY = 20_000  # members of a download
_BLOCK = 1 << 20
_PASSED = re.compile(r"(readme(\..*)?|\..*|thumbs\.db|desktop\.ini|__macosx|index\.html?)", re.IGNORECASE)
_EXCHANGE = re.compile(r"(?P<who>[^+]+)\+(?P<assignment>[^+]+)\+(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^+]*)(\+.*)?")
_BROKEN = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, NotImplementedError)


@dataclass(frozen=True)
class Entry:
    """One thing that somebody may have handed in.

    Args:
        name: as the platform or a person named it.
        ending: ".zip", ".ipynb", or "" for a folder.
        when: its own time, if it has one.
        copy: writes it to a path; ArchiveError or OSError where it cannot be.
        why: why it is not to be taken; empty where it is.
    """

    name: str
    ending: str
    when: datetime | None
    copy: Callable[[Path], None]
    why: str = ""


def entries(source: Path) -> Iterator[Entry]:
    """What lies in a folder or in a platform's zip, by name.

    Raises:
        ArchiveError: the zip cannot be read.
    """
    yield from _of_folder(source) if source.is_dir() else _of_zip(source)


def exchange_name(name: str) -> tuple[str, str] | None:
    """(learner, assignment) of a submission in nbgrader's inbound; None for any other name."""
    found = _EXCHANGE.fullmatch(name)
    return (found["who"], found["assignment"]) if found else None


def _of_folder(source: Path) -> Iterator[Entry]:
    for path in sorted(source.iterdir()):
        if _PASSED.fullmatch(path.name):
            continue
        when = datetime.fromtimestamp(path.lstat().st_mtime).astimezone()
        if path.is_symlink():
            yield Entry(path.name, "", when, _nothing, "It is a link, and links are not followed.")
        elif path.is_dir():
            zips = [p for p in path.iterdir() if p.suffix.lower() == ".zip" and p.is_file()]
            rest = [p for p in path.iterdir() if p not in zips and not _PASSED.fullmatch(p.name)]
            if len(zips) == 1 and not rest and not zips[0].is_symlink():  # a platform's folder
                when = datetime.fromtimestamp(zips[0].stat().st_mtime).astimezone()
                yield Entry(path.name, ".zip", when, _file(zips[0]))
            else:
                yield Entry(path.name, "", _latest(path) or when, _folder(path))
        elif path.suffix.lower() in (".zip", ".ipynb"):
            yield Entry(path.stem, path.suffix.lower(), when, _file(path))
        else:
            yield Entry(path.name, "", when, _nothing, "Expected a zip, a notebook or a folder.")


def _latest(folder: Path) -> datetime | None:
    times = [p.lstat().st_mtime for p in below(folder) if not p.is_symlink() and p.is_file()]
    return datetime.fromtimestamp(max(times)).astimezone() if times else None


def _of_zip(source: Path) -> Iterator[Entry]:
    try:
        with zipfile.ZipFile(source) as file:
            infos = file.infolist()
    except _BROKEN:
        raise ArchiveError(f"{source.name} is not a whole zip file. Download it again.") from None
    if len(infos) > _MANY:
        raise ArchiveError(f"{source.name} holds {len(infos)} files; at most {_MANY} are read. "
                           "Unpack it, and collect from the folder in parts.")
    groups: dict[str, list[tuple[str, zipfile.ZipInfo]]] = {}
    for info in infos:
        name = info.filename.replace("\\", "/")
        parts = PurePosixPath(name).parts
        if info.is_dir() or not parts or _PASSED.fullmatch(parts[0]):
            continue
        groups.setdefault(parts[0], []).append(("/".join(parts[1:]), info))
    if len(groups) == 1 and all(inside for inside, _ in next(iter(groups.values()))):
        groups = _opened(next(iter(groups.values())))  # one folder round all of them
    for name, members in sorted(groups.items()):
        yield _group(source, name, members)


def _opened(members: list[tuple[str, zipfile.ZipInfo]]) -> dict[str, list[tuple[str, zipfile.ZipInfo]]]:
    groups: dict[str, list[tuple[str, zipfile.ZipInfo]]] = {}
    for inside, info in members:
        first, _, rest = inside.partition("/")
        if not _PASSED.fullmatch(first):
            groups.setdefault(first, []).append((rest, info))
    return groups


def _group(source: Path, name: str, members: list[tuple[str, zipfile.ZipInfo]]) -> Entry:
    when = max((_time(info) for _, info in members), default=None)
    why = next((w for inside, info in members if (w := _unfit(inside, info))), "")
    size = sum(info.file_size for _, info in members)
    if not why and size > PACKED:
        why = f"It holds {size / 1e6:.0f} MB; at most {PACKED / 1e6:.0f} MB are taken."
    path = PurePosixPath(name)
    if len(members) == 1 and not members[0][0]:
        if path.suffix.lower() not in (".zip", ".ipynb"):
            why = why or "Expected a zip, a notebook or a folder."
        return Entry(path.stem, path.suffix.lower(), when, _member(source, members[0][1]), why)
    zips = [info for inside, info in members if inside.lower().endswith(".zip")]
    if len(zips) == 1 == len(members):
        return Entry(name, ".zip", when, _member(source, zips[0]), why)
    return Entry(name, ".zip", when, _repacked(source, members), why)


def _unfit(inside: str, info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    name = info.filename.replace("\\", "/")
    if ".." in name.split("/") or name.startswith("/") or re.match(r"[A-Za-z]:", name) or "\x00" in name:
        return "A name in it leads outside."
    if kind and kind not in (stat.S_IFREG, stat.S_IFDIR):
        return "It holds a link or a device."
    if info.flag_bits & 0x1:
        return "It is encrypted."
    return ""


def _time(info: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*info.date_time).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0).astimezone()


def _nothing(target: Path) -> None:
    raise ArchiveError("There is nothing to copy.")


def _file(path: Path) -> Callable[[Path], None]:
    def copy(target: Path) -> None:
        if path.stat().st_size > PACKED:
            raise ArchiveError(f"It holds {path.stat().st_size / 1e6:.0f} MB; at most {PACKED / 1e6:.0f} MB are taken.")
        shutil.copyfile(path, target, follow_symlinks=False)
    return copy


def _folder(path: Path) -> Callable[[Path], None]:
    def copy(target: Path) -> None:
        archive, left = FolderArchive(path), PACKED
        for name in archive.names:
            raw = archive.read(name, left)  # a link or a device is not read
            left -= len(raw)
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(raw)
        if not archive.names:
            raise ArchiveError("There is no file in it.")
    return copy


def _member(source: Path, info: zipfile.ZipInfo) -> Callable[[Path], None]:
    def copy(target: Path) -> None:
        try:
            with zipfile.ZipFile(source) as file, file.open(info) as member, target.open("wb") as out:
                _pour(member, out, PACKED)
        except _BROKEN:
            raise ArchiveError("It is damaged inside the download.") from None
    return copy


def _repacked(source: Path, members: list[tuple[str, zipfile.ZipInfo]]) -> Callable[[Path], None]:
    """The members as a zip of their own, under their names inside the group."""
    def copy(target: Path) -> None:
        left = PACKED
        try:
            with zipfile.ZipFile(source) as file, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
                for inside, info in members:
                    kept = zipfile.ZipInfo(inside, info.date_time)
                    kept.compress_type = zipfile.ZIP_DEFLATED
                    with file.open(info) as member, out.open(kept, "w") as place:
                        left -= _pour(member, place, left)
            ZipArchive(target)
        except _BROKEN:
            raise ArchiveError("It is damaged inside the download.") from None
    return copy


def _pour(member: IO[bytes], out: IO[bytes], most: int) -> int:
    done = 0
    while block := member.read(_BLOCK):
        done += len(block)
        if done > most:
            raise ArchiveError(f"It unpacks to more than {PACKED / 1e6:.0f} MB.")
        out.write(block)
    return done
