"""Lays a plot sheet: head, facts, the ground at its scale, signatures and seal, the table of boundary points over as many pages as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from gisapp.kernel.area import m2_to_ha, m2_to_mu, round_half_up
from gisapp.kernel.crs import GAUSS_KRUGER
from gisapp.reports.plot_files.boundary_txt import side_lengths
from gisapp.reports.plot_files.outline import OutlineRing, PlotOutline
from gisapp.reports.plot_sheet.paper import Paper

ROWS_BESIDE = 44
"""Points of one column of the table; a page has two columns."""
ROWS_ON_SHEET = 8
"""Points of one column of the table beside the signatures; with more than two such columns the table has pages of its own."""


@dataclass(frozen=True)
class Sheet:
    """One plot ready to be laid: paper, scale, drawing, rings in the sheet's system."""

    outline: PlotOutline
    paper: Paper
    scale: int
    drawing: str
    rings: tuple[OutlineRing, ...]
    epsg: int


def lay_pages(sheets: Sequence[Sheet], *, zone_zh: str, notice: str, as_of: date, made_on: date, by: str) -> str:
    """Return the HTML of all sheets, each on the paper it needs; nothing in it is loaded from anywhere."""
    papers = {sheet.paper.name: sheet.paper for sheet in sheets}
    rules = "".join(
        f"@page {_page_name(paper)}{{size:{paper.width}mm {paper.height}mm;margin:{paper.margin}mm;"
        f'@bottom-right{{content:"第 " counter(page) " 页 共 " counter(pages) " 页";font-size:8pt;color:#555}}'
        f'@bottom-left{{content:"{_css(notice)}";font-size:8pt;color:#b3261e}}}}'
        for paper in papers.values()
    )
    body = "".join(_sheet(sheet, zone_zh, notice, as_of, made_on, by) for sheet in sheets)
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>宗地图</title><style>{rules}{_STYLE}</style>{body}</html>'


def _page_name(paper: Paper) -> str:
    return "p" + paper.name.replace(" ", "").lower()


def _css(text: str) -> str:
    return text.replace("\\", "").replace('"', "").replace("\n", " ")


def _sheet(sheet: Sheet, zone_zh: str, notice: str, as_of: date, made_on: date, by: str) -> str:
    outline, paper = sheet.outline, sheet.paper
    facts = (
        ("地块编号", outline.plot_no),
        ("宗地代码", outline.parcel_no),
        ("权利人", outline.holder_name_zh),
        ("坐落", outline.address),
        ("用途", " ".join(part for part in (outline.land_use_code, outline.land_use_name_zh) if part)),
        ("面积", f"{_m2(outline)} ㎡（{round_half_up(m2_to_mu(outline.area_m2), 2)} 亩，{round_half_up(m2_to_ha(outline.area_m2), 4)} 公顷）"),
        ("坐标系", GAUSS_KRUGER[sheet.epsg].label_zh),
        ("比例尺", f"1:{sheet.scale}"),
    )  # fmt: skip
    cells = "".join(f"<div><dt>{name}</dt><dd>{escape(str(value or '—'))}</dd></div>" for name, value in facts)
    basis = "勘测面积" if outline.area_surveyed_m2 is not None else "平面计算面积"
    return (
        f'<section class="sheet" style="page:{_page_name(paper)}"><header style="height:{paper.head - 2}mm">'
        f"<h1>宗地图</h1><p>{escape(zone_zh)} · {escape(outline.park_name_zh)}"
        f"{f'<b> {escape(notice)}</b>' if notice else ''}</p><dl>{cells}</dl></header>"
        f'<div style="width:{paper.box_width}mm;height:{paper.box_height}mm">{sheet.drawing}</div>'
        f'<footer style="height:{paper.foot - 4}mm"><div class="signs"><p>绘图：</p><p>检查：</p><p>审核：</p>'
        f"<p>制图日期：{made_on:%Y年%-m月%-d日}　数据日期：{as_of:%Y年%-m月%-d日}</p>"
        f"<p>面积依据：{basis}；边长为平面边长（米）。制图人：{escape(by)}</p></div>"
        f'{_small_table(sheet)}<div class="seal">单位盖章</div></footer></section>' + _table_pages(sheet)
    )


def _m2(outline: PlotOutline) -> str:
    return f"{round_half_up(outline.area_m2, 2):,}"


def _rows(sheet: Sheet) -> list[tuple[str, ...]]:
    return [
        (corner.no, str(ring.number), corner.x, corner.y, length)
        for ring in sheet.rings
        for corner, length in zip(ring.corners, side_lengths(ring), strict=True)
    ]


def _columns(rows: Sequence[tuple[str, ...]], height: int) -> str:
    return "".join(
        "<table><thead><tr><th>点号</th><th>圈</th><th>X（北）</th><th>Y（东）</th><th>边长（米）</th></tr></thead><tbody>"
        + "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in rows[start : start + height]
        )
        + "</tbody></table>"
        for start in range(0, len(rows), height)
    )


def _small_table(sheet: Sheet) -> str:
    rows = _rows(sheet)
    return f'<div class="few">{_columns(rows, ROWS_ON_SHEET)}</div>' if len(rows) <= 2 * ROWS_ON_SHEET else ""


def _table_pages(sheet: Sheet) -> str:
    rows = _rows(sheet)
    if len(rows) <= 2 * ROWS_ON_SHEET:
        return ""
    return "".join(
        f'<section class="points" style="page:{_page_name(sheet.paper)}"><h2>界址点成果表　{escape(sheet.outline.plot_no)}'
        f"（共 {len(rows)} 点）</h2><div>{_columns(rows[start : start + 2 * ROWS_BESIDE], ROWS_BESIDE)}</div></section>"
        for start in range(0, len(rows), 2 * ROWS_BESIDE)
    )


_STYLE = """
*{box-sizing:border-box;margin:0;padding:0}
html{font-family:"Noto Sans CJK SC","Noto Sans CJK",sans-serif;font-size:9pt;color:#000}
.sheet,.points{break-before:page}
.sheet:first-child{break-before:auto}
header h1{font-size:16pt;text-align:center;letter-spacing:6mm;padding-left:6mm;line-height:9mm}
header p{text-align:center;font-size:8.5pt;line-height:5mm}
header b{color:#b3261e}
dl{display:grid;grid-template-columns:1fr 1fr;border:.2mm solid #000;border-width:.2mm 0 0 .2mm;margin-top:1mm}
dl div{display:flex;border:.2mm solid #000;border-width:0 .2mm .2mm 0;line-height:4.6mm;font-size:8pt}
dt{width:16mm;padding:0 1mm;border-right:.2mm solid #000;background:#f2f2f2}
dd{flex:1;padding:0 1.5mm;overflow:hidden;white-space:nowrap}
svg{display:block}
footer{display:flex;margin-top:2mm;font-size:8.5pt}
.signs{flex:1;line-height:6mm}
.few{display:flex;gap:1.5mm;align-items:flex-start;margin-right:2mm}
.few table{flex:none;font-size:5.6pt}
.few th,.few td{padding:.25mm .7mm}
.seal{width:34mm;border:.2mm dashed #999;color:#999;text-align:center;padding-top:14mm}
.points h2{font-size:12pt;text-align:center;margin-bottom:3mm}
.points div{display:flex;gap:6mm;align-items:flex-start}
table{border-collapse:collapse;flex:1;max-width:92mm;font-size:7.6pt;font-variant-numeric:tabular-nums}
th,td{border:.2mm solid #000;padding:.5mm 1mm;text-align:right}
th{background:#f2f2f2;text-align:center}
td:nth-child(-n+2){text-align:center}
tr{break-inside:avoid}
"""
