"""Presses everything on the desks of the map and what stands beside it: nothing is dead, nothing fails, every link answers."""

from __future__ import annotations

import pytest

from tests.browser.pressing import plot_at, press_desk, press_everything


@pytest.mark.parametrize(
    ("who", "desk", "part", "least"),
    [
        ("officer", "/desk", "body", 30),
        ("officer", "/desk/ledger", ".bottom", 15),
        ("planner", "/desk/survey", ".side-left", 2),
        ("planner", "/desk/draw", ".side-left, .draw-tools", 6),
        ("officer", "/desk/parks", ".side-left", 3),
        ("officer", "/desk/exchange", ".exchange", 2),
        ("officer", "/desk/premises", ".page", 10),
    ],
)
def test_every_button_of_a_desk_does_something(visit, who, desk, part, least):
    press_desk(visit(who), desk, part, least)


@pytest.mark.parametrize("stage", ["on_offer", "idle_suspected"])
def test_every_button_of_a_plot_file_does_something(visit, stage):
    tab = visit("officer")
    plot = plot_at(tab, stage=stage)
    lon, lat = plot["centroid"]
    tab.open_desk(f"/desk/statistics?at={lon:.6f},{lat:.6f},16&sel={plot['id']}")
    tab.page.get_by_role("tab", name="时间线").wait_for()
    tab.watch.allow_refusal("404|410", r"/api/plots/\d+(/offer)?")
    pressed, dead = press_everything(tab, ".side-right")
    assert dead == []
    tabs = {"tab 界址", "tab 规划条件", "tab 配套", "tab 主体", "tab 合同", "tab 时间线"}
    assert len(tabs - set(pressed)) <= 1, pressed  # one may have been opened by a link beside it
