"""The few words of a handout in Chinese and English, and how its figures are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any, Literal

from gisapp.kernel.area import format_m2, format_mu
from gisapp.kernel.terms import terms_named
from gisapp.maps.definition import LayerField

Language = Literal["zh", "en"]

WORDS: dict[str, dict[Language, str]] = {
    "title": {"zh": "用地一张图", "en": "Land map"},
    "as_of": {"zh": "数据时点", "en": "As of"},
    "made_on": {"zh": "生成日期", "en": "Made on"},
    "legend": {"zh": "图例", "en": "Legend"},
    "source": {"zh": "数据来源：", "en": "Source: "},
    "register": {"zh": "{zone}土地底数", "en": "Land register of {zone}"},
    "internal": {"zh": "内部资料，请勿外传", "en": "Internal; do not pass on"},
    "north": {"zh": "北", "en": "N"},
    "crs": {"zh": "坐标系 CGCS2000", "en": "CGCS2000"},
    "empty": {
        "zh": "所选图层在该日期和范围内没有要素。",
        "en": "The chosen layers hold nothing on this day and in this area.",
    },
    "none": {"zh": "—", "en": "—"},
    "mu": {"zh": "亩", "en": "mu"},
    "count": {"zh": "{n} 个", "en": "{n}"},
}


def word(key: str, lang: Language, **values: object) -> str:
    return WORDS[key][lang].format(**values)


def written_day(day: date, lang: Language) -> str:
    """2026年11月23日 on Chinese paper, ISO in English."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()


def written_area(area_m2: float, lang: Language) -> str:
    """亩 first, square metres beside it, two decimals each."""
    return f"{format_mu(area_m2)} {word('mu', lang)}（{format_m2(area_m2)} ㎡）" if lang == "zh" else (
        f"{format_m2(area_m2)} m² ({format_mu(area_m2)} mu)"
    )  # fmt: skip


def written_value(field: LayerField, value: Any, lang: Language) -> str:
    """A property as people read it, safe to put into HTML: names may hold any character."""
    if value is None or value == "":
        return word("none", lang)
    if field.terms is not None:
        return escape(terms_named(field.terms).labels(lang).get(str(value), str(value)))
    match field.unit:
        case "m2":
            return escape(written_area(value, lang))
        case "m":
            return f"{value:,.1f} {'米' if lang == 'zh' else 'm'}"
        case "yuan":
            return f"{value:,.2f}"
        case "ratio":
            return f"{value:.2%}"
        case "date":
            return escape(written_day(date.fromisoformat(str(value)), lang))
        case _:
            return escape(str(value))


def labelled(thing: Mapping[str, Any] | Any, lang: Language, key: str = "label") -> str:
    """The attribute `label_zh` or `label_en` (or `title_…`) of a definition, escaped."""
    return escape(str(getattr(thing, f"{key}_{lang}")))
