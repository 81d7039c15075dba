"""Where the typesetter's libraries and a Chinese font come from: the system, or packages unpacked beside the program."""

from __future__ import annotations

import ctypes
import os
from functools import cache
from pathlib import Path

UNPACKED = Path(__file__).resolve().parents[3] / ".gis" / "typesetting"
"""Into which Pango and a Chinese font are unpacked where packages may not be installed; complete when `ready` lies in it."""

# the last makes small fonts of large ones: without it a PDF takes most of a minute
_NEEDED = (
    "libgobject-2.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz-subset.so.0",
)
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@cache
def bring_libraries() -> None:
    """Load what was unpacked, where something was; libraries of the system need nothing."""
    if (UNPACKED / "ready").exists():
        load_from(UNPACKED)


def load_from(root: Path) -> None:
    """Load the libraries below `root` into this process, so that they are found by name, and tell fontconfig of the fonts there.

    A library loads once those it leans on are loaded, so what fails is tried again until nothing more succeeds.
    """
    configuration = root / "fonts.conf"
    if not configuration.exists():
        configuration.write_text(
            _CONFIGURATION.format(fonts=root / "usr" / "share" / "fonts", cache=root / "cache"), encoding="utf-8"
        )
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    waiting = sorted(
        {path.resolve() for path in root.glob("usr/lib/*/lib*.so.*")}
        | {path.resolve() for path in root.glob("lib/*/lib*.so.*")}
    )
    while waiting:
        left = [path for path in waiting if not _loads(path)]
        if len(left) == len(waiting):
            return
        waiting = left


def _loads(path: Path) -> bool:
    try:
        ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True


def missing_libraries() -> list[str]:
    """Return the libraries that cannot be loaded on this machine."""
    bring_libraries()
    missing = []
    for name in _NEEDED:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing
