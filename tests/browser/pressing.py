"""Presses what can be pressed on a page: every button, tab, menu entry, disclosure and tick box, and follows every link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tests.browser.tab import PATIENCE_MS, Tab

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
# Pressed from elsewhere: who is there already sees nothing come of it.
PLACE = re.compile("在图上定位")
_MOST = 250

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
        if (one.matches("fieldset [aria-pressed=true], .timebar-views [aria-pressed=true], .picture-choice [aria-pressed=true], [aria-disabled=true]")) continue;
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

# What a press may change, counted from now on: the page, a print, a file asked for.
_WATCH = """() => {
    const seen = window.seen = { changes: 0, prints: 0, files: 0 };
    new MutationObserver((changes) => { seen.changes += changes.length; })
        .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    window.print = () => { seen.prints += 1; };
    addEventListener("click", ({ target }) => { if (target.type === "file") seen.files += 1; }, true);
    performance.setResourceTimingBufferSize(100000);
}"""

# Press one thing and wait until the page is at rest: did anything come of it, and does something still say that it is loading?
# Besides what is counted, the address, the map's view, a request and what stands in a field may have changed.
_PRESS = """async ([key, isPlace, patience]) => {
    const state = () => JSON.stringify([
        window.seen, location.href, window.gisappMap?.place ?? null, performance.getEntriesByType("resource").length,
        [...document.querySelectorAll("input, select, textarea")].map((one) => one.type === "checkbox" ? one.checked : one.value),
    ]);
    const root = document.documentElement;
    const rest = () => new Promise((done, failed) => {
        const late = setTimeout(() => { failed(new Error(`still loading after ${key}`)); }, patience);
        const look = () => {
            if (!("settled" in root.dataset)) return;
            clearTimeout(late);
            watch.disconnect();
            done();
        };
        const watch = new MutationObserver(look);
        watch.observe(root, { attributeFilter: ["data-settled"] });
        look();
    });
    if (isPlace) window.gisappMap.panBy(400, 0);
    await rest();
    const before = state();
    window.pressable.get(key).click();
    await rest();
    return { alive: state() !== before, loading: Boolean(document.querySelector(".state .spinner")) };
}"""


def left_out(key: str) -> bool:
    return any(re.search(pattern, key) for pattern in LEFT_OUT)


def press_everything(tab: Tab, part: str = "body") -> tuple[list[str], list[str]]:
    """Press each thing of a part of the page once, openings first; returns what was pressed and what did nothing."""
    page = tab.settled().page
    page.evaluate(_WATCH)
    pressed: list[str] = []
    dead: list[str] = []
    while len(pressed) < _MOST:
        open_now: list[str] = page.evaluate(_FIND, part)
        fresh = [key for key in open_now if key not in pressed and not left_out(key)]
        if not fresh:
            if not page.evaluate("() => Boolean(document.querySelector('dialog[open], [role=menu], .popover'))"):
                return pressed, dead
            leave = page.get_by_role("button", name="放弃并关闭")
            if leave.is_visible():  # asked once for every form that was changed
                leave.click()
                tab.settled()
                continue
            page.keyboard.press("Escape")
            tab.settled()  # a popover that stays is found again and closed by its own button
            if page.evaluate(_FIND, part) == open_now:
                page.mouse.click(700, 5)
                tab.settled()
                assert page.evaluate(_FIND, part) != open_now, f"cannot be closed: {open_now}"
            continue
        key = next((one for one in fresh if not CLOSING.search(one)), fresh[0])
        pressed.append(key)
        came = page.evaluate(_PRESS, [key, bool(PLACE.search(key)), PATIENCE_MS])
        assert not came["loading"], f"still loading after {key}"
        if not came["alive"]:
            dead.append(key)
    raise AssertionError(f"more than {_MOST} things to press, the last: {pressed}")


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
    """The first plot of the list that meets these filters."""
    return tab.ask("/api/plots", limit=1, **wanted)["items"][0]


def press_desk(tab: Tab, desk: str, part: str, least: int) -> None:
    """Everything on a part of a desk does something, at least so many things, and each link on it answers."""
    lon, lat = plot_at(tab, park="P4", stage="building")["centroid"]
    tab.open_desk(f"{desk}{'&' if '?' in desk else '?'}at={lon:.6f},{lat:.6f},15")
    # the day is changed too, and the log names retired plots: their file says that it was not there then
    tab.watch.allow_refusal("404|410", r"/api/plots/\d+(/offer)?")
    # a scheme whose weights do not add up, as long as nobody has filled them in
    tab.watch.allow_refusal("400", r"/api/performance/(preview|schemes)")
    pressed, dead = press_everything(tab, part)
    assert dead == [], dead
    assert len(pressed) >= least, pressed
    lost = list(follow_links(tab))
    assert lost == [], lost
