"""`gisapp idle-scan`: figures that add up, reminders, a second run without changes, a dry run that leaves everything as it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

Run = Callable[..., tuple[int, str]]


def runs(url: str) -> int:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return connection.execute(text("select count(*) from idle_scan")).scalar_one()


def test_the_command_scans_reminds_and_writes_changes_once(run_command: Run, demo_url: str) -> None:
    before = runs(demo_url)
    code, told = run_command("idle-scan", "--as-of", "2026-12-23", "--dry-run", GISAPP_DATABASE_URL=demo_url)
    assert code == 0, told
    assert "未写入" in told
    assert runs(demo_url) == before
    code, told = run_command("idle-scan", "--as-of", "2026-12-23", GISAPP_DATABASE_URL=demo_url)
    assert code == 0, told
    total, written = (
        int(n.replace(",", "")) for n in re.search(r"([\d,]+) 份合同，写入 ([\d,]+) 份变化", told).groups()
    )
    assert written > 0
    counts = [int(n.replace(",", "")) for n in re.findall(r"^ +([\d,]+)  \S+ · ", told, re.MULTILINE)]
    assert sum(counts) == total
    assert re.search(r"第一次提醒 .*使用权人应当动工开发", told)
    assert re.search(r"第二次提醒", told)
    code, told = run_command("idle-scan", "--as-of", "2026-12-23", GISAPP_DATABASE_URL=demo_url)
    assert "写入 0 份变化" in told
    assert runs(demo_url) == before + 2
