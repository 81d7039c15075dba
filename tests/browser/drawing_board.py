"""A proposal on the drawing desk, as its planner works: choose, take a tool, see what would come of it, do it."""

from __future__ import annotations

import re
from typing import Any

import shapely
from playwright.sync_api import Locator, expect
from shapely.geometry import shape

from gisapp.kernel.crs import transformer
from tests.browser.tab import Tab

PLANAR = 4547


def planar(lon_lat: Any) -> Any:
    """A shape of the server in metres."""
    import numpy as np

    move = transformer(4490, PLANAR).transform
    return shapely.transform(lon_lat, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))


def degrees(east: float, north: float) -> tuple[float, float]:
    lon, lat = transformer(PLANAR, 4490).transform(east, north)
    return float(lon), float(lat)


class Board:
    """One proposal, drawn in by one person."""

    def __init__(self, tab: Tab, proposal_id: int) -> None:
        self.tab = tab
        self.page = tab.page
        self.proposal_id = proposal_id

    @classmethod
    def begin(cls, tab: Tab, title: str, park: str = "P4") -> Board:
        made = tab.post("/api/proposals", {"park_code": park, "title_zh": title})
        assert made.ok, made.text()
        return cls(tab, made.json()["id"])

    def ground(self) -> dict[str, dict[str, Any]]:
        """Every plot of the proposal's ground by its number, with its shape in metres."""
        rows = self.tab.ask(f"/api/proposals/{self.proposal_id}/ground", bbox="114,33,116,34")
        return {row["plot_no"]: {**row, "shape": planar(shape(row["geometry"]))} for row in rows}

    def operations(self) -> list[dict[str, Any]]:
        sheet = self.tab.ask(f"/api/proposals/{self.proposal_id}")
        return [one for one in sheet["operations"] if not one["is_removed"]]

    def open(self, at: Any, zoom: float = 17) -> Board:
        lon, lat = degrees(at.centroid.x, at.centroid.y)
        self.tab.open_desk(f"/desk/draw?at={lon:.6f},{lat:.6f},{zoom}&proposal={self.proposal_id}")
        return self.ready()

    def ready(self) -> Board:
        """Wait until the ground can be chosen and snapped to."""
        expect(self.strip).to_be_visible()
        self.page.wait_for_function(
            "() => gisappMap.ol.getAllLayers().some((one) => one.getZIndex() === 560 && one.getSource().getFeatures().length)"
        )
        expect(self.tool_button("选择地块")).to_be_enabled()
        return self

    @property
    def strip(self) -> Locator:
        return self.page.get_by_role("toolbar", name="绘图工具")

    @property
    def panel(self) -> Locator:
        return self.page.locator(".drawing-board")

    def tool_button(self, name: str) -> Locator:
        return self.strip.get_by_role("button", name=name, exact=True)

    def take(self, name: str) -> Board:
        self.tool_button(name).click()
        expect(self.tool_button(name)).to_have_attribute("aria-pressed", "true")
        return self

    def choose(self, *shapes: Any) -> Board:
        for index, one in enumerate(shapes):
            point = one.representative_point()
            modifiers = ["Shift"] if index else []
            x, y = self.tab.map.spot(*degrees(point.x, point.y))
            for key in modifiers:
                self.page.keyboard.down(key)
            self.page.mouse.click(x, y)
            for key in modifiers:
                self.page.keyboard.up(key)
            self.tab.settled()  # before that, another click would be half of a double click
        return self

    def click(self, east: float, north: float) -> None:
        self.tab.map.point(*degrees(east, north))
        self.tab.map.click(*degrees(east, north))

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        x, y = self.tab.map.spot(*degrees(*start))
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        to_x, to_y = self.tab.map.spot(*degrees(*end))
        self.page.mouse.move((x + to_x) / 2, (y + to_y) / 2)
        self.page.mouse.move(to_x, to_y)
        self.page.mouse.up()

    def shows(self, count: int) -> Board:
        """Wait for the preview of so many plots."""
        expect(self.panel.locator(".drawing-results caption")).to_have_text(f"得到 {count} 块")
        expect(self.panel.locator(".drawing-preview")).to_have_attribute("aria-busy", "false")
        return self

    def do(self) -> Board:
        """Press the button that does what is shown, and wait until it is kept."""
        before = len(self.operations())
        self.panel.get_by_role("button", name=re.compile("^(执行|留下分割线)")).click()
        expect(self.panel.locator(".drawing-steps .figure").first).not_to_have_text(str(before))
        return self

    def areas(self, of: dict[str, Any]) -> list[float]:
        return [one["area_planar_m2"] for one in of["shapes"]]


def pair(board: Board) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two plots with a straight common side of more than 60 metres, drawn in by nobody yet."""
    plots = [row for row in board.ground().values() if row["plot_id"]]
    for index, one in enumerate(plots):
        for other in plots[index + 1 :]:
            common = one["shape"].boundary.intersection(other["shape"].boundary)
            if common.length > 60 and shapely.line_merge(common).geom_type == "LineString":
                return one, other
    raise AssertionError("no two plots of the park share a side")
