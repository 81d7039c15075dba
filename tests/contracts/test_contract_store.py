"""Versions come back as they were written, and the database closes each with the transaction that wrote it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.contracts.rules.supplement import first_version
from gisapp.contracts.store import load_versions
from gisapp.db.errors import domain_error
from tests.builders.contract import a_contract, some_terms
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.preparation.shipped import LIMITS


@contextmanager
def refused_by(session: Session, constraint: str):
    with pytest.raises(IntegrityError) as caught, session.begin_nested():
        yield
    assert caught.value.orig.diag.constraint_name == constraint
    assert domain_error(caught.value) is not None, f"{constraint} says nothing to a person"


def test_a_version_comes_back_as_it_was_written(db: Session):
    built = a_contract(db, a_plot(db, a_park(db)))
    (version,) = load_versions(db, built.contract_id, built.contract_no, built.terms.signed_on)
    assert version.obligations == built.obligations
    assert version.baseline == first_version(built.terms, LIMITS).baseline
    assert version.terms.instalments == built.terms.instalments
    assert set(version.terms.promises) == set(built.terms.promises)


@pytest.mark.parametrize("table", ["contract_version", "contract_instalment", "contract_promise", "obligation"])
def test_nothing_of_a_version_is_changed_or_deleted(db: Session, table: str):
    a_contract(db, a_plot(db, a_park(db)))
    with refused_by(db, "history_immutable"):
        db.execute(text(f"update {table} set version_no = 9"))
    with refused_by(db, "history_immutable"):
        db.execute(text(f"delete from {table}"))


def test_an_older_version_takes_no_obligation_of_a_later_transaction(fresh_url: str):
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        built = a_contract(session, a_plot(session, a_park(session)))
    with Session(engine) as session, refused_by(session, "contract_version_sealed"):
        session.execute(
            text(
                "insert into obligation (contract_id, version_no, key, kind, obligor, due_on, label_zh, basis)"
                " values (:id, 1, 'start_again', 'start', 'holder', '2027-01-01', '动工', '测试')"
            ),
            {"id": built.contract_id},
        )
    engine.dispose()


def test_a_contract_without_obligations_does_not_survive_its_transaction(fresh_url: str):
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        plot_id = a_plot(session, a_park(session))
        party_id = session.execute(
            text("insert into party (zone_id, kind, name_zh) select id, 'enterprise', '甲' from zone returning id")
        ).scalar_one()
    with pytest.raises(IntegrityError) as caught, Session(engine) as session, session.begin():
        session.execute(
            text(
                "insert into contract (plot_id, party_id, contract_no, signed_on, area_m2) values (:plot, :party, '空', '2024-01-01', 1)"
            ),
            {"plot": plot_id, "party": party_id},
        )
    assert caught.value.orig.diag.constraint_name == "contract_has_version"
    engine.dispose()


def _insert_version(session: Session, contract_id: int, version_no: int, holds_from: str) -> None:
    session.execute(
        text(
            "insert into contract_version (contract_id, version_no, holds_from, supplement_no, cause, reason, evidence_ids)"
            " values (:id, :no, cast(:day as date), '补1', 'own', '测试', '{}')"
        ),
        {"id": contract_id, "no": version_no, "day": holds_from},
    )


@pytest.mark.parametrize(
    ("version_no", "day", "constraint"),
    [
        (2, "2024-02-29", "contract_version_in_order"),
        (3, "2025-01-01", "contract_version_once"),
        (1, "2025-01-01", "contract_version_once"),
        (2, "2025-01-01", "contract_supplement_proved"),
    ],
    ids=["before the version it follows", "a number left out", "a number twice", "without evidence"],
)
def test_a_version_follows_the_last_one_and_is_proved(db: Session, version_no: int, day: str, constraint: str):
    built = a_contract(db, a_plot(db, a_park(db)))
    with refused_by(db, constraint):
        _insert_version(db, built.contract_id, version_no, day)


def test_what_was_signed_stays_and_a_contract_ends_once(db: Session):
    built = a_contract(db, a_plot(db, a_park(db)))
    key = {"id": built.contract_id}
    with refused_by(db, "contract_signed_stays"):
        db.execute(text("update contract set price_yuan = 1 where id = :id"), key)
    with refused_by(db, "history_immutable"):
        db.execute(text("delete from contract where id = :id"), key)
    db.execute(text("update contract set ended_on = '2025-01-01', end_kind = 'rescinded' where id = :id"), key)
    with refused_by(db, "contract_ended"):
        db.execute(text("update contract set ended_on = '2026-01-01' where id = :id"), key)


def test_a_plot_has_one_contract_on_a_day(db: Session):
    plot_id = a_plot(db, a_park(db))
    a_contract(db, plot_id, ended_on=date(2025, 1, 1))
    with refused_by(db, "contract_one_a_day"):
        a_contract(
            db,
            plot_id,
            contract_no="示例合同-2024-0002",
            signed_on=date(2024, 12, 31),
            handover_on=date(2025, 1, 5),
            start_on=None,
        )
    a_contract(db, plot_id, contract_no="示例合同-2025-0003", signed_on=date(2025, 1, 1), **_later())


def _later() -> dict[str, object]:
    shift: Callable[[str], date] = date.fromisoformat
    terms = some_terms()
    return {
        "handover_on": shift("2025-03-01"),
        "start_on": shift("2025-06-01"),
        "completion_on": shift("2027-03-01"),
        "production_on": shift("2027-09-01"),
        "instalments": (type(terms.instalments[0])(shift("2025-02-01"), terms.price_yuan),),
    }
