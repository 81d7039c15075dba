"""From an old datum, or from the shifted coordinates of internet maps, to CGCS2000: only by parameters or a name that somebody gave.

Nothing here is ever chosen by the system. Seven parameters are a Helmert transformation between the geocentric systems
(布尔沙模型; EPSG 9606/9607), four parameters a similarity in the plane of one zone. GCJ-02 is undone by the public formula,
inverted by iteration; BD-09 is undone to GCJ-02 first. The result is as good as the parameters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from pyproj import CRS, Transformer

from gisapp.kernel.errors import Invalid

SEVEN, FOUR, GCJ02, BD09 = "seven", "four", "gcj02", "bd09"
KIND_ZH = {SEVEN: "七参数", FOUR: "四参数", GCJ02: "GCJ-02 还原", BD09: "BD-09 还原"}
CONVENTIONS = {"position_vector": "位置矢量", "coordinate_frame": "坐标框架"}
_LENGTHS = {"dx": 1000.0, "dy": 1000.0, "dz": 1000.0}
_PLANE_LENGTHS = {"dx": 5e7, "dy": 5e7}
_ANGLES = {"rx": 60.0, "ry": 60.0, "rz": 60.0}
_LABEL_ZH = {
    "dx": "ΔX（米）", "dy": "ΔY（米）", "dz": "ΔZ（米）", "rx": "εX（秒）", "ry": "εY（秒）", "rz": "εZ（秒）", "rotation": "旋转（秒）", "scale_ppm": "尺度（ppm）",
}  # fmt: skip
_CGCS2000 = "+a=6378137 +rf=298.257222101"


@dataclass(frozen=True, slots=True)
class DatumShift:
    """How to come to CGCS2000. Metres, arc seconds, parts per million; `rotation` and scale alone for four parameters."""

    kind: str
    dx: float = 0.0
    dy: float = 0.0
    dz: float = 0.0
    rx: float = 0.0
    ry: float = 0.0
    rz: float = 0.0
    rotation: float = 0.0
    scale_ppm: float = 0.0
    convention: str = ""
    source: str = ""

    @property
    def label_zh(self) -> str:
        """What was applied, with every number, as it goes on record."""
        if self.kind == SEVEN:
            numbers = f"ΔX={self.dx:g} ΔY={self.dy:g} ΔZ={self.dz:g} 米，εX={self.rx:g} εY={self.ry:g} εZ={self.rz:g} 秒，m={self.scale_ppm:g} ppm，{CONVENTIONS[self.convention]}"
        elif self.kind == FOUR:
            numbers = f"ΔX={self.dx:g} ΔY={self.dy:g} 米，旋转 {self.rotation:g} 秒，尺度 {self.scale_ppm:g} ppm"
        else:
            return KIND_ZH[self.kind]
        return f"{KIND_ZH[self.kind]}（{numbers}；来源：{self.source}）"

    def suits(self, family: str) -> bool:
        """Parameters are for old datums, restoring for shifted coordinates."""
        return family == ("old" if self.kind in (SEVEN, FOUR) else "shifted")


def parse_shift(raw: Any) -> DatumShift:
    """Read the answer `transformation` (400 with what is wrong): kind, its numbers, for parameters where they come from."""
    if isinstance(raw, DatumShift):
        return raw
    if not isinstance(raw, Mapping) or raw.get("kind") not in KIND_ZH:
        raise Invalid("survey.answer_transformation", "坐标转换方式只能是七参数、四参数、GCJ-02 还原或 BD-09 还原。")
    kind = str(raw["kind"])
    if kind in (GCJ02, BD09):
        return DatumShift(kind)
    bounds = {**_LENGTHS, **_ANGLES} if kind == SEVEN else {**_PLANE_LENGTHS, "rotation": 1_296_000.0}
    numbers = {name: _number(raw, name, most) for name, most in {**bounds, "scale_ppm": 1000.0}.items()}
    source = str(raw.get("source", "")).strip()
    if not source:
        raise Invalid("survey.answer_transformation", "请写明转换参数的来源（提供单位、文件），以便备查。")
    convention = str(raw.get("convention", "")) if kind == SEVEN else ""
    if kind == SEVEN and convention not in CONVENTIONS:
        raise Invalid(
            "survey.answer_transformation", "请选择七参数的旋转约定（位置矢量或坐标框架）；约定相反时结果会差数十米。"
        )
    return DatumShift(kind, convention=convention, source=source[:200], **numbers)


def _number(raw: Mapping[str, Any], name: str, most: float) -> float:
    try:
        value = float(str(raw[name]).strip())
    except (KeyError, ValueError):
        raise Invalid("survey.answer_transformation", f"缺少转换参数“{_LABEL_ZH[name]}”，或不是数字。") from None
    if not math.isfinite(value) or abs(value) > most:
        raise Invalid(
            "survey.answer_transformation",
            f"转换参数“{_LABEL_ZH[name]}”为 {value:g}，超出合理范围（±{most:g}），请核对单位。",
        )
    return value


def apply_shift(
    shift: DatumShift, crs: CRS | None, zone: int | None, x: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return CGCS2000 lon, lat of x = east or lon, y = north or lat in `crs`; `zone` is the 3° zone, for four parameters."""
    if shift.kind == GCJ02:
        return from_gcj02(x, y)
    if shift.kind == BD09:
        return from_gcj02(*_bd09_to_gcj02(x, y))
    assert crs is not None
    if shift.kind == FOUR:
        assert zone is not None
        return _four(shift, zone, x, y)
    geodetic = crs.geodetic_crs
    assert geodetic is not None
    lon, lat = Transformer.from_crs(crs, geodetic, always_xy=True).transform(x, y) if crs.is_projected else (x, y)
    ellipsoid = geodetic.ellipsoid
    assert ellipsoid is not None
    moved = _seven(shift, ellipsoid.semi_major_metre, ellipsoid.inverse_flattening).transform(lon, lat)
    return np.asarray(moved[0]), np.asarray(moved[1])


@lru_cache(maxsize=32)
def _seven(shift: DatumShift, axis_m: float, inverse_flattening: float) -> Transformer:
    """Degrees on the old ellipsoid → geocentric → Helmert → degrees on CGCS2000, at height zero."""
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
        f" +step +proj=cart +a={axis_m!r} +rf={inverse_flattening!r}"
        f" +step +proj=helmert +x={shift.dx!r} +y={shift.dy!r} +z={shift.dz!r} +rx={shift.rx!r} +ry={shift.ry!r} +rz={shift.rz!r}"
        f" +s={shift.scale_ppm!r} +convention={shift.convention}"
        f" +step +inv +proj=cart {_CGCS2000} +step +proj=unitconvert +xy_in=rad +xy_out=deg"
    )


def _four(shift: DatumShift, zone: int, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """X (north) and Y (east) without the zone: X' = ΔX + k(X cos α − Y sin α), Y' = ΔY + k(X sin α + Y cos α)."""
    east, north = np.asarray(x) % 1_000_000, np.asarray(y)
    k, angle = 1 + shift.scale_ppm * 1e-6, math.radians(shift.rotation / 3600)
    new_north = shift.dx + k * (north * math.cos(angle) - east * math.sin(angle))
    new_east = shift.dy + k * (north * math.sin(angle) + east * math.cos(angle))
    lon, lat = Transformer.from_crs(4534 + zone - 25, 4490, always_xy=True).transform(new_east, new_north)
    return np.asarray(lon), np.asarray(lat)


# ---- the shifted coordinates of internet maps: the public formula, its constants as published ------------------------------

_A, _EE = 6378245.0, 0.00669342162296594323
_BD = math.pi * 3000.0 / 180.0
_CLOSE_DEG = 1e-10  # a hundredth of a millimetre


def to_gcj02(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the shifted coordinates of true ones, in degrees."""
    x, y = np.asarray(lon, dtype=float) - 105.0, np.asarray(lat, dtype=float) - 35.0
    wave = 20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)
    root = np.sqrt(np.abs(x))
    dlat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + (
        wave + 20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi) + 160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)
    ) * 2 / 3  # fmt: skip
    dlon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + (
        wave + 20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi) + 150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)
    ) * 2 / 3  # fmt: skip
    radians = np.radians(lat)
    magic = 1 - _EE * np.sin(radians) ** 2
    dlat = dlat * 180 / (_A * (1 - _EE) / (magic * np.sqrt(magic)) * np.pi)
    dlon = dlon * 180 / (_A / np.sqrt(magic) * np.cos(radians) * np.pi)
    return np.asarray(lon) + dlon, np.asarray(lat) + dlat


def from_gcj02(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the true coordinates, found by iteration until the shift of the answer is the coordinate given."""
    true_lon, true_lat = np.asarray(lon, dtype=float).copy(), np.asarray(lat, dtype=float).copy()
    for _ in range(30):
        again = to_gcj02(true_lon, true_lat)
        off_lon, off_lat = again[0] - lon, again[1] - lat
        true_lon, true_lat = true_lon - off_lon, true_lat - off_lat
        if max(np.abs(off_lon).max(initial=0), np.abs(off_lat).max(initial=0)) < _CLOSE_DEG:
            break
    return true_lon, true_lat


def _bd09_to_gcj02(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.asarray(lon) - 0.0065, np.asarray(lat) - 0.006
    z = np.hypot(x, y) - 0.00002 * np.sin(y * _BD)
    theta = np.arctan2(y, x) - 0.000003 * np.cos(x * _BD)
    return z * np.cos(theta), z * np.sin(theta)
