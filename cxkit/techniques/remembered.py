"""Results kept for the objects they were computed from.

What is true of a case is asked for with every learner of a class, and what is true of an answer by
every criterion. The objects are not changed once they are read, so a result is kept with its
object, by identity, for the last few of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

__all__ = ["remembered"]

T = TypeVar("T")

_KEPT = 16  # objects; a learner has fewer


def remembered(compute: Callable[[Any], T]) -> Callable[[Any], T]:
    """A function of one object that answers at once for an object that it has met lately.

    Whoever is given a result must not change it.
    """
    held: OrderedDict[int, tuple[Any, T]] = OrderedDict()

    @wraps(compute)
    def once(of: Any) -> T:
        found = held.get(id(of))
        if found is None or found[0] is not of:  # the object is held, so its id is not used again
            found = held[id(of)] = (of, compute(of))
            if len(held) > _KEPT:
                held.popitem(last=False)
        return found[1]

    return once
