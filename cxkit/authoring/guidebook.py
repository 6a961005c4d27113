"""The guide as files: one PDF to print, one page to open; both without a network.

The page runs no script and fetches nothing; its policy says so to the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from ..atomic import put
from ..course import Course
from .guide import Chapter, chapters
from .typeset import escape as plain
from .typeset import marked, pdf

__all__ = ["book", "page", "write"]

_TITLE = "Trainer's guide"
_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.55 "Noto Sans", system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0; }
nav { background: #f2f4f7; padding: 1rem 1.5rem; border-bottom: 1px solid #c5ccd6; }
nav ol { columns: 3 16rem; margin: .5rem 0 0; padding-left: 1.5rem; }
main { max-width: 46rem; margin: 0 auto; padding: 0 1.5rem 4rem; }
section { border-top: 3px solid #0059A3; margin-top: 3rem; padding-top: .5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; } h3 { font-size: 1.02rem; }
a { color: #0059A3; } em { font-style: normal; font-weight: 600; color: #0059A3; }
code { background: #eef0f3; padding: .05em .25em; border-radius: 2px; font: .92em ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #c5ccd6; }
blockquote { border-left: 3px solid #c5ccd6; margin-left: 0; padding-left: 1rem; }
@media print { nav { display: none; } section { break-before: page; border: 0; } }
"""
_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<nav aria-label="Chapters"><strong>{title}</strong>
<ol>
{links}
</ol></nav>
<main>
{body}
</main>
</body>
</html>
"""


def write(course: Course, folder: Path) -> tuple[Path, Path]:
    """Write guide.pdf and guide.html.

    Raises:
        GuideError, SourceError: a page or a lesson cannot be read.
        PrintError: typst is not installed.
        OSError: the folder cannot be written.
    """
    made = chapters(course)
    paper, screen = folder / "guide.pdf", folder / "guide.html"
    put(paper, book(made, course.title))
    put(screen, page(made, course.title).encode("utf-8"))
    return paper, screen


def book(made: Sequence[Chapter], title: str) -> bytes:
    """The guide as a PDF: a contents page, each chapter on a new one."""
    body = [
        f"#heading(level: 1, outlined: false)[{plain(_TITLE)}]\n{plain(title)}\n\n",
        "#v(1em)\n#outline(title: none, depth: 1)\n",
    ]
    body += [f"#pagebreak(weak: true)\n{marked(chapter.text)}" for chapter in made]
    return pdf("".join(body), title=f"{_TITLE}: {title}", foot=_TITLE)


def page(made: Sequence[Chapter], title: str) -> str:
    """The guide as one HTML page."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    links = (f'<li><a href="#{c.name}">{escape(c.title)}</a></li>' for c in made)
    parts = (f'<section id="{c.name}">\n{reader.render(c.text)}</section>' for c in made)
    return _PAGE.format(
        title=escape(f"{_TITLE}: {title}"), style=_STYLE, links="\n".join(links), body="\n".join(parts)
    )
