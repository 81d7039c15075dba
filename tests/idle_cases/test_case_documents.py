"""The papers of a case: each is issued at its step, numbered and frozen, says what the order asks for, and names what is missing or unconfirmed."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import gisapp.idle_cases.documents  # noqa: F401  registers the sources
from gisapp.documents.issue import issue_from_source, preview_from_source, standing_of
from gisapp.documents.kinds import find_kind, kinds_of
from gisapp.documents.register import document_bytes, subject_papers
from gisapp.documents.sources import draft_of
from gisapp.idle_cases.commands import take_step
from gisapp.idle_cases.custody import open_document
from gisapp.idle_cases.entry_commands import NoticeDraft, record_notice, save_draft
from gisapp.idle_cases.judgement import ServiceDraft
from gisapp.idle_cases.queries import read_sheet
from gisapp.idle_cases.terms import CaseStep, ServiceKind, ServicePurpose
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Invalid, NotFound, RuleViolation
from tests.builders.document import an_issuer
from tests.idle_cases.case_road import (
    CLERK,
    STEPS,
    TODAY,
    Ground,
    add_fact,
    idle_ground,
    open_clue,
    own_cause_road,
    walk_to,
)
from tests.idle_cases.test_cases import a_mortgage

PLACE = {
    "holder_address": "示例路88号",
    "bounds_zh": "东至甲路，南至乙路，西至丙河，北至丁路",
    "contact_name": "李示例",
    "contact_phone": "0394-0000001",
}
WRITTEN: dict[str, dict[str, object]] = {
    "idle_investigation_notice": {"other_zh": "请在现场核查时派员到场。"},
    "idle_dismissal": {"facts_zh": "该宗地已于二月取得施工许可证并完成桩基。", "reason_zh": "动工时间早于约定动工日期届满一年之日。"},
    "idle_determination": {"side_zh": "自身原因", "cause_zh": "资金不足，未按期动工。"},
    "idle_publicity": {},
    "idle_disposal_plan": {
        "content_zh": "依法征缴土地闲置费，督促其在缴费后六个月内动工开发。", "opinion_zh": "使用权人对征缴无异议。", "responsible_zh": "自然资源和规划局",
        "approver_zh": "示例市人民政府", "schedule_zh": "六月底前缴清，年底前动工。",
    },
    "idle_creditor_notice": {},
    "idle_hearing_notice": {},
    "idle_fee_decision": {"approved_by": "示例市人民政府", "approval_no": "示政批〔2026〕3号"},
    "idle_recovery_decision": {"approved_by": "示例市人民政府", "approval_no": "示政批〔2026〕4号"},
    "idle_disposal_decision": {
        "approved_by": "示例市人民政府", "measure_zh": "延长动工开发期限", "content_zh": "签订补充协议，重新约定动工、竣工期限和违约责任。", "terms_from": "2026-06-01",
        "terms_until": "2027-06-01",
    },
    "idle_copy_letter": {"addressee": "示例市金融工作局"},
    "idle_fee_sheet": {},
    "idle_annulment": {"facts_zh": "认定书引用的动工日期未按补充协议调整，认定事实有误。"},
    "idle_closing_notice": {"result_zh": "土地闲置费 2,400,000.00 元已缴清，项目已恢复建设准备。"},
}  # fmt: skip
AT = {
    "idle_investigation_notice": None, "idle_dismissal": CaseStep.EXPLAIN, "idle_determination": CaseStep.EXPLAIN, "idle_publicity": CaseStep.DETERMINE,
    "idle_disposal_plan": CaseStep.PUBLISH, "idle_creditor_notice": CaseStep.PUBLISH, "idle_hearing_notice": CaseStep.PLAN,
    "idle_fee_decision": CaseStep.NOTIFY_HEARING, "idle_recovery_decision": CaseStep.NOTIFY_HEARING, "idle_disposal_decision": CaseStep.PLAN,
    "idle_copy_letter": CaseStep.DECIDE, "idle_fee_sheet": CaseStep.PLAN, "idle_closing_notice": CaseStep.SERVE, "idle_annulment": CaseStep.SERVE,
}  # fmt: skip
SECTION_1_6 = {
    "idle_investigation_notice": (
        "地址",
        "基本情况",
        "事实和依据",
        "调查的主要内容",
        "期限",
        "权利和义务",
        "其他需要调查的事项",
    ),
    "idle_determination": ("地址", "基本情况", "事实、依据", "闲置原因及认定结论", "证据"),
    "idle_fee_decision": (
        "地址",
        "违法事实和证据",
        "决定的种类和依据",
        "履行方式和期限",
        "复议和诉讼",
        "示例开发区自然资源和规划局",
    ),
    "idle_recovery_decision": (
        "地址",
        "违法事实和证据",
        "决定的种类和依据",
        "履行方式和期限",
        "复议和诉讼",
        "示例开发区自然资源和规划局",
    ),
}
LAND_BLOCK = ("宗地代码", "电子监管号", "合同编号", "坐　　落", "四　　至", "宗地面积", "土地用途", "土地价款", "实际交地", "约定动工", "约定竣工", "实际动工", "权 证 号", "抵押、查封")  # fmt: skip


@pytest.fixture
def ground(db: Session) -> Ground:
    found = idle_ground(db)
    an_issuer(db, found.park.zone_id)
    return found


def words_of(content: bytes) -> str:
    """All text of a Word file, paragraphs and tables."""
    document = docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def issue(db: Session, case_id: int, kind: str, day: date) -> int:
    save_draft(db, CLERK, case_id, kind, {**_known(kind, PLACE), **WRITTEN[kind]})
    return issue_from_source(db, CLERK, FixedClock(day), kind, subject="idle_case", subject_id=case_id)


def _known(kind: str, wanted: dict) -> dict:
    names = {field.name for field in find_kind(kind).fields}
    return {name: value for name, value in wanted.items() if name in names}


def keep_for_looking(db: Session, kind: str, document_id: int) -> None:
    """Lay Word and PDF into a folder, where the person who asked for one can open them."""
    folder = os.environ.get("KEEP_PAPERS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for form in ("docx", "pdf"):
            Path(folder, f"{kind}.{form}").write_bytes(document_bytes(db, CLERK, document_id, form)[1])  # type: ignore[arg-type]


def ready_for(db: Session, ground: Ground, kind: str) -> tuple[int, date]:
    """A case that has come to where this paper is issued, and a day for it."""
    if kind == "idle_disposal_decision":
        add_fact(
            db,
            ground.contract,
            "cause",
            "known",
            "2024-10-01",
            ground.proof,
            cause="plan_changed",
            ended_on=date(2026, 2, 1),
        )
        case_id = open_clue(db, ground)
        from gisapp.idle.terms import IdleCause

        walk_to(db, case_id, ground, CaseStep.PLAN, determine={"cause": IdleCause.PLAN_CHANGED})
        return case_id, date(2026, 5, 7)
    if kind in ("idle_creditor_notice", "idle_disposal_plan"):
        a_mortgage(db, ground)
    case_id = open_clue(db, ground)
    last = AT[kind]
    if last is not None:
        walk_to(db, case_id, ground, last)
    if kind == "idle_recovery_decision":
        return case_id, date(2026, 9, 10)  # two years of its own time are over since 1 September
    return case_id, own_cause_road(ground.proof)[last].taken_on if last else date(2026, 3, 5)


@pytest.mark.parametrize("kind", list(WRITTEN))
def test_a_paper_is_issued_at_its_step_with_all_it_must_say(db: Session, ground: Ground, kind: str):
    case_id, day = ready_for(db, ground, kind)
    if kind == "idle_disposal_plan":
        notice = ServiceDraft(ServiceKind.POST, day, "示例银行", (ground.proof,))
        record_notice(
            db,
            CLERK,
            case_id,
            NoticeDraft(ServicePurpose.CREDITOR, notice, document_no="示开闲抵〔2026〕1号"),
            today=TODAY,
        )
    document_id = issue(db, case_id, kind, day)
    keep_for_looking(db, kind, document_id)
    row = db.execute(text("select document_no, year, context from document where id = :i"), {"i": document_id}).one()
    assert row.document_no == find_kind(kind).number("示开", 2026, 1, {})
    words = words_of(document_bytes(db, CLERK, document_id, "docx")[1])
    assert "【缺" not in words
    assert "{{" not in words
    for item in SECTION_1_6.get(kind, ()):
        assert item in words, item
    if kind not in ("idle_publicity", "idle_fee_sheet", "idle_closing_notice"):
        assert [label for label in LAND_BLOCK if label not in words] == []
    assert "示例制造有限公司" in words
    assert document_bytes(db, CLERK, document_id, "pdf")[1].startswith(b"%PDF")
    with pytest.raises(RuleViolation) as error:  # a second time nothing of it is at its step, or it is there already
        issue_from_source(db, CLERK, FixedClock(date(2026, 3, 1)), "idle_closing_notice" if kind != "idle_closing_notice" else "idle_determination",
                          subject="idle_case", subject_id=open_again(db, ground))  # fmt: skip
    assert error.value.findings


def open_again(db: Session, ground: Ground) -> int:
    other = idle_ground(db, ground.park, plot_no="P4-007", box=(900, 100, 200, 300))
    return open_clue(db, other, found_on=date(2026, 3, 1))


def test_every_paper_of_a_case_is_tried_here():
    assert {kind.kind for kind in kinds_of("idle_case")} == set(WRITTEN) == set(AT)


def test_the_receipt_goes_along_with_any_document(db: Session, ground: Ground):
    case_id, day = ready_for(db, ground, "idle_investigation_notice")
    notice = issue(db, case_id, "idle_investigation_notice", day)
    receipt = issue_from_source(db, CLERK, FixedClock(day), "service_receipt", subject="document", subject_id=notice)
    keep_for_looking(db, "service_receipt", receipt)
    words = words_of(document_bytes(db, CLERK, receipt, "docx")[1])
    for item in ("示开闲调〔2026〕1号", "示例制造有限公司", "示例路88号", "留置送达", "见 证 人", "拒收事由"):
        assert item in words


def test_what_is_missing_is_listed_before_and_unconfirmed_rules_are_told_of(db: Session, ground: Ground):
    case_id, day = ready_for(db, ground, "idle_hearing_notice")
    (standing,) = subject_papers(
        db, CLERK, FixedClock(day), subject="idle_case", subject_id=case_id, kinds=["idle_hearing_notice"], as_of=day
    )["drafts"]  # fmt: skip
    assert [item["code"] for item in standing["findings"]] == ["document.missing.holder_address"]
    assert any("idle.case_hearing_request_workdays" in line for line in standing["unconfirmed"])
    preview = words_of(
        preview_from_source(db, CLERK, FixedClock(day), "idle_hearing_notice", subject="idle_case", subject_id=case_id, form="docx")
    )  # fmt: skip
    assert "【缺：使用权人地址】" in preview
    assert "国土资源听证规定" in preview


@pytest.mark.parametrize(
    ("kind", "until", "code"),
    [
        ("idle_determination", None, "document.not_now"),
        ("idle_fee_decision", CaseStep.PLAN, "document.not_now"),
        ("idle_recovery_decision", CaseStep.NOTIFY_HEARING, "disposal.recovery_not_due"),
        ("idle_disposal_decision", CaseStep.PLAN, "disposal.own_cause"),
        ("idle_investigation_notice", CaseStep.INVESTIGATE, "document.not_now"),
    ],
)
def test_a_paper_out_of_its_time_or_for_a_closed_way_is_refused(
    db: Session, ground: Ground, kind: str, until: CaseStep | None, code: str
):
    case_id = open_clue(db, ground)
    if until is not None:
        walk_to(db, case_id, ground, until)
    day = own_cause_road(ground.proof)[until].taken_on if until else date(2026, 3, 5)
    with pytest.raises(RuleViolation) as error:
        issue(db, case_id, kind, day)
    assert code in [item.code for item in error.value.findings]


def test_no_fee_is_printed_for_land_that_was_started(db: Session):
    ground = idle_ground(db)
    an_issuer(db, ground.park.zone_id)
    case_id = open_clue(db, ground)
    walk_to(db, case_id, ground, CaseStep.DETERMINE)
    with pytest.raises(RuleViolation) as error:
        issue_from_source(
            db, CLERK, FixedClock(date(2026, 9, 1)), "idle_fee_sheet", subject="idle_case", subject_id=case_id
        )
    assert "idle.fee_past" in [item.code for item in error.value.findings]  # two years: recovery, no fee any more


def test_what_the_officer_writes_never_overrides_what_is_known(db: Session, ground: Ground):
    case_id, day = ready_for(db, ground, "idle_fee_sheet")
    save_draft(db, CLERK, case_id, "idle_fee_sheet", {"fee_yuan": "1", "arithmetic_zh": "一元"})
    document_id = issue_from_source(
        db, CLERK, FixedClock(day), "idle_fee_sheet", subject="idle_case", subject_id=case_id
    )
    context = db.execute(text("select context from document where id = :i"), {"i": document_id}).scalar_one()
    assert context["fee_yuan"] == "2,400,000.00"
    assert "20%" in context["arithmetic_zh"]
    with pytest.raises(Invalid, match=r"case\.draft_field"):
        save_draft(db, CLERK, case_id, "idle_fee_sheet", {"no_such_field": "1"})


def test_a_step_takes_its_number_from_the_document_and_they_agree(db: Session, ground: Ground):
    case_id = open_clue(db, ground)
    road = own_cause_road(ground.proof)
    for step in STEPS[:2]:
        take_step(db, CLERK, case_id, road[step], today=TODAY)
    document_id = issue(db, case_id, "idle_determination", road[CaseStep.DETERMINE].taken_on)
    from gisapp.idle.terms import IdleCause

    wrong = replace(road[CaseStep.DETERMINE], document_id=document_id, cause=IdleCause.OTHER_GOVERNMENT)
    with pytest.raises(RuleViolation) as error:
        take_step(db, CLERK, case_id, wrong, today=TODAY)
    assert "case.document_says_otherwise" in [item.code for item in error.value.findings]
    take_step(db, CLERK, case_id, replace(road[CaseStep.DETERMINE], document_id=document_id), today=TODAY)
    step = read_sheet(db, CLERK, case_id, TODAY)["steps"][-1]
    assert (step["document_no"], step["document_kind"]) == ("示开闲认〔2026〕1号", "idle_determination")
    name, content = open_document(db, CLERK, case_id, document_id, "docx")
    assert name == "闲置土地认定书 示开闲认〔2026〕1号.docx"
    assert content.startswith(b"PK")
    custody = [(item["act"], item["subject"]) for item in read_sheet(db, CLERK, case_id, TODAY)["custody"]]
    assert custody[-2:] == [("added", "document"), ("read", "document")]
    with pytest.raises(NotFound):
        open_document(db, CLERK, open_again(db, ground), document_id, "docx")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"real_estate_unit_no": "豫（2024）周口市不动产权第0001234号"}, "identifier.real_estate_unit_no_malformed"),
        ({"certificate_no": "411602001002GB00001W00000000"}, "identifier.certificate_no_is_unit_no"),
        ({"certificate_no": "豫（2024）周口市不动产权第0001234号", "real_estate_unit_no": "411602001002GB00001W00000000"}, None),
    ],
)  # fmt: skip
def test_a_paper_takes_no_certificate_for_a_unit_number_nor_the_other_way_round(
    db: Session, ground: Ground, written: dict[str, str], code: str | None
):
    case_id, day = ready_for(db, ground, "idle_fee_sheet")
    save_draft(db, CLERK, case_id, "idle_fee_sheet", written)
    standing = standing_of(db, "idle_fee_sheet", draft_of(db, CLERK, "idle_fee_sheet", "idle_case", case_id, day), day)
    assert [item["code"] for item in standing["findings"]] == ([code] if code else [])
