"""Reads DXF drawings: closed lines and curves of a layer are plots, also chains of LINE and ARC that close; the text inside a plot is its number, arcs become chords.

ezdxf opens the drawing and repairs what can be repaired; which line is a plot is decided here, and before it in which encoding the texts are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.assemble_rings import nest_rings
from gisapp.land.intake.dxf_encoding import as_declared, whole_characters
from gisapp.land.intake.dxf_findings import kind_zh, say_curves, say_symbols, say_unread
from gisapp.land.intake.dxf_plot import PLOT_APP, STRING, read_tags
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.magnitude import guess_coordinates
from gisapp.land.intake.source_layer import CrsStatement, SourceLayer
from gisapp.land.intake.storable_text import storable
from gisapp.land.intake.straighten_dxf import OUTLINES, PIECES, chains, straighten
from gisapp.land.intake.symbols_dxf import find_symbols
from gisapp.land.intake.txt_lines import PLOT_NUMBER

CLOSING_GAP_M = 0.05
CORNER_LABEL_M = 5.0
"""A text nearer to a corner than this is taken for the corner's number when another text stands farther inside."""
LONGEST_NO = 32
CASS = "SOUTH"
"""The application name under which a widespread survey program keeps a parcel's number, holder and use with its boundary line."""
CASS_BOUNDARY = "300000"
_POLYLINES = ("LWPOLYLINE", "POLYLINE")
_AMOUNT = re.compile(r"(?:亩|公顷|平方米|㎡|m2|m²|ha)$", re.IGNORECASE)
_CORNER = re.compile(r"^J\d+$", re.IGNORECASE)


@dataclass(slots=True)
class _Ring:
    """A closed line: its corners (x, y), what the drawing program keeps with it, the texts that lie in it."""

    xy: np.ndarray
    xdata: list[str]
    polygon: shapely.Polygon
    texts: list[str] = field(default_factory=list)
    holes: list[int] = field(default_factory=list)
    is_hole_only: bool = False
    strayed_m: float = 0.0
    own: tuple[str, str | None, str | None] | None = None
    """Number, name and area that a drawing of ours keeps with the line."""
    rings: list[int] = field(default_factory=list)
    """The lines of the same number, this one first: outer rings, holes and further parts of one plot."""
    is_further: bool = False


@dataclass(slots=True)
class Drawing:
    """All layers of the drawing that hold lines, and all texts with their places.

    `pieces` are LINE and ARC by layer, `unread` the kinds that are not read, by layer with their handles in the drawing.
    """

    lines: dict[str, list[Any]]
    texts: list[tuple[float, float, str]]
    encoding: str
    encoding_why_zh: str
    pieces: dict[str, list[Any]] = field(default_factory=dict)
    unread: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def shapes(self) -> dict[str, str]:
        """Return each layer with 面 where it has polylines or a chain that closes, 线 where only circles and curves or open pieces."""
        kinds = {
            layer: "面" if any(one.dxftype() in _POLYLINES for one in entities) else "线"
            for layer, entities in self.lines.items()
        }
        for layer, pieces in self.pieces.items():
            if kinds.get(layer) != "面":
                kinds[layer] = "面" if chains(pieces)[0] else "线"
        return kinds


def open_drawing(path: Path, *, encoding: str | None = None) -> Drawing:
    """Open the drawing once, repairing what can be repaired; raises Invalid for what is no DXF. `encoding` is what the officer chose."""
    from ezdxf import recover
    from ezdxf.lldxf.const import DXFError

    declared = as_declared(path.read_bytes(), asked=encoding)
    try:
        document, _ = recover.read(BytesIO(declared.data), errors="ignore")
    except (
        OSError,
        DXFError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
        RecursionError,
    ) as broken:
        raise Invalid(
            "dxf.broken",
            "DXF 图纸无法读取，可能已损坏或不是 DXF。请在 CAD 中另存为 DXF（2000 或以后的版本）后重新上传。",
        ) from broken
    drawing = Drawing({}, [], declared.encoding, declared.why_zh)
    for entity in document.modelspace():
        kind = entity.dxftype()
        layer = storable(whole_characters(str(entity.dxf.layer)))
        if kind in OUTLINES:
            drawing.lines.setdefault(layer, []).append(entity)
        elif kind in PIECES:
            drawing.pieces.setdefault(layer, []).append(entity)
        elif kind not in ("TEXT", "MTEXT", "POINT"):
            drawing.unread.setdefault(layer, {}).setdefault(kind, []).append(str(entity.dxf.handle))
        if kind in ("TEXT", "MTEXT", "INSERT"):
            drawing.texts.extend(_texts_of(entity, kind))
    if not drawing.lines and not drawing.pieces and drawing.unread:
        kinds = sorted({kind_zh(kind) for unread in drawing.unread.values() for kind in unread})
        raise Invalid(
            "dxf.nothing_read",
            f"图纸中没有线，只有{'、'.join(kinds)}，不能读取。请在 CAD 中分解（炸开）为多段线后重新上传。",
        )
    return drawing


def read_dxf(drawing: Drawing, layer: str, log: IssueLog, limits: Limits) -> SourceLayer:
    """Read one layer; each closed line that is a plot is a row, an open one a row that says so."""
    entities, pieces = drawing.lines.get(layer, []), drawing.pieces.get(layer, [])
    limits.refuse_features(len(entities) + len(pieces))
    rings: list[_Ring | None] = []
    for at, entity in enumerate(entities):
        rings.append(_ring_of(entity, at + 1, log))
    joined, left = chains(pieces)
    rings.extend(_Ring(xy, [], shapely.Polygon(xy), strayed_m=strayed) for xy, strayed in joined)
    symbols = set(find_symbols(layer, entities, [None if ring is None else ring.xy for ring in rings]))
    say_unread(drawing.unread.get(layer, {}), joined, left, log)
    say_symbols([entities[at] for at in sorted(symbols)], log)
    rows = {at + 1: ring for at, ring in enumerate(rings) if at not in symbols}
    for row, ring in rows.items():
        if ring is not None:
            say_curves(ring.strayed_m, row, log)
    closed = [ring for ring in rows.values() if ring is not None]
    _place_texts(closed, drawing.texts)
    _gather_own(closed)
    _find_holes(closed)
    return _layer(layer, rows, closed, drawing, log)


def _texts_of(entity: Any, kind: str) -> Iterator[tuple[float, float, str]]:
    if kind == "INSERT":
        for attribute in entity.attribs:
            yield from _texts_of(attribute, "TEXT")
        return
    text = entity.plain_text() if kind in ("MTEXT", "TEXT") else str(entity.dxf.text)
    place = entity.dxf.insert
    if kind == "TEXT" and entity.dxf.get("halign", 0) and entity.dxf.hasattr("align_point"):
        place = entity.dxf.align_point
    words = " ".join(whole_characters(str(text)).split())
    if words and math.isfinite(place.x) and math.isfinite(place.y):
        yield float(place.x), float(place.y), words


def _ring_of(entity: Any, row: int, log: IssueLog) -> _Ring | None:
    """Return the line as a ring, arcs straightened; None (said) when it is open or too short."""
    strayed = 0.0
    try:
        xy, strayed = straighten(entity)
    except (ValueError, TypeError, ArithmeticError):
        xy = np.empty((0, 2))
    if len(xy) and not np.isfinite(xy).all():
        xy = np.empty((0, 2))
    if len(xy) == 0 or len(np.unique(xy, axis=0)) < 3:
        log.error(
            "dxf.too_short",
            f"第 {row} 条线少于三个不同的点，不能成面。",
            "请核对图层，或删除多余的线。",
            row=row,
            field="geometry",
        )
        return None
    gap = float(np.hypot(*(xy[0] - xy[-1])))
    if gap > CLOSING_GAP_M and not _is_closed(entity):
        log.error(
            "dxf.not_closed",
            f"第 {row} 条线没有闭合，首尾相距 {gap:,.2f} 米。",
            "请在 CAD 中闭合后重新导出。",
            row=row,
            field="geometry",
        )
        return None
    if gap > 0 and not _is_closed(entity):
        log.warning(
            "dxf.closed", f"第 {row} 条线首尾相距 {gap:.3f} 米，已闭合到首点。", "如不正确请在 CAD 中闭合。", row=row
        )
        xy[-1] = xy[0]
    if (xy[0] != xy[-1]).any():
        xy = np.vstack([xy, xy[:1]])
    xdata = (
        [whole_characters(str(tag.value)) for tag in entity.get_xdata(CASS) if tag.code == STRING]
        if entity.has_xdata(CASS)
        else []
    )
    own = (
        read_tags([whole_characters(str(tag.value)) for tag in entity.get_xdata(PLOT_APP) if tag.code == STRING])
        if entity.has_xdata(PLOT_APP)
        else None
    )
    return _Ring(xy, xdata, shapely.Polygon(xy), own=own, strayed_m=strayed)


def _gather_own(rings: list[_Ring]) -> None:
    """Put the lines that a drawing of ours keeps under one number together: the first of them stands for the plot."""
    first: dict[str, int] = {}
    for at, ring in enumerate(rings):
        if ring.own is None:
            continue
        leader = first.setdefault(ring.own[0], at)
        rings[leader].rings.append(at)
        ring.is_further = leader != at


def _is_closed(entity: Any) -> bool:
    kind = entity.dxftype()
    return bool(kind == "CIRCLE" or (kind == "SPLINE" and entity.closed) or (kind in _POLYLINES and entity.is_closed))


def _place_texts(rings: list[_Ring], texts: list[tuple[float, float, str]]) -> None:
    """Give each text to the smallest ring around it; those beside a corner name the corner where others name the plot."""
    if not rings or not texts:
        return
    tree = shapely.STRtree([ring.polygon for ring in rings])
    points = shapely.points([(x, y) for x, y, _ in texts])
    text_at, ring_at = tree.query(points, predicate="intersects")
    best: dict[int, int] = {}
    for one, other in zip(text_at.tolist(), ring_at.tolist(), strict=True):
        if one not in best or rings[other].polygon.area < rings[best[one]].polygon.area:
            best[one] = other
    corners = shapely.STRtree(np.asarray(shapely.points(np.vstack([ring.xy for ring in rings]))))
    near = set(corners.query(points, predicate="dwithin", distance=CORNER_LABEL_M)[0].tolist())
    beside: dict[int, list[str]] = {}
    for one, other in best.items():
        target = beside.setdefault(other, []) if one in near else rings[other].texts
        target.append(texts[one][2])
    for other, words in beside.items():
        if not rings[other].texts:
            rings[other].texts.extend(words)


def _find_holes(rings: list[_Ring]) -> None:
    """A ring inside another is cut out of it; one without a number of its own is nothing else than that hole."""
    order = sorted(range(len(rings)), key=lambda at: -rings[at].polygon.area)  # a hole is known before what lies in it
    tree = shapely.STRtree([ring.polygon for ring in rings])
    for at in order:
        if rings[at].own is not None:
            continue
        inside = rings[at].polygon.representative_point() if rings[at].polygon.is_valid else rings[at].polygon.centroid
        around = [
            other
            for other in tree.query(inside, predicate="intersects").tolist()
            if other != at and rings[other].polygon.area > rings[at].polygon.area and _covers(rings[other], rings[at])
        ]
        if not around:
            continue
        parent = min(around, key=lambda other: rings[other].polygon.area)
        rings[parent].holes.append(at)
        rings[at].is_hole_only = _number_of(rings[at]) is None and not rings[parent].is_hole_only


def _covers(outer: _Ring, inner: _Ring) -> bool:
    try:
        return bool(outer.polygon.covers(inner.polygon))
    except shapely.errors.GEOSException:
        return False


def _number_of(ring: _Ring) -> str | None:
    if ring.own is not None:
        return ring.own[0]
    if ring.xdata[:1] == [CASS_BOUNDARY] and len(ring.xdata) > 1 and ring.xdata[1].strip():
        return ring.xdata[1].strip()[:LONGEST_NO]
    numbers = [text for text in ring.texts if PLOT_NUMBER.fullmatch(text) and not _AMOUNT.search(text)]
    return (
        numbers[0]
        if len(numbers) == 1
        else next((text for text in numbers if not text.replace(".", "").isdigit()), None)
    )


def _layer(
    name: str, rows: dict[int, _Ring | None], closed: list[_Ring], drawing: Drawing, log: IssueLog
) -> SourceLayer:
    kept = [(row, ring) for row, ring in rows.items() if ring is None or not (ring.is_hole_only or ring.is_further)]
    geometry = np.empty(len(kept), dtype=object)
    boundary: list[list[dict[str, Any]] | None] = [None] * len(kept)
    columns: dict[str, list[Any]] = {"地块编号": [None] * len(kept), "文字": [None] * len(kept)}
    for at, (row, ring) in enumerate(kept):
        if ring is None:
            continue
        parts = [closed[one] for one in ring.rings] or [ring]
        parts += [closed[hole] for part in parts for hole in part.holes]
        geometry[at] = (
            nest_rings([part.polygon for part in parts])[0]
            if ring.own is not None
            else shapely.Polygon(ring.xy, [part.xy for part in parts[1:]])
        )
        if ring.own is not None:
            _say_other_number(parts, row, log)
            for label, value in zip(("地块名称", "勘测面积（㎡）"), ring.own[1:], strict=True):
                columns.setdefault(label, [None] * len(kept))[at] = value
        boundary[at] = _boundary(parts)
        columns["地块编号"][at] = _number_of(ring)
        columns["文字"][at] = "；".join(ring.texts)[:500] or None
        if ring.xdata[:1] == [CASS_BOUNDARY]:
            for label, value in zip(("权利人", "用途代码"), ring.xdata[2:4], strict=False):
                columns.setdefault(label, [None] * len(kept))[at] = value.strip() or None
        if len(ring.texts) > 1 and columns["地块编号"][at] is None:
            log.warning(
                "dxf.several_texts",
                f"第 {row} 条线内有 {len(ring.texts)} 个文字，无法确定哪个是编号。",
                "请每个地块只保留一个编号文字，或在字段对应中选择。",
                row=row,
            )
    if any(ring is not None and ring.xdata[:1] == [CASS_BOUNDARY] for _, ring in kept):
        log.warning("dxf.cass", "编号、权利人取自界址线的扩展属性（CASS）。", "请在预览中核对后入库。")
    holes = sum(ring.is_hole_only for ring in closed)
    if holes:
        log.info("dxf.holes", f"{holes} 条没有编号的内圈按岛（空洞）扣除。")
    numbered = np.array([row for row, _ in kept], dtype=np.int64)
    sample = [text for text in columns["文字"] if text and not text.isascii()][:8]
    return SourceLayer(
        "dxf", name, numbered if len(kept) else np.empty(0, dtype=np.int64), geometry, columns,
        CrsStatement(origin_zh="DXF 不写坐标系"), boundary, drawing.encoding, drawing.encoding_why_zh, sample,
    )  # fmt: skip


def _say_other_number(parts: list[_Ring], row: int, log: IssueLog) -> None:
    """A number text that was changed in CAD does not change what the line keeps: said, so that nobody relies on it."""
    number = _number_of(parts[0])
    texts = [text for part in parts for text in part.texts]
    others = [
        text for text in texts if PLOT_NUMBER.fullmatch(text) and not _AMOUNT.search(text) and not _CORNER.match(text)
    ]
    if others and number not in texts:
        log.warning(
            "dxf.number_differs",
            f"第 {row} 条线：图上文字为“{others[0]}”，界址线扩展属性中的编号为“{number}”，已采用扩展属性。",
            "如编号确已更改，请在 CAD 中删除该线的扩展属性后重新导出。",
            row=row,
            field="plot_no",
            value=others[0],
        )


def _boundary(parts: list[_Ring]) -> list[dict[str, Any]] | None:
    """Return the corners as delivered, to the tenth of a millimetre, north before east; None for degrees or unknown sizes."""
    guess = guess_coordinates(float(parts[0].xy[0, 0]), float(parts[0].xy[0, 1]))
    if guess.kind not in ("prefixed", "unprefixed"):
        return None
    north, east = (1, 0) if guess.first_is_east else (0, 1)
    rings, number = [], 0
    for place, part in enumerate(parts, 1):
        points = []
        for corner in part.xy[:-1]:
            number += 1
            points.append({"no": f"J{number}", "x": f"{corner[north]:.5f}", "y": f"{corner[east]:.5f}"})
        rings.append({"ring": place, "points": points})
    return rings
