"""The numbers and tables that ship with standard land, read once for the rules' tests."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from gisapp.kernel.rulebook import Rulebook
from gisapp.supply.rules.limits import SupplyLimits, supply_limits

SUPPLY = Path(__file__).resolve().parents[2] / "gisapp" / "supply"
DAY = date(2026, 11, 23)


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((SUPPLY / name).read_text("utf-8"))


BOOK = Rulebook.from_tables(table("rulebook.toml")["entry"])
LIMITS: SupplyLimits = supply_limits(BOOK, DAY)
