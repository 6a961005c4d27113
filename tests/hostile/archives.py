"""Zips that are not what they say: bombs, names that lead outside, links, lies."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import warnings
from dataclasses import replace

from .sent import CODE, Kind, Member, Sent, crafted, deflated, sound, zeros, zipped

ASIDE, GIGA = "set aside", 1_000_000_000
OUTSIDE, DAMAGED, NO_ZIP = "leads outside the hand-in", "is damaged inside", "not a whole zip file"
BYTES = b"escaped"


def with_member(member: Member, **options):
    """A sound hand-in with one more entry, which lies."""
    return lambda s: s.raw(crafted([*sound(s.files), member], **options))


def named(name: str, attr: int = 0, **fields):
    return with_member(Member(name, deflated(BYTES), len(BYTES), 0xB5A3E0D2, attr=attr << 16, **fields))


def in_place(**fields):
    """2.1's own entry, with fields that lie."""
    def build(s: Sent) -> None:
        s.raw(crafted(replace(m, **fields) if m.name == "answers/2.1.json" else m
                      for m in sound(s.files)))

    return build


def bomb_that_lies(s: Sent) -> None:
    in_place(body=zeros(GIGA), size=1_000)(s)


def packed_otherwise(method: int, pack):
    return lambda s: in_place(body=pack(bytes(30_000_000)), size=1_000, method=method)(s)


def zip_lzma(raw: bytes) -> bytes:
    """As zip wants LZMA: version, length of the properties, the properties."""
    packed = lzma.compress(raw, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "preset": 0}])
    return struct.pack("<BBHBL", 9, 4, 5, 0x5D, 1 << 18) + packed


def nested(s: Sent) -> None:
    raw = zipped({"x": bytes(10_000_000)})
    for level in range(20):
        raw = zipped({f"{level}-{copy}.zip": raw for copy in range(3)}) if level < 5 else zipped({"in.zip": raw})
    s.zip({"more/in.zip": raw, "in.zip": raw})


def overlapping(s: Sent) -> None:
    """One body, quoted by two thousand entries: 10 MB claimed by each."""
    s.raw(crafted([Member("0", zeros(10_000_000), 10_000_000)]
                  + [Member(f"{n}", size=10_000_000, at=0) for n in range(1, 1_900)]))


def borrowed(s: Sent) -> None:
    """The entry of 2.1 points at the body of another file."""
    members = sound(s.files)
    s.raw(crafted([*(m for m in members if m.name != "answers/2.1.json"),
                   Member("answers/2.1.json", size=members[0].size, crc=members[0].crc, at=0)]))


def crowd(count: int, length: int = 1):
    """Names upon names, all of one empty body."""
    def build(s: Sent) -> None:
        tail = "x" * length
        s.raw(crafted([Member("0", method=0)]
                      + [Member(f"{n}{tail}", method=0, at=0) for n in range(1, count)]))

    return build


def twice(s: Sent) -> None:
    s.raw(crafted([*sound(s.files), *sound({"answers/2.1.json": b"{}"})]))


def encrypted(s: Sent) -> None:
    s.raw(crafted(replace(m, flags=m.flags | 1) for m in sound(s.files)))


def other_disk(s: Sent) -> None:
    """As the second of several disks, in the manner of zip64."""
    raw = crafted(sound(s.files), disk=0)
    end = raw.rindex(b"PK\x05\x06")
    s.raw(raw[:end] + b"PK\x06\x07" + struct.pack("<LQL", 1, 0, 3) + raw[end:])


def tarred(s: Sent) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, raw in {**s.files, "../../escaped": BYTES}.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    s.raw(out.getvalue())


def begins_as_a_program(s: Sent) -> None:
    s.raw(b"#!/usr/bin/env python3\n" + CODE.encode() + zipped({**s.files, "__main__.py": CODE.encode()}))


def begins_as_a_page(s: Sent) -> None:
    s.raw(b"<script>document.title='ran'</script>" + zipped(s.files))


def huge_comment(s: Sent) -> None:
    s.raw(crafted(sound(s.files), comment=b"PK\x05\x06" + b"\x00" * 65_000))


def cut(s: Sent) -> None:
    s.raw(zipped(s.files)[:4_000])


def odd_names(*names: str):
    def build(s: Sent) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            s.zip(dict.fromkeys(names, BYTES))

    return build


def two_courses(s: Sent) -> None:
    s.raw(zipped({f"{part}/{name}": raw for part in ("mine", "theirs") for name, raw in s.files.items()}))


KINDS = {
    "zip: a bomb of 1 GB": Kind(with_member(Member("answers/2.8.json", zeros(GIGA), GIGA)), ASIDE,
                                "would unpack to 1000 MB", none=True),
    "zip: a bomb that lies about its size": Kind(bomb_that_lies, says=DAMAGED, waits=("2.1",)),
    "zip: a bomb in bzip2": Kind(packed_otherwise(12, bz2.compress), says="is packed in a way",
                                 waits=("2.1",)),
    "zip: a bomb in LZMA": Kind(packed_otherwise(14, zip_lzma), says="is packed in a way",
                                waits=("2.1",)),
    "zip: zips within zips": Kind(nested),
    "zip: one body quoted by many": Kind(overlapping, ASIDE, "would unpack to", none=True),
    "zip: one entry borrows another's body": Kind(borrowed, says=DAMAGED, waits=("2.1",)),
    "zip: 100,000 files": Kind(crowd(100_000), ASIDE, "100000 files", none=True),
    "zip: a directory of 30 MB": Kind(crowd(2_000, 15_000), ASIDE, "a list of names", none=True),
    "zip: a name through ..": Kind(named("../../../escaped"), ASIDE, OUTSIDE, none=True),
    "zip: a name through .. in the middle": Kind(named("answers/../../../escaped"), ASIDE, OUTSIDE,
                                                 none=True),
    "zip: an absolute name": Kind(named("/tmp/cxkit-escaped"), ASIDE, OUTSIDE, none=True),
    "zip: a drive's letter": Kind(named("C:/escaped"), ASIDE, OUTSIDE, none=True),
    "zip: backslashes": Kind(named("..\\..\\escaped"), ASIDE, OUTSIDE, none=True),
    "zip: a network share": Kind(named("\\\\host\\share\\escaped"), ASIDE, OUTSIDE, none=True),
    "zip: a zero in a name": Kind(named("answers/2.9.json\x00.txt"), ASIDE, OUTSIDE, none=True),
    "zip: names that Windows reserves": Kind(odd_names("CON", "answers/NUL.json", "aux.ipynb", "COM1")),
    "zip: names that end in dots and blanks": Kind(odd_names(
        "answers/2.1.json.", "answers/2.1.json ", "answers./2.1.json", "gradebook.db...")),
    "zip: names that differ in case": Kind(odd_names("ANSWERS/2.1.JSON", "answers/2.1.JSON",
                                                    "Answers/2.1.json")),
    "zip: very long names": Kind(odd_names("a" * 60_000, "d/" * 20_000 + "x", "answers/" + "2" * 9_000 + ".json")),
    "zip: names of odd characters": Kind(odd_names(
        "\u202egpj.\u202c2.1.json", "answers/\u200b2.1.json", "<img src=x onerror=alert(1)>.txt", "a\nb\r\x1b[2J")),
    "zip: one name twice": Kind(twice, ASIDE, "twice; which counts is unsaid", none=True),
    "zip: a link": Kind(named("answers/2.8.json", stat.S_IFLNK | 0o777), ASIDE, "a link or a device",
                        none=True),
    "zip: a device": Kind(named("null", stat.S_IFCHR | 0o666), ASIDE, "a link or a device", none=True),
    "zip: a pipe": Kind(named("pipe", stat.S_IFIFO | 0o666), ASIDE, "a link or a device", none=True),
    "zip: encrypted": Kind(encrypted, ASIDE, "is encrypted", none=True),
    "zip: the second of several disks": Kind(other_disk, ASIDE, NO_ZIP, none=True),
    "zip: a wrong check sum": Kind(in_place(crc=1), says=DAMAGED, waits=("2.1",)),
    "zip: an unknown packing": Kind(in_place(method=99), says="is packed in a way", waits=("2.1",)),
    "zip: a body beyond the end": Kind(in_place(at=2**31), says=DAMAGED, waits=("2.1",)),
    "zip: sizes of 64 bits that lie": Kind(in_place(
        size=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, 2**60)), ASIDE, "would unpack to", none=True),
    "zip: a torn extra field": Kind(in_place(size=0xFFFFFFFF, extra=struct.pack("<HHB", 1, 8, 1)), ASIDE,
                                    NO_ZIP, none=True),
    "zip: a huge comment with an end of its own": Kind(huge_comment, ASIDE, "", none=True),
    "zip: cut off": Kind(cut, ASIDE, NO_ZIP, none=True),
    "zip: in truth a tar": Kind(tarred, ASIDE, NO_ZIP, none=True),
    "zip: in truth gzip": Kind(lambda s: s.raw(gzip.compress(bytes(10_000_000))), ASIDE, NO_ZIP, none=True),
    "zip: in truth 7z": Kind(lambda s: s.raw(b"7z\xbc\xaf\x27\x1c" + bytes(500)), ASIDE, NO_ZIP, none=True),
    "zip: in truth rar": Kind(lambda s: s.raw(b"Rar!\x1a\x07\x01\x00" + bytes(500)), ASIDE, NO_ZIP,
                              none=True),
    "zip: without a file": Kind(lambda s: s.raw(zipped({})), ASIDE, "found nothing", none=True),
    "zip: without a byte": Kind(lambda s: s.raw(b""), ASIDE, NO_ZIP, none=True),
    "zip: begins as a program": Kind(begins_as_a_program),
    "zip: begins as a page": Kind(begins_as_a_page),
    "zip: two sets of answers": Kind(two_courses, ASIDE, "holds 2 copies", none=True),
}
