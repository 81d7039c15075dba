"""An inquiry from the form to the project, and what becomes of the asker's data."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.inquiries.asking import read_status, withdraw
from gisapp.inquiries.commands import (
    answer_inquiry,
    assign_inquiry,
    close_inquiry,
    note_inquiry,
    read_person,
    reopen_inquiry,
    take_inquiry,
)
from gisapp.inquiries.conversion import make_lead, make_project
from gisapp.inquiries.duty import revise_duty
from gisapp.inquiries.erasure import erase_overdue
from gisapp.inquiries.export import export_rows, to_csv
from gisapp.inquiries.inquiries import InquiryFilter, count_sources, list_inquiries, read_sheet
from gisapp.inquiries.lifecycle import LIFECYCLE
from gisapp.inquiries.terms import CloseReason
from gisapp.kernel.errors import Conflict, DomainError, Gone, Invalid, NotFound
from gisapp.projects.projects import read_sheet as read_project
from tests.builders.inquiry import ASKER, NOON, a_leader, an_inquiry, an_officer, the_zone
from tests.conftest import TODAY
from tests.supply.conftest import Sites, publish_three_sites

CLERK = system_principal("夜间任务")


@pytest.fixture
def sites(db: Session) -> Sites:
    return publish_three_sites(db)


def test_what_may_follow_what_is_the_same_in_code_and_database(db: Session):
    rows = db.execute(
        text("select step, from_state, to_state, needs_reason from inquiry_transition order by step, from_state")
    )
    assert [tuple(row) for row in rows] == [
        (t.step, t.from_state, t.to_state, t.needs_reason) for t in LIFECYCLE.transitions
    ]


def test_an_inquiry_comes_in_with_owner_and_last_day(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    zone = the_zone(db)
    revise_duty(db, officer, zone["id"], "P4", officer.account_id, valid_from=TODAY, today=TODAY)
    receipt = an_inquiry(db, site_id=sites.food)
    assert receipt["receipt_no"] == "ZX2026-0001"
    # Monday 23 November: three working days later is Thursday
    assert (receipt["answer_workdays"], receipt["answer_due_on"].isoformat()) == (3, "2026-11-26")
    sheet = read_sheet(db, officer, receipt["id"], TODAY)
    assert (sheet["owner_name"], sheet["state"], sheet["plot_no"], sheet["park_code"]) == (
        "示例专员甲",
        "open",
        "P4-001",
        "P4",
    )
    assert an_inquiry(db, site_id=sites.medicine)["receipt_no"] == "ZX2026-0002"
    assert read_sheet(db, officer, receipt["id"] + 1, TODAY)["owner_name"] == ""


def test_the_zones_own_officer_answers_where_the_park_has_nobody(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员乙")
    revise_duty(db, officer, the_zone(db)["id"], None, officer.account_id, valid_from=TODAY, today=TODAY)
    for site in (sites.food, None):
        assert read_sheet(db, officer, an_inquiry(db, site_id=site)["id"], TODAY)["owner_name"] == "示例专员乙"


def test_the_whole_road_from_question_to_project(db: Session, sites: Sites):
    officer, other = an_officer(db, "示例专员甲"), an_officer(db, "示例专员乙")
    receipt = an_inquiry(db, site_id=sites.food, industry_code="13")
    inquiry = receipt["id"]
    assign_inquiry(db, officer, inquiry, other.account_id, reason="由乙跟进", today=TODAY)
    take_inquiry(db, other, inquiry, TODAY)
    note_inquiry(db, other, inquiry, body="已电话沟通 13800000001", today=TODAY)
    answer_inquiry(db, other, inquiry, body="六月可以交地，请致电 0394-8110000。", today=TODAY)
    project_id = make_lead(db, other, inquiry, None, {"name_zh": "示例面粉项目"}, today=TODAY)
    assert make_project(db, other, inquiry, reason="意向明确", today=TODAY) == project_id
    close_inquiry(db, other, inquiry, CloseReason.BECAME_PROJECT, body="转项目跟进", today=TODAY)
    sheet = read_sheet(db, officer, inquiry, TODAY)
    assert [step["step"] for step in sheet["steps"]] == [
        "receive", "assign", "take", "note", "answer", "lead", "project", "close",
    ]  # fmt: skip
    assert (sheet["state"], sheet["owner_name"], sheet["project_stage"]) == ("closed", "示例专员乙", "negotiating")
    project = read_project(db, other, project_id, TODAY)
    assert (project["stage"], project["source"], project["plot_id"], project["industry_code"]) == (
        "negotiating",
        "online",
        sites.food,
        "13",
    )
    assert project["source_note"] == "招商咨询 ZX2026-0001"
    told = read_status(db, receipt["receipt_no"], receipt["key"], TODAY)
    assert [answer["body"] for answer in told["exchange"]] == ["六月可以交地，请致电 0394-8110000。"]
    assert "已电话沟通" not in str(told)
    db.execute(text("set constraints all immediate"))


@pytest.mark.parametrize("key", ["", "x" * 22, "A" * 23, "汉" * 5])
def test_without_its_secret_nothing_is_told(db: Session, sites: Sites, key: str):
    receipt = an_inquiry(db)
    told = []
    for number in (receipt["receipt_no"], "ZX2026-9999"):
        with pytest.raises(NotFound) as refused:
            read_status(db, number, key, TODAY)
        told.append((refused.value.code, refused.value.message_zh))
    assert told[0] == told[1]
    other = an_inquiry(db)
    with pytest.raises(NotFound):
        read_status(db, receipt["receipt_no"], other["key"], TODAY)
    assert read_status(db, receipt["receipt_no"], receipt["key"], TODAY)["question"] == ASKER["question"]


def test_the_asker_is_masked_everywhere_but_where_reading_is_written_down(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    inquiry = an_inquiry(db, site_id=sites.food)["id"]
    take_inquiry(db, officer, inquiry, TODAY)
    note_inquiry(db, officer, inquiry, body="回拨 138 0000 0001，邮箱 asker-a@example.com", today=TODAY)
    found = list_inquiries(db, officer, TODAY, InquiryFilter())
    sheet = read_sheet(db, officer, inquiry, TODAY)
    shown = str(found) + str(sheet) + to_csv(export_rows(found["items"]), "清单").decode()
    shown += str(db.execute(text("select changes::text, reason, document from audit_event")).all())
    for secret in ("示例咨询人甲", "asker-a@", "13800000001", "138 0000 0001"):
        assert secret not in shown
    assert sheet["asker_name"] == "示＊＊"
    assert sheet["contact"] == "a***@example.com"
    assert sheet["question"] == "想了解这块地何时能交，电话 ［号码］。"
    assert sheet["person_reads"] == []
    person = read_person(db, officer, inquiry, TODAY)
    assert (person["asker_name"], person["contact"]) == (ASKER["asker_name"], ASKER["contact"])
    assert list(person["words"].values()) == ["回拨 138 0000 0001，邮箱 asker-a@example.com"]
    reads = read_sheet(db, officer, inquiry, TODAY)["person_reads"]
    assert [(read["actor_name"], read["tag"]) for read in reads] == [("示例专员甲", "inquiry:person:read")]


def test_nobody_finds_the_asker_by_searching(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    an_inquiry(db, site_id=sites.food)
    for words in ("咨询人甲", "asker-a", "1380000", "何时能交"):
        assert list_inquiries(db, officer, TODAY, InquiryFilter(q=words))["total"] == 0
    assert list_inquiries(db, officer, TODAY, InquiryFilter(q="zx2026-0001"))["total"] == 1


def test_an_officer_of_other_parks_sees_only_theirs_and_questions_about_none(db: Session, sites: Sites):
    p6 = db.execute(text("select id from park where code = 'P6'")).scalar_one()
    officer = an_officer(db, "示例专员丙", (p6,))
    food, none = an_inquiry(db, site_id=sites.food)["id"], an_inquiry(db)["id"]
    assert [row["id"] for row in list_inquiries(db, officer, TODAY, InquiryFilter())["items"]] == [none]
    for act in (
        lambda: read_person(db, officer, food, TODAY),
        lambda: take_inquiry(db, officer, food, TODAY),
        lambda: answer_inquiry(db, officer, food, body="不该看到", today=TODAY),
        lambda: read_sheet(db, officer, food, TODAY),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_challenge_counts_once(db: Session, sites: Sites):
    from gisapp.inquiries.asking import InquiryDraft, ask, open_form
    from tests.builders.inquiry import solved

    zone = the_zone(db)
    proof = solved(open_form(db, zone, NOON, TODAY))
    draft = InquiryDraft(None, **ASKER, source_region="ZZ", industry_code=None, language="en", **proof)
    ask(db, zone, draft, address="192.0.2.1", now=NOON, today=TODAY)
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        ask(db, zone, draft, address="192.0.2.2", now=NOON, today=TODAY)
    assert refused.value.orig.diag.constraint_name == "inquiry_challenge_pkey"


def test_an_address_asks_so_often_and_another_one_is_not_stopped_by_it(db: Session, sites: Sites):
    for _ in range(5):
        an_inquiry(db)
    with pytest.raises(DomainError) as refused:
        an_inquiry(db)
    assert (refused.value.status, refused.value.code) == (429, "inquiry.too_many_in_hour")
    an_inquiry(db, address="192.0.2.8")
    an_inquiry(db, now=NOON + timedelta(hours=1))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"contact": "微信同号请加"}, "inquiry.contact_unreadable"),
        ({"website": "https://example.com"}, "inquiry.trap"),
        ({"industry_code": "99"}, "inquiry.industry_unknown"),
        ({"challenge": "a.b.c"}, "inquiry.proof_unknown"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(db: Session, sites: Sites, change, code):
    with pytest.raises(Invalid) as refused:
        an_inquiry(db, **change)
    assert refused.value.code == code
    assert refused.value.message_zh.endswith("。")


def test_a_site_that_is_not_published_cannot_be_asked_about(db: Session, sites: Sites):
    told = []
    for site in (sites.sold, sites.prepared, 999_999):
        with pytest.raises(NotFound) as refused:
            an_inquiry(db, site_id=site)
        told.append(refused.value.message_zh)
    assert len(set(told)) == 1


def test_an_asker_takes_her_inquiry_back_and_is_forgotten(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    receipt = an_inquiry(db, site_id=sites.food)
    answer_inquiry(db, officer, receipt["id"], body="请来面谈", today=TODAY)
    withdraw(db, receipt["receipt_no"], receipt["key"], TODAY)
    withdraw(db, receipt["receipt_no"], receipt["key"], TODAY)
    told = read_status(db, receipt["receipt_no"], receipt["key"], TODAY)
    assert (told["state"], told["is_erased"], told["question"], told["exchange"]) == ("withdrawn", True, None, [])
    for table in ("inquiry_person", "inquiry_text"):
        assert db.execute(text(f"select count(*) from {table}")).scalar_one() == 0
    with pytest.raises(Gone):
        read_person(db, officer, receipt["id"], TODAY)
    sheet = read_sheet(db, officer, receipt["id"], TODAY)
    assert sheet["asker_name"] is None
    assert sheet["open_steps"] == []
    assert [read["tag"] for read in sheet["person_reads"]] == ["inquiry:person:erase"]


def test_personal_data_are_erased_when_their_time_is_over_and_only_then(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    old, closed, live = (an_inquiry(db, site_id=sites.food)["id"] for _ in range(3))
    answer_inquiry(db, officer, closed, body="已答复", today=TODAY)
    close_inquiry(db, officer, closed, CloseReason.ANSWERED, body="无后续", today=TODAY + timedelta(days=10))
    take_inquiry(db, officer, live, TODAY + timedelta(days=200))
    last = TODAY + timedelta(days=365)
    assert erase_overdue(db, CLERK, last) == []
    assert erase_overdue(db, CLERK, last + timedelta(days=1)) == [old]
    assert erase_overdue(db, CLERK, last + timedelta(days=1)) == []
    assert erase_overdue(db, CLERK, last + timedelta(days=11)) == [closed]
    assert db.execute(text("select inquiry_id from inquiry_person")).scalars().all() == [live]
    logged = db.execute(
        text("select subject_id, actor_name, reason from audit_event where tag = 'inquiry:person:erase' order by id")
    ).all()
    assert [tuple(row) for row in logged] == [
        (old, "夜间任务", "保存期满 365 天（个人信息保护法 第十九条）"),
        (closed, "夜间任务", "保存期满 365 天（个人信息保护法 第十九条）"),
    ]
    # the counts stay
    later = last + timedelta(days=11)
    found = count_sources(db, officer, later, InquiryFilter())
    assert (found["total"], found["by_region"][0]["value"]) == (3, "CN-SH")
    with pytest.raises(Gone):
        reopen_inquiry(db, officer, closed, reason="还想继续", today=later)
    db.execute(text("set constraints all immediate"))


def test_the_database_keeps_personal_data_from_vanishing_unsaid(db: Session, sites: Sites):
    inquiry = an_inquiry(db)["id"]
    for statement in (
        "delete from inquiry_person where inquiry_id = :id",
        "update inquiry_person set contact = 'b@example.com' where inquiry_id = :id",
        "update inquiry set receipt_no = 'ZX2026-0009' where id = :id",
        "delete from inquiry_step where inquiry_id = :id",
    ):
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(text(statement), {"id": inquiry})


def test_counts_are_their_lists(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    for region, industry in (("CN-SH", "13"), ("CN-SH", "27"), ("ZZ", None), ("CN-JS", "27")):
        inquiry = an_inquiry(db, site_id=sites.food, source_region=region, industry_code=industry)["id"]
    take_inquiry(db, officer, inquiry, TODAY)
    make_lead(db, officer, inquiry, None, {"name_zh": "示例线索"}, today=TODAY)
    found = count_sources(db, officer, TODAY, InquiryFilter())
    assert (found["total"], found["leads"], found["projects"]) == (4, 1, 0)
    for group, name in (("by_region", "regions"), ("by_industry", "industries"), ("by_chain_place", "chain_places")):
        assert sum(line["inquiries"] for line in found[group]) == found["total"]
        for line in found[group]:
            listed = list_inquiries(db, officer, TODAY, InquiryFilter(**{name: (line["value"],)}))
            leads = list_inquiries(db, officer, TODAY, InquiryFilter(**{name: (line["value"],)}, link="lead"))
            assert (line["inquiries"], line["leads"]) == (listed["total"], leads["total"])
    assert {gap["code"]: gap["inquiries"] for gap in found["gaps"]}["27"] == 2


def test_overdue_begins_the_day_after_the_last_and_ends_with_the_answer(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    receipt = an_inquiry(db, site_id=sites.food)
    due = receipt["answer_due_on"]
    assert list_inquiries(db, officer, due, InquiryFilter())["overdue"] == 0
    late = list_inquiries(db, officer, due + timedelta(days=1), InquiryFilter(overdue=True))
    assert [row["days_left"] for row in late["items"]] == [-1]
    answer_inquiry(db, officer, receipt["id"], body="迟复为歉", today=due + timedelta(days=1))
    assert list_inquiries(db, officer, due + timedelta(days=1), InquiryFilter())["overdue"] == 0
    # as it was known on an earlier day
    assert list_inquiries(db, officer, due, InquiryFilter())["items"][0]["state"] == "open"
    assert list_inquiries(db, officer, TODAY - timedelta(days=1), InquiryFilter())["total"] == 0


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (CloseReason.ANSWERED, "inquiry.close_unanswered"),
        (CloseReason.BECAME_PROJECT, "inquiry.close_without_project"),
    ],
)
def test_a_reason_must_be_true(db: Session, sites: Sites, reason: CloseReason, code: str):
    officer = an_officer(db, "示例专员甲")
    inquiry = an_inquiry(db)["id"]
    with pytest.raises(Invalid) as refused:
        close_inquiry(db, officer, inquiry, reason, body="说明", today=TODAY)
    assert refused.value.code == code


def test_steps_that_are_not_open_are_refused(db: Session, sites: Sites):
    officer = an_officer(db, "示例专员甲")
    inquiry = an_inquiry(db)["id"]
    with pytest.raises(Conflict):
        make_lead(db, officer, inquiry, "P4", {"name_zh": "太早"}, today=TODAY)
    take_inquiry(db, officer, inquiry, TODAY)
    with pytest.raises(Conflict):
        take_inquiry(db, officer, inquiry, TODAY)
    with pytest.raises(Invalid):
        make_lead(db, officer, inquiry, None, {"name_zh": "没有园区"}, today=TODAY)
    make_lead(db, officer, inquiry, "P6", {"name_zh": "示例线索"}, today=TODAY)
    with pytest.raises(Conflict):
        make_lead(db, officer, inquiry, "P6", {"name_zh": "再一次"}, today=TODAY)
    close_inquiry(db, officer, inquiry, CloseReason.NO_FIT, body="暂无", today=TODAY)
    with pytest.raises(Conflict):
        answer_inquiry(db, officer, inquiry, body="已办结", today=TODAY)
    reopen_inquiry(db, officer, inquiry, reason="咨询人又来电", today=TODAY)
    answer_inquiry(db, officer, inquiry, body="现有合适地块", today=TODAY)


def test_a_leader_sees_counts_and_masks_and_may_not_look_further(db: Session, sites: Sites):
    inquiry = an_inquiry(db, site_id=sites.food)["id"]
    sheet = read_sheet(db, a_leader(), inquiry, TODAY)
    assert (sheet["may_read_person"], sheet["open_steps"], sheet["asker_name"]) == (False, [], "示＊＊")
