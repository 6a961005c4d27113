"""Lettering: each name finds its font, each glyph is there, and nothing is lost on the page."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader

from cxkit.certificates.certificate import CertificateError, Wording, certificate, fonts_for
from cxkit.lettering import faces as room
from cxkit.lettering import families, lettered

from .names import MIXED, NAMES, REFUSED

FONTS = Path(room.__file__).with_name("fonts")
LIMIT = 10_000_000  # bytes: what a clone and a trainer's install carry for names


@pytest.fixture(autouse=True)
def _no_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_machine", lambda: [])


def _made(name: str, **more: Any) -> PdfReader:
    words = Wording("Harbour Training Ltd", "22 November 2026")
    return PdfReader(io.BytesIO(certificate(name, words, number="AB12", paper="fcfc", **more)))


def _embedded(pdf: PdfReader) -> str:
    fonts = pdf.pages[0]["/Resources"]["/Font"].values()
    return " ".join(str(font.get_object()["/BaseFont"]) for font in fonts)


def _placed(pdf: PdfReader) -> list[tuple[str, float, float]]:
    """Text, and where on the page it starts: points from the left, points from the bottom."""
    found = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            found.append((text.strip(), cm[4] + tm[4], cm[5] + tm[5]))

    pdf.pages[0].extract_text(visitor_text=visit)
    return found


def _font(path: Path, letters: dict[str, bool], **named: str) -> Path:
    """A font that maps letters to a square, or to a blank where told False."""
    names = [".notdef", *(f"g{ord(c):X}" for c in letters)]
    glyphs = {}
    for name, drawn in zip(names, [True, *letters.values()], strict=True):
        pen = TTGlyphPen(None)
        if drawn:
            pen.moveTo((0, 0))
            for at in ((0, 500), (500, 500), (500, 0)):
                pen.lineTo(at)
            pen.closePath()
        glyphs[name] = pen.glyph()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(c): f"g{ord(c):X}" for c in letters})
    made.setupGlyf(glyphs)
    made.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": path.stem, "styleName": "Regular", **named})
    made.setupOS2()
    made.setupPost()
    made.save(path)
    return path


@pytest.mark.parametrize(("name", "font"), [(name, font) for _, name, font in NAMES],
                         ids=[told for told, *_ in NAMES])  # fmt: skip
def test_a_name_in_any_script_is_set_in_its_font(name: str, font: str) -> None:
    assert [face.path.name for face in fonts_for(unicodedata.normalize("NFC", name))] == [font][: bool(font)]
    pdf = _made(name)
    assert len(pdf.pages) == 1
    if font:
        assert font.split("-")[0].removesuffix("Full.ttf").removesuffix("Bold.ttf") in _embedded(pdf)


@pytest.mark.parametrize(("name", "fonts"), MIXED)
def test_scripts_in_one_name_each_find_their_font(name: str, fonts: list[str]) -> None:
    assert [face.path.name for face in fonts_for(name)] == fonts
    assert len(_made(name).pages) == 1


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_be_lost_on_the_page_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(CertificateError, match=f"No font here can write .*{unicodedata.name(name[0])}"):
        _made(name)


def test_a_letter_and_its_mark_come_from_one_font() -> None:
    """Noto Sans has the dot and not the letter: alone it would set the dot and drop the letter."""
    faces, left = lettered("\u2d30\u0323 Ana")
    assert not left and [face.letters for face in faces] == [frozenset("\u2d30")]
    latin, other = families(faces)
    assert latin == {"name": "Noto Sans", "covers": r"[^\u{2d30}]"}
    assert other == {"name": "Noto Sans Tifinagh", "covers": r"[\u{2d30}]"}
    assert "NotoSansTifinagh" in _embedded(_made("\u2d30\u0323 Ana"))


@pytest.mark.parametrize("base", ["]", "^", "-", "\\", "&&", "["])
def test_a_mark_on_a_sign_breaks_nothing(base: str, tmp_path: Path) -> None:
    font = _font(tmp_path / "Signs.ttf", {base[-1]: True, "\u2cef": True}, psName="Signs")
    assert "Signs" in _embedded(_made(f"Ana {base}\u2cef", fonts=[font]))


def test_every_syllable_of_today_is_drawn() -> None:
    for start in range(0xAC00, 0xD7A4, 2000):
        text = "".join(map(chr, range(start, min(start + 2000, 0xD7A4))))
        faces, left = lettered(text)
        assert not left and [face.path.name for face in faces] == ["NanumGothicCodingBold.ttf"]


def test_a_font_with_blanks_for_letters_or_that_typst_cannot_read_does_not_count(tmp_path: Path) -> None:
    coptic = "\u2c80"
    blank = _font(tmp_path / "Blank.ttf", {coptic: False}, psName="Blank")
    nameless = _font(tmp_path / "Nameless.ttf", {coptic: True})  # Typst reads none without a psName
    drawn = _font(tmp_path / "Drawn.ttf", {coptic: True}, psName="Drawn")
    assert lettered(coptic, [blank, nameless]) == ([], [coptic])
    assert [face.family for face in lettered(coptic, [blank, nameless, drawn])[0]] == ["Drawn"]
    assert "Drawn" in _embedded(_made(f"Ana {coptic}", fonts=[blank, nameless, drawn]))


def test_the_fonts_of_the_machine_come_last_and_only_where_they_are_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = []
    path = _font(tmp_path / "Machine.ttf", {"\u2c80": True, "\u0e01": True}, psName="Machine")
    monkeypatch.setattr(room, "_machine", lambda: (asked.append(p) or p for p in [path]))
    assert [face.family for face in fonts_for("\u0e01")] == ["Noto Sans Thai"] and not asked
    assert [face.family for face in fonts_for("\u0e01\u2c80")] == ["Noto Sans Thai", "Machine"]


@pytest.mark.parametrize(("name", "leftward"), [
    ("\u0645\u062d\u0645\u062f (Ana) \u05d9\u05e2\u05dc", True), ("12 \u0645 Ana \u05d9\u05e2\u05dc", True),
    ("Maria \u0645 Ana \u05d9\u05e2\u05dc", False),
])  # fmt: skip
def test_a_name_runs_the_way_of_its_first_letter(name: str, leftward: bool) -> None:
    at = {text: x for text, x, _ in _placed(_made(name))}
    last = at["\u05d9\u05e2\u05dc"]
    assert (last < at["Ana"]) is leftward


def test_a_script_that_reaches_far_down_pushes_the_next_line_down() -> None:
    tall, flat = (
        next(y for text, _, y in _placed(_made(name)) if text.startswith("sat the"))
        for name in ("\u0f56\u0f66\u0f9f\u0f53", "ana")
    )
    assert tall < flat - 5


@pytest.mark.parametrize("name", [
    "\u0d36\u0d4d\u0d30\u0d40\u0d28\u0d3e\u0d30\u0d3e\u0d2f\u0d23\u0d7b" * 5, "\u0e01\u0e23\u0e38\u0e07" * 30,
    "\u5bff\u9650\u7121" * 40, "Wolfeschlegelsteinhausenbergerdorff" * 2, "Maria Anna Sofia " * 9,
])  # fmt: skip
def test_a_long_name_stays_inside_the_page(name: str) -> None:
    pdf = _made(name, result="Passed with distinction")
    assert len(pdf.pages) == 1 and "AB12" in pdf.pages[0].extract_text()
    assert max(x for _, x, _ in _placed(pdf)) < float(pdf.pages[0].mediabox.width)


def test_the_fonts_lie_beside_their_licences_and_stay_small() -> None:
    told = (FONTS / "LICENCES.md").read_text(encoding="utf-8")
    fonts = sorted(FONTS.rglob("*.ttf"))
    patterns = ("NotoSans*-Bold.ttf", "NotoSans*-Regular.ttf")
    for path in fonts:
        whole = path.relative_to(FONTS).as_posix()
        assert f"| {whole} |" in told or any(path.match(p) and f"| {p} |" in told for p in patterns)
        assert (path.parent / "OFL.txt").is_file()
    assert (FONTS / "APACHE-2.0.txt").is_file()
    assert sum(path.stat().st_size for path in fonts) < LIMIT
