"""Coming in, being locked out, being shown the door."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from gisapp.accounts.accounts import create_first_sign_ins
from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings

PASSWORD = "a-good-password-1"


class MovingClock(FixedClock):
    moved = timedelta()

    def now(self) -> datetime:
        return super().now() + MovingClock.moved


@pytest.fixture
def client(fresh_url: str) -> Iterator[TestClient]:
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        created = create_first_sign_ins(session, PASSWORD)
    engine.dispose()
    assert set(created) == {"officer", "planner", "leader", "admin"}
    MovingClock.moved = timedelta()
    with TestClient(
        create_app(Settings(database_url=fresh_url, lockout_after=3), MovingClock(date(2026, 11, 23)))
    ) as client:
        yield client


def sign_in(client: TestClient, username="officer", password=PASSWORD):
    return client.post("/api/session", json={"username": username, "password": password})


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(client: TestClient):
    cookie = sign_in(client).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: TestClient):
    wrong, unknown = sign_in(client, password="wrong-password"), sign_in(client, username="nobody")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json()["code"] == unknown.json()["code"]


def test_three_wrong_passwords_lock_the_account_for_a_while_even_for_the_right_one(client: TestClient):
    for _ in range(3):
        assert sign_in(client, password="wrong-password").status_code == 401
    locked = sign_in(client)
    assert locked.status_code == 423
    assert "15 分钟" in locked.json()["message_zh"]
    MovingClock.moved = timedelta(minutes=16)
    assert sign_in(client).status_code == 200


def test_signing_out_ends_the_session_on_the_server(client: TestClient):
    csrf = sign_in(client).json()["csrf"]
    token = client.cookies["gisapp_session"]
    assert client.delete("/api/session", headers={"X-CSRF-Token": csrf}).status_code == 204
    client.cookies.set("gisapp_session", token)
    assert client.get("/api/session").json()["signed_in"] is False
    assert client.get("/api/statistics/parks").status_code == 401


def test_a_session_ends_by_itself_and_use_keeps_it_alive(client: TestClient):
    sign_in(client)
    for hours in (8, 16, 24):
        MovingClock.moved = timedelta(hours=hours)
        assert client.get("/api/session").json()["signed_in"] is True
    MovingClock.moved = timedelta(hours=37)
    assert client.get("/api/session").json()["signed_in"] is False


def test_changing_the_password_ends_every_session_and_weak_ones_are_refused(client: TestClient):
    csrf = sign_in(client).json()["csrf"]
    headers = {"X-CSRF-Token": csrf}
    assert (
        client.post(
            "/api/session/password", json={"old": "wrong", "new": "another-good-2"}, headers=headers
        ).status_code
        == 400
    )
    weak = client.post("/api/session/password", json={"old": PASSWORD, "new": "short"}, headers=headers)
    assert weak.json()["code"] == "account.password_weak"
    assert (
        client.post(
            "/api/session/password", json={"old": PASSWORD, "new": "another-good-2"}, headers=headers
        ).status_code
        == 204
    )
    assert client.get("/api/session").json()["signed_in"] is False
    assert sign_in(client).status_code == 401
    assert sign_in(client, password="another-good-2").status_code == 200


def test_the_administrator_changes_rights_and_the_session_ends_at_once(client: TestClient):
    csrf = sign_in(client, "admin").json()["csrf"]
    admin = {"X-CSRF-Token": csrf}
    new = {
        "username": "li.si",
        "display_name": "李四",
        "role": "planner",
        "password": "a-good-password-9",
        "park_codes": [],
    }
    accounts = client.post("/api/accounts", json=new, headers=admin).json()
    account = next(row for row in accounts if row["username"] == "li.si")
    assert (account["all_parks"], account["must_change_password"]) == (False, True)
    assert client.post("/api/accounts", json=new, headers=admin).status_code == 409
    with TestClient(client.app) as other:
        assert sign_in(other, "li.si", "a-good-password-9").status_code == 200
        assert other.get("/api/session").json()["signed_in"] is True
        changed = client.patch(f"/api/accounts/{account['id']}", json={"is_active": False}, headers=admin)
        assert changed.status_code == 200
        assert other.get("/api/session").json()["signed_in"] is False


def test_the_last_administrator_stays_one(client: TestClient):
    csrf = sign_in(client, "admin").json()["csrf"]
    admin = next(row for row in client.get("/api/accounts").json() if row["username"] == "admin")
    for change in ({"role": "leader"}, {"is_active": False}):
        answer = client.patch(f"/api/accounts/{admin['id']}", json=change, headers={"X-CSRF-Token": csrf})
        assert answer.status_code == 409
        assert answer.json()["code"] == "account.last_admin"


def test_no_password_is_stored_and_every_change_leaves_an_event(client: TestClient, fresh_url: str):
    sign_in(client, "admin")
    engine = create_app_engine(fresh_url)
    with transaction(engine) as session:
        hashes = session.execute(text("select password_hash from account")).scalars().all()
        assert all(value.startswith("$argon2id$") for value in hashes)
        tags = set(session.execute(text("select tag from audit_event")).scalars())
    engine.dispose()
    assert {"account:account:create", "session:session:open"} <= tags


def test_an_installation_hashes_passwords_at_the_recommended_cost_whatever_the_environment_says():
    """In a process of its own: tests that sign in run with cheaper hashes."""
    program = "from gisapp.accounts.sign_in import hash_password; print(hash_password('a-good-password-1'))"
    surroundings = {**os.environ, "GISAPP_HASHER": "cheap", "GISAPP_TIME_COST": "1", "PYTEST_CURRENT_TEST": "x"}
    told = subprocess.run(
        [sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=True
    ).stdout
    assert told.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
