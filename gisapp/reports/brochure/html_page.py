"""A brochure as one HTML file that opens from a disk with no network: map, figures, duties, the way to production."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, cast

from branca.element import Element
from sqlalchemy.orm import Session

from gisapp.maps.palette import Palette
from gisapp.maps.registry import Layer
from gisapp.reports.brochure import front, parts
from gisapp.reports.brochure.content import Brochure, BrochureSite
from gisapp.reports.brochure.map_part import CONTEXT, brochure_map
from gisapp.reports.brochure.marks import qr_code
from gisapp.reports.brochure.words import word
from gisapp.reports.handout_page import pattern_definitions
from gisapp.reports.vendored_page import CONTENT_SECURITY_POLICY, inline_vendored


def lay_html(session: Session, content: Brochure, layers: Sequence[Layer], palette: Palette) -> str:
    """Return the page; everything it shows is inside it."""
    chart = brochure_map(session, content, layers)
    figure = cast("Any", chart.get_root())
    figure.title = None
    title = f"{front.heading(content)} · {content.zone.name(content.lang)}"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">'
    figure.header.add_child(Element(policy), name="policy")
    figure.header.add_child(
        Element(f"<title>{escape(title)}</title><style>:root{{--zone:{content.look.color}}}{STYLE}</style>"),
        name="look",
    )
    shown = [layer for layer in layers if layer.id in CONTEXT]
    body = "".join(_site(number, site, content) for number, site in enumerate(content.sites, start=1))
    blocks = {
        "patterns": pattern_definitions(shown, palette),
        "cover": front.cover(content),
        "rest": (
            f"<main>{front.contents(content) if content.is_book else ''}{front.comparison(content)}{body}</main>"
            f"{front.closing(content)}"
        ),
    }
    for name, part in blocks.items():
        figure.html.add_child(Element(_braces_kept(part)), name=name)
    lang = "zh-CN" if content.lang == "zh" else "en"
    page = figure.render().replace("<html>", f'<html lang="{lang}">', 1)
    return inline_vendored(page.replace(", maximum-scale=1.0, user-scalable=no", ""))


def _braces_kept(part: str) -> str:
    """Keep words of officers from being read as a template: branca renders what it is given."""
    return part.replace("{{", "&#123;&#123;").replace("{%", "&#123;%").replace("{#", "&#123;#")


def _site(number: int, site: BrochureSite, content: Brochure) -> str:
    lang, sheet = content.lang, site.sheet
    return (
        f'<article class="site" id="site-{sheet["id"]}"><header><div><h2><span class="no">{number}</span> {escape(sheet["plot_no"])}</h2>'
        f"{_summary(site, content)}</div><figure class='scan'>{qr_code(site.address, size='104px')}<figcaption>"
        f'<a href="{escape(site.address)}">{word("scan", lang)}</a></figcaption></figure></header>'
        f"{parts.photos(site, lang)}{parts.key_figures(site, lang)}{parts.signed(site, lang)}</article>"
    )


def _summary(site: BrochureSite, content: Brochure) -> str:
    offer = site.sheet["offer"] or {}
    summary = offer.get("summary_en" if content.lang == "en" else "summary_zh") or ""
    return f'<p class="summary">{escape(summary)}</p>' if summary else ""


STYLE = """
*{box-sizing:border-box}
html,body{height:auto!important}
body{margin:0;display:flex;flex-direction:column;font:15px/1.55 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;color:#1B2733;background:#F4F6F8}
.cover{order:1;background:#fff}
.folium-map{order:2;position:relative!important;width:min(1040px,100% - 32px)!important;height:420px!important;margin:24px auto 0;left:0!important;top:0!important;border:1px solid #DDE3E8;border-radius:8px;background:#EEF2F4!important}
main{order:3;width:min(1040px,100% - 32px);margin:0 auto}
.closing{order:4;width:min(1040px,100% - 32px);margin:8px auto 32px;font-size:13px;color:#5B6A78}
.leaflet-container{font:inherit}
.leaflet-tooltip.chosen-name{background:var(--zone);border:0;color:#fff;font-weight:600;border-radius:4px;padding:2px 8px}
.leaflet-tooltip.chosen-name::before{border-top-color:var(--zone)}
.leaflet-tooltip.place-name{background:none;border:0;box-shadow:none;font-weight:600;color:#3A4754;text-shadow:0 0 3px #fff,0 0 3px #fff}
path.outline-click{pointer-events:stroke!important}
.cover-picture{display:block;width:100%;height:clamp(150px,26vw,300px);object-fit:cover}
.cover-band{background:var(--zone);color:#fff;padding:24px max(16px,calc(50% - 520px))}
.cover-band h1{margin:2px 0 6px;font-size:clamp(24px,4vw,38px);line-height:1.2}.cover-band p{margin:0}
.cover-zone{font-weight:600;letter-spacing:.02em}
.cover-foot{padding:16px max(16px,calc(50% - 520px))}.cover-foot p{margin:0 0 8px}
.notice{display:inline-block;border:1px solid #A8642A;color:#8A4B14;background:#FFF7EC;border-radius:4px;padding:2px 10px}
.site,.contents,.compare{background:#fff;border:1px solid #DDE3E8;border-radius:8px;padding:24px;margin:24px 0}
.site>header{display:flex;justify-content:space-between;gap:16px;border-bottom:3px solid var(--zone);margin-bottom:12px}
h2{font-size:24px;margin:0 0 6px}h3{font-size:17px;margin:24px 0 8px}
.no{display:inline-block;min-width:1.6em;text-align:center;background:var(--zone);color:#fff;border-radius:4px;font-size:.8em}
.scan{margin:0 0 8px;text-align:center;font-size:12px;flex:none}.scan svg{display:block;margin:0 auto}.scan a{color:#0B5A60}
.pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(240px,100%),1fr));gap:0 24px;margin:0}
.pairs div{display:flex;gap:12px;border-bottom:1px solid #EEF1F4;padding:5px 0}.pairs dt{color:#5B6A78;flex:0 0 104px}.pairs dd{margin:0}dt,dd,td,th,h1,h2{overflow-wrap:anywhere}section{min-width:0}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid #E4E9ED}th{color:#5B6A78;font-weight:600;background:#F7F9FA}
.photos{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(280px,100%),1fr));gap:12px;margin:0 0 12px}.photos figure{margin:0}.photos img{display:block;width:100%;max-height:300px;object-fit:cover;border-radius:4px}.photos figcaption{font-size:13px;color:#5B6A78}
.src{font-size:13px;color:#5B6A78;margin:8px 0}ul{padding-left:20px;margin:8px 0}
.timeline{display:block;min-width:560px}section:has(>.timeline){overflow-x:auto}
@media (max-width:640px){.site,.contents,.compare{padding:16px}table,tbody,tr,td{display:block}thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
td{border:0;padding:2px 0}td::before{content:attr(data-head) " ";color:#5B6A78}td[data-head=""]::before{content:""}tr{border-bottom:1px solid #E4E9ED;padding:8px 0}.scan svg{width:84px;height:84px}}
@media print{body{background:#fff;font-size:12px}.folium-map,.site,.contents,.compare{break-inside:auto;border:0}.site{break-before:page}tr{break-inside:avoid}.leaflet-control-zoom{display:none}}
"""
