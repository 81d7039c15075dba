"""The nightly scan: the same facts by either way of loading, idempotent, only changes written, stale answers known as such."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.db.engine import create_app_engine, transaction
from gisapp.idle.development_facts import load_facts
from gisapp.idle.due_warnings import due_warnings
from gisapp.idle.fact_columns import load_columns
from gisapp.idle.queries import FindingFilter, list_findings, tally_findings
from gisapp.idle.rules.columns import Amounts, FactColumns, Spans, columns_of
from gisapp.idle.rules.identification import identify_idle_land
from gisapp.idle.rules.limits import idle_limits
from gisapp.idle.rules.scan import scan
from gisapp.idle.scan import scan_contracts
from gisapp.idle.terms import FactKind, FoundationKind, IdleCause, IdleLandClass, IdleState, Knowledge
from gisapp.rulebook.rulebook import load_rulebook
from tests.builders.commitment import TODAY, Site, a_site, check_row, officer
from tests.idle.test_development_facts import told
from tests.idle.test_scan_agrees import said
from tests.idle.test_scan_agrees import told as told_row

SCANNER = system_principal("测试")


@pytest.fixture
def sites(db: Session) -> list[Site]:
    """Five contracts of one kind each: unknown, never started, started and stopped, completed, extended by government."""
    from tests.builders.park import a_park

    park = a_park(db)
    sites = [
        a_site(
            db,
            park=park,
            plot_no=f"P4-00{n}",
            box=(100 + 250 * n, 100, 200, 300),
            contract_no=f"示例合同-2024-000{n}",
        )
        for n in range(5)
    ]
    told(db, sites[1], FactKind.PERMIT, "2025-01-10", knowledge=Knowledge.NONE)
    told(db, sites[1], FactKind.CAUSE, "2024-10-01", cause=IdleCause.OTHER_GOVERNMENT, evidence_ids=(sites[1].proof,))
    told(db, sites[1], FactKind.CAUSE, "2024-11-01", cause=IdleCause.FORCE_MAJEURE)
    told(db, sites[1], FactKind.ESTABLISHED_CAUSE, "2026-03-01", cause=IdleCause.OWN, evidence_ids=(sites[1].proof,))
    told(db, sites[1], FactKind.DISCOVERY, "2026-02-01")
    told(db, sites[2], FactKind.PERMIT, "2024-08-01")
    told(db, sites[2], FactKind.FOUNDATION, "2024-09-01", foundation_kind=FoundationKind.OTHER)
    told(db, sites[2], FactKind.STOP, "2024-12-01", ended_on=date(2025, 1, 1))
    told(db, sites[2], FactKind.STOP, "2025-02-01")
    told(db, sites[2], FactKind.DUE_AREA, "2024-08-01", amount=Decimal("20000.05"))
    told(db, sites[2], FactKind.DEVELOPED_AREA, "2025-02-01", amount=Decimal("5000.5"))
    told(db, sites[2], FactKind.INVESTED, "2025-02-01", amount=Decimal(900), price_and_taxes=Decimal(300))
    told(db, sites[2], FactKind.INVESTED, "2025-03-01", amount=Decimal(900))
    told(db, sites[2], FactKind.TOTAL_INVESTMENT, "2024-03-01", amount=Decimal(1000), price_and_taxes=Decimal(0))
    check_row(db, sites[3], "completion", done=date(2026, 2, 1), on=date(2026, 2, 2))
    check_row(db, sites[4], "start", verdict="rectify", done=None, on=date(2024, 10, 1), by=date(2024, 12, 1))
    return sites


def same_columns(one: FactColumns, other: FactColumns) -> list[str]:
    """Return the names of the columns that differ; ragged ones compared in order."""
    wrong = []
    for name in one.__dataclass_fields__:
        a, b = getattr(one, name), getattr(other, name)
        parts = a.__dataclass_fields__ if isinstance(a, Amounts | Spans) else None
        pairs = [(getattr(a, part), getattr(b, part)) for part in parts] if parts else [(a, b)]
        if not all(np.array_equal(x, y) for x, y in pairs):
            wrong.append(name)
    return wrong


def test_loaded_as_columns_or_one_by_one_the_facts_are_the_same(db: Session, sites: list[Site]):
    ids, columns = load_columns(db, TODAY)
    known = load_facts(db, ids.tolist(), TODAY)
    assert sorted(known) == ids.tolist()
    assert same_columns(columns_of([known[one] for one in ids.tolist()]), columns) == []


@pytest.mark.parametrize("day", ["2024-03-01", "2024-09-01", "2025-09-01", "2026-02-01", "2026-11-23", "2028-01-01"])
def test_scan_and_single_case_agree_on_what_is_in_the_database(db: Session, sites: list[Site], day: str):
    on = date.fromisoformat(day)
    limits = idle_limits(load_rulebook(db), on)
    ids, columns = load_columns(db, on)
    answer = scan(columns, limits, on)
    known = load_facts(db, ids.tolist(), on)
    for row, contract_id in enumerate(ids.tolist()):
        assert told_row(answer, row) == said(identify_idle_land(known[contract_id], limits, on))


def kept(db: Session) -> list[tuple]:
    return [
        tuple(row)
        for row in db.execute(
            text("select contract_id, holds_from, state, holds_until from idle_finding order by 1, 2")
        )
    ]


def test_a_second_scan_of_the_day_writes_nothing_and_each_run_is_recorded(db: Session, sites: list[Site]):
    first = scan_contracts(db, SCANNER, TODAY)
    rows = kept(db)
    second = scan_contracts(db, SCANNER, TODAY)
    assert (first.contracts, second.written) == (5, 0)
    assert kept(db) == rows
    assert first.counts == second.counts
    runs = db.execute(text("select contracts, written from idle_scan order by id")).all()
    assert [tuple(run) for run in runs] == [(5, first.written), (5, 0)]
    events = db.execute(text("select count(*) from audit_event where tag = 'idle:scan:run'")).scalar_one()
    assert events == 2


def test_a_dry_run_tells_and_writes_nothing(db: Session, sites: list[Site]):
    before = kept(db)
    summary = scan_contracts(db, SCANNER, date(2027, 9, 1), is_dry_run=True)
    assert summary.written > 0
    assert kept(db) == before
    assert db.execute(text("select count(*) from idle_scan")).scalar_one() == 0


def test_days_on_which_nothing_changes_write_nothing_and_the_day_it_does_writes_it(db: Session, sites: list[Site]):
    scan_contracts(db, SCANNER, date(2025, 8, 30))
    assert scan_contracts(db, SCANNER, date(2025, 8, 31)).written == 0
    assert scan_contracts(db, SCANNER, date(2025, 9, 1)).written >= 1
    state = text("select state, is_stale from idle_finding_on(:day) where contract_id = :id")
    contract_id = sites[1].contract.contract_id

    def on(day: date) -> tuple:
        return tuple(db.execute(state, {"day": day, "id": contract_id}).one())

    assert on(date(2025, 8, 31)) == ("start_late", False)
    assert on(date(2025, 9, 1)) == ("not_started_idle", False)
    assert on(date(2026, 9, 1))[1] is True, "two years are full: the kept answer is overtaken by time"


def test_a_changed_fact_is_judged_at_once_and_a_changed_rule_makes_answers_stale(db: Session, sites: list[Site]):
    scan_contracts(db, SCANNER, TODAY)
    stale = text("select count(*) from idle_finding_on(:day) where is_stale")
    told(db, sites[0], FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)
    assert db.execute(stale, {"day": TODAY}).scalar_one() == 0
    _, rows = list_findings(db, officer(), TODAY, FindingFilter(q="P4-000"))
    assert rows[0]["state"] == str(IdleState.NOT_STARTED_TWO_YEARS)
    check_row(db, sites[0], "start", n=1, on=date(2026, 11, 1), done=date(2026, 10, 1))
    assert db.execute(stale, {"day": TODAY}).scalar_one() == 1
    scan_contracts(db, SCANNER, TODAY)
    assert db.execute(stale, {"day": TODAY}).scalar_one() == 0


def test_a_contract_that_ended_is_in_no_list(db: Session, sites: list[Site]):
    scan_contracts(db, SCANNER, TODAY)
    db.execute(
        text("update contract set ended_on = :day, end_kind = 'recovered', end_reason = '收回' where id = :id"),
        {"day": TODAY, "id": sites[1].contract.contract_id},
    )
    total, rows = list_findings(db, officer(), TODAY, FindingFilter())
    assert total == 4
    assert sites[1].contract.contract_id not in {row["contract_id"] for row in rows}
    assert scan_contracts(db, SCANNER, TODAY).contracts == 4


def test_the_tally_is_the_sum_of_its_lists_and_other_parks_see_none(db: Session, sites: list[Site]):
    scan_contracts(db, SCANNER, TODAY)
    everything = FindingFilter()
    tally = tally_findings(db, officer(), TODAY, everything)
    assert [row["land_class"] for row in tally] == [*IdleLandClass.values(), ""]
    for row in tally:
        total, items = list_findings(db, officer(), TODAY, FindingFilter(classes=(row["land_class"] or "-",)))
        assert (total, sum(item["area_m2"] for item in items)) == (row["contracts"], row["area_m2"])
    assert list_findings(db, officer(None, 999_999), TODAY, everything) == (0, [])


def test_warnings_come_within_90_and_30_days_of_the_latest_day(db: Session, sites: list[Site]):
    contract_id = sites[
        1
    ].contract.contract_id  # no permit: a year is full on 1 September 2025, the last day to start is 31 August

    def warned(day: date) -> list[bool]:
        scan_contracts(db, SCANNER, day)
        return [row["is_second"] for row in due_warnings(db, officer(), day) if row["contract_id"] == contract_id]

    last = date(2025, 8, 31)
    assert warned(last - timedelta(days=91)) == []
    assert warned(last - timedelta(days=90)) == [False]
    assert warned(last - timedelta(days=31)) == [False]
    assert warned(last - timedelta(days=30)) == [True]
    assert warned(last) == [True]


@pytest.mark.parametrize("first", ["scan", "fact"])
def test_a_scan_and_a_fact_at_once_never_leave_an_answer_that_does_not_know_the_fact(fresh_url: str, first: str):
    """Whichever begins first, the other waits, and the answer in the end rests on the fact and is fresh."""
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        site = a_site(session)
        scan_contracts(session, SCANNER, TODAY)

    def the_scan(session: Session) -> None:
        scan_contracts(session, SCANNER, TODAY)

    def the_fact(session: Session) -> None:
        told(session, site, FactKind.PERMIT, "2026-01-10", knowledge=Knowledge.NONE)

    one, other = (the_scan, the_fact) if first == "scan" else (the_fact, the_scan)
    failures: list[BaseException] = []

    def second() -> None:
        try:
            with transaction(engine) as session:
                other(session)
        except BaseException as error:  # told to the test below
            failures.append(error)

    thread = threading.Thread(target=second)
    waiting = text(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    )
    with transaction(engine) as session:
        one(session)
        thread.start()
        with engine.connect() as watcher:
            for _ in range(20_000):
                if not thread.is_alive() or watcher.execute(waiting).scalar_one():
                    break
                watcher.rollback()
        assert thread.is_alive(), "the second one waits for the first"
    thread.join(timeout=60)
    with transaction(engine) as session:
        row = session.execute(text("select state, is_stale from idle_finding_on(:day)"), {"day": TODAY}).one()
    engine.dispose()
    assert failures == []
    assert tuple(row) == ("not_started_two_years", False)
