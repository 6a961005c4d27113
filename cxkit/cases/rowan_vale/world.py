"""Rowan & Vale Mobility as a small world: what is true before a word of it is written.

Customers have needs; four kinds of customer differ in how strongly each need is felt, and in
nothing else. Branches, staff, prices, distances and rules are facts that every document shares.
Techniques: method.md rows 1-4 and 17. The firm and all its people are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxkit.cases.stream import Stream

__all__ = [
    "BRANCHES",
    "CATEGORIES",
    "FACTS",
    "MILES",
    "NEEDS",
    "SEED",
    "Category",
    "Staff",
    "World",
    "make_world",
]

SEED = 20260314

NEEDS = {
    "n01": "Get me back on the road today.",
    "n02": "Don't keep me standing about.",
    "n03": "Whatever happens, leave me with something to drive.",
    "n04": "Tell me in plain words what is going on.",
    "n05": "Show me, so that I can see it for myself.",
    "n06": "Give me somebody who has time for my questions.",
    "n07": "Let me get on with it without needing anybody.",
    "n08": "Let me come and go at the hour that suits me.",
    "n09": "Let me see how far things are without having to ask.",
    "n10": "Tell me the whole price before I say yes.",
    "n11": "Don't let me pay for what I don't need.",
    "n12": "Don't hold on to my money longer than you must.",
}


@dataclass(frozen=True)
class Category:
    """A kind of customer: a name and how strongly each need is felt (0-3; absent means 0)."""

    name: str
    strengths: dict[str, int]


# The shared 1s keep the grid from being four separate blocks: needs overlap, profiles differ.
CATEGORIES = {
    "moving": Category("just get me moving", {"n01": 3, "n02": 2, "n03": 3, "n09": 1}),
    "explain": Category("explain it to me", {"n04": 3, "n05": 2, "n06": 3, "n11": 1}),
    "myself": Category("let me do it myself", {"n07": 3, "n08": 3, "n09": 2, "n02": 1}),
    "budget": Category("guard my budget", {"n10": 3, "n11": 3, "n12": 2, "n04": 1}),
}

BRANCHES = {
    "north": (
        "Barnsley", "Durham", "Goole", "Halifax", "Hexham", "Kendal",
        "Lancaster", "Preston", "Skipton", "Whitby", "Wigan",
    ),
    "midlands": (
        "Boston", "Corby", "Evesham", "Hinckley", "Kettering", "Ludlow",
        "Matlock", "Newark", "Redditch", "Rugby", "Stafford", "Tamworth",
    ),
    "south": (
        "Andover", "Ashford", "Basildon", "Bodmin", "Bridgwater", "Horsham",
        "Lewes", "Newbury", "Stroud", "Swindon", "Yeovil",
    ),
}  # fmt: skip

# Road miles, to the nearest five: estimates, good enough to be on one side of a limit.
MILES = {
    "Kendal-Durham": 75,
    "Yeovil-Andover": 60,
    "Newark-Rugby": 55,
    "Whitby-Halifax": 85,
    "Bodmin-Yeovil": 95,
    "Boston-Kettering": 60,
}

# Rules of the house as numbers, so that a letter, a manual and a log can only agree.
FACTS = {
    "oneway": "40",
    "hold": "two working days",
    "courtesy": "eight",
    "copies": "three",
    "menu": "five",
    "branches": str(sum(len(towns) for towns in BRANCHES.values())),
}

# Pounds, low and high. Only the annual test is a public figure; see PROVENANCE.md.
_RANGES = {
    "test": (54.85, 54.85),
    "service": (265, 335),
    "interim": (165, 205),
    "clutch": (820, 1140),
    "brakes": (285, 375),
    "tyre": (88, 124),
    "battery": (145, 185),
    "belt": (540, 690),
    "diagnosis": (95, 125),
    "key": (195, 245),
    "bulb": (18, 26),
    "filter": (34, 48),
    "car_day": (44, 58),
    "van_day": (76, 94),
    "minibus_day": (118, 142),
    "deposit": (200, 300),
    "excess": (1000, 1400),
    "cover_day": (13, 18),
    "hatchback": (8600, 9900),
    "estate": (12400, 14300),
    "van": (13800, 16200),
    "month": (189, 246),
    "admin": (149, 199),
    "paint": (379, 449),
    "ramp": (1450, 1900),
}

_WOMEN = (
    "Bev", "Dawn", "Elin", "Farah", "Gill", "Ivana", "Jodie", "Kasia", "Keeley", "Mei", "Nadine",
    "Oksana", "Rosalind", "Shona", "Terri", "Trish", "Yvonne",
)  # fmt: skip
_MEN = (
    "Aaron", "Callum", "Chidi", "Declan", "Gareth", "Hamza", "Lloyd", "Manjit", "Marcus", "Neville",
    "Paulo", "Rhys", "Sandeep", "Tariq", "Tobias", "Vikram", "Wesley",
)  # fmt: skip


@dataclass(frozen=True)
class Staff:
    """First names of people at a branch, apart, so that "he" and "she" agree with the name."""

    women: tuple[str, ...]
    men: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """The facts a document may mention.

    Args:
        seed: what everything is drawn from.
        staff: branch to four people who work there.
        prices: article to pounds.
    """

    seed: int
    staff: dict[str, Staff]
    prices: dict[str, float]

    def stream(self, purpose: str) -> Stream:
        """A stream of chance for one purpose."""
        return Stream(self.seed, purpose)


def make_world(seed: int = SEED) -> World:
    """Draw the world from `seed`: staff for each branch, and one price list for all of them."""
    chance = Stream(seed, "world")
    prices = {}
    for article in sorted(_RANGES):
        low, high = _RANGES[article]
        prices[article] = low if low == high else float(_neat(chance.between(int(low), int(high))))
    towns = sorted(town for group in BRANCHES.values() for town in group)
    staff = {
        town: Staff(tuple(chance.shuffled(_WOMEN)[:2]), tuple(chance.shuffled(_MEN)[:2]))
        for town in towns
    }
    return World(seed=seed, staff=staff, prices=prices)


def _neat(pounds: int) -> int:
    # Nobody prices a van at 14,237: large sums end on 50 or 95, as on a windscreen.
    if pounds >= 5000:
        return pounds // 500 * 500 + 495
    if pounds >= 1000:
        return pounds // 50 * 50
    return pounds
