"""What a brochure says of a site's surroundings: photographs, distances, assessments one need not do again, who buys and sells near by."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from typing import Any

from gisapp.reports.brochure import words
from gisapp.reports.brochure.content import BrochureSite
from gisapp.reports.brochure.site_part import section, table, term
from gisapp.reports.brochure.words import word
from gisapp.reports.handout_words import Language

MOST_CHAIN = 6


def photos(site: BrochureSite, lang: Language) -> str:
    """Photographs in the page itself; nothing where there are none."""
    figures = "".join(
        f'<figure><img src="data:image/jpeg;base64,{base64.b64encode(one.jpeg).decode()}" alt="{escape(words.pick(one.told, "caption", lang) or word("photo", lang))}">'
        f"<figcaption>{escape(words.pick(one.told, 'caption', lang))} · {words.day(one.told['taken_on'], lang)}</figcaption></figure>"
        for one in site.photos
    )
    return f'<div class="photos">{figures}</div>' if figures else ""


def distances(site: BrochureSite, lang: Language) -> str:
    """How far it is to where goods and people go, how that was measured, how long a lorry takes along roads."""
    rows = [
        (
            term("sites.DestinationKind", one["kind"], lang),
            words.pick(one, "name", lang),
            f"{one['distance_m'] / 1000:.1f} km" if lang == "en" else f"{one['distance_m'] / 1000:.1f} 公里",
            term("sites.DistanceMethod", one["method"], lang),
            word("none", lang) if one["minutes"] is None else word("minutes", lang, minutes=one["minutes"]),
            words.day(one["since"], lang),
        )
        for one in site.sheet["distances"]
    ]
    if not rows:
        return ""
    heads = ("goal", "name", "distance", "measured", "drive", "recorded")
    return section(word("distances", lang), table([word(head, lang) for head in heads], rows))


def assessments(site: BrochureSite, lang: Language) -> str:
    """Regional assessments that cover the whole site: what the investor need not do again."""
    rows = [
        (
            term("supply.AssessmentKind", one["kind"], lang),
            one["title"],
            one["document_no"],
            words.day(one["approved_on"], lang),
            words.day(one["until"], lang) if one["until"] else word("open_end", lang),
        )
        for one in site.sheet["assessments"]
    ]
    if not rows:
        return ""
    heads = ("assessment", "title", "document", "approved", "until")
    return section(word("assessments", lang), table([word(head, lang) for head in heads], rows))


def chain(site: BrochureSite, lang: Language) -> str:
    """Who near by sells to or buys from the site's industries; names only of those who agreed to be named."""
    found = sorted(site.sheet["chain"], key=lambda one: not one["in_same_park"])[:MOST_CHAIN]
    rows = [
        (
            word(one["side"], lang),
            words.pick(one, "name", lang) or words.pick(one, "industry", lang),
            _goods(one, lang),
            word("same_park" if one["in_same_park"] else "other_park", lang),
        )
        for one in found
    ]
    if not rows:
        return ""
    heads = ("side", "name", "goods", "place")
    return section(word("chain", lang), table([word(head, lang) for head in heads], rows))


def _goods(one: Mapping[str, Any], lang: Language) -> str:
    named = (
        words.pick(one, "makes" if one["side"] == "sells" else "needs", lang) if words.pick(one, "name", lang) else ""
    )
    return named or words.pick(one, "goods", lang)
