"""The test server is shared, kept and stopped; a template is never stale and nobody writes into it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg2 import OperationalError as ConnectionRefused
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from gisapp.db.cluster_processes import wait_until_gone
from tests.harness import templates
from tests.harness.shared_cluster import CHECKOUT, SharedCluster

pytestmark = pytest.mark.db


def run(url: str, statement: str) -> object:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        result = connection.execute(text(statement))
        return result.scalar() if result.returns_rows else None


def wait_until_stopped(folder: Path) -> None:
    assert wait_until_gone(folder / "pg", 60)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="gisapp-shared-"))
    made.chmod(0o711)
    yield made
    wait_until_stopped(made)
    shutil.rmtree(made)


def test_users_share_one_server_and_the_last_one_stops_it(folder: Path) -> None:
    with SharedCluster.in_use(folder) as first:
        with SharedCluster.in_use(folder) as second:
            for user, value in ((first, 1), (second, 2)):
                user.create_database("mine")
                run(user.url("mine"), f"create table park as select {value} as id")
            assert run(first.url("mine"), "select id from park") == 1
            assert run(second.url("mine"), "select id from park") == 2
            first.create_database("made")
            first.publish_template("made", "template_made")
        assert run(first.url("mine"), "select id from park") == 1
    wait_until_stopped(folder)
    with SharedCluster.in_use(folder) as later:
        assert later.has_database("template_made")
        names = run(later.url("postgres"), "select string_agg(datname, ' ' order by datname) from pg_database")
        assert names == "postgres template0 template1 template_made"


def test_a_killed_run_leaves_no_server_and_the_next_one_starts(folder: Path) -> None:
    user = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"""
import sys
from pathlib import Path
from tests.harness.shared_cluster import SharedCluster
with SharedCluster.in_use(Path({str(folder)!r})) as cluster:
    cluster.create_database("half_used")
    print("uses it", flush=True)
    sys.stdin.read()
""",
        ],
        cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert user.stdout is not None
    assert user.stdout.readline() == "uses it\n"
    os.kill(user.pid, signal.SIGKILL)
    user.communicate()
    wait_until_stopped(folder)
    with SharedCluster.in_use(folder) as cluster:
        left = run(cluster.url("postgres"), "select count(*) from pg_database where datname like 'half_used%'")
        assert left == 0


def test_files_of_another_machine_start_are_made_anew(folder: Path) -> None:
    with SharedCluster.in_use(folder) as cluster:
        cluster.create_database("made")
        cluster.publish_template("made", "template_of_yesterday")
    wait_until_stopped(folder)
    (folder / "origin").write_text("another start of the machine")
    with SharedCluster.in_use(folder) as cluster:
        assert not cluster.has_database("template_of_yesterday")


def test_files_that_do_not_start_are_made_anew(folder: Path) -> None:
    with SharedCluster.in_use(folder):
        pass
    wait_until_stopped(folder)
    (folder / "pg" / "global" / "pg_control").unlink()
    with SharedCluster.in_use(folder) as cluster:
        assert run(cluster.url("postgres"), "select 1") == 1


def test_what_one_clone_writes_no_other_sees_and_the_template_cannot_be_opened(
    cluster: SharedCluster, template: str, clone_database
) -> None:
    first, second = clone_database(template), clone_database(template)
    run(first, "alter table rulebook_entry disable trigger all")
    run(first, "delete from rulebook_entry")
    for clone in (second, clone_database(template)):
        assert run(clone, "select count(*) from rulebook_entry") > 0
        assert run(clone, "select count(*) from pg_trigger where tgenabled = 'D'") == 0
    with pytest.raises(OperationalError, match="not currently accepting connections"):
        run(cluster.url(template), "select 1")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("gisapp/a.py", "gisapp/demo/b.toml", "migrations/c.sql", "web/d.ts", "uv.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


SOURCES = ("gisapp", "migrations", "uv.lock")


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (lambda root: (root / "gisapp/a.py").write_text("other"), True),
        (lambda root: (root / "gisapp/demo/b.toml").unlink(), True),
        (lambda root: (root / "gisapp/a.py").rename(root / "gisapp/z.py"), True),
        (lambda root: (root / "migrations/new.sql").touch(), True),
        (lambda root: (root / "uv.lock").write_text("other"), True),
        (lambda root: (root / "web/d.ts").write_text("other"), False),
        (lambda root: (root / "gisapp/__pycache__").mkdir(), False),
        (lambda root: os.utime(root / "gisapp/a.py", (0, 0)), False),
    ],
    ids=["edited", "removed", "renamed", "added", "locked packages", "pages", "compiled", "touched"],
)
def test_a_template_is_of_one_state_of_its_sources(checkout: Path, edit, changes: bool) -> None:
    before = templates.digest(checkout, SOURCES)
    edit(checkout)
    assert (templates.digest(checkout, SOURCES) != before) is changes


def test_sources_edited_while_a_template_is_made_give_no_template(
    folder: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = templates.digest
    monkeypatch.setattr(templates, "digest", lambda: state(checkout, SOURCES))

    def make_and_edit(cluster: SharedCluster, name: str) -> None:
        cluster.create_database(name)
        (checkout / "gisapp/a.py").write_text("edited meanwhile")

    monkeypatch.setitem(templates.MAKERS, "empty", make_and_edit)
    with SharedCluster.in_use(folder) as cluster:
        assert not cluster.has_database(templates.make_template(cluster, "empty"))
        assert not cluster.has_database(templates.template_name("empty"))
        again = templates.make_template(cluster, "empty")
        assert again == templates.template_name("empty")
        assert cluster.has_database(again)


def test_states_used_long_ago_are_forgotten_but_never_one_in_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(templates.MAKERS, "empty", SharedCluster.create_database)
    with SharedCluster.in_use(folder) as cluster:

        def use(state: str):
            monkeypatch.setattr(templates, "digest", lambda: state)
            templates.make_template(cluster, "empty")
            return templates.template_in_use(cluster, "empty")

        with use("first"):
            for number in range(templates.KEPT + 2):
                with use(f"later{number}"):
                    pass
        kept = [state for state in ("first", "later0", "later1", f"later{templates.KEPT + 1}")
                if cluster.has_database(f"template_empty_{state}")]  # fmt: skip
    assert kept == ["first", f"later{templates.KEPT + 1}"]


def test_a_process_cannot_use_a_database_that_another_named(folder: Path) -> None:
    with SharedCluster.in_use(folder) as first, SharedCluster.in_use(folder) as second:
        first.create_database("mine")
        assert not second.has_database("mine")
        with pytest.raises((ConnectionRefused, OperationalError)):
            run(second.url("mine"), "select 1")
