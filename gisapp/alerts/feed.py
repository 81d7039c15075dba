"""A saved search as an Atom feed (RFC 4287): what it finds, the newest first. Written with lxml, which is here for documents already."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from lxml.etree import Element, SubElement, tostring
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.alerts.news import list_sites, words_of
from gisapp.matching.saved_searches import SavedSearch, find_saved_search, sites_of_search

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100
CHINA = ZoneInfo("Asia/Shanghai")


def write_feed(session: Session, zone: dict[str, Any] | None, token: str, base: str, today: date) -> bytes:
    """Return the feed of a search (404 for none): an entry per site that it finds today, dated by the day on which it was first found.

    Nothing of the search's owner is in it; whoever has the link of the search has the link of the feed.
    """
    saved = find_saved_search(session, token)
    ids = sites_of_search(session, saved, today)
    days = {
        row.site_id: row.found_on
        for row in session.execute(
            text("select site_id, found_on from search_hit where search_id = :id"), {"id": saved.id}
        )
    }
    newest = sorted(ids, key=lambda one: (days.get(one, today), one), reverse=True)[:MOST_ENTRIES]
    sites = list_sites(session, newest, today)
    return _atom(saved, zone or {}, sites, days, base.rstrip("/"), today)


def _atom(
    saved: SavedSearch,
    zone: dict[str, Any],
    sites: list[dict[str, Any]],
    days: dict[int, date],
    base: str,
    today: date,
) -> bytes:
    is_en = saved.language == "en"
    root = Element(f"{{{ATOM}}}feed", nsmap={None: ATOM}, attrib={"{http://www.w3.org/XML/1998/namespace}lang": "en" if is_en else "zh-CN"})  # fmt: skip

    def add(parent: Any, name: str, words: str = "", **attributes: str) -> Any:
        made = SubElement(parent, f"{{{ATOM}}}{name}", **attributes)
        made.text = words or None
        return made

    latest = max((days.get(site["id"], today) for site in sites), default=saved.saved_at.date())
    add(root, "id", f"tag:gisapp,{saved.saved_at.date().isoformat()}:search:{saved.id}")
    add(root, "title", f"{saved.title} · {zone.get('name_en' if is_en else 'name_zh', '')}")
    if zone.get("is_demo"):
        add(root, "subtitle", zone.get("notice_en" if is_en else "notice_zh", ""))
    add(root, "updated", _instant(latest))
    add(add(root, "author"), "name", zone.get("name_en" if is_en else "name_zh", "") or "gisapp")
    add(root, "rights", "CC BY 4.0")
    add(root, "link", rel="alternate", type="text/html", href=f"{base}/{'?lang=en' if is_en else ''}")
    for site in sites:
        day = days.get(site["id"], today)
        entry = add(root, "entry")
        add(entry, "id", f"tag:gisapp,{day.isoformat()}:search:{saved.id}:site:{site['id']}")
        add(entry, "title", words_of(site, saved.language))
        add(entry, "updated", _instant(day))
        add(entry, "link", rel="alternate", type="text/html", href=f"{base}/sites/{site['id']}{'?lang=en' if is_en else ''}")  # fmt: skip
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _instant(day: date) -> str:
    return datetime.combine(day, time(0), CHINA).isoformat()
