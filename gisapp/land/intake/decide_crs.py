"""Which coordinate system the file is in: declared, answered or certain from the numbers; otherwise a question, never a guess.

GCJ-02, BD-09, Xi'an 80 and Beijing 54 are refused: without parameters there is only a no-shift path, tens of metres wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from pyproj import Transformer

from gisapp.land.intake.answers import Answers, Choice, Question
from gisapp.land.intake.datum_shift import apply_shift
from gisapp.land.intake.ground import Surroundings, format_distance
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.known_crs import (
    SHIFTED_NAME,
    WRITTEN_BY_ITSELF,
    KnownCrs,
    cgcs2000_zone,
    family_of_text,
    old_datum_zone,
    recognise_crs,
)
from gisapp.land.intake.magnitude import Magnitude, is_zone, measure_layer
from gisapp.land.intake.source_layer import SourceLayer

REFUSED = ("old", "shifted")
FILE_EPSGS = (4490, 4326)
SURVEYED = ("boundary_txt", "csv", "workbook", "dxf")
"""Formats that never carry a system: a zone in front of the eastings, or in the header, is as certain as it gets."""


@dataclass(frozen=True, slots=True)
class CrsDecision:
    """The system to read the coordinates in; `swap` when the file gives north before east; `row_zone` where rows carry several zones."""

    known: KnownCrs
    swap: bool
    why_zh: str
    row_zone: np.ndarray | None = None


def decide_crs(
    layer: SourceLayer, answers: Answers, around: Surroundings, log: IssueLog
) -> CrsDecision | Question | None:
    """Return the decision, or the question to ask, or None when the file is refused for its datum (logged as error)."""
    size = measure_layer(layer.geometry)
    known, why_zh = _stated(layer, answers, size, log)
    if known is not None and known.family in REFUSED:
        return _shifted(layer, known, answers, size, around, log)
    if answers.restoring is not None:
        log.warning(
            "crs.transformation_unused",
            "坐标系不需要转换，您给出的转换方式没有使用。",
            "请核对坐标系，或清除转换方式。",
            field="坐标系",
        )
    if known is None or known.family == "unknown":
        if layer.kind in SURVEYED or answers.zone is not None:
            return _by_zone(layer, answers, size, around, log)
        return _ask_system(layer, size, around, "文件没有可识别的坐标系声明")
    if known.crs is not None and known.crs.is_geographic:
        if size.kind in ("prefixed", "unprefixed"):
            return _ask_system(layer, size, around, f"{why_zh}为经纬度，但坐标是以米计的平面坐标")
        return CrsDecision(known, _swapped(size, log), why_zh)
    if size.kind == "degrees":
        return _ask_system(layer, size, around, f"{why_zh}为{known.label}，但坐标是经纬度")
    if known.zone is None:
        return CrsDecision(known, False, why_zh)
    return _with_size(known, size, why_zh, around, layer, log)


def _stated(layer: SourceLayer, answers: Answers, size: Magnitude, log: IssueLog) -> tuple[KnownCrs | None, str]:
    """Return what the officer or the file says, with the words for it; an answer against the file's word is written down."""
    statement = layer.crs
    declared: KnownCrs | None = None
    why_zh = f"{statement.origin_zh}声明"
    if statement.wkt or statement.epsg:
        declared = recognise_crs(statement.wkt or statement.epsg or "")
    elif statement.datum_text:
        family = family_of_text(statement.datum_text)
        if family in REFUSED:
            declared = KnownCrs(family, statement.datum_text)
    is_default = WRITTEN_BY_ITSELF.search(statement.name or "")
    if (statement.assumed or statement.is_silent or is_default) and SHIFTED_NAME.search(layer.name):
        declared = KnownCrs("shifted", f"文件名“{layer.name[:60]}”所示")
    restoring = answers.restoring if answers.restoring and answers.restoring.suits("shifted") else None
    if restoring is not None and size.kind == "degrees" and (declared is None or declared.family != "shifted"):
        log.warning(
            "crs.declaration_overruled",
            f"文件声明为{declared.label if declared else '（未写）'}，已按您的说明理解为{restoring.kind.upper()} 加偏坐标。",
            "此选择已记录在案。",
            field="坐标系",
            value=restoring.kind,
        )
        return KnownCrs("shifted", restoring.kind.upper()), "您选择"
    if answers.crs is not None:
        asked = recognise_crs(answers.crs)
        if (
            declared is not None
            and declared.family != "unknown"
            and (declared.family, declared.zone) != (asked.family, asked.zone)
        ):
            log.warning(
                "crs.declaration_overruled",
                f"文件声明为{declared.label}，已按您选择的{asked.label}读取。",
                "此选择已记录在案。",
                field="坐标系",
                value=asked.label,
            )
        return asked, "您选择"
    if (
        declared is not None
        and declared.family == "cgcs2000"
        and declared.zone
        and answers.zone not in (None, declared.zone)
    ):
        log.warning(
            "crs.declaration_overruled",
            f"文件声明为第 {declared.zone} 带，已按您选择的第 {answers.zone} 带读取。",
            "此选择已记录在案。",
            field="带号",
            value=answers.zone,
        )
        return cgcs2000_zone(answers.zone or 0, prefixed=size.kind == "prefixed"), "您选择"
    if statement.assumed and size.kind in ("prefixed", "unprefixed"):
        return None, ""  # the standard's assumption is only worth something for degrees
    if statement.assumed:
        log.info(
            "crs.assumed",
            f"文件未写坐标系，按 {statement.assumed} 理解为 WGS 84 经纬度。",
            field="坐标系",
        )
    return declared, why_zh


def _shifted(
    layer: SourceLayer, known: KnownCrs, answers: Answers, size: Magnitude, around: Surroundings, log: IssueLog
) -> CrsDecision | Question | None:
    """An old or shifted system: with the parameters or the restoring that an officer asked for, on record; refused without."""
    shift = answers.restoring
    if shift is None or not shift.suits(known.family):
        return _refuse(known, log)
    if known.family == "shifted":
        if size.kind != "degrees":
            log.error(
                "crs.shift_needs_degrees",
                f"{known.label}应为经纬度，文件中是平面坐标。",
                "请核对坐标系。",
                field="坐标系",
            )
            return None
        system = KnownCrs("shifted", f"{known.label}，{shift.label_zh}", shift=shift)
    else:
        zone = answers.zone or layer.crs.zone or known.zone or size.zone
        if known.crs is None and zone is not None and size.kind != "degrees":
            known = old_datum_zone(known.label, zone, prefixed=size.kind == "prefixed") or known
        if known.crs is None:
            return _ask_zone(layer, around, f"坐标系为{known.label}，还需要带号")
        if shift.kind == "four" and (zone is None or known.is_geographic):
            return _ask_zone(layer, around, "四参数须在平面坐标上使用，还需要带号")
        system = replace(known, label=f"{known.label}，{shift.label_zh}", zone=zone, shift=shift)
    log.warning(
        "crs.transformed",
        f"已按{shift.label_zh}转换到 CGCS2000。",
        "成果精度取决于转换参数，请用已知点核对。",
        field="坐标系",
        value=shift.label_zh,
    )
    return CrsDecision(system, _swapped(size, log), "您给出的转换方式")


def _refuse(known: KnownCrs, log: IssueLog) -> None:
    if known.family == "shifted":
        log.error(
            "crs.shifted",
            f"坐标系为{known.label}（加偏坐标），不能作为 CGCS2000 入库。",
            "请向提供单位索取 CGCS2000 成果；确需使用的，在“读取方式”中选择还原（会记录在案）。",
            field="坐标系",
            value=known.label,
        )
    else:
        log.error(
            "crs.old_datum", f"坐标系为{known.label}，转换到 CGCS2000 需要七参数或四参数，系统不自行换算。",
            "请由测绘单位转换后上传，或在“读取方式”中填写参数及其来源；确认声明有误的，可改选实际坐标系。", field="坐标系", value=known.label,
        )  # fmt: skip


def _by_zone(
    layer: SourceLayer, answers: Answers, size: Magnitude, around: Surroundings, log: IssueLog
) -> CrsDecision | Question | None:
    """Decide for files that speak of a datum and a zone in words, or of nothing, from the header, the answer and the numbers."""
    statement = layer.crs
    family = family_of_text(statement.datum_text) if statement.datum_text else None
    if statement.projection_text and not _is_gauss(statement.projection_text) and size.kind != "degrees":
        return _ask_system(layer, size, around, f"投影类型为“{statement.projection_text}”")
    if size.kind == "degrees":
        if family in (None, "unknown") and answers.zone is None:
            return _ask_system(layer, size, around, "坐标是经纬度，但没有写坐标系")
        return CrsDecision(recognise_crs(4326 if family == "wgs84" else 4490), _swapped(size, log), "属性描述声明")
    if family == "wgs84":
        return _ask_system(layer, size, around, "坐标系写为 WGS 84，但坐标是以米计的平面坐标")
    zone = answers.zone if answers.zone is not None else statement.zone
    if zone is not None and not is_zone(zone):
        log.warning(
            "crs.zone_impossible",
            f"带号 {zone} 不在中国范围内，未采用。",
            "应为 3 度带 25–45 或 6 度带 13–23。",
            field="带号",
            value=zone,
        )
        zone = None
    if zone is None:
        zone = size.zone
    if zone is None:
        return _ask_zone(layer, around)
    if any(digit in "123456789" for digit in statement.parameters_text or ""):
        log.warning(
            "txt.parameters_unused",
            "属性描述带有转换参数，未使用。",
            "坐标按所写坐标系原样读取，请核对是否已完成转换。",
            field="转换参数",
            value=statement.parameters_text,
        )
    if answers.zone is None and statement.zone_width is not None and (statement.zone_width == 3) != (zone >= 25):
        return _ask_zone(
            layer,
            around,
            f"几度分带为 {statement.zone_width}，与带号 {zone} 矛盾",
            _zones_of_either_width(zone, around),
            prefixed=size.kind == "prefixed",
        )
    if family in (None, "unknown"):
        log.warning(
            "crs.datum_assumed",
            "文件没有写坐标系，按 2000 国家大地坐标系读取。",
            "如为西安80、北京54坐标，请退回并要求提供 2000 坐标。",
            field="坐标系",
        )
    why_zh = "您选择" if answers.zone is not None else "属性描述与坐标带号" if statement.zone else "坐标带号"
    return _with_size(cgcs2000_zone(zone, prefixed=size.kind == "prefixed"), size, why_zh, around, layer, log)


def _with_size(
    known: KnownCrs, size: Magnitude, why_zh: str, around: Surroundings, layer: SourceLayer, log: IssueLog
) -> CrsDecision | Question:
    """Hold a Gauss–Krüger system against the numbers: prefix there or not, same zone or another."""
    assert known.zone is not None
    swap = _swapped(size, log)
    if size.kind == "prefixed":
        if size.zone != known.zone:
            return _ask_zone(
                layer, around, f"{why_zh}为第 {known.zone} 带，但坐标的带号是 {size.zone}", (size.zone or 0, known.zone)
            )
        if not known.prefixed:
            log.info(
                "crs.prefix_found", f"横坐标带有带号 {size.zone}，按带带号的坐标系读取。", field="带号", value=size.zone
            )
        settled = cgcs2000_zone(known.zone, prefixed=True)
        return CrsDecision(settled, swap, why_zh, size.row_zone if len(size.zones) > 1 else None)
    if size.kind == "unprefixed" and known.prefixed:
        log.info(
            "crs.prefix_absent",
            f"横坐标没有带号，按第 {known.zone} 带不带带号的坐标系读取。",
            field="带号",
            value=known.zone,
        )
        known = cgcs2000_zone(known.zone, prefixed=False)
    return CrsDecision(known, swap, why_zh)


def _swapped(size: Magnitude, log: IssueLog) -> bool:
    if size.kind == "unknown" or size.first_is_east:
        return False
    what = "纬度在前、经度在后" if size.kind == "degrees" else "北坐标在前、东坐标在后"
    log.warning("crs.axes_swapped", f"坐标{what}，已按数值大小对调。", "如不正确请核对坐标次序。", field="坐标系")
    return True


def _is_gauss(text: str) -> bool:
    return any(
        word in text for word in ("高斯", "克吕格", "克里格", "克呂格", "Gauss", "gauss", "GK", "TM", "横轴墨卡托")
    )


def _zones_of_either_width(zone: int, around: Surroundings) -> tuple[int, ...]:
    """Return the zone as written, then the zones around the park: the header's width or its number is wrong, and either may be."""
    return tuple(dict.fromkeys((zone, *_zones_around(around))))


def _zones_around(around: Surroundings) -> tuple[int, ...]:
    """Return the park's 3° zone, its neighbours, and the 6° zones that share its ground: 38 (112.5°–115.5°) lies in 19 and in 20."""
    zone = _park_zone(around)
    return tuple(dict.fromkeys((zone, zone + 1, zone - 1, (zone + 1) // 2, zone // 2 + 1)))


def _ask_zone(
    layer: SourceLayer,
    around: Surroundings,
    why_zh: str = "",
    zones: tuple[int, ...] = (),
    *,
    prefixed: bool | None = None,
) -> Question:
    options = zones or _zones_around(around)
    as_prefixed = bool(zones) if prefixed is None else prefixed
    choices, best = _choices(
        layer, around, [(str(zone), cgcs2000_zone(zone, prefixed=as_prefixed)) for zone in options if is_zone(zone)]
    )
    lead = f"{why_zh}。" if why_zh else "坐标没有带号，文件也没有写带号。"
    return Question("zone", f"{lead}请选择带号。", choices, best)


def _ask_system(layer: SourceLayer, size: Magnitude, around: Surroundings, why_zh: str) -> Question:
    if size.kind == "degrees":
        options = [recognise_crs(epsg) for epsg in FILE_EPSGS]
    elif size.kind == "prefixed":
        options = [cgcs2000_zone(zone, prefixed=True) for zone in size.zones]
    else:
        options = [cgcs2000_zone(one, prefixed=False) for one in _zones_around(around) if is_zone(one)]
    choices, best = _choices(
        layer, around, [(f"EPSG:{known.epsg}", known) for known in options], swap=not size.first_is_east
    )
    return Question("crs", f"{why_zh}。请选择坐标系。", choices, best if size.kind != "degrees" else None)


def _park_zone(around: Surroundings) -> int:
    """Return the 3° zone of the park's planar system (38 for 4526 and 4547)."""
    known = recognise_crs(around.planar_epsg)
    zone = known.zone or 38
    return zone if zone >= 25 else zone * 2 - 1


def _choices(
    layer: SourceLayer, around: Surroundings, options: list[tuple[str, KnownCrs]], *, swap: bool = False
) -> tuple[tuple[Choice, ...], str | None]:
    """Say for each possible system where the file would fall; suggest the one that falls near the park, when only one does."""
    there = layer.geometry[~(shapely.is_missing(layer.geometry) | shapely.is_empty(layer.geometry))]
    choices, near = [], []
    for value, known in options:
        hint = ""
        if len(there):
            x, y = np.median(shapely.bounds(there)[:, :2], axis=0)
            lon, lat = to_lonlat(known, np.array([y if swap else x]), np.array([x if swap else y]))
            distance = float(around.distance_m(lon, lat)[0])
            hint = _where_it_falls(distance, around.place_zh)
            if distance <= around.plausible_distance_m:
                near.append(value)
        choices.append(Choice(value, known.label, hint))
    return tuple(choices), near[0] if len(near) == 1 else None


def _where_it_falls(distance_m: float, place_zh: str) -> str:
    if np.isnan(distance_m):
        return ""
    if np.isinf(distance_m):
        return "不在地球范围内"
    return f"落在{place_zh}内" if distance_m == 0 else f"距{place_zh} {format_distance(distance_m)}"


def to_lonlat(known: KnownCrs, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return CGCS2000 lon, lat; WGS 84 stands for CGCS2000 as it is (they differ by centimetres to decimetres)."""
    if known.shift is not None:
        return apply_shift(known.shift, known.crs, known.zone, x, y)
    if known.crs is None or (known.is_geographic and known.family in ("cgcs2000", "wgs84")):
        return x, y
    target = known.crs.geodetic_crs if known.family in ("cgcs2000", "wgs84") else 4490
    lon, lat = Transformer.from_crs(known.crs, target, always_xy=True).transform(x, y)
    return np.asarray(lon), np.asarray(lat)
