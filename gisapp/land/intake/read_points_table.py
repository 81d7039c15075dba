"""Reads spreadsheets and CSV: tables of boundary points (点号, X, Y), or one plot a row with its shape as WKT.

A title above the header, header cells merged over two lines, plot numbers given only once, columns in any order and ragged
rows are how such tables arrive. Which number is north is decided by size, as in a boundary-point TXT.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.assemble_rings import assemble_polygon, split_rings
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.magnitude import guess_coordinates
from gisapp.land.intake.source_layer import CrsStatement, SourceLayer
from gisapp.land.intake.table_sheets import Cells, Sheet
from gisapp.land.intake.txt_lines import PointLine, parse_number

HEADER_WITHIN = 30
_SIGNS = re.compile(r"[\s_（）()\[\]【】:：.\-/]+|(?:坐标值?|米|m|值)$", re.IGNORECASE)


def _key(cell: object) -> str:
    text = unicodedata.normalize("NFKC", "" if cell is None else str(cell)).strip().lower()
    before = None
    while text != before:
        before, text = text, _SIGNS.sub("", text)
    return text


def _words(names: str) -> frozenset[str]:
    return frozenset(_key(name) for name in names.split())


_FIRST = _words("x 纵坐标 纵坐标x 北坐标 北 n x坐标 x北 northing 坐标x geoy 纬度 lat latitude b")
_SECOND = _words("y 横坐标 横坐标y 东坐标 东 e y坐标 y东 easting 坐标y geox 经度 lon lng longitude l")
_POINT_NO = _words("点号 界址点号 界址点 点名 点编号 拐点编号 拐点号 point pointno")
_RING = _words("圈号 环号 圈 ring")
_SHAPE = _words("wkt geometry geom 图形 几何 shape thegeom")
_PLOT = _words("地块编号 地块号 宗地编号 宗地号 地块 plotno plot dkbh")
_CRS = _words("坐标系 坐标系统 坐标参考系 空间参考 空间参考系 crs srs srid epsg")
_EPSG = re.compile(r"(?:EPSG\s*:+\s*)?(\d{4,5})", re.IGNORECASE)
_ZONE = re.compile(r"(?<!\d)(\d{2})\s*(?:号)?带|(?:带号?|zone)[\s_:：]*(\d{2})(?!\d)", re.IGNORECASE)
_WIDTH = re.compile(r"([36])\s*(?:度|degree|°)", re.IGNORECASE)
_TITLE = re.compile(r"^(?:地块编号|地块号|宗地编号|宗地号|地块名称|地块)\s*[:：]\s*(\S{1,32})")


@dataclass(slots=True)
class _Parcel:
    plot_no: str | None
    points: list[PointLine] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the header stands and what each of its columns is called; positions of the ones we look for."""

    row: int
    names: tuple[str, ...]
    first: int | None
    second: int | None
    shape: int | None
    point_no: int | None
    ring: int | None
    plot_no: int | None


def read_points_table(sheet: Sheet, log: IssueLog, limits: Limits) -> SourceLayer:
    """Read one sheet; points of one plot number are one row of the layer, a sheet without plot numbers is one plot for each run of points.

    Invalid (400) where no header names coordinates.
    """
    header = _find_header(sheet.rows)
    if header is None:
        raise Invalid(
            "table.no_coordinates",
            f"“{sheet.name}”中没有找到坐标列。请在表头写明 X（北）和 Y（东），或经度、纬度，或 WKT 图形。",
        )
    if header.shape is not None:
        return _shapes(sheet, header, log, limits)
    parcels = _parcels(sheet, header, log)
    limits.refuse_features(len(parcels))
    return _layer(sheet, parcels, log)


def holds_coordinates(sheet: Sheet) -> bool:
    """Tell a table of coordinates from any other sheet of the workbook."""
    return _find_header(sheet.rows) is not None


def _find_header(rows: list[Cells]) -> _Header | None:
    for at, cells in enumerate(rows[:HEADER_WITHIN]):
        above = rows[at - 1] if at else []
        names = [_cell(cells, i) or _cell(above, i) for i in range(max(len(cells), len(above)))]
        keys = [_key(name) for name in names]
        own = {_key(cell) for cell in cells}
        place = {
            "first": _position(keys, _FIRST), "second": _position(keys, _SECOND), "shape": _position(keys, _SHAPE),
            "point_no": _position(keys, _POINT_NO), "ring": _position(keys, _RING), "plot_no": _position(keys, _PLOT),
        }  # fmt: skip
        has_pair = (
            place["first"] is not None and place["second"] is not None and bool(own & _FIRST) and bool(own & _SECOND)
        )
        if has_pair or (place["shape"] is not None and bool(own & _SHAPE)):
            if has_pair:
                place["shape"] = None
            texts = tuple(str(name).strip() if name is not None else "" for name in names)
            return _Header(at, texts, **place)
    return None


def _position(keys: list[str], known: frozenset[str]) -> int | None:
    return next((at for at, key in enumerate(keys) if key in known), None)


def _cell(cells: Cells, at: int | None) -> Any:
    if at is None or at >= len(cells):
        return None
    value = cells[at]
    return value.strip() or None if isinstance(value, str) else value


def _parcels(sheet: Sheet, header: _Header, log: IssueLog) -> list[_Parcel]:
    """Walk down the rows: a new plot number, a title line, or points after a closed or blank run begin another parcel."""
    parcels: list[_Parcel] = []
    gap = True
    for at, cells in enumerate(sheet.rows[header.row + 1 :], header.row + 2):
        first, second = _cell(cells, header.first), _cell(cells, header.second)
        named = _cell(cells, header.plot_no)
        title = next((found for cell in cells if isinstance(cell, str) and (found := _TITLE.match(cell.strip()))), None)
        if first is None and second is None:
            if title:
                parcels.append(_Parcel(title[1]))
            gap = True
            continue
        if _key(first) in _FIRST or _key(first) in _SECOND:
            continue  # the header again, on the next printed page
        number = None if named is None else _number_text(named)
        if (
            not parcels
            or (number is not None and number != parcels[-1].plot_no)
            or (header.plot_no is None and gap and parcels[-1].points)
        ):
            parcels.append(_Parcel(number))
        gap = False
        parcel = parcels[-1]
        point = _point(at, cells, header)
        if point is None:
            parcel.damaged = True
            log.error(
                "table.coordinate",
                f"{sheet.name} 第 {at} 行：坐标“{first}，{second}”不是数字。",
                "请核对该行坐标，改正后重新上传。",
                row=len(parcels),
                field="坐标",
                line=at,
                value=f"{first},{second}",
            )
            continue
        parcel.points.append(point)
        for column, name in enumerate(header.names):
            value = _cell(cells, column)
            if name and value is not None and column not in (header.first, header.second, header.point_no, header.ring):
                parcel.values.setdefault(name, value)
    return [parcel for parcel in parcels if parcel.points or parcel.damaged]


def _number_text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _written(value: object) -> str:
    """Return a coordinate as it stands in the sheet; a binary number with what it means to the tenth of a millimetre."""
    return str(value).strip() if not isinstance(value, float) else f"{value:.4f}".rstrip("0").rstrip(".")


def _point(line: int, cells: Cells, header: _Header) -> PointLine | None:
    texts = [_written(_cell(cells, at)) for at in (header.first, header.second)]
    numbers = [parse_number(text.replace(",", "")) for text in texts]
    if numbers[0] is None or numbers[1] is None:
        return None
    no, ring = _cell(cells, header.point_no), _cell(cells, header.ring)
    guess = guess_coordinates(numbers[0], numbers[1])
    if guess.kind == "unknown":
        north, east, swapped = numbers[0], numbers[1], False
    else:
        north, east, swapped = guess.north, guess.east, guess.first_is_east
    north_text, east_text = (texts[1], texts[0]) if swapped else (texts[0], texts[1])
    return PointLine(
        line, "" if no is None else _number_text(no), None if ring is None else _number_text(ring), None, north, east, north_text,
        east_text, guess.kind, guess.zone, swapped,
    )  # fmt: skip


def _layer(sheet: Sheet, parcels: list[_Parcel], log: IssueLog) -> SourceLayer:
    count = len(parcels)
    geometry = np.empty(count, dtype=object)
    boundary: list[list[dict[str, Any]] | None] = [None] * count
    columns: dict[str, list[Any]] = {"地块编号": [None] * count}
    if not parcels:
        log.error("table.no_points", f"“{sheet.name}”的表头下面没有坐标。", "请补充界址点坐标后重新上传。")
    for at, parcel in enumerate(parcels):
        row = at + 1
        alone = parcel.plot_no is None and count == 1
        columns["地块编号"][at] = parcel.plot_no or (sheet.name if alone and not sheet.is_default_name else None)
        for name, value in parcel.values.items():
            columns.setdefault(name, [None] * count)[at] = columns["地块编号"][at] if name == "地块编号" else value
        _say_axes(parcel, row, log)
        if parcel.damaged or not parcel.points:
            continue
        rings = split_rings(parcel.points, row, log)
        if rings is None:
            continue
        boundary[at] = [
            {"ring": number, "points": [{"no": p.no, "x": p.north_text, "y": p.east_text} for p in ring.points]}
            for number, ring in enumerate(rings, 1)
        ]
        geometry[at] = assemble_polygon(rings, row, log)
    return SourceLayer(
        sheet.kind, sheet.name, np.arange(1, count + 1), geometry, columns, _stated_crs(columns, log), boundary, sheet.encoding,
        sheet.encoding_why_zh, sheet.sample,
    )  # fmt: skip


def _stated_crs(columns: dict[str, list[Any]], log: IssueLog) -> CrsStatement:
    """Return what a column of the table says of the system, as a code or in words; rows that contradict each other say nothing."""
    name = next((name for name in columns if _key(name) in _CRS), None)
    said = [] if name is None else list(dict.fromkeys(_number_text(one) for one in columns[name] if one is not None))
    if not said:
        return CrsStatement(origin_zh="表格未写坐标系")
    if len(said) > 1:
        log.error(
            "table.crs_differs",
            f"“{name}”列写了 {len(said)} 种坐标系：{'、'.join(said[:5])}。",
            "请按坐标系分成几个文件上传。",
            field="坐标系",
            value="、".join(said[:5]),
        )
        return CrsStatement(origin_zh="表格的坐标系不一致")
    text = said[0]
    code, zone, width = _EPSG.fullmatch(text), _ZONE.search(text), _WIDTH.search(text)
    if code:
        return CrsStatement(epsg=int(code[1]), name=text, origin_zh=f"“{name}”列")
    return CrsStatement(
        name=text,
        datum_text=text,
        zone=int(zone[1] or zone[2]) if zone else None,
        zone_width=int(width[1]) if width else None,
        origin_zh=f"“{name}”列",
    )


def _say_axes(parcel: _Parcel, row: int, log: IssueLog) -> None:
    swapped = sum(point.swapped for point in parcel.points)
    if swapped:
        extent = "全部" if swapped == len(parcel.points) else f"其中 {swapped} 个"
        log.warning(
            "table.axes_swapped",
            f"第 {parcel.points[0].line} 行起：{extent}点的 X、Y 两列写反了，已按数值大小对调。",
            "如不正确请核对坐标列的表头。",
            row=row,
            line=parcel.points[0].line,
        )


def _shapes(sheet: Sheet, header: _Header, log: IssueLog, limits: Limits) -> SourceLayer:
    """One plot a row, its shape as well-known text."""
    rows = [
        cells for cells in sheet.rows[header.row + 1 :] if any(_cell(cells, i) is not None for i in range(len(cells)))
    ]
    limits.refuse_features(len(rows))
    geometry = np.empty(len(rows), dtype=object)
    columns: dict[str, list[Any]] = {
        name: [_cell(cells, at) for cells in rows]
        for at, name in enumerate(header.names)
        if name and at != header.shape
    }
    for at, cells in enumerate(rows):
        text = _cell(cells, header.shape)
        with np.errstate(over="ignore"):
            shape = shapely.from_wkt(str(text), on_invalid="ignore") if text is not None else None
        if shape is not None and not np.isfinite(shapely.get_coordinates(shape)).all():
            shape = None  # a number too large for a coordinate
        if text is not None and shape is None:
            log.error(
                "table.wkt", f"第 {at + 1} 行：图形“{str(text)[:40]}”不是有效的 WKT。", "请核对后重新上传。", row=at + 1, field="geometry"
            )  # fmt: skip
        geometry[at] = shapely.force_2d(shape) if shape is not None else None
    return SourceLayer(
        sheet.kind, sheet.name, np.arange(1, len(rows) + 1), geometry, columns, _stated_crs(columns, log), None, sheet.encoding,
        sheet.encoding_why_zh, sheet.sample,
    )  # fmt: skip
