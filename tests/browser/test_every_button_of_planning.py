"""Presses everything on the desks of planning and the administration: nothing is dead, nothing fails, every link answers."""

from __future__ import annotations

import pytest

from tests.browser.pressing import press_desk


@pytest.mark.parametrize(
    ("who", "desk", "part", "least"),
    [
        ("planner", "/desk/proposals", ".side-left", 9),
        ("leader", "/desk/proposals?proposal=1", ".side-left, .bottom", 6),
        ("leader", "/desk/audit", ".deskpage", 3),
        ("admin", "/desk/accounts", ".deskpage", 5),
        ("admin", "/desk/settings", ".deskpage", 10),
        ("planner", "/desk/prepare", ".deskpage", 8),
        ("planner", "/desk/compliance", ".compliance", 20),
        ("planner", "/desk/compliance?compliancetab=overlaps", ".compliance", 6),
        ("planner", "/desk/compliance?compliancetab=areas", ".compliance", 6),
        ("planner", "/desk/compliance?compliancetab=reports", ".compliance", 6),
    ],
)
def test_every_button_of_a_desk_does_something(visit, who, desk, part, least):
    press_desk(visit(who), desk, part, least)
