"""The nightly work on the stock at the terminal: done twice, it changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.db

Run = Callable[..., tuple[int, str]]


def test_the_patches_are_worked_out_again_and_nothing_changes(run_command: Run, demo_url: str) -> None:
    code, told = run_command("refresh-stock", "--as-of", "2026-11-24", GISAPP_DATABASE_URL=demo_url)
    assert code == 0
    assert "已计算 6 个园区的存量图斑（2026-11-24），更新 0 个" in told
