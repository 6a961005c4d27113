"""ELAN, .eaf: tiers of annotations between time slots (EAF 2 and 3).

What ELAN shows is what is read: an annotation of a reference tier has the time of what it refers
to, shared evenly where several stand in a row; a slot without a time lies evenly between its
neighbours; TIME_ORIGIN is where in the media the annotations' clock starts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..events import Event, EventsError
from .encoding import printable
from .found import Found
from .points import gathered, spread
from .tiers import laid, unlaid

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["CARRIES", "NAME", "read", "sniff", "write"]

NAME = "ELAN (.eaf)"
CARRIES = "kind, label, start, end, note, by; a point as a flagged range of 1 s"
# What TIME_UNITS may say -> milliseconds of one unit.
_UNITS = {"milliseconds": 1.0, "PAL-frames": 40.0, "NTSC-frames": 1001 / 30}
_DEEP = 50  # tiers below one another

_OWN, _REF = "ALIGNABLE_ANNOTATION", "REF_ANNOTATION"
_Span = tuple[int, int]


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    return b"<ANNOTATION_DOCUMENT" in head


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """The annotations of all tiers; a tier's name is the label, its annotator is `by`.

    Raises:
        EventsError: no XML, or XML with entities of its own.
    """
    root = parsed(data)
    found = Found()
    if root.tag != "ANNOTATION_DOCUMENT":
        found.faults.append(f"Expected <ANNOTATION_DOCUMENT>, found <{root.tag[:40]}>.")
        return found
    slots = _slots(root, found)
    tiers = list(root.iter("TIER"))
    names = {tier.get("TIER_ID", "") for tier in tiers}
    rows = [(tier, one) for tier in tiers for one in tier.iter() if one.tag in (_OWN, _REF)]
    spans = _aligned([row for row in rows if row[1].tag == _OWN], slots, found)
    _follow([one for _, one in rows if one.tag == _REF], spans, found)
    twice = Counter(one.get("ANNOTATION_ID", "") for _, one in rows)
    if again := [name for name, count in twice.items() if count > 1]:
        found.told.append(
            f"{len(again)} annotations share their id with others, such as {again[0]!r}; all are kept."
        )
    for tier, one in rows:
        if one not in spans:
            continue  # told already
        who, name = tier.get("ANNOTATOR", ""), one.get("ANNOTATION_ID", "")
        label = unlaid(tier.get("TIER_ID", ""), names, who)
        end, note = gathered(*spans[one], one.findtext("ANNOTATION_VALUE") or "")
        place = f"Tier {label or tier.get('TIER_ID', '')!r}, annotation {name}"
        found.add(place, spans[one][0], end, label=label, note=note, by=who)
    return found


def write(events: tuple[Event, ...], duration: int | None = None) -> bytes:
    """The events as an ELAN file without media; the bytes depend on the events alone."""
    from xml.etree import ElementTree

    from pympi import Elan

    document = Elan.Eaf(author="")
    document.adocument["DATE"] = "2000-01-01T00:00:00+00:00"
    document.remove_tier("default")
    for (name, who), tier in laid(events, lambda e: spread(e)[0], by=True).items():
        document.add_tier(name, ann=who or None)
        for event in tier:
            end, text = spread(event)
            document.add_annotation(name, event.start, end, printable(text))
    root = Elan.to_adocument(document, True)
    if (order := root.find("TIME_ORDER")) is not None:  # pympi lists them tier by tier
        order[:] = sorted(order, key=lambda slot: int(slot.get("TIME_VALUE", "0")))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "utf-8") + b"\n"


def parsed(data: bytes) -> Element:
    """An XML file's root, once it is known to hold no bomb.

    Raises:
        EventsError: no XML, or entities of its own.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(data.decode("utf-8"), forbid_dtd=False)
    except DefusedXmlException:
        raise EventsError(
            ["The XML defines entities of its own, which no ELAN file does; it is not opened."]
        ) from None
    except (ParseError, ValueError, RecursionError) as error:
        raise EventsError([f"The XML is damaged: {str(error)[:120]}."]) from None


def _slots(root: Element, found: Found) -> dict[str, int]:
    """Time slots in milliseconds of the media; those without a time lie between their
    neighbours in TIME_ORDER."""
    header = root.find("HEADER")
    unit = "milliseconds" if header is None else header.get("TIME_UNITS", "milliseconds")
    if unit not in _UNITS:
        found.faults.append(f"TIME_UNITS: expected {', '.join(_UNITS)}, found {unit[:40]!r}.")
    factor, origin = _UNITS.get(unit, 1.0), 0
    if (media := root.find("HEADER/MEDIA_DESCRIPTOR")) is not None and media.get("TIME_ORIGIN"):
        origin = found.time(media.get("TIME_ORIGIN"), "TIME_ORIGIN", "ms") or 0
        if origin:
            found.told.append(f"All times are moved by {origin} ms, as the file's TIME_ORIGIN says.")
    times: dict[str, int] = {}
    bare, before = [], 0
    for slot in root.iter("TIME_SLOT"):
        name, value = slot.get("TIME_SLOT_ID", ""), slot.get("TIME_VALUE")
        if name in times or name in bare[-1:]:
            found.faults.append(f"Time slot {name}: two slots have this name.")
        if value is None:
            bare.append(name)
            continue
        at = found.time(value, f"Time slot {name}", "ms")
        times[name] = before if at is None else round(at * factor) + origin
        times |= _between(bare, before, times[name])
        bare, before = [], times[name]
    return times | dict.fromkeys(bare, before)


def _aligned(
    rows: list[tuple[Element, Element]], slots: dict[str, int], found: Found
) -> dict[Element, _Span]:
    """The spans of annotations that have slots of their own."""
    spans = {}
    for tier, one in rows:
        ends = [one.get(f"TIME_SLOT_REF{n}", "") for n in (1, 2)]
        if lost := [slot for slot in ends if slot not in slots]:
            found.faults.append(
                f"Tier {tier.get('TIER_ID', '')!r}, annotation {one.get('ANNOTATION_ID', '')}: "
                f"refers to time slot {lost[0]!r}, which the file does not have."
            )
        else:
            spans[one] = (slots[ends[0]], slots[ends[1]])
    return spans


def _follow(annotations: list[Element], spans: dict[Element, _Span], found: Found) -> None:
    """Add the spans of annotations that refer to others, layer by layer. Where two bear the id
    that is referred to, the first is meant."""
    known: dict[str, _Span] = {}
    for one, span in spans.items():
        known.setdefault(one.get("ANNOTATION_ID", ""), span)
    waiting = annotations
    for _ in range(_DEEP):
        ready, still = defaultdict(list), []
        for one in waiting:
            above = one.get("ANNOTATION_REF", "")
            (ready[above] if above in known else still).append(one)
        if not ready:
            break
        for above, children in ready.items():
            start, end = known[above]
            for row in _rows(children):
                cuts = [start + round((end - start) * i / len(row)) for i in range(len(row) + 1)]
                spans |= dict(zip(row, zip(cuts, cuts[1:], strict=False), strict=False))
        for one in annotations:
            if one in spans:
                known.setdefault(one.get("ANNOTATION_ID", ""), spans[one])
        waiting = still
    found.faults += [
        f"Annotation {one.get('ANNOTATION_ID', '')}: refers to "
        f"{one.get('ANNOTATION_REF', '')!r}, which has no time."
        for one in waiting
    ]


def _rows(annotations: list[Element]) -> list[list[Element]]:
    """Annotations of one parent: rows linked by PREVIOUS_ANNOTATION, in their order. What such
    links lose, by a circle or by a shared id, stands alone."""
    after = {one.get("PREVIOUS_ANNOTATION"): one for one in annotations}
    names = {one.get("ANNOTATION_ID") for one in annotations}
    rows: list[list[Element]] = []
    placed: set[Element] = set()
    firsts = [one for one in annotations if one.get("PREVIOUS_ANNOTATION") not in names]
    for one in [*firsts, *annotations]:
        row: list[Element] = []
        nxt: Element | None = one
        while nxt is not None and nxt not in placed:
            row.append(nxt)
            placed.add(nxt)
            nxt = after.get(nxt.get("ANNOTATION_ID"))
        if row:
            rows.append(row)
    return rows


def _between(names: list[str], before: int, after: int) -> dict[str, int]:
    step = (after - before) / (len(names) + 1)
    return {name: before + round(step * n) for n, name in enumerate(names, 1)}
