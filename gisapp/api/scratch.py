"""A folder for what is unpacked or written on the way: gone again whatever happens, and named to nobody."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCRATCH = "gisapp-scratch-"
_PLACE = re.compile(rf"(?:/[^\s/'\"]+)*/{SCRATCH}[^\s/'\"]*/?")


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield an empty folder, removed with all that is in it."""
    with tempfile.TemporaryDirectory(prefix=SCRATCH) as folder:
        yield Path(folder)


def without_place(words: str) -> str:
    """Return what a library says of a file without the scratch folder that the file lies in."""
    return _PLACE.sub("", words)
