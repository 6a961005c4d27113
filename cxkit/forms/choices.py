"""The rows of a sorting: one item, one label, perhaps a reason."""

from __future__ import annotations

from typing import Any

from .spec import Option, Section

__all__ = ["sort"]


def sort(section: Section, raw: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of `raw` as {"id", "choice", "why"}, in the items' order, blank ones dropped.

    A label given by its words is taken as its value. Rows of items that are not shown are kept
    at the end: the item may come back. Where an item stands twice, the last row counts.

    Returns:
        The rows, and a sentence for all that could not be kept.
    """
    if raw is None:
        return [], []
    if not isinstance(raw, list):
        return [], [
            f"The saved labels of {section.title} cannot be read: expected a list, "
            f"found {type(raw).__name__}. The file is unchanged until you write here."
        ]
    everywhere = _named(section.options)
    named = {item.id: _named(item.options) for item in section.items if item.options}
    rows: dict[str, dict[str, Any]] = {}
    lost = 0
    for row in raw:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
            lost += 1
            continue
        choice, why = row.get("choice"), row.get("why")
        text = choice if isinstance(choice, str) else ""
        rows[row["id"]] = {
            "id": row["id"],
            "choice": named.get(row["id"], everywhere).get(text.strip().casefold(), text),
            "why": why if isinstance(why, str) else "",
        }
    order = {item.id: place for place, item in enumerate(section.items)}
    kept = [row for row in rows.values() if row["choice"].strip() or row["why"].strip()]
    kept.sort(key=lambda row: order.get(row["id"], len(order)))
    faults = [f"{lost} saved labels of {section.title} name no item and are left out."] if lost else []
    return kept, faults


def _named(options: tuple[Option, ...]) -> dict[str, str]:
    """Labels and values, in any case, to values."""
    return {o.label.casefold(): o.value for o in options} | {
        o.value.casefold(): o.value for o in options
    }
