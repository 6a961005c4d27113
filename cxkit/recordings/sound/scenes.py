"""The storyboard's pictures: a place, who is in it, who speaks, what is said, what happens.

Drawn in flat colours with Pillow, 640 x 360, in the course's typeface. A mark is told by its
colour, its shape, its letter and its name, so that no one needs the colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cxkit.recordings.events import NAMES

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

__all__ = ["SIZE", "Picture", "drawn"]

SIZE = (640, 360)
LETTERS = {"MOT": "M", "BP": "B", "BR": "R"}
FLOOR = 236  # pixels from the top: where people stand
BAR = 268  # where the caption begins

# Sky and floor of a place.
GROUNDS = {
    "desk": ("#EEF1F4", "#D9DFE4"),
    "phone": ("#E9EDF3", "#D4DCE6"),
    "menu": ("#ECECEC", "#DADADA"),
    "back": ("#F1EEE8", "#DED8CD"),
    "road": ("#DDE4E8", "#B9C0C3"),
    "home": ("#F4EFE9", "#E2D9CE"),
}
PLACES = {
    "desk": "at the desk",
    "phone": "on the telephone",
    "menu": "voice menu",
    "back": "behind the scenes",
    "road": "on the road",
    "home": "at home",
}
COLOURS = {"customer": "#7A6A9B", "staff": "#4F6B82", "partner": "#8A7350", "system": "#6B6F73"}
INK, GREY, PAPER = "#1B2126", "#5C646B", "#FFFFFF"


@dataclass(frozen=True)
class Picture:
    """What one moment of the storyboard shows.

    Args:
        people: (name, role, side) of those in the scene, in order.
        speaks: the place of the speaker in `people`, or -1.
        caption: what is said or heard.
        marks: (kind, what happens) of the events that begin now.
    """

    title: str
    scene: str
    people: tuple[tuple[str, str, str], ...]
    speaks: int
    caption: str
    marks: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=8)
def drawn(picture: Picture) -> Image:
    """The picture, RGB."""
    from PIL import Image, ImageDraw

    sky, floor = GROUNDS[picture.scene]
    image = Image.new("RGB", SIZE, sky)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, FLOOR, SIZE[0], BAR), fill=floor)
    _place(pen, picture.scene)
    _people(pen, picture)
    pen.rectangle((0, BAR, *SIZE), fill=PAPER)
    pen.text((14, 10), picture.title, font=_font(13), fill=GREY)
    where = PLACES[picture.scene]
    pen.text((SIZE[0] - 14, 10), where, font=_font(13), fill=GREY, anchor="ra")
    if picture.speaks >= 0:
        name, role, _ = picture.people[picture.speaks]
        pen.text((20, BAR + 5), f"{name}, {role}", font=_font(13, True), fill=GREY)
    for row, text in enumerate(_wrapped(picture.caption, _font(16), SIZE[0] - 40)[:3]):
        pen.text((20, BAR + 22 + row * 22), text, font=_font(16), fill=INK)
    for row, (kind, what) in enumerate(picture.marks[:3]):
        _mark(pen, kind, what, 32 + row * 38)
    return image


def _place(pen: ImageDraw, scene: str) -> None:
    """A few shapes that say where we are."""
    line = "#AEB6BC"
    if scene == "desk":
        pen.rectangle((250, 186, 390, FLOOR), fill="#B9A58A")
        pen.rectangle((240, 178, 400, 188), fill="#9C8869")
        pen.rectangle((296, 148, 344, 178), fill="#5C646B")
    elif scene in ("phone", "menu"):
        pen.line((320, 60, 320, FLOOR), fill=line, width=2)
    elif scene == "back":
        for y in (92, 128, 164):
            pen.rectangle((24, y, 616, y + 4), fill="#C9BFAE")
            for x in range(34 + y % 50, 600, 74):
                pen.rectangle((x, y - 22, x + 40, y), fill="#D6CCBB")
    elif scene == "road":
        pen.polygon([(0, 170), (170, 96), (330, 168), (480, 110), (640, 176), (640, 236), (0, 236)],
                    fill="#C2CCC6")  # fmt: skip
        for x in range(20, 640, 110):
            pen.rectangle((x, 250, x + 54, 255), fill=PAPER)
    else:
        pen.rectangle((262, 70, 378, 160), fill="#CFE0EA", outline=line, width=3)
        pen.line((320, 70, 320, 160), fill=line, width=3)


def _people(pen: ImageDraw, picture: Picture) -> None:
    count = max(1, len(picture.people))
    for place, (name, _, side) in enumerate(picture.people):
        x = SIZE[0] * (place + 0.5) / count
        speaks = place == picture.speaks
        colour = COLOURS[side] if speaks else _pale(COLOURS[side])
        if side == "system":
            pen.rounded_rectangle((x - 30, 122, x + 30, 206), 8, fill=colour)
            pen.rectangle((x - 20, 130, x + 20, 156), fill=PAPER)
            for row in range(9):
                left, top = x - 19 + row % 3 * 14, 162 + row // 3 * 13
                pen.rectangle((left, top, left + 10, top + 9), fill=PAPER)
        else:
            pen.ellipse((x - 19, 112, x + 19, 150), fill=colour)
            pen.rounded_rectangle((x - 32, 156, x + 32, FLOOR + 30), 26, fill=colour)
        if speaks:
            for width in (0, 8, 16):
                box = (x + 24 + width, 104 - width / 2, x + 36 + width, 124 + width / 2)
                pen.arc(box, -50, 50, fill=INK, width=2)
        shown = name if _font(12).getlength(name) <= 62 or side == "system" else name.split()[0]
        top, ink = (212, INK) if side == "system" else (236, PAPER if speaks else INK)
        pen.text((x, top), shown, font=_font(12), fill=ink, anchor="ma")


def _mark(pen: ImageDraw, kind: str, what: str, top: int) -> None:
    from cxkit.drawing.palette import MARKS

    letter = LETTERS[kind]
    mark = MARKS[letter]
    text = f"{NAMES[kind]}: {what}"
    text = _short(text, _font(14, True), 430)
    long = pen.textlength(text, font=_font(14, True))
    pen.rounded_rectangle(
        (14, top, 70 + long, top + 34), 6, fill=PAPER, outline=mark.colour, width=3
    )
    x, y = 36, top + 17
    if mark.shape == "circle":
        pen.ellipse((x - 14, y - 13, x + 13, y + 13), fill=mark.colour)
    elif mark.shape == "diamond":
        pen.polygon([(x, y - 15), (x + 15, y), (x, y + 15), (x - 15, y)], fill=mark.colour)
    else:
        pen.rectangle((x - 12, y - 12, x + 12, y + 12), fill=mark.colour)
    pen.text((x, y), letter, font=_font(15, True), fill=PAPER, anchor="mm")
    pen.text((60, y), text, font=_font(14, True), fill=INK, anchor="lm")


def _pale(colour: str) -> str:
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(p + (255 - p) * 0.6):02X}" for p in parts)


def _wrapped(text: str, font: Any, width: float) -> list[str]:
    rows: list[str] = []
    for word in text.split():
        if rows and font.getlength(f"{rows[-1]} {word}") <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return rows


def _short(text: str, font: Any, width: float) -> str:
    """As much of the text as there is room for."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


@lru_cache(maxsize=16)
def _font(size: int, bold: bool = False) -> Any:
    from importlib.resources import files

    from PIL import ImageFont

    name = "NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf"
    return ImageFont.truetype(str(files("cxkit.drawing") / "fonts" / name), size)
