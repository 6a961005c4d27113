"""Which font file draws which character.

The bundled family (Noto Sans, OFL, in `fonts/`) covers Latin, Greek and Cyrillic and comes
first, so that a page looks the same on every machine. What it lacks is drawn by a font that
matplotlib brings (DejaVu Sans: arrows, Hebrew, Arabic) or finds on the system (CJK, Thai).
What no font has is named by `missing`: the caller then shows words, never boxes.

The search opens fonts one by one, remembers what it found, and spends `BUDGET` seconds in a
process at most.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .quiet import quiet

__all__ = ["BOLD", "BUDGET", "REGULAR", "carried", "is_postscript", "missing", "no_font", "runs"]

FOLDER = Path(__file__).with_name("fonts")
REGULAR = str(FOLDER / "NotoSans-Regular.ttf")
BOLD = str(FOLDER / "NotoSans-Bold.ttf")
_SOME = 5  # characters that are shown of those that are missing
BUDGET = 2.0  # seconds in a process, for the search of system fonts

# Families that hold whole scripts: looked at first, so that the search ends early.
_LIKELY = ("cjk", "yahei", "pingfang", "hiragino", "meiryo", "gothic", "malgun", "hei", "song",
           "unicode", "noto", "droid", "nirmala", "leelawadee", "segoe", "arial")  # fmt: skip
# Fonts that answer for characters they cannot show, or only in coloured bitmaps.
_USELESS = ("last resort", "lastresort", "blank", "emoji", "bitmap")

_found: dict[str, str | None] = {}
_spent = 0.0


def runs(text: str, bold: bool = False) -> list[tuple[str, str]]:
    """The text as (font file, piece) in reading order.

    A character that no font has goes to the bundled font; ask `missing` first.
    """
    _search(text)
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
        # A line that runs both ways must be shaped as one, or its parts change places.
        whole = _whole(text)
        return [(whole, text)] if whole else _split(text, bold)
    return _split(text, bold)


def missing(texts: Iterable[str]) -> list[str]:
    """Characters of the texts that no font can draw, sorted."""
    characters = set().union(*texts) - {"\n"}
    _search(characters)
    return sorted(c for c in characters if _font(c) is None)


def no_font(lost: list[str], what: str) -> str:
    """What is told where characters are `missing`.

    Args:
        what: is shown in words instead, such as "the map is".
    """
    some = f"{len(lost)} of the characters ({' '.join(lost[:_SOME])})"
    return (f"This machine has no font for {some}, so {what} shown as a table. Install a font for "
            "that script, such as Noto Sans CJK, to draw it.")


def carried(character: str) -> bool:
    """Whether the bundled font or matplotlib's own draws it: the same on every machine."""
    return character in _bundled() or bool(_covered(_own(), character))


@lru_cache(maxsize=256)
def is_postscript(path: str) -> bool:
    """Whether the font's outlines are PostScript's: a PDF must not embed it as TrueType."""
    with Path(path).open("rb") as file:
        tag = file.read(4)
        if tag == b"ttcf":
            file.seek(12)
            file.seek(int.from_bytes(file.read(4), "big"))
            tag = file.read(4)
    return tag == b"OTTO"


def _split(text: str, bold: bool) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    for c in text:
        path = _font(c) or REGULAR
        if pieces and (unicodedata.combining(c) or path == pieces[-1][0]):
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + c)
        else:
            pieces.append((path, c))
    return [(BOLD if bold and p == REGULAR else p, piece) for p, piece in pieces]


def _whole(text: str) -> str | None:
    for path in dict.fromkeys(p for c in text if (p := _font(c)) and p != REGULAR):
        if set(text) <= _covered(path, "".join(sorted(set(text)))):
            return path
    return None


def _font(character: str) -> str | None:
    return REGULAR if character in _bundled() else _found.get(character)


@lru_cache(maxsize=1)
def _bundled() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    def has(path: str) -> set[str]:
        with TTFont(path, lazy=True) as font:
            return {chr(code) for code in font.getBestCmap()}

    return frozenset(has(REGULAR) & has(BOLD))


def _search(characters: Iterable[str]) -> None:
    """Look for fonts for what the bundled one lacks, and remember the outcome.

    What matplotlib's own font has it draws, on every machine; of the others the one that has
    most of the characters wins them, so that one script is not set in two fonts.
    """
    global _spent
    wanted = {c for c in characters if c not in _bundled() and c not in _found}
    if not wanted:
        return
    start = time.monotonic()
    carried_too = _covered(_own(), "".join(sorted(wanted)))
    _found.update(dict.fromkeys(carried_too, _own()))
    wanted -= carried_too
    hits: dict[str, frozenset[str]] = {}
    for path in _candidates():
        hits[path] = _covered(path, "".join(sorted(wanted)))
        if not wanted - hits[path] or _spent + time.monotonic() - start > BUDGET:
            break
    while hits and wanted:
        best = max(hits, key=lambda path: len(hits[path] & wanted))
        if not hits[best] & wanted:
            break
        _found.update(dict.fromkeys(hits[best] & wanted, best))
        wanted -= hits[best]
    _found.update(dict.fromkeys(wanted))
    _spent += time.monotonic() - start


@lru_cache(maxsize=4096)
def _covered(path: str, characters: str) -> frozenset[str]:
    from matplotlib.ft2font import FT2Font
    from PIL import ImageFont

    try:
        font = FT2Font(path)
        hits = frozenset(c for c in characters if font.get_char_index(ord(c)))
        if hits:
            ImageFont.truetype(path, 10)  # it must be measurable too
        return hits
    except (OSError, RuntimeError, ValueError):
        return frozenset()


@lru_cache(maxsize=1)
def _candidates() -> tuple[str, ...]:
    """Upright font files of the system, the likely ones and the regular weights first."""
    with quiet():
        from matplotlib import font_manager

    def rank(entry: font_manager.FontEntry) -> tuple[bool, int, str]:
        name = f"{entry.name} {Path(entry.fname).name}".lower()
        weight = entry.weight if isinstance(entry.weight, int) else 400
        likely = any(word in name for word in _LIKELY)
        return not likely, abs(weight - 400), entry.fname

    kept = [
        e
        for e in font_manager.fontManager.ttflist
        if e.style == "normal"
        and getattr(e, "index", 0) == 0
        and not any(w in f"{e.name} {Path(e.fname).name}".lower() for w in _USELESS)
    ]
    paths = dict.fromkeys(e.fname for e in sorted(kept, key=rank))
    # matplotlib's own are asked before; its others are pieces of maths.
    return tuple(p for p in paths if Path(p).parent != Path(_own()).parent)


@lru_cache(maxsize=1)
def _own() -> str:
    with quiet():
        from matplotlib import get_data_path

    return str(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
