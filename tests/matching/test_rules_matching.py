"""Does a score say what the site is worth for the requirement, and nothing else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.matching.rules.columns import UNKNOWN, columns_of, combine, part_of
from gisapp.matching.rules.matching import ALGORITHM, COUNTINGS, rank, score_candidates
from gisapp.matching.rules.requirement import Requirement, needed_diameter_mm
from gisapp.matching.rules.thresholds import compare_plan
from gisapp.matching.terms import Criterion

TODAY = date(2026, 11, 23)
CLUSTERS = {"healthy_food": ("13", "14"), "biomedicine": ("27",)}


def a_site(number: int = 1, **told: Any) -> dict[str, Any]:
    """A plot of 60 亩 for food, 150 yuan/㎡, handed over, with everything known."""
    return {
        "id": number, "kind": "plot", "park_code": "P4", "area_m2": Decimal(40000), "floor_area_m2": None, "price_yuan_per_m2": Decimal(150),
        "rent_yuan_per_m2_month": None, "delivery_on": date(2026, 6, 1), "far_min": Decimal(1), "far_max": Decimal(2), "height_max_m": Decimal(30),
        "clear_height_m": None, "floor_load_t_m2": None, "power_kva": Decimal(5000), "water_dn": Decimal(300), "gas_m3_h": Decimal(1000),
        "steam_t_h": Decimal(10), "sewage_dn": Decimal(400), "rail_m": 4000, "port_m": 6000, "motorway_m": 3000, "airport_m": 60000,
        "industry_codes": ["13", "14"], "utilities": ["power", "road", "water"], "utilities_known": ["gas", "power", "road", "water"], "demands": {},
        **told,
    }  # fmt: skip


def points(site: dict[str, Any], criterion: Criterion, **asked: Any) -> tuple[int, int]:
    found = score_candidates(columns_of([site]), Requirement(**asked), CLUSTERS, TODAY).by_criterion[criterion]
    return int(found.points[0]), int(found.known[0])


MU = Decimal(2000) / 3


@pytest.mark.parametrize(
    ("told", "criterion", "asked", "expected"),
    [
        # an area in the middle of the wish, at its ends, one hundredth outside; an end that is not asked for costs nothing
        ({}, Criterion.AREA_MIN, {"area_min_m2": Decimal(30000), "area_max_m2": Decimal(50000)}, (1000, 1000)),
        ({}, Criterion.AREA_MIN, {"area_min_m2": Decimal(40000), "area_max_m2": Decimal(60000)}, (1000, 1000)),
        ({}, Criterion.AREA_MIN, {"area_min_m2": Decimal(30000), "area_max_m2": Decimal(40000)}, (1000, 1000)),
        ({}, Criterion.AREA_MIN, {"area_min_m2": Decimal(1)}, (1000, 1000)),
        ({}, Criterion.AREA_MIN, {"area_max_m2": Decimal(400000)}, (1000, 1000)),
        ({}, Criterion.AREA_MIN, {"area_max_m2": Decimal("39999.99")}, (699, 1000)),
        ({}, Criterion.AREA_MIN, {"area_min_m2": Decimal("40000.01"), "area_max_m2": Decimal(60000)}, (699, 1000)),
        ({"area_m2": None}, Criterion.AREA_MIN, {"area_min_m2": Decimal(1)}, (0, 0)),
        # a price at the limit, half of it, a hundredth over
        ({}, Criterion.PRICE, {"price_max_yuan_per_m2": Decimal(150)}, (600, 1000)),
        ({}, Criterion.PRICE, {"price_max_yuan_per_m2": Decimal(300)}, (800, 1000)),
        ({}, Criterion.PRICE, {"price_max_yuan_per_m2": Decimal("149.99")}, (599, 1000)),
        ({"price_yuan_per_m2": None}, Criterion.PRICE, {"price_max_yuan_per_m2": Decimal(150)}, (0, 0)),
        # handed over already, on the last day, a day late
        ({}, Criterion.DELIVERY, {"delivery_by": date(2027, 6, 1)}, (1000, 1000)),
        ({"delivery_on": date(2027, 6, 1)}, Criterion.DELIVERY, {"delivery_by": date(2027, 6, 1)}, (600, 1000)),
        ({"delivery_on": date(2027, 6, 2)}, Criterion.DELIVERY, {"delivery_by": date(2027, 6, 1)}, (598, 1000)),
        # capacity exactly, one short, not known
        ({}, Criterion.POWER, {"measures": {"power": Decimal(5000)}}, (800, 1000)),
        ({}, Criterion.POWER, {"measures": {"power": Decimal(5001)}}, (799, 1000)),
        ({"power_kva": None}, Criterion.POWER, {"measures": {"power": Decimal(5000)}}, (0, 0)),
        # distance at the limit and a metre beyond
        ({}, Criterion.RAIL, {"measures": {"rail": Decimal(4000)}}, (600, 1000)),
        ({}, Criterion.RAIL, {"measures": {"rail": Decimal(3999)}}, (599, 1000)),
        # industry: itself, its cluster, another of the cluster, none
        ({}, Criterion.INDUSTRY, {"industry": "13"}, (1000, 1000)),
        ({}, Criterion.INDUSTRY, {"industry": "healthy_food"}, (1000, 1000)),
        ({"industry_codes": ["14"]}, Criterion.INDUSTRY, {"industry": "13"}, (500, 1000)),
        ({}, Criterion.INDUSTRY, {"industry": "27"}, (0, 1000)),
        ({"industry_codes": []}, Criterion.INDUSTRY, {"industry": "27"}, (0, 0)),
        # utilities: two of three there, gas known to be missing, steam not known
        ({}, Criterion.UTILITY, {"utilities": ("road", "power", "gas")}, (666, 1000)),
        ({}, Criterion.UTILITY, {"utilities": ("road", "heat")}, (500, 500)),
        # what one builds oneself has no height of today
        ({}, Criterion.HEIGHT, {"measures": {"height": Decimal(10)}}, (1000, 1000)),
        ({"kind": "workshop", "clear_height_m": Decimal(8)}, Criterion.HEIGHT, {"measures": {"height": Decimal(10)}}, (640, 1000)),
        ({"kind": "expansion"}, Criterion.HEIGHT, {"measures": {"height": Decimal(10)}}, (1000, 1000)),
        ({"kind": "expansion", "far_max": Decimal(2)}, Criterion.FAR, {"far": Decimal("2.001")}, (0, 1000)),
        ({"kind": "expansion", "height_max_m": None}, Criterion.BUILDING_HEIGHT, {"building_height_m": Decimal(1)}, (0, 0)),
        ({"kind": "workshop"}, Criterion.FAR, {"far": Decimal(9)}, (1000, 1000)),
        ({}, Criterion.BUILDING_HEIGHT, {"building_height_m": Decimal(30)}, (1000, 1000)),
        ({}, Criterion.BUILDING_HEIGHT, {"building_height_m": Decimal("30.01")}, (0, 1000)),
        ({}, Criterion.FAR, {"far": Decimal(2)}, (1000, 1000)),
        ({}, Criterion.FAR, {"far": Decimal("2.001")}, (0, 1000)),
        ({}, Criterion.FAR, {"far": Decimal("0.999")}, (0, 1000)),
    ],
)  # fmt: skip
def test_points_at_the_limit_and_beside_it(told, criterion, asked, expected):
    assert points(a_site(**told), criterion, **asked) == expected


def test_kept_answers_are_counted_as_they_were():
    """Until November 2026 an area lost points away from the middle of the wish, and room left counted as a building that stands."""
    asked = Requirement(area_min_m2=Decimal(40000), area_max_m2=Decimal(60000), far=Decimal(3))
    rows = columns_of([a_site(), a_site(2, kind="expansion", area_m2=Decimal(50000))])
    before, now = (score_candidates(rows, asked, CLUSTERS, TODAY, COUNTINGS[way]) for way in ("2026-11", ALGORITHM))
    assert before.by_criterion[Criterion.AREA_MIN].points.tolist() == [700, 1000]
    assert now.by_criterion[Criterion.AREA_MIN].points.tolist() == [1000, 1000]
    assert before.by_criterion[Criterion.FAR].points.tolist() == [0, 1000]
    assert now.by_criterion[Criterion.FAR].points.tolist() == [0, 0]


def test_what_is_not_known_lowers_the_reliability_and_earns_nothing():
    asked = Requirement(price_max_yuan_per_m2=Decimal(300), measures={"power": Decimal(5000)})
    sure, unsure = (
        score_candidates(columns_of([a_site(**told)]), asked, CLUSTERS, TODAY) for told in ({}, {"power_kva": None})
    )
    # price weighs 15, power 8
    assert (sure.score[0], sure.reliability[0]) == ((15 * 800 + 8 * 800) // 23, 1000)
    assert (unsure.score[0], unsure.reliability[0]) == (15 * 800 // 23, 15 * 1000 // 23)


def test_a_weight_of_nought_leaves_a_criterion_out():
    asked = Requirement(price_max_yuan_per_m2=Decimal(300), measures={"power": Decimal(9000)}, weights={"power": 0})
    found = score_candidates(columns_of([a_site()]), asked, CLUSTERS, TODAY)
    assert list(found.by_criterion) == [Criterion.PRICE]
    assert found.score[0] == 800


DEMANDS = {
    "investment_intensity": {"direction": "at_least", "value": "4500", "basis": "公告", "from": "announced"},
    "tax_per_mu": {"direction": "at_least", "value": "225", "basis": "公告", "from": "announced"},
}


@pytest.mark.parametrize(("investment", "met"), [(Decimal(180_000_000), True), (Decimal(179_999_999), False)])
def test_a_threshold_is_met_at_the_limit_and_missed_a_yuan_below(investment, met):
    """4,500 yuan/㎡ (300 万元/亩) on 40,000 ㎡ are 180 million yuan; the columns and the exact rule agree."""
    asked = Requirement(investment_yuan=investment)
    (answer, tax) = compare_plan(asked, DEMANDS, Decimal(40000))
    assert (answer.is_met, tax.is_met) == (met, None)
    assert points(a_site(demands=DEMANDS), Criterion.THRESHOLDS, investment_yuan=investment) == (
        1000 if met else 0,
        1000,
    )


def test_a_workshop_asks_for_no_threshold_and_land_without_one_leaves_it_unknown():
    asked = {"investment_yuan": Decimal(1)}
    assert points(a_site(kind="workshop"), Criterion.THRESHOLDS, **asked) == (1000, 1000)
    assert points(a_site(), Criterion.THRESHOLDS, **asked) == (0, 0)


def test_two_plots_together_are_as_good_as_the_worse_of_them():
    one = a_site(1, area_m2=Decimal(20000), price_yuan_per_m2=Decimal(100), delivery_on=date(2026, 1, 1))
    other = a_site(2, area_m2=Decimal(30000), price_yuan_per_m2=Decimal(200), delivery_on=date(2027, 1, 1),
                   utilities=["road"], power_kva=None, industry_codes=["14"])  # fmt: skip
    both = combine(columns_of([one, other]), [(0, 1)])
    assert both.area[0] == 50000_00
    assert both.price[0] == 160_00
    assert date.fromordinal(int(both.delivery[0])) == date(2027, 1, 1)
    assert both.power[0] == UNKNOWN
    assert points_of(both, "utilities") == points_of(columns_of([other]), "utilities")
    assert not both.industries["13"][0]
    assert both.industries["14"][0]


def points_of(columns: Any, name: str) -> int:
    return int(getattr(columns, name)[0])


def test_a_pair_beside_a_group_of_three_is_not_counted_twice():
    sites = columns_of([a_site(number, area_m2=Decimal(10000)) for number in range(4)])
    found = combine(sites, [(0, 1), (1, 2, 3)])
    assert found.area.tolist() == [20000_00, 30000_00]


def test_part_of_a_plot_keeps_everything_but_its_area():
    sites = columns_of([a_site(1), a_site(2, area_m2=Decimal(90000))])
    part = part_of(sites, np.array([1]), 50000_00)
    assert (part.area[0], part.number[0], part.power[0]) == (50000_00, 2, 5000_00)


@pytest.mark.parametrize(
    ("flow", "velocity", "diameter"),
    [(Decimal(0), Decimal(1), 0), (Decimal("2714.3"), Decimal(1), 200), (Decimal("2714.4"), Decimal(1), 201)],
)
def test_the_pipe_that_a_daily_amount_needs(flow, velocity, diameter):
    assert needed_diameter_mm(flow, velocity) == diameter


# properties -------------------------------------------------------------------------------------------------------------

maybe = lambda strategy: st.one_of(st.none(), strategy)  # noqa: E731
sites = st.lists(
    st.fixed_dictionaries(
        {
            "area_m2": maybe(st.integers(1_000, 300_000).map(Decimal)),
            "price_yuan_per_m2": maybe(st.integers(50, 800).map(Decimal)),
            "power_kva": maybe(st.sampled_from([Decimal(2000), Decimal(5000), Decimal(8000)])),
            "rail_m": maybe(st.integers(0, 30_000)),
            "delivery_on": maybe(st.dates(date(2025, 1, 1), date(2029, 1, 1))),
            "industry_codes": st.sampled_from([[], ["13"], ["14", "27"], ["27"]]),
            "utilities": st.sampled_from([[], ["road"], ["power", "road"]]),
            "utilities_known": st.sampled_from([[], ["road"], ["gas", "power", "road"]]),
        }
    ),
    min_size=1,
    max_size=12,
)
ASKED = Requirement(
    industry="13", area_min_m2=Decimal(20000), area_max_m2=Decimal(60000), price_max_yuan_per_m2=Decimal(300), delivery_by=date(2027, 12, 31),
    utilities=("road", "power"), measures={"power": Decimal(5000), "rail": Decimal(8000)}, investment_yuan=Decimal(10_000_000),
)  # fmt: skip


@given(sites, sites)
def test_another_site_never_changes_the_order_of_the_others(those, others):
    """Independence of what else there is: with any others added, those keep their scores and their order."""
    rows = [a_site(number, **told) for number, told in enumerate(those, 1)]
    more = rows + [a_site(1000 + number, **told) for number, told in enumerate(others)]
    alone, among = columns_of(rows), columns_of(more)
    few, many = (score_candidates(columns, ASKED, CLUSTERS, TODAY) for columns in (alone, among))
    order = [int(alone.number[row]) for row in rank(alone, few, np.arange(len(alone)))]
    wider = [int(among.number[row]) for row in rank(among, many, np.arange(len(among)))]
    assert [number for number in wider if number < 1000] == order
    assert few.score.tolist() == many.score[: len(rows)].tolist()


@given(sites, st.randoms())
def test_the_order_of_the_rows_does_not_matter(those, random):
    rows = [a_site(number, **told) for number, told in enumerate(those, 1)]
    shuffled = rows[:]
    random.shuffle(shuffled)

    def ranking(given_rows: list[dict[str, Any]]) -> list[int]:
        columns = columns_of(given_rows)
        scores = score_candidates(columns, ASKED, CLUSTERS, TODAY)
        return [int(columns.number[row]) for row in rank(columns, scores, np.arange(len(columns)))]

    assert ranking(rows) == ranking(shuffled)


@given(sites)
def test_points_contributions_and_reliability_stay_within_their_bounds(those):
    columns = columns_of([a_site(number, **told) for number, told in enumerate(those)])
    found = score_candidates(columns, ASKED, CLUSTERS, TODAY)
    weights = sum(ASKED.weight(criterion) for criterion in found.by_criterion)
    total = sum(ASKED.weight(criterion) * answer.points for criterion, answer in found.by_criterion.items())
    assert (found.score == total // weights).all()
    for answer in found.by_criterion.values():
        assert ((answer.points >= 0) & (answer.points <= 1000)).all()
        assert (answer.points <= np.where(answer.known > 0, 1000, 0)).all()
    assert ((found.reliability >= 0) & (found.reliability <= 1000)).all()


@given(sites, st.integers(1, 100))
def test_a_cheaper_site_never_scores_less(those, cheaper):
    rows = [a_site(number, **told) for number, told in enumerate(those) if told["price_yuan_per_m2"]]
    if not rows:
        return
    better = [{**row, "price_yuan_per_m2": max(row["price_yuan_per_m2"] - cheaper, Decimal(1))} for row in rows]
    before, after = (score_candidates(columns_of(given_rows), ASKED, CLUSTERS, TODAY) for given_rows in (rows, better))
    assert (after.score >= before.score).all()


def test_a_requirement_survives_being_kept():
    asked = replace(ASKED, weights={"price": 30}, kinds=("workshop", "plot"), far=Decimal("1.20"))
    kept = Requirement.from_json(asked.as_json())
    assert kept.as_json() == asked.as_json()
    assert kept.delivery_by == asked.delivery_by
    assert kept.measures == asked.measures
