"""Machines with and without a font for CJK."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from cxkit.drawing import text, typeface

CJK = "東京を出発するのに。"


def _forget() -> None:
    typeface._found.clear()
    text._ems.cache_clear()


@pytest.fixture
def fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Pretend that the system has these font files and no other."""
    _forget()
    monkeypatch.setattr(typeface, "_spent", 0.0)

    def have(*paths: str) -> None:
        monkeypatch.setattr(typeface, "_candidates", lambda: paths)

    yield have
    _forget()


@pytest.fixture
def no_fonts(fonts: Callable[..., None]) -> None:
    fonts()


@pytest.fixture(scope="session")
def _cjk_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A TrueType font whose every character is a square, one em wide."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"uni{ord(c):04X}" for c in CJK)]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(c): f"uni{ord(c):04X}" for c in CJK})
    font.setupGlyf(dict.fromkeys(names, square))
    font.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Squares CJK", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    font.setupPost()
    path = tmp_path_factory.mktemp("fonts") / "Squares.ttf"
    font.save(path)
    return str(path)


@pytest.fixture
def cjk(fonts: Callable[..., None], _cjk_file: str) -> str:
    """A machine that has one font for CJK."""
    fonts(_cjk_file)
    return _cjk_file
