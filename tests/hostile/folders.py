"""Folders that are not what they seem: links, pipes, depths, crowds. Of POSIX systems alone."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from .sent import Kind, Sent

ASIDE = "set aside"
LINK = "is a link or a device"


def answer_as(make):
    """2.1 is made by `make(path, sent)` instead of being written."""
    def build(s: Sent) -> None:
        path = s.folder() / "answers" / "2.1.json"
        path.unlink()
        make(path, s)

    return build


def to_another(path: Path, s: Sent) -> None:
    path.symlink_to(s.root / "handins" / "honest-1.zip")


def to_the_key(path: Path, s: Sent) -> None:
    path.symlink_to(s.root / "course" / "paper-key" / "key.json")


def to_the_grader(path: Path, s: Sent) -> None:
    path.symlink_to(s.nest.parent / "secret.json")


def to_no_end(path: Path, s: Sent) -> None:
    path.symlink_to("/dev/zero")


def hard_link(path: Path, s: Sent) -> None:
    os.link(s.root / "course" / "paper-key" / "key.json", path)


def pipe(path: Path, s: Sent) -> None:
    os.mkfifo(path)


def listening(path: Path, s: Sent) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may have a hundred letters
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def sparse(path: Path, s: Sent) -> None:
    """1 GB that takes no room on the disk."""
    with open(path, "wb") as file:
        file.truncate(1_000_000_000)


def answers_elsewhere(s: Sent) -> None:
    place = s.folder()
    (place / "answers").rename(s.nest.parent / f"{s.who}-answers")
    (place / "answers").symlink_to(s.nest.parent / f"{s.who}-answers", target_is_directory=True)


def round_and_round(s: Sent) -> None:
    place = s.folder()
    (place / "answers" / "mine" / "again").symlink_to(place, target_is_directory=True)
    (place / "up").symlink_to("/", target_is_directory=True)


def whole_as_link(s: Sent) -> None:
    s.file.symlink_to(s.root / "handins" / "honest-1.zip")


def zip_as_link(s: Sent) -> None:
    s.place.mkdir()
    (s.place / "handin.zip").symlink_to(s.root / "handins" / "honest-1.zip")


def zip_as_pipe(s: Sent) -> None:
    s.place.mkdir()
    os.mkfifo(s.place / "handin.zip")


def whole_as_pipe(s: Sent) -> None:
    os.mkfifo(s.file)


def notebook_as_pipe(s: Sent) -> None:
    place = s.folder() / s.notebook
    place.unlink()
    os.mkfifo(place)


def deep(s: Sent) -> None:
    """Folders in folders, deeper than a program calls itself."""
    here = Path.cwd()
    os.chdir(s.folder())
    try:
        for _ in range(1_500):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)


def crowded(s: Sent) -> None:
    place = s.folder() / "more"
    place.mkdir()
    for n in range(2_500):
        (place / f"{n}").touch()


def heavy(s: Sent) -> None:
    """Many files, each within its own limit."""
    place = s.folder() / "more"
    place.mkdir()
    for n in range(60):
        with open(place / f"{n}.json", "wb") as file:
            file.truncate(19_000_000)


def two_zips(s: Sent) -> None:
    s.place.mkdir()
    for name in ("first.zip", "second.zip"):
        s.zip().rename(s.place / name)


def long_ago(s: Sent) -> None:
    place = s.folder()
    for path in (place, *place.iterdir()):
        os.utime(path, (-3_000_000_000, -3_000_000_000))


def far_ahead(s: Sent) -> None:
    """A time that a disk can hold and a calendar cannot."""
    place = s.folder()
    os.utime(place / s.notebook, (400_000_000_000, 400_000_000_000))


KINDS = {} if os.name != "posix" else {
    "folder: a link to another's work": Kind(answer_as(to_another), says=LINK, waits=("2.1",)),
    "folder: a link to the key": Kind(answer_as(to_the_key), says=LINK, waits=("2.1",)),
    "folder: a link to a file of the grader's": Kind(answer_as(to_the_grader), says=LINK, waits=("2.1",)),
    "folder: a link to /dev/zero": Kind(answer_as(to_no_end), says=LINK, waits=("2.1",)),
    "folder: a hard link to the key": Kind(answer_as(hard_link), says="2.1.json", waits=("2.1",)),
    "folder: a pipe": Kind(answer_as(pipe), says=LINK, waits=("2.1",)),
    "folder: a socket": Kind(answer_as(listening), says=LINK, waits=("2.1",)),
    "folder: 1 GB of JSON": Kind(answer_as(sparse), ASIDE, "holds 1000 MB", none=True),
    "folder: answers behind a link": Kind(answers_elsewhere, says="No answers were found", none=True),
    "folder: links in a circle": Kind(round_and_round),
    "folder: the whole a link": Kind(whole_as_link, "stranger", "links are not followed", none=True),
    "folder: a zip that is a link": Kind(zip_as_link, ASIDE, "is a link", none=True),
    "folder: a zip that is a pipe": Kind(zip_as_pipe, ASIDE, "is a link or a device", none=True),
    "folder: the whole a pipe": Kind(whole_as_pipe, "stranger", "Expected a zip, a folder", none=True),
    "folder: a notebook that is a pipe": Kind(notebook_as_pipe, "marked, repaired", LINK),
    "folder: 1,500 deep": Kind(deep),
    "folder: 2,500 files": Kind(crowded, ASIDE, "more than 2000 files", none=True),
    "folder: 1 GB in small files": Kind(heavy, ASIDE, "holds 1140 MB", none=True),
    "folder: two zips": Kind(two_zips, ASIDE, "holds 2 zips", none=True),
    "folder: times before all time": Kind(long_ago),
    "folder: times after all time": Kind(far_ahead),
}
