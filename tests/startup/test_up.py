"""`gisapp up` as a person meets it: first start, Ctrl-C, kill -9, and every refusal in one sentence."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from gisapp.db.cluster_processes import postmaster_of, processes_of, wait_until_gone
from gisapp.db.private_cluster import PrivateCluster
from tests.startup.conftest import ADDRESS, RunningCommand

pytestmark = pytest.mark.db

Start = Callable[..., RunningCommand]
Run = Callable[..., tuple[int, str]]


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def sign_in(address: str, username: str, password: str) -> int:
    """The status of an attempt to sign in."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(f"{address}/api/session", timeout=30) as answer:
        csrf = json.load(answer).get("csrf")
    request = urllib.request.Request(
        f"{address}/api/session",
        data=json.dumps({"username": username, "password": password}).encode(),
        headers={"Content-Type": "application/json", "X-CSRF-Token": csrf or ""},
    )
    try:
        with opener.open(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_from_an_empty_folder_to_a_page_killed_hard_and_back_again(
    start_command: Start, run_command: Run, folder: Path
) -> None:
    data = folder / "data"
    options = ("up", "--data", str(data), "--port", "0")
    first = start_command(*options, "--workers", "2")
    address = first.wait_for(ADDRESS)
    passwords = dict(re.findall(r"^ +(officer|planner|leader|admin) +(\S+)$", first.text, re.MULTILINE))
    assert set(passwords) == {"officer", "planner", "leader", "admin"}
    assert len(set(passwords.values())) == 4
    assert get(f"{address}/api/health")["status"] == "ok"
    assert len(get(f"{address}/api/parks")) == 6
    assert sign_in(address, "officer", passwords["officer"]) == 200
    assert sign_in(address, "officer", "not the password") == 401

    # the terminal keeps the address; requests go into the log of the data folder
    assert "/api/health" not in first.text
    entries = [json.loads(line) for line in (data / "gisapp.log").read_text(encoding="utf-8").splitlines()]
    assert any(entry.get("route") == "/api/health" and entry["status"] == 200 for entry in entries)

    # a second one on the same folder is told so; other commands use the running database
    for command in (options, ("restore", str(data / "gisapp.lock"), "--yes", "--data", str(data))):
        code, told = run_command(*command)
        assert (code, "已有一个系统在运行" in told, "Traceback" in told) == (1, True, False)
    code, told = run_command("accounts", "reset-password", "leader", "--data", str(data))
    assert code == 0, told
    assert sign_in(address, "leader", told.strip().rsplit(" ", 1)[-1]) == 200
    assert sign_in(address, "leader", passwords["leader"]) == 401

    first.end(signal.SIGKILL)
    assert wait_until_gone(data / "pg", 30)
    second = start_command(*options)
    address = second.wait_for(ADDRESS)
    assert not any(password in second.text for password in passwords.values())
    assert sign_in(address, "planner", passwords["planner"]) == 200
    assert len(get(f"{address}/api/parks")) == 6

    # the application has no superuser's rights, and a database that is killed alone comes back by itself
    engine = sa.create_engine(PrivateCluster(data).url("gisapp"), poolclass=sa.NullPool)
    with engine.connect() as connection:
        signed_in = connection.execute(
            sa.text("select distinct usename from pg_stat_activity where application_name = 'gisapp'")
        )
        assert signed_in.scalars().all() == ["gisapp_app"]
    postmaster = postmaster_of(data / "pg")
    assert postmaster is not None
    os.kill(postmaster, signal.SIGKILL)
    second.wait_for(re.compile("数据库已恢复"))
    assert sign_in(address, "planner", passwords["planner"]) == 200
    assert second.end(signal.SIGINT) == 0
    assert processes_of(data / "pg") == []


def test_a_taken_port_is_told_before_any_work(run_command: Run, folder: Path, taken_port: int) -> None:
    data = folder / "data"
    code, told = run_command("up", "--data", str(data), "--port", str(taken_port))
    assert code == 1
    assert f"端口 {taken_port} 已被占用" in told
    assert f"Port {taken_port} is taken" in told
    assert not (data / "pg").exists()


def test_a_folder_that_cannot_be_written_is_told_with_the_option_to_use(run_command: Run, folder: Path) -> None:
    (folder / "file").write_text("")
    code, told = run_command("up", "--data", str(folder / "file" / "data"), "--port", "0")
    assert code == 1
    assert "不能写入" in told
    assert "--data" in told
    assert "Traceback" not in told


def test_serve_refuses_a_database_that_is_empty_or_ahead_and_up_refuses_one_ahead(
    run_command: Run, cluster: PrivateCluster, fresh_url: str
) -> None:
    cluster.create_database("never_migrated")
    code, told = run_command("serve", "--port", "0", GISAPP_DATABASE_URL=cluster.url("never_migrated"))
    assert (code, "gisapp migrate" in told) == (1, True)
    engine = sa.create_engine(fresh_url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    for command in ("serve", "up"):
        code, told = run_command(command, "--port", "0", GISAPP_DATABASE_URL=fresh_url)
        assert code == 1
        assert "更新版本的程序" in told
        assert "Traceback" not in told
    cluster.drop_database("never_migrated")


def test_a_server_given_by_address_is_migrated_and_gets_sign_ins_but_is_not_filled_unless_asked(
    start_command: Start, cluster: PrivateCluster
) -> None:
    cluster.create_database("given_by_address")
    url = cluster.url("given_by_address")
    first = start_command("up", "--port", "0", GISAPP_DATABASE_URL=url, GISAPP_DEMO_PASSWORD="a-long-password")
    address = first.wait_for(ADDRESS)
    assert get(f"{address}/api/health")["status"] == "ok"
    assert "a-long-password" not in first.text
    assert sign_in(address, "admin", "a-long-password") == 200
    assert first.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert "首次登录账户" in first.text
    assert "gisapp zone create" in first.text
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        assert connection.execute(
            sa.text("select (select count(*) from zone), (select count(*) from account)")
        ).one() == (0, 4)
    asked = start_command("up", "--seed", "--port", "0", GISAPP_DATABASE_URL=url)
    address = asked.wait_for(ADDRESS)
    assert len(get(f"{address}/api/parks")) == 6
    assert asked.end(signal.SIGINT) == 0
    cluster.drop_database("given_by_address")


def test_a_database_that_does_not_answer_is_told_in_one_sentence(run_command: Run) -> None:
    code, told = run_command("up", "--port", "0", GISAPP_DATABASE_URL="postgresql://nobody@127.0.0.1:1/gisapp")
    assert code == 1
    assert "连不上" in told
    assert "Traceback" not in told
    assert "Traceback" not in told


def test_a_backup_is_proved_by_a_trial_restore_and_brings_back_what_was_deleted_and_a_letter_does_not(
    run_command: Run, folder: Path
) -> None:
    data, file = folder / "data", folder / "kept.dump"
    code, told = run_command("migrate", "--data", str(data))
    assert code == 0, told
    with PrivateCluster(data) as cluster:
        engine = sa.create_engine(cluster.url("gisapp"), poolclass=sa.NullPool)
        with engine.begin() as connection:
            connection.execute(sa.text("insert into zone (code, name_zh) values ('000001', '试验区')"))
    code, told = run_command("backup", str(file), "--data", str(data))
    assert code == 0, told
    assert "试恢复一致" in told
    with PrivateCluster(data) as cluster:
        engine = sa.create_engine(cluster.url("gisapp"), poolclass=sa.NullPool)
        with engine.begin() as connection:
            connection.execute(sa.text("delete from zone"))
    code, told = run_command("restore", str(file), "--yes", "--data", str(data))
    assert code == 0, told
    with PrivateCluster(data) as cluster:
        engine = sa.create_engine(cluster.url("gisapp"), poolclass=sa.NullPool)
        with engine.connect() as connection:
            assert connection.execute(sa.text("select name_zh from zone")).scalar_one() == "试验区"
    letter = folder / "letter.dump"
    letter.write_text("not a backup")
    code, told = run_command("restore", str(letter), "--yes", "--data", str(data))
    assert code == 1
    assert "pg_restore 失败" in told
    with PrivateCluster(data) as cluster:
        assert cluster.has_database("gisapp")
        assert not cluster.has_database("gisapp_restored")


def test_a_real_installation_registers_its_zone_its_parks_and_their_boundaries(
    run_command: Run, fresh_url: str, tmp_path: Path
) -> None:
    code, told = run_command("park", "add", "P1", "--name", "综合保税区", GISAPP_DATABASE_URL=fresh_url)
    assert code == 1
    assert "先登记开发区" in told
    code, told = run_command("zone", "create", "--name", "周口经济开发区", GISAPP_DATABASE_URL=fresh_url)
    assert code == 0, told
    code, told = run_command("park", "add", "P1", "--name", "综合保税区", "--order", "1", GISAPP_DATABASE_URL=fresh_url)
    assert code == 0, told
    engine = sa.create_engine(fresh_url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        found = connection.execute(
            sa.text("select z.code, z.is_demo, p.code, p.name_zh from park p join zone z on z.id = p.zone_id")
        ).all()
    assert found == [("411671", False, "P1", "综合保税区")]
    corners = [[114.65, 33.55], [114.67, 33.55], [114.67, 33.57], [114.65, 33.57], [114.65, 33.55]]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [corners]}}
    file = tmp_path / "界线.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    options = ("park", "boundary", "P1", str(file), "--from", "2024-01-01", "--source", "总体规划")
    code, told = run_command(*options, "--crs", "EPSG:4490", GISAPP_DATABASE_URL=fresh_url)
    assert code == 0, told
    with engine.connect() as connection:
        since, area = connection.execute(sa.text("select lower(valid), area_planar_m2 from park_boundary")).one()
    assert since.isoformat() == "2024-01-01"
    assert 4_100_000 < area < 4_200_000  # 0.02° by 0.02° at 33.56° N
