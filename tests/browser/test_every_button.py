"""Presses every button, tab, menu entry, disclosure and tick box of each desk, and follows every link: nothing is dead, nothing fails."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as NothingHappened

from tests.browser.tab import Tab

# Not pressed here, and why. The words are those of `_FIND`: role, a blank, the name with figures as #.
LEFT_OUT = {
    r"^button 退出登录|^menuitem 退出登录": "ends the visit; pressed in the administrator's journey",
    r"^button 切换到|^button (English|中文)$": "doubles every other button; pressed in the officer's and the investor's journeys",
    r"^button 在地图上看$": "leaves the sheet; pressed at its end",
    r"^button (查看差异与提交审核|离开草案)$": "leaves the drawing board; pressed where a proposal is begun on the desk",
    r"^dialog button #$": "leaves the desk for the plot; pressed in the journeys of the cockpit",
    r"^dialog button 在台账中打开$": "leaves the desk; pressed in the journeys of the cockpit",
    r"^button 按个案": "leaves the plot for its case; pressed in the officer's journey",
    r"^button 转盘活$": "leaves the desk; pressed in the journeys of reuse",
    r"^button 大屏$": "leaves the desk; the big screen is a desk of its own here",
    r"^button 全屏（F）$": "the browser wants a finger for it, not a script",
    r"^dialog button (停用|注销)$": "confirms what cannot be taken back; pressed in the administrator's and the planner's journeys",
}
# Pressed last: they fold away or end what the others stand in.
CLOSING = re.compile(
    "收起|关闭|返回|取消|放弃|退出|还原|去掉|清除|回到|看全部|知道了|全屏|放大台账|查看该主体|共界|^button #$"
)
_PATIENCE_MS = 4000
_SETTLES_MS = 150
_MOST = 150

# What may be pressed now: inside the open dialog, menu or popover only while there is one, otherwise in this part of the page.
# What shows more comes first, then tabs, then what folds away.
_FIND = """(part) => {
    const figures = /[A-Z]?\\d[\\d,.:\\-]*/g;
    const word = (one) => (one.getAttribute("aria-label") || one.innerText || one.title || one.closest("label")?.innerText || "")
        .trim().replace(/\\s+/g, " ").replace(figures, "#");
    const modal = [...document.querySelectorAll("dialog[open]")].at(-1);
    const over = modal ?? document.querySelector("[role=menu], .popover") ?? document;
    const roles = { BUTTON: "button", SUMMARY: "summary", INPUT: "checkbox" };
    const seen = new Map();
    const stands = (one) => over !== document || one.closest(part);
    for (const one of over.querySelectorAll("button, summary, [role=tab], [role^=menuitem], input[type=checkbox]")) {
        if (!one.checkVisibility({ visibilityProperty: true }) || one.disabled || one.matches("fieldset[disabled] *")) continue;
        if (!stands(one) || one.closest(".rail, .table-row .icon-button:not(:first-of-type)")) continue;
        if (["aria-selected", "aria-current", "aria-checked"].some((name) => ["true", "page", "step"].includes(one.getAttribute(name)))) continue;
        // the choice that is made already, and what is not to be had
        if (one.matches("fieldset [aria-pressed=true], .picture-choice [aria-pressed=true], [aria-disabled=true]")) continue;
        const role = one.getAttribute("role") ?? roles[one.tagName];
        // of the many choices of one filter, and parts of one bar, the first two stand for all
        const among = one.closest(".facet, .stacked-bar");
        if (among && [...among.querySelectorAll("input, button")].indexOf(one) > 1) continue;
        const key = `${modal ? "dialog " : ""}${role} ${word(one)}`;
        if (!seen.has(key)) seen.set(key, one);
    }
    window.pressable = seen;
    const rank = (one) => one.getAttribute("aria-expanded") === "true" ? 2 : one.matches("[role=tab]") ? 1 : 0;
    return [...seen].sort(([, a], [, b]) => rank(a) - rank(b)).map(([key]) => key);
}"""

# What a press may change: the page, its address, the map's view, a request, a print, a download, a file asked for.
_STATE = """() => [
    document.body.outerHTML, location.href, JSON.stringify(window.gisappMap?.place ?? null), window.printed ?? 0, window.filesAsked ?? 0,
    performance.getEntriesByType("resource").length,
    [...document.querySelectorAll("input, select, textarea")].map((one) => one.type === "checkbox" ? one.checked : one.value).join("|"),
].join("\\n")"""

_READ = "() => !document.querySelector('.state .spinner')"

_PRESS = f"""(key) => {{
    window.stateOf = {_STATE};
    window.before = window.stateOf();
    window.pressable.get(key).click();
}}"""


def left_out(key: str) -> bool:
    return any(re.search(pattern, key) for pattern in LEFT_OUT)


def press_everything(tab: Tab, part: str = "body") -> tuple[list[str], list[str]]:
    """Press each thing of a part of the page once, openings first; returns what was pressed and what did nothing."""
    page = tab.page
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; }")
    page.evaluate(
        "() => addEventListener('click', ({ target }) => {"
        " if (target.type === 'file') window.filesAsked = (window.filesAsked ?? 0) + 1; }, true)"
    )
    page.evaluate("() => performance.setResourceTimingBufferSize(100000)")
    pressed: list[str] = []
    dead: list[str] = []
    while len(pressed) < _MOST:
        open_now: list[str] = page.evaluate(_FIND, part)
        fresh = [key for key in open_now if key not in pressed and not left_out(key)]
        if not fresh:
            if not page.evaluate("() => Boolean(document.querySelector('dialog[open], [role=menu], .popover'))"):
                return pressed, dead
            page.keyboard.press("Escape")
            page.wait_for_timeout(50)  # a popover that stays is found again and closed by its own button
            if page.evaluate(_FIND, part) == open_now:
                page.mouse.click(700, 5)
                assert page.evaluate(_FIND, part) != open_now, f"cannot be closed: {open_now}"
            continue
        key = next((one for one in fresh if not CLOSING.search(one)), None)
        if key is None:
            # the last press may still bring something to press
            page.wait_for_function(_READ)
            page.wait_for_timeout(_SETTLES_MS)
            if page.evaluate(_FIND, part) != open_now:
                continue
            key = fresh[0]
        pressed.append(key)
        page.evaluate(_PRESS, key)
        try:
            page.wait_for_function("() => window.stateOf() !== window.before", timeout=_PATIENCE_MS, polling=50)
        except NothingHappened:
            dead.append(key)
        try:  # what a press brings is pressed too, before the next tab takes its place
            page.wait_for_function(_READ)
        except NothingHappened:
            raise AssertionError(f"still loading after {key}") from None
    raise AssertionError(f"more than {_MOST} things to press, the last: {pressed[-5:]}")


def follow_links(tab: Tab) -> Iterable[str]:
    """The links of the page that do not answer."""
    addresses: list[str] = tab.page.evaluate(
        "() => [...new Set([...document.querySelectorAll('a[href]')].map((one) => one.href))]"
    )
    for address in addresses:
        if address.startswith(("tel:", "mailto:")) or "#" in address:
            continue
        assert address.startswith(tab.site.address), f"leads elsewhere: {address}"
        answer = tab.page.context.request.get(address)
        if answer.status != 200:
            yield f"{answer.status} {address}"


def plot_at(tab: Tab, **wanted: str) -> dict[str, Any]:
    return tab.ask("/api/plots", limit=1, **wanted)["items"][0]


@pytest.mark.parametrize(
    ("who", "desk", "part", "least"),
    [
        ("officer", "/desk", "body", 30),
        ("officer", "/desk/ledger", ".bottom", 15),
        ("planner", "/desk/survey", ".side-left", 2),
        ("planner", "/desk/draw", ".side-left, .draw-tools", 6),
        ("planner", "/desk/proposals", ".side-left", 9),
        ("leader", "/desk/proposals?proposal=1", ".side-left, .bottom", 6),
        ("leader", "/desk/statistics", ".side-left", 15),
        ("leader", "/desk/audit", ".deskpage", 3),
        ("officer", "/desk/parks", ".side-left", 3),
        ("admin", "/desk/accounts", ".deskpage", 5),
        ("admin", "/desk/settings", ".deskpage", 10),
        ("planner", "/desk/prepare", ".deskpage", 8),
        ("officer", "/desk/stock", ".side-left, .bottom", 20),
        ("leader", "/desk/cockpit", ".page", 40),
        ("leader", "/desk/cockpit?big=1", ".big", 6),
        ("officer", "/desk/idle-scan", ".idle-page", 10),
        ("officer", "/desk/idle", ".page", 15),
        ("officer", "/desk/idle?idle_tab=patrol", ".page", 15),
        ("officer", "/desk/performance", ".page", 40),
        ("officer", "/desk/reuse", ".page", 20),
        ("officer", "/desk/exchange", ".exchange", 2),
        ("officer", "/desk/premises", ".page", 10),
        ("planner", "/desk/compliance", ".compliance", 20),
        ("planner", "/desk/compliance?compliancetab=overlaps", ".compliance", 6),
        ("planner", "/desk/compliance?compliancetab=areas", ".compliance", 6),
        ("planner", "/desk/compliance?compliancetab=reports", ".compliance", 6),
    ],
)
def test_every_button_of_a_desk_does_something(visit, who, desk, part, least):
    tab = visit(who)
    lon, lat = plot_at(tab, park="P4", stage="building")["centroid"]
    tab.open_desk(f"{desk}{'&' if '?' in desk else '?'}at={lon:.6f},{lat:.6f},15")
    tab.page.wait_for_load_state("networkidle")
    tab.page.wait_for_function(_READ)
    # the day is changed too, and the log names retired plots: their file says that it was not there then
    tab.watch.allow_refusal("404|410", r"/api/plots/\d+(/offer)?")
    # a scheme whose weights do not add up, as long as nobody has filled them in
    tab.watch.allow_refusal("400", r"/api/performance/(preview|schemes)")
    pressed, dead = press_everything(tab, part)
    assert dead == []
    assert len(pressed) >= least, pressed
    assert list(follow_links(tab)) == []


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
