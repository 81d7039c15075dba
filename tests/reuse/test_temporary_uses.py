"""Temporary uses in the register: the limit holds whoever writes, land is lent once, the end is looked at."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.errors import domain_error
from gisapp.kernel.errors import DomainError, RuleViolation
from gisapp.land.plots import find_plot
from gisapp.parties.encumbrances import EncumbranceFilter, list_encumbrances
from gisapp.preparation.readiness_queries import show_readiness
from gisapp.preparation.readiness_refresh import refresh_readiness
from gisapp.reuse.queries import ReuseFilter, list_measures
from gisapp.reuse.temporary_uses import UseEnd, UseFilter, end_use, extend_use, list_uses, locate_use
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.reuse import CLERK, TODAY, a_temporary_use


@pytest.fixture
def park(db: Session):
    return a_park(db)


def end(db: Session, park, use_id: int, state: str, day: date, **more) -> None:
    more = {"note": "现场查看", "restore_by": None, **more}
    end_use(
        db,
        CLERK,
        use_id,
        UseEnd(state=state, taken_on=day, evidence_ids=[an_evidence_file(db, park)], **more),
        today=TODAY,
    )


def standing(db: Session, use_id: int, day: date) -> tuple[str, int | None]:
    found = locate_use(db, CLERK, use_id, day)
    return found["standing"], found["days_left"]


def test_a_use_runs_is_overdue_and_ends_with_restored_land(db: Session, park):
    use_id = a_temporary_use(db, park, a_plot(db, park), starts_on=date(2026, 2, 1), until_on=date(2026, 8, 31))
    assert standing(db, use_id, date(2026, 1, 31)) == ("scheduled", 212)
    assert standing(db, use_id, date(2026, 8, 31)) == ("running", 0)
    assert standing(db, use_id, date(2026, 9, 1)) == ("overdue", -1)
    end(db, park, use_id, "vacated", date(2026, 9, 10))
    end(db, park, use_id, "not_restored", date(2026, 9, 12), restore_by=date(2026, 10, 12))
    assert standing(db, use_id, date(2026, 9, 11))[0] == "vacated"
    assert standing(db, use_id, date(2026, 10, 13)) == ("not_restored", -1)
    end(db, park, use_id, "restored", date(2026, 10, 20))
    found = locate_use(db, CLERK, use_id, TODAY)
    assert (found["standing"], found["finding"], len(found["steps"])) == ("restored", None, 4)
    tags = db.execute(text("select count(*) from audit_event where tag = 'reuse:temporary_use:change'")).scalar_one()
    assert tags == 4


def test_land_in_use_is_not_ready_for_supply_until_it_is_restored(db: Session, park):
    plot_id = a_plot(db, park, supply="not_ready", development="not_applicable", compliance="not_applicable")
    use_id = a_temporary_use(db, park, plot_id, starts_on=date(2026, 2, 1), until_on=date(2026, 8, 31))
    arranged = locate_use(db, CLERK, use_id, TODAY)["arranged_on"]

    def basic(day: date) -> list[str]:
        items = show_readiness(db, CLERK, plot_id, day)["items"]
        return [finding["code"] for item in items if item["key"] == "cleared.basic" for finding in item["findings"]]

    before, stopped = ["readiness.checklist_unknown"], ["readiness.temporary_use_not_ended"]
    assert basic(arranged - timedelta(days=1)) == before
    assert basic(arranged) == basic(date(2026, 3, 1)) == basic(date(2026, 9, 1)) == stopped
    refresh_readiness(db, TODAY, [plot_id])
    kept = text("select is_stale from plot_readiness where plot_id = :plot and upper_inf(valid)")
    assert db.execute(kept, {"plot": plot_id}).scalars().all() == [False]
    end(db, park, use_id, "vacated", date(2026, 9, 10))
    assert db.execute(kept, {"plot": plot_id}).scalars().all() == [True]
    end(db, park, use_id, "restored", date(2026, 10, 20))
    assert basic(date(2026, 10, 19)) == stopped
    assert basic(date(2026, 10, 20)) == basic(TODAY) == before


def test_it_is_extended_within_the_limit_only(db: Session, park):
    use_id = a_temporary_use(db, park, a_plot(db, park))
    more = {
        "extended_on": date(2026, 10, 1),
        "note": "工程延期",
        "evidence_ids": [an_evidence_file(db, park)],
        "today": TODAY,
    }
    with pytest.raises(RuleViolation) as refused:
        extend_use(db, CLERK, use_id, until_on=date(2028, 1, 6), **more)
    assert [item.code for item in refused.value.findings] == ["temporary_use.too_long"]
    extend_use(db, CLERK, use_id, until_on=date(2028, 1, 5), **more)
    found = locate_use(db, CLERK, use_id, TODAY)
    assert (found["until_on"], found["limit_on"]) == (date(2028, 1, 5), date(2028, 1, 5))
    assert locate_use(db, CLERK, use_id, date(2026, 9, 30))["until_on"] == date(2027, 1, 5)


@pytest.mark.parametrize(("until_on", "is_refused"), [("2028-01-05", False), ("2028-01-06", True)])
def test_the_database_refuses_a_day_beyond_the_limit_itself(db: Session, park, until_on: str, is_refused: bool):
    use_id = a_temporary_use(db, park, a_plot(db, park))
    write = text(
        "insert into temporary_use_step (use_id, sequence, from_state, state, taken_on, until_on, note, evidence_ids, actor_name)"
        " values (:id, 2, 'arranged', 'arranged', '2026-10-01', cast(:until as date), '延期', :proof, '经办人')"
    )
    values = {"id": use_id, "until": until_on, "proof": [an_evidence_file(db, park)]}
    if not is_refused:
        db.execute(write, values)
        return
    with pytest.raises(DBAPIError) as refused:
        db.execute(write, values)
    told = domain_error(refused.value)
    assert told is not None
    assert (told.code, "2028-01-05" in told.message_zh) == ("temporary_use.too_long", True)


@pytest.mark.parametrize(
    ("state", "until_on", "proof", "constraint"),
    [
        ("restored", None, True, "temporary_use_allowed"),
        ("vacated", None, False, "temporary_use_evidence"),
        ("arranged", "2026-12-31", True, "temporary_use_until_order"),
    ],
)
def test_the_database_knows_what_may_follow(
    db: Session, park, state: str, until_on: str | None, proof: bool, constraint: str
):
    use_id = a_temporary_use(db, park, a_plot(db, park))
    with pytest.raises(DBAPIError) as refused:
        db.execute(
            text(
                "insert into temporary_use_step (use_id, sequence, from_state, state, taken_on, until_on, note, evidence_ids, actor_name)"
                " values (:id, 2, 'arranged', :state, '2026-10-01', cast(:until as date), '说明', :proof, '经办人')"
            ),
            {"id": use_id, "state": state, "until": until_on, "proof": [an_evidence_file(db, park)] if proof else []},
        )
    assert refused.value.orig.diag.constraint_name == constraint


def test_land_is_lent_once_at_a_time(db: Session, park):
    plot_id = a_plot(db, park)
    area = find_plot(db, CLERK, plot_id, TODAY)["area_m2"]
    a_temporary_use(db, park, plot_id, area_m2="40000")
    with pytest.raises(RuleViolation) as refused:
        a_temporary_use(db, park, plot_id, area_m2=str(Decimal(area) - 40_000 + Decimal("0.01")))
    assert [item.code for item in refused.value.findings] == ["temporary_use.overlap"]
    a_temporary_use(db, park, plot_id, area_m2=str(Decimal(area) - 40_000))
    a_temporary_use(
        db, park, plot_id, arranged_on=date(2026, 11, 1), starts_on=date(2027, 1, 6), until_on=date(2027, 3, 1)
    )


def test_land_that_was_vacated_early_may_be_lent_again(db: Session, park):
    plot_id = a_plot(db, park)
    use_id = a_temporary_use(db, park, plot_id)
    end(db, park, use_id, "vacated", date(2026, 10, 1))
    a_temporary_use(db, park, plot_id, arranged_on=date(2026, 10, 1))
    assert list_uses(db, CLERK, TODAY, UseFilter())["by_standing"] == {"vacated": 1, "running": 1}
    assert list_uses(db, CLERK, TODAY, UseFilter(standings=("running",)))["total"] == 1
    for asked, count in (({"q": "Ｐ４－００"}, 2), ({"q": "%"}, 0), ({"parks": ("P9",)}, 0)):
        assert list_uses(db, CLERK, TODAY, UseFilter(**asked))["total"] == count, asked


def test_two_officers_who_lend_the_same_land_lend_it_once(fresh_url: str):
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        park = a_park(session)
        plot_id = a_plot(session, park)
    start, ends = Barrier(2), []

    def lend() -> None:
        try:
            with transaction(engine) as session:
                start.wait(10)
                a_temporary_use(session, park, plot_id)
            ends.append("done")
        except DomainError as refusal:
            ends.append(refusal.findings[0].code if refusal.findings else refusal.code)
        except DBAPIError as refusal:
            ends.append(str(refusal.orig.diag.constraint_name))

    threads = [Thread(target=lend) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(ends) == ["done", "temporary_use.overlap"]
    engine.dispose()


def test_a_day_before_the_rules_has_no_uses_and_no_refusal(db: Session, park):
    a_temporary_use(db, park, a_plot(db, park))
    before = date(2010, 1, 1)
    assert list_uses(db, CLERK, before, UseFilter())["total"] == 0
    assert list_measures(db, CLERK, before, ReuseFilter())["total"] == 0
    assert list_encumbrances(db, CLERK, before, EncumbranceFilter()) == []
