"""A brochure as a PDF: a cover, the sites side by side, and for each site a plan at a true scale with everything one would sign."""

from __future__ import annotations

from html import escape
from typing import Any

import shapely
from shapely.geometry import shape as shape_of

from gisapp.documents.pdf import typeset
from gisapp.kernel.crs import GAUSS_KRUGER, with_prefix
from gisapp.reports.brochure import front, parts
from gisapp.reports.brochure.content import Brochure, BrochureSite
from gisapp.reports.brochure.marks import qr_code
from gisapp.reports.brochure.words import word
from gisapp.reports.plot_files.outline import PlotOutline, rings_of, shape_in
from gisapp.reports.plot_sheet.drawing import WORDS_EN, WORDS_ZH, Frame, Neighbour, draw_ground
from gisapp.reports.plot_sheet.paper import RIM, Paper

PAPER = Paper("A4", 210, 297, margin=14, head=96, foot=20)
"""The plan's box: 182 mm wide, 153 mm high, below name and key figures."""
SCALES = (500, 1000, 2000, 5000, 10000)


def make_pdf(content: Brochure) -> bytes:
    """Return the PDF (409 with what to run where this machine cannot set Chinese type)."""
    return typeset(lay_pages(content))


def lay_pages(content: Brochure) -> str:
    """Return the HTML of all pages; nothing in it is loaded from anywhere."""
    lang = content.lang
    notice = content.zone.notice(lang).replace('"', "").replace("\\", "")
    count = word("page", lang, n='" counter(page) "', all='" counter(pages) "')
    rules = (
        f'@page{{size:A4;margin:14mm 14mm 16mm;@bottom-right{{content:"{count}";font-size:8pt;color:#555}}'
        f'@bottom-left{{content:"{notice}";font-size:8pt;color:#8A4B14}}'
        f'@bottom-center{{content:"{escape(content.zone.name(lang))}";font-size:8pt;color:#555}}}}'
        "@page front{margin:0;@bottom-right{content:none}@bottom-left{content:none}@bottom-center{content:none}}"
    )
    inside = (
        f'<div class="inside">{front.contents(content)}{front.comparison(content)}</div>' if content.is_book else ""
    )
    sites = "".join(_site(number, site, content) for number, site in enumerate(content.sites, start=1))
    return (
        f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><meta charset="utf-8"><title>{escape(front.heading(content))}</title>'
        f"<style>{rules}{_STYLE.replace('var(--zone)', content.look.color)}</style>"
        f'<div class="front">{front.cover(content)}{front.closing(content)}</div>{inside}{sites}</html>'
    )


def _site(number: int, site: BrochureSite, content: Brochure) -> str:
    lang, sheet = content.lang, site.sheet
    drawing, scale, epsg = draw_plan(site, content)
    system = GAUSS_KRUGER[epsg].label_zh if lang == "zh" else f"CGCS2000, EPSG:{epsg}"
    colon = "：" if lang == "zh" else ": "
    return (
        f'<article class="first"><header><div><h2>{number}　{escape(sheet["plot_no"])}</h2>'
        f"{parts.key_figures(site, lang)}</div><div class='scan'>{qr_code(site.address)}<p>{word('scan', lang)}</p></div></header>"
        f"<h3>{word('plan' if site.takeover is None else 'premises_plan', lang)}　<small>{word('scale', lang)} 1:{scale}{colon}{word('scale_note', lang)} · {escape(system)}</small></h3>"
        f'<div class="ground-box" style="width:{PAPER.box_width}mm;height:{PAPER.box_height}mm">{drawing}</div></article>'
        f'<article class="more"><h2>{number}　{escape(sheet["plot_no"])}</h2>{parts.photos(site, lang)}{parts.signed(site, lang)}</article>'
    )


def draw_plan(site: BrochureSite, content: Brochure) -> tuple[str, int, int]:
    """Return the plan as SVG in millimetres, its scale and its system: the site and the published sites beside it, nobody's names."""
    outline = outline_of(site.sheet)
    epsg = with_prefix(outline.planar_epsg)
    ground = shape_in(outline, epsg)
    west, south, east, north = ground.bounds
    scale = choose_scale(east - west, north - south)
    frame = Frame.around(ground, PAPER, scale)
    neighbours = []
    for one in site.sheet["neighbours"]:
        beside = shape_in(_only_shape(outline, one["outline"]), epsg)
        if beside.intersects(frame.ground):
            neighbours.append(Neighbour(one["plot_no"], None, beside))
    words = WORDS_ZH if content.lang == "zh" else WORDS_EN
    return draw_ground(outline, rings_of(outline, epsg), neighbours, frame, words), scale, epsg


def choose_scale(width_m: float, height_m: float) -> int:
    """Return the largest scale at which the site and its numbers fit into the box; the smallest one for a site larger than all."""
    room = PAPER.box_width - 2 * RIM, PAPER.box_height - 2 * RIM
    fits = (s for s in SCALES if width_m * 1000 / s <= room[0] and height_m * 1000 / s <= room[1])
    return next(fits, SCALES[-1])


def outline_of(sheet: dict[str, Any]) -> PlotOutline:
    """Return the public outline of a sheet as drawings take it."""
    area = sheet["area"]
    return PlotOutline(
        sheet["plot_no"],
        _many(sheet["geometry"]),
        area["planar_epsg"],
        area["m2"],
        area["m2"],
        land_use_code=sheet["land_use_code"],
        land_use_name_zh=sheet["land_use_name_zh"],
        park_name_zh=sheet["park"]["name_zh"],
    )


def _only_shape(like: PlotOutline, geometry: dict[str, Any]) -> PlotOutline:
    return PlotOutline("", _many(geometry), like.planar_epsg, like.area_planar_m2, like.area_ellipsoidal_m2)


def _many(geometry: dict[str, Any]) -> shapely.MultiPolygon:
    found = shape_of(geometry)
    if isinstance(found, shapely.MultiPolygon):
        return found
    assert isinstance(found, shapely.Polygon)
    return shapely.MultiPolygon([found])


_STYLE = """
*{box-sizing:border-box;margin:0;padding:0}
html{font-family:"Noto Sans CJK SC","Noto Sans CJK",sans-serif;font-size:9pt;line-height:1.5;color:#1B2733}
.front{page:front;break-after:page}
.cover-picture{display:block;width:210mm;height:128mm;object-fit:cover}
.cover-band{background:var(--zone);color:#fff;padding:12mm 18mm}
.cover-band h1{font-size:30pt;line-height:1.25;margin:1mm 0 3mm}.cover-zone{font-size:13pt;font-weight:700}
.cover-foot{padding:10mm 18mm}.cover-foot p{margin-bottom:3mm;font-size:11pt}
.notice{display:inline-block;border:.3mm solid #A8642A;color:#8A4B14;background:#FFF7EC;padding:.8mm 3mm}
.inside,.first,.more{break-before:page}.inside{break-before:auto}
.contents,.compare{margin-bottom:8mm}
h2{font-size:16pt;border-bottom:.8mm solid var(--zone);padding-bottom:1mm;margin-bottom:3mm}
h3{font-size:11pt;margin:4mm 0 1.5mm;break-after:avoid}h3 small{font-size:8pt;font-weight:400;color:#5B6A78}
.first header{display:flex;gap:6mm;height:88mm;overflow:hidden}.first header>div:first-child{flex:1}
.scan{width:28mm;text-align:center;font-size:7.5pt;color:#3A4754}
.pairs div{display:flex;border-bottom:.15mm solid #DDE3E8;padding:.7mm 0}.pairs dt{flex:0 0 30mm;color:#5B6A78}.pairs dd{flex:1}
table{border-collapse:collapse;width:100%;font-size:8.2pt;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.9mm 1.2mm;border-bottom:.15mm solid #C9D1D8}th{background:#F2F5F6;color:#3A4754}
tr,.more section{break-inside:avoid}.photos{display:flex;gap:4mm;margin:0 0 2mm}.photos figure{margin:0;flex:0 1 88mm}.photos img{display:block;width:100%;max-height:58mm;object-fit:cover}.photos figcaption{font-size:7.8pt;color:#5B6A78}.src{font-size:7.8pt;color:#5B6A78;margin:1mm 0}ul{padding-left:5mm;font-size:8.2pt}
.timeline{display:block;width:182mm}.front{height:297mm;position:relative}.closing{position:absolute;left:18mm;right:18mm;bottom:10mm;font-size:8pt;color:#5B6A78}.ground-box{outline:.3mm solid #000}svg{display:block}
"""
