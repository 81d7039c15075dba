"""Documents are numbered without gaps, frozen with their hash, and not issued while something is missing."""

from __future__ import annotations

import hashlib
import io
import threading
from datetime import date
from decimal import Decimal

import docx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.documents import sources
from gisapp.documents.filling import as_bytes, fill
from gisapp.documents.issue import (
    issue_document,
    issue_from_source,
    next_document_no,
    preview_document,
    standing_of,
)
from gisapp.documents.kinds import all_kinds
from gisapp.documents.marks import PREVIEW, mark_as_demonstration, mark_as_preview, mark_with_fingerprint
from gisapp.documents.register import (
    document_bytes,
    find_document,
    list_documents,
    recognise_file,
    revoke_document,
    verify_document,
)
from gisapp.documents.sources import Draft, draft_of, kinds_with_source
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, Forbidden, NotFound, RuleViolation
from gisapp.kernel.rulebook import Basis, RuleEntry
from tests.builders.document import CLERK, an_issuer, facts_of, officer_of
from tests.builders.park import BuiltPark, a_park

TODAY = date(2026, 11, 23)
CLOCK = FixedClock(TODAY)


def issued(
    session: Session,
    park: BuiltPark,
    kind: str = "rectification_notice",
    subject_id: int = 1,
    clock=CLOCK,
    who=CLERK,
    **changes,
) -> int:
    return issue_document(
        session,
        who,
        clock,
        kind,
        Draft(zone_id=park.zone_id, park_id=park.park_id, plot_id=None, context=facts_of(kind, **changes)),
        subject=all_kinds()[kind].subjects[0],
        subject_id=subject_id,
        pdf=False,
    )


@pytest.fixture
def park(db: Session) -> BuiltPark:
    park = a_park(db)
    an_issuer(db, park.zone_id)
    return park


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    headers = [line.text for section in document.sections for line in section.header.paragraphs]
    return "\n".join([*(line.text for line in document.paragraphs), *cells, *headers])


@pytest.mark.parametrize("kind", list(all_kinds()))
def test_every_kind_is_issued_numbered_and_says_its_values(db: Session, park: BuiltPark, kind: str):
    identity = issued(db, park, kind, **({"price_yuan": 13_370_368} if kind == "grant_contract" else {}))
    found = find_document(db, CLERK, identity)
    _, content = document_bytes(db, CLERK, identity, "docx")
    words = words_of(content)
    assert found["document_no"] == all_kinds()[kind].number("示开", 2026, 1, facts_of(kind))
    assert found["document_no"] in words
    assert "示例开发区自然资源和规划局" in words
    assert "{{" not in words
    assert "{%" not in words
    assert hashlib.sha256(content).hexdigest() == found["docx_sha256"]
    if kind == "grant_contract":
        assert "壹仟叁佰叁拾柒万零叁佰陆拾捌元整" in words


def test_what_is_missing_is_named_field_by_field(db: Session, park: BuiltPark):
    items = [{"name": "容积率", "agreed_zh": "", "measured_zh": "1.0", "demand_zh": ""}]
    with pytest.raises(RuleViolation) as refused:
        issued(db, park, holder_name=None, contract_no="  ", items=items)
    assert {item.code for item in refused.value.findings} == {
        "document.missing.holder_name", "document.missing.contract_no", "document.missing.items.agreed_zh",
    }  # fmt: skip
    assert "缺少整改事项第1行的约定。" in [item.message_zh for item in refused.value.findings]
    assert db.execute(text("select count(*) from document")).scalar() == 0


def test_numbers_follow_each_other_by_kind_and_year(db: Session, park: BuiltPark):
    for subject in (1, 2):
        issued(db, park, subject_id=subject)
    issued(db, park, "check_record", subject_id=1)
    later = FixedClock(date(2027, 1, 4))
    issued(db, park, subject_id=3, clock=later)
    numbers = [item["document_no"] for item in reversed(list_documents(db, CLERK, date(2027, 12, 31))["items"])]
    assert numbers == ["示开履改〔2026〕1号", "示开履改〔2026〕2号", "示开履核〔2026〕1号", "示开履改〔2027〕1号"]


def test_a_row_can_carry_the_number_its_document_will_get(db: Session, park: BuiltPark):
    told = next_document_no(db, "supervision_letter", zone_id=park.zone_id, on=TODAY)
    identity = issued(db, park, "supervision_letter")
    assert find_document(db, CLERK, identity)["document_no"] == told == "示开督办〔2026〕1号"


def test_the_database_refuses_a_number_that_leaves_a_gap(db: Session, park: BuiltPark):
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        db.execute(
            text(
                "insert into document (zone_id, kind, document_no, year, sequence, title_zh, subject, subject_id, template_sha256, context,"
                " docx, docx_sha256, issued_on, issued_by_name) values (:zone, 'check_record', 'x', 2026, 2, 't', 'commitment_check', 1,"
                " repeat('0', 64), '{}', 'a', encode(sha256('a'), 'hex'), '2026-11-23', 'n')"
            ),
            {"zone": park.zone_id},
        )
    assert domain_error(refused.value).code == "document.number_taken"


def test_one_live_document_of_a_kind_for_a_subject(db: Session, park: BuiltPark):
    first = issued(db, park)
    with pytest.raises(DBAPIError) as refused, db.begin_nested():
        issued(db, park)
    error = domain_error(refused.value)
    assert error.code == "document.issued_already"
    assert "示开履改〔2026〕1号" in error.message_zh
    revoke_document(db, CLERK, first, "日期有误", on=CLOCK.today())
    second = issued(db, park)
    assert find_document(db, CLERK, second)["document_no"] == "示开履改〔2026〕2号"
    assert find_document(db, CLERK, first)["revoked_reason"] == "日期有误"
    with pytest.raises(Conflict):
        revoke_document(db, CLERK, first, "再撤一次", on=CLOCK.today())


@pytest.mark.parametrize(
    "act",
    [
        "update document set docx = 'x'",
        "update document set title_zh = 'x'",
        "delete from document",
        "truncate document cascade",
    ],
)
def test_what_is_issued_is_never_changed(db: Session, park: BuiltPark, act: str):
    issued(db, park)
    with pytest.raises(DBAPIError), db.begin_nested():
        db.execute(text(act))


def test_bytes_that_are_not_what_their_hash_says_are_refused(db: Session, park: BuiltPark):
    issued(db, park)
    with pytest.raises(DBAPIError, match="document_docx_hash"), db.begin_nested():
        db.execute(
            text(
                "insert into document (zone_id, kind, document_no, year, sequence, title_zh, subject, subject_id, template_sha256, context,"
                " docx, docx_sha256, issued_on, issued_by_name) values (:zone, 'check_record', 'y', 2026, 1, 't', 'commitment_check', 1,"
                " repeat('0', 64), '{}', 'a', repeat('0', 64), '2026-11-23', 'n')"
            ),
            {"zone": park.zone_id},
        )


def test_a_file_is_recognised_by_its_hash_in_its_parks_only(db: Session, park: BuiltPark):
    other = a_park(db, code="P5", east=5000)
    identity = issued(db, park)
    _, content = document_bytes(db, CLERK, identity, "docx")
    sha256 = hashlib.sha256(content).hexdigest()
    assert recognise_file(db, CLERK, sha256)["document"]["id"] == identity
    assert recognise_file(db, CLERK, "0" * 64)["document"] is None
    assert verify_document(db, CLERK, identity)["docx_intact"]
    stranger = officer_of(other.park_id)
    assert recognise_file(db, stranger, sha256)["document"] is None
    assert list_documents(db, stranger, TODAY)["total"] == 0
    with pytest.raises(NotFound):
        find_document(db, stranger, identity)
    with pytest.raises(Forbidden):
        issued(db, park, subject_id=2, who=stranger)


def test_the_kind_says_who_may_issue(db: Session, park: BuiltPark):
    leader = officer_of(role=Role.LEADER)
    issued(db, park, "supervision_letter", who=leader)
    with pytest.raises(Forbidden):
        issued(db, park, "grant_contract", who=leader)


def test_nothing_is_numbered_without_an_issuing_office(db: Session):
    park = a_park(db)
    with pytest.raises(Conflict) as refused:
        issued(db, park)
    assert refused.value.code == "document.issuer_missing"


def test_a_renamed_office_numbers_from_its_day_on(db: Session, park: BuiltPark):
    an_issuer(db, park.zone_id, date(2026, 12, 1), name_zh="示例市自然资源局", code_zh="示市")
    issued(db, park, subject_id=1)
    second = issued(db, park, subject_id=2, clock=FixedClock(date(2026, 12, 1)))
    assert find_document(db, CLERK, second)["document_no"] == "示市履改〔2026〕2号"


def test_a_preview_shows_what_is_missing_and_what_nobody_has_confirmed(db: Session, park: BuiltPark):
    entry = RuleEntry(
        "contract.extension_months_max", Decimal(12), "months", date(2008, 7, 1), Basis.parse("示范文本 第十五条")
    )
    content = preview_document(
        db,
        CLERK,
        CLOCK,
        "grant_contract",
        Draft(
            zone_id=park.zone_id,
            park_id=park.park_id,
            plot_id=None,
            context=facts_of("grant_contract", deposit_yuan=None),
            entries=(entry,),
        ),
    )
    words = words_of(content)
    assert "尚缺：定金" in words
    assert "【缺：定金】" in words
    assert "示范文本 第十五条（规则库条目 contract.extension_months_max，现值 12）" in words
    assert "动工开发、闲置土地的约定按《闲置土地处置办法》" in words
    assert "预览稿" in words
    assert facts_of("grant_contract")["contract_no"] in words, "a contract has its number before it is printed"
    notice = preview_document(
        db,
        CLERK,
        CLOCK,
        "rectification_notice",
        Draft(zone_id=park.zone_id, park_id=park.park_id, plot_id=None, context=facts_of("rectification_notice")),
    )
    assert "（出具时编号）" in words_of(notice)
    assert db.execute(text("select count(*) from document")).scalar() == 0


def test_a_demonstration_zone_marks_every_document(db: Session, park: BuiltPark):
    db.execute(text("update zone set is_demo = true"))
    _, content = document_bytes(db, CLERK, issued(db, park), "docx")
    assert "示意数据，非法定文书" in words_of(content)


def test_stamps_stay_on_a_template_with_headers_and_footers_of_its_own():
    """First pages, even pages and a later section that goes on with an earlier one's; each bears every stamp once."""
    template = docx.Document()
    template.settings.odd_and_even_pages_header_footer = True
    template.add_section()
    own_header = template.add_section().header
    own_header.is_linked_to_previous = False
    own_header.paragraphs[0].text = "{{ 文书名称 }}"
    for section in template.sections:
        section.different_first_page_header_footer = True
    running = ("header", "first_page_header", "even_page_header", "footer", "first_page_footer", "even_page_footer")
    for name in running:
        getattr(template.sections[0], name).paragraphs[0].text = f"{{{{ 文书名称 }}}} {name}"
    file = io.BytesIO()
    template.save(file)
    document = fill(file.getvalue(), {"文书名称": "示例文书"})
    mark_with_fingerprint(document, "指纹")
    mark_as_demonstration(document, "示意数据")
    mark_as_preview(document, missing=[], unconfirmed=[])
    written = docx.Document(io.BytesIO(as_bytes(document)))
    for number, section in enumerate(written.sections):
        for name in running:
            lines = [line.text for line in getattr(section, name).paragraphs]
            own = "示例文书" if number == 2 and name == "header" else f"示例文书 {name}"
            stamps = [PREVIEW, "示意数据", own] if "header" in name else [own, "指纹"]
            assert [line for line in lines if line] == stamps, (number, name, lines)


def test_the_pdf_is_made_once_and_kept(db: Session, park: BuiltPark):
    identity = issued(db, park, "supervision_letter")
    assert find_document(db, CLERK, identity)["pdf_sha256"] is None
    _, first = document_bytes(db, CLERK, identity, "pdf")
    _, second = document_bytes(db, CLERK, identity, "pdf")
    assert first.startswith(b"%PDF")
    assert first == second
    assert verify_document(db, CLERK, identity)["pdf_intact"]


def test_a_source_gives_missing_list_preview_and_issue(db: Session, park: BuiltPark, monkeypatch: pytest.MonkeyPatch):
    known = {"reply_due_on": None}

    def gather(session, principal, subject_id, as_of):
        facts = facts_of("supervision_letter", **known)
        return Draft(park.zone_id, park.park_id, None, facts)

    monkeypatch.setitem(sources._SOURCES, ("supervision_letter", "supervision_letter"), gather)
    assert "supervision_letter" in kinds_with_source("supervision_letter")
    draft = draft_of(db, CLERK, "supervision_letter", "supervision_letter", 1, TODAY)
    standing = standing_of(db, "supervision_letter", draft, TODAY)
    assert not standing["may_be_issued"]
    assert [item["code"] for item in standing["findings"]] == ["document.missing.reply_due_on"]
    with pytest.raises(RuleViolation):
        issue_from_source(db, CLERK, CLOCK, "supervision_letter", subject="supervision_letter", subject_id=1)
    known["reply_due_on"] = date(2026, 12, 1)
    assert issue_from_source(
        db, CLERK, CLOCK, "supervision_letter", subject="supervision_letter", subject_id=1, pdf=False
    )
    with pytest.raises(NotFound):
        draft_of(db, CLERK, "grant_contract", "listing", 1, TODAY)


def test_two_who_issue_at_once_get_two_numbers(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        park = a_park(session)
        an_issuer(session, park.zone_id)
    together = threading.Barrier(4)
    failed: list[Exception] = []

    def work(subject_id: int) -> None:
        try:
            with transaction(engine) as session:
                together.wait(timeout=20)
                issued(session, park, subject_id=subject_id)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transaction(engine) as session:
        sequences = session.execute(text("select sequence from document order by 1")).scalars().all()
    engine.dispose()
    assert failed == []
    assert sequences == [1, 2, 3, 4]
