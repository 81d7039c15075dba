"""The nightly judgement on the terminal: the map then shows the day, and says which plots are candidates no longer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

pytestmark = pytest.mark.db

Run = Callable[..., tuple[int, str]]


def test_a_night_later_every_candidate_is_judged_for_the_new_day(run_command: Run, demo_url: str) -> None:
    code, told = run_command("refresh-readiness", "--as-of", "2026-11-24", GISAPP_DATABASE_URL=demo_url)
    assert code == 0
    engine = sa.create_engine(demo_url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        kept = connection.execute(
            sa.text(
                "select count(*) as judged, count(*) filter (where is_stale) as stale from plot_readiness"
                " where judged_on = '2026-11-24' and upper_inf(valid)"
            )
        ).one()
    assert f"已判定 {kept.judged} 块候选地块" in told
    assert kept.judged > 50
    assert kept.stale == 0


def test_an_earlier_day_changes_nothing(run_command: Run, demo_url: str) -> None:
    engine = sa.create_engine(demo_url, poolclass=sa.NullPool)
    read = sa.text("select plot_id, state, judged_on, valid from plot_readiness order by plot_id, valid")
    with engine.connect() as connection:
        before = connection.execute(read).all()
    code, _ = run_command("refresh-readiness", "--as-of", "2026-11-01", GISAPP_DATABASE_URL=demo_url)
    assert code == 0
    with engine.connect() as connection:
        assert connection.execute(read).all() == before
