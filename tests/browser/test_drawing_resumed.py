"""Coming back to a proposal: what was undone can be done again, what was done is not found as a sketch, and the map shows its ground."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.drawing_board import Board, degrees, pair
from tests.browser.tab import Tab


@pytest.fixture
def planner(visit) -> Tab:
    return visit("planner")


@pytest.fixture
def board(planner) -> Board:
    return Board.begin(planner, "接着画")


@pytest.fixture
def plots(board):
    return pair(board)


def act(board: Board, body: dict[str, Any]) -> list[dict[str, Any]]:
    answer = board.tab.post(f"/api/proposals/{board.proposal_id}/drawing", body)
    assert answer.ok, answer.text()
    return answer.json()["operations"]


def lots(on: dict[str, Any], count: int = 2, bearing: float = 0) -> dict[str, Any]:
    return {"act": "split_into_lots", "on": [on], "how": {"count": count, "bearing_deg": bearing}}


def untouched(board: Board) -> int:
    """A plot of the register far from what is drawn."""
    return [row["plot_id"] for row in board.ground().values() if row["plot_id"]][-1]


def stored(board: Board) -> list[dict[str, Any]]:
    """The shapes that hold, to the last bit."""
    return board.tab.site.ask(
        "select plot_no, encode(ST_AsEWKB(geom), 'hex') as ewkb from proposal_shape where proposal_id = :id and is_live order by id",
        id=board.proposal_id,
    )


def three_steps(board: Board, plot: dict[str, Any]) -> None:
    first = act(board, lots({"plot_id": plot["plot_id"]}))[0]
    second = act(board, lots({"shape_id": first["shapes"][1]["id"]}, bearing=90))[0]
    act(board, lots({"shape_id": second["shapes"][0]["id"]}, count=3))


def redo_button(board: Board):
    return board.strip.get_by_role("button", name="重做", exact=True)


def test_three_steps_undone_are_done_again_after_a_reload_and_on_another_machine(board, plots, visit):
    three_steps(board, plots[0])
    done, board_steps = stored(board), board.operations()
    board.open(plots[0]["shape"])
    expect(redo_button(board)).to_be_disabled()
    # pressed three times in a row: three steps
    for _ in range(3):
        board.page.keyboard.press("Control+z")
    expect(board.panel.get_by_text("草案中还没有操作")).to_be_visible()
    board.page.reload()
    board.ready()
    expect(redo_button(board)).to_be_enabled()
    board.page.keyboard.press("Control+y")
    expect(board.panel.locator(".drawing-steps")).to_be_visible()

    elsewhere = Board(visit("planner"), board.proposal_id).open(plots[0]["shape"])
    expect(redo_button(elsewhere)).to_be_enabled()
    redo_button(elsewhere).click()
    elsewhere.tab.toast("已恢复：等面积分割")
    expect(redo_button(elsewhere)).to_be_enabled()
    redo_button(elsewhere).click()
    expect(elsewhere.panel.locator(".drawing-steps summary .figure")).to_have_text(str(len(board_steps)))
    expect(redo_button(elsewhere)).to_be_disabled()
    assert stored(board) == done


def test_something_new_ends_redo_also_after_a_reload(board, plots):
    three_steps(board, plots[0])
    board.open(plots[0]["shape"])
    board.page.keyboard.press("Control+z")
    expect(redo_button(board)).to_be_enabled()
    act(board, lots({"plot_id": untouched(board)}))
    board.page.reload()
    board.ready()
    expect(redo_button(board)).to_be_disabled()


def test_whoever_undoes_what_a_colleague_has_changed_meanwhile_is_told(board, plots, visit):
    three_steps(board, plots[0])
    board.open(plots[0]["shape"])
    colleague = Board(visit("officer"), board.proposal_id)
    act(colleague, lots({"plot_id": untouched(board)}))
    before = stored(board)
    board.tab.watch.expect_refusal(409, f"/api/proposals/{board.proposal_id}/undo")
    board.page.keyboard.press("Control+z")
    board.tab.toast("请查看最新图形后再撤销或恢复")
    assert stored(board) == before
    # with the newest on the map it goes
    board.page.keyboard.press("Control+z")
    expect(redo_button(board)).to_be_enabled()


@pytest.mark.parametrize("name", ["line", "outline"])
def test_a_browser_killed_while_the_ground_is_read_anew_does_not_find_the_finished_sketch(board, plots, visit, name):
    ground = plots[0]["shape"]
    board.open(ground)
    centre = ground.representative_point()
    west, _, east, _ = ground.bounds
    if name == "line":
        board.choose(ground).take("按线分割")
        board.click(west - 15, centre.y)
        board.click(east + 15, centre.y)
        board.page.keyboard.press("Enter")
        board.shows(2)
    else:
        board.take("绘制新地块")
        for dx, dy in ((-8, -8), (8, -8), (8, 8), (-8, 8)):
            board.click(centre.x + dx, centre.y + dy)
        board.page.keyboard.press("Enter")
        board.panel.get_by_label("地块编号").fill("P4-977")
    expect(board.page.locator(".drawing-kept")).to_have_text("已保存")
    assert board.tab.ask(f"/api/proposals/{board.proposal_id}/sketch") is not None

    # the ground never comes: the browser is killed while it waits
    waiting: list[Route] = []
    board.page.route(re.compile(r"/api/proposals/\d+/ground"), lambda route: waiting.append(route))
    path = re.compile(r"/api/proposals/\d+/drawing")
    is_done = lambda answer: path.search(answer.url) and '"dry_run":true' not in (answer.request.post_data or "")  # noqa: E731
    with board.page.expect_response(is_done):
        button = "执行" if name == "line" else "加入草案"
        board.panel.get_by_role("button", name=button, exact=True).click()
    assert board.tab.ask(f"/api/proposals/{board.proposal_id}/sketch") is None
    board.tab.watch.faults.clear()
    board.page.context.close()

    again = Board(visit("planner"), board.proposal_id).open(ground)
    expect(again.panel.locator(".drawing-steps")).to_be_visible()
    again.tab.settled()
    expect(again.panel.get_by_text(re.compile("已恢复上次未完成的绘制"))).to_be_hidden()
    expect(again.tool_button("选择地块")).to_have_attribute("aria-pressed", "true")
    assert len([row for row in again.operations() if row["step_of"] is None]) == 1


def test_an_outline_under_the_pen_outlives_an_act_beside_it(board, plots):
    ground = plots[0]["shape"]
    board.open(ground).take("绘制新地块")
    centre = ground.representative_point()
    for dx, dy in ((-8, -8), (8, -8), (8, 8)):
        board.click(centre.x + dx, centre.y + dy)
    board.page.keyboard.press("Enter")
    expect(board.page.locator(".drawing-kept")).to_have_text("已保存")
    board.take("等分").choose(ground)
    board.shows(2).do()
    expect(board.page.locator(".drawing-kept")).to_have_text("已保存")
    kept = board.tab.ask(f"/api/proposals/{board.proposal_id}/sketch")
    assert len(kept["content"]["pen"]["shape"][0][0]) == 3
    assert kept["content"]["lines"] == []


def test_snapping_that_was_switched_off_is_off_when_the_board_is_opened_again(board, plots):
    ground = plots[0]["shape"]
    board.open(ground)
    board.page.keyboard.press("s")
    board.page.get_by_role("button", name="离开草案").click()
    box = board.page.get_by_role("region", name="在草案中绘制")
    number = board.tab.ask(f"/api/proposals/{board.proposal_id}")["proposal_no"]
    choice = box.locator("option", has_text=number).first.get_attribute("value")
    box.get_by_role("combobox").first.select_option(value=choice)
    board.ready().choose(ground).take("按线分割")
    magnet = board.strip.get_by_role("button", name="捕捉界址点和界线")
    expect(magnet).to_have_attribute("aria-pressed", "false")
    ring = ground.geoms[0].exterior if hasattr(ground, "geoms") else ground.exterior
    x, y = board.tab.map.spot(*degrees(*ring.coords[0][:2]))
    board.page.mouse.move(x + 4, y + 3)
    board.tab.settled()
    expect(board.page.locator(".draw-snap")).to_be_hidden()
    board.page.keyboard.press("s")
    board.page.mouse.move(x + 3, y + 3)
    expect(board.page.locator(".draw-snap")).to_contain_text("捕捉界址点")


VIEW = "() => gisappMap.ol.getView().calculateExtent(gisappMap.ol.getSize())"


def view(board: Board) -> tuple[float, float, float, float]:
    """West, south, east, north of the map in degrees."""
    from pyproj import Transformer

    west, south, east, north = board.page.evaluate(VIEW)
    back = Transformer.from_crs(3857, 4490, always_xy=True)
    return (*back.transform(west, south), *back.transform(east, north))


def follow_link(board: Board) -> Board:
    board.tab.open_desk(f"/desk/draw?proposal={board.proposal_id}")
    expect(board.strip).to_be_visible()
    board.tab.settled()
    return board


def holds(outer: tuple[float, ...], inner: list[float]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def test_a_link_to_a_proposal_shows_the_ground_that_it_changes(board, plots):
    three_steps(board, plots[0])
    box = board.tab.ask(f"/api/proposals/{board.proposal_id}")["bbox"]
    follow_link(board).ready()
    board.tab.settled()
    # the ground takes a good part of the screen, and no more of the zone is shown than that needs
    seen = view(board)
    assert max((box[3] - box[1]) / (seen[3] - seen[1]), (box[2] - box[0]) / (seen[2] - seen[0])) > 0.15
    assert holds(seen, box)


def test_a_link_to_a_proposal_whose_only_step_failed_shows_the_plots_it_was_about(board, plots):
    ring = plots[0]["geometry"]["coordinates"][0][0]
    line = [ring[0], [(ring[0][0] + ring[2][0]) / 2, (ring[0][1] + ring[2][1]) / 2]]
    failed = act(board, {"act": "split_by_line", "on": [{"plot_id": plots[0]["plot_id"]}], "how": {"lines": [line]}})
    assert failed[0]["is_failed"]
    follow_link(board).ready()
    lons, lats = [point[0] for point in ring], [point[1] for point in ring]
    assert holds(view(board), [min(lons), min(lats), max(lons), max(lats)])


def test_a_link_to_an_empty_proposal_shows_its_park(board):
    follow_link(board)
    park = next(one for one in board.tab.ask("/api/parks") if one["code"] == "P4")
    west, south, east, north = view(board)
    assert west <= (park["bbox"][0] + park["bbox"][2]) / 2 <= east
    assert south <= (park["bbox"][1] + park["bbox"][3]) / 2 <= north
    # the park, not the zone: its width fills a good part of the screen
    assert (park["bbox"][2] - park["bbox"][0]) / (east - west) > 0.3 or (park["bbox"][3] - park["bbox"][1]) / (
        north - south
    ) > 0.3


def test_a_link_with_a_place_stays_at_its_place(board, plots):
    three_steps(board, plots[0])
    board.tab.open_desk(f"/desk/draw?at=114.600000,33.600000,15&proposal={board.proposal_id}")
    place = board.tab.map.place
    assert (round(place["lon"], 4), round(place["lat"], 4), round(place["zoom"], 2)) == (114.6, 33.6, 15)
