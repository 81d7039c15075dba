"""Takes the pictures of the README anew, from the demonstration zone: `task pictures`, or python -m tests.browser.take_pictures."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from math import dist
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect
from shapely import set_precision
from shapely.affinity import scale
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.demo.seed import seed_demo
from tests.browser.ground_for_plots import boundary_txt, degrees, free_ground, outline_of
from tests.browser.running_site import RunningSite, running_site
from tests.browser.tab import PHONE, Tab, Watch
from tests.harness.chromium import running_chromium

FOLDER = Path(__file__).resolve().parents[2] / "web" / "pictures"
SCREEN = {"width": 1440, "height": 900}

Come = Callable[..., Tab]


def keep(tab: Tab, name: str) -> None:
    tab.settled()
    tab.page.mouse.move(0, 0)
    tab.page.evaluate("() => document.fonts.ready")
    tab.page.screenshot(path=FOLDER / f"{name}.png")


def desk(come: Come) -> None:
    """The first screen of the day: every plot by stage, the legend with its counts, the ledger."""
    tab = come("officer").open_desk()
    tab.page.get_by_role("tab", name="图例").click()
    expect(tab.page.locator(".legend-total")).to_be_visible()
    keep(tab, "desk")


def dossier(come: Come) -> None:
    """Why a plot has its colour, and what comes next."""
    tab = come("officer")
    plot = tab.ask("/api/plots", stage="idle_suspected", sort="-area_m2", limit=1)["items"][0]
    lon, lat = plot["centroid"]
    tab.open_desk(f"/desk/ledger?at={lon:.6f},{lat:.6f},16&sel={plot['id']}&park={plot['park_code']}")
    tab.ledger.open()
    expect(tab.dossier).to_contain_text(plot["plot_no"])
    tab.page.get_by_role("button", name="收起面板").first.click()
    expect(tab.page.locator(".plot-why")).to_contain_text("疑似闲置")
    keep(tab, "dossier")


def survey(come: Come, scratch: Path) -> None:
    """A survey file before it is accepted: preview on the map, findings below."""
    tab = come("planner")
    ground = free_ground(tab, "P4")
    west, east = ground.halves()
    lived_on = min(
        tab.ask("/api/plots", park="P4", stage="in_use", limit=100)["items"],
        key=lambda plot: dist(plot["centroid"], ground.middle),
    )
    taken = set_precision(scale(outline_of(tab, lived_on["id"]), 0.8, 0.8), 0.001)
    file = scratch / "P4勘测定界成果.txt"
    file.write_bytes(boundary_txt([("P4-101", west), ("P4-102", east), ("P4-103", taken)]))
    lon, lat = ground.middle
    tab.open_desk(f"/desk/survey?at={lon:.6f},{lat:.6f},15.5")
    panel = tab.page.get_by_role("complementary", name="左侧面板")
    panel.get_by_label("选择文件").set_input_files(file)
    panel.get_by_label("入库园区").select_option("P4")
    panel.get_by_role("button", name="上传并预检").click()
    expect(panel.get_by_role("heading", name="预检结果")).to_be_visible()
    panel.get_by_role("button", name="在图上查看").click()
    expect(tab.page.get_by_role("complementary", name="台账面板").get_by_role("row").nth(1)).to_be_visible()
    keep(tab, "survey")


def draw(come: Come) -> None:
    """A plot under the pen: snapped to its neighbours, with live area and findings."""
    tab = come("planner")
    ground = free_ground(tab, "P5")
    lon, lat = ground.middle
    tab.open_desk(f"/desk/draw?at={lon:.6f},{lat:.6f},16.2")
    expect(tab.page.get_by_text("还没有图形")).to_be_visible()
    tab.page.wait_for_function(
        "() => gisappMap.ol.getInteractions().getArray()"
        ".some((one) => one.rBush_ && one.source_?.getFeatures().some((feature) => feature.get('kind') === 'plot'))"
    )
    west = ground.halves()[0]
    for corner in list(west.exterior.coords)[:-1]:
        tab.map.click(*degrees(*corner))
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".draw-checks .note, .draw-checks .finding").first).to_be_visible()
    keep(tab, "draw")


def statistics(come: Come) -> None:
    tab = come("leader").open_desk("/desk/statistics?park=P4")
    expect(tab.page.locator(".statistics-figure")).to_be_visible()
    keep(tab, "statistics")


def inbox(come: Come) -> None:
    """What is overdue, due and untouched, each row with whose turn it is and its button."""
    tab = come("officer").open("/desk/inbox?inboxbucket=week")
    expect(tab.page.locator(".inbox-table tbody tr").first).to_be_visible()
    keep(tab, "inbox")


def prepare(come: Come) -> None:
    """What candidate plots still lack before they may be offered, and one of them line by line."""
    tab = come("officer")
    rows = tab.ask("/api/readiness")["items"]
    lacking = {row["plot_id"]: sum(state != "passed" for state in row["topics"].values()) for row in rows}
    plot = min((one for one, count in lacking.items() if count > 1), key=lacking.__getitem__)
    tab.open(f"/desk/prepare?sel={plot}")
    expect(tab.page.locator(".prepare-verdict")).to_be_visible()
    keep(tab, "prepare")


def supply(come: Come) -> None:
    """An announcement whose applications lie side by side, ranked by the announced rule."""
    tab = come("officer")
    rows = [row for row in tab.ask("/api/listings")["items"] if row["state"] in ("published", "closed")]
    listing = max(rows, key=lambda row: row["application_count"])
    tab.open(f"/desk/supply?listing={listing['listing_id']}&supply_tab=compare")
    expect(tab.page.locator(".supply-places tbody tr").first).to_be_visible()
    keep(tab, "supply")


def contract(come: Come) -> None:
    """What a contract binds to, by day, and why one of its promises is late."""
    tab = come("officer")
    rows = tab.ask("/api/contracts", state="in_force", limit=1000)["items"]
    late = max(rows, key=lambda row: (row["overdue"] > 0, row["duties"]))
    tab.open(f"/desk/contracts?contract={late['id']}")
    expect(tab.page.locator(".contracts-timeline > li").first).to_be_visible()
    tab.page.locator(".contracts-duty.is-late, .contracts-duty.is-broken").last.get_by_text("为什么？").click()
    keep(tab, "contract")


def promises(come: Come) -> None:
    """The ledger of promises: the identity above, what is late below, one of them with its reason."""
    tab = come("officer").open("/desk/commitments")
    tab.page.locator(".promises-table .table-row").first.click()
    expect(tab.page.locator(".promise-sheet .promise-why")).to_be_visible()
    keep(tab, "promises")


def projects(come: Come) -> None:
    """Every project by stage, with its light; the three rates above."""
    tab = come("leader").open("/desk/projects")
    expect(tab.page.locator(".board-card").first).to_be_visible()
    keep(tab, "projects")


def approvals(come: Come) -> None:
    """The approvals of one project as parallel lanes, with the longest branch and the days used."""
    tab = come("officer")
    running = [one for one in tab.ask("/api/approvals")["projects"] if one["open"] and one["red"] and one["done"] > 4]
    latest = max(running, key=lambda one: one["started_on"])
    tab.open(f"/desk/approvals?process={latest['project_id']}")
    expect(tab.page.locator(".approval-lanes")).to_be_visible()
    tab.page.locator(".approval-process-head").evaluate("(head) => head.scrollIntoView()")
    keep(tab, "approvals")


def promise_map(come: Come) -> None:
    """Contracted plots by their worst open promise."""
    tab = come("officer").open_desk("/desk/map?layers=commitment,park_boundary,road")
    tab.page.get_by_role("tab", name="图例").click()
    expect(tab.page.locator(".legend-layer").filter(has_text="承诺履约").first).to_be_visible()
    keep(tab, "promise-map")


def idle(come: Come) -> None:
    """One plot's answer: since when it is idle, whose cause, what comes next, and the clock as a picture."""
    tab = come("officer")
    rows = tab.ask("/api/idle-findings")["items"]
    row = max(
        (one for one in rows if one["side"] == "government" and one["idle_days"]), key=lambda one: one["idle_days"]
    )
    tab.open_desk(f"/desk/map?sel={row['plot_id']}&tab=idle&layers=idle_land,park_boundary,road")
    expect(tab.dossier.locator("svg").first).to_be_visible()
    keep(tab, "idle")


def idle_case(come: Come) -> None:
    """A case on its statutory clocks: what ran, what was excused, what is overdue, and every step with its papers."""
    tab = come("officer")
    cases = tab.ask("/api/idle-cases")["items"]
    longest = max((one for one in cases if one["is_open"]), key=lambda one: one["sequence"])
    tab.open(f"/desk/idle?idle_case={longest['id']}")
    expect(tab.page.get_by_role("tab", name="办理过程")).to_be_visible()
    keep(tab, "idle-case")


def stock(come: Come) -> None:
    """Every square metre of the parks in exactly one class, on the map and as a ladder."""
    tab = come("planner").open_desk("/desk/stock")
    expect(tab.page.get_by_text("各类之和等于园区面积")).to_be_visible()
    keep(tab, "stock")


def performance(come: Come) -> None:
    """Enterprises by their per-mu score, each with what it is made of."""
    tab = come("leader").open("/desk/performance")
    expect(tab.page.locator("table tbody tr").first).to_be_visible()
    keep(tab, "performance")


def reuse(come: Come) -> None:
    """A plot put to use again: who left, who came, before and after."""
    tab = come("officer")
    done = next(one for one in tab.ask("/api/reuse")["items"] if one["stage"] == "reused")
    tab.open(f"/desk/reuse?reuse={done['id']}")
    expect(tab.page.get_by_text(done["reuse_no"]).first).to_be_visible()
    keep(tab, "reuse")


def cockpit(come: Come) -> None:
    """What leaders look at first; every figure leads to its list and says why."""
    tab = come("leader").open("/desk/cockpit")
    expect(tab.page.locator(".cockpit-title").first).to_be_visible()
    keep(tab, "cockpit")


def proposal(come: Come) -> None:
    """A draft before its review: what changes, on the map and as a list."""
    tab = come("officer")
    waiting = next(one for one in tab.ask("/api/proposals")["items"] if one["state"] == "submitted")
    tab.open_desk(f"/desk/proposals?proposal={waiting['id']}")
    expect(tab.page.get_by_role("tab", name="差异")).to_be_visible()
    keep(tab, "proposal")


def compliance(come: Come) -> None:
    """A report of what a plot's ground lies on, line by line with its article."""
    tab = come("planner").open("/desk/compliance?compliancetab=reports&creport=1")
    expect(tab.page.get_by_role("button", name="重算核对")).to_be_visible()
    keep(tab, "compliance")


def match(come: Come) -> None:
    """Sites ranked for a project, each with what its points are made of, and what a relaxed wish would find."""
    tab = come().open("/match?industry=healthy_food&area=50-80&plan=investment:20000")
    expect(tab.page.locator(".candidate").first).to_be_visible()
    keep(tab, "match")


def window(come: Come) -> None:
    tab = come().open("/")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    keep(tab, "window")


def phone(come: Come) -> None:
    tab = come(size=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2).open("/")
    expect(tab.page.locator(".site-card-link").first).to_be_visible()
    keep(tab, "phone")


def self_report(come: Come) -> None:
    """What an enterprise said of its own plot, beside what it was asked."""
    tab = come("officer")
    report = tab.ask("/api/self-reports", state="submitted")["items"][0]
    tab.open_desk(f"/desk/commitments?promise_view=reports&self_report={report['id']}")
    expect(tab.page.get_by_role("heading", name=report["report_no"])).to_be_visible()
    expect(tab.page.get_by_role("button", name="核收", exact=True)).to_be_visible()
    keep(tab, "self-report")


def take_all(browser: Browser, site: RunningSite, scratch: Path, chosen: set[str]) -> None:
    """Take every picture, or the chosen ones; a page that misbehaves stops it, as it would stop a test."""

    def come(username: str | None = None, *, size: dict[str, int] = SCREEN, **options: Any) -> Tab:
        context = browser.new_context(
            viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce", **options
        )
        watch = Watch(context, site.address)
        watches.append(watch)
        tab = Tab(context.new_page(), site, watch)
        return tab.sign_in(username) if username else tab

    watches: list[Watch] = []
    pictures: dict[str, Callable[[], None]] = {
        "desk": lambda: desk(come),
        "dossier": lambda: dossier(come),
        "survey": lambda: survey(come, scratch),
        "draw": lambda: draw(come),
        "statistics": lambda: statistics(come),
        "inbox": lambda: inbox(come),
        "prepare": lambda: prepare(come),
        "supply": lambda: supply(come),
        "contract": lambda: contract(come),
        "promises": lambda: promises(come),
        "projects": lambda: projects(come),
        "approvals": lambda: approvals(come),
        "promise-map": lambda: promise_map(come),
        "cockpit": lambda: cockpit(come),
        "idle": lambda: idle(come),
        "idle-case": lambda: idle_case(come),
        "stock": lambda: stock(come),
        "performance": lambda: performance(come),
        "reuse": lambda: reuse(come),
        "proposal": lambda: proposal(come),
        "compliance": lambda: compliance(come),
        "match": lambda: match(come),
        "self-report": lambda: self_report(come),
        "window": lambda: window(come),
        "phone": lambda: phone(come),
    }
    for name, take in pictures.items():
        if not chosen or name in chosen:
            take()
    assert [fault for watch in watches for fault in watch.verdict()] == []


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    expect.set_options(timeout=30_000)
    with PrivateCluster.temporary() as cluster, tempfile.TemporaryDirectory() as scratch:
        cluster.create_database("pictures")
        url = cluster.url("pictures")
        upgrade(url)
        engine = create_engine(url, poolclass=NullPool)
        with Session(engine) as session, session.begin():
            seed_demo(session)
        engine.dispose()
        with running_site(url) as site, running_chromium() as browser:
            take_all(browser, site, Path(scratch), set(sys.argv[1:]))


if __name__ == "__main__":
    main()
