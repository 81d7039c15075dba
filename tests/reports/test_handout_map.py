"""The offline map: what is in it for whom, and that it opens from a disk in a real browser without any request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import text
from sqlalchemy.orm import Session

import gisapp.app  # noqa: F401  publishes the words that layer files name
from gisapp.auth.permissions import Permission, Role
from gisapp.auth.principal import ANYONE, Principal, account_principal
from gisapp.kernel.crs import Bbox
from gisapp.kernel.errors import Invalid
from gisapp.maps.registry import Layer, LayerRegistry, load_layers
from gisapp.reports import handout_map
from gisapp.reports.handout_map import HandoutWish, make_handout
from gisapp.reports.handout_words import Language
from gisapp.settings import resource_dir
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.harness.chromium import running_chromium

OFFICER = account_principal(1, "甲", Role.OFFICER, None)
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def layers() -> LayerRegistry:
    return load_layers(resource_dir("layers"), permissions={permission.value for permission in Permission})


@pytest.fixture
def filled(db: Session) -> Session:
    park = a_park(db)
    db.execute(text("update zone set is_demo = true, notice_zh = '示意数据，非法定边界', notice_en = 'Invented data'"))
    a_plot(db, park, "P4-001", box=(100, 100, 400, 300))
    plot = a_plot(db, park, "P4-002", box=(600, 100, 300, 300), supply="on_offer", development="not_applicable")
    db.execute(
        text(
            "with p as (insert into party (zone_id, kind, name_zh) select id, 'enterprise', '<img src=x onerror=alert(1)>示例' from zone returning id)"
            " insert into plot_party (plot_id, party_id, role, valid) select :plot, p.id, 'holder', '[2020-01-01,)' from p"
        ),
        {"plot": plot},
    )
    return db


def handout(
    session: Session,
    layers: LayerRegistry,
    names: str,
    principal: Principal = OFFICER,
    *,
    lang: Language = "zh",
    box: Bbox | None = None,
    title: str | None = None,
) -> str:
    chosen: list[Layer] = [layer for layer in layers if layer.id in names.split()]
    return make_handout(
        session,
        chosen,
        layers.palette,
        principal,
        HandoutWish(as_of=TODAY, generated_on=TODAY, lang=lang, box=box, title=title),
    )


def test_every_handout_is_marked_dated_and_sourced(filled: Session, layers: LayerRegistry) -> None:
    page = handout(filled, layers, "plot park_boundary")
    for said in (
        "示意数据，非法定边界",
        "数据时点 2026年11月23日",
        "生成日期 2026年11月23日",
        "周口经济开发区土地底数",
        "CGCS2000",
    ):
        assert said in page


def test_the_legend_counts_what_is_drawn_and_names_only_that(filled: Session, layers: LayerRegistry) -> None:
    panel = handout(filled, layers, "plot").split("handout-legend", 2)[-1]
    assert re.search(r"已投用</span><span class=\"n\">1<", panel)
    assert "疑似闲置" not in panel


def test_english_is_english(filled: Session, layers: LayerRegistry) -> None:
    page = handout(filled, layers, "plot", lang="en")
    assert '<html lang="en">' in page
    for said in ("Land map", "As of 2026-11-23", "Invented data", "Legend", "In use", "Plot no."):
        assert said in page


def test_staff_material_is_marked_internal_and_public_material_is_not(filled: Session, layers: LayerRegistry) -> None:
    assert "内部资料" in handout(filled, layers, "plot")
    assert "内部资料" not in handout(filled, layers, "published_plot park_boundary", ANYONE)


def test_the_public_handout_holds_published_plots_and_no_staff_field(filled: Session, layers: LayerRegistry) -> None:
    page = handout(filled, layers, "published_plot park_boundary", ANYONE)
    assert "P4-002" in page
    assert "P4-001" not in page
    assert "地块总面积" not in page


def test_names_cannot_bring_markup_into_the_page(filled: Session, layers: LayerRegistry) -> None:
    page = handout(filled, layers, "plot", title="</script><script>alert(1)</script>")
    assert "<img src=x" not in page
    assert "<script>alert(1)" not in page
    assert "\\u003cimg" not in page, "values are escaped for HTML, not only for the script around them"


def test_too_many_features_are_refused_with_what_to_do(
    filled: Session, layers: LayerRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handout_map, "MAX_FEATURES", 1)
    with pytest.raises(Invalid, match="请缩小范围"):
        handout(filled, layers, "plot")


def test_an_empty_choice_says_so(filled: Session, layers: LayerRegistry) -> None:
    assert "没有要素" in handout(filled, layers, "plot", box=(10, 10, 11, 11))


def test_it_is_small_because_unused_libraries_are_left_out(filled: Session, layers: LayerRegistry) -> None:
    page = handout(filled, layers, "plot")
    assert len(page) < 250_000
    assert "Font Awesome" not in page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    yield page
    page.close()


def watch(page: Page) -> list[str]:
    """Everything that must not happen: a request to anywhere, a script error, a blocked resource."""
    seen: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith(("file:///", "data:")) else seen.append(request.url)
    )
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    return seen


@pytest.mark.browser
def test_it_opens_from_a_disk_and_shows_the_plots_without_any_request(
    filled: Session, layers: LayerRegistry, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    file.write_text(handout(filled, layers, "plot park_boundary"), encoding="utf-8")
    seen = watch(page)
    files: list[str] = []
    page.on("request", lambda request: files.append(request.url) if request.url.startswith("file:") else None)
    page.goto(file.as_uri())
    shapes = page.locator("path.leaflet-interactive")
    assert shapes.count() == 3
    box = page.locator("path.leaflet-interactive:not(.outline-click)").first.bounding_box()
    assert box is not None
    assert box["width"] > 50
    assert box["height"] > 50
    assert page.locator(".place-name").inner_text() == "园区P4"
    assert page.locator(".leaflet-control-scale-line").is_visible()
    assert page.locator(".handout-north").is_visible()
    assert page.locator(".mark").first.inner_text() == "示意数据，非法定边界"
    assert seen == []
    assert files == [file.as_uri()]


@pytest.mark.browser
def test_a_click_on_a_plot_tells_its_facts_although_the_park_lies_above(
    filled: Session, layers: LayerRegistry, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    file.write_text(handout(filled, layers, "plot park_boundary constraint"), encoding="utf-8")
    seen = watch(page)
    page.goto(file.as_uri())
    box = page.locator("path.leaflet-interactive:not(.outline-click)").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    facts = page.locator(".leaflet-popup-content")
    facts.wait_for()
    for said in ("地块编号", "P4-001", "已投用", "180.00 亩", "120,000.00 ㎡"):
        assert said in facts.inner_text()
    assert seen == []


@pytest.mark.browser
def test_a_status_is_drawn_with_its_pattern(filled: Session, layers: LayerRegistry, page: Page, tmp_path: Path) -> None:
    park = filled.execute(text("select zone_id, id from park")).one()
    from tests.builders.park import BuiltPark

    a_plot(
        filled,
        BuiltPark(park.zone_id, park.id, "P4"),
        "P4-009",
        box=(1000, 1000, 300, 300),
        development="not_started",
        compliance="suspected_idle",
    )
    file = tmp_path / "map.html"
    file.write_text(handout(filled, layers, "plot"), encoding="utf-8")
    page.goto(file.as_uri())
    fills = page.locator("path.leaflet-interactive").evaluate_all(
        "paths => paths.map(path => path.getAttribute('fill'))"
    )
    patterned = [fill for fill in fills if fill.startswith("url(#")]
    assert len(patterned) == 1
    assert page.locator(f"pattern{patterned[0][4:-1]} path").count() == 1


@pytest.mark.browser
def test_on_a_phone_the_map_is_not_covered_by_its_legend(
    filled: Session, layers: LayerRegistry, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    file.write_text(handout(filled, layers, "plot park_boundary"), encoding="utf-8")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(file.as_uri())
    assert not page.locator(".handout-legend ul").first.is_visible()
    page.locator(".handout-legend summary").click()
    assert page.locator(".handout-legend ul").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
