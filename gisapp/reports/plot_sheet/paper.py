"""Which paper and which scale a plot needs: the largest scale of the list at which it fits."""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.kernel.errors import Invalid

SCALES = (500, 1000, 2000, 5000)
"""Denominators in use for plot sheets, the largest scale first."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in millimetres: outer size, margin, and the box in which the ground is drawn."""

    name: str
    width: float
    height: float
    margin: float = 12.0
    head: float = 38.0
    foot: float = 42.0

    @property
    def box_width(self) -> float:
        return self.width - 2 * self.margin

    @property
    def box_height(self) -> float:
        return self.height - 2 * self.margin - self.head - self.foot


PAPERS = {
    "A4": Paper("A4", 210, 297),
    "A4L": Paper("A4 landscape", 297, 210),
    "A3": Paper("A3", 297, 420),
    "A3L": Paper("A3 landscape", 420, 297),
}
RIM = 12.0
"""Millimetres between the plot and the frame, for numbers and neighbours."""


def choose_sheet(width_m: float, height_m: float, paper: str | None, scale: int | None) -> tuple[Paper, int]:
    """Return paper and scale for a plot of this extent; what is asked for is kept, the rest is the smallest paper at the largest scale.

    Invalid (400) where it does not fit: the sentence names a scale or paper that does.
    """
    papers = [PAPERS[paper]] if paper else list(PAPERS.values())
    scales = (scale,) if scale else SCALES
    for denominator in scales:
        for sheet in papers:
            if _fits(width_m, height_m, sheet, denominator):
                return sheet, denominator
    better = next(
        ((sheet, one) for one in SCALES for sheet in PAPERS.values() if _fits(width_m, height_m, sheet, one)), None
    )
    if better is None:
        raise Invalid(
            "plot_sheet.too_large",
            f"地块约 {width_m:,.0f} × {height_m:,.0f} 米，A3 纸 1:{SCALES[-1]} 也画不下，请先分割地块或导出 DXF 制图。",
            message_en="Even A3 at 1:5000 is too small for this plot: export a DXF.",
        )
    raise Invalid(
        "plot_sheet.does_not_fit",
        f"所选纸张和比例尺画不下这个地块，可改用 {better[0].name} 1:{better[1]}。",
        message_en=f"It does not fit; {better[0].name} at 1:{better[1]} would.",
    )


def _fits(width_m: float, height_m: float, paper: Paper, denominator: int) -> bool:
    mm = 1000 / denominator
    return width_m * mm <= paper.box_width - 2 * RIM and height_m * mm <= paper.box_height - 2 * RIM
