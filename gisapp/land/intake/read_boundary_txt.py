"""Reads 勘测定界界址点 TXT ([属性描述]/[地块坐标]) in all its variants, line by line, and accounts for every line.

Written by hand because no maintained reader of the format exists. The grammar is a custom, not a standard: this reader decides
by magnitude (which number is north), by containment (hole or further part) and by the place of 面 (which field is which), and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import shapely

from gisapp.kernel.decode_text import Decoded, decode_text
from gisapp.land.intake.assemble_rings import assemble_polygon, split_rings
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.source_layer import CrsStatement, SourceLayer
from gisapp.land.intake.txt_lines import (
    HEADER_KEYS,
    KEY_COLON,
    KEY_VALUE,
    SECTION,
    ParcelLine,
    PointLine,
    looks_like_parcel,
    read_parcel,
    read_point,
    split_lines,
)

HEADER_SECTIONS = ("项目信息", "属性描述")
COORDINATE_SECTIONS = ("地块坐标", "坐标", "界址点坐标")
EXPECTED_KEYS = ("坐标系", "几度分带", "带号")
MOST_IGNORED_LINES = 50
DATUM_NAMES = re.compile(r"2000|CGCS|80|54|WGS|西安|北京|国家大地|GCJ|BD-?09|火星|百度", re.IGNORECASE)


@dataclass(slots=True)
class _Parcel:
    header: ParcelLine | None
    points: list[PointLine] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What has been gathered while walking through the lines."""

    log: IssueLog
    header: dict[str, str] = field(default_factory=dict)
    parcels: list[_Parcel] = field(default_factory=list)
    section: str | None = None
    sections: list[str] = field(default_factory=list)
    ignored: int = 0


def read_boundary_txt(data: bytes, name: str, log: IssueLog, *, encoding: str | None = None) -> SourceLayer:
    """Read the file; the layer has one row per parcel, with a geometry or with an error that says why not."""
    decoded = decode_text(data, asked=encoding)
    if decoded.unreadable:
        log.warning(
            "text.unreadable",
            f"有 {decoded.unreadable} 个字符无法按 {decoded.encoding} 读出。",
            "请核对文字，或选择其他编码重新检查。",
            field="encoding",
        )
    reading = _Reading(log)
    for number, line in split_lines(decoded.text):
        _take_line(reading, number, line.strip())
    if reading.ignored > MOST_IGNORED_LINES:
        log.warning(
            "txt.lines_ignored",
            f"共有 {reading.ignored} 行无法识别，以上只列出前 {MOST_IGNORED_LINES} 行。",
            "请确认上传的是界址点文件。",
        )
    if not reading.parcels:
        log.error(
            "txt.no_parcel",
            "文件中没有找到地块坐标。",
            "请确认是勘测定界界址点 TXT，含 [地块坐标] 和“点号,圈号,X,Y”行。",
        )
    _check_header(reading)
    return _layer(reading, name, decoded)


def _take_line(reading: _Reading, number: int, line: str) -> None:
    """Sort one line into section, header, parcel or point; what follows a section mark or an @ is read as a line of its own."""
    while line:
        section = SECTION.match(line)
        if section and not (reading.parcels and "," in section.group(1)):
            name = section.group(1).strip()
            reading.section = name
            reading.sections.append(name)
            line = section.group(2).strip()
            continue
        in_header = reading.section is not None and reading.section not in COORDINATE_SECTIONS
        keyed = KEY_VALUE.match(line) or (KEY_COLON.match(line) if in_header or not reading.parcels else None)
        if keyed and (in_header or "@" not in line or keyed.group(1) in HEADER_KEYS):
            reading.header.setdefault(keyed.group(1).strip(), keyed.group(2).strip())
            return
        if "@" in line:
            before, after = line.split("@", 1)
            reading.parcels.append(_Parcel(read_parcel(number, before)))
            line = after.strip(" ,;@")
            continue
        _take_plain_line(reading, number, line, in_header)
        return


def _take_plain_line(reading: _Reading, number: int, line: str, in_header: bool) -> None:
    point = read_point(number, line)
    if point is not None:
        _parcel_for(reading, point).points.append(point)
    elif looks_like_parcel(line):
        reading.parcels.append(_Parcel(read_parcel(number, line)))
        reading.log.warning(
            "txt.at_missing",
            f"第 {number} 行：地块行缺少结尾的 @，已按地块行读取。",
            "请核对该行。",
            line=number,
            value=line,
        )
    else:
        _ignore(reading, number, line, in_header)


def _parcel_for(reading: _Reading, point: PointLine) -> _Parcel:
    """Return the parcel a point belongs to; points without any parcel line make a parcel of their own (one per feature number)."""
    if not reading.parcels:
        reading.parcels.append(_Parcel(None))
        reading.log.warning(
            "txt.parcel_line_missing",
            f"第 {point.line} 行：坐标前没有地块行，缺少地块编号、名称和面积。",
            "请补充地块行，或在接收前填写地块编号。",
            line=point.line,
        )
    parcel = reading.parcels[-1]
    if parcel.header is None and parcel.points and parcel.points[-1].feature != point.feature:
        reading.parcels.append(parcel := _Parcel(None))
    return parcel


def _ignore(reading: _Reading, number: int, line: str, in_header: bool) -> None:
    damaged_point = (
        bool(reading.parcels)
        and not in_header
        and (line[:1] in "Jj" or line[:1].isdigit())
        and ("," in line or "\t" in line)
    )
    if damaged_point:
        row = len(reading.parcels)
        reading.parcels[-1].damaged.append(number)
        reading.log.error(
            "txt.point_unreadable",
            f"第 {number} 行：坐标无法读取。",
            "请按“点号,圈号,X,Y”修正该行后重新上传。",
            row=row,
            line=number,
            value=line,
        )
        return
    reading.ignored += 1
    if reading.ignored <= MOST_IGNORED_LINES:
        reading.log.warning(
            "txt.line_ignored",
            f"第 {number} 行无法识别，未使用。",
            "如含坐标或属性，请按界址点格式修正。",
            line=number,
            value=line,
        )


def _check_header(reading: _Reading) -> None:
    header = reading.header
    if "属性描述" not in reading.sections and reading.parcels:
        reading.log.info("txt.section_missing", "文件没有 [属性描述] 部分。", field="属性描述")
    aliases = {"几度分带": "分带", "坐标系": "坐标系统"}
    missing = [key for key in EXPECTED_KEYS if not header.get(key) and not header.get(aliases.get(key, key))]
    if missing and reading.parcels:
        reading.log.warning(
            "txt.header_incomplete",
            f"属性描述缺少：{'、'.join(missing)}。",
            "系统按坐标数值判定；无法判定的会请您选择。",
            field="属性描述",
        )


def _layer(reading: _Reading, name: str, decoded: Decoded) -> SourceLayer:
    count = len(reading.parcels)
    geometry = np.empty(count, dtype=object)
    boundary: list[list[dict] | None] = [None] * count
    columns: dict[str, list] = {
        key: [None] * count for key in ("地块编号", "地块名称", "面积", "图形属性", "图幅号", "地块用途", "地类编码")
    }
    for at, parcel in enumerate(reading.parcels):
        row = at + 1
        if parcel.header is not None:
            values = (
                parcel.header.plot_no,
                parcel.header.name,
                parcel.header.area,
                parcel.header.shape,
                parcel.header.sheet_no,
                parcel.header.use,
                parcel.header.use_code,
            )
            for key, value in zip(columns, values, strict=True):
                columns[key][at] = value or None
        geometry[at], boundary[at] = _parcel_geometry(parcel, row, reading.log)
    statement = _crs_statement(reading)
    sample = [text for key in ("地块名称", "地块用途") for text in columns[key] if text][:6]
    return SourceLayer(
        "boundary_txt", name, np.arange(1, count + 1), geometry, columns, statement, boundary,
        decoded.encoding, decoded.why_zh, sample or [value for value in reading.header.values() if value and not value.isascii()][:6],
    )  # fmt: skip


def _parcel_geometry(parcel: _Parcel, row: int, log: IssueLog) -> tuple[shapely.Geometry | None, list[dict] | None]:
    header, points = parcel.header, parcel.points
    if header is not None and header.shape in ("线", "点"):
        log.error(
            "geometry.not_polygon",
            f"第 {header.line} 行：图形属性为“{header.shape}”，不是面。",
            "只有面状地块可以入库。",
            row=row,
            field="图形属性",
            value=header.shape,
            line=header.line,
        )
        return None, None
    if not points:
        if not parcel.damaged:
            line = header.line if header else None
            log.error(
                "txt.parcel_empty",
                f"第 {line} 行：地块后没有坐标。",
                "请补充界址点坐标后重新上传。",
                row=row,
                line=line,
            )
        return None, None
    _say_axes(points, row, log)
    if header is not None and header.is_number_for_name:
        log.info(
            "txt.number_for_name",
            f"第 {header.line} 行：该写法没有地块编号，名称处的“{header.plot_no}”已作为编号。",
            row=row,
            field="plot_no",
            value=header.plot_no,
            line=header.line,
        )
    if header is not None and header.count is not None:
        _compare_count(header, points, row, log)
    if parcel.damaged:
        return None, None
    rings = split_rings(points, row, log)
    if rings is None:
        return None, None
    boundary = [
        {
            "ring": number,
            "points": [{"no": point.no, "x": point.north_text, "y": point.east_text} for point in ring.points],
        }
        for number, ring in enumerate(rings, start=1)
    ]
    return assemble_polygon(rings, row, log), boundary


def _say_axes(points: list[PointLine], row: int, log: IssueLog) -> None:
    swapped = sum(point.swapped for point in points)
    if not swapped:
        return
    extent = "全部" if swapped == len(points) else f"其中 {swapped} 个"
    log.warning(
        "txt.axes_swapped", f"第 {points[0].line} 行起：{extent}点先写东坐标（Y）后写北坐标（X），已按数值大小对调。", "如不正确请核对坐标列顺序。",
        row=row, line=points[0].line, value=f"{points[0].east_text},{points[0].north_text}",
    )  # fmt: skip


def _compare_count(header: ParcelLine, points: list[PointLine], row: int, log: IssueLog) -> None:
    """Compare the declared count with the rows, closing rows counted or not: a warning, never a decision."""
    declared = header.count
    closings = len(points) - len({(point.north, point.east) for point in points})
    if declared in (len(points), len(points) - closings, len(points) - 1) or (declared == 1 and not header.area):
        return
    log.warning(
        "txt.count_differs", f"第 {header.line} 行：标注 {declared} 个点，实际 {len(points)} 行。", "请核对是否漏点；系统以实际坐标行为准。",
        row=row, field="点数", value=declared, line=header.line,
    )  # fmt: skip


def _crs_statement(reading: _Reading) -> CrsStatement:
    header = reading.header
    datum = header.get("坐标系") or header.get("坐标系统") or ""
    zone = _first_integer(header.get("带号", ""))
    width = _first_integer(header.get("几度分带") or header.get("分带") or "")
    if zone is not None and 75 <= zone <= 135 and zone % 3 == 0:  # the central meridian instead of the number
        reading.log.info(
            "txt.zone_is_meridian",
            f"带号写成了中央经线 {zone}°，已按 3 度带第 {zone // 3} 带理解。",
            field="带号",
            value=zone,
        )
        zone = zone // 3
    if datum and not DATUM_NAMES.search(datum):
        reading.log.warning(
            "txt.datum_unknown", f"坐标系“{datum}”无法识别。", "请核对属性描述中的坐标系。", field="坐标系", value=datum
        )
        datum = ""
    return CrsStatement(
        datum_text=datum or None,
        zone=zone,
        zone_width=width if width in (3, 6) else None,
        projection_text=header.get("投影类型") or None,
        unit_text=header.get("计量单位") or None,
        parameters_text=header.get("转换参数") or None,
        origin_zh="属性描述",
    )


def _first_integer(text: str) -> int | None:
    found = re.search(r"\d+", text)
    return int(found.group()[:6]) if found else None
