"""Certificates: one page for each who passed, resting on the paper alone.

A name may be in any script. The kit carries fonts for the most written ones (`cxkit.lettering`);
for another, the machine's own are looked through, or the trainer names one. A name that no font
can write in full gets no certificate but a sentence: a box in the place of a letter would be worse
than none.
"""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from ..authoring.typeset import FONTS, PrintError
from ..lettering import Face, families, lettered

__all__ = ["CRITERIA", "CertificateError", "Wording", "certificate", "fonts_for"]

_TEMPLATE = Path(__file__).with_name("certificate.typ")
_SMALL = (
    "This certificate rests on an assessment of five areas: needs, moments of truth, break points, "
    "business rules, measures. It was marked from the learner's own answers, part by program and "
    "part by a person. cxkit and its course are not affiliated with the BP Group or any owner of "
    "a certification in this field."
)
CRITERIA = (
    "Sat the assessment of the course on a case that nobody in the room had seen, reached at least "
    "70 % of its points and half of them in each of five areas, and kept every gate: no regulatory "
    "rule dropped, the outcome still in reach, no evidence invented, every action owned. Where a "
    "result lay too near a line for a program to tell, a person decided."
)
_STAMP = 1_767_225_600  # one time for all, so that the same certificate is the same bytes


class CertificateError(ValueError):
    """A certificate cannot be made; the message says whose, why, and what to do."""


@dataclass(frozen=True)
class Wording:
    """What a trainer sets for a class.

    Args:
        issuer: who certifies.
        title: of the certificate. A protected name is used only by a trainer licensed for it.
        licence: who licensed a protected name; said on the certificate where it is given.
        date: as it shall be read, such as "22 November 2026".
    """

    issuer: str
    date: str
    title: str = "Certificate of assessment"
    course: str = "Outside-In: see your organisation as your customer does"
    licence: str = ""


def certificate(
    name: str, wording: Wording, *, number: str, paper: str, result: str = "",
    fonts: Sequence[Path] = (),
) -> bytes:
    """The PDF of one certificate: PDF/UA, one page, the same bytes for the same words.

    Args:
        name: the learner's, in any script.
        number: of the certificate; anybody may ask the issuer about it.
        paper: the id of the paper that was sat.
        result: a line such as "with distinction"; empty for none.
        fonts: font files to look through first.

    Raises:
        CertificateError: no font can write the name, or typst refused.
        PrintError: typst is not installed.
    """
    try:
        import typst
    except ModuleNotFoundError:
        raise PrintError(
            "Printing needs typst, which is not installed here. Install everything of "
            "requirements.lock, as README.md says for trainers, then run it again."
        ) from None
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    texts = (shown, wording.issuer, wording.title, wording.course, wording.date, wording.licence, paper)
    wanted = [face for text in texts for face in fonts_for(text, fonts)]
    small = _SMALL + (f" {wording.title}: used under licence of {wording.licence}." if wording.licence else "")
    given = {
        "fonts": families(wanted), "leftward": _leftward(shown),
        "title": wording.title, "course": wording.course, "issuer": wording.issuer,
        "before": "This is to say that", "name": shown,
        "attests": CRITERIA[0].lower() + CRITERIA[1:],
        "result": result,
        "foot": [["issued by", wording.issuer], ["date", wording.date],
                 ["certificate and paper", f"{number} \u00b7 {paper}"]],
        "small": small,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for place, path in enumerate({face.path: None for face in wanted}):
            copyfile(path, Path(folder) / f"{place}{path.suffix}")
        try:
            return typst.compile(
                _TEMPLATE.read_bytes(), format="pdf", font_paths=[str(FONTS), folder],
                ignore_system_fonts=True, pdf_standards="ua-1", timestamp=_STAMP,
                sys_inputs={"given": json.dumps(given)},
            )
        except typst.TypstError as error:
            raise CertificateError(f"The certificate of {shown} cannot be set: {error.message}.") from None


def _leftward(name: str) -> bool:
    """Whether a name runs from right to left: its first letter with a direction tells."""
    ways = map(unicodedata.bidirectional, name)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def fonts_for(text: str, more: Sequence[Path] = ()) -> list[Face]:
    """The fonts beside Noto Sans that a text needs; often none.

    Raises:
        CertificateError: some letter is in none of the fonts at hand.
    """
    found, left = lettered(text, more)
    if not left:
        return found
    told = ", ".join(
        f"{cluster} ({' with '.join(unicodedata.name(c, 'unnamed') for c in cluster)})"
        for cluster in sorted(left)[:3]
    )
    raise CertificateError(
        f"No font here can write {told} of \u201c{text}\u201d. Give one with --font FILE: Noto Sans "
        "for that script is free. Nothing was written for this learner."
    )
