"""One row of a swimlane picture in points, at natural size: lanes, steps, marks, arrows."""

from __future__ import annotations

from dataclasses import dataclass, field

from .box import Box
from .lanecards import BADGE, PAD, SMALL, TAG, WORDS, Card, badge
from .laneports import APART, Port, Tag, beyond
from .laneroutes import Routed, Way, routed
from .lanerows import Lined
from .palette import GREY, HAIRLINE, INK, MARKS, PAPER
from .scene import HEAD, Shape, Stroke
from .text import Face

__all__ = ["LABEL", "Band", "band"]

LABEL = 70.0  # points for the names of the lanes
_LANE = Face(8.5, bold=True)
_TRACK = 6.0  # between two arrows side by side
_CHANNEL = 9.0  # a channel without arrows
_AIRY = 40.0  # at most, between two columns of a short row
_SIGHT = 10.0  # more of it where the line of visibility runs
_SEEN, _UNSEEN = "#E6EEF6", "#F5F6F7"  # grounds of the lanes above and below the line
_LINE = "#3C454D"
_EDGES = {"": INK, "new": INK, "out": GREY, "changed": INK}


@dataclass
class Band:
    """A row laid out: its size, and what is drawn; `cut` where something was left out."""

    width: float
    height: float
    boxes: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    cut: bool = False


class _Setter:
    """Places one row; x and y of gutters, columns, channels and slots are worked out once."""

    def __init__(self, row: Lined, above: set[str], spare: float) -> None:
        self.row, self.spare = row, spare
        self.found: Routed = routed(row)
        self.tags: dict[str, Tag] = {r: t for r in row.cards if (t := beyond(row, r))}
        self.sight = sum(lane in above for lane in row.slots)
        self.shows_sight = 0 < self.sight < len(row.slots)
        self._along()
        self._down()
        self.band = Band(self.right, self.bottom)

    def _along(self) -> None:
        row = self.row
        x = LABEL
        self.track_x: list[float] = []
        self.origin_x: list[float] = []
        self.left: list[float] = []
        for c in range(row.columns):
            into = [r for r in row.cards if row.column[r] == c]
            out = [
                self.tags[r].width for r in row.cards if row.column[r] == c - 1 and r in self.tags
            ]
            x += max(out) + 9 if out else 0.0
            x += self.spare if c else 0.0
            self.track_x.append(x + 6)
            x += 6 + _TRACK * self.found.counts.get(("gutter", c), 0)
            origins = [_tag_width(p) for r in into for p in self.found.ports[r] if p.origin]
            x += max(origins) + 2 if origins else 0.0
            marks = [badge(p.mark)[0] for r in into for p in self.found.ports[r] if p.mark]
            x += max(marks) + 2 + HEAD + 2 if marks else HEAD + 6
            self.origin_x.append(x - (max(marks) + 2 + HEAD + 2 if marks else HEAD + 6))
            self.left.append(x)
            x += max(row.cards[r].width for r in into)
        out = [self.tags[r].width for r in row.cards if row.column[r] == row.columns - 1 and r in self.tags]  # fmt: skip
        self.right = x + (max(out) + 9 if out else 0.0) + 6

    def _down(self) -> None:
        row = self.row
        y = 0.0
        self.channel_y: list[float] = []
        self.middle: list[float] = []
        self.edge: list[float] = []  # upper edge of each channel's lane border
        for s in range(len(row.slots) + 1):
            tracks = self.found.counts.get(("channel", s), 0)
            sight = _SIGHT if self.shows_sight and s == self.sight else 0.0
            self.edge.append(y + 3 + sight / 2)
            self.channel_y.append(y + 7 + sight)
            y += max(_CHANNEL, 4 + _TRACK * tracks + 4 if tracks else 0.0) + sight
            if s < len(row.slots):
                half = max(self._half(r) for r in row.cards if row.slot[r] == s)
                self.middle.append(y + half)
                y += 2 * half
        self.edge[-1] = y
        self.bottom = y

    def _half(self, ref: str) -> float:
        """Half the height of a step: its words, its ports, and what hangs at its right."""
        tag = self.tags.get(ref)
        reach = max((abs(p.y) for p in self.found.ports[ref]), default=0.0)
        tagged = tag.y + tag.height / 2 + 1 if tag else 0.0
        return max(self.row.cards[ref].height / 2, reach + APART / 2, tagged)

    def set(self) -> Band:
        self._lanes()
        for ref, card in self.row.cards.items():
            self._card(ref, card)
            for port in self.found.ports[ref]:
                self._port(ref, port)
            if ref in self.tags:
                self._leaving(ref, self.tags[ref])
        for way in sorted(self.found.ways, key=lambda w: w.link.state != "out"):
            self._arrow(way)  # what is gone lies beneath what is left
        return self.band

    def _lanes(self) -> None:
        slots, shown = self.row.slots, self.band
        first = 0
        for lane in dict.fromkeys(slots):
            last = first + slots.count(lane)
            top, low = self.edge[first] if first else 0.0, self.edge[last]
            gap = 0.0 if first in (0, self.sight) else 1.5
            shown.boxes.append(Box(0, top + gap, self.right, low - top - gap,
                                   fill=_SEEN if first < self.sight else _UNSEEN,
                                   name=f"lane/{lane}"))  # fmt: skip
            words = _LANE.wrap((lane or "no lane yet").capitalize(), LABEL - 14, 4)
            shown.cut = shown.cut or words.cut
            height = _LANE.height(len(words.lines))
            middle = (self.middle[first] + self.middle[last - 1]) / 2
            shown.boxes.append(Box(8, middle - height / 2, LABEL - 10, height, words.lines, _LANE,
                                   INK, name=f"label/{lane}"))  # fmt: skip
            first = last
        if self.shows_sight:
            y = self.edge[self.sight]
            label = "line of visibility"
            w = SMALL.width(label)
            shown.strokes.append(Stroke(((w + 14, y), (self.right, y)), 0.8, GREY, dash=True,
                                        name="sight"))  # fmt: skip
            shown.boxes.append(Box(8, y - SMALL.leading / 2, w + 1, SMALL.leading, (label,), SMALL,
                                   GREY, name="sight"))  # fmt: skip

    def _card(self, ref: str, card: Card) -> None:
        shown = self.band
        x, y = self.left[self.row.column[ref]], self._top(ref)
        out = card.state == "out"
        shown.shapes.append(
            Shape("square", x, y, card.width, 2 * self._half(ref), PAPER, _EDGES[card.state],
                  1.6 if card.state == "new" else 0.8, dash=out, hatch=out, name=f"step/{ref}")
        )  # fmt: skip
        ink = GREY if out else INK
        half = card.room / 2 if card.badges else card.room
        shown.boxes.append(Box(x + PAD, y + 4, half, TAG.leading, card.code.lines, TAG,
                               INK if card.state else GREY, name=f"code/{ref}"))  # fmt: skip
        at = y + card.head
        height = WORDS.height(len(card.title.lines))
        shown.boxes.append(Box(x + PAD, at, card.room, height, card.title.lines, WORDS, ink,
                               name=f"words/{ref}"))  # fmt: skip
        about = SMALL.height(len(card.about.lines))
        shown.boxes.append(Box(x + PAD, at + height, card.room, about, card.about.lines, SMALL,
                               GREY, name=f"about/{ref}"))  # fmt: skip
        for mark, bx, by in card.badges:
            self._badge(mark, x + bx, y + by)
        shown.cut = shown.cut or card.cut

    def _port(self, ref: str, port: Port) -> None:
        c = self.row.column[ref]
        y = self.middle[self.row.slot[ref]] + port.y
        if port.mark:
            w, h = badge(port.mark)
            self._badge(port.mark, self.left[c] - HEAD - 3 - w, y - h / 2)
        self.band.cut = self.band.cut or len(port.links) > 1
        if port.origin:
            w = _tag_width(port)
            x = self.origin_x[c] - w
            self._tag((f"from {port.origin}",), x, y - SMALL.leading / 2 - 1, w, SMALL.leading + 2)
            closes = all(k.closes for k in port.links)
            points = ((x + w, y), (self.left[c], y))
            self.band.strokes.append(_stroke(points, closes, port.links[0].state, f">{ref}"))

    def _leaving(self, ref: str, tag: Tag) -> None:
        card = self.row.cards[ref]
        x = self.left[self.row.column[ref]] + card.width
        y = self.middle[self.row.slot[ref]] + tag.y
        points = ((x, y), (x + 9, y))
        self.band.strokes.append(Stroke(points, colour=_LINE, name=f"beyond/{ref}"))
        self._tag(tag.lines, x + 9, y - tag.height / 2, tag.width, tag.height)
        self.band.cut = self.band.cut or tag.cut

    def _tag(self, lines: tuple[str, ...], x: float, y: float, w: float, h: float) -> None:
        self.band.shapes.append(Shape("square", x, y, w, h, PAPER, HAIRLINE, 0.7, name="tag"))
        top = (h - SMALL.height(len(lines))) / 2
        self.band.boxes.append(Box(x, y, w, h, lines, SMALL, INK, align="centre", top=top,
                                   name="tag"))  # fmt: skip

    def _arrow(self, way: Way) -> None:
        row, link = self.row, way.link
        x = self.left[row.column[link.first]] + row.cards[link.first].width
        y = self.middle[row.slot[link.first]]
        points = [(x, y)]
        if link.closes:
            x -= row.cards[link.first].width / 2
            points = [(x, self._top(link.first) + 2 * self._half(link.first))]
        goal = self.middle[row.slot[link.last]] + way.port.y
        for n, leg in enumerate(way.legs):
            track = self.found.tracks.get((leg.kind, leg.at, way.net), 0)
            if leg.kind == "gutter":
                x = self.track_x[leg.at] + _TRACK * track
                points.append((x, points[-1][1]))
                follow = way.legs[n + 1] if n + 1 < len(way.legs) else None
                if not follow or follow.kind == "slot":
                    points.append((x, goal))
            elif leg.kind == "channel":
                y = self.channel_y[leg.at] + _TRACK * track
                points.append((points[-1][0], y))
        points.append((self.left[row.column[link.last]], goal))
        self.band.strokes.append(
            _stroke(tuple(points), link.closes, link.state, f"{link.first}>{link.last}")
        )

    def _top(self, ref: str) -> float:
        return self.middle[self.row.slot[ref]] - self._half(ref)

    def _badge(self, mark: str, x: float, y: float) -> None:
        w, h = badge(mark)
        kind = MARKS.get(mark[:1], MARKS["R"])
        if mark.startswith("+"):
            fill, ink = PAPER, INK
        else:
            fill, ink = kind.colour, PAPER
            self.band.shapes.append(Shape(kind.shape, x, y, w, h, fill, name=f"mark/{mark}"))  # type: ignore[arg-type]
        self.band.boxes.append(Box(x, y, w, h, (mark,), BADGE, ink, align="centre",
                                   top=(h - BADGE.leading) / 2, name=f"mark/{mark}"))  # fmt: skip


def band(row: Lined, above: set[str], width: float = 0.0) -> Band:
    """Lay one row out.

    Args:
        above: the lanes above the line of visibility.
        width: of the room it has; what is spare goes between the columns, within reason.
    """
    made = _Setter(row, above, 0.0)
    spare = (width - made.right) / max(1, row.columns - 1)
    return (_Setter(row, above, min(spare, _AIRY)) if spare > 0 else made).set()


def _tag_width(port: Port) -> float:
    return SMALL.width(f"from {port.origin}") + 7


def _stroke(points: tuple[tuple[float, float], ...], dash: bool, state: str, name: str) -> Stroke:
    colour = HAIRLINE if state == "out" else GREY if dash else _LINE
    weight = 1.4 if state == "new" else 0.9
    return Stroke(points, weight, colour, dash=dash, head=True, name=f"arrow/{name}")
