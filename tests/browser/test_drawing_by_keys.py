"""The drawing board without a mouse: every tool by its key, everything that is pointed at typed instead, and Escape back to the map."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from playwright.sync_api import Locator, expect
from shapely import LineString

from tests.browser.drawing_board import Board, pair
from tests.browser.tab import Tab


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


@pytest.fixture
def board(planner) -> Board:
    return Board.begin(planner, "只用键盘")


@pytest.fixture
def plots(board):
    return pair(board)


class Keys:
    """A person who has no mouse."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.page = board.page

    def press(self, *keys: str) -> Keys:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> Keys:
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        return self

    def tab_to(self, what: Locator) -> Keys:
        """Press Tab until it has the focus."""
        for _ in range(25):
            if what.evaluate("(one) => one === document.activeElement"):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError("Tab does not lead there")

    def choose(self, *numbers: str) -> Keys:
        """K leads to the field of plots."""
        self.press("k")
        expect(self.board.panel.get_by_label("已选地块")).to_be_focused()
        self.type("、".join(numbers)).press("Enter")
        expect(self.board.panel.get_by_label("已选地块")).to_have_value("、".join(numbers))
        return self


@pytest.fixture
def keys(board, plots) -> Keys:
    both = shapely.union(plots[0]["shape"], plots[1]["shape"])
    return Keys(board.open(both, 16.5))


def step(board: Board, method: str) -> dict[str, Any]:
    """The step of this kind, once what was pressed is done."""
    board.tab.settled()
    return next(row for row in board.operations() if row["method"] == method)


def test_a_line_by_coordinates(board, keys, plots):
    one = plots[0]
    west, south, east, north = one["shape"].bounds
    middle = (south + north) / 2
    keys.press("l").choose(one["plot_no"])
    keys.tab_to(board.panel.get_by_label("或键入分割线坐标"))
    # wrong at first: it is told at the field, and nothing is lost
    keys.type(f"{middle:.3f}").tab_to(board.panel.get_by_role("button", name="画到图上")).press("Enter")
    expect(board.panel.get_by_text("坐标读不出")).to_be_visible()
    keys.press("Shift+Tab").type(f"{middle:.3f} 38{west - 15:.3f}\n{middle:.3f} 38{east + 15:.3f}")
    keys.tab_to(board.panel.get_by_role("button", name="画到图上")).press("Enter")
    board.shows(2)
    keys.press("Shift+Tab", "Escape", "Enter")
    done = step(board, "split_by_line")
    assert sum(board.areas(done)) == pytest.approx(one["shape"].area, abs=0.02)
    common = shapely.intersection(*(board.ground()[row["plot_no"]]["shape"].boundary for row in done["shapes"]))
    assert all(abs(y - middle) < 0.001 for _, y in shapely.get_coordinates(common))
    keys.press("Control+z")
    expect(board.panel.get_by_text("草案中还没有操作")).to_be_visible()
    keys.press("Control+y")
    expect(board.panel.locator(".drawing-steps")).to_be_visible()


def test_lots_along_a_side_by_its_number(board, keys, plots):
    one = plots[0]
    keys.press("d").choose(one["plot_no"])
    side = board.panel.get_by_label("沿哪条边")
    keys.tab_to(side).press("ArrowDown", "ArrowDown")
    expect(side).to_have_value("1")
    keys.tab_to(board.panel.get_by_label("块数")).type("3")
    board.shows(3)
    keys.press("Enter")
    assert len(step(board, "split_into_lots")["shapes"]) == 3


def test_a_corner_by_its_number_and_by_how_far(board, keys, plots):
    one, other = plots
    common = shapely.line_merge(one["shape"].boundary.intersection(other["shape"].boundary))
    east, north = common.coords[0]
    keys.press("e").choose(one["plot_no"])
    corner = board.panel.get_by_label(f"{one['plot_no']} 的界址点")
    place = corner.locator("option", has_text=f"X {north:.3f}　Y {east:.3f}")
    number = place.evaluate("(one) => one.index")
    keys.tab_to(corner).press(*["ArrowDown"] * number)
    keys.tab_to(board.panel.get_by_label("ΔX（向北）")).type("0.500")
    expect(board.panel.get_by_label("新 X（北）")).to_have_value(f"{north + 0.5:.3f}")
    # undone in the field by the field's own keys
    keys.press("Backspace", "Backspace").type("0.250")
    expect(board.panel.locator(".drawing-results")).to_be_visible()
    keys.press("Enter")
    done = step(board, "move_corners")
    assert {one["plot_no"], other["plot_no"]} <= {row["plot_no"] for row in done["shapes"]}
    for no in (one["plot_no"], other["plot_no"]):
        corners = shapely.get_coordinates(board.ground()[no]["shape"]).tolist()
        assert any(abs(x - round(east, 3)) < 1e-6 and abs(y - round(north + 0.25, 3)) < 1e-6 for x, y in corners)


def test_a_hole_is_cut_by_coordinates_and_filled_by_its_number(board, keys, plots):
    one = plots[0]
    centre = one["shape"].representative_point()
    ring = [(-8, -8), (-8, 8), (8, 8), (8, -8)]
    keys.press("h").choose(one["plot_no"])
    keys.tab_to(board.panel.get_by_label("或键入范围坐标"))
    keys.type("\n".join(f"{centre.y + dy:.3f} {centre.x + dx:.3f}" for dy, dx in ring))
    keys.tab_to(board.panel.get_by_role("button", name="画到图上")).press("Enter")
    board.shows(1)
    keys.press("Shift+Tab", "Escape", "Enter")
    step(board, "cut_hole")
    hollow = board.ground()[one["plot_no"]]["shape"]
    assert one["shape"].area - hollow.area == pytest.approx(256, abs=0.01)
    expect(board.panel.get_by_label("已选地块")).to_have_value("")
    keys.press("f").choose(one["plot_no"])
    keys.tab_to(board.panel.get_by_label("内部岛")).press("ArrowDown")
    board.shows(1)
    keys.press("Enter")
    step(board, "fill_hole")
    assert board.ground()[one["plot_no"]]["shape"].area == pytest.approx(one["shape"].area, abs=0.01)


def test_two_plots_by_their_numbers_are_merged_and_an_unknown_one_is_told(board, keys, plots):
    one, other = plots
    keys.press("m", "k").type("P4-无此号").press("Enter")
    expect(board.panel.get_by_text("视图内没有地块P4-无此号")).to_be_visible()
    keys.press("Escape").choose(one["plot_no"], other["plot_no"])
    board.shows(1)
    keys.press("Escape", "Enter")
    assert step(board, "merge")["shapes"][0]["area_planar_m2"] == pytest.approx(
        one["shape"].area + other["shape"].area, abs=0.05
    )


def test_set_back_side_by_side(board, keys, plots):
    one = plots[0]
    keys.press("b").choose(one["plot_no"])
    keys.tab_to(board.panel.get_by_label("第 2 边退线")).type("6")
    board.shows(1)
    keys.press("Enter")
    step(board, "set_back")
    ring = one["shape"].geoms[0].exterior if hasattr(one["shape"], "geoms") else one["shape"].exterior
    second = LineString(list(ring.coords)[1:3])
    middle = second.interpolate(0.5, normalized=True)
    assert board.ground()[one["plot_no"]]["shape"].distance(middle) == pytest.approx(6, abs=0.001)


def test_every_tool_has_a_field_or_needs_none(board, keys, plots):
    """With a plot chosen by its number each tool is in hand by its key, and K leads into its panel; Escape leaves field, then tool."""
    for button in board.strip.get_by_role("button").all()[4:]:
        key = button.get_attribute("aria-keyshortcuts") or "?"
        keys.press(key)
        expect(button).to_have_attribute("aria-pressed", "true")
        keys.press("k")
        assert board.page.evaluate("() => Boolean(document.activeElement.closest('.drawing-tool'))"), key
        keys.press("Escape")
        assert board.page.evaluate("() => !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)"), key
    assert board.operations() == []
    # from the field of plots of the last tool back to choosing
    keys.press("Escape", "Escape")
    expect(board.tool_button("选择地块")).to_have_attribute("aria-pressed", "true")
