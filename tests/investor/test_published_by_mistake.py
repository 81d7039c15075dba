"""What was published by mistake leaves the public window's past too, wherever it is asked; officers keep the past, with the reason; plain withdrawal keeps it for both."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.permissions import ROLE_PERMISSIONS, Role
from gisapp.auth.principal import Principal, system_principal
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.sites.premises import declare_mistake as declare_premises_mistake
from gisapp.sites.premises import list_premises, show_premises
from gisapp.supply.listing_ends import declare_mistake, withdraw_listing
from gisapp.supply.listing_queries import show_listing
from tests.builders.premises import a_premises
from tests.conftest import TODAY
from tests.investor.conftest import Window

OFFICER = system_principal("王经办")
BEFORE = TODAY - timedelta(days=3)
WHY = "误把未完成收储的地块发布"


def listing_of(window: Window) -> int:
    return window.ask("select id from listing where plot_id = :plot", plot=window.sites.food)[0]["id"]


def withdraw(window: Window, *, as_mistake: bool) -> int:
    number = listing_of(window)
    with Session(window.engine) as session, session.begin():
        withdraw_listing(session, OFFICER, FixedClock(TODAY), number, on=TODAY, reason=WHY, as_mistake=as_mistake)
    return number


def get(window: Window, path: str, **params: Any) -> Any:
    return window.visitor.get(path, params=params)


def outlets(window: Window, site: int, number: str, layer: str, day: date) -> dict[str, bool]:
    """Where a site is told on a day, for every outlet of the window."""
    asked = {"as_of": day.isoformat()}
    other = window.sites.metal
    match = window.visitor.post("/api/matches", json={"kinds": ["plot", "workshop"], "industry": "13"}, params=asked)
    return {
        "card": number in get(window, "/api/sites", **asked).text,
        "sheet": get(window, f"/api/sites/{site}", **asked).status_code == 200,
        "preview": get(window, f"/api/sites/{site}/preview", **asked).status_code == 200,
        "csv": number in get(window, "/api/sites.csv", **asked).text,
        "geojson": number in get(window, "/api/sites.geojson", **asked).text,
        "layer": str(site) in {str(one["id"]) for one in get(window, f"/api/layers/{layer}/items", **asked).json()["features"]},
        "matching": number in match.text,
        "comparison": site in {one["id"] for one in get(window, "/api/site-comparison", ids=f"{site},{other}", **asked).json()["sites"]},
        "brochure": get(window, "/api/brochures/sites.html", ids=site, **asked).status_code == 200,
    }  # fmt: skip


def test_a_withdrawn_announcement_stays_in_the_past_and_a_mistaken_one_is_nowhere(window: Window):
    site = (window.sites.food, "P4-001", "published_plot")
    withdraw(window, as_mistake=False)
    assert set(outlets(window, *site, BEFORE).values()) == {True}
    assert set(outlets(window, *site, TODAY).values()) == {False}
    with Session(window.engine) as session, session.begin():
        declare_mistake(session, OFFICER, listing_of(window), WHY)
    assert set(outlets(window, *site, BEFORE).values()) == {False}
    around = get(window, f"/api/sites/{window.sites.metal}", as_of=BEFORE.isoformat())
    assert "P4-001" not in around.text


def test_the_days_before_the_mistake_stay(window: Window):
    """The plot is announced by plan long before; only the days of the announcement that was wrong go."""
    number = withdraw(window, as_mistake=True)
    begun = window.ask("select announced_on from listing where id = :id", id=number)[0]["announced_on"]
    days = window.ask("select lower(days) as since, upper(days) as until, reason from publication_mistake")
    assert [dict(row) for row in days] == [{"since": begun, "until": TODAY, "reason": WHY}]
    assert get(window, "/api/sites", as_of=BEFORE.isoformat()).json()["published"] == 2


def test_officers_keep_the_past_with_the_reason_and_the_log_has_the_act(window: Window):
    number = withdraw(window, as_mistake=True)
    with Session(window.engine) as session:
        then = show_listing(session, OFFICER, number, BEFORE)
        assert (then["pipeline"], then["mistake_reason"]) == ("announced", WHY)
        state = session.execute(
            text("select supply from plot_snapshot where plot_id = :id and valid @> cast(:day as date)"),
            {"id": window.sites.food, "day": BEFORE},
        ).scalar_one()
        assert state == "on_offer"
    (event,) = window.ask("select * from audit_event where tag = 'site:publication:mistake'")
    assert (event["reason"], event["actor_name"], event["plot_id"]) == (WHY, "王经办", window.sites.food)


def test_it_is_said_once_of_what_was_withdrawn_and_never_taken_back(window: Window):
    number = listing_of(window)
    with Session(window.engine) as session, pytest.raises(Conflict):
        declare_mistake(session, OFFICER, number, WHY)
    withdraw(window, as_mistake=True)
    with Session(window.engine) as session, pytest.raises(Conflict) as refused:
        declare_mistake(session, OFFICER, number, WHY)
    assert refused.value.code == "publication.already_mistake"
    for act in ("update publication_mistake set reason = '没有'", "delete from publication_mistake"):
        with pytest.raises(DBAPIError):
            window.act(act)


def test_land_that_is_withdrawn_on_the_day_of_its_announcement_was_never_public(window: Window):
    number = listing_of(window)
    begun = window.ask("select announced_on from listing where id = :id", id=number)[0]["announced_on"]
    with Session(window.engine) as session, session.begin():
        withdraw_listing(session, OFFICER, FixedClock(TODAY), number, on=begun, reason=WHY, as_mistake=True)
    assert window.ask("select id from publication_mistake") == []
    with Session(window.engine) as session, pytest.raises(Conflict) as refused:
        declare_mistake(session, OFFICER, number, WHY)
    assert refused.value.code == "listing.never_public"


@pytest.fixture
def hall(window: Window) -> int:
    with Session(window.engine) as session, session.begin():
        return a_premises(session, window.sites.sold, industry_codes=["13"], lease_months_min=12)


def test_premises_published_by_mistake_are_withdrawn_from_the_past_too(window: Window, hall: int):
    site = (hall, f"CF-{hall}", "premises_offer")
    told = outlets(window, *site, BEFORE)
    assert {name for name, there in told.items() if there} == {*told} - {"preview"}
    with Session(window.engine) as session, session.begin():
        declare_premises_mistake(session, OFFICER, hall, None, WHY, TODAY)
    for day in (BEFORE, TODAY):
        assert set(outlets(window, *site, day).values()) == {False}
    with Session(window.engine) as session:
        (then,) = list_premises(session, OFFICER, BEFORE)
        assert (then["is_published"], then["mistake_reason"]) == (True, WHY)
        (now,) = list_premises(session, OFFICER, TODAY)
        assert (now["is_published"], now["mistake_reason"]) == (False, None)
        assert [one["is_published"] for one in show_premises(session, OFFICER, hall, TODAY)["versions"]] == [
            True,
            False,
        ]
        with pytest.raises(Conflict) as refused:
            declare_premises_mistake(session, OFFICER, hall, None, WHY, TODAY)
        assert refused.value.code == "premises.not_published"


def test_only_from_the_day_it_was_wrong(window: Window, hall: int):
    with Session(window.engine) as session, session.begin():
        declare_premises_mistake(session, OFFICER, hall, TODAY - timedelta(days=2), WHY, TODAY)
    assert get(window, f"/api/sites/{hall}", as_of=BEFORE.isoformat()).status_code == 200
    assert get(window, f"/api/sites/{hall}", as_of=(TODAY - timedelta(days=2)).isoformat()).status_code == 404


def test_a_list_no_longer_tells_what_should_not_have_been_public(window: Window, hall: int):
    kept = window.visitor.post("/api/shortlists", json={"site_ids": [hall], "title": ""}).json()
    window.act("update shortlist_site set added_on = :day", day=BEFORE)
    with Session(window.engine) as session, session.begin():
        declare_premises_mistake(session, OFFICER, hall, None, WHY, TODAY)
    (gone,) = get(window, f"/api/shortlists/{kept['key']}").json()["sites"]
    assert (gone["state"], gone["plot_no"], gone["title_zh"], gone["area_m2"]) == ("withdrawn", None, None, None)


def test_an_officer_of_another_park_has_no_part_in_it(window: Window, hall: int):
    stranger = Principal(None, "外园", Role.OFFICER, ROLE_PERMISSIONS[Role.OFFICER], (999_999,))
    withdraw(window, as_mistake=False)
    with Session(window.engine) as session:
        with pytest.raises(NotFound):
            declare_premises_mistake(session, stranger, hall, None, WHY, TODAY)
        with pytest.raises(NotFound):
            declare_mistake(session, stranger, listing_of(window), WHY)
