"""Presses everything on the desks of figures: cockpit, stock, statistics: nothing is dead, nothing fails, every link answers."""

from __future__ import annotations

import pytest

from tests.browser.pressing import press_desk


@pytest.mark.parametrize(
    ("who", "desk", "part", "least"),
    [
        ("leader", "/desk/statistics", ".side-left", 15),
        ("officer", "/desk/stock", ".side-left, .bottom", 20),
        ("leader", "/desk/cockpit", ".page", 40),
        ("leader", "/desk/cockpit?big=1", ".big", 6),
    ],
)
def test_every_button_of_a_desk_does_something(visit, who, desk, part, least):
    press_desk(visit(who), desk, part, least)
