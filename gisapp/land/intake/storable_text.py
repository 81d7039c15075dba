"""Texts from foreign files as the database can hold them."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")


def storable(text: str) -> str:
    """Return the text without what the database cannot hold: zero bytes and lone halves of surrogate pairs."""
    if _UNSTORABLE.search(text) is None:
        return text
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
