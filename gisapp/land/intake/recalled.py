"""How the columns of an earlier delivery of the same source were read, as the intake uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recalled:
    """Our field → column, the unit of the area where it was said, and who said so when, in words."""

    field_map: Mapping[str, str]
    area_unit: str | None
    from_zh: str
