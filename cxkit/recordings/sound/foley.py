"""The noises of a place, all made of sines and noise here: nothing is anybody's recording.

A noise takes its length in ms and a name that seeds its chance. What happens once (a door) is
over when it is over; what goes on (rain) fills its length.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .wave import RATE, band, edged, levelled, noise, samples, silence

if TYPE_CHECKING:
    import numpy as np

    from .wave import Wave

__all__ = ["LEVELS", "NOISES", "room"]

# dB below full scale, beside speech at about -23.
LEVELS = {
    "hold": -29.0,
    "ring": -28.0,
    "tone": -30.0,
    "door": -27.0,
    "keys": -36.0,
    "printer": -36.0,
    "engine": -32.0,
    "rain": -38.0,
    "drip": -30.0,
}

# Room tone: band in Hz, dB, and the mains hum in it.
ROOMS = {
    "desk": (90, 1400, -54.0, 0.0),
    "phone": (300, 3400, -58.0, 0.0),
    "menu": (300, 3400, -60.0, 0.0),
    "back": (60, 700, -50.0, 0.4),
    "road": (50, 900, -46.0, 0.0),
    "home": (60, 500, -58.0, 0.15),
}

# The hold music: three chords of a slow waltz and a way back, each note a MIDI number.
WALTZ = (
    (57, 64, 69, 72, 76, 72),
    (53, 60, 65, 69, 72, 69),
    (48, 55, 60, 64, 67, 64),
    (55, 62, 67, 71, 74, 71),
)


def hold(ms: float, name: str) -> Wave:
    """Hold music as a telephone brings it: plucked, in three-four time."""
    import numpy as np

    step, ring = 270, 1500
    out = silence(ms + ring)
    notes = [note for bar in WALTZ for note in bar]
    for count in range(int(ms / step) + 1):
        pitch = 440 * 2 ** ((notes[count % len(notes)] - 69) / 12)
        time = _time(ring)
        pluck = np.exp(-time * 3.2) * (
            np.sin(2 * np.pi * pitch * time)
            + 0.4 * np.exp(-time * 3) * np.sin(4 * np.pi * pitch * time)
        )
        loud = 0.5 if count % 3 else 0.8
        _add(out, loud * edged(pluck.astype(np.float32), 4), count * step)
    return edged(band(out[: samples(ms)], 300, 3400), 120, 400)


def ring(ms: float, name: str) -> Wave:
    """A British ringing tone: 400 and 450 Hz, twice 0.4 s, then a rest."""
    time = _time(ms)
    sound = _sines(time, (400, 450))
    where = time % 3.0
    return _gated(sound, (where < 0.4) | ((where >= 0.6) & (where < 1.0)))


def tone(ms: float, name: str) -> Wave:
    """A key pressed on a telephone: two sines."""
    return edged(_sines(_time(ms), (770, 1336)), 5)


def door(ms: float, name: str) -> Wave:
    """A latch, the swing, the thud of it."""
    import numpy as np

    out = silence(max(ms, 900))
    time = _time(280)
    thud = np.exp(-time * 22) * np.sin(2 * np.pi * 85 * time)
    thud = thud + 0.5 * np.exp(-time * 40) * band(noise(280, name), 80, 1200)
    latch = np.exp(-_time(40) * 160) * band(noise(40, name + "/latch"), 1500, 6000)
    swing = 0.03 * edged(band(noise(350, name + "/swing"), 200, 1200), 120)
    _add(out, 0.5 * latch, 20)
    _add(out, swing, 60)
    _add(out, thud, 420)
    _add(out, 0.4 * latch, 440)
    return edged(out[: samples(ms)], 2, 60)


def keys(ms: float, name: str) -> Wave:
    """Somebody types, in bursts."""
    import numpy as np

    out = silence(ms + 100)
    gaps = np.abs(noise(40, name + "/gaps"))  # a source of spread, not a sound
    at, number = 30.0, 0
    while at < ms - 60:
        click = np.exp(-_time(30) * 200) * band(noise(30, f"{name}/{number % 9}"), 1200, 7000)
        _add(out, click * (0.6 + 0.4 * min(1.0, float(gaps[number]))), at)
        number += 1
        at += 75 + 70 * float(gaps[number]) + (320 if number % 8 == 0 else 0)
    return edged(out[: samples(ms)], 5, 60)


def printer(ms: float, name: str) -> Wave:
    """An office printer: its motor, and the head going to and fro."""
    import numpy as np

    time = _time(ms)
    sweep = 0.5 + 0.5 * np.sign(np.sin(2 * np.pi * 1.6 * time))
    motor = 0.35 * _sines(time, (118, 236, 474))
    paper = band(noise(ms, name), 900, 4200) * (0.25 + 0.75 * sweep)
    return edged((motor + 0.5 * paper).astype(np.float32), 80, 200)


def engine(ms: float, name: str) -> Wave:
    """A car ticks over."""
    import numpy as np

    time = _time(ms)
    turn = 27 * (1 + 0.01 * np.sin(2 * np.pi * 0.7 * time))
    phase = 2 * np.pi * np.cumsum(turn) / RATE
    sound = sum(np.sin(n * phase + n) / n for n in (1, 2, 3, 4, 6, 8))
    rough = band(noise(ms, name), 60, 600) * (1 + 0.6 * np.sin(2 * phase))
    return edged((sound + 0.6 * rough).astype(np.float32), 200, 300)


def rain(ms: float, name: str) -> Wave:
    """Steady rain, and the odd nearer drop."""
    import numpy as np

    steady = band(noise(ms, name), 800, 9000) * 0.4
    drops = np.where(np.abs(noise(ms, name + "/drops")) > 4.1, 18.0, 0.0)
    return edged((steady + band(drops.astype(np.float32), 1500, 7000)).astype(np.float32), 300)


def drip(ms: float, name: str) -> Wave:
    """Water drips into water, a drop every 0.8 s or so."""
    import numpy as np

    out = silence(ms + 300)
    time = _time(110)
    for count in range(int(ms / 800) + 1):
        pitch = 900 + 130 * (count % 4) + 5200 * time
        drop = np.exp(-time * 45) * np.sin(2 * np.pi * np.cumsum(pitch) / RATE)
        _add(out, drop, 120 + count * 800 + (count * 137) % 210)
    return edged(out[: samples(ms)], 5, 50)


NOISES: dict[str, Callable[[float, str], Wave]] = {
    "hold": hold,
    "ring": ring,
    "tone": tone,
    "door": door,
    "keys": keys,
    "printer": printer,
    "engine": engine,
    "rain": rain,
    "drip": drip,
}


def room(scene: str, ms: float, name: str) -> Wave:
    """The tone of a room where nothing happens: soft, so that no cut is dead."""
    import numpy as np

    low, high, db, hum = ROOMS[scene]
    air = band(noise(ms, name), low, high, order=1)
    time = _time(ms)
    if scene == "road":  # something goes by now and then
        air = air * (1 + 0.8 * np.sin(2 * np.pi * time / 7.3) ** 8).astype(np.float32)
    air = air / (np.sqrt(np.mean(air**2)) + 1e-9)
    if hum:
        air = air + hum * _sines(time, (100, 200))
    return edged(levelled(air.astype(np.float32), db), 60)


def _time(ms: float) -> np.ndarray:
    import numpy as np

    return np.arange(samples(ms), dtype=np.float64) / RATE


def _sines(time: np.ndarray, pitches: tuple[int, ...]) -> Wave:
    import numpy as np

    return sum(np.sin(2 * np.pi * p * time) for p in pitches).astype(np.float32)


def _gated(sound: Wave, on: np.ndarray) -> Wave:
    """Heard only where `on` says so, with soft corners."""
    import numpy as np

    corner = np.hanning(samples(12))
    return (sound * np.convolve(on.astype(float), corner / corner.sum(), "same")).astype("float32")


def _add(out: Wave, sound: np.ndarray, ms: float) -> None:
    at = samples(ms)
    size = min(len(sound), len(out) - at)
    if size > 0:
        out[at : at + size] += sound[:size].astype("float32")
