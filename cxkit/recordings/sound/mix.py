"""The mix: lines, noises and rooms on one track, as loud as broadcasters want it.

Integrated loudness `TARGET` LUFS (ITU-R BS.1770, measured by pyloudnorm), true peak no higher
than `CEILING` dB, taken four times oversampled: Opus adds a dB or two, and the file shall stay
below -1.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from cxkit.recordings.lines import Line
from cxkit.recordings.script import Timed

from .fault import need
from .foley import LEVELS, NOISES, room
from .wave import RATE, band, edged, levelled, samples, silence

if TYPE_CHECKING:
    from .wave import Wave

__all__ = ["CEILING", "TARGET", "lufs", "mixed", "true_peak"]

TARGET, CEILING = -23.0, -4.0
SPEECH = -23.0  # dB, before the whole is brought to its level
UNDER = 9.0  # dB softer: a noise that lies under a voice
EARLIER = 500  # ms: how far into the pause before a line its noise may begin
ONCE = {"door": 900, "tone": 350}  # ms: noises that do not go on

# How a place changes a voice: band in Hz, dB against speech at a desk.
PLACES = {
    "desk": (70, 14_000, 0.0),
    "phone": (300, 3_400, 0.0),
    "menu": (300, 3_400, 0.0),
    "back": (90, 9_000, -1.5),
    "road": (90, 10_000, 0.0),
    "home": (70, 12_000, 0.0),
}


def mixed(script: Timed, spoken: Mapping[str, Wave]) -> Wave:
    """The whole recording.

    Args:
        script: timed by the lengths of `spoken`.
        spoken: line id -> the line's voice, dry.
    """
    track = silence(script.duration)
    for scene, start, end in _scenes(script):
        _lay(track, room(scene, end - start, f"{script.script.id}/{start}"), start)
    for line in script.lines:
        if line.speaker:
            machine = script.script.voices[line.speaker].side == "system"
            _lay(track, _placed(spoken[line.id], line.scene, machine), line.start)
        if line.sound:
            _lay(track, *_noise(script.script.id, line))
    return _mastered(track)


def lufs(sound: Wave) -> float:
    """Integrated loudness in LUFS."""
    meter = need("pyloudnorm").Meter(RATE)
    return float(meter.integrated_loudness(sound.astype("float64")))


def true_peak(sound: Wave) -> float:
    """The highest point between the samples too, in dB below full scale."""
    import numpy as np
    from scipy.signal import resample_poly

    highest = max(
        float(np.abs(resample_poly(sound[at : at + RATE * 20], 4, 1)).max())
        for at in range(0, len(sound), RATE * 20)
    )
    return 20 * float(np.log10(max(highest, 1e-9)))


def _scenes(script: Timed) -> list[tuple[str, int, int]]:
    """(scene, start, end) in ms: a room is heard from the end of the one before."""
    runs = [list(run) for _, run in groupby(script.lines, key=lambda line: line.scene)]
    starts = [0, *(run[0].start - run[0].pause // 2 for run in runs[1:])]
    ends = [*starts[1:], script.duration]
    return [(r[0].scene, s, e) for r, s, e in zip(runs, starts, ends, strict=True)]


def _placed(voice: Wave, scene: str, machine: bool) -> Wave:
    low, high, db = PLACES[scene]
    if machine:
        voice = _machine(voice)
    if scene == "back":
        voice = _roomy(voice)
    return edged(levelled(band(voice, low, high, order=4), SPEECH + db), 4, 20)


def _machine(voice: Wave) -> Wave:
    """A voice menu's: a comb of a few ms gives it a hard, even edge, and words stay clear."""
    out = voice.copy()
    for ms, part in ((6.0, 0.55), (12.0, 0.3)):
        late = samples(ms)
        out[late:] += part * voice[:-late]
    return out


def _roomy(voice: Wave) -> Wave:
    """A hard-walled room: a few early echoes, within the length of the line."""
    out = voice.copy()
    for ms, part in ((11, 0.28), (19, 0.2), (31, 0.14), (47, 0.09)):
        late = samples(ms)
        out[late:] += part * voice[:-late]
    return out


def _noise(recording: str, line: Line) -> tuple[Wave, int]:
    early = min(line.pause, EARLIER) if line.speaker else 0
    start, length = line.start - early, line.end - line.start + early
    length = min(length, ONCE.get(line.sound, length)) if line.speaker else length
    sound = NOISES[line.sound](length, f"{recording}/{line.id}")
    return levelled(sound, LEVELS[line.sound] - (UNDER if line.speaker else 0)), start


def _lay(track: Wave, sound: Wave, ms: int) -> None:
    at = samples(ms)
    size = min(len(sound), len(track) - at)
    track[at : at + size] += sound[:size]


def _mastered(track: Wave) -> Wave:
    """At `TARGET`, and under `CEILING` by a gentle bend of the few highest peaks."""
    import numpy as np

    for _ in range(4):
        track = track * np.float32(10 ** ((TARGET - lufs(track)) / 20))
        over = true_peak(track) - CEILING
        if over <= 0:
            break
        knee = 10 ** ((CEILING - 6) / 20)
        rest = 10 ** (CEILING / 20) - knee
        high = np.abs(track) > knee
        bent = knee + rest * np.tanh((np.abs(track[high]) - knee) / rest)
        track[high] = np.sign(track[high]) * bent
    return track.astype(np.float32)
