"""The faces that can write a text, beside Noto Sans, and the letters that none can.

The kit carries fonts for the scripts that most names are written in (`fonts/`). For what they lack,
fonts that are named are looked through first and the machine's own last. A letter and its marks
come from one font, or the letter would be lost on the page; and a font counts only if it draws
something, since some map letters to blanks.
"""

from __future__ import annotations

import struct
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from ..authoring.typeset import FONTS

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

__all__ = ["Face", "families", "lettered", "silent"]

_OURS = Path(__file__).with_name("fonts")
# This font has three syllables and parts that it does not join: Korean is for the next font.
_NO_KOREAN = _OURS / "DroidSansFallbackFull.ttf"
_HANGUL = frozenset(map(chr, chain(range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xAC00, 0xD7A4))))


@dataclass(frozen=True)
class Face:
    """A font and what it writes of a text.

    Args:
        family: its name.
        path: its file.
        letters: with which the clusters start that it writes.
    """

    family: str
    path: Path
    letters: frozenset[str]


def lettered(
    text: str, more: Sequence[Path] = (), *, machine: bool = True
) -> tuple[list[Face], list[str]]:
    """The fonts beside Noto Sans that a text needs, and what no font here can write.

    Args:
        text: normalised as it will be set.
        more: font files to look through before the kit's own.
        machine: whether the machine's fonts may be used; without them a print is the same anywhere.

    Returns:
        Fonts, often none; and clusters, each a letter with its marks.
    """
    wanted = {cluster: {c for c in cluster if not silent(c)} for cluster in _clusters(text)}
    own = _letters(FONTS / "NotoSans-Regular.ttf")
    left = {cluster: needs for cluster, needs in wanted.items() if not needs <= own}
    found: list[Face] = []
    for path in chain(more, _files(), _machine() if machine else ()):
        if not left:
            break
        has = _used(path)
        drawn = _drawn(path, {c for needs in left.values() if needs <= has for c in needs})
        here = [cluster for cluster, needs in left.items() if needs <= drawn]
        if here and _family(path):
            found.append(Face(_family(path), path, frozenset(cluster[0] for cluster in here)))
            left = {cluster: needs for cluster, needs in left.items() if cluster not in here}
    return found, list(left)


def families(faces: Iterable[Face]) -> list[dict[str, str]]:
    """Families as Typst's `text.font` takes them, Noto Sans first: `name`, and `covers` as a class.

    Without the classes, Noto Sans would set a mark that it has on a letter that it lacks, alone.
    """
    held: dict[str, set[str]] = {}
    for face in faces:
        held.setdefault(face.family, set()).update(face.letters)
    others = _class(set().union(*held.values()))
    return [
        {"name": "Noto Sans", "covers": f"[^{others}]" if others else "."},
        *({"name": name, "covers": f"[{_class(letters)}]"} for name, letters in held.items()),
    ]


def silent(c: str) -> bool:
    """Spaces, joiners, selectors of a form and marks of direction, which no font has to hold."""
    return c.isspace() or unicodedata.category(c) in ("Cf", "Cc") or "\ufe00" <= c <= "\ufe0f"


def _class(letters: set[str]) -> str:
    return "".join(f"\\u{{{ord(c):x}}}" for c in sorted(letters))


def _clusters(text: str) -> list[str]:
    """The text in letters, each with the marks and joiners behind it."""
    made: list[str] = []
    for c in text:
        if made and (unicodedata.category(c).startswith("M") or c in "\u200c\u200d"):
            made[-1] += c
        else:
            made.append(c)
    return made


@cache
def _files() -> tuple[Path, ...]:
    """The kit's own, those of one script first."""
    return tuple(sorted(_OURS.rglob("*.ttf"), key=lambda p: ("Noto" not in p.name, p.name)))


def _used(path: Path) -> frozenset[str]:
    """The letters that a font is taken for."""
    return _letters(path) - _HANGUL if path == _NO_KOREAN else _letters(path)


@cache
def _letters(path: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (OSError, TTLibError, AssertionError, KeyError):
        return frozenset()


def _drawn(path: Path, letters: set[str]) -> set[str]:
    """Those letters for which a font has more than a blank."""
    from fontTools.pens.boundsPen import ControlBoundsPen
    from fontTools.ttLib import TTLibError

    made: set[str] = set()
    if not letters:
        return made
    try:
        font = _opened(path)
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        for c in letters:
            pen = ControlBoundsPen(glyphs)
            glyphs[names[ord(c)]].draw(pen)
            if pen.bounds:
                made.add(c)
    except (OSError, TTLibError, AssertionError, LookupError, ValueError, struct.error):
        return made
    return made


@lru_cache(maxsize=8)  # a class mostly writes in few scripts; more would be much memory
def _opened(path: Path) -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(path.read_bytes()), lazy=True, fontNumber=0)


@cache
def _family(path: Path) -> str:
    """The family as Typst calls it, which may not be what the font does; empty if it reads none."""
    import typst
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as folder:
        copyfile(path, Path(folder) / path.name)
        names = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        ).families()
    with TTFont(path, lazy=True, fontNumber=0) as font:
        own = font["name"].getBestFamilyName()
    return own if own in names else next(iter(names), "")


def _machine() -> Iterator[Path]:
    """The machine's own fonts, sans first, in an order that does not change."""
    from matplotlib.font_manager import findSystemFonts

    paths = {Path(p) for p in findSystemFonts()}
    yield from sorted(paths, key=lambda p: ("sans" not in p.name.lower(), "mono" in p.name.lower(), p.name))
