"""What is said of an act that fails: nothing that is not certain, and what is certain."""

from __future__ import annotations

import errno
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from gisapp.api import health
from gisapp.api.errors import add_error_handlers
from gisapp.app import create_app
from gisapp.db.cluster_files import SOCKET_NAME
from gisapp.settings import Settings
from gisapp.startup.logs import _Tolerant
from tests.builders.park import a_park
from tests.builders.people import sign_in, sign_ins

PARTY = {"kind": "enterprise", "name_zh": "示例企业有限公司"}


class CutAtCommit:
    """A server's socket with a wire in front that is cut once in a COMMIT: before it arrives, or when it has been done."""

    def __init__(self, url: str, folder: Path) -> None:
        self._server = str(make_url(url).query["host"]) + SOCKET_NAME
        self.url = make_url(url).update_query_dict({"host": str(folder)}).render_as_string(hide_password=False)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder) + SOCKET_NAME)
        self._listener.listen()
        self.arrives: bool | None = None
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                for one, other in ((client, server), (server, client)):
                    threading.Thread(target=self._carry, args=(one, other, one is client), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, from_client: bool) -> None:
        with source, suppress(OSError):
            while said := source.recv(65536):
                if from_client and self.arrives is not None and b"COMMIT" in said:
                    arrives, self.arrives = self.arrives, None
                    source.shutdown(socket.SHUT_RDWR)
                    if arrives:
                        target.sendall(said)
                    break
                target.sendall(said)
            target.shutdown(socket.SHUT_RDWR if not from_client else socket.SHUT_WR)

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def wire(fresh_url: str) -> Iterator[CutAtCommit]:
    with sign_ins(fresh_url) as session:
        a_park(session)
    folder = Path(tempfile.mkdtemp(prefix="gisapp-wire-"))
    wire = CutAtCommit(fresh_url, folder)
    yield wire
    wire.close()
    shutil.rmtree(folder)


@pytest.fixture
def client(wire: CutAtCommit) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database_url=wire.url)), raise_server_exceptions=False) as client:
        sign_in(client, "officer")
        yield client


def parties(url: str) -> int:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return connection.execute(text("select count(*) from party")).scalar_one()


def test_a_commit_that_was_done_though_its_answer_was_lost_is_answered_as_done(
    client: TestClient, wire: CutAtCommit, fresh_url: str
):
    wire.arrives = True
    answer = client.post("/api/parties", json=PARTY)
    assert (answer.status_code, parties(fresh_url), wire.arrives) == (201, 1, None)
    with create_engine(fresh_url, poolclass=NullPool).connect() as connection:
        told = connection.execute(text("select request_id from audit_event where subject = 'party'")).scalar_one()
    assert told == answer.headers["x-request-id"]


def test_a_commit_that_never_arrived_is_told_as_not_saved(client: TestClient, wire: CutAtCommit, fresh_url: str):
    wire.arrives = False
    answer = client.post("/api/parties", json=PARTY)
    assert (answer.status_code, answer.json()["code"], parties(fresh_url)) == (503, "database.not_saved", 0)
    assert client.post("/api/parties", json=PARTY).status_code == 201


def test_while_nobody_can_say_neither_is_claimed(
    client: TestClient, wire: CutAtCommit, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("gisapp.db.commit_outcome.PATIENCE_SECONDS", 0)
    wire.arrives = True
    answer = client.post("/api/parties", json=PARTY)
    assert (answer.status_code, answer.json()["code"]) == (503, "database.outcome_unknown")
    assert "没有保存" not in answer.json()["message_zh"]


def test_a_full_disk_of_the_database_is_named_and_reading_goes_on(client: TestClient, fresh_url: str):
    with create_engine(fresh_url, poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql(
            "create function no_room() returns trigger language plpgsql as"
            " $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;"
            "create trigger no_room before insert on party for each row execute function no_room();"
        )
    answer = client.post("/api/parties", json=PARTY)
    assert (answer.status_code, answer.json()["code"]) == (507, "server.disk_full")
    assert "磁盘" in answer.json()["message_zh"]
    assert client.get("/api/parks").status_code == 200


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left"), ValueError("of the answer")])
def test_a_fault_after_saving_never_says_that_nothing_was_saved(fault: Exception):
    app = FastAPI()
    add_error_handlers(app)

    @app.post("/saved")
    def saved(request: Request) -> None:
        request.state.is_committed = True
        raise fault

    answer = TestClient(app, raise_server_exceptions=False).post("/saved")
    assert (answer.status_code, answer.json()["code"]) == (500, "server.error_after_saving")


def test_health_is_red_while_the_disk_is_full(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    assert client.get("/api/health").status_code == 200
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 62)
    answer = client.get("/api/health")
    assert (answer.status_code, answer.json()["code"]) == (503, "server.disk_full")


def test_a_line_that_cannot_be_written_into_the_log_breaks_nothing():
    with open("/dev/full", "wb", buffering=0) as full:
        with pytest.raises(OSError, match="No space"):
            full.write(b"line")
        log = _Tolerant(full)
        assert log.write(b"line") == 0
        log.flush()
