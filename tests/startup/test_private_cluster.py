"""The private cluster lives, dies and comes back: with real server processes."""

from __future__ import annotations

import os
import pwd
import queue
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import sqlalchemy as sa

from gisapp.db.cluster_files import LONGEST_SOCKET_PATH, socket_folder
from gisapp.db.cluster_processes import postmaster_of, processes_of, wait_until_gone
from gisapp.db.engine import create_app_engine
from gisapp.db.private_cluster import PrivateCluster
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.startup.database import as_application

pytestmark = pytest.mark.db

IS_ROOT = os.geteuid() == 0
NOBODY = pwd.getpwnam("nobody").pw_uid


def answer(cluster: PrivateCluster, question: str, database: str = "postgres") -> object:
    engine = sa.create_engine(cluster.url(database), poolclass=sa.NullPool)
    with engine.begin() as connection:
        result = connection.execute(sa.text(question))
        return result.scalar() if result.returns_rows else None


def kill_server(cluster: PrivateCluster) -> int:
    """kill -9 for the postmaster, as the kernel's memory killer would."""
    postmaster = postmaster_of(cluster.folder)
    assert postmaster is not None
    os.kill(postmaster, signal.SIGKILL)
    return postmaster


def test_a_new_folder_gets_a_utf8_server_with_postgis_that_keeps_what_was_written(folder: Path) -> None:
    with PrivateCluster(folder) as cluster:
        cluster.create_database("gisapp")
        assert cluster.has_database("gisapp")
        assert answer(cluster, "show server_encoding", "gisapp") == "UTF8"
        assert answer(cluster, "show fsync") == "on"
        assert answer(cluster, "show listen_addresses") == ""
        answer(cluster, "create extension postgis", "gisapp")
        answer(cluster, "create table park as select '中国—东盟产业园'::text as name", "gisapp")
    assert processes_of(cluster.folder) == []
    with PrivateCluster(folder) as again:
        assert answer(again, "select name from park", "gisapp") == "中国—东盟产业园"


def test_a_throw_away_server_clones_databases_and_is_gone_afterwards() -> None:
    with PrivateCluster.temporary() as cluster:
        cluster.create_database("first")
        answer(cluster, "create table t as select 7 as n", "first")
        cluster.create_database("second", template="first")
        assert answer(cluster, "select n from t", "second") == 7
        assert answer(cluster, "show fsync") == "off"
        cluster.drop_database("second")
        assert not cluster.has_database("second")
        cluster.drop_database("second")
    assert not cluster.data_dir.exists()


@pytest.mark.skipif(not IS_ROOT, reason="only root can drop to another account")
def test_root_never_runs_the_server(folder: Path) -> None:
    with PrivateCluster(folder, durable=False) as cluster:
        postmaster = postmaster_of(cluster.folder)
        assert postmaster is not None
        assert Path(f"/proc/{postmaster}").stat().st_uid != 0
        assert cluster.folder.stat().st_uid == Path(f"/proc/{postmaster}").stat().st_uid
        assert (cluster.folder.stat().st_mode & 0o777, socket_folder(folder).stat().st_mode & 0o777) == (0o700, 0o700)


@pytest.mark.skipif(not IS_ROOT, reason="only root can drop to another account")
def test_root_is_told_which_folder_the_servers_account_may_not_enter(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(StartRefusal) as refusal:
        PrivateCluster(closed / "data").start()
    assert refusal.value.code == "start.data_folder_unreachable"
    assert str(closed) in refusal.value.message_zh


def test_a_server_killed_hard_is_recovered_with_its_committed_rows(folder: Path) -> None:
    cluster = PrivateCluster(folder)
    cluster.start()
    cluster.create_database("gisapp")
    answer(cluster, "create table t as select 41 as n", "gisapp")
    open_connection = psycopg2.connect(cluster.url("gisapp").replace("+psycopg2", ""))
    kill_server(cluster)
    cluster.stop()
    with PrivateCluster(folder) as again:
        assert answer(again, "select n from t", "gisapp") == 41
    open_connection.close()


def test_a_server_lost_while_it_is_kept_is_back_by_itself_with_its_committed_rows(folder: Path) -> None:
    told: queue.Queue[str] = queue.Queue()
    with PrivateCluster(folder) as cluster:
        answer(cluster, "create table parcel as select 'P4-001'::text as no")
        cluster.keep_running(lambda: told.put("lost"), lambda: told.put("back"))
        for _ in range(2):
            killed = kill_server(cluster)
            assert [told.get(timeout=60), told.get(timeout=60)] == ["lost", "back"]
            assert postmaster_of(cluster.folder) != killed
            assert answer(cluster, "select no from parcel") == "P4-001"
    assert processes_of(cluster.folder) == []
    assert told.empty()


def test_the_application_signs_in_as_a_role_that_cannot_become_the_superuser_also_on_an_old_folder(
    folder: Path,
) -> None:
    with PrivateCluster(folder, durable=False) as cluster:
        answer(cluster, "alter role gisapp_app nologin")  # as folders of earlier versions have it
    with PrivateCluster(folder, durable=False) as cluster:
        engine = create_app_engine(as_application(cluster.url("postgres")), pool_size=1)
        with engine.connect() as connection:
            connection.execute(sa.text("reset role"))
            who = connection.execute(
                sa.text(
                    "select session_user, current_user, rolsuper, rolcreaterole from pg_roles where rolname = current_user"
                )
            ).one()
            assert tuple(who) == ("gisapp_app", "gisapp_app", False, False)
            with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                connection.execute(sa.text("set role gisapp"))
        engine.dispose()


def test_a_stale_pid_file_that_names_a_strangers_process_is_not_believed(folder: Path) -> None:
    cluster = PrivateCluster(folder, durable=False)
    cluster.start()
    dead = str(kill_server(cluster))
    cluster.stop()
    assert wait_until_gone(cluster.folder, 20)
    pid_file = cluster.folder / "postmaster.pid"
    stranger = subprocess.Popen(["sleep", "60"], user=cluster.folder.stat().st_uid if IS_ROOT else None)
    try:
        pid_file.write_text(pid_file.read_text().replace(dead, str(stranger.pid), 1))
        with cluster:
            assert answer(cluster, "select 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_when_the_application_is_killed_hard_its_server_ends_and_the_next_start_works(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from gisapp.db.private_cluster import PrivateCluster\n"
        "c = PrivateCluster(Path(sys.argv[1])); c.start(); c.create_database('gisapp'); print('up', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as application:
        assert application.stdout is not None
        assert application.stdout.readline() == b"up\n"
        application.kill()
    with PrivateCluster(folder) as cluster:
        assert cluster.has_database("gisapp")
    assert wait_until_gone(cluster.folder, 20)


def test_the_orphan_of_a_killed_application_is_ended_before_a_new_start(folder: Path) -> None:
    cluster = PrivateCluster(folder, durable=False)
    cluster.start()
    orphan = postmaster_of(folder / "pg")
    server, cluster._server = cluster._server, None  # forget it, as where there are no parent-death signals
    cluster.stop()
    with PrivateCluster(folder, durable=False) as again:
        assert postmaster_of(again.folder) not in (None, orphan)
    assert server is not None
    assert server.wait() == 0


def test_a_second_start_on_the_same_folder_is_refused_and_leaves_the_first_alone(folder: Path) -> None:
    with PrivateCluster(folder, durable=False) as first:
        with pytest.raises(StartRefusal) as refusal:
            PrivateCluster(folder, durable=False).start()
        assert refusal.value.code == "start.already_running"
        assert answer(first, "select 1") == 1


def test_an_initialisation_that_was_killed_half_way_is_begun_anew(folder: Path) -> None:
    half = folder / "pg.new"
    half.mkdir()
    (half / "base").mkdir()
    with PrivateCluster(folder, durable=False) as cluster:
        assert answer(cluster, "select 1") == 1


@pytest.mark.parametrize("name", ["很长的数据目录" * 8, "with, comma and 'quote'", "with blank 空格"])
def test_a_long_or_odd_path_still_gets_a_working_socket(folder: Path, name: str) -> None:
    data_dir = folder / name
    with PrivateCluster(data_dir, durable=False) as cluster:
        assert len(os.fsencode(socket_folder(data_dir))) + len("/.s.PGSQL.5432") <= LONGEST_SOCKET_PATH
        assert answer(cluster, "select 1") == 1
    if socket_folder(data_dir).parent == Path("/tmp"):
        assert not socket_folder(data_dir).exists()


def test_a_folder_that_cannot_be_written_is_refused_in_one_sentence(folder: Path) -> None:
    blocked = folder / "file"
    blocked.write_text("")
    with pytest.raises(StartRefusal) as refusal:
        PrivateCluster(blocked / "data").start()
    assert refusal.value.code == "start.data_folder_not_writable"
    assert "--data" in refusal.value.message_zh
    assert "--data" in refusal.value.message_en


def test_files_of_a_server_version_that_is_not_installed_are_refused_with_the_package_to_install(folder: Path) -> None:
    with PrivateCluster(folder, durable=False) as cluster:
        pass
    (cluster.folder / "PG_VERSION").write_text("13\n")
    with pytest.raises(StartRefusal) as refusal:
        cluster.start()
    assert refusal.value.code == "start.postgres_other_version"
    assert "postgresql-13-postgis-3" in refusal.value.message_zh
