"""Mortgages and seizures on their days; shares that sum to one, whoever writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.kernel.errors import Conflict, DomainError, NotFound, RuleViolation
from gisapp.parties.encumbrances import (
    EncumbranceDraft,
    EncumbranceFilter,
    correct_encumbrance,
    list_encumbrances,
    register_encumbrance,
    release_encumbrance,
    withdraw_encumbrance,
)
from gisapp.parties.parties import revise_parties
from gisapp.preparation.readiness_queries import show_readiness
from tests.builders.contract import a_party
from tests.builders.encumbrance import an_encumbrance
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.plot import a_plot

OFFICER = system_principal("土地管理人员")
TODAY = date(2026, 11, 23)
DRAFT = EncumbranceDraft("示例银行", date(2024, 3, 1), certificate_no="证明1号", amount_yuan=Decimal(8_000_000))


def of_plot(db: Session, plot_id: int, day: date = TODAY) -> list[dict]:
    return list_encumbrances(db, OFFICER, day, EncumbranceFilter(plot_id=plot_id, with_released=True))


def on(db: Session, day: str) -> list[tuple[str, str]]:
    rows = db.execute(
        text("select kind, holder_name from encumbrances_on(cast(:day as date)) order by 1"), {"day": day}
    )
    return [tuple(row) for row in rows]


def test_it_rests_from_the_day_it_was_registered_to_the_day_it_was_released(db: Session):
    park = a_park(db)
    plot_id = a_plot(db, park)
    paper = an_evidence_file(db, park, "注销抵押证明")
    new_id, found = register_encumbrance(db, OFFICER, plot_id, "mortgage", DRAFT, today=TODAY)
    assert len(found) == 0
    release_encumbrance(
        db, OFFICER, new_id, released_on=date(2026, 5, 1), reason="贷款结清", evidence_ids=[paper], today=TODAY
    )
    assert [on(db, day) for day in ("2024-02-29", "2024-03-01", "2026-04-30", "2026-05-01")] == [
        [], [("mortgage", "示例银行")], [("mortgage", "示例银行")], [],
    ]  # fmt: skip
    row = of_plot(db, plot_id)[0]
    assert (row["rests"], row["released_on"], row["release_evidence"][0]["title"]) == (
        False,
        date(2026, 5, 1),
        "注销抵押证明",
    )
    assert of_plot(db, plot_id, date(2026, 4, 30))[0]["rests"]
    assert of_plot(db, plot_id, date(2024, 2, 29)) == []
    tags = db.execute(text("select count(*) from audit_event where tag = 'party:encumbrance:revise'")).scalar_one()
    assert tags == 2


def test_it_is_released_once_and_with_evidence(db: Session):
    park = a_park(db)
    new_id = an_encumbrance(db, a_plot(db, park))
    release = {"released_on": date(2026, 5, 1), "reason": "结清", "today": TODAY}
    with pytest.raises(RuleViolation) as unproved:
        release_encumbrance(db, OFFICER, new_id, evidence_ids=[], **release)
    assert unproved.value.code == "encumbrance.release_unproved"
    ids = [an_evidence_file(db, park)]
    release_encumbrance(db, OFFICER, new_id, evidence_ids=ids, **release)
    with pytest.raises(Conflict) as twice:
        release_encumbrance(db, OFFICER, new_id, evidence_ids=ids, **release)
    assert twice.value.code == "encumbrance.released_already"


def test_a_correction_keeps_what_was_known_and_a_withdrawn_one_counts_no_more(db: Session):
    park = a_park(db)
    plot_id = a_plot(db, park)
    new_id, _ = register_encumbrance(db, OFFICER, plot_id, "mortgage", DRAFT, today=TODAY)
    better = EncumbranceDraft("示例银行", date(2024, 3, 1), certificate_no="证明1号", amount_yuan=Decimal(9_000_000))
    correct_encumbrance(db, OFFICER, new_id, better, reason="登记证明补录", today=TODAY)
    assert of_plot(db, plot_id)[0]["amount_yuan"] == 9_000_000
    known = db.execute(text("select amount_yuan, upper_inf(recorded) from encumbrance_fact order by id")).all()
    assert [tuple(row) for row in known] == [(8_000_000, False), (9_000_000, True)]
    with pytest.raises(Conflict):
        correct_encumbrance(db, OFFICER, new_id, better, reason="再录一次", today=TODAY)
    withdraw_encumbrance(db, OFFICER, new_id, reason="地块录错")
    assert of_plot(db, plot_id) == []
    with pytest.raises(NotFound):
        withdraw_encumbrance(db, OFFICER, new_id, reason="再撤一次")


def test_what_the_rules_refuse_is_not_written(db: Session):
    plot_id = a_plot(db, a_park(db))
    with pytest.raises(RuleViolation) as refused:
        register_encumbrance(
            db, OFFICER, plot_id, "mortgage", EncumbranceDraft("示例银行", date(2026, 11, 24), area_m2=Decimal(60_001)), today=TODAY
        )  # fmt: skip
    assert [item.code for item in refused.value.findings if item.severity.value == "error"] == [
        "encumbrance.unproved", "encumbrance.in_future", "encumbrance.beyond_plot",
    ]  # fmt: skip
    assert of_plot(db, plot_id) == []


@pytest.mark.parametrize(
    ("column", "value", "refused"),
    [
        ("certificate_no", "''", "encumbrance_registered_with_paper"),
        ("valid", "daterange('2024-03-01', '2025-03-01')", "encumbrance_released_with_evidence"),
        ("expires_on", "date '2024-03-01'", "encumbrance_expires_after_start"),
        ("area_m2", "60001", "encumbrance_within_plot"),
        ("evidence_ids", "array[4711]", "evidence_known"),
        ("release_evidence_ids", "array[4711]", "evidence_known"),
    ],
)
def test_what_the_database_refuses_whoever_writes(db: Session, column: str, value: str, refused: str):
    known = an_encumbrance(db, a_plot(db, a_park(db)))
    columns = {
        "encumbrance_id": str(known),
        "holder_name": "'示例银行'",
        "certificate_no": "'证明'",
        "valid": "daterange('2024-03-01', null)",
    }
    columns[column] = value
    db.execute(text("update encumbrance_fact set recorded = tstzrange(lower(recorded), clock_timestamp())"))
    with pytest.raises(DBAPIError) as error:
        db.execute(text(f"insert into encumbrance_fact ({', '.join(columns)}) values ({', '.join(columns.values())})"))
    assert error.value.orig.diag.constraint_name == refused
    assert domain_error(error.value) is not None


def test_a_debtor_holds_a_share_on_the_day(db: Session):
    park = a_park(db)
    plot_id = a_plot(db, park)
    known, party = an_encumbrance(db, plot_id), a_party(db)
    db.execute(text("update encumbrance_fact set recorded = tstzrange(lower(recorded), clock_timestamp())"))
    write = text(
        "insert into encumbrance_fact (encumbrance_id, holder_name, certificate_no, debtor_party_id, valid)"
        " values (:id, '示例银行', '证明', :party, '[2024-03-01,)')"
    )
    with pytest.raises(DBAPIError) as error, db.begin_nested():
        db.execute(write, {"id": known, "party": party})
    assert error.value.orig.diag.constraint_name == "encumbrance_debtor_holds"
    revise_parties(
        db, OFFICER, plot_id, [{"party_id": party, "role": "holder"}], valid_from=date(2024, 3, 1), reason="出让", document=None
    )  # fmt: skip
    db.execute(write, {"id": known, "party": party})


def test_a_seized_plot_is_not_ready_until_it_is_released(db: Session):
    park = a_park(db)
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    new_id = an_encumbrance(db, plot_id, "seizure", holder_name="示例法院", certificate_no="（2024）豫16执1号")

    def title(day: date) -> list[str]:
        items = show_readiness(db, OFFICER, plot_id, day)["items"]
        return [finding["code"] for item in items if item["key"] == "cleared.title" for finding in item["findings"]]

    assert title(TODAY) == ["readiness.plot_seized"]
    assert title(date(2024, 2, 29)) == ["readiness.checklist_unknown"]
    release_encumbrance(
        db, OFFICER, new_id, released_on=date(2026, 11, 1), reason="解封", evidence_ids=[an_evidence_file(db, park)], today=TODAY
    )  # fmt: skip
    assert title(TODAY) == ["readiness.checklist_unknown"]


# ---- shares ------------------------------------------------------------------------------------------------------------


def hold(session: Session, plot_id: int, party_id: int, share: str, valid: str = "[2021-01-01,)") -> None:
    session.execute(
        text(
            "insert into plot_party (plot_id, party_id, role, share, valid) values (:plot, :party, 'holder', :share, cast(:valid as daterange))"
        ),
        {"plot": plot_id, "party": party_id, "share": share, "valid": valid},
    )


@pytest.mark.parametrize(
    ("shares", "is_refused"),
    [
        ([("1", "[2021-01-01,)")], False),
        ([("0.999999", "[2021-01-01,)")], True),
        ([("0.5", "[2021-01-01,)"), ("0.5", "[2021-01-01,)")], False),
        ([("0.5", "[2021-01-01,)"), ("0.500001", "[2021-01-01,)")], True),
        ([("1", "[2021-01-01,2023-01-01)"), ("1", "[2023-01-01,)")], False),
        ([("1", "[2021-01-01,2023-01-02)"), ("1", "[2023-01-01,)")], True),
        ([("0.5", "[2021-01-01,2023-01-01)"), ("0.5", "[2021-01-01,)")], True),
    ],
)
def test_shares_of_holders_sum_to_one_on_every_day_with_a_holder(db: Session, shares: list, is_refused: bool):
    plot_id = a_plot(db, a_park(db))
    for number, (share, valid) in enumerate(shares):
        hold(db, plot_id, a_party(db, f"示例企业{number}"), share, valid)
    ask = text("set constraints plot_party_shares_one immediate")
    if not is_refused:
        db.execute(ask)
        return
    with pytest.raises(DBAPIError) as error:
        db.execute(ask)
    assert error.value.orig.diag.constraint_name == "plot_party_shares_one"
    told = domain_error(error.value)
    assert told is not None
    assert told.code == "party.shares_not_one"


def at_once(engine: Engine, acts: list[Callable[[Session], object]]) -> list[str]:
    start, ends = Barrier(len(acts)), []

    def run(act: Callable[[Session], object]) -> None:
        try:
            with transaction(engine) as session:
                start.wait(10)
                act(session)
            ends.append("done")
        except DomainError as refusal:
            ends.append(refusal.code)
        except DBAPIError as refusal:
            ends.append(str(refusal.orig.diag.constraint_name))

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ends)


def test_two_writers_who_each_give_the_whole_plot_away_are_not_both_heard(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        plot_id = a_plot(session, a_park(session))
        parties = [a_party(session, f"示例企业{number}") for number in range(2)]
    ends = at_once(
        engine, [lambda session, party=party: hold(session, plot_id, party, "1") for party in parties]
    )  # the check runs after the lock and sees what the other has committed
    assert ends == ["done", "plot_party_shares_one"]
    engine.dispose()


def test_two_officers_who_release_the_same_mortgage_release_it_once(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        park = a_park(session)
        known, paper = an_encumbrance(session, a_plot(session, park)), an_evidence_file(session, park)

    def release(session: Session) -> None:
        release_encumbrance(
            session, OFFICER, known, released_on=date(2026, 5, 1), reason="结清", evidence_ids=[paper], today=TODAY
        )

    assert at_once(engine, [release, release]) == ["done", "encumbrance.released_already"]
    engine.dispose()


def test_a_right_that_was_entered_late_is_absent_from_earlier_knowledge(db: Session):
    park = a_park(db)
    plot_id = a_plot(db, park)
    before = db.execute(text("select clock_timestamp()")).scalar_one()
    new_id, _ = register_encumbrance(db, OFFICER, plot_id, "mortgage", DRAFT, today=TODAY)
    entered = db.execute(text("select clock_timestamp()")).scalar_one()
    paper = an_evidence_file(db, park)
    release_encumbrance(
        db, OFFICER, new_id, released_on=date(2025, 3, 1), reason="还清", evidence_ids=[paper], today=TODAY
    )
    wanted = EncumbranceFilter(plot_id=plot_id, with_released=True)
    day = date(2026, 1, 1)
    told = {
        known: [row["rests"] for row in list_encumbrances(db, OFFICER, day, wanted, known)]
        for known in (before, entered, None)
    }
    assert told == {before: [], entered: [True], None: [False]}
