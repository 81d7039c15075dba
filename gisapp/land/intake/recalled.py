"""How the columns of an earlier delivery of the same source were read, as the intake uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recalled:
    """Our field → column, the unit of the area and the classes of land use where they were said, and who said so when, in words."""

    field_map: Mapping[str, str]
    area_unit: str | None
    land_use_scheme: str | None
    land_use_targets: Mapping[str, str]
    from_zh: str
