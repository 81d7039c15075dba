"""The numbers and tables that ship with standard land, read once for the rules' tests."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from gisapp.kernel.rulebook import Rulebook
from gisapp.preparation.rules.limits import SupplyLimits, supply_limits

ROOMS = Path(__file__).resolve().parents[2] / "gisapp"
DAY = date(2026, 11, 23)


def table(name: str, room: str = "preparation") -> dict[str, Any]:
    return tomllib.loads((ROOMS / room / name).read_text("utf-8"))


BOOK = Rulebook.from_tables([*table("rulebook.toml")["entry"], *table("rulebook.toml", "supply")["entry"]])
LIMITS: SupplyLimits = supply_limits(BOOK, DAY)
