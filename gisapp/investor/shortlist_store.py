"""Rows of visitors' lists: found by the hash of a key, never by anything of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load


def insert_list(session: Session, zone_id: int, own: bytes, share: bytes, title: str, day: date) -> int:
    return session.execute(
        text(
            "insert into shortlist (zone_id, own_hash, share_hash, title, created_on, opened_on)"
            " values (:zone, :own, :share, :title, :day, :day) returning id"
        ),
        {"zone": zone_id, "own": own, "share": share, "title": title, "day": day},
    ).scalar_one()


def find_list(session: Session, digest: bytes, *, lock: bool = False) -> dict[str, Any] | None:
    """Return the list that either of its keys opens; `is_own` tells which; locked for a change."""
    if lock:
        session.execute(text("select from shortlist where own_hash = :digest for update"), {"digest": digest})
    row = (
        session.execute(
            text(
                "select id, zone_id, title, version, created_on, opened_on, own_hash = :digest as is_own"
                " from shortlist where own_hash = :digest or share_hash = :digest"
            ),
            {"digest": digest},
        )
        .mappings()
        .one_or_none()
    )
    return None if row is None else dict(row)


def read_sites(session: Session, list_id: int, as_of: date) -> list[dict[str, Any]]:
    rows = session.execute(load("investor/shortlist_sites"), {"id": list_id, "as_of": as_of}).mappings()
    return [dict(row) for row in rows]


def kept_days(session: Session, list_id: int) -> Mapping[int, date]:
    """Return the sites of a list with the day each was put there."""
    rows = session.execute(
        text("select site_id, added_on from shortlist_site where shortlist_id = :id"), {"id": list_id}
    )
    return {row.site_id: row.added_on for row in rows}


def write_sites(session: Session, list_id: int, site_ids: Sequence[int], day: date) -> None:
    """Let the list hold exactly these sites in this order; those that stay keep the day they were put there."""
    before = kept_days(session, list_id)
    gone = [site for site in before if site not in site_ids]
    if gone:
        session.execute(
            text("delete from shortlist_site where shortlist_id = :id and site_id = any(:gone)"),
            {"id": list_id, "gone": gone},
        )
    for place, site in enumerate(site_ids, start=1):
        values = {"id": list_id, "site": site, "place": place, "day": day}
        if site in before:
            session.execute(
                text("update shortlist_site set place = :place where shortlist_id = :id and site_id = :site"), values
            )
        else:
            session.execute(
                text(
                    "insert into shortlist_site (shortlist_id, site_id, place, added_on) values (:id, :site, :place, :day)"
                ),
                values,
            )
    session.execute(text("set constraints shortlist_site_place immediate"))


def touch(session: Session, list_id: int, day: date) -> None:
    """Note that somebody opened the list on a day; the same day is written once."""
    session.execute(
        text("update shortlist set opened_on = :day where id = :id and opened_on < :day"), {"id": list_id, "day": day}
    )


def change(session: Session, list_id: int, title: str) -> None:
    session.execute(
        text("update shortlist set title = :title, version = version + 1 where id = :id"),
        {"id": list_id, "title": title},
    )


def delete(session: Session, list_id: int) -> None:
    session.execute(text("delete from shortlist where id = :id"), {"id": list_id})


def delete_forgotten(session: Session, before: date) -> None:
    """Delete the lists that nobody has opened since before a day."""
    session.execute(text("delete from shortlist where opened_on < :day"), {"day": before})


def made_on(session: Session, day: date) -> int:
    return session.execute(text("select count(*) from shortlist where created_on = :day"), {"day": day}).scalar_one()
