"""The invented zone's own list of approvals: what may come later, how committed projects get an item, which promise gets shorter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.db.history import replace_from
from gisapp.db.tables.approval import ApprovalItemRow
from gisapp.demo.records import SOURCE

MAY_BE_LATE = {
    "design_review": ("traffic_note", "model_data"),
    "works_planning_permit": ("power_of_attorney", "layout_report"),
    "construction_permit": ("wage_deposit",),
    "fire_acceptance": ("test_report",),
}
HANDLED = {
    "soil_and_water": "government_ahead",
    "energy_review": "government_ahead",
    "design_review": "commitment",
    "air_defence": "commitment",
    "drawing_review": "commitment",
    "fire_design_review": "simplified",
}
"""How committed projects get these items in the invented list: done by the zone, on the enterprise's word, or with fewer papers."""
LIST_BASIS = "容缺受理事项清单（示意）"


def publish_list(session: Session, today: date) -> None:
    """Let the invented list of tolerable material hold for a year and more; one promise gets shorter in a month."""
    since = today - timedelta(days=420)
    for code, handling in HANDLED.items():
        values = {**_version(session, code), "handling": handling, "note": LIST_BASIS, "recorded_by_name": SOURCE}
        replace_from(session, ApprovalItemRow, {"code": code}, since, values)
    for code, materials in MAY_BE_LATE.items():
        before = _version(session, code)
        listed = [{**one, "tolerable": one["code"] in materials} for one in before["materials"]]
        values = {**before, "is_tolerable": True, "materials": listed, "note": LIST_BASIS, "recorded_by_name": SOURCE}
        replace_from(session, ApprovalItemRow, {"code": code}, since, values)
    shorter = {
        **_version(session, "drawing_review"),
        "days": 8,
        "note": "压缩承诺时限（示意）",
        "recorded_by_name": SOURCE,
    }
    replace_from(session, ApprovalItemRow, {"code": "drawing_review"}, today + timedelta(days=38), shorter)


def _version(session: Session, code: str) -> dict[str, Any]:
    row = (
        session.execute(
            text(
                "select stage_code, name_zh, name_en, department_zh, days, unit, statutory_days, statutory_unit, needs, excluded, handling,"
                " is_tolerable, extension_days_max, materials, basis, confirmed, note from approval_item where code = :code and upper_inf(recorded)"
                " order by valid desc limit 1"
            ),
            {"code": code},
        )
        .mappings()
        .one()
    )
    return dict(row)
