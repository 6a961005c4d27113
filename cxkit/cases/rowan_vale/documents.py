"""The documents a learner reads, derived from the world and the authored texts.

Everything here may be shown to a learner; what is true about it is worked out in `key`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from cxkit.cases.rowan_vale.markup import TEXTS, Setting, fill, needs_of, plain, read_cards
from cxkit.cases.rowan_vale.world import BRANCHES, World

__all__ = [
    "KINDS",
    "Vignette",
    "Verbatim",
    "authored",
    "make_promises",
    "make_verbatims",
    "make_vignettes",
    "numbered",
]

KINDS = ("want", "need", "expectation", "perception")

_FIRST_DAY = date(2025, 10, 1)
_DAYS = 182
_SUNDAY = 6


@dataclass(frozen=True)
class Vignette:
    """A customer, as shown and as meant. `meant` is the author's category, never the gold."""

    id: str
    who: str
    text: str
    use: str
    needs: dict[str, int]
    meant: str
    circumstance: dict[str, str]

    def shown(self) -> dict[str, Any]:
        """The part that learners see."""
        return {"id": self.id, "who": self.who, "text": self.text, "use": self.use}


@dataclass(frozen=True)
class Verbatim:
    """Something a customer said, as shown and as meant."""

    id: str
    channel: str
    day: date
    speaker: str
    text: str
    kind: str
    topic: str
    needs: dict[str, int]
    why: str = ""
    shares: int | None = field(default=None)

    def shown(self) -> dict[str, Any]:
        """The part that learners see."""
        item = {
            "id": self.id,
            "channel": self.channel,
            "date": self.day.isoformat(),
            "from": self.speaker,
            "text": self.text,
        }
        return item if self.shares is None else item | {"shares": self.shares}


@cache
def authored(name: str) -> dict[str, Any]:
    """The authored file `texts/<name>.toml`."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def numbered(prefix: str, items: list[dict[str, Any]], width: int = 1) -> dict[str, dict[str, Any]]:
    """Items by id, numbered in their order: `P01`, `P02`, ..."""
    return {f"{prefix}{n:0{width}d}": item for n, item in enumerate(items, start=1)}


def make_promises() -> list[dict[str, Any]]:
    """The adverts' promises: id, text, where, date."""
    return [
        {"id": id_, "text": item["text"], "where": item["where"], "date": item["date"]}
        for id_, item in numbered("P", authored("promises")["promise"], 2).items()
    ]


def make_vignettes(world: World) -> list[Vignette]:
    """The 48 customers in an order, and so under ids, that give nothing away."""
    chance = world.stream("vignettes")
    made = []
    used: Counter[str] = Counter()
    for card in chance.shuffled(read_cards("vignettes.txt", 8)):
        meant, use, age, family, region, line, name, job = card.fields
        # The least used branch of the region first, so that all 34 turn up in the end.
        branch = min(chance.shuffled(BRANCHES[region]), key=lambda town: used[town])
        used[branch] += 1
        setting = _setting(world, branch, _FIRST_DAY + timedelta(chance.below(_DAYS)), chance)
        text = fill(card.text, world, setting)
        made.append(
            Vignette(
                id=f"V{len(made) + 1:02d}",
                who=f"{name}, {job}",
                text=plain(text),
                use=use,
                needs=needs_of(text),
                meant=meant,
                circumstance={"age": age, "family": family, "region": region, "line": line},
            )
        )
    return made


def make_verbatims(world: World) -> list[Verbatim]:
    """The 180 voices, in order of date."""
    chance = world.stream("verbatims")
    towns = [town for group in BRANCHES.values() for town in group]
    made = []
    for kind, card in chance.shuffled(_spoken()):
        channel, topic, speaker, *shares = card.fields
        day = _FIRST_DAY + timedelta(chance.below(_DAYS))
        if day.weekday() == _SUNDAY and channel in ("call", "counter", "letter"):
            day += timedelta(1)
        setting = _setting(world, chance.pick(towns), day, chance)
        text = fill(card.text, world, setting)
        made.append(
            Verbatim(
                id="",
                channel=channel,
                day=day,
                speaker=speaker,
                text=plain(text),
                kind=kind,
                topic=topic,
                needs=needs_of(text),
                why=card.why,
                shares=int(shares[0]) if shares else None,
            )
        )
    made.sort(key=lambda verbatim: (verbatim.day, verbatim.text))
    return [replace(verbatim, id=f"Q{n:03d}") for n, verbatim in enumerate(made, start=1)]


def _spoken() -> list[tuple[str, Any]]:
    cards = [(kind, card) for kind in KINDS for card in read_cards(f"{kind}.txt", 3)]
    for card in read_cards("viral.txt", 5):
        cards.append((card.fields[0], replace(card, fields=card.fields[1:])))
    return cards


def _setting(world: World, branch: str, day: date, chance: Any) -> Setting:
    promises = {
        id_: item["short"]
        for id_, item in numbered("P", authored("promises")["promise"], 2).items()
    }
    staff = world.staff[branch]
    return Setting(
        branch=branch,
        woman=chance.pick(staff.women),
        man=chance.pick(staff.men),
        day=day,
        promises=promises,
    )
