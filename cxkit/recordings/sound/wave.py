"""Small steps on a sound that voices, noises and the mix all take: level, band, edges, noise."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np

    Wave = np.ndarray[Any, np.dtype[np.float32]]

__all__ = ["RATE", "band", "edged", "levelled", "loudness", "noise", "samples", "silence"]

RATE = 48_000  # what Opus works at


def samples(ms: float) -> int:
    """How many samples last this many milliseconds."""
    return round(ms * RATE / 1000)


def silence(ms: float) -> Wave:
    """Nothing, for so long."""
    import numpy as np

    return np.zeros(samples(ms), np.float32)


def noise(ms: float, name: str) -> Wave:
    """White noise, 1.0 strong (rms), the same for the same name."""
    import numpy as np

    draws = np.random.Generator(np.random.PCG64(crc32(name.encode("utf-8"))))
    return draws.standard_normal(samples(ms)).astype(np.float32)


def band(sound: Wave, low: float, high: float, order: int = 2) -> Wave:
    """What lies between two frequencies in Hz; 0 as `low` keeps the bass."""
    import numpy as np
    from scipy.signal import sosfilt

    return sosfilt(_filter(low, high, order), sound).astype(np.float32)


def edged(sound: Wave, ms: float = 8.0, out: float | None = None) -> Wave:
    """Faded in and out, so that it does not click. `out` is the closing fade where it differs."""
    import numpy as np

    sound = sound.copy()
    rise = min(samples(ms), len(sound) // 2)
    fall = min(samples(ms if out is None else out), len(sound) // 2)
    sound[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    if fall:
        sound[-fall:] *= np.linspace(1, 0, fall, dtype=np.float32)
    return sound


def loudness(sound: Wave) -> float:
    """How strong a sound is while it is there, in dB below full scale: the rms of those 20 ms
    pieces that lie within 30 dB of the strongest. -120 for silence."""
    import numpy as np

    size = samples(20)
    whole = len(sound) // size * size
    if not whole:
        return -120.0
    power = (sound[:whole].reshape(-1, size).astype(np.float64) ** 2).mean(axis=1)
    heard = power[power > power.max() / 1000]
    return float(10 * np.log10(heard.mean())) if len(heard) else -120.0


def levelled(sound: Wave, db: float) -> Wave:
    """As strong as `db` says (see `loudness`); silence stays silence."""
    now = loudness(sound)
    return sound if now <= -120 else (sound * 10 ** ((db - now) / 20)).astype("float32")


@lru_cache(maxsize=64)
def _filter(low: float, high: float, order: int) -> Any:
    from scipy.signal import butter

    if low <= 0:
        return butter(order, high, "lowpass", fs=RATE, output="sos")
    return butter(order, (low, high), "bandpass", fs=RATE, output="sos")
