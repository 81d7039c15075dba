"""A must stays a must, nothing is ranked where nothing is asked, and no point is lost within the wish without a word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.kernel.errors import Invalid
from gisapp.matching.matches import ask_match, matching_ids
from gisapp.matching.rules.requirement import Requirement
from gisapp.matching.saved_searches import save_search
from gisapp.matching.terms import Criterion
from tests.builders.listing import a_listing
from tests.builders.offer import a_condition
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.premises import a_premises
from tests.conftest import TODAY
from tests.harness.examples import examples
from tests.matching.conftest import Market

EVERY = tuple(str(criterion) for criterion in Criterion)


def ask(db: Session, **asked: Any) -> dict[str, Any]:
    return ask_match(db, Requirement(**asked), TODAY, zone_code="411671", limit=20, offset=0)


def numbers(answer: dict[str, Any]) -> list[str]:
    return [item["sites"][0]["plot_no"] for item in answer["items"]]


@pytest.fixture
def full_market(db: Session, market: Market) -> Market:
    """With a workshop, and 20,000 ㎡ of floors left to build at a ratio of 2.5, on a plot that is built."""
    built = a_plot(db, a_park(db, code="P6", east=3000), "P6-001", box=(3100, 100, 200, 200))
    a_condition(db, built)
    db.execute(
        text(
            "insert into plot_built (plot_id, floor_area_m2, footprint_m2, buildings, measured_on, source, valid, recorded_by_name)"
            " values (:plot, 80000, 20000, 1, '2026-01-01', '实测', '[2026-01-01,)', '甲')"
        ),
        {"plot": built},
    )
    a_premises(db, built, kind="expansion", industry_codes=["13"])
    a_premises(
        db, built, floor_area_m2=6000, clear_height_m=8, floor_load_t_m2=2, rent_yuan_per_m2_month=10, industry_codes=["13"],
        lease_months_min=12, available_on=date(2026, 12, 1),
    )  # fmt: skip
    return market


@pytest.mark.parametrize(
    "asked", [{}, {"kinds": ("plot", "workshop")}, {"must": EVERY}, {"weights": {"price": 30}}], ids=str
)
def test_where_nothing_is_asked_nothing_is_ranked(db, market, asked):
    answer = ask(db, **asked)
    assert (answer["total"], answer["ids"], answer["items"], answer["published"]) == (0, [], [], 6)
    assert answer["weights"] == answer["excluded"] == answer["alternatives"] == answer["relaxations"] == []
    assert matching_ids(db, Requirement(**asked), TODAY) == []


def test_a_search_that_asks_nothing_is_not_kept(db, market):
    with pytest.raises(Invalid) as refused:
        save_search(db, zone_code="411671", kind="match", title="空", language="zh", query={}, as_of=TODAY)
    assert refused.value.code == "search.nothing_asked"


def test_a_wish_without_weight_stays_in_the_form_and_stays_a_must(db, market):
    answer = ask(db, industry="27", price_max_yuan_per_m2=Decimal(200), weights={"industry": 0})
    assert numbers(answer) == ["P4-106"]
    assert [(item["criterion"], item["weight"]) for item in answer["weights"]] == [("industry", 0), ("price", 15)]


def test_a_threshold_that_must_be_met_excludes_who_asks_for_more_or_for_what_the_plan_does_not_say(db, full_market):
    """Land asks for an investment by the table; a workshop asks for nothing."""
    wish = {"kinds": ("plot", "workshop"), "investment_yuan": Decimal(1)}
    assert ask(db, **wish)["total"] == 7
    strict = ask(db, **wish, must=("thresholds",))
    assert [site["kind"] for item in strict["items"] for site in item["sites"]] == ["workshop"]
    (excluded,) = [item for item in strict["excluded"] if item["criterion"] == "thresholds"]
    assert (excluded["count"], excluded["alone"]) == (6, 6)
    assert [item["words_zh"] for item in strict["relaxations"]][:1] == ["“标准地门槛”不作必须条件：多 6 处"]


def test_room_left_is_built_on_and_a_building_that_stands_is_not(db, full_market):
    def kinds(**asked: Any) -> set[str]:
        found = ask(db, kinds=("workshop", "expansion"), must=EVERY, **asked)
        return {site["kind"] for item in found["items"] for site in item["sites"]}

    assert kinds(far=Decimal("2.5")) == {"workshop", "expansion"}
    assert kinds(far=Decimal("2.51")) == {"workshop"}
    assert kinds(measures={"height": Decimal(8)}) == {"workshop", "expansion"}
    assert kinds(measures={"height": Decimal("8.01")}) == {"expansion"}


def test_plots_together_keep_the_musts_of_each(db, market):
    """P4-102 takes food makers and P4-103 others: each is of the cluster, and no one industry of it may take both."""
    db.execute(
        text("update listing set state = 'withdrawn', withdrawn_on = announced_on where plot_id = :plot"),
        {"plot": market.c},
    )
    a_listing(
        db, market.c, announced_on=TODAY, listing_no="再1号", applications_until=date(2026, 12, 31),
        industry_codes=("14",), start_price_yuan=3_400_000,
    )  # fmt: skip
    together = ask(db, industry="healthy_food", area_min_m2=Decimal(35000), area_max_m2=Decimal(45000))["alternatives"]
    made = [sorted(site["plot_no"] for site in item["sites"]) for item in together if len(item["sites"]) > 1]
    assert made == [["P4-101", "P4-102"]]


def test_points_lost_within_the_wish_are_explained(db, market):
    answer = ask(db, area_min_m2=Decimal(20000), area_max_m2=Decimal(60000), price_max_yuan_per_m2=Decimal(150))
    first = {part["criterion"]: part for part in answer["items"][0]["contributions"]}
    assert (first["area_min"]["points"], first["area_min"]["short_zh"]) == (100, None)
    assert (first["price"]["points"], first["price"]["state"]) == (60, "met")
    assert first["price"]["short_zh"] == "在上限处得 60 分，越低越高"
    assert first["price"]["short_en"] == "60 of 100 at the limit, more the lower"


def perhaps(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


whole = lambda low, high: st.integers(low, high).map(Decimal)  # noqa: E731
requirements = st.builds(
    Requirement,
    kinds=st.lists(st.sampled_from(["plot", "workshop", "expansion"]), min_size=1, unique=True).map(tuple),
    industry=st.sampled_from(["", "13", "27", "healthy_food"]),
    parks=st.sampled_from([(), ("P4",), ("P9",)]),
    area_min_m2=perhaps(whole(1000, 45_000)),
    area_max_m2=perhaps(whole(45_000, 250_000)),
    floor_area_min_m2=perhaps(whole(1000, 30_000)),
    price_max_yuan_per_m2=perhaps(whole(100, 200)),
    rent_max_yuan_per_m2_month=perhaps(whole(5, 20)),
    delivery_by=perhaps(st.dates(date(2026, 6, 1), date(2027, 12, 31))),
    utilities=st.sampled_from([(), ("road",), ("power", "road"), ("gas",)]),
    measures=st.dictionaries(st.sampled_from(["power", "height", "load"]), whole(1, 1000), max_size=2),
    building_height_m=perhaps(whole(10, 60)),
    far=perhaps(st.sampled_from([Decimal("1.2"), Decimal("2.5"), Decimal(3)])),
    investment_yuan=perhaps(st.sampled_from([Decimal(1), Decimal(10**9)])),
    must=st.lists(st.sampled_from(EVERY), unique=True).map(tuple),
    weights=st.dictionaries(st.sampled_from(["price", "industry"]), st.sampled_from([0, 7]), max_size=1),
)


@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(asked=requirements)
def test_whoever_is_listed_meets_every_must_and_every_missing_point_has_its_reason(db, full_market, asked):
    answer = ask_match(db, asked, TODAY, zone_code="411671", limit=20, offset=0)
    if not asked.wishes():
        assert answer["total"] == 0
    for candidate in (*answer["items"], *answer["alternatives"]):
        assert {site["kind"] for site in candidate["sites"]} <= set(asked.kinds)
        for part in candidate["contributions"]:
            met = part["state"] == "met"
            assert met or not part["is_must"], part
            assert (part["short_zh"] is not None) == (met and part["points"] < 100), part
            assert bool(part["short_zh"]) == bool(part["short_en"])
            assert part["reason_zh"]
            assert part["reason_en"]
