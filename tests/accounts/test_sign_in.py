"""Coming in, having to wait, being shown the door."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError
from sqlalchemy import text

from gisapp.accounts.accounts import create_first_sign_ins
from gisapp.accounts.sign_in import MINIMUM_LENGTH
from gisapp.app import create_app
from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings, resource_dir

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


@pytest.mark.parametrize("username", ["officer", "nobody.of.that.name"])
def test_after_three_wrong_passwords_it_must_be_waited_longer_each_time_whether_the_name_exists_or_not(
    client: TestClient, username: str
):
    waited = timedelta()
    for minutes in (1, 2, 4, 8, 15, 15):
        for _ in range(3 if minutes == 1 else 1):
            assert sign_in(client, username, "wrong-password").status_code == 401
        refused = sign_in(client, username)  # the right password too
        assert (refused.status_code, refused.json()["code"]) == (429, "account.sign_in_waits")
        assert refused.headers["retry-after"] == str(minutes * 60)
        assert f"请 {minutes} 分钟后" in refused.json()["message_zh"]
        waited += timedelta(minutes=minutes)
        MovingClock.moved = waited
    assert sign_in(client, username).status_code == (200 if username == "officer" else 401)


def test_nobody_can_lock_a_person_out_from_another_address(client: TestClient):
    with TestClient(client.app, client=("10.9.8.7", 1)) as stranger:
        for _ in range(9):
            sign_in(stranger, password="wrong-password")
        assert sign_in(stranger).status_code == 429
    assert sign_in(client).status_code == 200
    # the administrator sees that somebody waits; a new password ends the waiting, everywhere
    with TestClient(client.app) as admin:
        csrf = sign_in(admin, "admin").json()["csrf"]
        (waiting,) = [row for row in admin.get("/api/accounts").json() if row["is_locked"]]
        change = {"new_password": "a-good-password-3"}
        admin.patch(f"/api/accounts/{waiting['id']}", json=change, headers={"X-CSRF-Token": csrf})
    with TestClient(client.app, client=("10.9.8.7", 1)) as stranger:
        assert sign_in(stranger, password="a-good-password-3").status_code == 200


def test_of_guesses_made_at_once_each_is_counted(client: TestClient):
    with ThreadPoolExecutor(8) as guessers:
        answers = list(guessers.map(lambda _: sign_in(client, password="wrong-password").status_code, range(8)))
    assert sorted(answers) == [401] * 3 + [429] * 5


def test_an_address_that_a_caller_writes_himself_buys_no_further_guess(client: TestClient):
    for number in range(3):
        wrong = {"username": "officer", "password": "wrong-password"}
        client.post("/api/session", json=wrong, headers={"X-Forwarded-For": f"10.0.0.{number}"})
    assert sign_in(client).status_code == 429


def test_behind_a_trusted_proxy_the_address_is_the_last_that_it_did_not_write(fresh_url: str):
    settings = Settings(database_url=fresh_url, lockout_after=1, trusted_proxies="10.1.0.0/16, 127.0.0.1")
    with TestClient(create_app(settings), client=("127.0.0.1", 1)) as proxy:

        def guess(forwarded: str) -> int:
            body = {"username": "officer", "password": "wrong-password"}
            return proxy.post("/api/session", json=body, headers={"X-Forwarded-For": forwarded}).status_code

        assert guess("1.1.1.1, 203.0.113.5, 10.1.0.9") == 401
        assert guess("2.2.2.2, 203.0.113.5, 10.1.0.9") == 429
        assert guess("1.1.1.1, 203.0.113.6, 10.1.0.9") == 401


@pytest.mark.parametrize("everybody", ["*", "0.0.0.0/0", "::/0", "proxy.example"])
def test_not_everybody_can_be_a_trusted_proxy(everybody: str):
    with pytest.raises(ValidationError):
        Settings(trusted_proxies=everybody)


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


def test_a_session_ends_three_days_after_its_sign_in_however_much_it_is_used(client: TestClient):
    sign_in(client)
    for hours in range(8, 72, 8):
        MovingClock.moved = timedelta(hours=hours)
        assert client.get("/api/session").json()["signed_in"] is True
    MovingClock.moved = timedelta(hours=72, minutes=1)
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
    weak = client.post("/api/session/password", json={"old": PASSWORD, "new": "12345678ab!"}, headers=headers)
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
    }
    nobody = {name: value for name, value in new.items() if name != "role"}
    assert client.post("/api/accounts", json=nobody, headers=admin).status_code == 422
    accounts = client.post("/api/accounts", json=new, headers=admin).json()
    account = next(row for row in accounts if row["username"] == "li.si")
    assert (account["all_parks"], account["park_codes"], account["must_change_password"]) == (False, [], True)
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


def test_a_person_sees_and_ends_her_own_sessions_and_nobody_elses(client: TestClient):
    csrf = {"X-CSRF-Token": sign_in(client).json()["csrf"]}
    with (
        TestClient(client.app, client=("10.9.8.7", 1), headers={"User-Agent": "elsewhere"}) as elsewhere,
        TestClient(client.app) as third,
        TestClient(client.app) as leader,
    ):
        for other in (elsewhere, third):
            sign_in(other)
        sign_in(leader, "leader")
        mine = client.get("/api/sessions").json()
        assert len(mine) == 3
        assert [one["is_current"] for one in mine].count(True) == 1
        (far,) = [one for one in mine if one["agent"] == "elsewhere"]
        assert far["address"] == "10.9.8.7"
        (theirs,) = leader.get("/api/sessions").json()
        assert len(client.delete(f"/api/sessions/{theirs['id']}", headers=csrf).json()) == 3
        assert leader.get("/api/session").json()["signed_in"] is True
        assert len(client.delete(f"/api/sessions/{far['id']}", headers=csrf).json()) == 2
        assert elsewhere.get("/api/session").json()["signed_in"] is False
        (left,) = client.delete("/api/sessions", headers=csrf).json()
        assert left["is_current"] is True
        assert third.get("/api/session").json()["signed_in"] is False
        assert client.get("/api/session").json()["signed_in"] is True


def test_the_pages_ask_for_passwords_as_long_as_the_server_does():
    page = (resource_dir("web").parent / "src/app/session.ts").read_text(encoding="utf-8")
    assert f"export const shortestPassword = {MINIMUM_LENGTH};" in page
