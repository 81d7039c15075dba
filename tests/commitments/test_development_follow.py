"""A check that proves start, completion or production moves the plot's development, forward only; withdrawn, it moves back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.commitments.checks import record_check, withdraw_check
from gisapp.land.states import StateBasis, change_state
from gisapp.preparation.standard_terms import CheckVerdict
from tests.builders.commitment import TODAY, Site, a_draft, a_site, officer

STARTED, COMPLETED, PRODUCING = date(2024, 9, 1), date(2026, 2, 20), date(2026, 8, 3)


def development_on(db: Session, site: Site, day: date) -> str:
    return db.execute(
        text("select development from plot_state where plot_id = :plot and upper_inf(recorded) and valid @> cast(:day as date)"),
        {"plot": site.contract.plot_id, "day": day},
    ).scalar_one()  # fmt: skip


def checked(db: Session, site: Site, key: str, done_on: date, **more) -> int:
    return record_check(db, officer(), TODAY, a_draft(site, key, checked_on=done_on, done_on=done_on, **more))


def test_the_plot_follows_from_the_day_on_which_it_happened(db: Session):
    site = a_site(db, development="not_started")
    for key, day in (("start", STARTED), ("completion", COMPLETED), ("production", PRODUCING)):
        checked(db, site, key, day)
    told = [development_on(db, site, day) for day in (date(2024, 8, 31), STARTED, COMPLETED, PRODUCING)]
    assert told == ["not_started", "building", "completed", "in_production"]


@pytest.mark.parametrize("held", ["stopped", "completed", "in_production"])
def test_what_is_further_on_or_stopped_stays_as_recorded(db: Session, held: str):
    site = a_site(db, development=held)
    checked(db, site, "start", STARTED)
    assert development_on(db, site, STARTED) == held


def test_without_a_day_on_which_it_was_done_nothing_moves(db: Session):
    site = a_site(db, development="not_started")
    broken = {"verdict": CheckVerdict.BROKEN, "consequence": "催告"}
    record_check(db, officer(), TODAY, a_draft(site, done_on=None, **broken))
    assert development_on(db, site, TODAY) == "not_started"


def test_land_that_is_not_supplied_on_that_day_is_left_alone(db: Session):
    site = a_site(db, supply="not_ready", development="not_applicable")
    checked(db, site, "start", STARTED)
    assert development_on(db, site, TODAY) == "not_applicable"


def test_a_withdrawn_check_moves_back_what_it_had_moved_and_no_more(db: Session):
    site = a_site(db, development="not_started")
    start = checked(db, site, "start", STARTED)
    checked(db, site, "completion", COMPLETED)
    withdraw_check(
        db, officer(), TODAY, start, withdrawn_on=TODAY, decided_by="核查组", reason="误判", evidence_ids=[site.proof]
    )
    assert [development_on(db, site, day) for day in (STARTED, COMPLETED)] == ["not_started", "completed"]


def test_what_was_corrected_since_stays_when_the_check_is_withdrawn(db: Session):
    site = a_site(db, development="not_started")
    start = checked(db, site, "start", STARTED)
    change_state(
        db,
        officer(),
        site.contract.plot_id,
        {"development": "stopped"},
        StateBasis(reason="停工", document=None),
        valid_from=STARTED,
    )
    withdraw_check(
        db, officer(), TODAY, start, withdrawn_on=TODAY, decided_by="核查组", reason="误判", evidence_ids=[site.proof]
    )
    assert development_on(db, site, TODAY) == "stopped"
