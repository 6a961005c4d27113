"""Module 00: the own process and its measures."""

from __future__ import annotations

from .. import truth as t

PROOFS = {
    "0.1": {
        "expert": {
            "five steps": lambda c: t.process(),
            "one more row, unfinished rows absent": lambda c: {
                **t.process(), "steps": [*t.process()["steps"], {"id": "s9"}]},
            "other order": lambda c: {**t.process(), "steps": t.process()["steps"][::-1]},
        },
        "mutant": {
            "no customer": lambda c: t.put(t.process(), "about", 0, customer=""),
            "no name": lambda c: t.put(t.process(), "about", 0, process=" "),
            "four steps": lambda c: t.without(t.process(), "steps", 1),
            "a row without a doer": lambda c: t.put(t.process(), "steps", 2, who=""),
            "a row without a wish": lambda c: t.put(t.process(), "steps", 0, wants=""),
            "a step twice": lambda c: t.put(t.process(), "steps", 1, step="ring the desk"),
            "one word in every column": lambda c: t.put(
                t.process(), "steps", 1, step="post", who="post", other="post", wants="post"),
        },
        "gamer": {
            "one word everywhere": lambda c: t.every(
                {"about": [], "steps": t.process()["steps"]}, "steps",
                step="x", who="x", other="x", wants="x"),
            "the same row five times": lambda c: t.every(
                {"about": [], "steps": t.process()["steps"]}, "steps",
                step="improve 42", who="me", other="you", wants="30 September"),
        },
    },
    "0.2": {
        "expert": {
            "ten": lambda c: t.kpis(),
            "eleven": lambda c: {"kpis": [*t.kpis()["kpis"], {
                "id": "k10", "name": "Returns", "unit": "number", "reader": "Finance",
                "effect": "They are booked next month"}]},
            "other order": lambda c: {"kpis": t.kpis()["kpis"][::-1]},
        },
        "mutant": {
            "nine": lambda c: t.without(t.kpis(), "kpis", 1),
            "no unit": lambda c: t.put(t.kpis(), "kpis", 3, unit=""),
            "no reader": lambda c: t.put(t.kpis(), "kpis", 3, reader=""),
            "no effect": lambda c: t.put(t.kpis(), "kpis", 3, effect=""),
            "no name": lambda c: t.put(t.kpis(), "kpis", 3, name=""),
            "one twice": lambda c: t.put(t.kpis(), "kpis", 3, name="measure 2"),
        },
        "gamer": {
            "copied down": lambda c: t.every(t.kpis(), "kpis", name="NPS", effect="more"),
            "one word everywhere": lambda c: t.every(
                t.kpis(), "kpis", name="a", unit="a", reader="a", effect="a"),
        },
    },
}  # fmt: skip

UNTOUCHED = {"0.1": lambda c: t.process(), "0.2": lambda c: t.kpis()}
