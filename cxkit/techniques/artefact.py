"""What every artefact of a learner has in common.

A form is filled in over hours, so every field may be blank: a model refuses only what cannot
be meant (a word where a number belongs, an option that was never offered). What is still
missing is for the technique to say.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

__all__ = ["MOST", "Artefact", "ArtefactError", "Ids", "Row", "Text", "tokens"]

MOST = 300  # rows of a section, cells of a row, ids of a cell: more than all texts of a case
_SHORT = 2_000  # characters of a text whose words are kept
_TOLD = 10  # faults told; a file with a thousand has one cause

_EXPECTED = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a table of cells",
    "model_type": "a row",
    "missing": "a value",
    "bool_parsing": "yes or no",
    "string_unicode": "text with whole characters",
}


class ArtefactError(ValueError):
    """An artefact that cannot be read: every fault at once, each a sentence.

    Args:
        faults: sentences that name the place, what was expected and what came.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


class Artefact(BaseModel):
    """Base of all artefacts: frozen, blank by default, tolerant of fields of a later kit."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", str_strip_whitespace=True, allow_inf_nan=False
    )

    most: ClassVar[int] = MOST

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The artefact in `data`. What takes longer to mark than to write is refused: no list
        or table of cells holds more than the artefact's `most`, as a rule `MOST`.

        Raises:
            ArtefactError: with one sentence for each field that cannot be meant.
        """
        if grown := _overgrown(data, cls.model_fields, cls.most):
            raise ArtefactError(_some(grown))
        try:
            return cls.model_validate(dict(data))
        except ValidationError as error:
            found = [_sentence(e) for e in error.errors(include_url=False)]
            raise ArtefactError(_some(found)) from None


class Row(Artefact):
    """One row of a form; the id is given by the form and never shown."""

    id: str = ""


def _text(value: Any) -> Any:
    """A blank cell comes as null from a spreadsheet and as nothing from a form."""
    return "" if value is None else value


def _ids(value: Any) -> Any:
    """Ids as people type them: spaces, commas or semicolons between, a full stop or brackets on
    one, and marks that nobody sees."""
    found = value.replace(",", " ").replace(";", " ").split() if isinstance(value, str) else value
    if not isinstance(found, list):
        return found
    plain = [_id(e) if isinstance(e, str) else e for e in found]
    return [e for e in plain if e != ""]


def _id(text: str) -> str:
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return text.strip(" .:()[]")


Text = Annotated[str, BeforeValidator(_text)]
Ids = Annotated[list[str], BeforeValidator(_ids)]


def tokens(text: str) -> list[str]:
    """Words in lower case without punctuation, for counting and comparing.

    An accent may come as part of its letter or after it; the two are one word.
    """
    return list(_tokens(text) if len(text) <= _SHORT else _tokens.__wrapped__(text))


@lru_cache(maxsize=16_384)
def _tokens(text: str) -> tuple[str, ...]:
    """A case's texts are compared with those of every learner again."""
    text = unicodedata.normalize("NFC", text)
    return tuple([w for w in ("".join(c for c in t if c.isalnum()) for t in text.lower().split()) if w])


def _overgrown(data: Mapping[str, Any], fields: Iterable[str], most: int) -> list[str]:
    """The lists and tables that no form writes. Fields of a later kit are passed over."""
    found, ahead = [], deque(((name,), data.get(name)) for name in fields)
    while ahead:
        place, value = ahead.popleft()
        if not isinstance(value, (list, dict)):
            continue
        if len(value) > most:
            found.append(f"{_place(place)}: expected at most {most} entries, found {len(value)}.")
            continue
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        ahead += [((*place, key), v) for key, v in inside if isinstance(v, (list, dict))]
    return found


def _some(faults: list[str]) -> list[str]:
    rest = len(faults) - _TOLD
    return faults[:_TOLD] + [f"{rest} more faults follow."] * (rest > 0)


def _sentence(error: Any) -> str:
    place = _place(error["loc"])
    came = _came(error.get("input"))
    kind = error["type"]
    if kind in ("literal_error", "enum"):
        return f"{place}: expected {error['ctx']['expected']}, found {came}."
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = error["ctx"].get("ge", error["ctx"].get("le"))
        side = "at least" if kind == "greater_than_equal" else "at most"
        return f"{place}: expected {side} {bound}, found {came}."
    if kind == "value_error":
        return f"{place}: {error['ctx']['error']}"
    expected = _EXPECTED.get(kind)
    return (
        f"{place}: expected {expected}, found {came}." if expected else f"{place}: {error['msg']}."
    )


def _place(loc: tuple[Any, ...]) -> str:
    parts = [f"row {p + 1}" if isinstance(p, int) else str(p) for p in loc]
    return ", ".join(parts) if parts else "The answer"


def _came(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a group of fields"
    return repr(value)[:40]
