"""What an answer without thought reaches, for measures that are not an agreement of labels.

`calibration.trivial_labels` does it for those; here stand orders, sets and choices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cxkit.cases.rowan_vale.calibration import DRAWS

__all__ = ["trivial"]


def trivial(constants: Iterable[float], draw: Callable[[], float]) -> float:
    """The best constant, or the 95th percentile of 2,000 draws, whichever is more; at least 0.

    Args:
        constants: what each answer reaches that needs no reading.
        draw: gives what one random answer reaches; called 2,000 times.
    """
    random = sorted(draw() for _ in range(DRAWS))
    return round(max(0.0, *constants, random[int(0.95 * (DRAWS - 1))]), 4)
