"""Which parts of a brochure a site has: those of a plot or those of premises."""

from __future__ import annotations

from gisapp.reports.brochure import around_part, premises_part, site_part
from gisapp.reports.brochure.content import BrochureSite
from gisapp.reports.handout_words import Language


def key_figures(site: BrochureSite, lang: Language) -> str:
    return site_part.key_figures(site, lang) if site.takeover is None else premises_part.key_figures(site, lang)


def photos(site: BrochureSite, lang: Language) -> str:
    return around_part.photos(site, lang)


def signed(site: BrochureSite, lang: Language) -> str:
    """Everything below the key figures: what one would sign, by when one could produce, what the ground has, what lies round it."""
    around = (around_part.distances, around_part.assessments, around_part.chain)
    if site.takeover is not None:
        in_order = (premises_part.takeover, site_part.servicing, *around, premises_part.contact)
        return "".join(part(site, lang) for part in in_order)
    in_order = (
        site_part.path,
        site_part.thresholds,
        site_part.duties,
        site_part.penalties,
        site_part.conditions,
        site_part.servicing,
        *around,
    )
    return "".join(part(site, lang) for part in in_order)
