"""Writes 勘测定界界址点 TXT: the common form and the ways in which provincial systems want it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from gisapp.kernel.area import m2_to_ha
from gisapp.kernel.crs import GAUSS_KRUGER, STORAGE_EPSG, with_prefix
from gisapp.kernel.errors import Invalid
from gisapp.reports.plot_files.outline import OutlineRing, PlotOutline, rings_of, written
from gisapp.reports.plot_files.terms import TxtDialect

NEWLINE = "\r\n"
HECTARES = (4, 6)
"""Fewest and most decimals of 公顷: four are the custom, six hold the hundredth of a ㎡ that the register holds."""


def to_boundary_txt(
    outlines: Sequence[PlotOutline], epsg: int, dialect: TxtDialect, *, office: str, on: date, notice: str = ""
) -> bytes:
    """Return the file in GB18030 with CRLF, which desktop programs expect. 400 where the dialect does not take the system.

    X is north and written first; a ring is closed by its first point with its own number. `notice` (示意数据) stands in the
    header, where every reader leaves it alone.
    """
    is_degrees = dialect is TxtDialect.ENFORCEMENT
    if is_degrees:
        epsg = STORAGE_EPSG
    elif epsg == STORAGE_EPSG:
        raise Invalid(
            "export.txt_needs_metres",
            f"“{dialect.label_zh}”使用平面坐标，请选择 3 度带坐标系；需要经纬度的，请选用“{TxtDialect.ENFORCEMENT.label_zh}”。",
            message_en="This dialect wants plane coordinates.",
        )
    elif not GAUSS_KRUGER[epsg].prefixed:
        epsg = with_prefix(epsg)  # the zone belongs in front of the easting
    drawn = [(outline, rings_of(outline, epsg)) for outline in outlines]
    lines = _header(epsg, office, on, notice, _decimals(rings for _, rings in drawn))
    for outline, rings in drawn:
        lines.append(_parcel(outline, rings, dialect))
        for ring in rings:
            lines.extend(_points(ring, dialect))
    return (NEWLINE.join(lines) + NEWLINE).encode("gb18030")


def _decimals(plots: Iterable[Sequence[OutlineRing]]) -> int:
    """Return the most decimals of any coordinate of the file."""
    texts = (text for rings in plots for ring in rings for corner in ring.corners for text in (corner.x, corner.y))
    return max((len(text.partition(".")[2]) for text in texts), default=0)


def _header(epsg: int, office: str, on: date, notice: str, decimals: int) -> list[str]:
    zone = GAUSS_KRUGER[epsg].zone if epsg in GAUSS_KRUGER else ""
    return [
        "[属性描述]",
        "格式版本号=1.01版本",
        f"数据产生单位={office}{f'（{notice}）' if notice else ''}",
        f"数据产生日期={on.isoformat()}",
        "坐标系=2000国家大地坐标系",
        "几度分带=3",
        f"投影类型={'高斯克吕格' if zone else '经纬度'}",
        f"计量单位={'米' if zone else '度'}",
        f"带号={zone}",
        f"精度={Decimal(1).scaleb(-decimals):f}",
        "转换参数=,,,,,,",
        "[地块坐标]",
    ]


def _parcel(outline: PlotOutline, rings: Sequence[OutlineRing], dialect: TxtDialect) -> str:
    """Return the plot's own line. Its area is the surveyed one: a computed one would come back as if it had been surveyed."""
    corners = sum(len(ring.corners) for ring in rings)
    count = corners if dialect is TxtDialect.APPROVAL else corners + len(rings)
    surveyed = outline.area_surveyed_m2
    hectares = "" if surveyed is None else written(m2_to_ha(surveyed), HECTARES)
    no, name = _cell(outline.plot_no), _cell(outline.plot_name)
    use, code = _cell(outline.land_use_name_zh), _cell(outline.land_use_code)
    if dialect is TxtDialect.ONE_MAP:
        return f"{count},{no},面,,@"
    if dialect is TxtDialect.LINKED:
        return f"{count},{hectares},{no},{name},,,,{use},@"
    if dialect is TxtDialect.ENFORCEMENT:
        return f"{count},{no},面,{use},@"
    return f"{count},{hectares},{no},{name},面,,{use},{code},@"


def _points(ring: OutlineRing, dialect: TxtDialect) -> list[str]:
    closed = (*ring.corners, ring.corners[0])
    if dialect is TxtDialect.ENFORCEMENT:
        return [f"{_point_no(corner.no)},{ring.number},{corner.y},{corner.x}" for corner in closed]
    if dialect is TxtDialect.LINKED:
        sides = side_lengths(ring)
        return [
            f"{_point_no(corner.no)},{corner.x},{corner.y},{sides[at] if at < len(sides) else ''},{ring.number},"
            for at, corner in enumerate(closed)
        ]
    return [f"{_point_no(corner.no)},{ring.number},{corner.x},{corner.y}" for corner in closed]


def side_lengths(ring: OutlineRing) -> list[str]:
    """Return the length of the side from each corner to the next, in metres with two decimals, in the plane."""
    xy = ring.xy()
    following = (*range(1, len(xy)), 0)
    return [f"{((xy[at] - xy[to]) ** 2).sum() ** 0.5:.2f}" for at, to in zip(range(len(xy)), following, strict=True)]


def _point_no(no: str) -> str:
    return _cell(no) or "J"


def _cell(text: str | None) -> str:
    """Keep a value from breaking the line: the format knows no quotes, and some readers take 、 for a comma."""
    return "".join(" " if char in ",，、@\r\n\t[]" else char for char in text or "").strip()
