"""An investor takes vacant workshops home as plots are taken home: star, list, comparison, what one would sign, brochure, book; and an officer enters what it rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pressing import press_everything
from tests.browser.tab import DESK, PHONE, Tab
from tests.browser.test_accessibility import findings

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


def of_kind(tab: Tab, kind: str) -> list[int]:
    return tab.ask("/api/sites", kind=kind, limit=1)["ids"]


def narrow(tab: Tab, size: dict[str, int]) -> bool:
    return tab.page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]


@SIZES
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workshop_is_kept_understood_and_compared_with_a_plot(visit, size, lang):
    tab = visit(size=size)
    tail = "&lang=en" if lang == "en" else ""
    workshop, plot = of_kind(tab, "workshop")[0], of_kind(tab, "plot")[0]
    tab.open(f"/?kind=workshop{tail}")
    star = tab.page.locator(f"#site-{workshop} .star")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(tab.page.locator(".tray-site")).to_have_count(1)
    found = findings(tab)
    tab.open(f"/sites/{workshop}?x=1{tail}")
    lines = tab.ask(f"/api/sites/{workshop}/takeover")["lines"]
    table = tab.page.locator(".takeover-table")
    expect(table.locator("tbody tr")).to_have_count(len(lines))
    for line in lines:
        expect(table).to_contain_text(line[f"words_{lang}"])
    expect(tab.page.get_by_role("button", name=re.compile("已收藏|Kept"))).to_be_visible()
    expect(tab.page.locator("#preview .book-links a")).to_have_count(4)
    found += findings(tab)
    assert narrow(tab, size)
    tab.open(f"/compare?ids={plot},{workshop}{tail}")
    expect(tab.page.locator(".compare-table thead a")).to_have_count(2)
    expect(tab.page.locator(".compare-table")).to_contain_text("不适用" if lang == "zh" else "does not apply")
    found += findings(tab)
    assert narrow(tab, size)
    tab.page.go_back()
    key = tab.page.evaluate("() => localStorage.getItem('gisapp.shortlist')")
    tab.open(f"/shortlist/{key}?x=1{tail}")
    expect(tab.page.locator(".kept-site")).to_contain_text(f"CF-{workshop}")
    found += findings(tab)
    assert narrow(tab, size)
    assert found == []


def test_what_is_not_recorded_is_said_to_be_so(visit):
    tab = visit()
    bare = next(
        site
        for site in of_kind(tab, "workshop")
        if not all(line["is_stated"] for line in tab.ask(f"/api/sites/{site}/takeover")["lines"])
    )
    tab.open(f"/sites/{bare}")
    expect(tab.page.locator(".takeover-table .quiet").first).to_have_text("未载明")


def test_the_keyboard_alone_keeps_and_opens_what_one_would_sign(visit):
    tab = visit().open("/?kind=workshop")
    star = tab.page.locator(".site-card .star").first
    star.focus()
    tab.page.keyboard.press("Space")
    expect(star).to_have_attribute("aria-pressed", "true")
    tab.page.locator(".site-card-link").first.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".takeover-table")).to_be_visible()


@SIZES
def test_the_book_of_plots_and_premises_opens_from_a_disk(visit, chromium: Browser, tmp_path: Path, size):
    tab = visit().open("/")
    ids = [of_kind(tab, kind)[0] for kind in ("plot", "workshop", "transfer", "expansion")]
    answer = tab.page.request.get(f"{tab.site.address}/api/brochures/sites.html?ids={','.join(map(str, ids))}")
    assert answer.ok
    assert len(answer.body()) < 3_000_000
    file = tmp_path / "book.html"
    file.write_bytes(answer.body())
    context = chromium.new_context(viewport=size, offline=True)
    asked: list[str] = []
    faults: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator(".chosen-name")).to_have_count(4)
    expect(page.get_by_role("heading", name="签约条件")).to_have_count(3)
    expect(page.locator(".contents")).to_contain_text("空置厂房")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert faults == []
    context.close()


def test_every_button_of_a_workshops_sheet_does_something(visit):
    tab = visit()
    tab.page.context.grant_permissions(["clipboard-write"])
    tab.open(f"/sites/{of_kind(tab, 'workshop')[0]}")
    expect(tab.page.locator(".takeover-table")).to_be_visible()
    pressed, dead = press_everything(tab, ".sheet-actions")
    assert dead == []
    assert any("收藏" in one for one in pressed)


def test_an_officer_enters_the_terms_and_the_public_reads_them(visit):
    officer = visit("officer").open_desk("/desk/premises")
    row = next(row for row in officer.ask("/api/premises", kind="workshop") if row["is_published"])
    officer.page.get_by_role("row").filter(has_text=f"CF-{row['id']}").get_by_role("button", name="修改").click()
    form = officer.page.get_by_role("dialog")
    form.get_by_label("最短租期").fill("6")
    form.get_by_label("最长租期").fill("18")
    form.get_by_label("付款周期").fill("2")
    form.get_by_label("押金或定金").fill("0")
    form.get_by_label("其他约定（中文，公开）").fill("须投保财产险。")
    form.get_by_label("修改原因").fill("补充租赁条件")
    assert findings(officer) == []
    form.get_by_role("button", name="提交").or_(form.get_by_role("button", name="保存")).first.click()
    expect(form).to_have_count(0)
    told = {
        line["key"]: line["words_zh"] for line in visit().open("/").ask(f"/api/sites/{row['id']}/takeover")["lines"]
    }
    assert (told["term"], told["paid"], told["deposit"], told["other"]) == (
        "6 至 18 个月",
        "每 2 个月付一次",
        "不收",
        "须投保财产险。",
    )


@SIZES
def test_a_value_of_the_link_that_nobody_knows_is_said_ignored_and_removed(visit, size):
    tab = visit(size=size).open("/?industry=999&supply=sold&kind=plot")
    every = tab.ask("/api/sites", kind="plot", limit=1)["total"]
    notice = tab.page.locator(".strangers")
    expect(notice.locator("li")).to_have_count(2)
    expect(notice).to_contain_text("产业“999”不在可选范围内，已忽略")
    expect(notice).to_contain_text("供应状态“sold”")
    expect(tab.page.locator(".wish-sentence")).to_contain_text("未知产业 999")
    expect(tab.page.locator(".results-count strong")).to_contain_text(str(every))
    assert findings(tab) == []
    assert narrow(tab, size)
    remove = notice.get_by_role("button", name=re.compile("移除.*999"))
    remove.focus()
    tab.page.keyboard.press("Enter")
    expect(notice.locator("li")).to_have_count(1)
    expect(tab.page).not_to_have_url(re.compile("999"))
    notice.get_by_role("button", name=re.compile("移除.*sold")).click()
    expect(notice).to_have_count(0)
    expect(tab.page).to_have_url(re.compile(r"/\?kind=plot$"))
    expect(tab.page.locator(".wish-sentence")).not_to_contain_text("999")


def test_the_preview_says_what_nobody_has_confirmed_with_source_and_date(visit):
    tab = visit()
    site = tab.ask("/api/sites", supply="on_offer", limit=1)["items"][0]["id"]
    tab.open(f"/sites/{site}")
    section = tab.page.locator("#preview")
    penalty = section.locator(".preview-penalties li").filter(has_text="逾期付款违约金")
    expect(penalty).to_contain_text("未核实")
    expect(penalty).to_contain_text(re.compile(r"自 \d{4}年\d{1,2}月\d{1,2}日 起"))
    expect(section).to_contain_text("标“未核实”的数值由系统预填")
