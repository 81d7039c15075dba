"""What is due, on the terminal: as of a day, of a park, with the identity, and an exit code for those who watch."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

pytestmark = pytest.mark.db

Run = Callable[..., tuple[int, str]]
DAY = "2026-11-23"


def test_what_is_due_is_listed_with_the_identity_of_the_day(run_command: Run, demo_url: str) -> None:
    code, told = run_command("check-commitments", "--as-of", DAY, GISAPP_DATABASE_URL=demo_url)
    assert code == 0
    engine = sa.create_engine(demo_url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        columns = {
            row.tally: row.number
            for row in connection.execute(
                sa.text("select tally, count(*) as number from obligation_standing(cast(:day as date)) group by 1"),
                {"day": DAY},
            )
        }
        overdue = connection.execute(
            sa.text("select count(*) from obligation_standing(cast(:day as date)) where act_by < cast(:day as date)"),
            {"day": DAY},
        ).scalar_one()
    identity = re.search(r"应履约 (\d+) = 已履约 (\d+) \+ 逾期 (\d+) \+ 违约 (\d+) \+ 免除 (\d+) \+ 未到期 (\d+)", told)
    assert identity is not None, told[-2000:]
    due, *parts = (int(number) for number in identity.groups())
    assert parts == [columns[name] for name in ("kept", "late", "broken", "waived", "not_yet_due")]
    assert due == sum(parts)
    assert f"已逾期 · Overdue  {overdue}" in told
    assert "今日到期 · Due today" in told


def test_strict_ends_with_one_while_anything_is_overdue_and_with_none_before_anything_was_promised(
    run_command: Run, demo_url: str
) -> None:
    code, told = run_command(
        "check-commitments", "--as-of", DAY, "--park", "P4", "--strict", GISAPP_DATABASE_URL=demo_url
    )
    assert code == 1
    assert "P4-" in told
    assert "P5-" not in told
    code, told = run_command("check-commitments", "--as-of", "2000-01-01", "--strict", GISAPP_DATABASE_URL=demo_url)
    assert code == 0
    assert "应履约 0 = 已履约 0 + 逾期 0 + 违约 0 + 免除 0 + 未到期 0；履约率 暂无" in told
