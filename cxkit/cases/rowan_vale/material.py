"""Supplied material: a marketing team's segments, another team's grid, a card to play.

In each, what learners see and what is true stand in one object, and `shown` gives the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cxkit.cases.rowan_vale.documents import authored, numbered
from cxkit.cases.rowan_vale.world import World

__all__ = ["Dialogue", "OtherGrid", "Segment", "make_dialogue", "make_other_grid", "make_segments"]


@dataclass(frozen=True)
class Segment:
    """A label: does it name a circumstance or a need? `why` is told afterwards."""

    id: str
    text: str
    kind: str
    debated: bool
    why: str

    def shown(self) -> dict[str, str]:
        """The part that learners see."""
        return {"id": self.id, "text": self.text}


@dataclass(frozen=True)
class OtherGrid:
    """Another team's grid, with the world's needs that each of their needs takes in."""

    team: str
    categories: dict[str, dict[str, str]]
    needs: dict[str, dict[str, Any]]

    def profiles(self) -> dict[str, dict[str, int]]:
        """Category id to {their need id: strength}."""
        return {
            category: {need: item["strengths"][place] for need, item in self.needs.items()}
            for place, category in enumerate(self.categories)
        }

    def seen(self, felt: Mapping[str, int]) -> dict[str, int]:
        """A person's needs as this team would see them: the strongest that each row takes in."""
        return {
            need: max(felt.get(covered, 0) for covered in item["covers"])
            for need, item in self.needs.items()
        }

    def shown(self, items: list[str]) -> dict[str, Any]:
        """The part that learners see, with the ids of the people to be classified."""
        return {
            "team": self.team,
            "categories": [{"id": id_, **item} for id_, item in self.categories.items()],
            "needs": [
                {
                    "id": id_,
                    "need": item["need"],
                    "strengths": dict(zip(self.categories, item["strengths"], strict=True)),
                }
                for id_, item in self.needs.items()
            ],
            "items": items,
        }


@dataclass(frozen=True)
class Dialogue:
    """A customer at the counter: a card in sentences, and needs of which one is theirs."""

    who: str
    sentences: dict[str, dict[str, Any]]
    needs: dict[str, dict[str, Any]]
    words: int

    @property
    def need(self) -> str:
        """The id of the true need."""
        return next(id_ for id_, item in self.needs.items() if item.get("true"))

    @property
    def showing(self) -> list[str]:
        """The ids of the sentences from which the need can be heard."""
        return [id_ for id_, item in self.sentences.items() if item.get("shows")]

    def shown(self) -> dict[str, Any]:
        """The part that learners see."""
        return {
            "id": "D1",
            "who": self.who,
            "card": " ".join(item["text"] for item in self.sentences.values()),
            "sentences": _texts(self.sentences),
            "needs": _texts(self.needs),
        }


def make_segments(world: World) -> list[Segment]:
    """The twenty labels, mixed so that the kinds do not stand in blocks."""
    mixed = world.stream("segments").shuffled(authored("segments")["segment"])
    return [
        Segment(id_, item["text"], item["kind"], item.get("debated", False), item["why"])
        for id_, item in numbered("S", mixed, 2).items()
    ]


def make_other_grid() -> OtherGrid:
    """The other team's grid as its authors left it."""
    source = authored("grid")
    return OtherGrid(
        source["team"], numbered("g", source["category"]), numbered("t", source["need"])
    )


def make_dialogue(world: World) -> Dialogue:
    """The card, with the needs to choose from in an order that gives nothing away."""
    source = authored("dialogue")
    needs = numbered("d", world.stream("dialogue").shuffled(source["need"]))
    return Dialogue(source["who"], numbered("s", source["sentence"]), needs, source["words"])


def _texts(items: Mapping[str, Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"id": id_, "text": item["text"]} for id_, item in items.items()]
