"""A zone's own templates: checked before use, faults named, dated, and the shipped ones as the script drafts them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from sqlalchemy.orm import Session

from gisapp.documents.drafting.__main__ import PAPERS, draft_template
from gisapp.documents.filling import MOST_BYTES
from gisapp.documents.issue import issue_document
from gisapp.documents.kinds import GIVEN, all_kinds, find_kind
from gisapp.documents.register import document_bytes
from gisapp.documents.sources import Draft
from gisapp.documents.template_check import check_template
from gisapp.documents.templates_in_use import (
    list_templates,
    replace_template,
    return_to_shipped,
    shipped_template,
    template_bytes,
    template_on,
    trial_rendering,
)
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Invalid, NotFound, RuleViolation
from tests.builders.document import CLERK, an_issuer, facts_of
from tests.builders.park import a_park

TODAY = date(2026, 11, 23)
LETTER = find_kind("supervision_letter")


def word(*paragraphs: str, footer: str = "") -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for line in paragraphs:
        document.add_paragraph(line)
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def codes(content: bytes) -> list[str]:
    return [item.code.removeprefix("document_template.") for item in check_template(LETTER, content, TODAY)]


@pytest.mark.parametrize("kind", list(all_kinds()))
def test_a_shipped_template_is_sound_and_is_what_the_script_drafts(kind: str):
    content = find_kind(kind).shipped_template.read_bytes()
    assert list(check_template(find_kind(kind), content, TODAY)) == []
    assert draft_template(kind) == content
    assert set(PAPERS) == set(all_kinds())


@pytest.mark.parametrize("kind", list(all_kinds()))
def test_fields_have_one_label_and_one_name_and_can_be_placeholders(kind: str):
    found = find_kind(kind)
    fields = [*found.fields, *GIVEN]
    assert len({field.label for field in fields}) == len({field.name for field in fields}) == len(fields)
    assert all(name.isidentifier() for field in fields for name in (field.label, *(c.label for c in field.columns)))


def test_an_unknown_field_is_named_with_what_it_may_have_been():
    (finding,) = [
        item
        for item in check_template(LETTER, word("{{ 项目名 }}", "{{ 督办事由 }}"), TODAY)
        if item.severity == "error"
    ]
    assert finding.message_zh == "正文用到了没有的字段“项目名”。"
    assert "项目名称" in finding.fix_zh


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        ("{{ 回复期限.大小写 }}", "form_unknown"),
        ("{{ 主送单位.大写 }}", "form_unknown"),
        ("{% for 行 in 督办要求 %}{{ 行.金额 }}{% endfor %}", "field_unknown"),
        ("{% for 行 in 督办要求 %}{{ 行 }}{% endfor %}", "row_alone"),
        ("{% for 行 in 主送单位 %}{{ 行 }}{% endfor %}", "loop"),
        ("{% for n in range(9) %}{{ n }}{% endfor %}", "loop"),
        ("{{ 主送单位", "syntax"),
        ("{% if 抄送 %}抄送", "syntax"),
        ("{{ 主送单位.__class__ }}", "form_unknown"),
        ("{{ ''.__class__.__mro__ }}", "statement"),
        ("{{ 主送单位|upper }}", "statement"),
        ("{{ 主送单位() }}", "statement"),
        ("{{ 主送单位[0] }}", "statement"),
        ("{% set x = 1 %}", "statement"),
        ("{% include 'x' %}", "statement"),
        ("{{ cycler }}", "field_unknown"),
    ],
)
def test_what_a_template_may_not_say(paragraph: str, code: str):
    assert code in codes(word(paragraph))


def test_faults_in_the_footer_are_found_there():
    findings = list(check_template(LETTER, word("{{ 主送单位 }}", footer="{{ 页脚字段 }}"), TODAY))
    assert "页脚用到了没有的字段“页脚字段”。" in [item.message_zh for item in findings]


def test_what_is_left_out_is_a_warning_only():
    found = codes(word("{{ 主送单位 }}"))
    assert set(found) == {"required_left_out", "no_page_number"}


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"PK\x03\x04nothing", b"x" * (MOST_BYTES + 1)],
    ids=["empty", "pdf", "broken", "large"],
)
def test_what_is_no_word_document_is_refused(content: bytes):
    with pytest.raises(Invalid):
        check_template(LETTER, content, TODAY)


def test_a_zip_that_is_no_word_document_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(Invalid):
        check_template(LETTER, target.getvalue(), TODAY)


def test_a_template_that_leans_on_a_file_elsewhere_is_refused():
    document = docx.Document()
    document.part.relate_to("http://example.invalid/x.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    target = io.BytesIO()
    document.save(target)
    with pytest.raises(Invalid) as refused:
        check_template(LETTER, target.getvalue(), TODAY)
    assert "文件以外" in refused.value.message_zh


def test_a_zones_own_template_is_used_from_its_day_and_documents_before_stay(db: Session):
    park = a_park(db)
    an_issuer(db, park.zone_id)
    own = word("本区自拟 {{ 主送单位 }} {{ 文书编号 }}")
    before = issue(db, park, 1, TODAY)
    findings = replace_template(
        db,
        CLERK,
        park.zone_id,
        LETTER,
        file_name="督办函.docx",
        content=own,
        note="改抬头",
        valid_from=date(2026, 12, 1),
    )
    assert not findings.has_errors
    after = issue(db, park, 2, date(2026, 12, 1))
    assert "本区自拟" not in words(db, before)
    assert "本区自拟" in words(db, after)
    item = next(row for row in list_templates(db, park.zone_id, date(2026, 12, 1)) if row["kind"] == LETTER.kind)
    assert (item["current"]["version_no"], item["current"]["note"]) == (1, "改抬头")
    assert next(row for row in list_templates(db, park.zone_id, TODAY) if row["kind"] == LETTER.kind)["current"] is None
    return_to_shipped(db, CLERK, park.zone_id, LETTER, valid_from=date(2027, 1, 1), reason="恢复")
    assert template_on(db, park.zone_id, LETTER, date(2027, 1, 1)).is_shipped
    kept = template_bytes(db, park.zone_id, LETTER, version_no=1, shipped=False, day=TODAY)
    assert kept.content == own
    with pytest.raises(NotFound):
        return_to_shipped(db, CLERK, park.zone_id, LETTER, valid_from=date(2027, 1, 1), reason="再恢复")
    with pytest.raises(NotFound):
        template_bytes(db, park.zone_id, LETTER, version_no=9, shipped=False, day=TODAY)


def issue(db: Session, park, subject_id: int, day: date) -> int:
    return issue_document(
        db,
        CLERK,
        FixedClock(day),
        LETTER.kind,
        Draft(zone_id=park.zone_id, park_id=park.park_id, plot_id=None, context=facts_of(LETTER.kind)),
        subject="supervision_letter",
        subject_id=subject_id,
        pdf=False,
    )


def words(db: Session, document_id: int) -> str:
    _, content = document_bytes(db, CLERK, document_id, "docx")
    return "\n".join(line.text for line in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_faulty_template_changes_nothing(db: Session):
    park = a_park(db)
    with pytest.raises(RuleViolation) as refused:
        replace_template(
            db, CLERK, park.zone_id, LETTER, file_name="x.docx", content=word("{{ 没有 }}"), note="", valid_from=TODAY
        )
    assert [item.code for item in refused.value.findings] == ["document_template.field_unknown"]
    assert template_on(db, park.zone_id, LETTER, TODAY).is_shipped


def test_a_trial_rendering_shows_every_field_by_its_label():
    content = trial_rendering(LETTER, shipped_template(LETTER.kind), TODAY, "docx")
    whole = "\n".join(line.text for line in docx.Document(io.BytesIO(content)).paragraphs)
    assert "〔主送单位〕" in whole
    assert "〔督办事由〕" in whole
