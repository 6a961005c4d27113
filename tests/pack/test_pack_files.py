"""A file that is no pack is refused in one sentence, and nothing is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cxkit.desk import Desk
from cxkit.pack import PackError, give, take
from cxkit.pack.taking import found_pack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _zip(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def _book(edit: Callable[[openpyxl.Workbook], None]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    edit(book)
    book.save(file)
    return file.getvalue()


def _swapped(part: str, old: bytes, new: bytes) -> bytes:
    """A whole workbook with something else in one of its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_book(lambda b: b.active.append([1, 2])))) as source, \
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:  # fmt: skip
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new, 1) if name == part else content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet')
FILES = {
    "nothing": (b"", "is not complete. Send or copy it once more."),
    "words": (b"step;who\nring;clerk\n", "is not an Excel workbook. Save the pack as"),
    "a letter": (_zip(**{"word__document.xml": b"<x/>"}), "is a Word document, not an Excel"),
    "OpenDocument": (_zip(**{"content.xml": b"<x/>"}), "is an OpenDocument file, not an Excel"),
    "a binary workbook": (_zip(**{"xl__workbook.bin": b"x"}), "(.xlsb), not an Excel workbook"),
    "an archive": (_zip(**{"a.txt": b"x"}), "is a ZIP archive, not an Excel workbook"),
    "an old workbook": (OLE, "is in an old format (.xls). Save it as"),
    "a locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "is locked with a password"),
    "half a file": (_book(lambda b: None)[:2000], "is not complete. Send or copy"),
    "a bomb": (_zip(**{"xl__workbook.xml": b"<x/>", "xl__worksheets__s.xml": b" " * 30_000_000}),
               "unpacks to 30 MB; a pack is far smaller"),
    "a bomb of entities": (_swapped(SHEET, b"<worksheet", LAUGHS), "is damaged"),
    "broken XML": (_swapped(SHEET, b"</worksheet>", b""), "is damaged"),
    "a strict workbook": (_swapped("xl/workbook.xml", b"<sheets>",
                                   b"<!-- http://purl.oclc.org/ooxml --><sheets>"), "Strict Open XML"),
    "a workbook of one's own": (_book(lambda b: b.active.append(["Step", "Who"])), "holds no sheet of"),
    "a sheet merged into one cell": (
        _swapped(SHEET, b"</sheetData>", b'</sheetData><mergeCells count="1">'
                 b'<mergeCell ref="A1:XFD1048576"/></mergeCells>'), "A1:XFD1048576 are merged"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_pack_is_refused(
    desk: Desk, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(content)
    with pytest.raises(PackError) as told:
        take(desk, path)
    assert str(told.value).startswith("pack.xlsx ") or "pack.xlsx:" in str(told.value)
    assert sentence in str(told.value) and str(tmp_path) not in str(told.value)
    assert not (tmp_path / "answers").exists()


def test_a_last_cell_at_the_end_of_the_world_costs_nothing(
    desk: Desk, blank: bytes, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = next(s for s in book if s["A1"].value == "exercise 0.1")
    sheet["XFD1048576"] = "here"
    book.save(tmp_path / "pack.xlsx")
    taken = {t.exercise.id: t for t in take(desk, tmp_path / "pack.xlsx")[0]}
    assert "1,036,576 rows at the end were not read" in taken["0.1"].told[0]


NAMES = {
    "beside the notebooks": ("mine.xlsx", "mine.xlsx"),
    "in exports": ("pack.xlsx", "exports/pack.xlsx"),
    "with its folder": ("exports/pack.xlsx", "exports/pack.xlsx"),
    "copied with quotes": ('"mine.xlsx" ', "mine.xlsx"),
}


@pytest.mark.parametrize(("name", "path"), NAMES.values(), ids=NAMES)
def test_a_pack_is_found_where_people_put_it(
    desk: Desk, tmp_path: Path, name: str, path: str
) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / path).write_bytes(b"x")
    assert found_pack(desk, name) == tmp_path / path


@pytest.mark.parametrize("name", ["other.xlsx", "", ".", "exports", "\0"])
def test_a_pack_that_is_not_there_is_told_with_those_that_are(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    (tmp_path / "anna.xlsx").write_bytes(b"x")
    (tmp_path / "~$anna.xlsx").write_bytes(b"x")
    with pytest.raises(PackError, match="There is: anna.xlsx"):
        found_pack(desk, name)


def test_a_pack_that_somebody_filled_in_is_not_written_over(
    desk: Desk, blank: bytes, tmp_path: Path
) -> None:
    first = give(desk)
    assert first.name == "pack.xlsx" and first.read_bytes() == blank
    assert give(desk) == first, "nobody has touched it"
    openpyxl.load_workbook(first).save(first)
    content = first.read_bytes()
    assert give(desk).name == "pack-2.xlsx" and give(desk).name == "pack-2.xlsx"
    assert first.read_bytes() == content
