"""Presses everything that the public sees: nothing is dead, nothing fails, every link answers."""

from __future__ import annotations

from tests.browser.pressing import follow_links, press_everything


def test_every_button_of_the_public_window_and_its_sheet_does_something(visit):
    tab = visit().open("/")
    tab.page.locator(".site-card-link").first.wait_for()
    tab.map.settled()
    tab.page.get_by_role("button", name="放大", exact=True).click()
    pressed, dead = press_everything(tab)
    assert dead == []
    assert len(pressed) >= 12, pressed
    site = tab.ask("/api/sites", limit=1)["items"][0]
    tab.open(f"/sites/{site['id']}")
    tab.page.locator(".sheet h1").wait_for()
    assert list(follow_links(tab)) == []
    pressed, dead = press_everything(tab)
    assert dead == []
    assert "button 打印" in pressed
    tab.page.get_by_role("button", name="在地图上看").click()
    tab.page.locator(".map-card-pinned").wait_for()


def test_every_button_of_matching_and_comparing_does_something(visit):
    tab = visit().open("/match?industry=healthy_food&area=50-80&plan=investment:20000")
    tab.page.locator(".candidate").first.wait_for()
    # a plan that is half filled in is refused in words
    tab.watch.allow_refusal("400|422", r"/api/matches")
    pressed, dead = press_everything(tab)
    assert dead == []
    assert len(pressed) >= 8, pressed
