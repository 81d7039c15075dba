"""面积核对：勘测面积与按坐标计算的面积相差多少，是否超出允许。"""

from __future__ import annotations

from decimal import Decimal

from gisapp.kernel.area import format_m2
from gisapp.kernel.finding import Finding, Severity
from gisapp.plot_rules.tolerances import LandThresholds

GROSS_RATIO = 0.05


def compare_declared_area(
    declared_m2: float | Decimal | None, computed_m2: float, thresholds: LandThresholds, *, rounding_m2: float = 0.0
) -> Finding | None:
    """勘测面积与解析法面积是否一致：相差超过 0.1 % 或 1 ㎡ 的提示，超过 5 % 的要求核对.

    `rounding_m2` is half of the last digit of the paper (0.5 ㎡ for 公顷 with four decimals): a difference within it is none.
    Never an error: the surveyed figure is authoritative, the computed one checks it.
    """
    if declared_m2 is None or computed_m2 <= 0:
        return None
    declared = float(declared_m2)
    difference = abs(declared - computed_m2)
    allowed = min(thresholds.area_difference_ratio * computed_m2, thresholds.area_difference_m2)
    if difference <= max(allowed, rounding_m2) + 0.005:
        return None
    share = difference / computed_m2
    gross = share > GROSS_RATIO
    return Finding(
        "area.differs_grossly" if gross else "area.differs",
        Severity.WARNING,
        f"申报面积 {format_m2(round(declared, 2))} ㎡，按坐标计算 {format_m2(round(computed_m2, 2))} ㎡，"
        f"相差 {format_m2(round(difference, 2))} ㎡（{share:.2%}）。",
        fix_zh="请核对面积单位、界址点和勘测报告。" if gross else "请核对勘测报告；差值由取位引起的可以接受。",
        message_en=f"Declared {declared:,.2f} m², computed {computed_m2:,.2f} m².",
        measured=f"{difference:.2f} ㎡",
        required=f"≤ {allowed:.2f} ㎡",
        basis="解析法（坐标法）面积",
    )
