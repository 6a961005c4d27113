"""The cast: which voice speaks for whom.

Voices are those of Kokoro-82M, by its own names: `bf` a British woman, `bm` a British man, `af`
an American woman. Slots a, c and e are women, b, d and f men; a Mr is a man in any slot, and a
system speaks as a machine.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.recordings.lines import Voice
from cxkit.recordings.script import Script

__all__ = ["TIMBRES", "VOICES", "Timbre", "cast"]

# The order of the style vectors in voices.npy.
VOICES = (
    "bf_alice",
    "bf_emma",
    "bf_isabella",
    "bf_lily",
    "bm_daniel",
    "bm_fable",
    "bm_george",
    "bm_lewis",
    "af_heart",
)


@dataclass(frozen=True)
class Timbre:
    """How somebody sounds.

    Args:
        voice: one of `VOICES`.
        pace: 1.0 is the voice's own, about 200 words a minute; 0.9 is slower. People who take
            the course in their second language listen too.
        higher: the pitch and the size of the speaker, as a ratio; (14, 13) is a little over a
            semitone, and as much quicker.
    """

    voice: str
    pace: float = 1.0
    higher: tuple[int, int] = (1, 1)


TIMBRES = {
    "alice": Timbre("bf_alice", 0.80),
    "emma": Timbre("bf_emma", 0.79),
    "isabella": Timbre("bf_isabella", 0.80, (14, 13)),
    "lily": Timbre("bf_lily", 0.80),
    "daniel": Timbre("bm_daniel", 0.82),
    "fable": Timbre("bm_fable", 0.84),
    "george": Timbre("bm_george", 0.86),
    "lewis": Timbre("bm_lewis", 0.87),
    "machine": Timbre("af_heart", 0.84),
}

SLOT = {
    "a": "emma",
    "b": "george",
    "c": "isabella",
    "d": "lewis",
    "e": "alice",
    "f": "daniel",
}

# A slot of women that is given to a Mr: each has a man who speaks for nobody else.
MISTER = {"a": "daniel", "c": "daniel", "e": "fable"}

# (recording, name) -> timbre, for an older man and for women in a slot of men.
CAST = {
    ("rv2", "Len Whitlock"): "fable",
    ("bw1", "Carmen"): "lily",
    ("bw2", "Kirsty"): "lily",
}


def cast(script: Script) -> dict[str, Timbre]:
    """Each speaker's timbre, by the speaker's id."""
    return {id: TIMBRES[_name(script.id, voice)] for id, voice in script.voices.items()}


def _name(recording: str, voice: Voice) -> str:
    if (recording, voice.name) in CAST:
        return CAST[recording, voice.name]
    if voice.side == "system":
        return "machine"
    mister = voice.name.startswith("Mr ") and MISTER.get(voice.voice)
    return mister or SLOT[voice.voice]
