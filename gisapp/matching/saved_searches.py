"""A wish kept behind a secret link, without an account: saved, opened with what it finds today, deleted by whoever has the link.

What delivers news of a saved search elsewhere (a feed, a letter) reads it here: `find_saved_search` by its token,
`sites_of_search` for the numbers that it finds on a day.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg2.extras import Json
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.kernel.errors import Invalid, NotFound
from gisapp.matching.matches import matching_ids
from gisapp.matching.requirements import saved_requirement
from gisapp.sites.site_store import SitePage, SiteWish
from gisapp.sites.sites import search_sites
from gisapp.supply.terms import SiteSort

TOKEN_BYTES = 24
MOST_IDS = 200


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A kept wish as its owner wrote it; `query` is the parameters of /api/sites or the body of /api/matches."""

    id: int
    zone_code: str
    kind: str
    title: str
    language: str
    query: dict[str, Any]
    saved_at: datetime


def save_search(
    session: Session, *, zone_code: str, kind: str, title: str, language: str, query: dict[str, Any], as_of: date
) -> str:
    """Keep a wish and return its token, which is told once: only its hash is kept. Invalid (400) for what cannot be asked or asks nothing."""
    _numbers(session, kind, query, as_of)
    if kind == "match" and not saved_requirement(session, query, as_of).wishes():
        raise Invalid(
            "search.nothing_asked",
            "还没有说需要什么，这条查询什么也找不到。请先填写产业、面积或项目情况，再保存。",
            message_en="Nothing is asked yet, so this search would find nothing. Say what you need first, then save it.",
        )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.connection().exec_driver_sql(
        "insert into saved_search (zone_code, token_sha256, kind, title, language, query) values (%s, %s, %s, %s, %s, %s)",
        (zone_code, token_hash(token), kind, title, language, Json(query)),
    )
    return token


def find_saved_search(session: Session, token: str) -> SavedSearch:
    """Return the search of a token (404 for one that is not there or was deleted)."""
    row = (
        session.execute(
            text(
                "select id, zone_code, kind, title, language, query, saved_at from saved_search where token_sha256 = :sha"
            ),
            {"sha": token_hash(token)},
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "search.not_found",
            "没有这条保存的查询，可能已被删除。请核对链接，或重新保存。",
            message_en="No such saved search; it may have been deleted. Check the link or save it anew.",
        )
    return SavedSearch(**row)


def open_search(session: Session, token: str, as_of: date) -> dict[str, Any]:
    """Return a saved search with what it finds on a day, and note that it was opened."""
    saved = find_saved_search(session, token)
    session.execute(text("update saved_search set opened_at = clock_timestamp() where id = :id"), {"id": saved.id})
    ids = sites_of_search(session, saved, as_of)
    return {
        "kind": saved.kind,
        "title": saved.title,
        "language": saved.language,
        "query": saved.query,
        "saved_at": saved.saved_at,
        "total": len(ids),
        "ids": ids[:MOST_IDS],
    }


def delete_search(session: Session, token: str) -> None:
    """Delete a saved search for good (404 where there is none)."""
    saved = find_saved_search(session, token)
    session.execute(text("delete from saved_search where id = :id"), {"id": saved.id})


def sites_of_search(session: Session, saved: SavedSearch, as_of: date) -> list[int]:
    """Return the numbers of the sites that a saved search finds on a day, in its order."""
    return _numbers(session, saved.kind, saved.query, as_of)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _numbers(session: Session, kind: str, query: dict[str, Any], as_of: date) -> list[int]:
    if kind == "match":
        return matching_ids(session, saved_requirement(session, query, as_of), as_of)
    found = search_sites(session, wish_of(query), SitePage(_sort_of(query), 0, 0), as_of)
    return [int(number) for number in found["ids"]]


def wish_of(query: dict[str, Any]) -> SiteWish:
    """Return the wish of saved parameters; lists may be written with commas, as in an address (400 for anything unknown)."""
    told = {
        name: value
        for name, value in query.items()
        if name not in ("sort", "limit", "offset", "as_of") and value not in (None, "", [])
    }
    unknown = set(told) - set(SiteWish.model_fields)
    try:
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        return SiteWish.model_validate(told)
    except (ValidationError, ValueError) as error:
        raise Invalid(
            "search.unreadable",
            "查询条件不能识别，请回到招商页面重新选择后保存。",
            message_en="These wishes cannot be read; choose them again and save.",
        ) from error


def _sort_of(query: dict[str, Any]) -> SiteSort:
    value = query.get("sort") or SiteSort.DELIVERY
    return SiteSort(value) if value in set(SiteSort.values()) else SiteSort.DELIVERY
