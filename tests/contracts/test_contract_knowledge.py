"""What was known of a contract: one entered late is absent from dossier and map before that day, and so are its proofs and its end."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import gisapp.app  # noqa: F401  publishes the words of every concept, which layer files name
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import system_principal
from gisapp.dossier.dossier import read_dossier
from gisapp.kernel.clock import BEIJING
from gisapp.kernel.knowledge import known_at
from gisapp.maps.features import Selection, feature_texts
from gisapp.maps.moment import Moment
from gisapp.maps.registry import load_layers
from gisapp.settings import resource_dir
from tests.builders.commitment import a_site, check_row

OFFICER = system_principal("测试")
TODAY = date(2026, 11, 23)
ENTERED, PROVED, END_ENTERED = date(2024, 6, 3), date(2024, 12, 2), date(2025, 6, 2)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=BEIJING)


@pytest.fixture
def plot_id(db: Session) -> int:
    """Signed in March 2024 and entered in June; started in September, proved in December; ended in March 2025, entered in June."""
    site = a_site(db)
    check_row(db, site, on=date(2024, 9, 20), done=date(2024, 9, 10))
    keys = {"plot": site.contract.plot_id, "contract": site.contract.contract_id}
    db.execute(text("reset role"))
    # the past is written into the rows: nobody can wait for it
    db.execute(text("set local session_replication_role = replica"))
    for statement in (
        "update plot_version set recorded = tstzrange('2024-01-02', null) where plot_id = :plot",
        "update plot_state set recorded = tstzrange('2024-01-02', null) where plot_id = :plot",
        "update contract set recorded_at = :entered, ended_on = '2025-03-01', end_kind = 'rescinded', end_reason = '协商', end_recorded_at = :ended where id = :contract",
        "update contract_version set recorded = :entered where contract_id = :contract",
        "update commitment_check set recorded_at = :proved where contract_id = :contract",
    ):
        wanted = {**keys, "entered": at(ENTERED), "proved": at(PROVED), "ended": at(END_ENTERED)}
        db.execute(text(statement), {name: value for name, value in wanted.items() if f":{name}" in statement})
    db.execute(text("set local session_replication_role = origin"))
    return site.contract.plot_id


def before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


@pytest.mark.parametrize(
    ("day", "known_on", "progress"),
    [
        (date(2024, 7, 1), before(ENTERED), None),
        (date(2024, 7, 1), ENTERED, "signed"),
        (date(2024, 7, 1), None, "signed"),
        (date(2024, 10, 1), before(PROVED), "signed"),
        (date(2024, 10, 1), PROVED, "started"),
        (date(2025, 4, 1), before(END_ENTERED), "started"),
        (date(2025, 4, 1), END_ENTERED, None),
        (date(2025, 4, 1), None, None),
    ],
)
def test_dossier_and_layer_show_what_had_been_entered(
    db: Session, plot_id: int, day: date, known_on: date | None, progress: str | None
):
    instant = known_at(known_on, TODAY)
    contract = read_dossier(db, OFFICER, plot_id, day, instant)["contract"]
    layer = load_layers(resource_dir("layers"), permissions=frozenset(map(str, Permission))).get("contract_progress")
    assert layer is not None
    shown = [json.loads(one) for one in feature_texts(db, layer, OFFICER, Selection(Moment(day, instant)), limit=10)]
    assert (contract is not None, len(shown)) == (progress is not None, int(progress is not None))
    if contract is None:
        return
    assert shown[0]["properties"]["contract_progress"] == progress
    start = next(one for one in contract["milestones"] if one["kind"] == "start")
    assert (start["actual_on"] is not None) is (progress == "started")


def test_an_end_is_kept_with_the_moment_at_which_it_was_entered(db: Session):
    site = a_site(db)
    db.execute(
        text("update contract set ended_on = '2026-03-01', end_kind = 'rescinded', end_reason = '协商' where id = :id"),
        {"id": site.contract.contract_id},
    )
    row = db.execute(text("select end_recorded_at, now() as now from contract where id = :id"), {"id": site.contract.contract_id}).one()  # fmt: skip
    assert row.end_recorded_at >= row.now
