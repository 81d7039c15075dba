"""Who answers inquiries: one officer per park and one for questions about no park, from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park
from gisapp.db.sql_file import load
from gisapp.inquiries import store
from gisapp.inquiries.inquiries import list_officers
from gisapp.kernel.errors import Conflict, Forbidden, Invalid
from gisapp.land.parks import find_park


def list_duty(session: Session, zone_id: int, as_of: date) -> list[dict[str, Any]]:
    """Return who answers for each park on a day; the row without a park is for questions about none."""
    rows = session.execute(load("inquiries/duty"), {"zone_id": zone_id, "as_of": as_of}).mappings()
    return [dict(row) for row in rows]


def revise_duty(
    session: Session,
    principal: Principal,
    zone_id: int,
    park_code: str | None,
    officer_id: int,
    *,
    valid_from: date,
    today: date,
) -> None:
    """Let an officer answer for a park (None: for questions about no park) from a day on; inquiries that are there stay with whom they are.

    Invalid for a day that is past or an officer who does not see the park, Conflict when nothing would change.
    """
    park = find_park(session, park_code) if park_code else None
    if park is not None:
        ensure_may_touch_park(principal, park["id"], park["name_zh"])
    elif principal.park_ids is not None:
        raise Forbidden(
            "inquiry.duty_of_zone",
            "未指明园区的咨询由谁负责，只能由管辖全部园区的人员确定，请联系管理员。",
            message_en="Only who sees all parks may name the officer for questions about none.",
        )
    if valid_from < today:
        raise Invalid(
            "inquiry.duty_in_past",
            "负责人只能自今天或以后起变更，请重填日期。",
            message_en="Choose today or a later day.",
        )
    park_id = park["id"] if park else None
    officer = next((one for one in list_officers(session, park_id) if one["id"] == officer_id), None)
    if officer is None:
        raise Invalid(
            "inquiry.officer_unknown",
            "只能选择管辖该园区的在用土地管理人员账号，请重新选择。",
            message_en="Choose an active officer who sees this park.",
        )
    session.execute(text("select pg_advisory_xact_lock(4603, :zone)"), {"zone": zone_id})
    before = store.find_own_duty(session, zone_id, park_id, valid_from)
    if before == (officer["id"], officer["name"]):
        raise Conflict("inquiry.duty_same", "负责人没有变化，不用保存。", message_en="Nothing would change.")
    store.insert_duty(
        session,
        {
            "zone_id": zone_id,
            "park_id": park_id,
            "owner_id": officer["id"],
            "owner_name": officer["name"],
            "valid_from": valid_from,
            "recorded_by_name": principal.name,
        },
    )
    record_event(
        session,
        principal,
        EventTag.INQUIRY_DUTY,
        subject="inquiry_duty",
        zone_id=zone_id,
        park_id=park_id,
        changes={
            "owner_name": {"old": before[1] or None, "new": officer["name"]},
            "valid_from": {"old": None, "new": valid_from.isoformat()},
        },
    )
