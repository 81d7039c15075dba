"""A plot that a publication writes, known by its place in the register."""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.proposals.rules.net import FinalPlot


@dataclass(frozen=True, slots=True)
class PublishedPlot:
    """A final plot with its identity; `version_no` None where its boundary and papers stay as they are."""

    final: FinalPlot
    plot_id: int
    version_no: int | None
