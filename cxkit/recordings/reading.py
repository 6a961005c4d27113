"""Files of events, in and out: the format is known by what is in the file, not by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..atomic import put
from .events import Event, Events, EventsError, faults_of
from .formats import FORMATS, WRITTEN, format_module
from .formats.encoding import decode, looks_binary
from .formats.found import Found
from .labels import LabelMap

__all__ = ["LARGEST", "content", "format_of", "read_events", "write_events"]

LARGEST = 50_000_000  # bytes of a file
_HEAD = 65_536  # bytes by which a format is known


def read_events(
    path: str | Path,
    *,
    labels: LabelMap | Mapping[str, str] | None = None,
    duration: int | None = None,
    mapping: Mapping[str, Any] | None = None,
) -> Events:
    """The events in a file of any format that `formats` knows.

    Args:
        labels: a team's names -> MOT, BP, BR; added to the usual ones.
        duration: of the recording in milliseconds; without it, what the file says.
        mapping: how to read what the file leaves open: {"fps": 25}, {"observation": "visit 2"},
            or for a table {"start": "Begin", "end": "End", "label": "Code", "unit": "ms"}.

    Returns:
        The events. Labels that name no kind are kept with kind "", and told.

    Raises:
        EventsError: no such file, none of the formats, or faults in it: all of them at once.
    """
    path = Path(path)
    with _named(path):
        data = content(path)
        name = format_of(data, path.name)
        found = _read(name, data, dict(mapping or {}))
        return _events(found, LabelMap.of(labels), duration, path.name)


def write_events(events: Events, path: str | Path, format: str | None = None) -> None:
    """Write events in the format that the file's name ends in, or in `format`.

    What each format can carry stands in its module's `CARRIES`; all carry kind, start and end.

    Raises:
        EventsError: no format of that name, or it cannot be written, or the place cannot.
    """
    path = Path(path)
    with _named(path):
        name = format or WRITTEN.get(path.suffix.lower())
        if name not in WRITTEN.values():
            raise EventsError(
                [f"Expected a name that ends in {', '.join(WRITTEN)}, or format= one of "
                 f"{', '.join(sorted(set(WRITTEN.values())))}; found {format or path.suffix!r}."]
            )  # fmt: skip
        try:
            put(path, format_module(name).write(events.events, events.duration))
        except OSError as error:
            raise EventsError([f"Cannot be written: {error.strerror or error}."]) from None


def content(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        EventsError: it is missing, empty, a folder, larger than `LARGEST` or not readable.
    """
    data, fault = None, ""
    try:
        if path.is_file() and (size := path.stat().st_size) <= LARGEST:
            data = path.read_bytes()
        elif path.is_file():
            fault = f"Expected at most {LARGEST // 1_000_000} MB, found {size // 1_000_000} MB."
        elif path.exists():
            fault = f"Expected a file, found {'a folder' if path.is_dir() else 'something else'}."
        else:
            fault = "There is no such file; check its name and folder."
    except OSError as error:
        fault = f"Cannot be read: {error.strerror or error}."
    except ValueError as error:  # a zero byte in the name
        fault = f"Cannot be read: {error}."
    if data is None:
        raise EventsError([fault])
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise EventsError(["The file is empty."])
    return data


def format_of(data: bytes, name: str) -> str:
    """The format in `FORMATS` of a file's bytes.

    Raises:
        EventsError: none of them; the message names them and what was seen.
    """
    text = _utf8(data)
    for one in FORMATS:
        head = data if one == "xlsx" else text
        if (head or one == "xlsx") and format_module(one).sniff(head[:_HEAD], name):
            return one
    known = ", ".join(format_module(one).NAME for one in FORMATS)
    raise EventsError([f"Found {_seen(data, text)}: none of the formats known, which are {known}."])


def _read(name: str, data: bytes, mapping: dict[str, Any]) -> Found:
    if "fps" in mapping and (
        isinstance(mapping["fps"], bool) or not isinstance(mapping["fps"], (int, float))
    ):
        raise EventsError([f"mapping, fps: expected a number, found {str(mapping['fps'])[:40]!r}."])
    return format_module(name).read(data if name == "xlsx" else _utf8(data), mapping)


def _events(found: Found, labels: LabelMap, duration: int | None, source: str) -> Events:
    told, events = list(found.told), []
    taken = {mark.id for mark in found.marks}
    number = 0
    for mark in found.marks:
        name = mark.id
        while not name:
            number += 1
            name = f"e{number}" if f"e{number}" not in taken else ""
        kind, label, note = labels.split(mark.label, mark.note)
        events.append(Event(name, kind, mark.start, mark.end, note, mark.by, label))
    length = found.duration if duration is None else duration
    places = [mark.place for mark in found.marks]
    faults = found.faults + faults_of(events, length, places)
    if faults:
        raise EventsError(faults)
    if unknown := sorted({e.label for e in events if not e.kind}):
        shown = ", ".join(repr(label[:40]) if label else "no label" for label in unknown[:8])
        more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
        told.append(f"Labels that name no kind, kept as they are: {shown}{more}.")
    return Events(tuple(events), length, source, tuple(told))


def _utf8(data: bytes) -> bytes:
    """The text of a file as UTF-8 without a mark; nothing where it is no text."""
    return b"" if looks_binary(data) else decode(data)[0].encode("utf-8", "replace")


def _seen(data: bytes, text: bytes) -> str:
    for head, what in _BINARY:
        if data.startswith(head):
            return what
    if not text:
        return "bytes that are no text"
    return f"text that begins {text[:60].decode('utf-8', 'replace').strip()[:40]!r}"


_BINARY = (
    (b"PK\x03\x04", "a ZIP archive that holds no spreadsheet; unpack it first"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF", "a PDF; export the marks from the tool that made it"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file; save it as .xlsx or .csv"),
    (b"ooBinaryFile", "a binary TextGrid; save it in Praat as a text file"),
    (b"\x1a\x45\xdf\xa3", "a film or a recording (WebM or Matroska)"),
    (b"OggS", "a recording (Ogg)"),
    (b"RIFF", "a recording (WAV)"),
    (b"ID3", "a recording (MP3)"),
    (b"SQLite", "a database"),
    (b"\x1f\x8b", "a packed file (gzip); unpack it first"),
)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Every message bears the file's name once, in front."""
    try:
        yield
    except EventsError as error:
        first, *rest = error.faults
        raise EventsError([f"{path.name or path}: {first}", *rest]) from None
