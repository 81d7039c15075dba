"""What a brochure is made of: the zone and its look, each site's public sheet with its preview, and the address of the live sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.investor.comparisons import compare_sites, describe_comparison
from gisapp.investor.preview_words import describe_preview
from gisapp.investor.previews import Wish, open_desk, preview_site
from gisapp.investor.rules.comparison import LEAST, MOST
from gisapp.investor.takeovers import describe_takeover, find_takeover
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.land.leaving_list import zone_with_data
from gisapp.reports.brochure.look import ZoneLook, load_look
from gisapp.reports.brochure.pictures import shrink
from gisapp.reports.handout_page import ZoneMark
from gisapp.reports.handout_words import Language
from gisapp.sites.context import read_photo
from gisapp.sites.sites import describe_site

MOST_SITES = 20
"""A book of more would be too heavy for a phone and for a briefcase."""


PHOTO_WIDTH = 720
PHOTOS_ALONE, PHOTOS_IN_BOOK = 2, 1
"""So that a book of twenty still fits into the three megabytes that a phone takes."""


@dataclass(frozen=True)
class BrochurePhoto:
    """A published photograph, made small, and what is told of it: caption and day."""

    told: dict[str, Any]
    jpeg: bytes


@dataclass(frozen=True)
class BrochureSite:
    """One site: its public sheet, where its live sheet is, and what one would sign: `preview` for a plot, `takeover` for premises."""

    sheet: dict[str, Any]
    address: str
    preview: dict[str, Any] | None = None
    takeover: dict[str, Any] | None = None
    photos: tuple[BrochurePhoto, ...] = ()


@dataclass(frozen=True)
class Brochure:
    """Everything a brochure says. `withdrawn`: numbers of sites that were asked for and are not published any more."""

    zone: ZoneMark
    look: ZoneLook
    sites: tuple[BrochureSite, ...]
    withdrawn: tuple[str, ...]
    comparison: dict[str, Any] | None
    as_of: date
    made_on: date
    lang: Language
    title: str

    @property
    def is_book(self) -> bool:
        return len(self.sites) > 1

    @property
    def has_plots(self) -> bool:
        return any(site.preview is not None for site in self.sites)

    @property
    def has_premises(self) -> bool:
        return any(site.takeover is not None for site in self.sites)


@dataclass(frozen=True, slots=True)
class BrochureWish:
    """Of which day, when, in which language and under which title a brochure is made."""

    as_of: date
    made_on: date
    lang: Language
    title: str = ""


def gather(
    session: Session,
    site_ids: Sequence[int],
    asked: BrochureWish,
    *,
    zone_code: str,
    window_url: str,
    wish_for: Callable[[Decimal], Wish],
) -> Brochure:
    """Return the content of a brochure (400 for none or too many sites, 404 where none of them is published).

    `wish_for` gives the plan for a site of an area (a price bid per mu is so much in all). `window_url` is where this request came in; the zone's own setting prevails, because that is what the public can reach.
    """
    wanted = list(dict.fromkeys(site_ids))
    if not wanted or len(wanted) > MOST_SITES:
        raise Invalid(
            "brochure.count",
            f"请选择 1 至 {MOST_SITES} 处生成手册。",
            message_en=f"Choose 1 to {MOST_SITES} sites for a brochure.",
        )
    zone = zone_with_data(session, zone_code)
    look = load_look(session, zone["id"])
    base = look.window_url or window_url.rstrip("/")
    desk = open_desk(session, asked.as_of)
    most_photos = PHOTOS_ALONE if len(wanted) == 1 else PHOTOS_IN_BOOK
    sites: list[BrochureSite] = []
    withdrawn: list[str] = []
    for site_id in wanted:
        try:
            sheet = describe_site(session, site_id, asked.as_of)
        except NotFound:
            withdrawn.append(str(site_id))
            continue
        photos = _photos(session, sheet, most_photos, asked.as_of)
        address = f"{base}/sites/{site_id}{'?lang=en' if asked.lang == 'en' else ''}"
        premises = find_takeover(session, site_id, asked.as_of)
        if premises is not None:
            told = describe_takeover(premises, asked.as_of)
            if asked.lang == "en" and zone["notice_zh"] and told["source"].startswith(zone["notice_zh"]):
                told["source"] = zone["notice_en"]
            sites.append(BrochureSite(sheet, address, takeover=told, photos=photos))
            continue
        wish = wish_for(Decimal(str(sheet["area"]["m2"])))
        preview = preview_site(session, site_id, wish, asked.as_of, desk)
        signed = describe_preview(preview, wish.promise, wish.left_out)
        sites.append(BrochureSite(sheet, address, signed, photos=photos))
    if not sites:
        raise NotFound(
            "brochure.none_published",
            "所选地块都已不再公开，没有可生成的手册。请返回列表重新选择。",
            message_en="None of these sites is published any more.",
        )
    ids = [site.sheet["id"] for site in sites]
    comparison = None
    if LEAST <= len(ids) <= MOST:
        comparison = describe_comparison(compare_sites(session, ids, wish_for(Decimal(0)), asked.as_of), asked.as_of)
    mark = ZoneMark(zone["name_zh"], zone["name_en"], zone["is_demo"], zone["notice_zh"], zone["notice_en"])
    return Brochure(
        mark, look, tuple(sites), tuple(withdrawn), comparison, asked.as_of, asked.made_on, asked.lang, asked.title
    )


def _photos(session: Session, sheet: dict[str, Any], most: int, as_of: date) -> tuple[BrochurePhoto, ...]:
    return tuple(
        BrochurePhoto(told, shrink(read_photo(session, sheet["id"], told["id"], as_of)[1], PHOTO_WIDTH))
        for told in sheet["photos"][:most]
    )
