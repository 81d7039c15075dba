"""The list of approval items as dated data: what a revision changes and what it leaves, and what does not fit together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gisapp.approvals.item_commands import (
    ItemDraft,
    StageDraft,
    item_history,
    list_items,
    retire_item,
    revise_item,
    revise_stage,
)
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from tests.builders.approval import CLERK, a_process, accepted, lanes
from tests.builders.park import a_park

TODAY, NEXT = date(2026, 3, 2), date(2026, 3, 16)
PERMIT = "land_planning_permit"
FIELDS = (
    "stage_code", "name_zh", "name_en", "department_zh", "days", "unit", "statutory_days", "statutory_unit", "needs", "excluded", "handling",
    "is_tolerable", "extension_days_max", "materials", "basis", "confirmed", "note",
)  # fmt: skip


def item(session: Session, code: str = PERMIT, on: date = TODAY) -> dict[str, Any]:
    return next(one for one in list_items(session, on)["items"] if one["code"] == code)


def revise(session: Session, code: str = PERMIT, on: date = NEXT, **changes: Any) -> None:
    values = {name: item(session)[name] for name in FIELDS}
    draft = ItemDraft(code, {**values, **changes}, on, "按新清单修订")
    revise_item(session, CLERK, draft, today=TODAY)


def test_the_shipped_list_is_there_in_its_own_order_and_nothing_in_it_is_confirmed(db: Session):
    listed = list_items(db, TODAY)
    assert [one["code"] for one in listed["stages"]] == ["land_planning", "works", "construction", "acceptance", "parallel"]  # fmt: skip
    assert [one["code"] for one in listed["items"]][:3] == ["project_filing", "site_selection", PERMIT]
    assert len(listed["items"]) == 20
    assert not any(one["confirmed"] or one["is_tolerable"] for one in listed["items"])
    assert all(one["materials"] and one["name_en"] for one in listed["items"])


def test_a_new_version_holds_from_its_day_and_running_cases_keep_theirs(db: Session):
    park = a_park(db)
    before = a_process(db, park, PERMIT)
    accepted(db, before.cases[PERMIT], TODAY)
    revise(db, days=2, confirmed=True)
    assert (item(db)["days"], item(db)["coming_on"], item(db, on=NEXT)["days"]) == (5, NEXT, 2)
    after = a_process(db, park, PERMIT, name="后来的项目", started_on=NEXT)
    accepted(db, after.cases[PERMIT], NEXT)
    assert lanes(db, before.project_id, NEXT)[PERMIT]["due_on"] == date(2026, 3, 9)
    assert lanes(db, after.project_id, NEXT)[PERMIT]["due_on"] == date(2026, 3, 18)
    history = item_history(db, PERMIT)
    assert [(one["days"], one["replaced_at"] is None) for one in history] == [(2, True), (5, True), (5, False)]


def test_a_version_may_not_reach_back(db: Session):
    with pytest.raises(Invalid, match="item_day_past"):
        revise(db, on=date(2026, 3, 1), days=2)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"days": 21}, "longer_than_law"),
        ({"needs": ["works_planning_permit"]}, "catalogue_broken"),
        ({"needs": ["nothing_like_it"]}, "catalogue_broken"),
        ({"stage_code": "nowhere"}, "catalogue_broken"),
        ({"is_tolerable": True, "materials": [{"code": "a", "name_zh": "甲", "class": "main", "source": "applicant", "tolerable": True}]}, "main_tolerable"),
        ({"materials": [{"code": "a", "name_zh": "甲", "class": "secondary", "source": "applicant", "tolerable": True}]}, "item_not_tolerable"),
        ({"materials": [{"code": "a", "name_zh": "甲", "class": "main", "source": "applicant"}] * 2}, "material_twice"),
        ({}, "item_unchanged"),
    ],
)  # fmt: skip
def test_what_may_not_be_saved(db: Session, changes: dict[str, Any], code: str):
    with pytest.raises((Invalid, Conflict), match=code):
        revise(db, **changes)


def test_a_new_item_and_its_end(db: Session):
    revise(db, "lightning_review", TODAY, name_zh="防雷装置设计审核", stage_code="construction", needs=[])
    assert item(db, "lightning_review")["name_zh"] == "防雷装置设计审核"
    with pytest.raises(Conflict, match="“建设工程规划许可证”的前置事项"), db.begin_nested():
        retire_item(db, CLERK, PERMIT, valid_from=NEXT, reason="停用", today=TODAY)
    retire_item(db, CLERK, "lightning_review", valid_from=NEXT, reason="并入施工图审查", today=TODAY)
    assert "lightning_review" in [one["code"] for one in list_items(db, TODAY)["items"]]
    assert "lightning_review" not in [one["code"] for one in list_items(db, NEXT)["items"]]
    with pytest.raises(NotFound, match="item_unknown"):
        item_history(db, "nothing_like_it")


def test_a_stage_is_renamed_from_a_day_on(db: Session):
    draft = StageDraft("works", "工程建设", "Works", "自然资源和规划局", 2, False, NEXT, "机构改革")
    revise_stage(db, CLERK, draft, today=TODAY)
    assert [one["name_zh"] for one in list_items(db, TODAY)["stages"]][1] == "工程建设许可"
    assert [one["name_zh"] for one in list_items(db, NEXT)["stages"]][1] == "工程建设"


def test_versions_are_closed_never_changed(db: Session):
    with pytest.raises(IntegrityError) as refused, db.begin_nested():
        db.execute(text("update approval_item set days = 1 where code = :code"), {"code": PERMIT})
    assert refused.value.orig.diag.constraint_name == "history_immutable"


def test_revisions_are_in_the_log(db: Session):
    revise(db, days=2)
    tag, changes = db.execute(
        text("select tag, changes from audit_event where subject = :subject"), {"subject": f"approval_item:{PERMIT}"}
    ).one()
    assert tag == "project:approval_item:change"
    assert changes["days"] == {"old": "5", "new": "2"}
