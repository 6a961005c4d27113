"""What a paper's quiz says, held against the bank that it was drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cxkit.cases.brightwater.quiz import open_bank
from cxkit.cases.reading import read_json

__all__ = ["quizzed"]

Line = tuple[str, Any, Any]


def quizzed(folder: Path, key: Mapping[str, Any]) -> Iterator[Line]:
    """One line a fact: how many an area, which words are right, whose words the others are.

    Raises:
        CaseError: the quiz or the bank is missing or damaged.
    """
    bank, truth = open_bank(), key["quiz"]["items"]
    asked = {item["id"]: item for item in read_json(folder / "quiz.json")["items"]}
    yield "quiz: questions", sorted(truth), sorted(asked)
    areas = Counter(bank[told["bank"]].area for told in truth.values())
    yield "quiz: an area", dict(Counter(t["area"] for t in truth.values())), dict(areas)
    yield "quiz: rows, each once", len(asked), len({bank[t["bank"]].row for t in truth.values()})
    for id_, told in sorted(truth.items()):
        source, options = bank[told["bank"]], {o["id"]: o["text"] for o in asked[id_]["options"]}
        right = next(option.text for option in source.options if option.right)
        yield f"quiz: {id_}, the right words", options[told["right"]], right
        yield f"quiz: {id_}, all words", sorted(options.values()), sorted(
            option.text for option in source.options
        )
