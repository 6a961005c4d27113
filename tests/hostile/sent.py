"""What a hostile learner sends: a sound hand-in of their own, to be spoilt, and where to put it.

Nothing here is read back by the kit; a kind of attack is a function that is given a `Sent`.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MARK = "CANARY-5417"  # in every text that may be read but never run
CODE = (  # what each piece of code would do if anything ran it
    f"# {MARK}\n"
    "import os, pathlib, socket\n"
    'pathlib.Path(os.environ["CXKIT_HOSTILE_NEST"], "ran").write_text("ran")\n'
    'os.environ["CXKIT_HOSTILE_RAN"] = "1"\n'
)


@dataclass(frozen=True)
class Kind:
    """One kind of attack and what has to become of it.

    Args:
        build: writes the hand-in.
        status: what the learner's is, or "stranger" where it can be nobody's.
        says: what the grader reads, among the reasons and the notes.
        waits: the exercises that wait for a person; every other has the points of sound work.
        none: nothing in it is scored; where it is marked at all, it is as work not begun.
        other: the points may differ from those of sound work, which is shown where the kind is.
    """

    build: Callable[[Sent], Any]
    status: str = "marked"
    says: str = ""
    waits: tuple[str, ...] = ()
    none: bool = False
    other: bool = False


@dataclass
class Sent:
    """Args:
    who: the learner's id.
    root: the class.
    nest: a folder outside the class in which nothing may ever appear.
    files: name -> bytes of a sound hand-in in which a few exercises are answered.
    whole: the same with every exercise.
    """

    who: str
    root: Path
    nest: Path
    files: dict[str, bytes] = field(default_factory=dict)
    whole: dict[str, bytes] = field(default_factory=dict)

    @property
    def place(self) -> Path:
        return self.root / "handins" / self.who

    @property
    def file(self) -> Path:
        return self.place.with_name(f"{self.who}.zip")

    @property
    def notebook(self) -> str:
        """The name of the notebook of module 02."""
        return next(name for name in self.files if name.startswith("02"))

    def zip(self, more: Mapping[str, bytes] | None = None) -> Path:
        """The files as a zip, with more of them."""
        self.file.write_bytes(zipped(self.files | dict(more or {})))
        return self.file

    def raw(self, content: bytes) -> Path:
        self.file.write_bytes(content)
        return self.file

    def folder(self, more: Mapping[str, bytes] | None = None, target: Path | None = None) -> Path:
        """The files as a folder."""
        target = target or self.place
        for name, raw in (self.files | dict(more or {})).items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        return target

    def submission(self, stamp: str) -> None:
        """The files where nbgrader's exchange puts them, with a time."""
        self.folder({"timestamp.txt": stamp.encode()}, self.root / "submitted" / self.who / "modules")

    def answer(self, raw: bytes, exercise: str = "2.1") -> None:
        """Put these bytes in the place of an answer, and send."""
        self.zip({f"answers/{exercise}.json": raw})

    def envelope(self, file: str = "2.1", **fields: Any) -> dict[str, Any]:
        """An answer's file as an object, with fields changed."""
        return json.loads(self.files[f"answers/{file}.json"]) | fields

    def book(self) -> dict[str, Any]:
        """The notebook of module 02, to be changed and given to `send_book`."""
        return json.loads(self.files[self.notebook])

    def send_book(self, book: Any) -> None:
        self.zip({self.notebook: json.dumps(book).encode()})


def zipped(files: Mapping[str, bytes], **options: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


@dataclass(frozen=True)
class Member:
    """An entry of a zip as nobody's program writes it: every field may lie."""

    name: str
    body: bytes = b""  # as it is packed
    size: int = 0  # as it is claimed
    crc: int = 0
    method: int = 8
    flags: int = 0x800
    attr: int = 0
    extra: bytes = b""
    at: int | None = None  # where its body is said to lie


def sound(files: Mapping[str, bytes]) -> list[Member]:
    """Members that do not lie."""
    return [Member(name, deflated(raw), len(raw), zlib.crc32(raw)) for name, raw in files.items()]


def deflated(raw: bytes) -> bytes:
    return zlib.compress(raw, 6, -15)


def zeros(count: int) -> bytes:
    """`count` zero bytes, deflated: a block of a million is packed once and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * (count // 1_000_000 - 1) + packer.flush()


def crafted(members: Iterable[Member], *, disk: int = 0, comment: bytes = b"") -> bytes:
    """A zip put together by hand."""
    out, directory, places = bytearray(), bytearray(), 0
    for m in members:
        name = m.name.encode()
        packed = min(len(m.body), 0xFFFFFFFF)
        sizes = struct.pack("<LLL", m.crc, packed, min(m.size, 0xFFFFFFFF))
        at = len(out)
        if m.at is None:
            out += b"PK\x03\x04" + struct.pack("<HHHHH", 20, m.flags, m.method, 0, 33) + sizes
            out += struct.pack("<HH", len(name), 0) + name + m.body
        else:
            at = m.at
        directory += b"PK\x01\x02" + struct.pack("<HHHHHH", 0x0314, 20, m.flags, m.method, 0, 33)
        directory += sizes + struct.pack("<HHHHHLL", len(name), len(m.extra), 0, disk, 0, m.attr, at)
        directory += name + m.extra
        places += 1
    end = struct.pack("<HHHHLLH", disk, disk, min(places, 0xFFFF), min(places, 0xFFFF),
                      len(directory), len(out), len(comment))
    return bytes(out + directory + b"PK\x05\x06" + end + comment)
