from __future__ import annotations

import stat
import zipfile

import pytest

from cxkit.classroom.archive import MEMBERS, ArchiveError, TooLarge, ZipArchive, open_archive


def zipped(path, *members, attr=0, flag=0):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, raw in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = attr << 16
            out.writestr(info, raw)
    if flag:  # the bit that says "encrypted", in the local and the central header
        raw = bytearray(path.read_bytes())
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            raw[raw.index(mark) + place] |= flag
        path.write_bytes(bytes(raw))
    return path


HOSTILE = {
    "parent": {"name": "../x.json", "says": "leads outside"},
    "parent, deep": {"name": "answers/../../x.json", "says": "leads outside"},
    "parent, backslashes": {"name": "..\\..\\x.json", "says": "leads outside"},
    "absolute": {"name": "/etc/passwd", "says": "leads outside"},
    "drive": {"name": "C:/x.json", "says": "leads outside"},
    "drive, relative": {"name": "c:x.json", "says": "leads outside"},
    "network share": {"name": "\\\\host\\x", "says": "leads outside"},
    "link": {"name": "x.json", "attr": stat.S_IFLNK | 0o777, "says": "a link or a device"},
    "device": {"name": "x.json", "attr": stat.S_IFCHR | 0o666, "says": "a link or a device"},
    "pipe": {"name": "x.json", "attr": stat.S_IFIFO | 0o666, "says": "a link or a device"},
    "encrypted": {"name": "x.json", "flag": 1, "says": "is encrypted"},
}


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_zip_is_refused_as_a_whole(tmp_path, case):
    path = zipped(tmp_path / "a.zip", ("answers/2.1.json", b"{}"), (case["name"], b"x"),
                  attr=case.get("attr", 0), flag=case.get("flag", 0))
    with pytest.raises(ArchiveError, match=case["says"]):
        open_archive(path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


BROKEN = {
    "cut off": lambda raw: raw[: len(raw) // 2],
    "empty": lambda raw: b"",
    "of another kind": lambda raw: b"%PDF-1.7 not a zip",
    "without its end": lambda raw: raw[:-10],
}


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_zip_is_a_sentence(tmp_path, damage):
    path = zipped(tmp_path / "a.zip", ("x.json", b"1" * 5000))
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ArchiveError, match="not a whole zip file"):
        open_archive(path)


def test_too_many_members(tmp_path):
    path = zipped(tmp_path / "a.zip", *((f"{i}.json", b"") for i in range(MEMBERS + 1)))
    with pytest.raises(ArchiveError, match=f"{MEMBERS + 1} files"):
        open_archive(path)


def test_one_name_twice(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path / "a.zip", ("x.json", b"1"), ("x.json", b"2"))
    with pytest.raises(ArchiveError, match="twice"):
        open_archive(path)


def test_a_member_larger_than_the_limit_is_not_read(tmp_path):
    archive = ZipArchive(zipped(tmp_path / "a.zip", ("big.json", b" " * 100_000), ("s", b"ok")))
    with pytest.raises(TooLarge) as raised:
        archive.read("big.json", 1000)
    assert raised.value.size == 100_000
    assert archive.read("s", 1000) == b"ok"


def test_a_member_that_lies_about_its_size_is_a_sentence(tmp_path):
    path = zipped(tmp_path / "a.zip", ("x.json", b"a" * 90_000))
    raw = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(mark) + place
        raw[at: at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    with pytest.raises(ArchiveError, match="damaged inside"):
        ZipArchive(path).read("x.json", 1000)


def test_a_folder_is_read_without_following_links(tmp_path):
    (tmp_path / "secret").write_text("key", encoding="utf-8")
    place = tmp_path / "ana"
    (place / "answers").mkdir(parents=True)
    (place / "answers" / "2.1.json").write_text("{}", encoding="utf-8")
    (place / "answers" / "2.2.json").symlink_to(tmp_path / "secret")
    (place / "up").symlink_to(tmp_path, target_is_directory=True)
    archive = open_archive(place)
    assert archive.names == ("answers/2.1.json", "answers/2.2.json", "up")
    for name in ("answers/2.2.json", "up"):
        with pytest.raises(ArchiveError, match="is a link or a device"):
            archive.read(name, 1000)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["handin.zip"], "handin.zip"),
        (["work.zip"], "work.zip"),
        (["handin.zip", "other.zip"], "handin.zip"),
    ],
)
def test_a_folder_may_hold_the_zip(tmp_path, names, expected):
    (tmp_path / "ana").mkdir()
    for name in names:
        zipped(tmp_path / "ana" / name, (f"in-{name}.json", b"{}"))
    assert open_archive(tmp_path / "ana").names == (f"in-{expected}.json",)


def test_a_zip_of_the_whole_course_folder_is_read(tmp_path):
    """With its virtual environment: thousands of files, and links among them."""
    many = [(f"outside-in/.venv/lib/m{i}.py", b"") for i in range(MEMBERS + 5)]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name, raw in [*many, ("outside-in/course/modules/answers/2.1.json", b"{}")]:
            out.writestr(name, raw)
        link = zipfile.ZipInfo("outside-in/.venv/bin/python")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(link, "/usr/bin/python3")
    assert open_archive(path).names == ("outside-in/course/modules/answers/2.1.json",)


def test_several_zips_are_not_guessed_among(tmp_path):
    (tmp_path / "ana").mkdir()
    for name in ("a.zip", "b.zip"):
        zipped(tmp_path / "ana" / name, ("x.json", b"{}"))
    with pytest.raises(ArchiveError, match="holds 2 zips"):
        open_archive(tmp_path / "ana")


def test_what_a_machine_leaves_behind_is_left_out(tmp_path):
    path = zipped(tmp_path / "a.zip", ("__MACOSX/._x.json", b""), (".DS_Store", b""),
                  ("a/.ipynb_checkpoints/x.ipynb", b""), ("a/x.ipynb", b""))
    assert open_archive(path).names == ("a/x.ipynb",)
