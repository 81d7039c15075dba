"""How many files a zip names, before its directory is read: zipfile makes an object of each entry, a hundred bytes of file becoming a thousand of memory."""

from __future__ import annotations

from typing import BinaryIO

_ENTRY = b"PK\x01\x02"  # APPNOTE 4.3.12: every entry of the central directory begins with it
_CHUNK = 1 << 20


def has_more_entries(archive: BinaryIO, most: int) -> bool:
    """Whether a zip (at its beginning; left there) may have more than `most` entries: it has no more than signatures of entries in its bytes."""
    found, tail = 0, b""
    while found <= most and (chunk := archive.read(_CHUNK)):
        found += (tail + chunk).count(_ENTRY)
        tail = chunk[-len(_ENTRY) + 1 :]
    archive.seek(0)
    return found > most
