"""Names on the drawing board: of narrow lots they run along them, and the number that was replaced is no longer written."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from shapely import Polygon

from tests.browser.drawing_board import Board
from tests.browser.tab import Tab

# What the layers above the ground would write, as text, turn, and place in pixels.
_WRITTEN = """([z]) => {
    const map = gisappMap.ol, at = map.getView().getResolution();
    const layer = map.getAllLayers().find((one) => one.getZIndex() === z);
    return layer.getSource().getFeatures().flatMap((feature) => {
        const style = layer.getStyleFunction()(feature, at);
        if (!style) return [];
        const pencil = document.createElement("canvas").getContext("2d");
        pencil.font = style.getText().getFont();
        const lines = style.getText().getText().split("\\n");
        return [{
            text: style.getText().getText(), turn: style.getText().getRotation() ?? 0,
            at: map.getPixelFromCoordinate(style.getGeometry().getCoordinates()),
            width: Math.max(...lines.map((line) => pencil.measureText(line).width)), height: lines.length * 15,
        }];
    });
}"""

# Numbers of the register's own that would be written.
_REGISTER = """() => {
    const map = gisappMap.ol, at = map.getView().getResolution();
    const { layer } = gisappMap.names.get("plot");
    return layer.getSource().getFeatures().flatMap((one) => layer.getStyleFunction()(one, at)?.getText().getText() ?? []);
}"""


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


@pytest.fixture
def board(planner) -> Board:
    return Board.begin(planner, "窄地块")


def box_of(name: dict[str, Any]) -> Polygon:
    cos, sin = math.cos(name["turn"]), math.sin(name["turn"])
    x, y = name["at"]
    half = [(dx * name["width"] / 2, dy * name["height"] / 2) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    return Polygon([(x + dx * cos - dy * sin, y + dx * sin + dy * cos) for dx, dy in half])


def names(board: Board, layer: int) -> list[dict[str, Any]]:
    return board.page.evaluate(_WRITTEN, [layer])


def test_the_names_of_eight_narrow_lots_stand_beside_each_other_and_the_old_one_is_gone(board):
    no, row = next((no, row) for no, row in board.ground().items() if 25_000 < row["shape"].area < 40_000)
    board.open(row["shape"], 17).choose(row["shape"]).take("等分")
    assert no in board.page.evaluate(_REGISTER)
    board.panel.get_by_label("块数").fill("8")
    board.shows(8)
    lots = [f"{no}-{n}" for n in range(1, 9)]

    def stand_apart(layer: int) -> None:
        found = [name for name in names(board, layer) if name["text"].split()[0] in lots]
        assert sorted(name["text"].split()[0] for name in found) == lots
        for one, other in itertools.combinations(map(box_of, found), 2):
            assert one.intersection(other).area == 0

    # while they are shown only, and once they are there
    stand_apart(630)
    assert no not in board.page.evaluate(_REGISTER)
    board.do()
    board.page.wait_for_function(
        "() => gisappMap.ol.getAllLayers().every((one) => one.getZIndex() !== 630 || !one.getSource().getFeatures().length)"
    )
    stand_apart(620)
    assert no not in board.page.evaluate(_REGISTER)
    # taken back, the number is the register's again
    board.page.keyboard.press("Control+z")
    board.page.wait_for_function(
        "([no]) => { const { layer } = gisappMap.names.get('plot'); const at = gisappMap.ol.getView().getResolution();"
        " return layer.getSource().getFeatures().some((one) => layer.getStyleFunction()(one, at)?.getText().getText() === no); }",
        arg=[no],
    )
    # the draft's own names go when its ground has been read again
    board.tab.settled()
    assert [name for name in names(board, 620) if name["text"].startswith(f"{no}-")] == []


def test_the_plot_numbers_come_back_when_the_proposal_is_left(board):
    no, row = next((no, row) for no, row in board.ground().items() if 25_000 < row["shape"].area < 40_000)
    board.open(row["shape"], 17).choose(row["shape"]).take("等分").shows(2).do()
    assert no not in board.page.evaluate(_REGISTER)
    board.page.get_by_role("button", name="离开草案").click()
    board.tab.settled()
    assert no in board.page.evaluate(_REGISTER)
