"""Every route declares its permission, and the table role × route holds for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from gisapp.accounts.accounts import create_account
from gisapp.api.contract import permission_of
from gisapp.app import create_app
from gisapp.auth.permissions import DENIED_ZH, PUBLIC, ROLE_PERMISSIONS, Permission, Role
from gisapp.auth.principal import system_principal
from gisapp.settings import Settings
from tests.builders.people import PASSWORD, create_sign_ins


def routes_of(app: FastAPI) -> Iterator[APIRoute]:
    found = [route for route in _flat(app.routes) if isinstance(route, APIRoute) and route.path.startswith("/api")]
    assert len(found) > 25
    yield from found


def _flat(routes):
    for route in routes:
        inner = getattr(route, "original_router", None) or getattr(route, "router", None)
        if isinstance(route, APIRoute):
            yield route
        elif inner is not None:
            yield from _flat(inner.routes)


def a_call(route: APIRoute) -> tuple[str, str]:
    """A path and method that reach the route; ids that do not exist, so nothing changes."""
    path = re.sub(r"\{form\}", "csv", route.path)
    path = re.sub(r"\{[^}]*id[^}]*\}", "999999", path)
    return re.sub(r"\{[^}]+\}", "999999", path), min(route.methods - {"HEAD"})


@pytest.fixture(scope="module")
def bare_app() -> FastAPI:
    return create_app(Settings(database_url="postgresql://nobody@127.0.0.1:1/none"))


def test_every_route_declares_its_permission(bare_app: FastAPI):
    assert [route.path for route in routes_of(bare_app) if permission_of(route) is None] == []


def test_every_unsafe_route_needs_more_than_reading(bare_app: FastAPI):
    reading = {Permission.PUBLIC_READ, Permission.PLOT_READ, Permission.PARTY_READ, Permission.SURVEY_READ}
    open_writes = [
        route.path
        for route in routes_of(bare_app)
        if route.methods - {"GET", "HEAD", "OPTIONS"} and permission_of(route) in reading
    ]
    assert open_writes == []


def test_every_permission_is_used_and_has_words_for_its_refusal(bare_app: FastAPI):
    used = {permission_of(route) for route in routes_of(bare_app)}
    layers = {
        Permission(layer.definition.permission) for layer in bare_app.state.layers if not layer.definition.is_public
    }
    assert set(Permission) - used - layers == set()
    assert set(DENIED_ZH) == set(Permission)


@pytest.fixture
def served(fresh_url: str) -> FastAPI:
    create_sign_ins(fresh_url)
    return create_app(Settings(database_url=fresh_url))


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: str(role) if role else "public")
def test_a_role_reaches_exactly_the_routes_of_its_permissions(served: FastAPI, role: Role | None):
    with TestClient(served) as client:
        headers = {}
        if role is not None:
            answer = client.post("/api/session", json={"username": str(role), "password": PASSWORD})
            headers = {"X-CSRF-Token": answer.json()["csrf"]}
        granted = PUBLIC if role is None else ROLE_PERMISSIONS[role]
        wrong = []
        for route in routes_of(served):
            permission = permission_of(route)
            path, method = a_call(route)
            if path == "/api/session" and method == "DELETE":
                continue
            answer = client.request(
                method, path, headers=headers, json={} if method in ("POST", "PUT", "PATCH") else None
            )
            refused = answer.status_code in (401, 403) and answer.json()["code"].startswith(
                ("auth.denied", "auth.sign_in")
            )
            if refused == (permission in granted):
                wrong.append((method, path, permission, answer.status_code))
        assert wrong == []


def test_an_unsafe_request_without_the_token_of_the_page_is_refused(served: FastAPI):
    with TestClient(served) as client:
        client.post("/api/session", json={"username": "officer", "password": PASSWORD})
        answer = client.post("/api/parties", json={"kind": "enterprise", "name_zh": "示例"})
        assert answer.status_code == 403
        assert answer.json()["code"] == "auth.csrf"


@pytest.mark.slow(reason="asks every route once for each role")
def test_whoever_must_change_the_password_reaches_nothing_but_that(served: FastAPI):
    with served.state.sessions() as session, session.begin():
        for role in Role:
            create_account(
                session,
                system_principal("test"),
                username=f"new.{role}",
                display_name="新人",
                role=role,
                password=PASSWORD,
            )
    with TestClient(served) as client:
        for role in Role:
            client.cookies.clear()
            opened = client.post("/api/session", json={"username": f"new.{role}", "password": PASSWORD})
            headers = {"X-CSRF-Token": opened.json()["csrf"]}
            reached = set()
            for route in routes_of(served):
                path, method = a_call(route)
                if (method, path) == ("DELETE", "/api/session"):
                    continue
                body = {} if method in ("POST", "PUT", "PATCH") else None
                answer = client.request(method, path, headers=headers, json=body)
                if (answer.status_code, answer.json().get("code")) != (403, "auth.password_change_required"):
                    reached.add(f"{method} {path}")
            assert reached == {
                "GET /api/health",  # asks nobody who he is
                "GET /api/session",
                "POST /api/session",
                "POST /api/session/password",
            }, role
            tile = client.get("/tiles/plot/12/3372/1652.mvt")
            assert (tile.status_code, tile.json()["code"]) == (403, "auth.password_change_required")
            changed = client.post(
                "/api/session/password", headers=headers, json={"old": PASSWORD, "new": f"own-{role}-password"}
            )
            assert changed.status_code == 204
            own = {"username": f"new.{role}", "password": f"own-{role}-password"}
            assert client.post("/api/session", json=own).status_code == 200
            assert client.get("/api/plots").status_code == 200
