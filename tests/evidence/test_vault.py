"""Evidence is kept byte by byte, named by its hash, seen only in its park, and never changed."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal, system_principal
from gisapp.evidence.file_kind import SHOWN_INLINE, recognise_file
from gisapp.evidence.vault import FileDraft, describe_files, evidence_of, keep_file, plain_name, read_file
from gisapp.kernel.errors import Forbidden, Invalid, NotFound
from tests.builders.park import a_park

CLERK = system_principal("经办人")
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100 + b"\xff\xd9"
PDF = b"%PDF-1.7\n" + b"0" * 100 + b"\n%%EOF\n"


def of_parks(*park_ids: int) -> Principal:
    account = account_principal(1, "只管一个园区", Role.OFFICER, park_ids)
    return Principal(None, account.name, account.role, account.permissions, account.park_ids)


def test_a_file_comes_back_byte_by_byte_with_its_hash(db: Session):
    a_park(db)
    file_id = keep_file(db, CLERK, FileDraft("C:\\照片\\动工 现场.jpg", JPEG, "动工现场"), park_code="P4")
    row, content = read_file(db, CLERK, file_id)
    assert content == JPEG
    assert (row["file_name"], row["media_type"], row["park_code"]) == ("动工 现场.jpg", "image/jpeg", "P4")
    assert row["sha256"] == hashlib.sha256(JPEG).hexdigest()
    (evidence,) = evidence_of(db, CLERK, [file_id])
    assert (evidence.reference, evidence.title, evidence.sha256) == (f"E{file_id}", "动工现场", row["sha256"])


def test_the_same_content_is_stored_once_and_cited_twice(db: Session):
    a_park(db)
    first = keep_file(db, CLERK, FileDraft("a.pdf", PDF, "批复"), park_code="P4")
    second = keep_file(db, CLERK, FileDraft("b.pdf", PDF, "批复复印件"), park_code="P4")
    assert first != second
    assert db.execute(text("select count(*) from evidence_content")).scalar() == 1


def test_another_parks_evidence_is_as_if_it_were_not_there(db: Session):
    ours, theirs = a_park(db, code="P4"), a_park(db, code="P5", east=5000)
    file_id = keep_file(db, CLERK, FileDraft("a.pdf", PDF), park_code="P5")
    stranger = of_parks(ours.park_id)
    assert describe_files(db, stranger, [file_id]) == []
    with pytest.raises(NotFound):
        read_file(db, stranger, file_id)
    with pytest.raises(Invalid, match=str(file_id)):
        evidence_of(db, stranger, [file_id])
    with pytest.raises(Forbidden):
        keep_file(db, stranger, FileDraft("a.pdf", PDF), park_code="P5")
    with pytest.raises(Forbidden):
        keep_file(db, stranger, FileDraft("a.pdf", PDF), park_code=None)
    assert describe_files(db, of_parks(theirs.park_id), [file_id])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.pdf", b"", "evidence.empty"),
        ("断.jpg", JPEG[:-2], "evidence.broken"),
        ("断.pdf", PDF[:40], "evidence.broken"),
        ("断.png", b"\x89PNG\r\n\x1a\n" + b"0" * 30, "evidence.broken"),
        ("改名.pdf", b"MZ" + b"0" * 100, "evidence.not_what_it_says"),
    ],
)
def test_empty_broken_and_disguised_files_are_refused_with_what_to_do(name: str, content: bytes, code: str):
    with pytest.raises(Invalid) as error:
        recognise_file(name, content)
    assert error.value.code == code
    assert "请" in error.value.message_zh


@given(st.text(max_size=30), st.binary(max_size=300))
def test_only_what_begins_like_a_picture_or_pdf_is_ever_shown_inline(name: str, content: bytes):
    try:
        kind = recognise_file(name, content)
    except Invalid:
        return
    assert (kind in SHOWN_INLINE) == content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"))


@given(st.text(max_size=400))
def test_a_name_never_carries_a_path(name: str):
    kept = plain_name(name)
    assert 0 < len(kept) <= 200
    assert not set(kept) & set("/\\\n")


@pytest.mark.parametrize("table", ["evidence_file", "evidence_content"])
@pytest.mark.parametrize("act", ["update {} set sha256 = sha256", "delete from {}", "truncate {} cascade"])
def test_evidence_is_neither_changed_nor_deleted(db: Session, table: str, act: str):
    a_park(db)
    keep_file(db, CLERK, FileDraft("a.pdf", PDF), park_code="P4")
    db.execute(text("reset role"))
    with pytest.raises(DBAPIError, match="refused"), db.begin_nested():
        db.execute(text(act.format(table)))


def test_content_that_does_not_match_its_hash_cannot_be_stored(db: Session):
    with pytest.raises(DBAPIError, match="evidence_content_hash"), db.begin_nested():
        db.execute(
            text("insert into evidence_content (sha256, size_bytes, content) values (repeat('0', 64), 1, 'a'::bytea)")
        )
