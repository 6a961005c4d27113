"""Slides of a module, from its lesson: what the room sees, and under it what the trainer says.

A deck is for a class, so it holds the timed sections and no extra exercise. One piece of a lesson
is one slide, unless it is long: then it is parted between its paragraphs. Trainer's notes stand in
the notes view. The HTML is reveal.js from the package's own folder and loads nothing else; the PDF
is Typst, for whoever has no browser at hand.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from ..atomic import put
from ..course import Course, Module
from .notebook import lesson
from .source import Piece
from .typeset import marked, pdf

__all__ = ["Slide", "deck", "deck_html", "deck_pdf", "write"]

REVEAL = Path(__file__).parent / "reveal"
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)(?:\s*\((\d+) minutes?\))?\s*$", re.M)
_ENOUGH, _DENSE, _DENSER = 11.5, 12.5, 15.5  # lines of a slide, at three sizes of type
_WIDE = 72  # characters of a line
_SKIPPED = re.compile(r"^(Extra\b|Sources\b|Before you|Where it comes from)")
_PAGE = """\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="reveal/reset.css">
<link rel="stylesheet" href="reveal/reveal.css">
<link rel="stylesheet" href="reveal/slides.css">
</head>
<body>
<div class="reveal"><div class="slides">
{slides}
</div></div>
<script src="reveal/reveal.js"></script>
<script src="reveal/notes.js"></script>
<script>
Reveal.initialize({{ width: 1180, height: 660, margin: 0.04, hash: true, center: false,
  slideNumber: "c/t", transition: "none", plugins: [RevealNotes] }});
</script>
</body>
</html>
"""


@dataclass(frozen=True)
class Slide:
    """Args:
    title: what stands at its head.
    text: Markdown below it.
    minutes: of the section that it opens; 0 elsewhere.
    notes: Markdown, what the trainer alone sees.
    """

    title: str
    text: str = ""
    minutes: int = 0
    notes: str = ""

    @property
    def lines(self) -> float:
        """About how many lines the text fills at the largest type."""
        return _lines(self.text)


def deck(course: Course, module: Module | str) -> list[Slide]:
    """The slides of a module, in order.

    Raises:
        SourceError: the lesson cannot be read.
    """
    module = course.module(module) if isinstance(module, str) else module
    timed = {s.title for s in module.sections}
    first = Slide(module.title, f"Module {module.id} \u00b7 {module.minutes} minutes")
    return [first, *_parted(_slides(lesson(course, module), timed))]


def deck_html(course: Course, module: Module) -> str:
    """One page; it wants the folder `reveal` beside it."""
    slides = "\n".join(_section(s, place) for place, s in enumerate(deck(course, module)))
    return _PAGE.format(title=escape(f"{module.id} {module.title}"), slides=slides)


def deck_pdf(course: Course, module: Module) -> bytes:
    """The same slides on pages of 16:9, without notes.

    Raises:
        PrintError: typst is not installed.
    """
    pages = []
    for slide in deck(course, module):
        minutes = f" ({slide.minutes} minutes)" if slide.minutes else ""
        pages.append(f"{marked(f'# {slide.title}{minutes}')}{marked(slide.text, below=1)}")
    body = "\n#pagebreak(weak: true)\n".join(pages)
    return pdf(body, title=f"{module.id} {module.title}", paper="presentation-16-9", size=17)


def write(course: Course, target: Path, only: str = "") -> list[Path]:
    """Write `NN-slug.html` and `.pdf` of each module, and what they need, into a folder.

    Returns:
        The pages to open.
    """
    modules = [course.module(only)] if only else list(course.modules)
    shutil.copytree(REVEAL, target / "reveal", dirs_exist_ok=True)
    made = []
    for module in modules:
        page = target / f"{module.slug}.html"
        put(page, deck_html(course, module).encode())
        put(page.with_suffix(".pdf"), deck_pdf(course, module))
        made.append(page)
    return made


def _slides(pieces: list[Piece], timed: set[str]) -> Iterator[Slide]:
    """One slide a piece; a trainer's piece becomes the notes of the slide before it."""
    title, shown, last = "", True, None
    for piece in pieces:
        if piece.kind == "text":
            for head, minutes, text in _headed(piece.text):
                if head:
                    level, name = head
                    if level <= 2:
                        section = re.sub(r"^\d+\.\d+\w? ", "", name)
                        shown = level == 2 and (minutes > 0 or section in timed or name == "You will")
                        shown = shown and not _SKIPPED.match(name)
                    title = name
                if shown and text.strip() and not text.startswith("Where it comes from"):
                    if last:
                        yield last
                    last = Slide(title, text.strip(), minutes)
        elif piece.kind == "trainer" and shown and last:
            last = replace(last, notes=f"{last.notes}\n\n{piece.text}".strip())
    if last:
        yield last


def _headed(text: str) -> Iterator[tuple[tuple[int, str] | None, int, str]]:
    """A piece at its headings: (level and title or None, minutes, text below)."""
    found = [m for m in _HEADING.finditer(text) if text[: m.start()].count("```") % 2 == 0]
    if not found or found[0].start():
        yield None, 0, text[: found[0].start() if found else len(text)]
    for m, after in zip(found, [*found[1:], None], strict=False):
        below = text[m.end() : after.start() if after else len(text)]
        yield (len(m[1]), m[2]), int(m[3] or 0), below


def _parted(slides: Iterator[Slide]) -> Iterator[Slide]:
    """Slides that fit: a long one goes on, between its paragraphs, under the same title."""
    for slide in slides:
        parts = _parts(slide.text)
        for place, text in enumerate(parts):
            yield replace(
                slide, text=text, minutes=slide.minutes if place == 0 else 0,
                notes=slide.notes if place == len(parts) - 1 else "",
            )  # fmt: skip


def _parts(text: str) -> list[str]:
    blocks = re.split(r"\n\s*\n", text)
    parts: list[list[str]] = [[]]
    for block in blocks:
        here = "\n\n".join([*parts[-1], block])
        before = "\n\n".join(parts[-1])
        # What leads in ("Three rules:") stays with what it leads in to.
        leads = before.endswith(":") or (_lines(before) <= 2 and _lines(here) <= _DENSER)
        if before and _lines(here) > _ENOUGH and not leads:
            parts.append([])
        parts[-1].append(block)
    return ["\n\n".join(part) for part in parts]


def _lines(text: str) -> float:
    total = 0.0
    for line in text.splitlines():
        if not line.strip():
            total += 0.45
        elif line.lstrip().startswith("|"):
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            if set("".join(cells)) <= set("-: "):
                continue
            wide = max(1, len(cells))
            total += 0.95 * max(1, *(-(-len(c) // max(12, int(1.25 * _WIDE / wide))) for c in cells))
        else:
            total += max(1, -(-len(line) // _WIDE))
    return total


def _section(slide: Slide, place: int) -> str:
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark", {"html": False}).enable("table")
    size = "" if slide.lines <= _DENSE else "dense" if slide.lines <= _DENSER else "denser"
    size, level = (size, "h2") if place else ("title", "h1")
    minutes = f'<div class="minutes">{slide.minutes} minutes</div>' if slide.minutes else ""
    notes = f'<aside class="notes">{shown.render(slide.notes)}</aside>' if slide.notes else ""
    return (
        f'<section class="{size}">{minutes}<{level}>{escape(slide.title)}</{level}>\n'
        f"{shown.render(slide.text)}{notes}</section>"
    )
