"""Bytes to text: which encoding a file is in, from its first bytes and from what decodes."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode", "looks_binary", "printable"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,80}?encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']")

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes) -> tuple[str, str]:
    """The text in `data` and the encoding it was in; line ends become "\\n".

    A byte-order mark counts first, then what an XML file declares, then zero bytes in every
    other place (UTF-16 without a mark), then UTF-8; what is none of these is taken for
    Windows-1252, the usual encoding of old subtitle files, in which every byte stands for
    something.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lines(data[len(mark) :].decode(name, "replace")), name
    if name := _wide(data[:4096]):
        return _lines(data.decode(name, "replace")), name
    declared = _DECLARED.match(data[:200])
    for name in ([declared[1].decode("ascii")] if declared else []) + ["utf-8"]:
        try:
            return _lines(data.decode(name)), name.lower()
        except (UnicodeError, LookupError):
            continue
    return _lines("".join(_WINDOWS[byte] for byte in data)), "cp1252"


def looks_binary(data: bytes) -> bool:
    """Whether the first bytes are of no text in any encoding that `decode` knows."""
    head = data[:4096]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return False
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\0" in head or control > len(head) / 20


def printable(text: str) -> str:
    """`text` without what no XML, spreadsheet or UTF-8 file can hold: such characters become
    spaces. Line ends and tabs stay."""
    return _UNPRINTABLE.sub(" ", _lines(text))


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: in Latin text every other byte is zero."""
    pairs = len(head) // 2
    if pairs < 4 or b"\0" not in head:
        return ""
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.6 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.1 * pairs else ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# Five bytes of Windows-1252 stand for nothing; browsers read them as control characters.
_WINDOWS = [bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)]
