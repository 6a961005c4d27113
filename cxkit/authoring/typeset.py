"""Pages for print: Markdown or Typst markup to a tagged PDF, the same bytes every time.

Fonts come from the package, nothing from the machine or the network. Whoever prints something
composes markup from `escape`, `marked` and `table`, and hands it to `pdf`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unicodedata import category

__all__ = ["PrintError", "escape", "marked", "pdf", "table"]

FONTS = Path(__file__).resolve().parents[1] / "drawing" / "fonts"
_NO_GLYPH = "could not be displayed"
_STAMP = 1_767_225_600  # 1 January 2026: no page may say when it was printed
_STYLE = """\
#set document(title: {title}, author: ())
#set page(paper: {paper}, margin: (x: 20mm, top: 18mm, bottom: 20mm), numbering: "1",
  footer: context [#set text(8pt, fill: luma(90)); {foot} #h(1fr)
    #counter(page).display() / #counter(page).final().first()])
#set text(font: "Noto Sans", size: {size}, lang: "en", region: "GB")
#set par(leading: 0.62em, spacing: 0.95em)
#set list(spacing: 0.55em)
#set enum(spacing: 0.55em)
#show heading: set block(sticky: true)
#show heading.where(level: 1): it => block(sticky: true, above: 0pt, below: 1em, text(17pt, it.body))
#show heading.where(level: 2): it => block(sticky: true, above: 1.5em, below: 0.8em, text(12.5pt, it.body))
#show heading.where(level: 3): it => block(sticky: true, above: 1.3em, below: 0.7em, text(10.5pt, it.body))
#show emph: it => text(fill: rgb("#0059A3"), weight: "bold", it.body)
#show raw: it => box(fill: luma(238), inset: (x: 2pt), outset: (y: 2pt), radius: 1pt, text(font: "Noto Sans", size: 1.15em, it.text))
#show link: it => underline(it)
#show table: set par(leading: 0.5em)
#show quote: it => block(inset: (left: 8pt), stroke: (left: 2pt + luma(180)), it.body)
#set table(stroke: (x, y) => (bottom: 0.5pt + luma(170)), inset: (x: 4pt, y: 3.5pt))
#show table.cell.where(y: 0): set text(weight: "bold")
"""


class PrintError(RuntimeError):
    """A page cannot be printed; the message says what is missing or wrong."""


def pdf(
    body: str, *, title: str, paper: str = "a4", size: float = 9.5, foot: str = ""
) -> bytes:
    """A tagged PDF of Typst markup, PDF/UA wherever our font has every letter of it.

    Args:
        body: the markup; its first heading should be the title.
        title: what a reader's window shows.
        paper: a paper of Typst's, such as "a4" or "a3".
        size: of the text, in points.
        foot: what stands at the left of every page's foot; the title if empty.

    Raises:
        PrintError: typst is not installed, or refuses the markup.
    """
    try:
        import typst
    except ModuleNotFoundError:
        raise PrintError(
            "Printing needs typst, which is not installed here. Install everything of "
            "requirements.lock, as README.md says for trainers, then run it again."
        ) from None
    style = (
        _STYLE.replace("{title}", _string(title))
        .replace("{paper}", _string(paper))
        .replace("{size}", f"{size}pt")
        .replace("{foot}", escape(foot or title))
    )
    source = (style + body).encode("utf-8")
    given = {"format": "pdf", "font_paths": [str(FONTS)], "ignore_system_fonts": True,
             "timestamp": _STAMP}  # fmt: skip
    try:
        try:
            return typst.compile(source, pdf_standards="ua-1", **given)
        except typst.TypstError as error:
            if _NO_GLYPH not in error.message:
                raise
            return typst.compile(source, **given)  # a script that our font lacks shows as boxes
    except typst.TypstError as error:
        raise PrintError(f"{title} cannot be printed: {error.message}. Mend its text.") from None


def escape(text: str) -> str:
    """Plain text as Typst markup that shows it, whatever stands in it."""
    return f"#{_string(text)};" if text else ""


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths: str, *, align: str = "left"
) -> str:
    """A table of markup whose head comes back on every page.

    Args:
        head: markup of the first row.
        rows: markup of the cells.
        widths: Typst's columns, such as "(auto, 1fr)".
        align: Typst's alignment, one or one a column such as "(right, left)".
    """
    cells = ",\n".join(f"[{cell}]" for row in rows for cell in row)
    top = ", ".join(f"[{cell}]" for cell in head)
    return f"#table(columns: {widths}, align: {align}, table.header({top}),\n{cells})\n"


def marked(markdown: str, *, below: int = 0) -> str:
    """Markdown as Typst markup: paragraphs, lists, tables, quotations, links, emphasis.

    Args:
        below: how many levels the headings go down.
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    return "".join(_block(tokens, below))


def _block(tokens: Sequence[Any], below: int) -> Iterator[str]:
    """Markup of block tokens; lists nest by indentation, so each list is a function call."""
    for token in tokens:
        match token.type:
            case "heading_open":
                yield f"\n#heading(level: {int(token.tag[1]) + below})["
            case "heading_close":
                yield "]\n"
            case "paragraph_close":
                yield "\n" if token.hidden else "\n\n"
            case "bullet_list_open":
                yield "#list("
            case "ordered_list_open":
                yield f"#enum(start: {int(token.attrs.get('start', 1))}, "
            case "bullet_list_close" | "ordered_list_close":
                yield ")\n\n"
            case "list_item_open" | "th_open" | "td_open":
                yield "["
            case "list_item_close" | "th_close" | "td_close":
                yield "],"
            case "blockquote_open":
                yield "#quote(block: true)["
            case "blockquote_close":
                yield "]\n\n"
            case "table_open":
                yield f"#table(columns: {_columns(tokens, token)}, table.header("
            case "thead_close":
                yield "),"
            case "table_close":
                yield ")\n\n"
            case "fence" | "code_block":
                yield f"#raw(block: true, {_string(token.content.rstrip())})\n\n"
            case "hr":
                yield "#line(length: 100%)\n"
            case "inline":
                yield from _inline(token.children or ())


def _columns(tokens: Sequence[Any], table_open: Any) -> int:
    after = tokens[tokens.index(table_open) :]
    end = next(n for n, t in enumerate(after) if t.type == "tr_close")
    return sum(t.type == "th_open" for t in after[:end])


def _inline(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "text":
                yield escape(token.content)
            case "code_inline":
                yield f"#raw({_string(token.content)});"
            case "strong_open":
                yield "#strong["
            case "em_open":
                yield "#emph["
            case "strong_close" | "em_close":
                yield "];"
            case "link_open":
                yield f"#link({_string(str(token.attrs['href']))})["
            case "link_close":
                yield "];"
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield "\\ "


def _string(text: str) -> str:
    """A Typst string: JSON's escapes but for \\uXXXX, which Typst writes with braces."""
    kept = "".join(c if c == "\n" or category(c)[0] != "C" else " " for c in text)
    return json.dumps(kept, ensure_ascii=False)
