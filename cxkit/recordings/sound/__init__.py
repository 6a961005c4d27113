"""From a script to sound: voices, the noises of a place, the mix, the file.

Needs the extra `sound`; a learner never comes here. Sound is a numpy array of float32 in
-1 to 1, one channel, `RATE` samples a second. Everything drawn by chance has its seed from the
recording and the line, so that a rebuild gives the same bytes.
"""

from __future__ import annotations

from .fault import SoundError
from .wave import RATE

__all__ = ["RATE", "SoundError"]
