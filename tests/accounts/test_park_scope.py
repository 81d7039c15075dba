"""An account of one park changes nothing of another park and nothing of the whole zone, whatever the writing route.

The cases are the routes themselves. The account's park is new and empty, so whatever the demonstration zone holds is of another park or of the zone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gisapp.accounts.accounts import create_account
from gisapp.api.contract import permission_of
from gisapp.api.deps import SAFE_METHODS
from gisapp.app import create_app
from gisapp.auth.permissions import PUBLIC, ROLE_PERMISSIONS, Permission, Role
from gisapp.auth.principal import account_principal, system_principal
from gisapp.kernel.clock import SystemClock
from gisapp.settings import Settings
from gisapp.sites.context import set_precision
from gisapp.startup.openapi import contract_text
from tests.builders.park import a_park, box_wkt
from tests.builders.people import PASSWORD
from tests.house.test_routes import routes_of

NOTHING_KEPT: dict[str, str] = {
    "/outline": "shows what a file holds",
    "/check": "says what would stand in the way",
    "/preview": "shows what would come of it",
    "/recognise": "finds the document that a file is",
    "/api/drawing/traverse": "works out corners from bearings",
}
"""Ends of routes that store nothing, with what they do instead."""

ZONE_WIDE_BY_NATURE: dict[tuple[str, str], str] = {
    ("POST", "/api/parties"): "one register of enterprises serves every park",
    ("POST", "/api/supply-plans"): "the plan of a year begins empty; each of its lines is a plot in scope",
    ("POST", "/api/projects/month-lights"): "writes the lights of the caller's projects only",
    ("POST", "/api/stock/refresh"): "works out the patches of the caller's parks only",
    ("POST", "/api/readiness/refresh"): "judges the candidates of the caller's parks only",
    ("POST", "/api/accounts"): "accounts are of the zone: whoever manages them gives the parks",
    ("PATCH", "/api/accounts/{account_id}"): "accounts are of the zone: whoever manages them gives the parks",
    ("DELETE", "/api/proposals/{proposal_id}/sketch"): "forgets one's own sketch; of others' proposals one has none",
    ("POST", "/api/exchange/runs"): "compares the contracts of the caller's parks",
}

TABLES = {
    "case_id": "approval_case", "item_id": "supply_plan_item", "plan_id": "supply_plan", "area_id": "constraint_area", "overlap_id": "constraint_overlap",
    "requirement_id": "indicator_requirement", "assessment_id": "regional_assessment", "approval_id": "conversion_approval",
    "check_id": "commitment_check", "fact_id": "development_fact", "patch_id": "stock_patch", "entry_id": "destination", "visit_id": "patrol_visit",
    "task_id": "patrol_task", "group_id": "patrol_group", "member_id": "patrol_member", "measure_id": "reuse_measure", "use_id": "temporary_use",
    "letter_id": "supervision_letter", "problem_id": "project_problem", "review_id": "site_review", "run_id": "exchange_run",
    "import_id": "figure_import", "appeal_id": "grade_appeal", "report_id": "self_report", "operation_id": "proposal_operation",
    "move_id": "project_move", "milestone_id": "reuse_milestone", "site_id": "plot", "evidence_id": "evidence_file", "officer_id": "account",
}  # fmt: skip
"""Whose id a name means, where it is not that of the table so called."""
OF_ROUTE = {"/api/idle-cases/{case_id}": "idle_case", "/api/monthly-reports/{report_id}": "monthly_report"}
WHICH = {
    "inquiry": "where park_id is not null",  # one about no park is everybody's to answer
    "indicator_requirement": "where upper_inf(recorded) and upper_inf(valid) and lower(valid) < current_date and not confirmed",
}
TEXTS = ("P1", "a1", "12", "411671", "示例文字", "a@example.cn", "#000000", "a" * 22, "2026-01", "1", "")
PLACES = {
    "code": "P1",
    "item_code": "a1",
    "year": "2025",
    "kind": "grant_contract",
    "entry": "destinations",
    "part_no": "1",
}
FITTING: dict[str, dict[str, Any]] = {
    "/api/parks": {"code": "P8", "name_zh": "新园区"},
    "/api/plots/{plot_id}/state": {"axes": {"construction": "completed"}},
    "/api/plots/{plot_id}/cleared-land": {"answer": "no", "remark": "缺证明"},
    "/api/plots/{plot_id}/indicators": {"indicator": "floor_area_ratio", "unit": "plain"},
    "/api/indicators": {"indicator": "floor_area_ratio", "unit": "plain", "value": 9, "park_code": None},
    "/api/indicators/basic-set": {"indicators": ["floor_area_ratio"]},
    "/api/indicators/demands": {"servicing_level": "three", "assessments": []},
    "/api/assessments": {"kind": "environment"},
    "/api/assessments/{assessment_id}": {"kind": "environment"},
    "/api/constraints": {"kind": "farmland"},
    "/api/constraints/{area_id}/correct": {"kind": "farmland"},
    "/api/contracts": {"promises": [], "instalments": []},
    "/api/performance/schemes": {"criteria": [{"segment": "above", "criterion": "tax_per_mu", "weight": 100, "reference": 1}], "share_a": 0.2, "share_b": 0.5, "share_c": 0.9},
    "/api/performance/appeals/{appeal_id}/decision": {"outcome": "rejected"},
    "/api/chain-links": {"supplier_code": "13", "buyer_code": "14"},
    "/api/chain-members": {"industry_code": "13"},
    "/api/idle-cases/{case_id}/steps": {"step": "close"},
    "/api/reuse/{measure_id}/steps": {"stage": "approved"},
}  # fmt: skip
"""Values that a rule asks for beside the schema, where it is asked before the object is looked up."""


class Others:
    """What the demonstration zone has, and bodies that name it, as small as their schemas allow."""

    def __init__(self, session: Session, contract: dict[str, Any]) -> None:
        self.session, self.schemas, self.paths = session, contract["components"]["schemas"], contract["paths"]
        self.tables = set(
            session.execute(
                text(
                    "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'id'"
                )
            ).scalars()
        )
        self.ground = json.loads(
            session.execute(
                text(
                    "select ST_AsGeoJSON(b.geom) from park_boundary b join park p on p.id = b.park_id"
                    " where p.code = 'P1' and upper_inf(b.recorded) and b.valid @> current_date"
                )
            ).scalar_one()
        )

    def call(self, route: APIRoute, method: str) -> dict[str, Any]:
        """Return the arguments of a request that reaches an object of the demonstration zone."""
        path, operation = route.path_format, self.paths[route.path_format][method.lower()]
        asked: dict[str, Any] = {"params": {}}
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query" and parameter.get("required"):
                asked["params"][parameter["name"]] = self.value(path, parameter["schema"], parameter["name"])
        content = operation.get("requestBody", {}).get("content", {})
        if form := content.get("multipart/form-data"):
            schema = self.schemas[form["schema"]["$ref"].rsplit("/", 1)[1]]
            fields = set(schema.get("required", ())) | {"park_code"}
            values = {
                name: self.value(path, part, name) for name, part in schema["properties"].items() if name in fields
            }
            asked["files"] = {
                name: ("a.xlsx", b"PK") for name in values if name in ("file", "files", "content", "cover")
            }
            asked["data"] = {name: value for name, value in values.items() if name not in asked["files"]}
        elif content:
            body = self.value(path, content["application/json"]["schema"])
            asked["json"] = body | FITTING.get(path, {})
        return {"method": method, "url": self.address(path), **asked}

    def address(self, path: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: PLACES.get(found[1]) or str(self.id_of(path, found[1])), path)

    def id_of(self, path: str, name: str) -> int:
        table = next((table for start, table in OF_ROUTE.items() if path.startswith(start) and name in start), None)
        table = table or TABLES.get(name, name.removesuffix("_id"))
        if table not in self.tables:
            return 1
        return self.session.execute(
            text(f"select coalesce(max(id), 1) from {table} {WHICH.get(table, '')}")
        ).scalar_one()

    def value(self, path: str, schema: dict[str, Any], name: str = "") -> Any:
        """Return a small value of a schema; ids and parks are those of the demonstration zone, ground that of its first park."""
        if "$ref" in schema:
            return self.value(path, self.schemas[schema["$ref"].rsplit("/", 1)[1]], name)
        if "anyOf" in schema:
            return self.value(path, schema["anyOf"][0], name)
        if "enum" in schema or "const" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        if name == "geometry":
            return self.ground
        match schema.get("type"):
            case "object":
                wanted = {*schema.get("required", ()), "park_code", "plot_id", "geometry"}
                return {
                    key: self.value(path, part, key)
                    for key, part in schema.get("properties", {}).items()
                    if key in wanted
                }
            case "array":
                return [self.value(path, schema["items"], name.removesuffix("s"))] * schema.get("minItems", 0)
            case "integer" | "number":
                lowest = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
                return self.id_of(path, name) if name.endswith("_id") else lowest
            case "boolean":
                return True
        if schema.get("format") == "date":
            return SystemClock().today().isoformat()
        pattern, least, most = schema.get("pattern", ""), schema.get("minLength", 0), schema.get("maxLength", 99)
        if pattern.startswith("^(") and "|" in pattern:
            return pattern[2:].split("|")[0]
        return next((one for one in TEXTS if least <= len(one) <= most and re.search(pattern, one)), "示" * least)


@pytest.fixture
def served(demo_url: str) -> Iterator[FastAPI]:
    app = create_app(Settings(database_url=demo_url))
    yield app
    app.state.engine.dispose()


@pytest.fixture
def come(served: FastAPI) -> Iterator[Callable[[Role], TestClient]]:
    """Accounts of a park of their own, in which there is nothing yet."""
    with served.state.sessions() as session, session.begin():
        zone = session.execute(text("select code from zone")).scalar_one()
        a_park(session, zone_code=zone, code="P9", east=50_000)
        for role in Role:
            create_account(
                session, system_principal("测试"), username=f"{role}9", display_name="", role=role, password=PASSWORD,
                park_codes=["P9"], must_change_password=False,
            )  # fmt: skip
    with ExitStack() as clients:

        @cache
        def come(role: Role) -> TestClient:
            client = clients.enter_context(TestClient(served, raise_server_exceptions=False))
            answer = client.post("/api/session", json={"username": f"{role}9", "password": PASSWORD})
            client.headers["X-CSRF-Token"] = answer.json()["csrf"]
            return client

        yield come


def writing_routes(app: FastAPI) -> Iterator[tuple[APIRoute, str, Role]]:
    """Every route that changes what is not the caller's own, with a role that has its permission."""
    own = PUBLIC | {Permission.SESSION_OWN, Permission.SESSION_REVIEW}
    for route in routes_of(app):
        permission = permission_of(route)
        for method in (route.methods or set()) - SAFE_METHODS:
            known = (method, route.path) in ZONE_WIDE_BY_NATURE or route.path.endswith(tuple(NOTHING_KEPT))
            if permission is not None and permission not in own and not known:
                yield route, method, next(role for role in Role if permission in ROLE_PERMISSIONS[role])


@pytest.mark.slow(reason="asks every writing route once")
def test_no_writing_route_reaches_beyond_the_parks_of_the_account(served: FastAPI, come: Callable[[Role], TestClient]):
    with served.state.sessions() as session:
        others = Others(session, json.loads(contract_text()))
        calls = [(role, others.call(route, method)) for route, method, role in writing_routes(served)]
    answers = [(call, come(role).request(**call)) for role, call in calls]
    reached = [
        (call["method"], call["url"], got.status_code, got.text)
        for call, got in answers
        if got.status_code not in (403, 404)
    ]
    assert len(answers) > 170
    assert reached == []


def test_what_is_zone_wide_by_nature_is_a_route(served: FastAPI):
    routes = {(method, route.path) for route in routes_of(served) for method in route.methods or ()}
    assert set(ZONE_WIDE_BY_NATURE) <= routes


def test_ground_lies_within_ones_parks_and_what_it_replaces_too(served: FastAPI, come: Callable[[Role], TestClient]):
    planner = come(Role.PLANNER)
    with served.state.sessions() as session:
        shape = text("select ST_AsGeoJSON(ST_Multi(ST_Transform(ST_GeomFromText(:wkt, 4547), 4490)))")
        within, beyond = (
            json.loads(session.execute(shape, {"wkt": box_wkt(east, 100, 500, 500)}).scalar_one())
            for east in (50_100, 51_800)
        )
        others = session.execute(text("select max(id) from constraint_area where upper_inf(recorded)")).scalar_one()
    body = {"kind": "flood", "name_zh": "示例范围", "source": "示例", "valid_from": "2026-01-01"}
    mine = planner.post("/api/constraints", json={**body, "geometry": within})
    assert mine.status_code == 201
    corrected = planner.post(
        f"/api/constraints/{mine.json()['id']}/correct", json={**body, "geometry": beyond, "reason": "更正"}
    )
    assert (corrected.status_code, corrected.json()["code"]) == (403, "auth.beyond_scope")
    taken = planner.post(f"/api/constraints/{others}/correct", json={**body, "geometry": within, "reason": "更正"})
    assert (taken.status_code, taken.json()["code"]) == (403, "auth.beyond_scope")
    ended = planner.post(f"/api/constraints/{mine.json()['id']}/withdraw", json={"reason": "误录，撤销"})
    assert ended.status_code == 204


def test_an_account_that_is_narrowed_meanwhile_loses_the_act(served: FastAPI):
    with served.state.sessions() as session:
        officer = session.execute(text("insert into account (username, display_name, role, password_hash, all_parks) values ('meanwhile', '', 'officer', '', false) returning id")).scalar_one()  # fmt: skip
        known_before = account_principal(officer, "", Role.OFFICER, None)
        with pytest.raises(IntegrityError, match="beyond the parks"):
            set_precision(session, known_before, 50, "示例")
