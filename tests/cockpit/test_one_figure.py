"""One name, one figure: what two screens of the demonstration zone show under the same name, asked through their routes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.builders.people import create_sign_ins, people_at
from tests.conftest import TODAY
from tests.harness.shared_cluster import SharedCluster

Screen = Callable[[TestClient], Any]


@pytest.fixture(scope="module")
def leader(cluster: SharedCluster, demo_template: str) -> Iterator[TestClient]:
    cluster.create_database("one_figure", template=demo_template)
    url = cluster.url("one_figure")
    create_sign_ins(url)
    people = people_at(url, TODAY)
    yield next(people)("leader")
    people.close()
    cluster.drop_database("one_figure")


def ask(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def cockpit(figure: str, part: str = "value") -> Screen:
    return lambda leader: next(one[part] for one in ask(leader, "/api/cockpit")["figures"] if one["id"] == figure)


def ledger(part: str = "total_area_m2", **query: str) -> Screen:
    return lambda leader: ask(leader, "/api/plots", **query)[part]


def statistics(stage: str, part: str = "area_m2") -> Screen:
    return lambda leader: sum(
        row[part] for row in ask(leader, "/api/statistics/parks")["rows"] if row["stage"] == stage
    )


def in_stock(**query: str) -> Screen:
    """Plots of the stock's patches."""
    return lambda leader: len(
        {
            item["plot_id"]
            for item in ask(leader, "/api/stock/patches", origin="plot,part", limit=1000, **query)["items"]
        }
    )


def stock_rate(key: str) -> Screen:
    return lambda leader: next(one["value"] for one in ask(leader, "/api/stock/rates") if one["key"] == key)


def areas(path: str, part: str, field: str = "area_m2", **query: Any) -> Screen:
    """The area of every plot of a park as a list shows it."""
    return lambda leader: {
        item["plot_no"]: item[field] for item in ask(leader, path, park="P4", limit=1000, **query)[part]
    }


@pytest.mark.parametrize(
    ("name", "here", "there"),
    [
        ("疑似闲置", cockpit("idle.suspected"), statistics("idle_suspected")),
        ("疑似闲置", cockpit("idle.suspected"), ledger(compliance="suspected_idle")),
        ("疑似闲置，宗数", cockpit("idle.suspected", "count"), ledger("total", stage="idle_suspected")),
        ("疑似闲置，存量", in_stock(detail="suspected_idle"), ledger("total", compliance="suspected_idle", development="not_started")),
        ("已供未动工", cockpit("supply.unstarted"), ledger(supply="allocated", development="not_started")),
        ("已供未动工，宗数", cockpit("supply.unstarted", "count"), in_stock(stock_class="supplied_unused")),
        ("已备", cockpit("supply.prepared"), ledger(supply="prepared")),
        ("拟供应", cockpit("supply.announced"), statistics("announced")),
        ("公告供应中", cockpit("supply.on_offer"), statistics("on_offer")),
        ("闲置率", cockpit("idle.rate"), stock_rate("idle")),
        ("已供", cockpit("supply.allocated"), ledger(supply="allocated")),
    ],
)  # fmt: skip
def test_two_screens_show_one_figure(leader: TestClient, name: str, here: Screen, there: Screen):
    shown = here(leader)
    assert shown, f"{name}: nothing to compare"
    assert there(leader) == pytest.approx(shown), name


def test_the_area_of_a_plot_is_one_on_every_screen(leader: TestClient):
    listed = areas("/api/plots", "items")(leader)
    assert areas("/api/stock/patches", "items", "plot_area_m2", origin="plot,part")(leader) == listed
    surveyed = ask(leader, "/api/stock/patches", park="P4", origin="plot", limit=1000)["items"]
    number = max(surveyed, key=lambda item: abs(item["area_m2"] - item["plot_area_m2"]))["plot_no"]
    found = next(hit for hit in ask(leader, "/api/search", q=number)["items"] if hit["label"] == number)
    assert found["area_m2"] == listed[number]
    dossier = ask(leader, f"/api/plots/{found['plot_id']}")["areas"]
    assert (dossier["surveyed_m2"] or dossier["planar_m2"]) == listed[number]
