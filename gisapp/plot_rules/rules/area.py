"""面积核对：勘测面积与按坐标计算的面积相差多少，是否超出界址点精度所允许的限差。"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.tolerances import LandThresholds

GROSS_RATIO = 0.05
LIMIT_PER_ERROR = 2.0  # 限差取中误差的两倍
HALF_DIGIT_M2 = 0.005  # 勘测面积取位到 0.01 ㎡


class AreaComparison(NamedTuple):
    """Surveyed less computed area and what the points' precision allows, in ㎡."""

    difference_m2: float
    tolerance_m2: float

    @property
    def is_beyond_tolerance(self) -> bool:
        """Whether the points' precision does not explain the difference."""
        return abs(self.difference_m2) > self.tolerance_m2 + HALF_DIGIT_M2


def area_tolerance_m2(planar: BaseGeometry, point_error_m: float) -> float:
    """Return by how many ㎡ the area of a shape (planar, metres) may differ: 2·m_S.

    m_S = m_P·√(Σ D²/8) with D the chord between the neighbours of each point and m_P the points' 中误差: the propagation of
    independent point errors into the area by coordinates (解析法面积中误差; the formula of the cadastral survey's 面积精度估算).
    """
    squares = 0.0
    for ring in shapely.get_rings(shapely.get_parts(planar)):
        xy = shapely.get_coordinates(ring)[:-1]  # the last point repeats the first
        squares += float(((np.roll(xy, -1, axis=0) - np.roll(xy, 1, axis=0)) ** 2).sum())
    return LIMIT_PER_ERROR * point_error_m * (squares / 8) ** 0.5


def compare_areas(
    declared_m2: float | Decimal, computed_m2: float, tolerance_m2: float, *, rounding_m2: float = 0.0
) -> AreaComparison:
    """Return how the surveyed area stands to the computed one (both ㎡, in the same plane).

    `rounding_m2` is half of the last digit of the paper (0.5 ㎡ for 公顷 with four decimals): what is within it is no difference.
    """
    return AreaComparison(float(declared_m2) - computed_m2, max(tolerance_m2, rounding_m2))


def find_area_difference(
    declared_m2: float | Decimal | None, planar: BaseGeometry, thresholds: LandThresholds, *, rounding_m2: float = 0.0
) -> Finding | None:
    """勘测面积与按坐标计算的面积是否一致：相差超过限差（两倍面积中误差）的提示，又超过 5 % 的要求核对.

    Never an error: the surveyed figure is authoritative, the computed one checks it.
    """
    computed = float(planar.area)
    if declared_m2 is None or computed <= 0:
        return None
    tolerance = area_tolerance_m2(planar, thresholds.point_error_m)
    compared = compare_areas(declared_m2, computed, tolerance, rounding_m2=rounding_m2)
    if not compared.is_beyond_tolerance:
        return None
    difference = abs(compared.difference_m2)
    share = difference / computed
    gross = share > GROSS_RATIO
    return Finding(
        "area.differs_grossly" if gross else "area.differs",
        Severity.WARNING,
        f"申报面积 {format_m2(round(float(declared_m2), 2))} ㎡，按坐标计算 {format_m2(round(computed, 2))} ㎡，"
        f"相差 {format_m2(round(difference, 2))} ㎡（{share:.2%}），超出界址点精度允许的 {compared.tolerance_m2:.2f} ㎡。",
        fix_zh="请核对面积单位、界址点和勘测报告。" if gross else "请核对勘测报告与界址点是否为同一次测量的成果。",
        message_en=(
            f"Declared {float(declared_m2):,.2f} m², computed {computed:,.2f} m²: {difference:,.2f} m² apart,"
            f" the points' precision explains {compared.tolerance_m2:.2f} m²."
        ),
        measured=f"{difference:.2f} ㎡",
        required=f"≤ {compared.tolerance_m2:.2f} ㎡",
        basis=f"解析法（坐标法）面积；限差为面积中误差的 2 倍，界址点中误差 ±{thresholds.point_error_m:g} m",
    )
