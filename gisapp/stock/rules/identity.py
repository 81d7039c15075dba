"""面积恒等：每个园区的每一平方米恰好属于一类；有空缺、重叠或待查的，按园区名、位置和面积指出。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gisapp.kernel.area import format_m2, format_mu
from gisapp.kernel.finding import Finding, Findings, Severity


@dataclass(frozen=True, slots=True)
class UnclassifiedPlace:
    """A patch that is in no class: what it is called, why, how large, a point in it (GeoJSON, EPSG:4490) and its box."""

    patch_id: int
    name: str
    reason_zh: str
    area_m2: Decimal
    place: dict[str, Any]
    bbox: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ParkBalance:
    """A park on a day: its area and the sum of its patches (planar ㎡), what no patch covers and what two cover."""

    name_zh: str
    park_m2: Decimal
    patch_m2: Decimal
    patch_count: int
    gap_m2: Decimal
    overlap_m2: Decimal
    gap: dict[str, Any] | None
    overlap: dict[str, Any] | None
    unclassified: tuple[UnclassifiedPlace, ...] = ()
    is_stale: bool = False


def check_identity(balance: ParkBalance, tolerance_m2: Decimal, basis: str) -> Findings:
    """园区面积 = 各类图斑之和：差、空缺、重叠各不超过容许值，且没有待查图斑，才算通过."""
    name = balance.name_zh
    if balance.patch_count == 0:
        return Findings(
            [
                Finding(
                    "stock.not_worked_out",
                    Severity.ERROR,
                    f"{name}在这一天没有图斑。",
                    fix_zh="请点“重新计算”；仍没有的，核对园区界线的起始日期。",
                    message_en=f"{name} has no patches on this day.",
                )
            ]
        )
    return Findings([*_areas(balance, tolerance_m2, basis), *_places(balance)])


def _areas(balance: ParkBalance, tolerance_m2: Decimal, basis: str) -> Iterator[Finding]:
    name = balance.name_zh
    required = f"≤ {tolerance_m2.normalize():f} ㎡"
    if balance.gap_m2 > tolerance_m2:
        yield Finding(
            "stock.gap",
            Severity.ERROR,
            f"{name}有 {format_m2(balance.gap_m2)} ㎡ 不属于任何图斑。",
            fix_zh="请重新计算；仍有空缺的，核对该处地块和园区界线。",
            message_en=f"{format_m2(balance.gap_m2)} m² of {name} are in no patch.",
            measured=f"{format_m2(balance.gap_m2)} ㎡",
            required=required,
            basis=basis,
            geometry=balance.gap,
        )
    if balance.overlap_m2 > tolerance_m2:
        yield Finding(
            "stock.overlap",
            Severity.ERROR,
            f"{name}有 {format_m2(balance.overlap_m2)} ㎡ 被计入两个图斑。",
            fix_zh="请重新计算；仍有重叠的，核对该处的划分。",
            message_en=f"{format_m2(balance.overlap_m2)} m² of {name} are counted twice.",
            measured=f"{format_m2(balance.overlap_m2)} ㎡",
            required=required,
            basis=basis,
            geometry=balance.overlap,
        )
    difference = balance.patch_m2 - balance.park_m2
    explained = balance.gap_m2 > tolerance_m2 or balance.overlap_m2 > tolerance_m2
    if abs(difference) > tolerance_m2 and not explained:
        yield Finding(
            "stock.sum_differs",
            Severity.ERROR,
            f"{name}各类之和与园区面积相差 {format_m2(difference)} ㎡。",
            fix_zh="请重新计算；仍有差额的，核对园区界线的修订。",
            message_en=f"The classes of {name} differ from its area by {format_m2(difference)} m².",
            measured=f"{format_m2(difference)} ㎡",
            required=required,
            basis=basis,
        )


def _places(balance: ParkBalance) -> Iterator[Finding]:
    name = balance.name_zh
    for place in balance.unclassified:
        yield Finding(
            "stock.unclassified",
            Severity.ERROR,
            f"{name} {place.name}有 {format_m2(place.area_m2)} ㎡（{format_mu(place.area_m2)} 亩）待查：{place.reason_zh}。",
            fix_zh="请补录批文、权属或利用情况，或由人工认定类别。",
            message_en=f"{place.name} in {name} is unclassified: {format_m2(place.area_m2)} m².",
            measured=f"{format_m2(place.area_m2)} ㎡",
            required="0 ㎡",
            geometry=place.place | {"bbox": list(place.bbox), "patch_id": place.patch_id},
        )
    if balance.is_stale:
        yield Finding(
            "stock.stale",
            Severity.WARNING,
            f"{name}的图斑计算之后，又有资料变动。",
            fix_zh="请点“重新计算”，使图斑与最新资料一致。",
            message_en=f"Facts of {name} have changed since its patches were worked out.",
        )
