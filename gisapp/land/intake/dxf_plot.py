"""What our own drawings keep with each closed line of a plot: its number, its name, its surveyed area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

PLOT_APP = "GISAPP_PLOT"
"""The application name of the extended data; lines of one number are the rings of one plot, holes by containment."""
STRING = 1000
LONGEST_TEXT = 60
"""A string of extended data holds 255 bytes; a character that GBK lacks is written with seven, and a Chinese one takes three or less."""


@dataclass(frozen=True, slots=True)
class PlotTag:
    """A plot as a ring names it; the area in ㎡ as surveyed, None without a survey."""

    plot_no: str
    plot_name: str | None
    area_surveyed_m2: Decimal | None


def tags_of(plot: PlotTag) -> list[tuple[int, str]]:
    """Return the extended data: number, area (empty without a survey), then the name in as many strings as it takes."""
    name = "".join(char if char.isprintable() else " " for char in plot.plot_name or "")
    area = "" if plot.area_surveyed_m2 is None else f"{plot.area_surveyed_m2:f}"
    parts = [name[at : at + LONGEST_TEXT] for at in range(0, len(name), LONGEST_TEXT)]
    return [(STRING, text) for text in (plot.plot_no, area, *parts)]


def read_tags(texts: Sequence[str]) -> tuple[str, str | None, str | None] | None:
    """Return (number, name, area as text) from the strings of a ring; None where they name no plot."""
    if len(texts) < 2 or not texts[0].strip():
        return None
    return texts[0].strip(), "".join(texts[2:]) or None, texts[1].strip() or None
