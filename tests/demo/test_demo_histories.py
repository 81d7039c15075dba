"""What is told of the plots: every value occurs, dates are in order, later rules find their cases."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta

import pytest

from gisapp.demo.conditions import LEVELS
from gisapp.demo.days import add_years
from gisapp.demo.records import Contract, DemoPlot, DemoZone
from gisapp.demo.states import AXES, stage_of
from gisapp.land.terms import (
    ComplianceState,
    DevelopmentState,
    LandControl,
    ServicingLevel,
    Stage,
    SupplyState,
    Utility,
    UtilityStatus,
)

TODAY = date(2026, 11, 23)


def _milestones(contract: Contract) -> dict[str, tuple[date | None, date | None]]:
    return {m.kind: (m.agreed_on, m.actual_on) for m in contract.milestones}


def _active(live: list[DemoPlot]) -> list[tuple[DemoPlot, Contract]]:
    return [(plot, contract) for plot in live for contract in plot.contracts if contract.ended_on is None]


@pytest.mark.parametrize(
    ("axis", "terms"),
    list(zip(AXES, (LandControl, ServicingLevel, SupplyState, DevelopmentState, ComplianceState), strict=True)),
)
def test_every_value_of_every_axis_occurs_today(live: list[DemoPlot], axis: str, terms: type):
    assert {getattr(plot.states[-1], axis) for plot in live} == set(terms.values())


def test_every_stage_occurs_in_believable_shares(live: list[DemoPlot]):
    shares = Counter(plot.stage for plot in live)
    assert set(shares) == set(Stage.values())
    assert 0.4 < shares["in_use"] / len(live) < 0.55
    assert 0.12 < shares["building"] / len(live) < 0.18
    assert 0.03 < shares["idle_suspected"] / len(live) < 0.07
    assert 28 <= shares["on_offer"] + shares["announced"] <= 40
    assert {plot.park_code for plot in live if plot.stage == "on_offer"} == {"P1", "P2", "P3", "P4", "P5", "P6"}


def test_the_stage_follows_from_the_axes(live: list[DemoPlot]):
    assert all(stage_of(plot.states[-1]) == plot.stage for plot in live)


def test_states_follow_each_other_without_gap_from_registration_on(zone: DemoZone):
    for plot in zone.plots:
        assert plot.states[0].since == plot.versions[0].since, plot.plot_no
        assert plot.states[-1].until == plot.versions[-1].until, plot.plot_no
        for rows in (plot.states, plot.versions):
            assert all(a.until == b.since for a, b in itertools.pairwise(rows)), plot.plot_no
            assert all(row.until is None or row.since < row.until for row in rows), plot.plot_no
        assert plot.states[-1].since <= TODAY


def test_the_zone_grows_from_year_to_year(zone: DemoZone):
    def registered(day: date) -> int:
        return sum(any(v.since <= day and (v.until is None or day < v.until) for v in p.versions) for p in zone.plots)

    counts = [registered(date(year, 12, 31)) for year in range(2016, 2026)]
    assert counts == sorted(counts)
    assert 20 < counts[0] < 70
    assert counts[5] > 110


def test_no_plot_is_older_than_its_part_of_the_park(zone: DemoZone):
    for plot in zone.plots:
        for version in plot.versions:
            covering = [
                b
                for b in zone.boundaries
                if b.park_code == plot.park_code
                and b.since < (version.until or date.max)
                and version.since < (b.until or date.max)
            ]
            assert min(b.since for b in covering) <= version.since, plot.plot_no
            assert all(b.shape.planar.contains(version.shape.planar) for b in covering), plot.plot_no


def test_one_plot_was_merged_one_split_and_some_surveyed_anew(zone: DemoZone, live: list[DemoPlot]):
    retired = {plot.plot_no: plot for plot in zone.plots if not plot.current}
    assert set(retired) == {"P5-901", "P5-902", "P4-901"}
    for parents, count in ((("P5-901", "P5-902"), 1), (("P4-901",), 2)):
        ended = {retired[no].versions[-1].until for no in parents}
        assert len(ended) == 1
        children = [p for p in live if p.versions[0].since in ended and p.park_code == parents[0][:2]]
        assert len(children) == count
        before = sum(retired[no].versions[0].shape.area_m2 for no in parents)
        assert sum(p.versions[0].shape.area_m2 for p in children) == pytest.approx(before, abs=0.2)
    anew = [plot for plot in live if len(plot.versions) == 2]
    assert len(anew) == 14
    assert all(plot.versions[0].shape.area_m2 < plot.versions[1].shape.area_m2 for plot in anew)


def test_contract_dates_are_in_order_and_none_lies_ahead(live: list[DemoPlot]):
    for plot in live:
        for contract in plot.contracts:
            days = _milestones(contract)
            actual = [pair[1] for pair in days.values() if pair[1]]
            assert contract.signed_on <= TODAY
            assert actual == sorted(actual), plot.plot_no
            assert all(contract.signed_on < day <= TODAY for day in actual), plot.plot_no
            agreed = [pair[0] for pair in days.values() if pair[0]]
            assert agreed == sorted(agreed), plot.plot_no


def test_the_idle_rules_will_find_each_kind_of_case(live: list[DemoPlot]):
    unstarted = {start[0] for plot, c in _active(live) if (start := _milestones(c)["start"])[0] and start[1] is None}
    year, two = add_years(TODAY, -1), add_years(TODAY, -2)
    assert {year, year + timedelta(days=1), year - timedelta(days=1), two, two - timedelta(days=1)} <= unstarted
    assert {TODAY + timedelta(days=days) for days in (1, 6, 7, 29, 30, 89, 90)} <= unstarted
    assert any(_milestones(c)["start"] == (None, None) for _, c in _active(live))
    stopped = [(p, c) for p, c in _active(live) if p.states[-1].development == "stopped"]
    assert any(c.developed_share < 1 / 3 and c.invested_share >= 0.25 for _, c in stopped)
    assert any(c.developed_share >= 1 / 3 and c.invested_share < 0.25 for _, c in stopped)
    causes = {c.cause for p in live for c in p.contracts}
    assert {"OWN", "GOV_1", "GOV_2", "GOV_4", "FORCE_MAJEURE", None} <= causes


def test_each_duty_falls_due_soon_somewhere(live: list[DemoPlot]):
    due: dict[str, set[int]] = {kind: set() for kind in ("handover", "start", "completion", "production")}
    for _, contract in _active(live):
        for kind, (agreed, actual) in _milestones(contract).items():
            if agreed and actual is None:
                due[kind].add((agreed - TODAY).days)
    for kind, limits in {
        "start": (7, 30, 90),
        "completion": (7, 30, 90),
        "production": (7, 30, 90),
        "handover": (30,),
    }.items():
        for limit in limits:
            assert any(0 <= days <= limit for days in due[kind]), (kind, limit)
    assert any(days < -365 for days in due["production"])


def test_an_extension_names_the_day_it_replaced(live: list[DemoPlot]):
    notes = [m.note for _, c in _active(live) for m in c.milestones if m.kind == "start" and "延期" in m.note]
    assert any("原约定" in note for note in notes)


def test_utilities_agree_with_the_servicing_axis(live: list[DemoPlot]):
    needed = {"road": 1, "water": 1, "power": 1, "levelled": 1, "drainage": 2, "telecom": 2, "gas": 3, "heat": 3}
    assert set(needed) == set(Utility.values())
    seen: set[str] = set()
    for plot in live:
        servicing = plot.states[-1].servicing
        for fact in (f for f in plot.utilities if f.until is None):
            seen.add(fact.status)
            assert fact.since <= fact.observed_on <= TODAY
            if servicing != "unknown" and LEVELS[servicing] >= needed[fact.utility]:
                assert fact.status in ("at_boundary", "connected"), (plot.plot_no, fact)
    assert seen == set(UtilityStatus.values())


def test_published_plots_can_be_read_by_an_investor(live: list[DemoPlot]):
    published = [plot for plot in live if plot.stage in ("announced", "on_offer")]
    assert all(plot.offer and plot.conditions for plot in published)
    offers = [plot.offer for plot in published if plot.offer]
    assert all(1 <= len(offer.industry_codes) <= 3 and offer.summary_zh and offer.summary_en for offer in offers)
    assert sum(offer.price_wan_per_mu is None for offer in offers) in (2, 3)
    assert sum(offer.delivery_on is None for offer in offers) in (1, 2, 3)
    assert not any(plot.offer for plot in live if plot not in published)
