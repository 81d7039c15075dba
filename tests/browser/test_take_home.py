"""An investor keeps, compares, understands and takes home: on a desk and on a phone, with the keyboard, and from a disk without a network."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.tab import DESK, PHONE, Tab
from tests.browser.test_accessibility import findings


def two_kept(tab: Tab) -> list[int]:
    """Star the first two cards and wait until the list is on the server."""
    stars = tab.page.locator(".site-card .star")
    expect(stars.first).to_be_visible()
    for at in (0, 1):
        stars.nth(at).click()
        expect(stars.nth(at)).to_have_attribute("aria-pressed", "true")
        expect(tab.page.locator(".tray-site")).to_have_count(at + 1)
    return [
        int(one.removeprefix("site-"))
        for one in tab.page.locator(".site-card:has(.is-kept)").evaluate_all("all => all.map(e => e.id)")
    ]


def test_keep_compare_share_and_come_back_after_the_browser_was_cleared(visit):
    tab = visit().open("/")
    kept = two_kept(tab)
    for box in tab.page.locator(".tray-site input").all():
        box.check()
    tab.page.get_by_role("link", name="比较 2 处").click()
    expect(tab.page.locator(".compare-table thead a")).to_have_count(2)
    expect(tab.page.locator(".mark-differs").first).to_be_visible()
    every = tab.page.locator(".compare-table tbody tr").count()
    tab.page.get_by_label("只看不同的行").check()
    assert 0 < tab.page.locator(".compare-table tbody tr").count() < every
    tab.page.go_back()
    tab.page.get_by_role("link", name="打开清单").click()
    expect(tab.page.locator(".kept-site")).to_have_count(2)
    own, shared = (field.input_value() for field in tab.page.locator(".copy-line input").all())

    cleared = visit()  # another profile: nothing is remembered here
    cleared.page.goto(own)
    expect(cleared.page.locator(".kept-site")).to_have_count(2)
    reader = visit()
    reader.page.goto(shared)
    expect(reader.page.get_by_text("这是别人分享给您的清单，只能查看。")).to_be_visible()
    expect(reader.page.get_by_role("button", name=re.compile("^移除"))).to_have_count(0)
    reader.page.get_by_role("button", name="另存为我的清单").click()
    expect(reader.page.get_by_label("我的链接（可修改）")).to_be_visible()
    assert len(kept) == 2


def test_a_withdrawn_site_in_a_shared_list_says_so(visit):
    tab = visit().open("/?supply=on_offer")
    gone = two_kept(tab)[0]
    tab.page.get_by_role("link", name="打开清单").click()
    expect(tab.page.locator(".copy-line input")).to_have_count(2)
    shared = tab.page.locator(".copy-line input").nth(1).input_value()
    officer = visit("officer")
    listing = tab.site.ask("select id from listing where plot_id = :p and state = 'published'", p=gone)[0]["id"]
    day = tab.ask("/api/zone")["today"]
    answer = officer.post(f"/api/listings/{listing}/withdraw", {"on": day, "reason": "规划条件调整（示例）"})
    assert answer.ok, answer.text()
    reader = visit()
    reader.page.goto(shared)
    expect(reader.page.locator(".kept-site.is-gone")).to_have_count(1)
    expect(reader.page.get_by_text("已撤回", exact=True)).to_be_visible()


def test_the_preview_follows_the_plan_and_names_what_it_misses(visit):
    tab = visit().open("/")
    site = tab.ask("/api/sites", supply="on_offer", limit=1)["items"][0]
    tab.open(f"/sites/{site['id']}")
    section = tab.page.locator("#preview")
    expect(section.locator(".timeline")).to_be_visible()
    shown = tab.ask(f"/api/sites/{site['id']}/preview")
    assert section.locator(".preview-penalties li").count() == len(shown["penalties"])
    section.get_by_label("固定资产投资").fill("1")
    expect(section.get_by_text("不予准入").first).to_be_visible()
    expect(section.get_by_text("还差").first).to_be_visible()
    section.get_by_label("施工工期").fill("30")
    later = tab.ask(f"/api/sites/{site['id']}/preview", construction_months=30)["paths"]["variants"][0]["production_on"]
    year, month, day = (int(part) for part in later.split("-"))
    expect(section.get_by_text(f"{year}年{month}月{day}日").first).to_be_visible()
    section.get_by_role("button", name="清空方案").click()
    expect(section.get_by_text("不予准入")).to_have_count(0)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_serious_for_weak_eyes_and_no_sideways_scrolling(visit, size, lang):
    tab = visit(size=size)
    ids = tab.open("/").ask("/api/sites", kind="plot", limit=3)["ids"]
    tail = "&lang=en" if lang == "en" else ""
    found = []
    two_kept(tab)
    found += [f"window: {one}" for one in findings(tab)]
    for path, ready in (
        (f"/compare?ids={','.join(map(str, ids[:3]))}{tail}", ".compare-table"),
        (f"/sites/{ids[0]}?x=1{tail}", "#preview .timeline"),
        (f"/shortlist/{'A' * 22}?x=1{tail}", ".state-error"),
    ):
        if "shortlist" in path:
            tab.watch.expect_refusal(404, f"/api/shortlists/{'A' * 22}")
        tab.page.goto(tab.site.address + path)
        expect(tab.page.locator(ready).first).to_be_visible()
        found += [f"{path}: {one}" for one in findings(tab)]
        assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= size["width"], path
    assert found == []


def test_the_keyboard_alone_keeps_and_compares(visit):
    tab = visit().open("/")
    stars = tab.page.locator(".site-card .star")
    expect(stars.first).to_be_visible()
    for at in (0, 1):
        stars.nth(at).focus()
        tab.page.keyboard.press("Space")
        expect(tab.page.locator(".tray-site")).to_have_count(at + 1)
    for box in tab.page.locator(".tray-site input").all():
        box.focus()
        tab.page.keyboard.press("Space")
    link = tab.page.get_by_role("link", name="比较 2 处")
    link.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".compare-table")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_book_opens_from_a_disk_without_a_network(visit, chromium: Browser, tmp_path: Path, size):
    tab = visit().open("/")
    ids = tab.ask("/api/sites", kind="plot", limit=3)["ids"][:3]
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
    expect(page.locator(".chosen-name")).to_have_count(3)
    assert page.locator("path.leaflet-interactive").count() > 3
    expect(page.locator(".timeline").first).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("示意数据")
    page.locator("path.leaflet-interactive").last.click(force=True)
    expect(page.locator(".leaflet-popup-content")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
    zxingcpp = pytest.importorskip("zxingcpp")
    code = Image.open(io.BytesIO(page.locator("svg.qr").first.screenshot()))
    assert [one.text for one in zxingcpp.read_barcodes(code)] == [f"{tab.site.address}/sites/{ids[0]}"]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert faults == []
    context.close()


def test_the_administrator_sets_the_look_and_the_next_brochure_wears_it(visit):
    tab = visit("admin").open_desk("/desk/settings?settings=brochure")
    form = tab.page.locator(".look-form")
    expect(form).to_be_visible()
    form.get_by_label("封面标题（中文）").fill("欢迎来考察")
    form.get_by_label("修改原因").fill("换标题")
    form.get_by_role("button", name="保存").click()
    expect(tab.page.get_by_text("招商手册样式已保存。")).to_be_visible()
    picture = io.BytesIO()
    Image.new("RGB", (1200, 600), "#336699").save(picture, "PNG")
    tab.page.get_by_label("选择图片").set_input_files(
        {"name": "cover.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    expect(tab.page.get_by_alt_text("当前封面")).to_be_visible()
    assert findings(tab) == []
    site = tab.ask("/api/sites", kind="plot", limit=1)["ids"][0]
    page = tab.page.request.get(f"{tab.site.address}/api/brochures/sites.html?ids={site}").text()
    assert "欢迎来考察" in page
    assert "data:image/jpeg;base64," in page
