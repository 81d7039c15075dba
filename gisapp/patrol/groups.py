"""Patrol groups and their people: entered, joined, left, ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park, visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.errors import Forbidden, NotFound
from gisapp.land.parks import find_park


def list_groups(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return the groups of a day with their people: those of the whole zone, and those of the caller's parks."""
    rows = session.execute(load("patrol/groups"), {"as_of": as_of, **visible_parks(principal)}).mappings()
    return [dict(row) for row in rows]


def locate_group(session: Session, principal: Principal, group_id: int, as_of: date) -> dict[str, Any]:
    """Return one group of a day (404 outside the caller's parks)."""
    found = next((row for row in list_groups(session, principal, as_of) if row["id"] == group_id), None)
    if found is None:
        raise NotFound(
            "patrol.group_not_found",
            "没有这个巡查组，或您没有查看权限。请刷新后重选。",
            message_en="There is no such group, or not for you.",
        )
    return found


def enter_group(
    session: Session,
    principal: Principal,
    *,
    zone_code: str,
    park_code: str | None,
    name_zh: str,
    base: tuple[float, float] | None,
) -> int:
    """Enter a group of a park or, without one, of the whole zone; `base` = longitude and latitude where its rounds begin."""
    if park_code is None:
        if principal.park_ids is not None:
            raise Forbidden(
                "patrol.group_zone_wide",
                "您只管辖部分园区，请为巡查组选择园区。",
                message_en="Choose the park of this group.",
            )
        zone_id, park_id = (
            session.execute(text("select id from zone order by code = :code desc, id limit 1"), {"code": zone_code})
            .scalars()
            .one(),
            None,
        )
    else:
        park = find_park(session, park_code)
        ensure_may_touch_park(principal, park["id"], park["name_zh"])
        zone_id, park_id = park["zone_id"], park["id"]
    group_id: int = session.execute(
        text(
            "insert into patrol_group (zone_id, park_id, name_zh, base, created_by, created_by_name) values (:zone_id, :park_id, :name_zh,"
            " ST_SetSRID(ST_MakePoint(cast(:lon as float8), cast(:lat as float8)), 4490), :by, :by_name) returning id"
        ),
        {
            "zone_id": zone_id,
            "park_id": park_id,
            "name_zh": name_zh.strip(),
            "lon": base[0] if base else None,
            "lat": base[1] if base else None,
            "by": principal.account_id,
            "by_name": principal.name,
        },
    ).scalar_one()
    _record(session, principal, group_id, zone_id, park_id, {"patrol_group": {"old": None, "new": name_zh.strip()}})
    return group_id


def add_member(
    session: Session, principal: Principal, group_id: int, *, name_zh: str, phone: str, joined_on: date
) -> int:
    """Let somebody join a group; who has an account under that name finds the group's rounds in the inbox."""
    group = _own_group(session, principal, group_id, joined_on)
    member_id: int = session.execute(
        text(
            "insert into patrol_member (group_id, account_id, name_zh, phone, joined_on) values (:group_id,"
            " (select min(id) from account where display_name = :name_zh having count(*) = 1), :name_zh, :phone, :joined_on) returning id"
        ),
        {"group_id": group_id, "name_zh": name_zh.strip(), "phone": phone.strip(), "joined_on": joined_on},
    ).scalar_one()
    changes = {"patrol_member": {"old": None, "new": name_zh.strip()}}
    _record(session, principal, group_id, group["zone_id"], group["park_id"], changes)
    return member_id


def end_member(session: Session, principal: Principal, group_id: int, member_id: int, *, left_on: date) -> None:
    """Let somebody leave a group from a day on (404 when not in it)."""
    group = _own_group(session, principal, group_id, left_on)
    name = session.execute(
        text(
            "update patrol_member set left_on = :left_on where id = :id and group_id = :group_id and left_on is null and joined_on < :left_on"
            " returning name_zh"
        ),
        {"id": member_id, "group_id": group_id, "left_on": left_on},
    ).scalar()
    if name is None:
        raise NotFound(
            "patrol.member_not_found",
            "巡查组里没有这个人，或他已经离开。请刷新后重试。",
            message_en="There is no such member.",
        )
    _record(
        session,
        principal,
        group_id,
        group["zone_id"],
        group["park_id"],
        {"patrol_member": {"old": name, "new": None}},
    )


def _own_group(session: Session, principal: Principal, group_id: int, as_of: date) -> dict[str, Any]:
    group = locate_group(session, principal, group_id, as_of)
    if group["park_id"] is None and principal.park_ids is not None:
        raise Forbidden(
            "patrol.group_zone_wide",
            "这是全区的巡查组，请由管辖全区的人员调整。",
            message_en="This group is of the whole zone.",
        )
    return group


def _record(
    session: Session, principal: Principal, group_id: int, zone_id: int, park_id: int | None, changes: dict[str, Any]
) -> None:
    record_event(
        session,
        principal,
        EventTag.PATROL_CHANGE,
        subject="patrol_group",
        subject_id=group_id,
        zone_id=zone_id,
        park_id=park_id,
        changes=changes,
    )
