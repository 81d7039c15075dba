"""Ground that may be drawn on or surveyed: an unprepared plot is retired, and what it left is cut anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyproj import Transformer
from shapely import set_precision, transform
from shapely.geometry import LineString, Polygon, shape
from shapely.ops import split

from tests.browser.tab import Tab

_TO_PLANAR = Transformer.from_crs(4490, 4547, always_xy=True)
_TO_DEGREES = Transformer.from_crs(4547, 4490, always_xy=True)


@dataclass(frozen=True)
class Ground:
    """What a retired plot left: its old row in the ledger and its outline in EPSG:4547 (east, north)."""

    old: dict[str, Any]
    outline: Polygon

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of a point inside."""
        point = self.outline.representative_point()
        return degrees(point.x, point.y)

    def halves(self) -> list[Polygon]:
        """Two plots of about the same size that together are the old one, the western first."""
        return sorted(_cut(self.outline), key=lambda half: half.centroid.x)


def degrees(east: float, north: float) -> tuple[float, float]:
    """EPSG:4547 as longitude and latitude."""
    return _TO_DEGREES.transform(east, north)


def outline_of(tab: Tab, plot_id: int) -> Polygon:
    """The largest part of a plot in EPSG:4547."""
    parts = shape(tab.ask(f"/api/plots/{plot_id}")["geometry"]).geoms
    return transform(max(parts, key=lambda part: part.area), _TO_PLANAR.transform, interleaved=False)


def free_ground(tab: Tab, park: str = "P4") -> Ground:
    """Retire the largest unprepared plot of simple shape in a park, as the person of this tab."""
    plots = tab.ask("/api/plots", park=park, stage="raw", sort="-area_m2", limit=50)["items"]
    for plot in plots:
        outline = outline_of(tab, plot["id"])
        if not outline.interiors and len(outline.exterior.coords) <= 20:
            answer = tab.post(
                f"/api/plots/{plot['id']}/retire",
                {"plot_no": plot["plot_no"], "valid_from": "2026-11-02", "reason": "重新划分宗地"},
            )
            assert answer.ok, answer.text()
            return Ground(plot, outline)
    raise AssertionError(f"{park} has no unprepared plot of simple shape")


def _cut(outline: Polygon) -> Iterable[Polygon]:
    corners = list(outline.minimum_rotated_rectangle.exterior.coords)[:4]
    sides = [LineString([corners[at], corners[(at + 1) % 4]]) for at in range(4)]
    long = max(sides[0], sides[1], key=lambda side: side.length)
    opposite = sides[(sides.index(long) + 2) % 4]
    start, end = long.interpolate(0.5, normalized=True), opposite.interpolate(0.5, normalized=True)
    east, north = end.x - start.x, end.y - start.y
    across = LineString([(start.x - east, start.y - north), (end.x + east, end.y + north)])
    # surveys are given in millimetres
    return [set_precision(part, 0.001) for part in split(outline, across).geoms]


def boundary_txt(plots: Sequence[tuple[str, Polygon]], *, zone: int | None = 38) -> bytes:
    """A boundary-point file as survey offices send it (GBK, X north, Y east); without `zone` it does not say in which zone it lies."""
    prefix = 0 if zone is None else zone * 1_000_000
    lines = ["[属性描述]", "格式版本号=1.01版本", "数据产生单位=示例测绘单位", "数据产生日期=2026-11-20"]
    lines += ["坐标系=2000国家大地坐标系", "几度分带=3", "投影类型=高斯克吕格", "计量单位=米"]
    lines += [f"带号={'' if zone is None else zone}", "精度=0.001", "转换参数=,,,,,,", "[地块坐标]"]
    for plot_no, plot in plots:
        ring = list(plot.exterior.coords)
        lines.append(f"{len(ring)},{plot.area / 10_000:.4f},{plot_no},{plot_no},面,,工业用地,,@")
        names = [f"J{at + 1}" for at in range(len(ring) - 1)]
        for name, (east, north) in zip([*names, names[0]], ring, strict=True):
            lines.append(f"{name},1,{north:.3f},{prefix + east:.3f}")
    return ("\r\n".join(lines) + "\r\n").encode("gbk")
