"""Presses everything on the desks of supervision: idle land, performance, reuse: nothing is dead, nothing fails, every link answers."""

from __future__ import annotations

import pytest

from tests.browser.pressing import press_desk


@pytest.mark.parametrize(
    ("who", "desk", "part", "least"),
    [
        ("officer", "/desk/idle-scan", ".idle-page", 10),
        ("officer", "/desk/idle", ".page", 15),
        ("officer", "/desk/idle?idle_tab=patrol", ".page", 15),
        ("officer", "/desk/performance", ".page", 40),
        ("officer", "/desk/reuse", ".page", 20),
    ],
)
def test_every_button_of_a_desk_does_something(visit, who, desk, part, least):
    press_desk(visit(who), desk, part, least)
