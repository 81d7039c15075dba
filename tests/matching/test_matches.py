"""What is found, what would bring more, what can be made of neighbours, and does an answer come out the same again?"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gisapp.kernel.area import mu_to_m2, round_half_up
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.matching import match_store
from gisapp.matching.matches import ask_match, list_runs, matching_ids, replay_match, show_run
from gisapp.matching.rules.columns import BUILDS
from gisapp.matching.rules.matching import ALGORITHM, COUNTINGS, Points
from gisapp.matching.rules.requirement import Requirement
from gisapp.sites.pool import pool_of
from tests.builders.listing import a_listing
from tests.conftest import TODAY


def mu(value: float) -> Decimal:
    return round_half_up(mu_to_m2(Decimal(value)), 2)


def ask(db: Any, **asked: Any) -> dict[str, Any]:
    return ask_match(db, Requirement(**asked), TODAY, zone_code="411671", limit=20, offset=0)


def numbers(answer: dict[str, Any]) -> list[str]:
    return [item["sites"][0]["plot_no"] for item in answer["items"]]


def test_hard_limits_list_and_the_score_orders(db, market):
    answer = ask(db, industry="13", area_min_m2=mu(20), area_max_m2=mu(40), price_max_yuan_per_m2=Decimal(165))
    assert numbers(answer) == ["P4-101", "P4-102"]
    assert answer["total"] == 2
    assert answer["published"] == 6
    best = answer["items"][0]
    assert best["score"] == pytest.approx(sum(part["adds"] for part in best["contributions"]), abs=0.3)
    assert best["reliability"] == 100
    assert [part["criterion"] for part in best["contributions"]] == ["industry", "area_min", "price"]


def test_a_wish_lists_nobody_out_but_moves_the_order(db, market):
    answer = ask(db, utilities=("power",), must=())
    assert answer["total"] == 6
    assert numbers(answer)[-1] == "P4-105"
    last = answer["items"][-1]["contributions"][0]
    assert (last["state"], last["reason_zh"], last["adds"]) == ("unknown", "供电未知", 0)


ASKED: list[dict[str, Any]] = [
    {"industry": "13", "area_min_m2": mu(40), "area_max_m2": mu(60)},
    {
        "industry": "14",
        "area_min_m2": mu(50),
        "utilities": ("road", "power"),
        "must": ("industry", "area_min", "utility"),
    },
    {"price_max_yuan_per_m2": Decimal(100)},
    {"delivery_by": date(2026, 12, 31), "industry": "healthy_food"},
    {"industry": "27", "area_max_m2": mu(30)},
    {"kinds": ("workshop",)},
    {"industry": "27", "area_min_m2": mu(290), "price_max_yuan_per_m2": Decimal(100)},
    {"measures": {"power": Decimal(5000)}, "must": ("power",)},
    {"far": Decimal(3), "must": ("far",), "area_min_m2": mu(50)},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_every_relaxation_brings_exactly_what_it_promises(db, market, asked):
    answer = ask(db, **asked)
    for relaxed in answer["relaxations"]:
        found = matching_ids(db, Requirement.from_json(relaxed["requirement"]), TODAY)
        assert len(found) == relaxed["total"] == answer["total"] + relaxed["gain"], relaxed["words_zh"]
        assert set(answer["ids"]) < set(found)


def test_a_relaxation_says_how_much_to_give_up(db, market):
    answer = ask(db, industry="13", area_min_m2=mu(45), area_max_m2=mu(60))
    assert answer["total"] == 0
    words = [item["words_zh"] for item in answer["relaxations"]]
    assert "少要 15 亩：多 3 处" in words
    answer = ask(db, price_max_yuan_per_m2=Decimal(145), industry="13", area_max_m2=mu(40))
    assert "地价多出 1 万元/亩：多 2 处" in [item["words_zh"] for item in answer["relaxations"]]


def test_where_one_limit_is_not_enough_two_are_offered(db, market):
    answer = ask(db, industry="27", area_min_m2=mu(290), area_max_m2=mu(310), price_max_yuan_per_m2=Decimal(100))
    pairs = [item for item in answer["relaxations"] if item["how"] == "both"]
    assert answer["total"] == 0
    assert pairs
    assert all(item["total"] > 0 for item in pairs)


def test_neighbours_that_are_too_small_alone_are_offered_together(db, market):
    answer = ask(db, industry="13", area_min_m2=mu(50), area_max_m2=mu(65))
    made = [item for item in answer["alternatives"] if item["candidate"] == "combination"]
    assert [sorted(site["plot_no"] for site in item["sites"]) for item in made] == [
        ["P4-101", "P4-102"],
        ["P4-102", "P4-103"],
    ]
    assert made[0]["area_m2"] == Decimal("40000.00")
    # the mean of 150 and 160, both plots being as large
    answer = ask(db, industry="13", area_min_m2=mu(80), area_max_m2=mu(95))
    made = [item for item in answer["alternatives"] if item["candidate"] == "combination"]
    assert [sorted(site["plot_no"] for site in item["sites"]) for item in made] == [["P4-101", "P4-102", "P4-103"]]


def test_part_of_a_large_plot_is_offered_and_says_what_is_left(db, market):
    answer = ask(db, industry="13", area_min_m2=mu(100), area_max_m2=mu(200))
    (part,) = [item for item in answer["alternatives"] if item["candidate"] == "division"]
    assert part["sites"][0]["plot_no"] == "P4-104"
    assert part["area_m2"] == mu(200)
    assert part["rest_m2"] == Decimal(200000) - mu(200)
    # 300 亩 less 290 leaves too little for a plot of its own
    assert ask(db, industry="13", area_max_m2=mu(290), area_min_m2=mu(285))["alternatives"] == []


def test_the_same_question_is_kept_once_and_comes_out_the_same(db, market):
    first = ask(db, industry="13", area_min_m2=mu(20))
    again = ask(db, area_min_m2=mu(20), industry="13")
    assert first["run"] == again["run"]
    log = list_runs(db, 10, 0)
    assert (log["total"], log["asked"]) == (1, 2)
    assert log["items"][0]["asked"] == 2
    assert replay_match(db, first["run"])["is_same"]
    with pytest.raises(NotFound):
        show_run(db, 999_999)


def test_stored_searches_replay_to_the_same_ranking_after_the_register_has_moved(db, market):
    """Kept answers stand on kept facts: a plot that is announced anew for another price makes a new pool, every old answer stays as it was."""
    kept = {}
    for asked in ASKED:
        answer = ask(db, **asked)
        kept[answer["run"]] = answer["ids"]
    db.execute(
        text("update listing set state = 'withdrawn', withdrawn_on = announced_on where plot_id = :plot"),
        {"plot": market.a},
    )
    a_listing(
        db,
        market.a,
        announced_on=TODAY,
        listing_no="周经开告〔2026〕再1号",
        applications_until=date(2026, 12, 31),
        industry_codes=("27",),
        start_price_yuan=10_000_000,
    )
    for run, ids in kept.items():
        replay = replay_match(db, run)
        assert replay["is_same"], run
        assert show_run(db, run)["ranking"] == ids
    now = ask(db, industry="13", area_min_m2=mu(20), area_max_m2=mu(40), price_max_yuan_per_m2=Decimal(165))
    assert numbers(now) == ["P4-102"]


def test_a_cluster_that_changes_later_leaves_kept_answers_as_they_were(db, market):
    """Which divisions a cluster has is frozen with the pool, for the hard limit as for the points of a neighbour in the chain."""
    asked = {"limit": {"industry": "biomedicine"}, "points": {"industry": "27", "must": ()}}
    kept = {name: ask(db, **wish) for name, wish in asked.items()}
    assert numbers(kept["limit"]) == ["P4-106"]
    db.execute(text("update industry set cluster = 'biomedicine' where code = '13'"))
    for answer in kept.values():
        assert replay_match(db, answer["run"])["is_same"]
    now = {name: ask(db, **wish) for name, wish in asked.items()}
    assert sorted(numbers(now["limit"])) == ["P4-101", "P4-102", "P4-103", "P4-104", "P4-106"]
    assert now["points"]["pool"] != kept["points"]["pool"]
    related = next(item for item in now["points"]["items"] if item["sites"][0]["plot_no"] == "P4-101")
    assert related["contributions"][0]["points"] == 50


def test_an_answer_is_worked_out_the_way_that_it_names(db, market, monkeypatch):
    """A later way of counting has its own name; what was kept under the former is counted by the former."""
    kept = ask(db, industry="13", area_min_m2=mu(20))["run"]

    present = COUNTINGS[ALGORITHM]

    def turned_round(*asked: Any) -> Points:
        before = present.area(*asked)
        return Points(1000 - before.points, before.known)

    monkeypatch.setitem(COUNTINGS, "2099-01", replace(present, area=turned_round))
    other = db.execute(
        text(
            "insert into match_run (zone_code, pool_id, as_of, algorithm, requirement, requirement_sha256, total, ranking, scores, ranking_sha256)"
            " select zone_code, pool_id, as_of, '2099-01', requirement, requirement_sha256, total, ranking, scores, ranking_sha256 from match_run where id = :id"
            " returning id"
        ),
        {"id": kept},
    ).scalar_one()
    assert replay_match(db, kept)["is_same"]
    assert not replay_match(db, other)["is_same"]
    monkeypatch.delitem(COUNTINGS, "2099-01")
    with pytest.raises(Conflict) as refused:
        replay_match(db, other)
    assert "2099-01" in refused.value.message_zh


def test_a_forged_answer_is_noticed_and_a_kept_one_cannot_be_changed(db, market):
    run = ask(db, industry="13")["run"]
    forged = db.execute(
        text(
            "insert into match_run (zone_code, pool_id, as_of, algorithm, requirement, requirement_sha256, total, ranking, scores, ranking_sha256)"
            " select zone_code, pool_id, as_of, algorithm, requirement, 'forged', total, ranking, scores, repeat('0', 64) from match_run where id = :id"
            " returning id"
        ),
        {"id": run},
    ).scalar_one()
    assert not replay_match(db, forged)["is_same"]
    assert replay_match(db, run)["is_same"]
    with pytest.raises(DBAPIError):
        db.execute(text("update match_run set total = 0 where id = :id"), {"id": run})


def test_equal_facts_make_one_pool(db, market):
    pool = pool_of(db, TODAY)
    assert pool_of(db, TODAY) == pool
    assert pool_of(db, date(2026, 11, 22)) == pool  # nothing was different the day before
    db.execute(text("insert into layer_change (layer_table) values ('offer_terms')"))
    assert pool_of(db, TODAY) == pool  # the revision moved, the facts did not


def test_limits_that_contradict_each_other_are_refused(db, market):
    with pytest.raises(Invalid) as refused:
        ask(db, area_min_m2=mu(50), area_max_m2=mu(40))
    assert refused.value.code == "match.area_swapped"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_sql_limits_and_the_columns_agree_on_who_is_left(db, market, count):
    """Whoever fails no must in SQL meets each of them by the columns, and the other way round."""
    limits: list[dict[str, Any]] = [
        {"area_min_m2": mu(30)}, {"area_max_m2": mu(60)}, {"price_max_yuan_per_m2": Decimal(150)}, {"industry": "13"},
        {"parks": ("P4",)}, {"delivery_by": date(2027, 3, 1)},
    ]  # fmt: skip
    columns = match_store.read_pool(db, pool_of(db, TODAY)).columns
    for chosen in itertools.combinations(limits, count):
        asked = Requirement(**{name: value for limit in chosen for name, value in limit.items()})
        failed = match_store.read_failed(db, pool_of(db, TODAY), asked, BUILDS)
        for row, bits in enumerate(failed):
            met = (
                (asked.area_min_m2 is None or columns.area[row] >= asked.area_min_m2 * 100)
                and (asked.area_max_m2 is None or columns.area[row] <= asked.area_max_m2 * 100)
                and (asked.price_max_yuan_per_m2 is None or columns.price[row] <= asked.price_max_yuan_per_m2 * 100)
                and (not asked.industry or columns.industries["13"][row])
            )
            assert (bits == 0) == bool(met)
