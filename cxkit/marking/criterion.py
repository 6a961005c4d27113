"""One thing that an exercise asks for: how it is measured and what it is worth.

Credit is clip((value - trivial) / (threshold - trivial), 0, 1). `trivial` is the best that a
constant, a random or a mark-everything answer reaches, so that stuffing earns nothing. A
criterion of weight 0 decides whether the exercise is done and carries no marks. A gate caps the
credit: what is only well-formed earns as much as what it rests on is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from .finding import DONE, LOOK_AGAIN, Finding, State

__all__ = ["Bounds", "Context", "Criterion", "Material", "Measured", "Result"]


A = TypeVar("A")
T = TypeVar("T")


class Material(Protocol):
    """What a mark may look at besides the answer: a case with its key."""

    vignettes: Mapping[str, Mapping[str, Any]]
    verbatims: Mapping[str, Mapping[str, Any]]
    segments: Mapping[str, Mapping[str, Any]]
    other_grid: Mapping[str, Any]
    dialogue: Mapping[str, Any]
    key: Mapping[str, Any]
    exercises: Mapping[str, Mapping[str, Any]]
    quiz: Mapping[str, Any]


@dataclass(frozen=True)
class Context:
    """A case seen from one exercise.

    Args:
        key: the part of the case's key that belongs to the exercise.
        mine: the answer is about the learner's own organisation: there is no key.
    """

    case: Material
    key: Mapping[str, Any]
    mine: bool = False
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, compute: Callable[[A, Context], T], artefact: A) -> T:
        """What `compute(artefact, self)` finds: worked out once for all criteria of a mark, which
        must not change it."""
        asked = compute, id(artefact)
        if asked not in self._found:
            self._found[asked] = artefact, compute(artefact, self)  # held, so that its id is too
        return self._found[asked][1]


@dataclass(frozen=True)
class Bounds:
    """The value at which a criterion is met, and the one that costs no thought.

    Raises:
        ValueError: no thought would reach the threshold, so nothing would be measured.
    """

    threshold: float
    trivial: float = 0.0

    def __post_init__(self) -> None:
        if not self.trivial < self.threshold:
            raise ValueError(
                f"Expected a trivial value below the threshold {self.threshold:g}, "
                f"found {self.trivial:g}. Correct the case's key."
            )


@dataclass(frozen=True)
class Measured:
    """What a measure found: a value, its 95 % interval where it has one, and findings."""

    value: float
    findings: tuple[Finding, ...] = ()
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Criterion:
    """Args:
    title: what is asked for, as a short sentence.
    measure: (artefact, context) -> Measured; pure.
    bounds: fixed, or read from the key.
    weight: marks, relative to the exercise's other criteria.
    gate: id of a criterion that caps the credit of this one.
    keyed: it needs the key, so it is left out on the learner's own organisation.
    """

    id: str
    title: str
    measure: Callable[[Any, Context], Measured]
    bounds: Bounds | Callable[[Context], Bounds] = Bounds(1.0)
    weight: int = 0
    gate: str = ""
    keyed: bool = False

    def apply(self, artefact: Any, context: Context) -> Result:
        bounds = self.bounds if isinstance(self.bounds, Bounds) else self.bounds(context)
        measured = self.measure(artefact, context)
        span = bounds.threshold - bounds.trivial
        credit, *spread = (
            min(1.0, max(0.0, (value - bounds.trivial) / span))
            for value in (measured.value, *(measured.interval or ()))
        )
        met = measured.value >= bounds.threshold - 1e-9
        return Result(
            self,
            DONE if met else LOOK_AGAIN,
            measured.value,
            bounds.threshold,
            credit,
            measured.interval,
            measured.findings,
            tuple(spread),
        )


@dataclass(frozen=True)
class Result:
    """A criterion applied to an answer.

    Args:
        credit: 0 to 1, gates already counted in.
        spread: the credit at both ends of the interval; empty where there is none.
    """

    criterion: Criterion
    state: State
    value: float
    threshold: float
    credit: float
    interval: tuple[float, float] | None
    findings: tuple[Finding, ...]
    spread: tuple[float, ...] = ()

    @property
    def id(self) -> str:
        return self.criterion.id

    @property
    def title(self) -> str:
        return self.criterion.title

    @property
    def weight(self) -> int:
        return self.criterion.weight
