"""What every drawing returns: a picture, and the same in words.

Bytes are reproducible: no time stamp, no random id. Text in a PDF can be selected and
searched; maths between dollar signs is never read into a text.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from .file import NothingToExport
from .quiet import quiet
from .typeface import is_postscript

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .box import Page
    from .sheet import Table

__all__ = ["Picture"]

_SETTINGS = {
    "pdf.fonttype": 42,  # TrueType: selectable, and crisp at any size
    "svg.fonttype": "path",  # looks the same where the font is not installed
    "svg.hashsalt": "cxkit",
    "text.parse_math": False,
    "text.usetex": False,
    "text.hinting": "no_hinting",  # widths as they were measured
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
    "savefig.transparent": False,
}


@dataclass(frozen=True)
class Picture:
    """A drawing and its text twin.

    Args:
        figure: a matplotlib Figure, or None where there is nothing to show as a picture.
        twin_html, twin_text: the same content as a table and as plain text.
        title: what the picture found, one sentence.
        alt: what a screen reader says in the picture's place.
        notes: sentences on what the picture leaves out or could not do.
        pages: laid-out pages for the PDF, where it is not `figure` itself; drawn when asked.
        tables: the content for a spreadsheet.
    """

    figure: Figure | None
    twin_html: str
    twin_text: str
    title: str
    alt: str
    notes: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()

    @classmethod
    def in_words(
        cls, note: str, html: str, text: str, title: str, tables: Iterable[Table] = ()
    ) -> Picture:
        """The twin alone, where there is something to show that cannot be drawn.

        Args:
            note: why it cannot, a sentence.
        """
        return cls(None, f"<p>{escape(note)}</p>{html}", f"{note}\n\n{text}", title, note, (note,),
                   tables=tuple(tables))  # fmt: skip

    def png(self, dpi: int = 144) -> bytes:
        """The picture as PNG.

        Raises:
            NothingToExport: there is no picture.
        """
        return _light(self._saved("png", dpi=dpi), self.title, dpi)

    def svg(self) -> bytes:
        """The picture as SVG, its letters as shapes; raises as `png` does."""
        return self._saved("svg", metadata={"Date": None, "Creator": "cxkit", "Title": self.title})

    def pdf(self) -> bytes:
        """The picture as PDF, one page or several; raises as `png` does."""
        figure = self._figure()
        file = io.BytesIO()
        with _settings():
            from matplotlib import rcParams
            from matplotlib.backends.backend_pdf import PdfPages

            about = {"Title": self.title, "Creator": "cxkit", "Producer": None,
                     "CreationDate": None}  # fmt: skip
            sheets = [p.figure() for p in self.pages] or [figure]
            fonts = {str(t.get_fontproperties().get_file()) for s in sheets for t in _texts(s)}
            if any(is_postscript(path) for path in fonts):
                rcParams["pdf.fonttype"] = 3
            with PdfPages(file, metadata=about) as pages:
                for sheet in sheets:
                    pages.savefig(sheet)
        return file.getvalue()

    def twin(self) -> dict[str, str]:
        """The words alone as a MIME bundle: the same text on every machine."""
        return {"text/html": _wrapped(self.twin_html), "text/plain": self.twin_text}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        if self.figure is None:
            return self.twin()
        image = base64.b64encode(self.png()).decode("ascii")
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        html = (
            f'<figure style="margin:0"><img alt="{escape(self.alt)}" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,{image}"></figure>'
            f"{notes}<details><summary>The same as a table</summary>{self.twin_html}</details>"
        )
        return {"text/html": _wrapped(html), "text/plain": self.twin_text}

    def _figure(self) -> Figure:
        if self.figure is None:
            raise NothingToExport(" ".join((self.title, *self.notes)))
        return self.figure

    def _saved(self, suffix: str, **options: Any) -> bytes:
        figure = self._figure()
        file = io.BytesIO()
        with _settings():
            figure.savefig(file, format=suffix, **options)
        return file.getvalue()


def _wrapped(html: str) -> str:
    # Both class names: MathJax 3 and 2. A price list must not turn into maths.
    return f'<div class="cxkit-picture mathjax_ignore tex2jax_ignore">{html}</div>'


def _texts(figure: Figure) -> list[Any]:
    from matplotlib.text import Text

    return [t for t in figure.findobj(Text) if t.get_text()]


def _light(png: bytes, title: str, dpi: int) -> bytes:
    """The PNG with a palette instead of full colour: half the weight in a notebook.

    The palette is the picture's own commonest colours, so that its grounds stay exact; only
    the rarest shades on the edge of a letter move to a neighbour.
    """
    from PIL import Image, PngImagePlugin

    about = PngImagePlugin.PngInfo()
    about.add_itxt("Title", title)
    with Image.open(io.BytesIO(png)) as image:
        flat = image.convert("RGB")
    found = sorted(flat.getcolors(flat.width * flat.height), reverse=True)[:256]
    key = Image.new("P", (1, 1))
    key.putpalette([part for _, colour in found for part in colour])
    file = io.BytesIO()
    small = flat.quantize(palette=key, dither=Image.Dither.NONE)
    small.save(file, "png", dpi=(dpi, dpi), pnginfo=about)
    return file.getvalue()


@contextmanager
def _settings() -> Iterator[None]:
    """The course's settings, whatever the learner's own matplotlib is set to."""
    with quiet():
        import matplotlib

        with matplotlib.rc_context(_SETTINGS):
            yield
