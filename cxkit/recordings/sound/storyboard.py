"""The storyboard: a recording as a short film in which the marks light up as they happen.

VP9 and Opus in WebM, 640 x 360. A mark stays for `SHOWN` and does not blink: nothing in it
flickers faster than an eye may bear (WCAG 2.3.1).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cxkit.recordings.gold import Gold
from cxkit.recordings.lines import SOUNDS
from cxkit.recordings.script import Timed

from .fault import need
from .scenes import SIZE, Picture, drawn
from .webm import opened, sound_packets, sound_stream

if TYPE_CHECKING:
    from .wave import Wave

__all__ = ["PACE", "SHOWN", "pictures", "storyboard_bytes"]

PACE = 6  # pictures a second
SHOWN = 2400  # ms that a mark stays
CRF = "42"  # how coarse the pictures may be: flat colours need little


def storyboard_bytes(script: Timed, gold: Sequence[Gold], sound: Wave, title: str) -> bytes:
    """The film as the bytes of a WebM file; the same bytes for the same script and sound."""
    av = need("av")
    held = io.BytesIO()
    with opened(held, title) as box:
        film = box.add_stream("libvpx-vp9", rate=PACE)
        film.width, film.height, film.pix_fmt = *SIZE, "yuv420p"
        film.options = {"crf": CRF, "b": "0", "deadline": "good", "cpu-used": "4", "g": "120"}
        film.codec_context.thread_count = 1  # the same bytes each time
        film.codec_context.flags |= av.codec.context.Flags.bitexact
        heard = sound_stream(box)
        packets = [*_film_packets(film, script, gold), *sound_packets(heard, sound)]
        for packet in sorted(packets, key=lambda p: float(p.dts * p.time_base)):
            box.mux(packet)
    return held.getvalue()


def pictures(script: Timed, gold: Sequence[Gold]) -> Iterator[Picture]:
    """What is shown, `PACE` pictures a second, to the end of the recording."""
    scenes = _scenes(script)
    lines = list(script.lines)
    place = 0
    for number in range(-(-script.duration * PACE // 1000)):
        at = number * 1000 // PACE
        while place + 1 < len(lines) and lines[place + 1].start <= at:
            place += 1
        line = lines[place]
        people = scenes[place]
        voice = script.script.voices.get(line.speaker)
        speaks = people.index(line.speaker) if voice and at < line.end else -1
        yield Picture(
            title=f"{script.script.title} · synthetic",
            scene=line.scene,
            people=tuple(
                (v.name, v.role, v.side) for v in (script.script.voices[id] for id in people)
            ),
            speaks=speaks,
            caption=line.text or f"[{SOUNDS[line.sound]}]",
            marks=tuple((g.kind, g.what) for g in gold if g.start <= at < g.start + SHOWN),
        )


def _scenes(script: Timed) -> list[tuple[str, ...]]:
    """For each line, who is in its scene: those who speak in the run of lines in one place."""
    found: list[tuple[str, ...]] = []
    for _, run in groupby(script.lines, key=lambda line: line.scene):
        lines = list(run)
        people = dict.fromkeys(line.speaker for line in lines if line.speaker)
        ordered = sorted(people, key=lambda id: script.script.voices[id].side != "customer")
        found += [tuple(ordered)] * len(lines)
    return found


def _film_packets(film: Any, script: Timed, gold: Sequence[Gold]) -> Iterator[Any]:
    frames = need("av").VideoFrame
    for number, picture in enumerate(pictures(script, gold)):
        frame = frames.from_image(drawn(picture))
        frame.pts = number
        yield from film.encode(frame)
    yield from film.encode(None)
