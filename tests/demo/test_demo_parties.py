"""Names and numbers: invented holders are well formed, real enterprises only reside."""

from __future__ import annotations

import re

from stdnum.cn import uscc

from gisapp.demo.holders import organisation_code
from gisapp.demo.records import DemoPlot, DemoZone
from gisapp.kernel.identifiers import (
    check_credit_code,
    check_parcel_no,
    check_real_estate_unit_no,
    check_supervision_no,
)


def test_organisation_codes_carry_the_check_character_of_the_standard():
    # example of GB 11714: D2143569-X
    assert organisation_code("D2143569") == "D2143569X"


def test_invented_holders_have_valid_credit_codes_that_show_they_are_invented(zone: DemoZone):
    invented = [party for party in zone.parties if not party.is_real]
    assert len(invented) > 150
    assert all(party.credit_code and uscc.is_valid(party.credit_code) for party in invented)
    assert all(check_credit_code(party.credit_code or "") is None for party in invented)
    assert all("DEM" in (party.credit_code or "") and party.name_zh.startswith("示例") for party in invented)
    assert len({party.credit_code for party in invented}) == len(invented)


def test_real_enterprises_only_reside_in_their_park(zone: DemoZone):
    real = {party.name_zh: party for party in zone.parties if party.is_real}
    assert len(real) == 25
    assert all(party.park_code and party.credit_code is None for party in real.values())
    named = {t.party for plot in zone.plots for t in plot.tenures} | {
        contract.holder for plot in zone.plots for contract in plot.contracts
    }
    assert not named & set(real)
    assert named <= {party.name_zh for party in zone.parties}


def test_shares_of_a_day_never_exceed_the_whole(zone: DemoZone):
    for plot in zone.plots:
        holders = [tenure for tenure in plot.tenures if tenure.role == "holder" and tenure.until is None]
        assert sum(tenure.share for tenure in holders) in (0, 1), plot.plot_no


def test_numbers_are_well_formed_and_given_once(zone: DemoZone, live: list[DemoPlot]):
    assert len({plot.plot_no for plot in zone.plots}) == len(zone.plots)
    assert all(re.fullmatch(r"P[1-6]-\d{3}", plot.plot_no) for plot in zone.plots)
    last = [plot.versions[-1] for plot in live]
    for numbers, check in (
        ([v.parcel_no for v in last], check_parcel_no),
        ([v.real_estate_unit_no for v in last], check_real_estate_unit_no),
        ([v.supervision_no for v in last], check_supervision_no),
    ):
        given = [number for number in numbers if number]
        assert len(given) > 150
        assert len(given) < len(last)
        assert len(set(given)) == len(given)
        assert all(check(number) is None for number in given)
    contracts = [contract.contract_no for plot in live for contract in plot.contracts]
    assert len(set(contracts)) == len(contracts)
    assert all(v.parcel_no is None or v.parcel_no.startswith("41160290") for v in last)


def test_addresses_name_streets_of_the_zone(zone: DemoZone, live: list[DemoPlot]):
    names = {road.name_zh for road in zone.roads}
    for plot in live:
        along, across = (part[:-2] for part in plot.versions[-1].address.split("、"))
        assert {along, across} <= names
