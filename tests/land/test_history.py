"""Dated facts: whatever is written in whatever order, every day answers with what was said of it last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.db.history import current_rows
from gisapp.db.tables.plot import PlotStateRow
from gisapp.kernel.errors import Conflict
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import StateAct
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.harness.examples import examples

START = date(2020, 1, 1)
OFFICER = system_principal("测试")

changes = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.dictionaries(
            st.sampled_from(["supply", "development"]),
            st.integers(0, 2),
            min_size=1,
        ),
    ),
    max_size=6,
)
VALUES = {"supply": ("prepared", "announced", "allocated"), "development": ("not_started", "building", "in_production")}


def model_of(steps):
    """Day by day: a new value runs until that axis's own next change."""
    days = [{"supply": "allocated", "development": "in_production"} for _ in range(60)]
    for day, axes in steps:
        for axis, index in axes.items():
            old = days[day][axis]
            if old == VALUES[axis][index]:
                continue
            for later in range(day, 60):
                if days[later][axis] != old:
                    break
                days[later][axis] = VALUES[axis][index]
    return days


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=changes)
def test_every_day_answers_with_what_was_last_said_of_it(db: Session, steps):
    outer = db.begin_nested()
    try:
        plot_id = a_plot(db, a_park(db, zone_code="900001", code="P9"), "P9-1", valid_from=START.isoformat())
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
        rows = current_rows(db, PlotStateRow, {"plot_id": plot_id})
        for number, expected in enumerate(model_of(steps)):
            day = START + timedelta(days=number)
            held = [row for row in rows if row["valid"].contains(day)]
            assert len(held) == 1
            assert {axis: held[0][axis] for axis in expected} == expected
        drawn = db.execute(
            text("select count(*) from generate_series(cast(:start as date), cast(:start as date) + 59, interval '1 day') d"
                 " join plot_snapshot s on s.plot_id = :plot and s.valid @> d::date"),
            {"start": START, "plot": plot_id},
        ).scalar_one()  # fmt: skip
        assert drawn == 60
    finally:
        outer.rollback()


def test_what_was_known_before_a_correction_can_still_be_read(db: Session):
    plot_id = a_plot(db, a_park(db), valid_from="2020-01-01")
    change_state(
        db,
        OFFICER,
        plot_id,
        {"development": "stopped"},
        StateBasis(reason="停工", document="巡查记录1号"),
        valid_from=date(2022, 5, 1),
    )
    known = db.execute(
        text(
            "select development, valid::text, upper_inf(recorded) from plot_state where plot_id = :id order by recorded, valid"
        ),
        {"id": plot_id},
    ).all()
    assert [tuple(row) for row in known] == [
        ("in_production", "[2020-01-01,)", False),
        ("in_production", "[2020-01-01,2022-05-01)", True),
        ("stopped", "[2022-05-01,)", True),
    ]


def test_a_change_that_changes_nothing_is_refused(db: Session):
    plot_id = a_plot(db, a_park(db))
    with pytest.raises(Conflict) as error:
        change_state(
            db,
            OFFICER,
            plot_id,
            {"supply": "allocated"},
            StateBasis(reason="重复", document=None),
            valid_from=date(2021, 1, 1),
        )
    assert error.value.code == "plot.state_unchanged"


def test_a_change_before_the_plot_existed_is_refused(db: Session):
    plot_id = a_plot(db, a_park(db), valid_from="2020-01-01")
    with pytest.raises(Conflict) as error:
        change_state(
            db,
            OFFICER,
            plot_id,
            {"supply": "on_offer"},
            StateBasis(reason="过早", document=None),
            valid_from=date(2019, 12, 31),
        )
    assert error.value.code == "plot.before_registration"


def test_each_change_leaves_one_event_with_old_and_new(db: Session):
    plot_id = a_plot(db, a_park(db))
    change_state(
        db,
        OFFICER,
        plot_id,
        {"development": "stopped", "supply": "allocated"},
        StateBasis(reason="停工", document="1号"),
        valid_from=date(2023, 1, 1),
    )
    event = db.execute(
        text("select tag, changes, reason, document, actor_name from audit_event where plot_id = :id"), {"id": plot_id}
    ).one()
    assert event.tag == "plot:state:revise"
    assert event.changes == {
        "development": {"old": "in_production", "new": "stopped"},
        "valid_from": {"old": None, "new": "2023-01-01"},
    }
    assert (event.reason, event.document, event.actor_name) == ("停工", "1号", "测试")
