"""Which parts of a brochure a site has: those of a plot or those of premises."""

from __future__ import annotations

from gisapp.reports.brochure import premises_part, site_part
from gisapp.reports.brochure.content import BrochureSite
from gisapp.reports.handout_words import Language


def key_figures(site: BrochureSite, lang: Language) -> str:
    return site_part.key_figures(site, lang) if site.takeover is None else premises_part.key_figures(site, lang)


def signed(site: BrochureSite, lang: Language) -> str:
    """Everything below the key figures: what one would sign, by when one could produce, what the ground has."""
    if site.takeover is not None:
        own = (premises_part.takeover(site, lang), premises_part.contact(site, lang))
        return f"{own[0]}{site_part.servicing(site, lang)}{own[1]}"
    in_order = (
        site_part.path,
        site_part.thresholds,
        site_part.duties,
        site_part.penalties,
        site_part.conditions,
        site_part.servicing,
    )
    return "".join(part(site, lang) for part in in_order)
