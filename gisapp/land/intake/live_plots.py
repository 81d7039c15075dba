"""The plots that stand in the register now, as the file is held against them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(slots=True)
class LivePlots:
    """Parallel columns, one entry per live boundary; `geometry` in EPSG:4490, `values` the attributes a file may change."""

    plot_id: list[int] = field(default_factory=list)
    version_id: list[int] = field(default_factory=list)
    version_no: list[int] = field(default_factory=list)
    plot_no: list[str] = field(default_factory=list)
    park_id: list[int] = field(default_factory=list)
    park_name: list[str] = field(default_factory=list)
    geometry: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=object))
    values: list[dict[str, Any]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.plot_id)

    def by_number(self) -> dict[str, int]:
        return {number: at for at, number in enumerate(self.plot_no)}
