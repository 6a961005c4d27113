"""Profiles: which kind of customer a set of felt needs is nearest to."""

from __future__ import annotations

from collections.abc import Mapping

from cxkit.cases.rowan_vale.world import NEEDS
from cxkit.techniques.needs import similarity

__all__ = ["nearest", "vector"]

Strengths = Mapping[str, int]


def vector(strengths: Strengths) -> list[int]:
    """The twelve strengths (0-3) in the order of the needs."""
    return [strengths.get(need, 0) for need in NEEDS]


def nearest(strengths: Strengths, profiles: Mapping[str, Strengths]) -> tuple[str, float]:
    """The id of the most similar profile, and by how much it beats the next (0-1).

    Similarity is the cosine, as in `techniques.needs`: the direction counts and not the length,
    because a short text shows fewer needs than the person who speaks in it has. Needs may be
    any ids, as long as both sides use the same. Equals are settled by id, with a margin of 0.
    """
    needs = sorted({*strengths, *(need for profile in profiles.values() for need in profile)})
    felt = [strengths.get(need, 0) for need in needs]
    ranked = sorted(
        (-round(similarity(felt, [profile.get(need, 0) for need in needs]), 9), id_)
        for id_, profile in profiles.items()
    )
    return ranked[0][1], round(ranked[1][0] - ranked[0][0], 4)
