"""What people with a keyboard, a screen reader or weak eyes meet: axe finds nothing serious, and focus is always to be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.tab import PHONE, Tab

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
_RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.impact} ${one.id}: ${one.help} — ` + one.nodes.slice(0, 4)
        .map((node) => `${node.target.join(" ")} (${node.any.map((check) => check.message).join("; ").slice(0, 160)})`).join(" | "))"""
_UNMARKED = """() => {
    const one = document.activeElement;
    const marked = (e) => {
        const s = getComputedStyle(e);
        return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
    };
    return one === document.body || marked(one) || marked(one.parentElement) ? null : one.outerHTML.slice(0, 120);
}"""


def findings(tab: Tab) -> list[str]:
    """What axe calls serious or critical on the page as it stands."""
    if not tab.page.evaluate("() => 'axe' in window"):
        tab.page.evaluate(AXE)
    return tab.page.evaluate(_RUN)


def test_sign_in(visit):
    tab = visit().open("/desk")
    expect(tab.page.get_by_role("form", name="登录工作台")).to_be_visible()
    assert findings(tab) == []


def test_desk_with_layers_legend_ledger_and_plot_file(visit):
    tab = visit("officer")
    plot = tab.ask("/api/plots", stage="idle_suspected", limit=1)["items"][0]
    tab.open_desk(f"/desk/ledger?sel={plot['id']}&stage=idle_suspected")
    tab.ledger.open()
    expect(tab.dossier).to_contain_text(plot["plot_no"])
    found = findings(tab)
    tab.page.get_by_role("tab", name="图例").click()
    for name in ("界址", "规划条件", "配套", "主体", "合同", "时间线"):
        tab.page.get_by_role("tab", name=name, exact=True).click()
        expect(tab.page.get_by_role("tabpanel", name=name, exact=True)).to_be_visible()
        found += [f"{name}: {one}" for one in findings(tab)]
    assert found == []


def test_plot_file_of_idle_land_and_its_reuse(visit):
    tab = visit("officer")
    measure = tab.ask("/api/reuse")["items"][0]
    idle = tab.ask("/api/plots", stage="idle_suspected", limit=1)["items"][0]
    found = []
    for plot_id in (idle["id"], measure["plot_id"]):
        tab.open_desk(f"/desk/ledger?sel={plot_id}")
        for name in ("闲置", "案件", "亩均", "存量", "盘活"):
            tab.page.get_by_role("tab", name=name, exact=True).click()
            expect(tab.page.get_by_role("tabpanel", name=name, exact=True)).to_be_visible()
            expect(tab.page.locator(".state .spinner")).to_have_count(0)
            found += [f"{name}: {one}" for one in findings(tab)]
    assert found == []


def test_the_popover_that_exports_outlines_and_plot_sheets(visit):
    tab = visit("officer").open_desk("/desk/ledger")
    tab.ledger.open()
    tab.ledger.box.get_by_role("button", name="导出").click()
    tab.page.locator(".popover").wait_for()
    assert findings(tab) == []


def test_menus_popovers_and_the_list_of_keys(visit):
    tab = visit("officer").open_desk("/desk/ledger?as_of=2025-06-30&lang=en")
    tab.ledger.box.wait_for()
    found = []
    for name in ("Show the state of a day", "Unit of area", "Planar system", "Scale", "Park", "Export"):
        tab.page.get_by_role("button", name=name).first.click()
        tab.page.locator("[role=menu], .popover").first.wait_for()
        found += [f"{name}: {one}" for one in findings(tab)]
        tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("?")
    tab.page.get_by_role("dialog").wait_for()
    assert found + findings(tab) == []


@pytest.mark.parametrize(
    ("who", "desk"),
    [
        ("leader", "cockpit"),
        ("leader", "cockpit?cockpitwhy=idle.rate"),
        ("planner", "survey"),
        ("planner", "draw"),
        ("leader", "statistics"),
        ("leader", "audit"),
        ("officer", "parks"),
        ("admin", "accounts"),
        ("admin", "settings"),
        ("leader", "cockpit?cockpittab=goal&goal=200000"),
        ("leader", "cockpit?cockpittab=reports"),
        ("leader", "cockpit?big=1"),
        ("officer", "idle-scan"),
        ("officer", "idle"),
        *(
            ("officer", f"idle?idle_tab=patrol&patrol_view={view}")
            for view in ("coverage", "tasks", "visits", "groups")
        ),
        *(("officer", f"stock?stock_view={view}") for view in ("patches", "months", "approvals", "definitions")),
        *(
            ("officer", f"performance?performtab={part}")
            for part in ("league", "figures", "schemes", "low", "appeals", "room", "four")
        ),
        *(("officer", f"reuse?reusetab={part}") for part in ("board", "list", "uses", "encumbrances")),
        ("officer", "exchange"),
        ("planner", "compliance"),
        ("planner", "compliance?compliancetab=overlaps"),
        ("planner", "compliance?compliancetab=areas&area=1"),
        ("planner", "compliance?compliancetab=reports&creport=1"),
        ("planner", "proposals"),
        *(("planner", f"proposals?proposal=2&ptab={part}") for part in ("difference", "balance", "findings", "way")),
    ],
)
def test_other_desks(visit, who, desk):
    tab = visit(who).open_desk(f"/desk/{desk}")
    expect(tab.page.locator(".state .spinner")).to_have_count(0)
    assert findings(tab) == []


@pytest.mark.parametrize("size", [{"width": 1366, "height": 768}, PHONE], ids=["desk", "phone"])
def test_public_window_and_sheet(visit, size):
    tab = visit(size=size).open("/")
    tab.page.locator(".site-card-link").first.wait_for()
    tab.map.settled()
    found = findings(tab)
    tab.page.locator(".site-card-link").first.click()
    expect(tab.page.locator(".sheet h1")).to_be_visible()
    assert found + findings(tab) == []


def test_the_keyboard_alone_opens_a_plot_and_always_shows_where_it_is(visit):
    tab = visit("officer").open_desk("/desk/ledger")
    tab.ledger.open()
    first = tab.ask("/api/plots", sort="plot_no", limit=2)["items"]
    tab.page.get_by_role("grid", name="台账").focus()
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    expect(tab.dossier.get_by_role("heading", name=first[1]["plot_no"], exact=True)).to_be_visible()
    tab.page.locator(".topbar").click(position={"x": 200, "y": 5})
    unmarked = []
    for _ in range(25):
        tab.page.keyboard.press("Tab")
        unmarked.append(tab.page.evaluate(_UNMARKED))
    assert [one for one in unmarked if one] == []


@pytest.mark.parametrize(
    "beside",
    ["&known=2025-06-30", "&compare_as=side", "&compare_as=off&lang=en"],
    ids=["swiped, as known on a day", "side by side", "as a list, in English"],
)
def test_two_days_of_the_map(visit, beside: str):
    tab = visit("planner").open_desk(f"/desk?time=1&compare=2024-06-30{beside}")
    expect(tab.page.locator(".timebar input[type=range]").first).to_be_visible()
    expect(tab.page.locator(".timechanges-row").first).to_be_visible()
    assert findings(tab) == []
