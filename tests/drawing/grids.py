"""Grids to draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cxkit.techniques.needs import Grid


def make_grid(
    names: list[str],
    needs: list[str],
    strengths: list[list[int | None]],
    *,
    evidence: Callable[[int, int], list[str]] = lambda need, kind: ["V01", "V02"],
    foot: str = "Ready before arrival.",
) -> Grid:
    """A grid by rows of strengths; `evidence` gives the ids of a cell at strength 1 or more."""
    kinds: list[dict[str, Any]] = [
        {"id": f"c{i}", "name": n, "line": "I have a train at six.", "workflow": foot,
         "interactions": foot, "people": foot}
        for i, n in enumerate(names)
    ]  # fmt: skip
    rows = [
        {
            "id": f"n{y}",
            "need": need,
            "cells": {
                f"c{x}": {"strength": s, "evidence": evidence(y, x) if s else []}
                for x, s in enumerate(row)
            },
        }
        for y, (need, row) in enumerate(zip(needs, strengths, strict=True))
    ]
    return Grid.read({"categories": kinds, "needs": rows})


EXPERT = make_grid(
    ["Just get me moving", "Explain it to me", "Let me do it myself", "Guard my budget"],
    [
        "Leave within ten minutes of arriving",
        "Understand what the excess means for me",
        "Change the booking without asking anyone",
        "No surprises on price when I bring it back",
        "Be told at once when the car is late",
    ],
    [[3, 1, 2, 1], [0, 2, 0, 1], [1, 0, 2, 1], [0, 0, 0, 3], [3, 2, 1, 1]],
)
