"""Hand-ins collected: whose they are, that nothing is overwritten, and that nothing is guessed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cxkit.classroom import ClassError, ClassFolder, Learner
from cxkit.classroom.collect import collect
from cxkit.classroom.handin import find_handins
from cxkit.classroom.sample import hand_in
from cxkit.classroom.whose import Whose

PEOPLE = (
    Learner("ana-01", "Ana", "Lima", "ana.lima@example.org"),
    Learner("ben", "J\u00fcrgen", "Odum", "j.odum@example.org"),
    Learner("12345", "Chi", "Min"),
    Learner("dan", "Ana Maria", "Roy", "info@example.net"),
    Learner("eve", "Eve", "Roy", "info@example.org"),
)


@pytest.mark.parametrize(("name", "who"), [
    ("ana-01", "ana-01"),
    ("ANA-01 (1)", "ana-01"),
    ("ana-011", ""),  # no whole word
    ("ben_02-customers-by-need", "ben"),
    ("j.odum@example.org_work", "ben"),
    ("handin j.odum", "ben"),
    ("info", ""),  # two have it before the @
    ("Ana Lima_10001_assignsubmission_file_", "ana-01"),
    ("Lima Ana_10001_assignsubmission_file_handin", "ana-01"),
    ("Jurgen Odum_10002_assignsubmission_file_", "ben"),
    ("odumjurgen_LATE_555_6667_handin-2", "ben"),
    ("royanamaria_55_66_handin", "dan"),
    ("Ana_10001_assignsubmission_file_", ""),  # part of a name is a guess
    ("Ana Lima_12345_assignsubmission_file_", "ana-01"),  # the platform's count, not an id
    ("Participant_12345_assignsubmission_file_", "12345"),
    ("limaana_12345_6667_handin", "ana-01"),
    ("Ana Lima_1_assignsubmission_file_ben", ""),  # the two disagree
    ("ana-01 and ben", ""),
    ("Eve Roy_4_assignsubmission_file_", "eve"),
    ("nobody", ""),
])  # fmt: skip
def test_a_hand_in_is_whose_its_name_says_and_nobodys_on_a_guess(name: str, who: str) -> None:
    found, why = Whose(PEOPLE, ["02-customers-by-need.ipynb"]).find(name)
    assert (found.id if found else "") == who
    assert bool(why) == (not who)


def _download(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, raw in members.items():
            file.writestr(name, raw)
    return path


def test_a_platforms_zip_is_collected_and_nothing_overwritten(
    folder: ClassFolder, tmp_path: Path, course, answers
) -> None:
    made = {who: hand_in(kind, who, tmp_path, course, folder.release, answers).read_bytes()
            for who, kind in (("ana", "blank"), ("ben", "blank"), ("cho", "half done, one file cut off"))}  # fmt: skip
    book = (folder.root / "release/modules/02-customers-by-need.ipynb").read_bytes()
    source = _download(tmp_path / "modules-all.zip", {
        "Ana Lima_1_assignsubmission_file_/handin.zip": made["ana"],
        "Ben Odum_2_assignsubmission_file_/02-customers-by-need.ipynb": book,
        "Ben Odum_2_assignsubmission_file_/answers/2.1.json": b"{}",
        "Someone Else_3_assignsubmission_file_/handin.zip": made["cho"],
        "Cho Min_4_assignsubmission_file_/../../up.zip": made["cho"],
        "ana_and_ben.zip": made["ben"],
    })  # fmt: skip
    before = source.read_bytes()
    found = collect(folder, source)
    assert [(who, place) for who, _, place in found.taken] == [("ana", "handins/ana.zip"), ("ben", "handins/ben.zip")]
    assert sorted(s.why.partition(".")[0] for s in found.strangers) == [
        "A name in it leads outside", "The name fits more than one: ana, ben", "The name fits nobody on the roster"]  # fmt: skip
    assert source.read_bytes() == before
    again = collect(folder, source)
    assert not again.taken
    assert [who for who, _ in again.same] == ["ana", "ben"]

    later = _download(tmp_path / "later.zip", {"limaana_7_8_handin.zip": made["cho"]})
    (_, _, place), = collect(folder, later).taken
    assert place.startswith("handins/ana_at")
    assert (folder.root / "handins/ana.zip").read_bytes() == made["ana"]
    ids, books = folder.roster.ids, folder.release
    held = find_handins(folder.root, ids, folder.parts, {}, books)
    assert set(held.by_learner) == {"ana", "ben"} and not held.strangers


def test_a_folder_is_collected_without_its_links(folder: ClassFolder, tmp_path: Path) -> None:
    source = tmp_path / "shared"
    for name, text in (("ana/answers/2.1.json", "{}"), ("ben.txt", "hello"), ("cho/nothing.tmp", "")):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    (source / "cho" / "outside").symlink_to(folder.root / "gradebook.db")
    (source / "zed").symlink_to(tmp_path)
    found = collect(folder, source)
    assert [(who, place) for who, _, place in found.taken] == [("ana", "handins/ana")]
    assert {s.name for s in found.strangers} == {"ben.txt", "cho", "zed"}
    assert not (folder.root / "handins/cho").exists()
    assert [who for who, _ in collect(folder, source).same] == ["ana"]
    with pytest.raises(ClassError, match="lies in the class already"):
        collect(folder, folder.root / "handins")


def _sent(inbound: Path, who: str, when: str, assignment: str = "modules") -> None:
    place = inbound / f"{who}+{assignment}+{when}+abc"
    place.mkdir(parents=True)
    (place / "timestamp.txt").write_text(when, encoding="utf-8")
    (place / "02-customers-by-need.ipynb").write_text(f'"{when}"', encoding="utf-8")


def test_the_exchange_is_collected_as_nbgrader_does(folder: ClassFolder, tmp_path: Path) -> None:
    inbound = tmp_path / "inbound"
    first, last, after = (f"2026-11-2{day} 09:00:00.000000 UTC" for day in (1, 2, 3))
    for when in (first, last):
        _sent(inbound, "ana", when)
    _sent(inbound, "zed", first)
    _sent(inbound, "ben", first, "homework")
    found = collect(folder, inbound)
    place = folder.root / "submitted/ana/modules"
    assert [t[2] for t in found.taken] == ["submitted/ana/modules"]
    assert (place / "timestamp.txt").read_text(encoding="utf-8") == last
    assert len(found.strangers) == 2
    assert len(collect(folder, inbound).same) == 1
    _sent(inbound, "ana", after)
    assert len(collect(folder, inbound).taken) == 1
    assert (folder.root / "earlier/ana/modules/1/timestamp.txt").read_text(encoding="utf-8") == last
