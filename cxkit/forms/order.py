"""The rows of an order: cards one under another, first to last."""

from __future__ import annotations

from typing import Any

from .spec import Section

__all__ = ["ordered"]


def ordered(section: Section, raw: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of `raw` as {"id", "place"} in their order, numbered from 1.

    Cards that the section does not show are dropped, a card that stands twice counts where it
    stands first, and cards that are missing follow in the section's order: an order is of all.

    Returns:
        The rows, none where no card was moved; and a sentence for all that could not be kept.
    """
    if raw is None or raw == []:
        return [], []
    if not isinstance(raw, list):
        return [], [
            f"The saved order of {section.title} cannot be read: expected a list, "
            f"found {type(raw).__name__}. The file is unchanged until you write here."
        ]
    known = [item.id for item in section.items]
    given = [row.get("id") if isinstance(row, dict) else None for row in raw]
    strange = sum(id_ not in known for id_ in given)
    ids = list(dict.fromkeys(id_ for id_ in given if id_ in known))
    ids += [id_ for id_ in known if id_ not in ids] if ids else []
    rows = [{"id": id_, "place": n} for n, id_ in enumerate(ids, start=1)]
    told = f"Saved cards of {section.title} that are not among those shown, left out: {strange}."
    return rows, [told] * bool(strange)
