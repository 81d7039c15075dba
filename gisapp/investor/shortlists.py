"""Lists of sites that visitors keep without an account: made with a star, opened by a link, gone when nobody opens them for long.

Two keys open a list: the maker's own, which may change it, and one derived from it for passing on, which may only read. The database holds
their hashes; a stolen copy of it opens no list. The audit counts sites and never tells who.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import ANYONE
from gisapp.investor import shortlist_store
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from gisapp.land.parks import describe_zone
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.rules.price import wan_per_mu

MOST_SITES = 40
_KEY = re.compile(r"^[A-Za-z0-9_-]{22}$")


def make_list(session: Session, zone_code: str, site_ids: Sequence[int], title: str, today: date) -> dict[str, Any]:
    """Make a list and return it with the keys that open it, told this once (404 for a site that is not published)."""
    book = load_rulebook(session)
    most = int(book.value("shortlist.new_per_day_max", today))
    if shortlist_store.made_on(session, today) >= most:
        raise TooMany(
            "shortlist.too_many_today",
            "今天新建的收藏清单已达上限，请明天再试，或先复制地块链接。",
            message_en="No more lists can be made today; come back tomorrow or copy the links of the sites.",
        )
    kept = int(book.value("shortlist.kept_days", today))
    shortlist_store.delete_forgotten(session, today - timedelta(days=kept))
    zone = describe_zone(session, zone_code)
    if zone is None:
        raise Conflict(
            "shortlist.no_zone", "数据库中还没有开发区，不能收藏。请联系管理员。", message_en="There is no zone."
        )
    own = secrets.token_urlsafe(16)
    share = share_key(own)
    list_id = shortlist_store.insert_list(session, zone["id"], _digest(own), _digest(share), title.strip(), today)
    shortlist_store.write_sites(session, list_id, _distinct(site_ids), today)
    _tell(session, EventTag.SHORTLIST_CREATE, list_id, zone["id"], {}, {"sites": len(set(site_ids))})
    return {**_told(session, list_id, own, title.strip(), 1, is_own=True, today=today), "kept_days": kept}


def open_list(session: Session, key: str, today: date) -> dict[str, Any]:
    """Return the list that a key opens, with what became of each site (404 for a key that opens none)."""
    row = _find(session, key)
    shortlist_store.touch(session, row["id"], today)
    kept = int(load_rulebook(session).value("shortlist.kept_days", today))
    told = _told(session, row["id"], key, row["title"], row["version"], is_own=row["is_own"], today=today)
    return {**told, "kept_days": kept}


def change_list(
    session: Session, key: str, site_ids: Sequence[int], title: str, expected_version: int, today: date
) -> dict[str, Any]:
    """Let the list hold exactly these sites; 403 with a key that only reads, 409 when it was changed elsewhere meanwhile."""
    row = _find(session, key, lock=True)
    _refuse_reader(row)
    if row["version"] != expected_version:
        raise Conflict(
            "shortlist.changed_meanwhile",
            "清单刚在另一个窗口改过，已为您载入最新内容，请再操作一次。",
            message_en="The list was changed in another window; it has been loaded again, please repeat.",
        )
    before = len(shortlist_store.kept_days(session, row["id"]))
    shortlist_store.write_sites(session, row["id"], _distinct(site_ids), today)
    shortlist_store.change(session, row["id"], title.strip())
    shortlist_store.touch(session, row["id"], today)
    _tell(
        session, EventTag.SHORTLIST_REVISE, row["id"], row["zone_id"], {"sites": before}, {"sites": len(set(site_ids))}
    )
    return open_list(session, key, today)


def drop_list(session: Session, key: str) -> None:
    """Delete a list for good (403 with a key that only reads)."""
    row = _find(session, key, lock=True)
    _refuse_reader(row)
    before = len(shortlist_store.kept_days(session, row["id"]))
    shortlist_store.delete(session, row["id"])
    _tell(session, EventTag.SHORTLIST_DELETE, row["id"], row["zone_id"], {"sites": before}, {})


def share_key(own: str) -> str:
    """Return the key that only reads; it follows from the own one and leads nowhere back."""
    digest = hashlib.sha256(f"share:{own}".encode()).digest()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    number = int.from_bytes(digest[:17], "big")
    return "".join(alphabet[(number >> (6 * at)) & 63] for at in range(22))


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def _find(session: Session, key: str, *, lock: bool = False) -> dict[str, Any]:
    row = shortlist_store.find_list(session, _digest(key), lock=lock) if _KEY.match(key) else None
    if row is None:
        raise NotFound(
            "shortlist.not_found",
            "没有这份清单：链接不完整，或清单已删除、长期无人打开。请核对链接，或重新收藏。",
            message_en="There is no such list: the link is incomplete, or the list was deleted or forgotten for long.",
        )
    return row


def _refuse_reader(row: dict[str, Any]) -> None:
    if not row["is_own"]:
        raise Forbidden(
            "shortlist.read_only",
            "这是别人分享的清单，只能查看。请先另存为自己的清单。",
            message_en="This list was shared with you and can only be read; save it as your own first.",
        )


def _distinct(site_ids: Sequence[int]) -> list[int]:
    found = list(dict.fromkeys(site_ids))
    if len(found) > MOST_SITES:
        raise Invalid(
            "shortlist.too_many", "一份清单最多 40 块地，请先移除几块。", message_en="A list holds at most 40 sites."
        )
    return found


def _told(
    session: Session, list_id: int, key: str, title: str, version: int, *, is_own: bool, today: date
) -> dict[str, Any]:
    sites = shortlist_store.read_sites(session, list_id, today)
    for site in sites:
        price = site["start_price_yuan_per_m2"]
        site["start_price_wan_per_mu"] = None if price is None else wan_per_mu(price)
    return {
        "as_of": today,
        "title": title,
        "version": version,
        "is_own": is_own,
        "key": key,
        "share_key": share_key(key) if is_own else key,
        "sites": sites,
    }


def _tell(
    session: Session, tag: EventTag, list_id: int, zone_id: int, before: dict[str, Any], after: dict[str, Any]
) -> None:
    record_event(
        session,
        ANYONE,
        tag,
        subject="shortlist",
        subject_id=list_id,
        zone_id=zone_id,
        changes=differences(before, after),
    )
