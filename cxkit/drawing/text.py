"""Text that is measured before it is drawn, in points.

Widths come from Pillow, the same for a given text on every machine as far as the bundled font
reaches. `clean` makes any string safe to set; `Face` measures, wraps and shortens it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import typeface

__all__ = ["ELLIPSIS", "Face", "Wrapped", "clean", "drawable"]

ELLIPSIS = "…"
_EM = 1000  # pixels to the em at which a font is measured
_MARKS = 3  # combining marks on one letter, and
_ABOVE = 1  # of those above it; more would climb out of the line
_NO_START = set("、。，．・：；？！）］｝」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…")
_WIDE = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
         (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))  # fmt: skip
_LETTER = re.compile(r"REGIONAL INDICATOR SYMBOL LETTER ([A-Z])")


@dataclass(frozen=True)
class Wrapped:
    """Lines that fit, and whether something had to be left out."""

    lines: tuple[str, ...]
    cut: bool = False


def clean(text: str) -> str:
    """The text without what cannot be shown: controls, direction marks, broken surrogates.

    Line ends become one space-free newline, tabs a space, private and unassigned characters
    a replacement mark; accents are composed (NFC), heaps of them thinned to three.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    kept: list[str] = []
    marks = above = 0
    for c in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(c)
        mark = kind in ("Mn", "Me")
        marks = marks + 1 if mark else 0
        above = above + (unicodedata.combining(c) == 230) if mark else 0
        if c == "\n":
            kept.append(c)
        elif kind in ("Zs", "Zp") or c == "\t":
            kept.append(" ")
        elif kind in ("Co", "Cn", "Cs"):
            kept.append("\N{REPLACEMENT CHARACTER}")
        elif kind in ("Cc", "Cf") or 0xFE00 <= ord(c) <= 0xFE0F:
            continue
        elif marks <= _MARKS and above <= _ABOVE:
            kept.append(c)
    return "\n".join(" ".join(line.split()) for line in "".join(kept).split("\n")).strip()


def drawable(text: str) -> str:
    """`clean`, with each picture sign that the kit cannot draw written as a word: [rocket]."""
    text = clean(text)
    signs = {c for c in text if unicodedata.category(c) in ("So", "Sk") and ord(c) > 0x2000}
    for sign in sorted(c for c in signs if not typeface.carried(c)):
        name = unicodedata.name(sign, "sign")
        letter = _LETTER.fullmatch(name)
        if "EMOJI MODIFIER" in name:
            text = text.replace(sign, "")
        else:
            text = text.replace(sign, letter[1] if letter else f"[{name.lower()}]")
    return text


@dataclass(frozen=True)
class Face:
    """One size and weight of the course's type.

    Args:
        size: points.
        bold: the bold weight; a fallback font keeps its own.
    """

    size: float
    bold: bool = False

    @property
    def leading(self) -> float:
        """Points from one baseline to the next."""
        return self.size * 1.3

    @property
    def ascent(self) -> float:
        """Points from the top of a line to its baseline: room for two stacked accents."""
        return self.size * 1.0

    def height(self, lines: int) -> float:
        """Points that so many lines take."""
        return self.leading * lines

    def width(self, text: str) -> float:
        """Points that one line takes."""
        return _ems(text, self.bold) * self.size

    def fit(self, text: str, width: float) -> Wrapped:
        """One line of at most `width` points, with an ellipsis where something was cut."""
        return self.wrap(text, width, 1)

    def wrap(
        self, text: str, width: float, max_lines: int = 1000, *, balance: bool = False
    ) -> Wrapped:
        """Break the text into lines of at most `width` points.

        Breaks at spaces, after hyphens and slashes between letters, between CJK characters,
        and inside a word only where the word alone is too wide.

        Args:
            max_lines: what exceeds them is cut, and the last line ends in an ellipsis.
            balance: even lines, for titles, in as few lines as possible.

        Returns:
            Wrapped: no line is wider than `width`; where not even an ellipsis fits there is
            no line.
        """
        lines = self._lines(drawable(text), width)
        if balance and 1 < len(lines) <= max_lines:
            low, high = width / 2, width
            for _ in range(6):
                middle = (low + high) / 2
                tried = self._lines(drawable(text), middle)
                low, high = (middle, high) if len(tried) > len(lines) else (low, middle)
                lines = tried if len(tried) <= len(lines) else lines
        if len(lines) <= max_lines:
            return Wrapped(tuple(lines), cut=not lines and bool(clean(text)))
        if max_lines < 1:
            return Wrapped((), cut=True)
        line = lines[max_lines - 1]
        last = self._head(line, width - self.width(ELLIPSIS))
        space = last.rfind(" ")
        if last != line and 2 * space >= len(last):
            last = last[:space]  # a whole word reads better, unless much is lost by it
        short = last.rstrip(" ,;:.-–") + ELLIPSIS
        ending = (short,) if self.width(short) <= width else ()
        return Wrapped((*lines[: max_lines - 1], *ending), cut=True)

    def _lines(self, text: str, width: float) -> list[str]:
        lines: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for piece in _pieces(paragraph):
                if self.width((line + piece).rstrip()) <= width:
                    line += piece
                    continue
                if line.strip():
                    lines.append(line.rstrip())
                line = piece.lstrip()
                while self.width(line.rstrip()) > width:
                    head = self._head(line, width)
                    if not head:
                        return lines  # not one character fits: the rest is cut
                    lines.append(head)
                    line = line[len(head) :]
            if line.strip():
                lines.append(line.rstrip())
        return lines

    def _head(self, text: str, width: float) -> str:
        """The longest beginning of the text that fits; a letter keeps its accents."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.width(text[:middle]) <= width else (low, middle - 1)
        while 0 < low < len(text) and unicodedata.combining(text[low]):
            low -= 1
        return text[:low]


def _pieces(text: str) -> list[str]:
    """The text cut where a line may end; the pieces joined give the text."""
    pieces: list[str] = []
    start = 0
    for i in range(1, len(text)):
        before, after = text[i - 1], text[i]
        space = before == " "
        joint = before in "-/–" and after.isalpha() and i > 1 and text[i - 2].isalpha()
        wide = (_is_wide(before) or _is_wide(after)) and after not in _NO_START and after != " "
        if space or joint or wide:
            pieces.append(text[start:i])
            start = i
    return [*pieces, text[start:]] if text else []


def _is_wide(c: str) -> bool:
    code = ord(c)
    return code >= 0x2E80 and any(low <= code <= high for low, high in _WIDE)


@lru_cache(maxsize=65536)
def _ems(text: str, bold: bool) -> float:
    return sum(_font(path).getlength(piece) for path, piece in typeface.runs(text, bold)) / _EM


@lru_cache(maxsize=64)
def _font(path: str) -> Any:
    from PIL import ImageFont

    # Basic layout gives one width everywhere, with or without raqm; it leaves kerning out,
    # which makes it the wider and therefore the safe one. Other scripts need the shaping.
    basic = path in (typeface.REGULAR, typeface.BOLD)
    return ImageFont.truetype(path, _EM, layout_engine=ImageFont.Layout.BASIC if basic else None)
