"""What was true on a day as it was known on a day: the register replays every answer it ever gave."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.db.sql_file import as_known
from gisapp.kernel.errors import Conflict
from gisapp.kernel.knowledge import NOW, known_at
from gisapp.land.plots import PlotFilter, find_plot, list_plots
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import StateAct
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.harness.examples import examples

START = date(2020, 1, 1)
SPAN = 40
OFFICER = system_principal("测试")
SHOWN = ("plot_no", "stage", "supply", "development", "area_m2", "geom")
VALUES = {"supply": ("prepared", "announced", "allocated"), "development": ("not_started", "building", "in_production")}

changes = st.lists(
    st.tuples(
        st.integers(0, SPAN - 5),
        st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 2), min_size=1),
    ),
    min_size=1,
    max_size=5,
)


def answers(db: Session, source: str, **bound: object) -> dict[date, tuple[object, ...]]:
    """Day by day what a source says of the plots."""
    rows = db.execute(
        text(
            "select d::date as day, s.plot_no, s.stage, s.supply, s.development, s.area_m2, ST_AsEWKB(s.geom_3857) as geom"
            f" from generate_series(cast(:start as date), cast(:start as date) + {SPAN}, interval '1 day') d"
            f" join {source} s on s.valid @> d::date order by 1, 2"
        ),
        {"start": START, **bound},
    ).mappings()
    told: dict[date, tuple[object, ...]] = {}
    for row in rows:
        told[row["day"]] = (
            *told.get(row["day"], ()),
            tuple(bytes(row[name]) if name == "geom" else row[name] for name in SHOWN),
        )
    return told


def clock(db: Session) -> datetime:
    return db.execute(text("select clock_timestamp()")).scalar_one()


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=changes)
def test_every_past_answer_is_reproduced_exactly(db: Session, steps):
    """After each change the whole answer is kept; later each of them comes out again for the instant at which it was given."""
    outer = db.begin_nested()
    try:
        plot_id = a_plot(db, a_park(db, zone_code="900001", code="P9"), "P9-1", valid_from=START.isoformat())
        given_then = [(clock(db), answers(db, "plot_snapshot"))]
        for day, axes in steps:
            try:
                change_state(
                    db,
                    OFFICER,
                    plot_id,
                    {axis: VALUES[axis][index] for axis, index in axes.items()},
                    StateBasis(reason="试验", document=None),
                    valid_from=START + timedelta(days=day),
                    act=StateAct.CONTRACT,
                )
            except Conflict as error:
                assert error.code == "plot.state_unchanged"
            given_then.append((clock(db), answers(db, "plot_snapshot")))
        for instant, told in given_then:
            assert answers(db, "plot_snapshot_known(:known)", known=instant) == told
        assert answers(db, "plot_snapshot_known(:known)", known=NOW) == given_then[-1][1]
    finally:
        outer.rollback()


@pytest.fixture
def corrected(db: Session):
    """A plot in production; later it became known that work had stopped in May 2022."""
    park = a_park(db)
    plot_id = a_plot(db, park, "P4-001", valid_from="2020-01-01")
    before = clock(db)
    change_state(
        db,
        OFFICER,
        plot_id,
        {"development": "stopped"},
        StateBasis(reason="停工", document="巡查记录1号"),
        valid_from=date(2022, 5, 1),
    )
    return plot_id, before


def test_list_and_dossier_agree_on_day_and_knowledge(db: Session, corrected):
    plot_id, before = corrected
    for day, known, stage in [
        (date(2022, 4, 30), None, "in_use"),
        (date(2022, 5, 1), None, "stopped"),
        (date(2022, 5, 1), before, "in_use"),
        (date(2026, 1, 1), before, "in_use"),
    ]:
        (row,) = list_plots(db, OFFICER, day, PlotFilter(known_at=known))["items"]
        facts = find_plot(db, OFFICER, plot_id, day, known)
        assert (row["stage"], facts["stage"]) == (stage, stage), (day, known)
        assert row["area_m2"] == facts["area_m2"]
        found = list_plots(db, OFFICER, day, PlotFilter(stages=[stage], known_at=known))
        assert found["total"] == 1


def test_before_the_first_entry_nothing_was_known(db: Session, corrected):
    _, before = corrected
    long_ago = before - timedelta(days=1)
    assert list_plots(db, OFFICER, date(2022, 5, 1), PlotFilter(known_at=long_ago))["total"] == 0


def test_knowledge_of_a_day_is_that_of_its_last_moment_in_beijing():
    today = date(2026, 11, 23)
    assert known_at(None, today) is None
    assert known_at(today, today) is None
    assert known_at(date(2026, 12, 1), today) is None
    instant = known_at(date(2026, 11, 22), today)
    assert instant is not None
    assert instant.astimezone(UTC) == datetime(2026, 11, 22, 15, 59, 59, 999999, UTC)


@pytest.mark.parametrize(
    ("sql", "asked"),
    [
        ("from plot_snapshot s where", "from plot_snapshot_known(:known_at) s where"),
        ("from plot_snapshot before_s where", "from plot_snapshot_known(:since_known_at) before_s where"),
        ("and upper_inf(h.recorded)", "and h.recorded @> cast(:known_at as timestamptz)"),
        ("where upper_inf(recorded)", "where recorded @> cast(:known_at as timestamptz)"),
        ("and upper_inf(before_h.recorded)", "and before_h.recorded @> cast(:since_known_at as timestamptz)"),
        ("-- plot_snapshot is read\nselect 1", "\nselect 1"),
        ("and upper_inf(h.valid)", "and upper_inf(h.valid)"),
        ("c.recorded_at <= 'infinity'", "c.recorded_at <= cast(:known_at as timestamptz)"),
        ("not c.end_recorded_at <= 'infinity'", "not c.end_recorded_at <= cast(:known_at as timestamptz)"),
        ("join contract_version_period v on", "join contract_version_known(:known_at) v on"),
        ("from contract_milestone m where", "from contract_milestone_known(:known_at) m where"),
        (
            "contract_progress(c.id, :as_of) as x",
            "contract_progress_known(c.id, :as_of, cast(:known_at as timestamptz)) as x",
        ),
    ],
)
def test_a_statement_is_asked_of_earlier_knowledge(sql: str, asked: str):
    assert as_known(sql) == asked
