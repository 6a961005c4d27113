"""What customers say in the contacts of a case: each saying once, with how often it was said."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ...together import of_case

__all__ = ["how_often", "sayings"]


@of_case
def sayings(case: Any) -> dict[str, str]:
    """Id -> words, in the order of the alphabet, so that no order gives anything away."""
    words = sorted({contact["words"] for contact in case.contacts})
    return {f"W{n:02d}": said for n, said in enumerate(words, start=1)}


@of_case
def how_often(case: Any) -> dict[str, int]:
    """Id -> contacts in which it was said."""
    count = Counter(contact["words"] for contact in case.contacts)
    return {item: count[said] for item, said in sayings(case).items()}
