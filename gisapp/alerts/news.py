"""What saved searches find that they did not find before: noted each night, told in the feed and in letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.alerts.subscriptions import alert_key, page_link
from gisapp.db.sql_file import load
from gisapp.inquiries.store import read_secret
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.kernel.errors import DomainError
from gisapp.mail.outbox import Letter, queue_letter
from gisapp.mail.terms import MailKind
from gisapp.mail.wording import Link, Wording
from gisapp.matching.saved_searches import SavedSearch, sites_of_search
from gisapp.sites.standing_words import closed_words
from gisapp.sites.terms import SiteSupply

log = structlog.get_logger("gisapp.alerts")
CONFIRM_DAYS = 7
MOST_IN_LETTER = 20


@dataclass(frozen=True, slots=True)
class NightsNews:
    """What one night brought: searches looked through, new findings, letters written, subscriptions that lapsed."""

    searches: int
    news: int
    letters: int
    lapsed: int


def note_news(session: Session, public_url: str, today: date, now: datetime) -> NightsNews:
    """Note what every saved search finds and write letters about what is new; running it again the same day adds nothing.

    What a search finds when it is first looked through is no news. A search that cannot be read any more is passed over and logged.
    """
    lapsed = session.execute(
        text("delete from search_alert where confirmed_at is null and asked_at < :until returning id"),
        {"until": now - timedelta(days=CONFIRM_DAYS)},
    ).all()
    rows = session.execute(
        text("select id, zone_code, kind, title, language, query, saved_at from saved_search order by id")
    ).mappings()
    searches = [SavedSearch(**row) for row in rows]
    news = letters = 0
    for saved in searches:
        try:
            with session.begin_nested():
                fresh = _note(session, saved, today)
        except DomainError as refusal:
            log.warning("search_unreadable", search=saved.id, code=refusal.code)
            continue
        news += len(fresh)
        if fresh and public_url:
            letters += _tell(session, saved, fresh, public_url, today, now)
    return NightsNews(len(searches), news, letters, len(lapsed))


def _note(session: Session, saved: SavedSearch, today: date) -> list[int]:
    """Note the findings of a day and return those that are news."""
    ids = sites_of_search(session, saved, today)
    watched = session.execute(text("select 1 from search_watch where search_id = :id"), {"id": saved.id}).scalar()
    if watched is None:
        session.execute(
            text("insert into search_watch (search_id, begun_on) values (:id, :today) on conflict do nothing"),
            {"id": saved.id, "today": today},
        )
    fresh = session.execute(
        text(
            "insert into search_hit (search_id, site_id, found_on, is_news)"
            " select :id, site, :today, :is_news from unnest(cast(:ids as bigint[])) as site on conflict do nothing returning site_id"
        ),
        {"id": saved.id, "today": today, "is_news": watched is not None, "ids": ids},
    ).scalars()
    found = list(fresh)
    return found if watched is not None else []


def _tell(
    session: Session, saved: SavedSearch, fresh: Sequence[int], public_url: str, today: date, now: datetime
) -> int:
    alerts = session.execute(
        text("select id, email, language, nonce from search_alert where search_id = :id and confirmed_at is not null"),
        {"id": saved.id},
    ).all()
    sites = list_sites(session, fresh, today) if alerts else []
    secret = read_secret(session)
    for alert in alerts:
        key = alert_key(secret, alert.id, str(alert.nonce))
        letter = Letter(
            kind=MailKind.ALERT_NEWS,
            to_address=alert.email,
            wording=_wording(
                saved.title, sites, public_url, page_link(public_url, alert.id, key, alert.language), alert.language
            ),
            about="alert",
            about_id=alert.id,
            unsubscribe_url=f"{public_url.rstrip('/')}/api/alerts/{alert.id}/ending?key={key}",
        )
        queue_letter(session, letter, now)
    return len(alerts)


def list_sites(session: Session, ids: Sequence[int], as_of: date) -> list[dict[str, Any]]:
    """Return published sites in the order of the ids, one line each; those that are not published any more are left out."""
    rows = session.execute(load("alerts/sites"), {"ids": list(ids), "as_of": as_of}).mappings()
    by_id = {row["id"]: dict(row) for row in rows}
    return [by_id[one] for one in ids if one in by_id]


def words_of(site: Mapping[str, Any], language: str) -> str:
    """Return number or title, park and area of a site in one line, and of one that can no longer be bid for that and since when."""
    mu = round_half_up(m2_to_mu(site["area_m2"]), 2)
    is_en = language == "en"
    told = (
        [site["title_en"], site["park_name_en"], f"{mu} mu"]
        if is_en
        else [site["title_zh"], site["park_name_zh"], f"{mu} 亩"]
    )
    if site["supply"] == SiteSupply.CLOSED and site["closed_since"] is not None:
        told.append(closed_words((SiteSupply.CLOSED.label_zh, SiteSupply.CLOSED.label_en), site["closed_since"])[is_en])
    return (", " if is_en else "　").join(told)


def _wording(title: str, sites: Sequence[Mapping[str, Any]], public_url: str, end: str, language: str) -> Wording:
    """The letter of news: the newest sites with their links, how many more there are, how to receive no more."""
    is_en = language == "en"
    more = max(0, len(sites) - MOST_IN_LETTER)
    tail = "?lang=en" if is_en else ""
    return Wording(
        language=language,
        subject=f"{len(sites)} new sites for investors" if is_en else f"招商地块提醒：新增 {len(sites)} 块",
        paragraphs=(f"New for your saved search “{title}”:" if is_en else f"您保存的查询“{title}”有新地块：",),
        items=tuple(
            Link(words_of(site, language), f"{public_url.rstrip('/')}/sites/{site['id']}{tail}")
            for site in sites[:MOST_IN_LETTER]
        ),
        more=("" if not more else f"… and {more} more" if is_en else f"……另有 {more} 块"),
        ending=Link("To receive no more" if is_en else "不想再收到，请打开", end),
    )
