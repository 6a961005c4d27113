"""How often each language lint is right: precision and recall on labelled sentences.

The sentences and how they were labelled: `techniques/labelled/PROVENANCE.md`. They were split in
two by a hash of their text before any rule was tuned; rules were tuned on one half only. What the
lints miss or flag wrongly in the other half is listed, since a figure alone does not say where a
lint fails.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from ..cases import load
from ..course import Course
from ..techniques.demand import wilson
from ..techniques.firm_voice import firm_voice
from ..techniques.language import (
    delivery_words,
    inside_out_words,
    process_words,
    solution_words,
)
from ..techniques.weasels import weasel_words

__all__ = ["HALVES", "LINTS", "bench_language", "half", "labelled", "measured"]

HALVES = ("tuning", "held out")
_FIRM = ("Rowan & Vale",)
_NEED = "need"  # where customers' needs are written down; there alone a solution is out of place

Lint = Callable[[str], Any]

# label -> the lint that looks for it
LINTS: dict[str, Lint] = {
    "weasel": weasel_words,
    "firm-voice": lambda text: firm_voice(text, _FIRM).firm,
    "solution": solution_words,
    "inside-out": inside_out_words,
    "process": process_words,
    "delivery": delivery_words,
}


def bench_language() -> dict[str, Any]:
    """Let each lint read the labelled sentences, and the 25 of exercise 3.2, which another hand
    labelled.

    Returns:
        sentences (tuning, held out);
        lint -> {half -> {precision, recall, each [value, low, high] (Wilson, 95 %), found, true,
        both}, missed, false alarms (sentences of the held-out half)};
        exercise 3.2 -> {precision, recall, ...} of the weasel lint.
    """
    sentences = labelled()
    figures: dict[str, Any] = {
        "sentences": {h: sum(half(s["text"]) == h for s in sentences) for h in HALVES}
    }
    for label, lint in LINTS.items():
        asked = [s for s in sentences if _asked(label, s)]
        told = {h: [(s["text"], label in s["labels"]) for s in asked if half(s["text"]) == h]
                for h in HALVES}  # fmt: skip
        figures[label] = {h: measured(lint, told[h]) for h in HALVES} | _errors(
            lint, told["held out"]
        )
    case = load(Course.find().case)
    key = case.stated_key["exercises"]["3.2"]["weasels"]
    hunt = [(s["text"], id_ in key) for id_, s in case.weasels.items()]
    figures["exercise 3.2"] = measured(weasel_words, hunt)
    return figures


def labelled() -> list[dict[str, Any]]:
    """The labelled sentences: text, labels, and where each is from (`from`)."""
    source = files("cxkit.techniques").joinpath("labelled/sentences.json")
    return json.loads(source.read_text(encoding="utf-8"))["sentences"]


def half(text: str) -> str:
    """The half that a sentence falls in: by its text alone, so that nobody chooses."""
    plain = unicodedata.normalize("NFC", text).encode()
    return HALVES[int(hashlib.sha256(plain).hexdigest()[0], 16) % 2]


def measured(lint: Lint, sentences: list[tuple[str, bool]]) -> dict[str, Any]:
    """Precision and recall of a lint over sentences, each with whether it should speak."""
    spoke = [bool(lint(text)) for text, _ in sentences]
    true = [truth for _, truth in sentences]
    both = sum(s and t for s, t in zip(spoke, true, strict=True))
    return {
        "precision": _share(both, sum(spoke)),
        "recall": _share(both, sum(true)),
        "found": sum(spoke),
        "true": sum(true),
        "both": both,
    }


def _asked(label: str, sentence: dict[str, Any]) -> bool:
    """Needs are a customer's words: "we" in them is no firm, and solutions matter there alone."""
    is_need = sentence["from"] == _NEED
    return is_need if label == "solution" else not is_need if label == "firm-voice" else True


def _errors(lint: Lint, sentences: list[tuple[str, bool]]) -> dict[str, list[str]]:
    wrong = [(text, truth) for text, truth in sentences if bool(lint(text)) != truth]
    return {
        "missed": [text for text, truth in wrong if truth],
        "false alarms": [text for text, truth in wrong if not truth],
    }


def _share(hits: int, n: int) -> list[float | None]:
    low, high = wilson(hits, n)
    return [round(hits / n, 3) if n else None, round(low, 3), round(high, 3)]
