"""Opus in WebM, in and out, by PyAV: no dates and no names of programs in the file, so that the
same sound gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .fault import SoundError, need
from .wave import RATE

if TYPE_CHECKING:
    from .wave import Wave

__all__ = ["BITS", "opened", "read_sound", "seen", "sound_bytes", "sound_packets", "sound_stream"]

BITS = 24_000  # a second
FRAME = 960  # samples: 20 ms


def sound_bytes(sound: Wave, title: str) -> bytes:
    """The sound as the bytes of a WebM file. Players show the title."""
    held = io.BytesIO()
    with opened(held, title) as box:
        stream = sound_stream(box)
        for packet in sound_packets(stream, sound):
            box.mux(packet)
    return held.getvalue()


def opened(held: io.BytesIO, title: str) -> Any:
    """A WebM file to write to, without anything that changes from build to build."""
    box = need("av").open(held, "w", format="webm", options={"fflags": "+bitexact"})
    box.metadata["title"] = title
    return box


def sound_stream(box: Any) -> Any:
    """The stream for sound of an opened file."""
    stream = box.add_stream("libopus", rate=RATE, layout="mono")
    stream.bit_rate = BITS
    stream.options = {"application": "audio", "vbr": "on", "compression_level": "10"}
    stream.codec_context.flags |= need("av").codec.context.Flags.bitexact
    return stream


def sound_packets(stream: Any, sound: Wave) -> Iterator[Any]:
    """The whole sound, encoded for `stream`."""
    import numpy as np

    frames = need("av").AudioFrame
    for at in range(0, len(sound), FRAME):
        piece = np.zeros((1, FRAME), np.float32)
        piece[0, : len(sound[at : at + FRAME])] = sound[at : at + FRAME]
        frame = frames.from_ndarray(piece, format="flt", layout="mono")
        frame.sample_rate, frame.pts = RATE, at
        yield from stream.encode(frame)
    yield from stream.encode(None)


def read_sound(path: Path) -> Wave:
    """The sound of a file, at `RATE`, one channel.

    Raises:
        SoundError: the file is missing or holds no sound that can be read.
    """
    import numpy as np

    av = need("av")
    pieces = []
    try:
        with av.open(str(path)) as box:
            turn = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            for frame in box.decode(audio=0):
                pieces += [piece.to_ndarray()[0] for piece in turn.resample(frame)]
    except (av.FFmpegError, IndexError, OSError):
        pieces = []
    if not pieces:
        raise SoundError(f"{path} holds no sound that can be read. Build the recordings again.")
    return np.concatenate(pieces).astype(np.float32)


def seen(path: Path) -> tuple[int, float]:
    """The pictures of a film: how many, and how many seconds they last.

    Raises:
        SoundError: the file is missing or holds no pictures that can be read.
    """
    av = need("av")
    try:
        with av.open(str(path)) as box:
            times = [float(frame.time) for frame in box.decode(video=0)]
            step = float(1 / box.streams.video[0].average_rate)
    except (av.FFmpegError, IndexError, OSError):
        raise SoundError(
            f"{path} holds no pictures that can be read. Build the recordings again."
        ) from None
    return len(times), times[-1] + step
