"""Answers what stands around the map of a handout: title, date, notice, legend, north, source. Plain HTML and SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from gisapp.maps.palette import Palette
from gisapp.maps.registry import Layer, LayerClass
from gisapp.reports.handout_words import Language, labelled, word, written_day


class ZoneMark(NamedTuple):
    """What every page says of the zone it shows."""

    name_zh: str
    name_en: str
    is_demo: bool
    notice_zh: str
    notice_en: str

    def name(self, lang: Language) -> str:
        return (self.name_en or self.name_zh) if lang == "en" else self.name_zh

    def notice(self, lang: Language) -> str:
        if not self.is_demo:
            return ""
        return (
            (self.notice_en or "Invented data, no legal boundaries")
            if lang == "en"
            else (self.notice_zh or "示意数据，非法定边界")
        )


class DrawnLayer(NamedTuple):
    """A layer with how many features of each class the handout shows."""

    layer: Layer
    counts: dict[str, int]


STYLE = """
:root { --ink: #1B2733; --quiet: #5B6A78; --line: #DDE3E8; --accent: #0B6E75; --bar: 52px; }
html, body { height: 100%; margin: 0; font: 14px/20px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; color: var(--ink); }
.handout-bar { height: var(--bar); box-sizing: border-box; display: flex; align-items: center; gap: 12px; padding: 0 16px; border-bottom: 1px solid var(--line); background: #fff; }
.handout-bar h1 { font-size: 18px; line-height: 24px; margin: 0; font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.handout-bar .when { color: var(--quiet); white-space: nowrap; margin-left: auto; font-variant-numeric: tabular-nums; }
.mark { border: 1px solid #A8642A; color: #8A4B14; background: #FFF7EC; border-radius: 4px; padding: 1px 8px; white-space: nowrap; }
.folium-map { position: absolute !important; top: var(--bar) !important; bottom: 28px; left: 0; right: 0; width: auto !important; height: auto !important; background: #F4F6F8 !important; }
.leaflet-container { font: inherit; }
.handout-legend { position: absolute; z-index: 800; left: 12px; top: calc(var(--bar) + 168px); max-height: calc(100% - var(--bar) - 168px - 76px); box-sizing: border-box; overflow: auto; background: rgba(255, 255, 255, .95); border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; box-shadow: 0 1px 4px rgba(27, 39, 51, .15); }
.handout-legend summary { cursor: pointer; font-weight: 600; }
.handout-legend h2 { font-size: 13px; margin: 8px 0 2px; font-weight: 600; }
.handout-legend ul { list-style: none; margin: 0; padding: 0; }
.handout-legend li { display: flex; align-items: center; gap: 8px; font-size: 13px; line-height: 22px; }
.handout-legend .n { margin-left: auto; padding-left: 12px; color: var(--quiet); font-variant-numeric: tabular-nums; }
.handout-legend .glyph { width: 1.2em; text-align: center; }
.handout-north { position: absolute; z-index: 800; left: 12px; top: calc(var(--bar) + 92px); width: 34px; text-align: center; background: rgba(255, 255, 255, .9); border: 1px solid var(--line); border-radius: 4px; padding: 4px 0; }
.handout-foot { position: absolute; bottom: 0; left: 0; right: 0; height: 28px; line-height: 28px; padding: 0 16px; font-size: 12px; color: var(--quiet); background: #fff; border-top: 1px solid var(--line); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; box-sizing: border-box; }
.handout-empty { position: absolute; z-index: 900; top: 45%; left: 0; right: 0; text-align: center; color: var(--quiet); font-size: 16px; }
.leaflet-tooltip.place-name { background: none; border: 0; box-shadow: none; padding: 0; white-space: normal; width: max-content; max-width: 150px; text-align: center; font-weight: 600; line-height: 16px; color: var(--accent); text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff; }
path.outline-click { pointer-events: stroke !important; }
.foliumpopup table { border-collapse: collapse; }
.foliumpopup th { text-align: left; font-weight: 400; color: var(--quiet); padding: 2px 12px 2px 0 !important; white-space: nowrap; vertical-align: top; }
.foliumpopup td { padding: 2px 0; }
.leaflet-control-layers-overlays label { line-height: 24px; }
@media (max-width: 640px) {
  .handout-bar { flex-wrap: wrap; gap: 0 8px; --bar: 98px; height: 98px; padding: 6px 12px; align-content: center; }
  .handout-bar h1 { font-size: 16px; line-height: 20px; flex: 1 1 100%; white-space: normal; max-height: 40px; } .handout-bar .when { margin: 0; font-size: 12px; }
  body { --bar: 98px; } .leaflet-tooltip.place-name { font-size: 11px; line-height: 13px; max-width: 96px; }
}
@media print { .leaflet-control-zoom, .leaflet-control-layers { display: none; } }
"""


def pattern_id(layer: Layer, item: LayerClass) -> str:
    return f"fill-{layer.id}-{layer.classes.index(item)}"


def pattern_definitions(layers: Sequence[Layer], palette: Palette) -> str:
    """SVG patterns of all classes that have one: the class colour with its marks, so that no status is colour alone."""
    parts = []
    ink = palette.color["ink"]
    for layer in layers:
        for item in layer.classes:
            if item.pattern is None:
                continue
            size = item.pattern.size
            parts.append(
                f'<pattern id="{pattern_id(layer, item)}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
                f'<rect width="{size}" height="{size}" fill="{item.color}" fill-opacity="{layer.definition.legend.opacity:g}"/>'
                f'<g opacity="0.55">{item.pattern.svg_body(ink)}</g></pattern>'
            )
    return f'<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>{"".join(parts)}</defs></svg>'


def swatch(layer: Layer, item: LayerClass) -> str:
    legend = layer.definition.legend
    if layer.definition.geometry == "line":
        dash = f' stroke-dasharray="{" ".join(f"{part:g}" for part in item.dash)}"' if item.dash else ""
        return (
            f'<svg width="26" height="14" aria-hidden="true"><line x1="0" y1="7" x2="26" y2="7" stroke="{item.color}" '
            f'stroke-width="{item.width or 1.5:g}"{dash}/></svg>'
        )
    fill = f"url(#{pattern_id(layer, item)})" if item.pattern else item.color
    opacity = 1 if item.pattern else legend.opacity
    return (
        f'<svg width="26" height="14" aria-hidden="true"><rect x="1" y="1" width="24" height="12" fill="{fill}" '
        f'fill-opacity="{opacity:g}" stroke="{layer.outline or item.color}" stroke-width="{legend.outline_width:g}"/></svg>'
    )


def legend_panel(drawn: Sequence[DrawnLayer], lang: Language) -> str:
    """Only classes that the handout shows: a legend explains what is there."""
    parts = []
    for layer, counts in drawn:
        rows = [
            f'<li>{swatch(layer, item)}<span class="glyph">{escape(item.glyph)}</span><span>{labelled(item, lang)}</span>'
            f'<span class="n">{counts[item.value]:,}</span></li>'
            for item in layer.classes
            if counts.get(item.value)
        ]
        if rows:
            parts.append(f"<h2>{labelled(layer.definition, lang, 'title')}</h2><ul>{''.join(rows)}</ul>")
    if not parts:
        return f'<div class="handout-empty" role="status">{word("empty", lang)}</div>'
    return (
        f'<details class="handout-legend" open><summary>{word("legend", lang)}</summary>{"".join(parts)}</details>'
        "<script>if (innerWidth < 640) document.querySelector('.handout-legend').open = false;</script>"
    )


def title_bar(zone: ZoneMark, title: str, as_of: date, lang: Language, *, internal: bool) -> str:
    marks = [zone.notice(lang), word("internal", lang) if internal else ""]
    badges = "".join(f'<span class="mark">{escape(mark)}</span>' for mark in marks if mark)
    return (
        f'<header class="handout-bar"><h1>{escape(title)}</h1>{badges}'
        f'<span class="when">{word("as_of", lang)} {escape(written_day(as_of, lang))}</span></header>'
    )


def north_arrow(lang: Language) -> str:
    return (
        f'<div class="handout-north" role="img" aria-label="{word("north", lang)}"><svg width="18" height="26" viewBox="0 0 18 26">'
        '<path d="M9 1L16 25L9 19L2 25Z" fill="none" stroke="#1B2733" stroke-width="1.2"/><path d="M9 1L9 19L2 25Z" fill="#1B2733"/></svg>'
        f"<div>{word('north', lang)}</div></div>"
    )


def foot_line(zone: ZoneMark, layers: Sequence[Layer], generated_on: date, lang: Language) -> str:
    sources = [word("register", lang, zone=zone.name(lang))]
    sources += dict.fromkeys(getattr(layer.definition, f"attribution_{lang}") for layer in layers)
    named = (
        "；".join(source for source in sources if source)
        if lang == "zh"
        else "; ".join(source for source in sources if source)
    )
    return (
        f'<footer class="handout-foot">{word("source", lang)}{escape(named)} · {word("crs", lang)} · '
        f"{word('made_on', lang)} {escape(written_day(generated_on, lang))}</footer>"
    )
