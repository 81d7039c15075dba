"""Two people decide on one plot at the same moment: exactly one wins, the other is told by whom, and the database would refuse a second."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.auth.principal import system_principal
from gisapp.db.engine import create_app_engine
from gisapp.db.errors import domain_error
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict
from gisapp.supply.allocations import Decision, decide
from tests.builders.contract import a_party
from tests.builders.listing import a_listing, an_application
from tests.builders.park import a_park
from tests.builders.plot import a_plot

DAY = date(2026, 11, 23)
MINUTES = "会议按公告规则比选，确定第一位为受让人。"


@pytest.fixture
def prepared(fresh_url: str):
    """A closed announcement with two admitted applications, committed; yields (url, listing, plot, applications)."""
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        park = a_park(session)
        plot = a_plot(session, park, supply="prepared", development="not_applicable", compliance="not_applicable")
        listing = a_listing(session, plot, state="closed")
        applications = [
            an_application(
                session, listing, a_party(session, f"示例企业{n}"), number=n, state="admitted", bid=9_400_000 + n
            )
            for n in (1, 2)
        ]
    engine.dispose()
    return fresh_url, listing, plot, applications


@pytest.mark.parametrize("turn", range(5))
def test_exactly_one_of_two_deciders_wins_and_the_other_gets_a_sentence(prepared, turn):
    url, listing, plot, _ = prepared
    engine = create_app_engine(url, pool_size=4)
    start = threading.Barrier(2)
    made: list[int] = []
    refused: list[Conflict] = []

    def decider(name: str) -> None:
        with Session(engine) as session, session.begin():
            session.execute(text("select 1"))
            start.wait(timeout=20)
            try:
                made.append(decide(session, system_principal(name), FixedClock(DAY), listing, Decision(DAY, MINUTES)))
            except Conflict as error:
                refused.append(error)

    threads = [threading.Thread(target=decider, args=(name,)) for name in ("甲经办", "乙经办")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(made), len(refused)) == (1, 1)
    assert refused[0].code == "allocation.taken"
    assert "经办" in refused[0].message_zh
    assert "刷新" in refused[0].message_zh
    with Session(engine) as session:
        assert (
            session.execute(text("select count(*) from allocation where plot_id = :p"), {"p": plot}).scalar_one() == 1
        )
        assert (
            session.execute(text("select state from listing where id = :l"), {"l": listing}).scalar_one() == "settled"
        )
    engine.dispose()


def test_past_the_use_case_the_database_takes_one_only(prepared):
    url, listing, plot, applications = prepared
    engine = create_app_engine(url, pool_size=4)
    start = threading.Barrier(2)
    taken: list[int] = []
    refused: list[str] = []

    def writer(application: int) -> None:
        try:
            with Session(engine) as session, session.begin():
                session.execute(text("select 1"))
                start.wait(timeout=20)
                session.execute(
                    text(
                        "insert into allocation (listing_id, plot_id, application_id, price_yuan, decided_on, minutes, ranking, decided_by_name)"
                        " values (:l, :p, :a, 9500000, :d, :m, '{}', '脚本')"
                    ),
                    {"l": listing, "p": plot, "a": application, "d": DAY, "m": MINUTES},
                )
                taken.append(application)
        except DBAPIError as error:
            known = domain_error(error)
            assert known is not None
            refused.append(known.message_zh)

    threads = [threading.Thread(target=writer, args=(application,)) for application in applications]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with Session(engine) as session:
        assert session.execute(text("select count(*) from allocation where state = 'live'")).scalar_one() == 1
    assert len(refused) == 1
    assert "一宗地只能决定一次" in refused[0]
    engine.dispose()


def test_an_application_that_was_not_admitted_is_not_chosen_by_anybody(prepared):
    url, listing, plot, _ = prepared
    engine = create_app_engine(url, pool_size=2)
    with Session(engine) as session, session.begin():
        party = a_party(session, "示例企业3")
        refused = an_application(session, listing, party, number=3, state="refused")
    with pytest.raises(DBAPIError) as error, Session(engine) as session, session.begin():
        session.execute(
            text(
                "insert into allocation (listing_id, plot_id, application_id, price_yuan, decided_on, minutes, ranking, decided_by_name)"
                " values (:l, :p, :a, 9500000, :d, :m, '{}', '脚本')"
            ),
            {"l": listing, "p": plot, "a": refused, "d": DAY, "m": MINUTES},
        )
    assert error.value.orig.diag.constraint_name == "allocation_of_admitted_application"
    engine.dispose()
