"""The demo register grew day by day: on every day it is known what had been entered by then, and nothing else."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.demo.entries import as_entered, entered_on, instant_of

TODAY = date(2026, 11, 23)
START = date(2020, 1, 1)


@given(
    st.lists(st.integers(1, 300), min_size=1, max_size=5),
    st.lists(st.integers(0, 120), min_size=5, max_size=5),
    st.booleans(),
)
def test_every_day_knows_one_answer_for_every_day_since(lengths: list[int], lags: list[int], ends: bool):
    days = [START]
    for length in lengths:
        days.append(days[-1] + timedelta(days=length))
    spans = [
        (since, until if ends or at < len(lengths) - 1 else None)
        for at, (since, until) in enumerate(itertools.pairwise(days))
    ]
    entered = [min(since + timedelta(days=lag), TODAY) for (since, _), lag in zip(spans, lags, strict=False)]
    rows = list(as_entered(spans, entered, TODAY))
    for known in (START + timedelta(days=step) for step in range(0, 2400, 37)):
        held = [(at, valid) for at, valid, recorded in rows if instant_of(known, TODAY) in recorded]
        told = {at for at, _ in held}
        assert told == {at for at in range(len(spans)) if max(entered[: at + 1]) <= known}
        for day in (START + timedelta(days=step) for step in range(0, 1500, 53)):
            assert sum(day in valid for _, valid in held) <= 1
    # what is known now is exactly what is true
    now = [(at, valid) for at, valid, recorded in rows if recorded.upper is None]
    assert [(valid.lower, valid.upper) for _, valid in now] == spans


def test_entries_never_lie_ahead_and_some_come_late():
    assert entered_on(1, START, 1, TODAY) == START
    assert entered_on(9, START, 0, TODAY) == START
    assert entered_on(9, START, 1, TODAY) == START + timedelta(days=54)
    assert entered_on(9, TODAY, 1, TODAY) == TODAY
    assert entered_on(1, TODAY + timedelta(days=90), 1, TODAY) == TODAY


def test_what_was_known_a_year_ago_differs_from_what_is_known_of_it_now(demo_db: Session):
    counts = demo_db.execute(
        text(
            "select (select count(*) from plot_snapshot s where s.valid @> cast(:day as date)) as now,"
            " (select count(*) from plot_snapshot_known(cast(:at as timestamptz)) s where s.valid @> cast(:day as date)) as then,"
            " (select count(*) from plot_snapshot s join plot_snapshot_known(cast(:at as timestamptz)) k on k.plot_id = s.plot_id"
            "  where s.valid @> cast(:day as date) and k.valid @> cast(:day as date) and k.stage <> s.stage) as corrected,"
            " (select count(*) from plot_version where lower(recorded) > now()) as ahead"
        ),
        {"day": date(2025, 11, 23), "at": "2025-11-23 23:59:59+08"},
    ).one()
    assert counts.now == counts.then > 200
    assert counts.corrected > 0
    assert counts.ahead == 0
