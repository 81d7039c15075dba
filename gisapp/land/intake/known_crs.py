"""What a coordinate system is, matched by its definition and not by its name: CGCS2000, WGS 84, an old datum, or another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from gisapp.land.intake.datum_shift import DatumShift
from gisapp.land.intake.magnitude import central_meridian, gauss_kruger_epsg, is_zone

OLD_DATUM = re.compile(r"xi'?an|beijing|西安|北京|(?<!\d)(?:19)?(?:80|54)(?!\d)", re.IGNORECASE)
SHIFTED_DATUM = re.compile(r"gcj|bd[-_ ]?09|火星|百度|高德|腾讯", re.IGNORECASE)
SHIFTED_NAME = re.compile(r"gcj[-_ ]?0?2|bd[-_ ]?09|火星坐标|(?:百度|高德|腾讯)坐标", re.IGNORECASE)
WRITTEN_BY_ITSELF = re.compile(r"CRS:?84|EPSG:+4326$", re.IGNORECASE)
"""The crs that every program adds to a GeoJSON of degrees by itself: no word of whoever measured."""
MODERN_DATUM = re.compile(r"2000|cgcs", re.IGNORECASE)
WORLD_DATUM = re.compile(r"wgs", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KnownCrs:
    """`family`: cgcs2000, wgs84, old, shifted, other or unknown. `zone` only for CGCS2000 Gauss–Krüger; `epsg` where there is one."""

    family: str
    label: str
    crs: CRS | None = None
    epsg: int | None = None
    zone: int | None = None
    prefixed: bool = False
    shift: DatumShift | None = None
    """How an old or shifted system comes to CGCS2000, where somebody said how."""

    @property
    def is_geographic(self) -> bool:
        return self.crs is not None and self.crs.is_geographic


def family_of_text(text: str) -> str:
    """Return the family that a header such as 2000国家大地坐标系 or 80国家大地坐标系 names."""
    if SHIFTED_DATUM.search(text):
        return "shifted"
    if MODERN_DATUM.search(text):
        return "cgcs2000"
    if OLD_DATUM.search(text):
        return "old"
    if WORLD_DATUM.search(text):
        return "wgs84"
    return "unknown"


def recognise_crs(definition: str | int) -> KnownCrs:
    """Recognise an EPSG code, a WKT (ESRI's too) or a URN; what cannot be read at all is of family unknown."""
    if isinstance(definition, str) and SHIFTED_DATUM.search(definition):
        return KnownCrs("shifted", definition[:60])
    try:
        crs = CRS.from_user_input(definition)
    except CRSError:
        return KnownCrs("unknown", str(definition)[:60])
    if crs.is_compound:
        crs = crs.sub_crs_list[0]
    if crs.is_bound:
        crs = crs.source_crs
    if crs is None or crs.geodetic_crs is None or not (crs.is_geographic or crs.is_projected):
        return KnownCrs("unknown", crs.name if crs else "")
    family = _family(crs)
    if family == "cgcs2000" and crs.is_geographic:
        return KnownCrs(family, "CGCS2000 经纬度（EPSG:4490）", CRS.from_epsg(4490), 4490)
    if family == "cgcs2000":
        zone, prefixed = _zone_of(crs)
        if zone is not None:
            return cgcs2000_zone(zone, prefixed=prefixed)
    if not _leads_anywhere(crs):
        return KnownCrs("unknown", crs.name[:60])
    epsg = crs.to_epsg()
    return KnownCrs(family, f"{crs.name}（EPSG:{epsg}）" if epsg else crs.name, crs, epsg)


def _leads_anywhere(crs: CRS) -> bool:
    """Tell whether PROJ can compute with a definition that it could read: a damaged one has names and no usable figures."""
    try:
        Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
    except ProjError:
        return False
    return True


def cgcs2000_zone(zone: int, *, prefixed: bool) -> KnownCrs:
    """Return the Gauss–Krüger system of a 3° or 6° zone number."""
    epsg = gauss_kruger_epsg(zone, prefixed=prefixed)
    width = 3 if zone >= 25 else 6
    shape = "带带号" if prefixed else "不带带号"
    label = f"CGCS2000 {width}度带 第{zone}带 中央经线{central_meridian(zone)}° {shape}（EPSG:{epsg}）"
    return KnownCrs("cgcs2000", label, CRS.from_epsg(epsg), epsg, zone, prefixed)


def old_datum_zone(text: str, zone: int, *, prefixed: bool) -> KnownCrs | None:
    """Return the 3° Gauss–Krüger system of an old datum named in words; None where the words or the zone do not settle it."""
    first = (2349, 2370) if re.search(r"80|西安|xi'?an", text, re.IGNORECASE) else None
    if first is None and re.search(r"54|北京|beijing", text, re.IGNORECASE):
        first = (2401, 2422)
    if first is None or not 25 <= zone <= 45:
        return None
    epsg = (first[0] if prefixed else first[1]) + zone - 25
    crs = CRS.from_epsg(epsg)
    return KnownCrs("old", f"{crs.name}（EPSG:{epsg}）", crs, epsg, zone, prefixed)


def _family(crs: CRS) -> str:
    geodetic = crs.geodetic_crs
    assert geodetic is not None
    datum = geodetic.datum
    ellipsoid = geodetic.ellipsoid
    names = " ".join(name for name in (datum.name if datum else "", geodetic.name) if name)
    shape = (round(ellipsoid.semi_major_metre, 1), round(ellipsoid.inverse_flattening, 3)) if ellipsoid else (0.0, 0.0)
    if re.search(r"xi'?an|beijing", names, re.IGNORECASE) or shape == (6378140.0, 298.257):
        return "old"
    if re.search(r"china[ _]*(geodetic.*)?2000|cgcs", names, re.IGNORECASE) or (
        ellipsoid and "CGCS2000" in ellipsoid.name
    ):
        return "cgcs2000"
    if re.search(r"wgs[ _]*(19)?84|world geodetic system 1984", names, re.IGNORECASE):
        return "wgs84"
    return "other"


def _zone_of(crs: CRS) -> tuple[int | None, bool]:
    """Return (zone, prefixed) when the projection is a national Gauss–Krüger zone, (None, False) for local meridians."""
    operation = crs.coordinate_operation
    if operation is None or operation.method_name not in ("Transverse Mercator", "Gauss Kruger"):
        return None, False
    values = {parameter.name.lower(): float(parameter.value) for parameter in operation.params}
    meridian = values.get("longitude of natural origin", 0.0)
    plain = (
        values.get("latitude of natural origin") == 0
        and values.get("scale factor at natural origin") == 1
        and values.get("false northing") == 0
    )
    easting = values.get("false easting", 0.0)
    metres = all(axis.unit_name in ("metre", "meter", "Meter", "unknown") for axis in crs.axis_info)
    if not plain or not metres or easting % 1_000_000 != 500_000:
        return None, False
    zone = int(easting // 1_000_000)
    if zone == 0:
        nearest = round(meridian / 3)
        return (nearest, False) if meridian == nearest * 3 and is_zone(nearest) else (None, False)
    return (zone, True) if is_zone(zone) and central_meridian(zone) == meridian else (None, False)
