"""Every answer stays with what it was worked out by: both answers of a day, each coming out the same when it is worked out again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.idle.answer_hash import engine_version
from gisapp.idle.kept_answers import list_answers
from gisapp.idle.scan import scan_contracts
from gisapp.idle.terms import FactKind, Knowledge, Replay
from gisapp.rulebook.rulebook import EntryDraft, add_entry, list_entries
from tests.builders.commitment import TODAY, Site, a_site, officer
from tests.idle.test_development_facts import told

SCANNER = system_principal("测试")


@pytest.fixture
def site(db: Session) -> Site:
    return a_site(db)


def test_two_scans_of_a_day_keep_both_answers_and_each_can_be_worked_out_again(db: Session, site: Site):
    scan_contracts(db, SCANNER, TODAY)
    told(db, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    book = EntryDraft("idle.not_started_years", Decimal(4), date(2020, 1, 1), "测试文件 第一条", True, "", "补登")
    add_entry(db, officer(), book)
    scan_contracts(db, SCANNER, TODAY)
    found = [row for row in list_answers(db, site.contract.contract_id) if row["holds_from"] == TODAY]
    assert [row["state"] for row in found] == ["start_late", "not_started_two_years", "unknown"]
    assert [row["superseded_at"] is None for row in found] == [True, False, False]
    assert {row["replay"] for row in found} == {Replay.SAME}
    assert {row["engine"] for row in found} == {engine_version()}
    assert len({row["sha256"] for row in found}) == 3
    rules = {row["id"]: row["value"] for row in list_entries(db, "idle.not_started_years")}
    assert [any(one in rules for one in row["entry_ids"]) for row in found] == [True, False, False]


def test_each_answer_names_its_entries_as_they_were(db: Session, site: Site):
    scan_contracts(db, SCANNER, TODAY)
    newest = list_answers(db, site.contract.contract_id)[0]
    assert [entry.entry_id for entry in newest["entries"]] == sorted(newest["entry_ids"])
    named = {entry.code: entry for entry in newest["entries"]}
    assert named["idle.not_started_years"].value == 1
    assert str(named["idle.not_started_years"].basis)


def test_an_altered_answer_does_not_come_out_again(db: Session, site: Site):
    scan_contracts(db, SCANNER, TODAY)
    db.execute(
        text("update idle_finding set answer_sha256 = sha256('x') where contract_id = :id"),
        {"id": site.contract.contract_id},
    )
    assert [row["replay"] for row in list_answers(db, site.contract.contract_id)] == [Replay.DIFFERS, Replay.SAME]


@pytest.mark.parametrize(
    "statement",
    [
        "delete from idle_finding",
        "update idle_finding_superseded set state = 'building'",
        "delete from idle_finding_superseded",
        "delete from idle_basis",
    ],
)
def test_the_database_lets_nobody_take_an_answer_away(db: Session, site: Site, statement: str):
    scan_contracts(db, SCANNER, TODAY)
    told(db, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    with pytest.raises(DBAPIError), db.begin_nested():
        db.execute(text(statement))
