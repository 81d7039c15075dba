"""A threshold changes by a new dated entry; what was in force on an earlier day, and what was said before, stays."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.kernel.rulebook import RulebookEntryMissing
from gisapp.rulebook.rulebook import EntryDraft, add_entry, confirm_entry, list_entries, list_history, load_rulebook
from tests.harness.examples import examples

ADMIN = system_principal("管理员")
CODE = "commitment.rectification_days_max"


def draft(value: str, day: date, **more) -> EntryDraft:
    return EntryDraft(
        **{
            "code": CODE, "value": Decimal(value), "effective_from": day, "basis": "管委会通知", "confirmed": True,
            "note": "", "reason": "调整", **more,
        }
    )  # fmt: skip


def test_a_new_entry_holds_from_its_day_and_the_old_one_before(db: Session):
    day = date(2026, 6, 1)
    before = load_rulebook(db).value(CODE, day)
    add_entry(db, ADMIN, draft("180", day))
    book = load_rulebook(db)
    assert book.value(CODE, day - timedelta(days=1)) == before
    assert book.value(CODE, day) == 180
    event = db.execute(text("select changes, reason from audit_event")).one()
    assert event.changes["value"] == {"old": "365", "new": "180"}
    assert [row["superseded_at"] is None for row in list_history(db, CODE)] == [True, True, False]


def test_an_entry_between_two_ends_where_the_later_begins(db: Session):
    add_entry(db, ADMIN, draft("100", date(2026, 1, 1)))
    add_entry(db, ADMIN, draft("200", date(2025, 1, 1)))
    book = load_rulebook(db)
    assert [int(book.value(CODE, date(year, 1, 1))) for year in (2024, 2025, 2026)] == [365, 200, 100]


def test_saying_the_same_again_or_an_unknown_code_is_refused(db: Session):
    add_entry(db, ADMIN, draft("100", date(2026, 1, 1)))
    with pytest.raises(Conflict):
        add_entry(db, ADMIN, draft("100", date(2026, 1, 1)))
    with pytest.raises(NotFound):
        add_entry(db, ADMIN, draft("1", date(2026, 1, 1), code="no.such_rule"))


def test_an_entry_is_confirmed_once(db: Session):
    entry = next(row for row in list_entries(db, CODE))
    confirm_entry(db, ADMIN, entry["id"], basis="", reason="已核对原文")
    (now,) = list_entries(db, CODE)
    assert (now["confirmed"], now["basis"], now["recorded_by_name"]) == (True, entry["basis"], "管理员")
    with pytest.raises(NotFound):
        confirm_entry(db, ADMIN, entry["id"], basis="", reason="又一次")
    with pytest.raises(Conflict):
        confirm_entry(db, ADMIN, now["id"], basis="", reason="又一次")


@pytest.mark.parametrize("act", ["update rulebook_entry set value = 0", "delete from rulebook_entry"])
def test_what_the_rulebook_said_is_not_rewritten(db: Session, act: str):
    db.execute(text("reset role"))
    with pytest.raises(DBAPIError, match=r"closed|refused"), db.begin_nested():
        db.execute(text(act))


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 500)), min_size=1, max_size=6))
def test_whatever_is_entered_no_day_has_two_values_or_none(db: Session, entries: list[tuple[int, int]]):
    origin = date(2020, 1, 1)
    with db.begin_nested() as savepoint:
        for offset, value in entries:
            try:
                add_entry(db, ADMIN, draft(str(value), origin + timedelta(days=offset)))
            except Conflict:
                continue
        book = load_rulebook(db)
        last = dict(entries)
        for offset, value in last.items():
            assert book.value(CODE, origin + timedelta(days=offset)) == value
        for offset in range(0, 3600, 97):
            book.value(CODE, origin + timedelta(days=offset))
        with pytest.raises(RulebookEntryMissing):
            book.value(CODE, date(1999, 12, 31))
        savepoint.rollback()
