"""The firm of a paper: names, people, numbers and rules, drawn from its secret.

All that a document may mention is here, so that a promise, a rule in the manual, a delay in the
log and a complaint are the same fact. Texts name facts by slots: `{firm}`, `{short}`, `{town1}`
to `{town6}`, a role such as `{adjuster}` (a first name) with `{adjuster_they}`,
`{adjuster_them}`, `{adjuster_their}` for the pronouns, and the names in `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b, scrypt

from cxkit.cases.brightwater.pool import authored
from cxkit.cases.brightwater.rules import Rule, draw_rules
from cxkit.cases.case import CaseError
from cxkit.cases.stream import Stream

__all__ = ["ROLES", "WEEKDAYS", "Firm", "StreamFor", "closed_stream", "draw_firm", "open_numbers",
           "secret_numbers"]  # fmt: skip

StreamFor = Callable[[str], Stream]

ROLES = (
    "agent", "triage", "planner", "adjuster", "clerk", "surveyor", "plumber", "drying", "supplier",
    "builder", "manager", "payments", "premiums", "postroom",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Firm:
    """What is true of the firm of one paper.

    Args:
        name, short: in full, and as it is spoken.
        towns: six towns in which it works; the first is where its house stands.
        staff: role (one of `ROLES`) to a first name.
        women: the roles held by women.
        numbers: slot to text, such as `excess` to `"350"`.
        days: weekday numbers (0 Monday) that rules speak of: visit (two), quote, meeting, pay,
            start.
        counts: whole numbers behind the words: notice, hold, rest (working days), batch (minute
            of the day), limit (pounds), plumber_hours.
        rules: fourteen rules in order of id, filled.
        first_day: a Monday, the first day of the log.
    """

    name: str
    short: str
    towns: tuple[str, ...]
    staff: dict[str, str]
    women: frozenset[str]
    numbers: dict[str, str]
    days: dict[str, tuple[int, ...]]
    counts: dict[str, int]
    rules: tuple[Rule, ...]
    first_day: date

    @property
    def slots(self) -> dict[str, str]:
        """Every slot that a text may hold, with what stands for it."""
        found = {"firm": self.name, "short": self.short, **self.numbers}
        found |= {f"town{n}": town for n, town in enumerate(self.towns, start=1)}
        for role, name in self.staff.items():
            they, them, their = (
                ("she", "her", "her") if role in self.women else ("he", "him", "his")
            )
            found |= {
                role: name,
                f"{role}_they": they,
                f"{role}_them": them,
                f"{role}_their": their,
            }
        return found

    def fill(self, text: str) -> str:
        """`text` with every `{slot}` filled.

        Raises:
            CaseError: a slot is not known, or a brace is left over.
        """
        slots = self.slots

        def one(match: re.Match[str]) -> str:
            if match[1] not in slots:
                raise CaseError(
                    f"Expected a slot of the firm, found {match[0]} near {text[:60]!r}. "
                    f"The slots are: {', '.join(sorted(slots))}."
                )
            return slots[match[1]]

        filled = _SLOT.sub(one, text)
        if "{" in filled or "}" in filled:
            raise CaseError(f"A slot is not closed, near {filled[:80]!r}. Mend the text.")
        return filled

    def rule(self, key: str) -> Rule | None:
        """The rule of that name in the pool, or None where this paper has not drawn it."""
        return next((rule for rule in self.rules if rule.key == key), None)

    def at(self, site: str) -> Rule:
        """The rule that was drawn for a site such as `before visit`."""
        return next(rule for rule in self.rules if rule.site == site)


def secret_numbers(secret: bytes) -> tuple[int, str]:
    """The seed and the public id of the paper that `secret` makes.

    Both come from one slow function, each from bytes of its own: the id tells nothing of the
    seed, and to try a guess costs a quarter of a second. Parameters as OWASP advises for scrypt.
    """
    grown = scrypt(secret, salt=b"cxkit paper 2", n=2**14, r=8, p=5, dklen=64)
    return int.from_bytes(grown[:32], "big"), grown[32:].hex()[:16]


def open_numbers(secret: bytes) -> tuple[int, str]:
    """The same for a secret that everybody knows, such as the sample's: nothing to be slow for."""

    def grown(salt: bytes) -> bytes:
        return scrypt(secret, salt=salt, n=2**14, r=8, p=1, dklen=32)

    seed = int.from_bytes(grown(b"cxkit paper seed 1"), "big")
    return seed, grown(b"cxkit paper id 1").hex()[:16]


def closed_stream(seed: int, purpose: str) -> Stream:
    """A stream from which nobody can work back to the seed, nor to another stream.

    `Random` keeps its seed in its state, and a state can be worked out from enough of its draws;
    a log of thousands of rows shows many. So each purpose is given a digest instead of the seed.
    """
    digest = blake2b(purpose.encode(), key=seed.to_bytes(32, "big")).digest()
    return Stream(int.from_bytes(digest, "big"), purpose)


def draw_firm(stream_for: StreamFor) -> Firm:
    """The firm of the paper whose streams these are."""
    chance, pool = stream_for("firm"), authored("firm")
    name, short = chance.pick(pool["firms"])
    towns = tuple(chance.shuffled(pool["towns"])[:6])
    women = frozenset(chance.shuffled(ROLES)[: len(ROLES) // 2])
    hers, his = chance.shuffled(pool["women"]), chance.shuffled(pool["men"])
    staff = {role: (hers if role in women else his).pop() for role in ROLES}
    days, counts = _days(chance), _counts(chance)
    numbers = _numbers(chance, days, counts)
    firm = Firm(
        name=name,
        short=short,
        towns=towns,
        staff=staff,
        women=women,
        numbers=numbers,
        days=days,
        counts=counts,
        rules=(),
        first_day=date(2025, 1, 6) + timedelta(7 * chance.between(0, 30)),
    )
    rules = tuple(rule.filled(firm.fill) for rule in draw_rules(stream_for))
    return Firm(**{**firm.__dict__, "rules": rules})


def _days(chance: Stream) -> dict[str, tuple[int, ...]]:
    # Two visiting days with one between them, so that no paper waits longer than another.
    first = chance.between(0, 2)
    return {
        "visit": (first, first + 2),
        "quote": (chance.between(0, 4),),
        "meeting": (chance.between(0, 4),),
        "pay": (chance.between(0, 4),),
        "start": (chance.between(0, 4),),
    }


def _counts(chance: Stream) -> dict[str, int]:
    return {
        "notice": chance.between(3, 4),
        "hold": chance.between(3, 5),
        "rest": chance.between(3, 5),
        "batch": 60 * chance.between(13, 16),
        "limit": chance.between(12, 20) * 100,
        "plumber_hours": chance.between(3, 5),
    }


def _numbers(
    chance: Stream, days: dict[str, tuple[int, ...]], counts: dict[str, int]
) -> dict[str, str]:
    made = {name: _WORDS[counts[name]] for name in ("notice", "hold", "rest")}
    made |= {
        f"{name}_day": WEEKDAYS[days[name][0]] for name in ("quote", "meeting", "pay", "start")
    }
    made["visit_days"] = " and ".join(f"{WEEKDAYS[day]}s" for day in days["visit"])
    made["batch"] = f"{_WORDS[counts['batch'] // 60 - 12]} in the afternoon"
    made |= {
        "excess": str(chance.between(5, 9) * 50),  # pounds
        "limit": f"{counts['limit']:,}",  # pounds: estimates above need a second name
        "advance": str(chance.between(3, 6) * 100),  # pounds: cash advance
        "estimate": f"{chance.between(42, 78) * 100:,}",  # pounds: a kitchen put right
        "night": str(chance.between(70, 110)),  # pounds: a night in a guest house
        "menu": _WORDS[chance.between(4, 6)],  # levels of the voice menu
        "wait_minutes": str(chance.between(14, 38)),  # on hold, as callers tell it
        "plumber_hours": _WORDS[counts["plumber_hours"]],  # promised: hours until the plumber
        # Each of these three is promised a day sooner than a rule of the pool allows.
        "visit_promise": _WORDS[counts["notice"] - 1],  # working days until the visit
        "answer_days": _WORDS[counts["hold"] - 1],  # working days from quotes to a decision
        "pay_promise": _WORDS[counts["hold"] - 1],  # days from the last inspection to the money
        "dry_weeks": _WORDS[chance.between(2, 4)],  # how long dryers run
        "quotes": _WORDS[chance.between(2, 3)],  # quotes wanted for a repair
        "dryers": _WORDS[chance.between(3, 6)],
        "founded": str(chance.between(1868, 1911)),
        "members": f"{chance.between(210, 390) * 1000:,}",
        "claims_a_year": f"{chance.between(62, 96) * 100:,}",
        "policy": f"H{chance.between(10000, 99999)}",
        "claim": f"W{chance.between(10000, 99999)}",
        "freephone": f"0800 016 0{chance.between(100, 999)}",
    }
    return made
