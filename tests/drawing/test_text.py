"""Text is measured, cleaned and broken so that no line is wider than its place."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.drawing import typeface
from cxkit.drawing.text import ELLIPSIS, Face, clean, drawable

BODY = Face(9)
WORDS = st.text(max_size=300)


@pytest.mark.parametrize(
    "raw, expected",
    [
        ("a\tb  c ", "a b c"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\u202egnihtyna\u202c", "gnihtyna"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("bell\x07 and null\x00", "bell and null"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("e\u0301", "é"),
        ("e" + "\u0301" * 40, "é\u0301"),
        ("$10 and $20", "$10 and $20"),
        ("soft\u00adhyphen", "softhyphen"),
        ("heart \u2764\ufe0f", "heart \u2764"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(
    "raw, expected",
    [
        ("to the moon \U0001f680", "to the moon [rocket]"),
        ("\U0001f44d\U0001f3fd", "[thumbs up sign]"),
        ("\U0001f1ec\U0001f1e7", "GB"),
        ("want → need ✓", "want → need ✓"),
    ],
)
def test_picture_signs_become_words(raw: str, expected: str) -> None:
    assert drawable(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń",
        "İstanbul'da ağır şehir",
        "Tiếng Việt ổn, Ế ậ ữ",
        "Ελληνικά, ώρα",
        "Съешь ещё этих мягких булок",
        "‘quoted’ “twice” – and — so on… €20 £5",
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_the_bundled_family_covers(text: str, bold: bool) -> None:
    assert typeface.runs(text, bold) == [(typeface.BOLD if bold else typeface.REGULAR, text)]


def test_the_fonts_are_small_and_come_with_their_licence() -> None:
    fonts = [Path(typeface.REGULAR), Path(typeface.BOLD)]
    assert sum(f.stat().st_size for f in fonts) < 1_500_000
    licence = fonts[0].with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence and "Noto" in licence


def test_width_grows_with_size_and_weight() -> None:
    assert Face(18).width("price") == pytest.approx(2 * BODY.width("price"))
    assert Face(9, bold=True).width("price") > BODY.width("price")


@pytest.mark.parametrize(
    "text, width, most, expected, cut",
    [
        ("", 50, 3, (), False),
        ("one two", 500, 3, ("one two",), False),
        ("one two three", 40, 3, ("one two", "three"), False),
        ("two\nlines", 500, 3, ("two", "lines"), False),
        ("one two three four", 40, 1, ("one…",), True),
        ("hand-over/return", 50, 5, ("hand-over/", "return"), False),
        ("東京東京東京", 20, 9, ("東京", "東京", "東京"), False),
        ("東京。東京", 20, 9, ("東", "京。", "東京"), False),
        ("wide", 1, 9, (), True),
        ("wide", 0, 0, (), True),
    ],
)
def test_wrap(
    text: str, width: float, most: int, expected: tuple[str, ...], cut: bool, cjk: str
) -> None:
    found = BODY.wrap(text, width, most)
    assert (found.lines, found.cut) == (expected, cut)


def test_a_balanced_title_has_even_lines() -> None:
    text = "Four kinds of customer; no surprises on price divides them most of all"
    plain, even = BODY.wrap(text, 250, 3), BODY.wrap(text, 250, 3, balance=True)
    assert len(even.lines) == len(plain.lines) == 2
    spread = [abs(BODY.width(a) - BODY.width(b)) for a, b in (plain.lines, even.lines)]
    assert spread[1] < spread[0]


@settings(max_examples=150, deadline=None)
@given(text=WORDS, width=st.floats(5, 300), most=st.integers(1, 6))
def test_no_line_is_wider_than_its_place(text: str, width: float, most: int) -> None:
    found = BODY.wrap(text, width, most)
    assert len(found.lines) <= most
    assert all(BODY.width(line) <= width + 1e-6 for line in found.lines)


@settings(max_examples=150, deadline=None)
@given(text=WORDS, width=st.floats(20, 300))
def test_wrapping_loses_no_letter(text: str, width: float) -> None:
    found = BODY.wrap(text, width)
    kept = "".join("".join(found.lines).split())
    assert found.cut or kept == "".join(drawable(text).split())


@settings(max_examples=150, deadline=None)
@given(text=WORDS)
def test_clean_text_holds_nothing_unseen(text: str) -> None:
    found = clean(text)
    assert clean(found) == found
    kinds = {unicodedata.category(c) for c in found if c != "\n"}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn"}


def test_a_font_of_the_system_is_found(cjk: str) -> None:
    assert typeface.runs("to 東京 → ok") == [
        (typeface.REGULAR, "to "),
        (cjk, "東京"),
        (typeface.REGULAR, " "),
        (typeface._own(), "→"),
        (typeface.REGULAR, " ok"),
    ]
    assert typeface.missing(["東京", "plain"]) == []


def test_what_no_font_has_is_named(no_fonts: None) -> None:
    assert typeface.missing(["東京 and 東", "plain\nlines"]) == ["京", "東"]


def test_the_search_ends_in_time(monkeypatch: pytest.MonkeyPatch, no_fonts: None) -> None:
    asked: list[str] = []

    def slow(path: str, characters: str) -> frozenset[str]:
        asked.append(path)
        return frozenset()

    monkeypatch.setattr(typeface, "_candidates", lambda: tuple(str(i) for i in range(100)))
    monkeypatch.setattr(typeface, "_covered", slow)
    monkeypatch.setattr(typeface, "_spent", typeface.BUDGET)
    assert typeface.missing(["東"]) == ["東"]
    assert len(asked) <= 2  # matplotlib's own, and the first of a hundred


@pytest.mark.parametrize("head, expected", [(b"OTTO", True), (b"\x00\x01\x00\x00", False)])
def test_postscript_outlines_are_known(tmp_path: Path, head: bytes, expected: bool) -> None:
    single, several = tmp_path / "a.otf", tmp_path / "a.ttc"
    single.write_bytes(head + bytes(20))
    several.write_bytes(b"ttcf" + bytes(8) + (20).to_bytes(4, "big") + bytes(4) + head)
    assert typeface.is_postscript(str(single)) is expected
    assert typeface.is_postscript(str(several)) is expected


def test_an_ellipsis_says_that_something_is_missing() -> None:
    found = BODY.fit("a long sentence that cannot stand on one line", 60)
    assert found.cut and found.lines[0].endswith(ELLIPSIS)
