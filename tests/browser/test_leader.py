"""A leader asks for the sums, and for the list behind each of them."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def amount(words: str) -> tuple[int, float]:
    """Plots and 亩 of "73 宗 · 5,431.84 亩"."""
    plots, mu = re.search(r"([\d,]+) 宗.*?([\d,]+\.\d\d) 亩", words).groups()  # type: ignore[union-attr]
    return int(plots.replace(",", "")), float(mu.replace(",", ""))


def test_statistics_are_the_sums_of_the_ledger_down_to_each_segment(visit):
    tab = visit("leader").open_desk("/desk/statistics")
    plots = tab.ask("/api/plots", limit=5000)["items"]
    whole = tab.page.locator(".statistics-figure")
    truth = f"{sum(plot['area_m2'] for plot in plots) * 3 / 2000:,.2f}"
    expect(whole).to_have_text(f"{len(plots)} 宗 · {truth} 亩")
    tab.ledger.open()
    assert tab.ledger.words == f"{len(plots)} 行 · {truth} 亩"

    # every segment of every bar, added up, is the whole again
    segments = tab.page.locator(".statistics-parks [role=group] button").all()
    said = [amount(segment.get_attribute("aria-label") or segment.inner_text()) for segment in segments]
    assert len(said) == len({(plot["park_code"], plot["stage"]) for plot in plots})
    assert sum(count for count, _ in said) == len(plots)
    assert abs(sum(mu for _, mu in said) - float(truth.replace(",", ""))) < 0.005 * len(said) + 0.01


def test_a_segment_leads_to_its_list_and_its_plots_on_the_map(visit):
    tab = visit("leader").open_desk("/desk/statistics")
    segment = tab.page.get_by_role("button", name=re.compile("^生物医药产业园 · 在建：")).first
    count, mu = amount(segment.get_attribute("aria-label") or segment.inner_text())
    segment.click()
    expect(segment).to_have_attribute("aria-pressed", "true")
    tab.page.get_by_role("button", name="看台账").click()
    tab.ledger.expect_rows(count)
    assert tab.ledger.words.endswith(f"{mu:,.2f} 亩")
    assert tab.ask("/api/plots", park="P6", stage="building", limit=1)["total"] == count
    tab.page.get_by_role("button", name="看全部").click()
    tab.ledger.expect_rows(tab.ask("/api/plots", limit=1)["total"])


def test_a_leader_reads_everything_and_changes_nothing(visit):
    tab = visit("leader")
    plot = tab.ask("/api/plots", stage="idle_determined", limit=1)["items"][0]
    tab.open_desk(f"/desk?sel={plot['id']}")
    expect(tab.dossier).to_contain_text(plot["plot_no"])
    for words in ("变更状态", "更多操作", "修订规划条件", "绘制地块", "账号管理"):
        assert tab.page.get_by_role("button", name=words, exact=True).count() == 0, words
    # pressing the address of a desk that is not theirs leads back to the map, without a fault
    tab.open("/desk/accounts")
    tab.map.settled()
    tab.page.wait_for_url(lambda url: "/accounts" not in url)
