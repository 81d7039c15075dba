"""What the public must never read: every address that needs no account is asked for everything that is not published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

import gisapp.sites
from gisapp.app import create_app
from gisapp.auth.permissions import PUBLIC
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.contract import a_contract, a_party
from tests.builders.listing import a_listing, an_application
from tests.builders.visitor import Visitor
from tests.conftest import TODAY
from tests.supply.conftest import Sites, publish_three_sites

SECRETS = {
    "holder": "秘密持有企业",
    "holder_en": "SecretHolderLtd",
    "credit_code": "91410000SECRET001X",
    "contract_no": "SECRET-HT-2021-08",
    "contract_supervision": "SECRET4116020001",
    "parcel_no": "411602SECRETPARCEL",
    "real_estate_unit": "411602SECRETUNIT",
    "supervision_no": "SECRETSUPERVISION",
    "plot_document": "SECRET-批文-17",
    "state_document": "SECRET-状态-18",
    "state_source": "SECRETSTATESOURCE",
    "version_source": "SECRETVERSIONSOURCE",
    "sold_number": "P4-SECRET-SOLD",
    "next_number": "P4-SECRET-NEXT",
    "unpublished_contact": "尚未公开的联系人",
    "audit_reason": "SECRETREASON",
    "account": "secretofficer",
    "applicant": "秘密申请企业",
    "project": "SECRETPROJECT",
    "minutes": "SECRETMINUTES",
    "draft_number": "SECRET-DRAFT-1",
    "premises_consent": "SECRET-CONSENT",
    "premises_draft": "SECRET-PREMISES-DRAFT",
}
PRIVATE_FIELDS = re.compile(
    r'"(consent|holder\w*|occupant\w*|party\w*|parties|parcel_no|real_estate_unit_no|supervision_no|credit_code|contract\w*|compliance'
    r'|development|land_control|stage|survey\w*|document|recorded\w*|actor\w*|boundary_points)"\s*:'
)


def keep_secrets(session: Session, sites: Sites) -> None:
    """Give the sold plot a holder and a contract, and every plot the papers that stay inside."""
    zone = session.execute(text("select id from zone")).scalar_one()
    party = session.execute(
        text(
            "insert into party (zone_id, kind, name_zh, name_en, credit_code) values (:zone, 'enterprise', :zh, :en, :code) returning id"
        ),
        {
            "zone": zone,
            "zh": SECRETS["holder"],
            "en": SECRETS["holder_en"],
            "code": SECRETS["credit_code"].replace("SECRET", "000000"),
        },
    ).scalar_one()
    for plot in (sites.sold, sites.food):
        session.execute(
            text(
                "insert into plot_party (plot_id, party_id, role, valid) values (:plot, :party, 'holder', '[2021-01-01,)')"
            ),
            {"plot": plot, "party": party},
        )
        a_contract(
            session,
            plot,
            party_id=party,
            contract_no=f"{SECRETS['contract_no']}-{plot}",
            supervision_no=SECRETS["contract_supervision"],
        )
        session.execute(
            text(
                "insert into audit_event (actor_name, tag, plot_id, subject, reason) values ('王经办', 'plot:state:revise', :plot, 'plot', :why)"
            ),
            {"plot": plot, "why": SECRETS["audit_reason"]},
        )
    for plot in (sites.sold, sites.food, sites.prepared):
        session.execute(
            text(
                "update plot_version set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :plot and upper_inf(recorded)"
            ),
            {"plot": plot},
        )
        session.execute(
            text(
                "insert into plot_version (plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, geom, parcel_no, real_estate_unit_no,"
                " supervision_no, land_use_scheme, land_use_code, source, document, valid)"
                " select plot_id, 2, zone_id, park_id, planar_epsg, plot_no, geom, :parcel, :unit, :supervision, land_use_scheme, land_use_code,"
                " :source, :document, valid from plot_version where plot_id = :plot"
            ),
            {
                "plot": plot,
                "parcel": SECRETS["parcel_no"],
                "unit": SECRETS["real_estate_unit"],
                "supervision": SECRETS["supervision_no"],
                "source": SECRETS["version_source"],
                "document": SECRETS["plot_document"],
            },
        )
        session.execute(
            text(
                "update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :plot and upper_inf(recorded)"
            ),
            {"plot": plot},
        )
        session.execute(
            text(
                "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, source, document, valid)"
                " select plot_id, land_control, servicing, supply, development, compliance, :source, :document, valid from plot_state where plot_id = :plot"
            ),
            {"plot": plot, "source": SECRETS["state_source"], "document": SECRETS["state_document"]},
        )
    _keep_applications(session, sites)
    _keep_premises(session, sites)
    session.execute(
        text(
            "insert into account (username, display_name, role, password_hash) values (:name, '王经办', 'officer', 'x')"
        ),
        {"name": SECRETS["account"]},
    )


def _keep_premises(session: Session, sites: Sites) -> None:
    """A workshop of the secret holder is told with its consent, which is not; another one is still a draft."""
    for title, published in (("公开厂房", True), (SECRETS["premises_draft"], False)):
        session.execute(
            text(
                "with made as (insert into premises (zone_id, park_id, plot_id, kind, party_id)"
                " select v.zone_id, v.park_id, v.plot_id, 'workshop', (select max(id) from party) from plot_version v"
                " where v.plot_id = :plot and upper_inf(v.recorded) returning id)"
                " insert into premises_terms (premises_id, is_published, title_zh, geom, land_area_m2, contact_phone, consent, source, observed_on, valid)"
                " select made.id, :published, :title, v.geom, 2000, '0394-1', :consent, '台账', '2026-11-01', '[2026-11-01,)'"
                " from made, plot_version v where v.plot_id = :plot and upper_inf(v.recorded)"
            ),
            {"plot": sites.sold, "title": title, "published": published, "consent": SECRETS["premises_consent"]},
        )


def _keep_applications(session: Session, sites: Sites) -> None:
    """Somebody applies for the site on offer and wins another one; a draft is being written."""
    listing = session.execute(text("select id from listing where plot_id = :p"), {"p": sites.food}).scalar_one()
    applicant = an_application(session, listing, a_party(session, SECRETS["applicant"]))
    session.execute(
        text("update application set project_name = :name where id = :id"),
        {"name": SECRETS["project"], "id": applicant},
    )
    session.execute(
        text("update listing set state = 'closed', closed_on = applications_until + 1 where plot_id = :p"),
        {"p": sites.metal},
    )
    closed = session.execute(text("select id, decided_from from listing where plot_id = :p"), {"p": sites.metal}).one()
    winner = an_application(session, closed.id, a_party(session, SECRETS["applicant"] + "二"), state="admitted")
    session.execute(
        text(
            "insert into allocation (listing_id, plot_id, application_id, price_yuan, decided_on, minutes, ranking, decided_by_name)"
            " values (:l, :p, :a, 12345678, :d, :m, '{}', '王经办')"
        ),
        {"l": closed.id, "p": sites.metal, "a": winner, "d": closed.decided_from, "m": SECRETS["minutes"] * 2},
    )
    a_draft = a_listing(
        session, sites.prepared, listing_no=SECRETS["draft_number"], state="withdrawn", ended_on=date(2026, 10, 1)
    )
    assert a_draft


@pytest.fixture
def window(fresh_url: str) -> Iterator[tuple[Visitor, Sites]]:
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        sites = publish_three_sites(session)
        keep_secrets(session, sites)
    engine.dispose()
    app = create_app(Settings(database_url=fresh_url, database_pool=2), FixedClock(TODAY))
    with Visitor(app, **{"accept-encoding": "identity"}) as client:
        yield client, sites


def permissions_of(route: APIRoute) -> set[str]:
    """Permissions that a route's dependencies ask for, however deep."""
    found, todo = set(), [route.dependant]
    while todo:
        dependant = todo.pop()
        permission = getattr(dependant.call, "permission", None)
        if permission is not None:
            found.add(permission)
        todo += dependant.dependencies
    return found


def public_reads(app: FastAPI) -> list[APIRoute]:
    return [r for r in app.routes if isinstance(r, APIRoute) and "GET" in r.methods and permissions_of(r) <= PUBLIC]


def addresses(route: APIRoute, client: Visitor, sites: Sites) -> list[str]:
    """Fill the path of a route with every plot, park and layer there is, published or not."""
    layers = [layer["id"] for layer in client.get("/api/layers").json()]
    premises = client.get("/api/sites?kind=workshop").json()["ids"]
    assert premises
    values: dict[str, list[Any]] = {
        "site_id": [sites.food, sites.medicine, sites.metal, sites.sold, sites.prepared, *premises],
        "plot_id": [sites.food, sites.medicine, sites.metal, sites.sold, sites.prepared],
        "layer_id": [*layers, "plot", "compliance", "survey_preview"],
        "park_code": ["P4", "P6"],
    }
    made = [route.path]
    for name in re.findall(r"{(\w+)(?::\w+)?}", route.path):
        made = [
            re.sub(r"{" + name + r"(:\w+)?}", str(value), path)
            for path in made
            for value in values.get(name, ["1", "P4"])
        ]
    return made


def tiles(sites_at: tuple[float, float] = (114.6561, 33.6062)) -> list[tuple[int, int, int]]:
    import math

    lon, lat = sites_at
    made = []
    for zoom in (10, 12, 14, 15):
        x = int((lon + 180) / 360 * 2**zoom)
        y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
        made += [(zoom, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return made


def test_no_public_address_tells_a_secret(window):
    client, sites = window
    searches = [
        "",
        *[f"q={secret}" for secret in SECRETS.values()],
        "as_of=2026-01-01",
        "sort=holder",
        "stage=allocated",
        "limit=200&offset=0",
    ]
    asked = 0
    for route in public_reads(client.app):
        for path in addresses(route, client, sites):
            for search in searches if "{" not in route.path else searches[:1]:
                answer = client.get(f"{path}?{search}")
                asked += 1
                body = answer.text.replace(search.removeprefix("q="), "") if search.startswith("q=") else answer.text
                told = [name for name, secret in SECRETS.items() if secret in body]
                assert not told, f"{path}?{search} tells {told}"
    for layer in (
        "plot",
        "published_plot",
        "compliance",
        "land_use",
        "plot_servicing",
        "park_boundary",
        "premises_offer",
        "road",
    ):
        for z, x, y in tiles():
            answer = client.get(f"/tiles/{layer}/{z}/{x}/{y}.mvt")
            asked += 1
            told = [name for name, secret in SECRETS.items() if secret.encode() in answer.content]
            assert not told, f"tile {layer}/{z}/{x}/{y} tells {told}"
    assert asked > 100


def test_what_is_taken_home_tells_no_secret_and_no_private_field(window):
    """Comparison, brochure and book of plots and premises together, in both languages: they are asked with numbers, so each is asked here."""
    client, sites = window
    workshop = client.get("/api/sites?kind=workshop").json()["ids"][0]
    hidden = workshop + 1
    ids = f"{sites.food},{workshop},{sites.medicine},{sites.sold}"
    for path in (
        f"/api/site-comparison?ids={ids}",
        f"/api/sites/{workshop}/takeover?x=1",
        f"/api/brochures/sites.html?ids={ids}",
        f"/api/brochures/sites.html?ids={workshop}&lang=en",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        assert [name for name, secret in SECRETS.items() if secret in answer.text] == []
        assert path.startswith("/api/brochures") or PRIVATE_FIELDS.findall(answer.text) == []
        assert f"CF-{workshop}" in answer.text
    for path in (
        f"/api/sites/{hidden}/takeover",
        f"/api/sites/{sites.sold}/takeover",
        f"/api/sites/{sites.food}/takeover",
    ):
        assert client.get(path).status_code == 404
    made = client.post("/api/shortlists", json={"site_ids": [sites.food, workshop]})
    assert made.status_code == 201, made.text
    assert [name for name, secret in SECRETS.items() if secret in made.text] == []
    assert PRIVATE_FIELDS.findall(made.text) == []
    assert client.post("/api/shortlists", json={"site_ids": [hidden]}).status_code == 404


def test_the_published_sites_are_told(window):
    """Guards the test above: an address that answers nothing keeps every secret."""
    client, sites = window
    listed = client.get("/api/sites").json()
    assert [item["title_zh"] for item in listed["items"] if item["kind"] == "workshop"] == ["公开厂房"]
    assert sorted(item["plot_no"] for item in listed["items"] if item["kind"] == "plot") == [
        "P4-001",
        "P4-002",
        "P6-001",
    ]
    assert client.get(f"/api/sites/{sites.food}").json()["plot_no"] == "P4-001"
    listing = client.get(f"/api/sites/{sites.food}").json()["listing"]
    assert (listing["method"], listing["state"], listing["start_price_yuan"]) == ("listing", "published", 6_000_000)
    tax = next(item for item in listing["requirements"] if item["indicator"] == "tax_per_mu")
    assert tax["words_zh"] == "≥ 15.00 万元/亩（225.00 万元/公顷）"
    assert "15.00" in tax["words_en"]
    assert client.get(f"/api/sites/{sites.medicine}").json()["listing"] is None
    assert len(client.get("/api/sites.geojson").json()["features"]) == 4


@pytest.mark.parametrize(
    "path",
    [
        "/api/sites",
        "/api/sites.geojson",
        "/api/sites/{food}",
        "/api/sites/{workshop}",
        "/api/sites/{workshop}/takeover",
    ],
)
def test_the_window_has_no_private_field(window, path):
    client, sites = window
    workshop = client.get("/api/sites?kind=workshop").json()["ids"][0]
    answer = client.get(path.format(food=sites.food, workshop=workshop))
    assert answer.status_code == 200
    assert PRIVATE_FIELDS.findall(answer.text) == []


def test_an_unpublished_plot_answers_like_one_that_does_not_exist(window):
    client, sites = window
    answers = [client.get(f"/api/sites/{plot}") for plot in (sites.sold, sites.prepared, 999_999_999)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert answers[0].json() == answers[1].json() == answers[2].json()


def test_a_match_tells_no_secret(window):
    client, _ = window
    for body in ({}, {"kinds": ["plot", "workshop", "transfer", "expansion"]}, {"area_min_m2": 10_000_000}):
        answer = client.post("/api/matches?limit=100", json=body)
        assert answer.status_code == 200, answer.text
        assert [name for name, secret in SECRETS.items() if secret in answer.text] == []
        assert PRIVATE_FIELDS.findall(answer.text) == []


def test_the_future_is_not_public(window):
    client, _ = window
    for path in ("/api/sites", "/api/sites.geojson", "/api/sites/1"):
        assert client.get(f"{path}?as_of=2026-11-24").status_code == 400
        assert client.get(f"{path}?as_of=2026-11-23").status_code in (200, 404)


@pytest.mark.parametrize(
    "search", ["utility=helipad", "supply=allocated", "area_min=-1", "sort=holder", "limit=100000", "delivery_by=soon"]
)
def test_what_the_window_does_not_know_is_refused_with_a_sentence(window, search):
    client, _ = window
    answer = client.get(f"/api/sites?{search}")
    assert answer.status_code in (400, 422)
    assert answer.json()["message_zh"]


def test_changing_an_offer_needs_an_account(window):
    client, sites = window
    assert client.get(f"/api/plots/{sites.food}/offer").status_code == 401
    assert client.put(f"/api/plots/{sites.food}/offer", json={}).status_code in (401, 422)


def test_the_public_statements_read_public_views_only():
    folder = Path(gisapp.sites.__file__).parent / "sql"
    files = sorted(folder.glob("site_*.sql"))
    assert len(files) >= 3
    for file in files:
        sql = "\n".join(line.split("--", 1)[0] for line in file.read_text(encoding="utf-8").splitlines())
        own = set(re.findall(r"(?:with|,)\s+(\w+)\s+as\s+(?:materialized\s+)?\(", sql))
        read = set(re.findall(r"\b(?:from|join)\s+([a-z_]\w*)", sql))
        foreign = {name for name in read - own if not name.startswith("public_") and name not in {"unnest", "lateral"}}
        assert not foreign, f"{file.name} reads {foreign}"


def test_the_public_views_have_no_private_column(db):
    private = re.compile(
        "holder|party|applica(nt|tion_)|winner|minutes|bid|parcel|unit_no|supervision|credit|contract|compliance|development|land_control|stage|survey_id|document$|recorded"
    )
    columns = db.execute(
        text(
            "select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name like 'public\\_%'"
        )
    ).all()
    assert {table for table, _ in columns} >= {"public_site", "public_site_offer", "public_park_resident"}
    assert [(table, column) for table, column in columns if private.search(column)] == []
