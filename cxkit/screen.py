"""How the kit speaks in a notebook: calm HTML with a text twin, never a traceback.

Every state is told by a word and a shape, never by colour alone.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .marking.finding import DONE, LOOK_AGAIN, NOT_STARTED

__all__ = ["Page", "escape", "kind_errors", "mark_page", "show", "table"]

SHAPES = {DONE: "\u25cf", LOOK_AGAIN: "\u25d0", NOT_STARTED: "\u25cb"}
_COLOURS = {DONE: "#00704F", LOOK_AGAIN: "#8A4B00", NOT_STARTED: "#595959"}
_QUIET = "var(--jp-ui-font-color2,#595959)"
_STYLE = (
    "font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:14px;line-height:1.5;"
    "max-width:52em;color:var(--jp-ui-font-color1,#222)"
)


def escape(text: object) -> str:
    """Text as HTML that shows it and nothing more."""
    return html.escape(str(text))


class Page:
    """HTML and its text twin, written together so that they say the same.

    The HTML is made when it is asked for: a gradebook's comments need the text alone.
    """

    def __init__(self) -> None:
        self._parts: list[tuple[Callable[..., str], tuple[Any, ...]]] = []
        self._text: list[str] = []

    def heading(self, text: str) -> Page:
        self._parts.append((_heading, (text,)))
        self._text.append(text)
        return self

    def line(self, text: str, *, quiet: bool = False) -> Page:
        self._parts.append((_line, (text, quiet)))
        self._text.append(text)
        return self

    def state(self, state: str, text: str) -> Page:
        self._parts.append((_state, (state, text)))
        self._text.append(f"{SHAPES[state]} {state}: {text}")
        return self

    def findings(self, rows: Iterable[tuple[str, str, str, str]]) -> Page:
        """(what, where, why, next) each as an indented block."""
        for what, where, why, then in rows:
            head = _placed(what, where)
            self._parts.append((_finding, (head, why, then)))
            self._text.append(f"   {head}")
            if why:
                self._text.append(f"     {why}")
            if then:
                self._text.append(f"     -> {then}")
        return self

    def table(self, caption: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Page:
        self._parts.append((table, (caption, header, rows)))
        cells = [[str(c) for c in row] for row in (header, *rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
        self._text.append(caption)
        self._text += [
            "  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in cells
        ]
        return self

    @property
    def html(self) -> str:
        inner = "".join([made(*of) for made, of in self._parts])
        return f'<div class="mathjax_ignore tex2jax_ignore" style="{_STYLE}">{inner}</div>'

    @property
    def text(self) -> str:
        return "\n".join(self._text)


def _heading(text: str) -> str:
    return f'<p style="font-size:16px;font-weight:600;margin:.4em 0">{escape(text)}</p>'


def _line(text: str, quiet: bool) -> str:
    colour = f";color:{_QUIET}" if quiet else ""
    return f'<p style="margin:.3em 0{colour}">{escape(text)}</p>'


def _state(state: str, text: str) -> str:
    return f'<p style="margin:.5em 0 .1em">{_badge(state)} {escape(text)}</p>'


def _finding(head: str, why: str, then: str) -> str:
    told = f'<br><span style="color:{_QUIET}">{escape(why)}</span>' if why else ""
    ahead = f"<br>\u2192 {escape(then)}" if then else ""
    return f'<div style="margin:.15em 0 .5em 1.6em">{escape(head)}{told}{ahead}</div>'


def table(caption: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """An HTML table with a caption and scoped headers; every cell is escaped."""
    cell = "text-align:left;padding:.25em .8em .25em 0;border-bottom:1px solid var(--jp-border-color2,#ddd)"
    head = "".join(f'<th scope="col" style="{cell}">{escape(h)}</th>' for h in header)
    body = ""
    for row in rows:
        first, *rest = row
        body += f'<tr><th scope="row" style="{cell};font-weight:400">{_cell(first)}</th>'
        body += "".join(f'<td style="{cell}">{_cell(c)}</td>' for c in rest) + "</tr>"
    return (
        f'<table style="border-collapse:collapse;margin:.5em 0"><caption style="text-align:left;'
        f'font-weight:600;padding:.3em 0">{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cell(value: object) -> str:
    return _badge(str(value)) if value in SHAPES else escape(value)


def _badge(state: str) -> str:
    """White on a colour of its own, so that a dark theme changes nothing: 6:1 or more."""
    return (
        f'<span style="color:#fff;background-color:{_COLOURS[state]};font-weight:600;'
        f'white-space:nowrap;padding:0 .5em;border-radius:3px">{SHAPES[state]} {state}</span>'
    )


def _placed(what: str, where: str) -> str:
    """The place before the finding; a place that is a question keeps its own mark."""
    if not where or where in what:
        return what
    return f"{where} {what}" if where.endswith(("?", "!", ".")) else f"{where}: {what}"


def mark_page(mark: Any, title: str, points: float) -> Page:
    """What a check found, criterion by criterion."""
    page = Page().heading(title)
    if mark.state == NOT_STARTED:
        return page.state(
            NOT_STARTED,
            "Nothing is filled in yet. Run the line above that opens the form, and begin anywhere.",
        )
    told = ["All criteria are met." if mark.state == DONE else "Some criteria are not met yet."]
    if points:
        told.append(f"{mark.points(points):g} of {points:g} points.")
    page.state(mark.state, " ".join(told))
    page.findings((f.what, f.where, f.why, f.next) for f in mark.faults)
    for result in mark.results:
        page.state(result.state, f"{result.title}{_measure(result)}")
        page.findings((f.what, f.where, f.why, f.next) for f in result.findings)
    if mark.questions:
        page.line("Questions to think about (they carry no marks)")
        page.findings((q.text, "", "", "") for q in mark.questions[:4])
    return page


def _measure(result: Any) -> str:
    if not result.weight:
        return ""
    interval = ""
    if result.interval and result.interval[0] < result.interval[1]:
        low, high = result.interval
        interval = f", 95 % interval {low:.2f} to {high:.2f}"
    return f" \u00b7 {result.value:.2f} of 1, asked for {result.threshold:.2f}{interval}"


def show(page: Page) -> None:
    """Put a page under the cell."""
    from IPython.display import display

    display({"text/html": page.html, "text/plain": page.text}, raw=True)


def kind_errors(verb: Callable[..., Any]) -> Callable[..., Any]:
    """A learner reads a sentence, whatever happens."""

    @functools.wraps(verb)
    def spoken(*args: Any, **kwargs: Any) -> Any:
        from .cases import CaseError
        from .course import CourseError
        from .marking import UnknownExercise
        from .workbook import WorkbookError

        try:
            return verb(*args, **kwargs)
        except (CourseError, CaseError, UnknownExercise, WorkbookError, Refused) as error:
            show(Page().state(LOOK_AGAIN, str(error)))
        except TypeError as error:
            if error.__traceback__ and error.__traceback__.tb_next is None:
                show(
                    Page().state(
                        LOOK_AGAIN,
                        f"{verb.__doc__.splitlines()[0]} Example: {EXAMPLES[verb.__name__]}",
                    )
                )
            else:
                _unforeseen(verb, error)
        except Exception as error:  # the last line between a learner and a traceback
            _unforeseen(verb, error)
        return None

    return spoken


class Refused(Exception):
    """Something a verb does not do; the message says what it does."""


EXAMPLES = {
    "start": 'cx.start("02")',
    "edit": 'cx.edit("2.3")',
    "check": 'cx.check("2.3")',
    "hint": 'cx.hint("2.3")',
    "draw": 'cx.draw("grid")',
    "export": 'cx.export("grid", to="xlsx")',
    "ready": "cx.ready()",
}


def _unforeseen(verb: Callable[..., Any], error: Exception) -> None:
    show(
        Page()
        .state(LOOK_AGAIN, f"{verb.__name__} could not finish. Your saved answers are untouched.")
        .line("Run the cell once more. If it happens again, show your trainer this line:")
        .line(f"{type(error).__name__}: {error}", quiet=True)
    )
