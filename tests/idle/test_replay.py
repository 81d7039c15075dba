"""What was answered then is answered again: the rulebook is replayed with the facts, whatever was confirmed or entered since."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.idle.engine import identify_contract
from gisapp.idle.plot_idle import identification_bytes
from gisapp.rulebook.rulebook import EntryDraft, add_entry, confirm_entry, list_entries, load_rulebook
from tests.idle_cases.case_road import CLERK, Ground, idle_ground

DAY = date(2026, 3, 2)


@pytest.fixture
def ground(db: Session) -> Ground:
    return idle_ground(db)


def now(session: Session) -> datetime:
    return session.execute(text("select clock_timestamp()")).scalar_one()


def confirmed_since(session: Session) -> None:
    entry = next(row for row in list_entries(session, "idle.anniversary_adds_days") if row["effective_from"] <= DAY)
    confirm_entry(session, CLERK, entry["id"], basis="民法典 第二百零二条", reason="已核对原文")


def entered_with_an_earlier_day(session: Session) -> None:
    draft = EntryDraft(
        "idle.not_started_years", Decimal(2), date(2020, 1, 1), "闲置土地处置办法 第二条", True, "", "补登"
    )
    add_entry(session, CLERK, draft)


@pytest.mark.parametrize("change", [confirmed_since, entered_with_an_earlier_day])
def test_a_later_change_of_the_rulebook_leaves_the_answer_of_then(db: Session, ground: Ground, change):
    contract = ground.contract.contract_id
    before, then = identification_bytes(db, CLERK, contract, DAY), now(db)
    change(db)
    assert identification_bytes(db, CLERK, contract, DAY) != before, "the change is known now"
    assert identification_bytes(db, CLERK, contract, DAY, known_at=then) == before
    assert identify_contract(db, contract, DAY, known_at=then).as_bytes() == before


def test_before_the_first_entry_of_a_code_the_first_one_holds(db: Session):
    entered_with_an_earlier_day(db)
    book = load_rulebook(db, datetime(2001, 1, 1, tzinfo=UTC))
    assert book.value("idle.not_started_years", DAY) == 1
    assert load_rulebook(db).value("idle.not_started_years", DAY) == 2
