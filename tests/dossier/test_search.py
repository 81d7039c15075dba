"""One box: whatever an officer types finds what is meant, and tells the public nothing that is not published."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import ANYONE, account_principal
from gisapp.dossier.search import read_coordinates, read_plot_number, search
from tests.conftest import TODAY

OFFICER = account_principal(1, "officer", Role.OFFICER, None)


@pytest.mark.parametrize(
    "typed",
    [
        "114.65, 33.6",
        "33.6 114.65",
        "114°39′00″E 33°36′00″N",
        "3719483.313 38560330.618",
        "Y38560330.618，X3719483.313",
        "560330.618 3719483.313",
        "X=3719483.313 Y=560330.618",
        "东经114.65° 北纬33.6°",
    ],
)
def test_a_place_is_understood_in_every_accepted_form(typed):
    place = read_coordinates(typed, 38)
    assert place is not None
    assert (place["lon"], place["lat"]) == (pytest.approx(114.65, abs=1e-7), pytest.approx(33.6, abs=1e-7))


def test_an_easting_without_zone_says_which_zone_was_taken():
    assert "按第38带" in read_coordinates("560330.618 3719483.313", 38)["sub_zh"]


@pytest.mark.parametrize("typed", ["P4-017", "2024 12", "益海嘉里 38", "114.65", "1 2 3", ""])
def test_what_is_no_place_is_none(typed):
    assert read_coordinates(typed, 38) is None


def some_plot(db: Session):
    return db.execute(
        text(
            "select s.plot_id, s.plot_no, v.parcel_no, v.supervision_no, c.contract_no, y.name_zh, y.credit_code from plot_snapshot s"
            " join plot_version v on v.id = s.version_id join contract c on c.plot_id = s.plot_id and c.ended_on is null join party y on y.id = c.party_id"
            " where s.valid @> cast(:day as date) and v.parcel_no is not null and v.supervision_no is not null order by s.plot_no limit 1"
        ),
        {"day": TODAY},
    ).one()


@pytest.mark.parametrize("field", ["plot_no", "parcel_no", "supervision_no", "contract_no"])
def test_each_number_of_a_plot_finds_it_first(demo_db: Session, field):
    plot = some_plot(demo_db)
    hits = search(demo_db, OFFICER, getattr(plot, field), TODAY, 114.65)
    assert (hits[0]["kind"], hits[0]["plot_id"]) == ("plot", plot.plot_id)
    assert hits[0]["bbox"][0] < hits[0]["lon"] < hits[0]["bbox"][2]


@pytest.mark.parametrize("field", ["name_zh", "credit_code"])
def test_an_enterprise_is_found_by_name_and_credit_code(demo_db: Session, field):
    plot = some_plot(demo_db)
    hits = search(demo_db, OFFICER, getattr(plot, field), TODAY, 114.65)
    assert any(hit["kind"] == "party" and hit["label"] == plot.name_zh for hit in hits)


def test_the_public_finds_parks_and_published_plots_only(demo_db: Session):
    plot = some_plot(demo_db)
    for words in (plot.plot_no, plot.parcel_no, plot.contract_no, plot.name_zh, plot.credit_code, "示例"):
        for hit in search(demo_db, ANYONE, words, TODAY, 114.65):
            assert hit["kind"] in ("plot", "park")
            if hit["kind"] == "plot":
                assert hit["stage"] in ("announced", "on_offer")
    published = demo_db.execute(
        text("select plot_no from plot_snapshot where is_public and valid @> cast(:day as date) limit 1"),
        {"day": TODAY},
    ).scalar_one()
    assert search(demo_db, ANYONE, published, TODAY, 114.65)[0]["label"] == published
    assert any(hit["kind"] == "park" for hit in search(demo_db, ANYONE, "健康食品", TODAY, 114.65))


@pytest.mark.parametrize("typed", ["%", "_", "'", "\\", "%_%", "::", ":q"])
def test_signs_of_sql_are_only_signs(demo_db: Session, typed):
    assert all(
        hit["kind"] != "party" or typed in hit["label"] for hit in search(demo_db, OFFICER, typed, TODAY, 114.65)
    )


@pytest.mark.parametrize("typed", ["4-13", "p4013", "P4-13", "Ｐ４－０１３", "４—１３", " p4-013 "])
def test_a_plot_number_is_found_however_it_is_typed(demo_db: Session, typed):
    assert search(demo_db, OFFICER, typed, TODAY, 114.65)[0]["label"] == "P4-013"


@pytest.mark.parametrize(("table", "number"), [("idle_case", "case_no"), ("project", "project_no")])
def test_the_number_of_a_case_or_project_finds_its_plot(demo_db: Session, table, number):
    no, plot_id = demo_db.execute(
        text(
            f"select {number}, t.plot_id from {table} t join plot_snapshot s on s.plot_id = t.plot_id"
            f" where s.valid @> cast(:day as date) order by {number} limit 1"
        ),
        {"day": TODAY},
    ).one()
    assert plot_id in [hit["plot_id"] for hit in search(demo_db, OFFICER, no.lower(), TODAY, 114.65)]
    assert all(hit["kind"] != "plot" or no not in hit["sub_zh"] for hit in search(demo_db, ANYONE, no, TODAY, 114.65))


def test_a_number_that_is_no_short_plot_number_is_left_as_typed():
    assert [read_plot_number(typed) for typed in ("2024-1234", "益海 4-13", "114.65", "4013")] == [None] * 4
