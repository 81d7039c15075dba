"""Writes the demo inquiries: invented askers at example.com, one in each state, from several regions and industries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal, system_principal
from gisapp.demo.officers import officer_of
from gisapp.demo.seed_plots import CHINA
from gisapp.inquiries import store
from gisapp.inquiries.asking import ASKER
from gisapp.inquiries.conversion import make_lead, make_project
from gisapp.inquiries.erasure import erase_person
from gisapp.inquiries.notice import VERSION
from gisapp.inquiries.terms import CloseReason, InquiryStep
from gisapp.inquiries.transitions import StepFacts, write_step
from gisapp.kernel.workdays import DayUnit, Term, WorkCalendar, compute_deadline
from gisapp.work_calendar.work_calendar import load_calendar

ANSWER_WORKDAYS, KEEP_DAYS = 3, 365


@dataclass(frozen=True, slots=True)
class DemoInquiry:
    """One invented inquiry: how many days ago it came, about which published site of a park, and what followed."""

    days_ago: int
    park: str | None
    region: str
    industry: str | None
    question: str
    road: tuple[str, ...] = ()
    language: str = "zh"
    answer: str = "您好，该地块随时可以现场踏勘，起始价和控制指标以公告为准，欢迎来园区面谈（示例答复）。"


INQUIRIES: tuple[DemoInquiry, ...] = (
    DemoInquiry(430, "P5", "CN-ZJ", "32", "已到保存期限的示例咨询。", ("take", "answer", "close:answered", "erase")),
    DemoInquiry(96, "P4", "CN-SH", "14", "拟建休闲食品生产线，用地约 50 亩，想了解蒸汽和污水容量（示例）。", ("take", "answer", "lead", "project", "close:became_project")),
    DemoInquiry(61, "P6", "CN-JS", "27", "医疗器械项目，需要标准厂房层高 8 米以上（示例）。", ("take", "note", "answer", "close:no_fit")),
    DemoInquiry(40, "P4", "CN-ZJ", "13", "面粉深加工二期，能否与一期地块相邻（示例）？", ("take", "answer", "lead")),
    DemoInquiry(33, None, "ZZ", "39", "We make electronic components and look for 30 mu near the motorway (example).", ("take", "answer"), "en", "Thank you. Two sites would suit; we would be glad to show them to you (example answer)."),
    DemoInquiry(20, "P2", "CN-GD", "65", "数据中心用电容量能到多少（示例）？", ("take", "answer", "note")),
    DemoInquiry(16, "P5", "CN-SH", "33", "示例：请不要再联系，撤回本次咨询。", ("take", "withdraw")),
    DemoInquiry(12, "P4", "CN-AH", "15", "饮料灌装项目，水量每天 3000 吨，园区能否保障（示例）？", ("take", "note")),
    DemoInquiry(9, "P5", "CN-FJ", "31", "想了解钢材深加工的能耗要求（示例）。"),
    DemoInquiry(5, "P1", "CN-SH", None, "上海企业在本区设研发基地有什么条件（示例）？", ("take",)),
    DemoInquiry(2, "P6", "CN-BJ", "27", "生物制剂项目拿地到开工最快多久（示例）？", ("take",)),
    DemoInquiry(1, "P4", "CN-HA", "14", "预制菜项目，投资两亿元，用地 40 亩左右（示例）。"),
    DemoInquiry(0, None, "ZZ", "27", "Is English-language support available for permits (example)?", (), "en"),
)  # fmt: skip


def write_inquiries(
    session: Session, *, zone_id: int, park_ids: Mapping[str, int], today: date, seeded_by: Principal
) -> None:
    """Write every inquiry with what happened to it until `today`."""
    for code, park_id in ((None, None), *park_ids.items()):
        store.insert_duty(
            session,
            {
                "zone_id": zone_id,
                "park_id": park_id,
                "owner_id": None,
                "owner_name": _owner(code),
                "valid_from": today.replace(year=today.year - 2, month=1, day=1),
                "recorded_by_name": seeded_by.name,
            },
        )
    sites = _published(session, today)
    calendar = load_calendar(session)
    for number, demo in enumerate(INQUIRIES, start=1):
        came = today - timedelta(days=demo.days_ago)
        inquiry_id = _receive(session, demo, number, came, zone_id, park_ids, sites.get(demo.park or ""), calendar)
        _walk(session, demo, inquiry_id, came, today)


def _owner(park_code: str | None) -> str:
    return officer_of(park_code, 1) if park_code else "示例专员子"


def _published(session: Session, today: date) -> dict[str, Sequence[int]]:
    rows = session.execute(
        text("select park_code, array_agg(id order by plot_no) as ids from public_site where valid @> cast(:day as date) group by park_code"),
        {"day": today},
    )  # fmt: skip
    return {row.park_code: row.ids for row in rows}


def _receive(
    session: Session,
    demo: DemoInquiry,
    number: int,
    came: date,
    zone_id: int,
    park_ids: Mapping[str, int],
    sites: Sequence[int] | None,
    calendar: WorkCalendar,
) -> int:
    plot_id = sites[number % len(sites)] if sites else None
    values: dict[str, Any] = {
        "zone_id": zone_id,
        "park_id": park_ids[demo.park] if demo.park and plot_id else None,
        "plot_id": plot_id,
        "receipt_no": store.next_receipt(session, zone_id, came.year),
        "received_on": came,
        "received_at": datetime.combine(came, time(9, 30), CHINA),
        "language": demo.language,
        "source_region": demo.region,
        "industry_code": demo.industry,
        "answer_workdays": ANSWER_WORKDAYS,
        "answer_due_on": compute_deadline(came, Term(ANSWER_WORKDAYS, DayUnit.WORKING), calendar).due_on,
        "keep_days": KEEP_DAYS,
        "notice_version": VERSION,
    }
    person = {
        "asker_name": f"示例咨询人{number:02d}" if demo.language == "zh" else f"Example asker {number:02d}",
        "contact": f"asker{number:02d}@example.com",
        "contact_kind": "email",
        "question": demo.question,
    }
    inquiry_id, _ = store.insert_inquiry(session, values, person)
    store.insert_step(
        session,
        {
            "inquiry_id": inquiry_id,
            "sequence": 1,
            "step": str(InquiryStep.RECEIVE),
            "from_state": "",
            "state": "open",
            "done_on": came,
            "owner_id": None,
            "owner_name": _owner(demo.park),
            "actor_name": ASKER.name,
        },
        "",
    )
    return inquiry_id


def _walk(session: Session, demo: DemoInquiry, inquiry_id: int, came: date, today: date) -> None:
    officer = system_principal(_owner(demo.park))
    owner = (None, officer.name)
    for place, act in enumerate(demo.road, start=1):
        step, _, reason = act.partition(":")
        day = min(came + timedelta(days=place), today)
        if step == "lead":
            make_lead(session, officer, inquiry_id, demo.park, {"name_zh": f"示例咨询项目{inquiry_id:02d}", "content_zh": "由招商咨询转来（示例）"}, today=day)  # fmt: skip
        elif step == "project":
            make_project(session, officer, inquiry_id, reason="双方有意向（示例）", today=day)
        elif step == "erase":
            erased_on = came + timedelta(days=KEEP_DAYS + place)
            erase_person(session, system_principal("夜间任务"), inquiry_id, today=erased_on, reason=f"保存期满 {KEEP_DAYS} 天（个人信息保护法 第十九条）")  # fmt: skip
        elif step == "withdraw":
            write_step(session, ASKER, inquiry_id, InquiryStep.WITHDRAW, StepFacts(), today=day)
            erase_person(session, ASKER, inquiry_id, today=day, reason="咨询人撤回同意")
        else:
            body = {"answer": demo.answer, "note": "已电话沟通，对方关注配套（示例备注）", "close": CloseReason(reason).label_zh + "（示例）" if reason else ""}  # fmt: skip
            write_step(session, officer, inquiry_id, InquiryStep(step), StepFacts(body=body.get(step, ""), owner=owner, reason_code=reason), today=day)  # fmt: skip
