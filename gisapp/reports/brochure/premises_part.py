"""What a brochure says of premises: the building, what one would sign, servicing; nothing that is not published."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import Any

from gisapp.kernel.area import format_m2
from gisapp.reports.brochure import words
from gisapp.reports.brochure.content import BrochureSite
from gisapp.reports.brochure.site_part import pairs, section, table, term
from gisapp.reports.brochure.words import word
from gisapp.reports.handout_words import Language

_COST = {"workshop": "rent", "transfer": "sale", "expansion": "paid_in"}


def key_figures(site: BrochureSite, lang: Language) -> str:
    """The facts one asks for first; what is not known says so."""
    sheet, told = site.sheet, site.sheet["premises"]
    square = "㎡" if lang == "zh" else "m²"
    expansion = sheet["kind"] == "expansion"
    industries = [words.pick(item, "name", lang) for item in sheet["industries"]]
    floor = told["floor_area_m2"]
    facts = [
        (word("kind", lang), term("sites.SiteKind", sheet["kind"], lang)),
        (word("name", lang), words.pick(told, "title", lang)),
        (word("park", lang), words.pick(sheet["park"], "name", lang)),
        (word("land", lang), words.area(sheet["area"]["m2"], lang)),
        (
            word("room" if expansion else "floor", lang),
            _unstated(lang) if floor is None else f"{format_m2(floor)} {square}",
        ),
    ]
    if sheet["kind"] == "workshop":
        load = "t/㎡" if lang == "zh" else "t/m²"
        facts += [
            (word("storeys", lang), _figure(told["storeys"], "", lang)),
            (word("clear_height", lang), _figure(told["clear_height_m"], "m", lang)),
            (word("floor_load", lang), _figure(told["floor_load_t_m2"], load, lang)),
            (word("crane", lang), _figure(told["crane_t"], "t", lang)),
        ]
    facts += [
        (word(_COST[sheet["kind"]], lang), words.rent_or_sale(told, lang)),
        (word("suits", lang), ("、" if lang == "zh" else ", ").join(industries) or _unstated(lang)),
    ]
    return pairs(facts)


def takeover(site: BrochureSite, lang: Language) -> str:
    """Every line of what one would sign, with what is not stated said to be so."""
    found = site.takeover
    assert found is not None
    rows = [(words.pick(line, "label", lang), words.pick(line, "words", lang)) for line in found["lines"]]
    heads = [word("takeover_line", lang), word("takeover_words", lang)]
    note = word("takeover_note", lang, source=found["source"], day=words.day(found["observed_on"], lang))
    return section(word("takeover", lang), table(heads, rows) + f'<p class="src">{escape(note)}</p>')


def contact(site: BrochureSite, lang: Language) -> str:
    """Whom to call about these premises: their own contact, beside the zone's on the cover."""
    offer = site.sheet["offer"]
    parts = [words.pick(offer, "contact", lang), offer["contact_phone"]]
    return f'<p class="contact"><b>{word("contact", lang)}</b> {escape(" · ".join(part for part in parts if part))}</p>'


def _figure(value: Any, unit: str, lang: Language) -> str:
    return _unstated(lang) if value is None else f"{Decimal(str(value)).normalize():,f} {unit}".strip()


def _unstated(lang: Language) -> str:
    return word("unstated", lang)
