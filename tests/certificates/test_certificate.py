"""Certificates: one page, tagged, the same bytes; a name in any script, or a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from cxkit.certificates.certificate import CertificateError, Wording, certificate
from cxkit.lettering import faces

WORDS = Wording("Harbour Training Ltd", "22 November 2026")
NASTY = '#set text(red) $x$ \\ @ref <b> "quoted" *bold* `raw` ]) //'


def _made(name: str, **more: object) -> bytes:
    return certificate(name, WORDS, number="AB12-CD34", paper="fcfc11d1043dea7a", **more)


def _read(raw: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(raw))


def test_the_page_holds_what_it_attests() -> None:
    pdf = _read(_made("\u0141ucja Kowalska", result="Passed with distinction"))
    text = " ".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    for told in ("\u0141ucja Kowalska", "Passed with distinction", "Harbour Training Ltd",
                 "22 November 2026", "AB12-CD34", "fcfc11d1043dea7a", "not affiliated"):  # fmt: skip
        assert told in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"], "tagged, for screen readers"
    assert pdf.metadata.title == "Certificate of assessment: \u0141ucja Kowalska"


def test_the_same_words_are_the_same_bytes_and_others_are_not() -> None:
    assert _made("Ana Lima") == _made(" Ana  Lima ")
    assert _made("Ana Lima") != _made("Ana Lime")


def test_a_name_is_never_markup() -> None:
    text = "".join(_read(_made(NASTY)).pages[0].extract_text().split())
    assert "".join(NASTY.split()) in text


def test_a_very_long_name_stays_on_the_page() -> None:
    pdf = _read(_made("Maria Anna Sofia Cecilia " * 6))
    assert len(pdf.pages) == 1 and "AB12-CD34" in pdf.pages[0].extract_text()


def test_a_licensed_name_says_who_licensed_it() -> None:
    words = Wording("Harbour", "today", title="Some Name\u00ae", licence="Its Owner Ltd")
    raw = certificate("Ana", words, number="A", paper="p")
    text = " ".join(_read(raw).pages[0].extract_text().split())
    assert "Some Name\u00ae: used under licence of Its Owner Ltd." in text


def test_a_script_without_a_font_gets_a_sentence_and_no_box(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(faces, "_machine", lambda: [])
    with pytest.raises(CertificateError, match="No font here can write \U00013000 .*--font FILE"):
        _made("Ana \U00013000")
    words = [Wording("H", "2026 \U00013000"), Wording("H", "today", licence="\U00013000")]
    for wording in words:
        with pytest.raises(CertificateError, match="No font here"):
            certificate("Ana", wording, number="A", paper="p")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(CertificateError, match="No font here"):
        _made("Ana \U00013000", fonts=[tmp_path / "broken.ttf"])
