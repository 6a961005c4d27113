"""One box of the outcome canvas: its number, its question, what stands in it, its evidence.

Heights are measured before anything is placed. A panel that gets less height than it needs sets
what it can, says "continued in the table", and owns up in `Set.cut`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .box import Box
from .palette import ACCENT, GREY, HAIRLINE, INK, PAPER
from .scene import Shape, Stroke
from .text import Face

__all__ = ["MORE", "Column", "Panel", "Part", "Set", "Type"]

MORE = "continued in the table"
_GROUND = "#F5F7F9"
_EVIDENCE_LINES = 2


@dataclass(frozen=True)
class Type:
    """The sizes of one canvas: what is said, what is small."""

    body: float
    small: float

    def face(self, kind: str) -> Face:
        return {"body": Face(self.body), "strong": Face(self.body, bold=True),
                "small": Face(self.small)}[kind]  # fmt: skip

    @property
    def pad(self) -> float:
        return 0.9 * self.body


@dataclass(frozen=True)
class Part:
    """A stretch of text in one type: `body`, `strong` or `small`."""

    kind: str
    text: str
    colour: str = INK


@dataclass(frozen=True)
class Column:
    """Entries beneath one another, each of one or more parts, with a heading or none."""

    entries: tuple[tuple[Part, ...], ...]
    heading: str = ""
    colour: str = GREY

    def height(self, kind: Type, width: float) -> float:
        return self.set(kind, width, float("inf")).height

    def set(self, kind: Type, width: float, room: float) -> Set:
        """Set the entries from the top; what does not fit is told and left to the table."""
        done = Set()
        gap = 0.6 * kind.body
        if self.heading:
            done.add(kind.face("strong"), kind.face("strong").fit(self.heading, width).lines,
                     width, self.colour)  # fmt: skip
            done.height += gap / 2
        more = kind.face("small").leading
        for n, entry in enumerate(self.entries):
            set_parts = [
                (p, kind.face(p.kind), kind.face(p.kind).wrap(p.text, width)) for p in entry
            ]
            done.cut = done.cut or any(t.cut for _, _, t in set_parts)
            tall = sum(face.height(len(t.lines)) for _, face, t in set_parts)
            before = gap if n else 0.0
            rest = 0.0 if n == len(self.entries) - 1 else more
            if done.height + before + tall + rest <= room + 0.01:
                done.height += before
                for part, face, text in set_parts:
                    done.add(face, text.lines, width, part.colour)
                continue
            done.height += before
            for part, face, _ in set_parts:
                fits = int((room - more - done.height + 0.01) / face.leading)
                if fits < 1:
                    break
                text = face.wrap(part.text, width, fits)
                done.add(face, text.lines, width, part.colour)
                if text.cut:
                    break
            if done.height + more <= room + 0.01:
                done.add(kind.face("small"), kind.face("small").fit(MORE, width).lines, width, GREY)
            done.cut = True
            break
        return done


@dataclass
class Set:
    """Lines set from (0, 0) downwards."""

    boxes: list[Box] = field(default_factory=list)
    height: float = 0.0
    cut: bool = False

    def add(self, face: Face, lines: Sequence[str], width: float, colour: str) -> None:
        if lines:
            h = face.height(len(lines))
            self.boxes.append(Box(0, self.height, width, h, tuple(lines), face, colour))
            self.height += h


@dataclass(frozen=True)
class Panel:
    """A numbered box with one column, or several side by side."""

    number: str
    title: str
    columns: tuple[Column, ...]
    evidence: tuple[str, ...] = ()

    def _widths(self, kind: Type, width: float) -> float:
        count = len(self.columns)
        return (width - 2 * kind.pad - (count - 1) * kind.pad) / count

    def _head(self, kind: Type) -> float:
        return 1.75 * kind.body + 0.5 * kind.body

    def _foot(self, kind: Type, width: float) -> tuple[str, ...]:
        """The evidence on at most two lines, the rest counted: V03, V07 and 4 more."""
        face, room = kind.face("small"), width - 2 * kind.pad
        for shown in range(len(self.evidence), 0, -1):
            rest = len(self.evidence) - shown
            said = ", ".join(self.evidence[:shown]) + (f" and {rest} more" if rest else "")
            text = face.wrap(f"Evidence: {said}", room, _EVIDENCE_LINES)
            if not text.cut:
                return text.lines
        said = f"Evidence: {len(self.evidence)} in the table"
        return face.fit(said, room).lines if self.evidence else ()

    def height(self, kind: Type, width: float) -> float:
        """Points that the whole of it takes."""
        column = self._widths(kind, width)
        inner = max((c.height(kind, column) for c in self.columns), default=0.0)
        return self._frame(kind, width) + inner

    def titled(self, kind: Type, width: float) -> bool:
        """Whether the question fits on its line."""
        return not kind.face("strong").fit(self.title, self._beside(kind, width)).cut

    def _beside(self, kind: Type, width: float) -> float:
        return width - 2 * kind.pad - 2.35 * kind.body  # the disc, and air

    def _frame(self, kind: Type, width: float) -> float:
        foot = kind.face("small").height(len(self._foot(kind, width)))
        return 2 * kind.pad + self._head(kind) + (foot + 0.9 * kind.body if foot else 0.0)

    def place(
        self, kind: Type, x: float, y: float, width: float, height: float
    ) -> tuple[list[Box], list[Shape], list[Stroke], bool]:
        """Boxes, marks and lines of it at a place, and whether something is left to the table."""
        pad, disc = kind.pad, 1.75 * kind.body
        boxes = [Box(x, y, width, height, fill=_GROUND, name=f"panel/{self.number}")]
        strokes = [Stroke(((x, y + 1), (x + width, y + 1)), 2.0, ACCENT, name="edge")]
        shapes = [
            Shape("circle", x + pad, y + pad, disc, disc, ACCENT, name=f"number/{self.number}")
        ]
        strong = kind.face("strong")
        top = (disc - strong.leading) / 2
        boxes.append(Box(x + pad, y + pad, disc, disc, (self.number,), strong, PAPER,
                         align="centre", top=top, name=f"number/{self.number}"))  # fmt: skip
        room = self._beside(kind, width)
        title = strong.fit(self.title, room)
        boxes.append(Box(x + pad + disc + 0.6 * kind.body, y + pad, room, disc, title.lines, strong,
                         INK, top=top, name=f"title/{self.number}"))  # fmt: skip
        wide, cut = self._widths(kind, width), title.cut
        for n, column in enumerate(self.columns):
            done = column.set(kind, wide, height - self._frame(kind, width))
            left, head = x + pad + n * (wide + pad), y + pad + self._head(kind)
            boxes += [
                replace(b, x=left, y=b.y + head, name=f"text/{self.number}") for b in done.boxes
            ]
            cut = cut or done.cut
        foot = self._foot(kind, width)
        if foot:
            small = kind.face("small")
            low = y + height - pad * 0.8 - small.height(len(foot))
            strokes.append(Stroke(((x + pad, low - 0.35 * kind.body),
                                   (x + width - pad, low - 0.35 * kind.body)), 0.5, HAIRLINE,
                                  name="edge"))  # fmt: skip
            boxes.append(Box(x + pad, low, width - 2 * pad, small.height(len(foot)), foot, small,
                             GREY, name=f"evidence/{self.number}"))  # fmt: skip
            shown = " ".join(foot)
            cut = cut or " more" in shown or "in the table" in shown
        return boxes, shapes, strokes, cut
