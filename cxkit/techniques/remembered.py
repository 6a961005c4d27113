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


def remembered(compute: Callable[..., T]) -> Callable[..., T]:
    """A function of objects that answers at once for those that it has met lately, by identity.

    Whoever is given a result must not change it.
    """
    held: OrderedDict[tuple[int, ...], tuple[tuple[Any, ...], T]] = OrderedDict()

    @wraps(compute)
    def once(*of: Any) -> T:
        key = tuple(map(id, of))  # the objects are held, so their ids are not used again
        found = held.get(key)
        if found is None:
            found = held[key] = (of, compute(*of))
            if len(held) > _KEPT:
                held.popitem(last=False)
        return found[1]

    return once
