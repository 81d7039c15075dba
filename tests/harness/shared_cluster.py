"""One PostGIS server for every test process of this checkout: started by the first, kept for the next run, stopped after the last.

A keeper process (`python -m tests.harness.shared_cluster FOLDER`) runs it. Users hold a shared lock on a file; the keeper waits
for the exclusive one, which the kernel grants as soon as the last user is gone, however it went. The files stay, so that a
template database is made once. Nothing is flushed to the disk, therefore the files are believed until the machine restarts.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import IO

from psycopg2 import sql

from gisapp.db.postgres_account import account_for
from gisapp.db.postgres_programs import choose_programs
from gisapp.db.private_cluster import PrivateCluster
from gisapp.kernel.start_refusal import StartRefusal

CHECKOUT = Path(__file__).resolve().parents[2]
SETTINGS = """# Two workers and the sites they serve share this server.
max_connections = 300
shared_buffers = 256MB
"""
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_READY = "ready"


def cluster_folder() -> Path:
    """Where this checkout keeps its server: below `.gis`, or below /tmp where the server's account may not enter the checkout."""
    inside = CHECKOUT / ".gis" / "test-cluster"
    outside = (
        Path(tempfile.gettempdir()) / f"gisapp-tests-{os.geteuid()}-{hashlib.sha256(bytes(inside)).hexdigest()[:12]}"
    )
    for folder in (inside, outside):
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            raise StartRefusal(
                "tests.folder_of_other",
                f"目录 {folder} 属于其他账户，请删除它后重试。",
                f"The folder {folder} belongs to somebody else: remove it and try again.",
            )
        folder.chmod(0o711)
        if account_for(folder / "pg").first_closed_folder(folder) is None:
            return folder
    return outside  # the start says which folder is closed


@contextlib.contextmanager
def locked(path: Path, kind: int = fcntl.LOCK_EX) -> Iterator[IO[str]]:
    """Hold a lock on a file; waits for it. The kernel lets go of it however this process ends."""
    with path.open("a") as file:
        fcntl.flock(file, kind)
        yield file


class SharedCluster(PrivateCluster):
    """The server that the keeper runs, as one process uses it: what it names are databases of its own, except the templates."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir, durable=False)
        self._suffix = f"_{os.getpid()}_{token_hex(2)}"
        self._own: dict[str, str] = {}

    @classmethod
    @contextlib.contextmanager
    def in_use(cls, folder: Path) -> Iterator[SharedCluster]:
        """The running server on `folder`, started when nobody uses it yet."""
        with locked(folder / "users.lock", fcntl.LOCK_SH):  # waits for a keeper that is about to stop
            cluster = cls(folder)
            with locked(folder / "start.lock"):
                if not cluster.is_running():
                    _start_keeper(folder)
            yield cluster

    def url(self, database: str) -> str:
        return super().url(self._own.get(database, database))

    def has_database(self, name: str) -> bool:
        return super().has_database(self._own.get(name, name))

    def create_database(self, name: str, template: str | None = None) -> None:
        """As for any private server; files are copied as they are, which costs a third of sending them through the log."""
        self._own[name] = name + self._suffix
        source = self._own.get(template or "template0", template or "template0")
        statement = "create database {} template {}"
        with self._administration() as cursor:
            if cursor.connection.server_version >= 150000:  # older servers know no other way
                statement += " strategy file_copy"
            cursor.execute(sql.SQL(statement).format(sql.Identifier(self._own[name]), sql.Identifier(source)))

    def drop_database(self, name: str) -> None:
        super().drop_database(self._own.pop(name, name))

    def publish_template(self, name: str, shared_name: str) -> None:
        """Give a database of one's own a name known to every process; from now on it can be cloned, but not opened."""
        own = self._own.pop(name)
        with self._administration() as cursor:
            cursor.execute(sql.SQL("alter database {} allow_connections false").format(sql.Identifier(own)))
        super().rename_database(own, shared_name)

    def drop_what_a_killed_run_left(self) -> None:
        """Drop every database but the templates; nobody else may be using the server."""
        with self._administration() as cursor:
            cursor.execute("select datname from pg_database where datname not similar to 'postgres|template%'")
            names = [name for (name,) in cursor.fetchall()]
        for name in names:
            super().drop_database(name)


def _start_keeper(folder: Path) -> None:
    with (folder / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, str(folder)],
            cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
            start_new_session=True,  # Ctrl-C is for the tests; the keeper notices that they are gone
        )  # fmt: skip
    assert keeper.stdout is not None
    with keeper.stdout:
        said = keeper.stdout.readline().strip()
    if said != _READY:
        raise RuntimeError(f"The shared test server did not start:\n{(folder / 'keeper.log').read_text()}")
    keeper.returncode = 0  # nobody waits for it: it ends after us


def _origin() -> str:
    """What the files must have been made by to be believed: this start of the machine and this PostgreSQL."""
    programs = choose_programs()
    version = subprocess.run(
        [programs.program("postgres"), "--version"],
        capture_output=True, text=True, check=True, env=programs.process_environment(),
    ).stdout  # fmt: skip
    return (_BOOT.read_text() if _BOOT.exists() else "") + version + SETTINGS


def keep(folder: Path) -> None:
    """Run the server on `folder` until nobody uses it any more; call it in the main thread of a process of its own."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # ended by hand: the server is stopped all the same
    cluster = PrivateCluster(folder, durable=False)
    cluster.claim()
    try:
        origin = folder / "origin"
        if not origin.exists() or origin.read_text() != _origin():
            shutil.rmtree(cluster.folder, ignore_errors=True)
        try:
            _start(cluster)
        except StartRefusal:  # files that were copied while in use, for example
            cluster.claim()
            shutil.rmtree(cluster.folder, ignore_errors=True)
            _start(cluster)
        origin.write_text(_origin())
        SharedCluster(folder).drop_what_a_killed_run_left()
        print(_READY, flush=True)  # noqa: T201  what the first user waits for
        with locked(
            folder / "users.lock"
        ):  # until the last user is gone; who comes now waits until the server has stopped
            cluster.stop()
    finally:
        cluster.stop()


def _start(cluster: PrivateCluster) -> None:
    cluster.ensure_initialised()
    settings = cluster.folder / "local.conf"
    settings.write_text(SETTINGS)
    account_for(cluster.folder).give(settings)
    cluster.start()


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
