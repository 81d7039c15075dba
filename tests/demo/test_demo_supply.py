"""The demo's supply: every way of granting land, every kind of term and every state of an announcement is to be seen."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.supply.listing_queries import show_listing
from gisapp.supply.listing_terms import ApplicationState, ListingMethod, ListingState, TermKind

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("listing.method", ListingMethod),
        ("listing.term_kind", TermKind),
        ("listing.state", ListingState),
        ("application.state", ApplicationState),
    ],
)
def test_every_way_and_state_occurs(demo_db: Session, column: str, words: type[ListingMethod]):
    table, name = column.split(".")
    found = set(demo_db.execute(text(f"select distinct {name} from {table}")).scalars())
    missing = set(words.values()) - found
    assert missing <= {"withdrawn"} if table == "application" else not missing


def test_a_contract_was_granted_in_the_way_that_was_announced(demo_db: Session):
    rows = demo_db.execute(
        text("select c.method, l.method, count(*) from contract c join listing l on l.id = c.listing_id group by 1, 2")
    ).all()
    assert {ours for ours, _, _ in rows} >= {"listing", "agreement"}
    assert all(ours == announced for ours, announced, _ in rows)


def test_a_running_auction_and_an_agreement_keep_their_notice_days(demo_db: Session):
    for method in ("auction", "agreement"):
        listing_id = demo_db.execute(text("select min(id) from listing where method = :m and state <> 'draft'"), {"m": method}).scalar_one()  # fmt: skip
        sheet = show_listing(demo_db, system_principal("测试"), listing_id, TODAY)
        opens = next(step for step in sheet["clock"] if step["key"] == "opens")
        assert (opens["on"] - sheet["announced_on"]).days >= int(opens["entry"]["value"])
