"""Items and legends: what is listed, for whom, and that the figures of the legend are those of the list."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import ANYONE, Principal, account_principal
from gisapp.kernel.errors import Invalid
from gisapp.maps.features import Selection, collection_text, feature_texts, parse_box, parse_filters
from gisapp.maps.legend import count_classes
from gisapp.maps.moment import Moment
from gisapp.maps.registry import Layer, LayerRegistry
from tests.builders.park import a_park
from tests.builders.plot import a_plot

TODAY = date(2026, 11, 23)
OFFICER = account_principal(1, "甲", Role.OFFICER, None)


@pytest.fixture
def filled(db: Session) -> Session:
    park = a_park(db)
    second = a_park(db, code="P5", east=2000)
    a_plot(db, park, "P4-001", box=(100, 100, 100, 100))
    a_plot(
        db,
        park,
        "P4-002",
        box=(300, 100, 200, 100),
        supply="on_offer",
        development="not_applicable",
        applications_until=date(2100, 1, 1),
    )
    a_plot(db, park, "P4-003", box=(600, 100, 100, 100), valid_from="2015-01-01", valid_to="2020-01-01")
    a_plot(db, second, "P5-001", box=(2100, 100, 100, 100))
    return db


def layer(layers: LayerRegistry, layer_id: str) -> Layer:
    found = layers.get(layer_id)
    assert found is not None
    return found


def items(
    session: Session, of: Layer, principal: Principal = OFFICER, selection: Selection | None = None, **page: int
) -> list[dict[str, Any]]:
    texts = feature_texts(session, of, principal, selection or Selection(Moment(TODAY)), **{"limit": 100, **page})
    return [json.loads(text) for text in texts]


def plot_nos(found: list[dict[str, Any]]) -> set[str]:
    return {feature["properties"]["plot_no"] for feature in found}


def test_items_are_the_live_plots_of_the_day(filled: Session, layers: LayerRegistry) -> None:
    plot = layer(layers, "plot")
    assert plot_nos(items(filled, plot)) == {"P4-001", "P4-002", "P5-001"}
    assert plot_nos(items(filled, plot, selection=Selection(Moment(date(2016, 1, 1))))) == {"P4-003"}


def test_geometry_is_longitude_latitude_in_degrees(filled: Session, layers: LayerRegistry) -> None:
    shape = items(filled, layer(layers, "plot"))[0]["geometry"]
    assert shape["type"] == "MultiPolygon"
    lon, lat = shape["coordinates"][0][0][0]
    assert 114.6 < lon < 114.7
    assert 33.5 < lat < 33.7


def test_columns_for_staff_are_absent_for_others(filled: Session, layers: LayerRegistry) -> None:
    parks = layer(layers, "park_boundary")
    assert "plot_count" in items(filled, parks)[0]["properties"]
    assert "plot_count" not in items(filled, parks, ANYONE)[0]["properties"]


def test_an_account_of_one_park_lists_only_its_plots(filled: Session, layers: LayerRegistry) -> None:
    plot = layer(layers, "plot")
    park = next(f["properties"]["park_code"] and f for f in items(filled, plot) if f["properties"]["park_code"] == "P5")
    assert park["properties"]["plot_no"] == "P5-001"
    from sqlalchemy import text

    own = filled.execute(text("select id from park where code = 'P5'")).scalar_one()
    assert plot_nos(items(filled, plot, account_principal(2, "乙", Role.OFFICER, (own,)))) == {"P5-001"}
    assert items(filled, plot, account_principal(3, "丙", Role.OFFICER, ())) == []


def test_a_box_selects_what_touches_it(filled: Session, layers: LayerRegistry) -> None:
    plot = layer(layers, "plot")
    first = next(f for f in items(filled, plot) if f["properties"]["plot_no"] == "P4-001")
    lon, lat = first["geometry"]["coordinates"][0][0][0]
    assert plot_nos(
        items(filled, plot, selection=Selection(Moment(TODAY), box=(lon - 1e-5, lat - 1e-5, lon, lat)))
    ) == {"P4-001"}
    assert items(filled, plot, selection=Selection(Moment(TODAY), box=(10, 10, 11, 11))) == []


def test_pages_follow_each_other_without_loss(filled: Session, layers: LayerRegistry) -> None:
    plot = layer(layers, "plot")
    pages = [items(filled, plot, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 1, 0]
    assert plot_nos(pages[0]) | plot_nos(pages[1]) == {"P4-001", "P4-002", "P5-001"}


@pytest.mark.parametrize("given", [{}, {"stage": "on_offer"}, {"park_code": "P4"}, {"area_m2_min": "15000"}])
def test_the_legend_counts_exactly_what_the_list_holds(
    filled: Session, layers: LayerRegistry, given: dict[str, str]
) -> None:
    for layer_id in ("plot", "compliance", "land_use", "plot_servicing"):
        of = layer(layers, layer_id)
        usable = {key: value for key, value in given.items() if key == "area_m2_min" or of.definition.id == "plot"}
        selection = parse_filters(of, OFFICER, usable.items(), Moment(TODAY), None)
        found = items(filled, of, selection=selection)
        legend = count_classes(filled, of, OFFICER, selection)
        assert legend["total_count"] == len(found)
        assert legend["total_measure"] == pytest.approx(sum(f["properties"]["area_m2"] for f in found), abs=0.01)
        by = of.definition.legend.by
        for entry in legend["classes"]:
            same = [f for f in found if f["properties"][by] == entry["value"]]
            assert (entry["count"], entry["measure"]) == (
                len(same),
                pytest.approx(sum(f["properties"]["area_m2"] for f in same), abs=0.01),
            )


def test_the_legend_of_the_public_counts_published_plots_only(filled: Session, layers: LayerRegistry) -> None:
    legend = count_classes(filled, layer(layers, "published_plot"), ANYONE, Selection(Moment(TODAY)))
    assert {entry["value"]: entry["count"] for entry in legend["classes"]} == {
        "announced": 0,
        "on_offer": 1,
        "closed": 0,
    }


def test_a_field_hidden_from_the_caller_cannot_be_filtered_by(layers: LayerRegistry) -> None:
    boundaries = layer(layers, "park_boundary")
    with pytest.raises(Invalid, match=r"layer\.filter"):
        parse_filters(boundaries, ANYONE, [("plot_count_min", "1")], Moment(TODAY), None)


@pytest.mark.parametrize(
    ("key", "value"),
    [("holder_name_zh", "x"), ("area_m2", "5"), ("area_m2_min", "many"), ("area_m2_min", "nan"), ("1=1", "x")],
)
def test_an_unknown_filter_is_refused_and_says_which_there_are(layers: LayerRegistry, key: str, value: str) -> None:
    with pytest.raises(Invalid) as error:
        parse_filters(layer(layers, "plot"), OFFICER, [(key, value)], Moment(TODAY), None)
    assert error.value.code == "layer.filter"


@pytest.mark.parametrize("given", ["", "1,2,3", "a,b,c,d", "3,1,2,4", "1,4,2,3", "nan,1,2,3", "0,-91,1,91"])
def test_a_box_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(Invalid):
        parse_box(given)


def test_the_collection_says_where_it_is_from(layers: LayerRegistry) -> None:
    collection = json.loads(
        collection_text(
            layer(layers, "plot"),
            ['{"type":"Feature"}'],
            as_of=TODAY,
            notice={"is_demo": True, "notice_zh": "示意数据，非法定边界"},
        )
    )
    assert collection["numberReturned"] == 1
    assert collection["as_of"] == "2026-11-23"
    assert collection["notice_zh"] == "示意数据，非法定边界"
