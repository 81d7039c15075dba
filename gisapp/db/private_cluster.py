"""A PostgreSQL + PostGIS server of our own in the data folder: made, started, recovered and stopped with the application.

It listens on a Unix socket only, inside a folder that nobody else may enter, so it needs no password.
Errors: StartRefusal, each with what to do.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg2
from psycopg2 import sql
from sqlalchemy.engine import URL

from gisapp.db.cluster_files import configuration, socket_folder
from gisapp.db.cluster_processes import die_with_parent, end_processes_of, postmaster_of
from gisapp.db.engine import APPLICATION_ROLE
from gisapp.db.postgres_account import PostgresAccount, account_for
from gisapp.db.postgres_programs import PostgresPrograms, choose_programs
from gisapp.kernel.start_refusal import StartRefusal

SUPERUSER = "gisapp"
START_SECONDS = 300.0
"""How long a start may take: replaying the log after a hard stop is slow on slow disks."""
STOP_SECONDS = 30.0
PAUSE_SECONDS = 2.0
"""Between two attempts to start a server again that was lost."""
LARGEST_LOG = 10_000_000
"""Bytes after which the server's log is put aside at the next start."""


class PrivateCluster:
    """One private server on one data folder; use it as a context manager, or `start` and `stop` it."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.data_dir = Path(data_dir).absolute()
        self.folder = self.data_dir / "pg"
        self.log_file = self.data_dir / "postgres.log"
        self.durable = durable
        self._stopping = threading.Event()
        self._guard: threading.Thread | None = None
        self._lock: int | None = None
        self._server: subprocess.Popen[bytes] | None = None

    @classmethod
    @contextlib.contextmanager
    def temporary(cls) -> Iterator[PrivateCluster]:
        """A started throw-away server for tests: no fsync, deleted at the end."""
        folder = Path(tempfile.mkdtemp(prefix="gisapp-pg-"))
        folder.chmod(0o711)
        try:
            with cls(folder, durable=False) as cluster:
                yield cluster
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # -- life ---------------------------------------------------------------------------------------------------

    def ensure_initialised(self) -> None:
        """Make the cluster's files when there are none; a first attempt that was killed half way leaves nothing in the way."""
        self._prepare_data_dir()
        if (self.folder / "PG_VERSION").exists():
            return
        programs = choose_programs()
        account = self._account()
        fresh = self.data_dir / "pg.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        account.give(fresh)
        command = [
            programs.program("initdb"), "-D", str(fresh), "-U", SUPERUSER, "--encoding=UTF8", "--locale=C.UTF-8",
            "--auth-local=trust", "--auth-host=reject", "--no-instructions", *([] if self.durable else ["--no-sync"]),
        ]  # fmt: skip
        made = subprocess.run(
            command, cwd="/", env=programs.process_environment(), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, errors="replace", check=False,
            user=account.process_user, group=account.process_group, extra_groups=account.process_groups,
        )  # fmt: skip
        if made.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            reason = _telling_line(made.stderr)
            raise StartRefusal(
                "start.initdb_failed",
                f"无法在 {self.folder} 建立数据库：{reason}，请检查磁盘空间和目录权限后重试。",
                f"The database could not be made in {self.folder}: {reason}; check disk space and permissions, then try again.",
            )
        fresh.rename(self.folder)

    def claim(self) -> None:
        """Take the folder for this process, so that a refusal comes before any work; `stop` lets go of it."""
        self._prepare_data_dir()
        self._take_lock()

    def start(self) -> None:
        """Start the server and wait until it answers; recovers from a hard stop; refuses when another process runs it.

        Call it from the main thread: on Linux the server ends with the thread that started it.
        """
        self.claim()
        self._stopping.clear()
        try:
            self.ensure_initialised()
            programs = choose_programs(self._data_major())
            account = self._account()
            self._end_what_a_hard_stop_left()
            self._write_configuration(account)
            self._launch(programs, account)
            self._admit_application()
        except BaseException:
            self.stop()
            raise

    def keep_running(self, on_loss: Callable[[], None], on_return: Callable[[], None]) -> None:
        """From now on start the server again whenever it ends without `stop`; each loss and each return is told.

        Clients that were connected have lost their connections; what was committed is there again.
        """
        self._guard = threading.Thread(target=self._watch, args=(on_loss, on_return), name="postgres", daemon=True)
        self._guard.start()

    def _watch(self, on_loss: Callable[[], None], on_return: Callable[[], None]) -> None:
        while self._server is not None:
            self._server.wait()
            if self._stopping.is_set():
                return
            on_loss()
            while not self._stopping.is_set():
                try:
                    self._end_what_a_hard_stop_left()
                    self._launch(choose_programs(self._data_major()), self._account())
                except (StartRefusal, OSError):  # no memory, no room: the log says which
                    self._stopping.wait(PAUSE_SECONDS)
                else:
                    on_return()
                    break

    def stop(self) -> None:
        """Stop the server (open connections are ended) and let the next one have the folder; harmless when it is not running."""
        self._stopping.set()
        server, self._server = self._server, None
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait(STOP_SECONDS)
        if self._guard is not None:
            self._guard.join()
            self._guard = None
        if self._lock is not None:
            if socket_folder(self.data_dir).parent != self.data_dir:
                shutil.rmtree(socket_folder(self.data_dir), ignore_errors=True)
            os.close(self._lock)
            self._lock = None

    def is_running(self) -> bool:
        """Whether a server answers for this data folder, whoever started it."""
        return _is_ready(self.folder) and postmaster_of(self.folder) is not None

    # -- databases ----------------------------------------------------------------------------------------------

    def url(self, database: str) -> str:
        """The SQLAlchemy address of one of its databases, for who lays its tables."""
        address = URL.create(
            "postgresql+psycopg2",
            username=SUPERUSER,
            database=database,
            query={"host": str(socket_folder(self.data_dir))},
        )
        return address.render_as_string(hide_password=False)

    def has_database(self, name: str) -> bool:
        with self._administration() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", (name,))
            return cursor.fetchone() is not None

    def create_database(self, name: str, template: str | None = None) -> None:
        """A new database, empty or a copy of `template` (to which nobody may be connected)."""
        statement = sql.SQL("create database {} template {}").format(
            sql.Identifier(name), sql.Identifier(template or "template0")
        )
        with self._administration() as cursor:
            cursor.execute(statement)

    def drop_database(self, name: str) -> None:
        """Drop a database if there is one; connections to it are ended."""
        with self._administration() as cursor:
            cursor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))

    def rename_database(self, old: str, new: str) -> None:
        """Give a database another name; nobody may be connected to it."""
        with self._administration() as cursor:
            cursor.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(old), sql.Identifier(new)))

    def _admit_application(self) -> None:
        """The application signs in as a role of its own, which may work on rows and cannot become the superuser; made where it is missing."""
        role = sql.Identifier(APPLICATION_ROLE)
        with self._administration() as cursor:
            cursor.execute("select rolcanlogin from pg_roles where rolname = %s", (APPLICATION_ROLE,))
            found = cursor.fetchone()
            if found is None or not found[0]:
                statement = "create role {} login" if found is None else "alter role {} login"
                cursor.execute(sql.SQL(statement).format(role))

    @contextlib.contextmanager
    def _administration(self) -> Iterator[psycopg2.extensions.cursor]:
        connection = psycopg2.connect(
            host=str(socket_folder(self.data_dir)), user=SUPERUSER, dbname="postgres", connect_timeout=20
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    # -- parts of a start ---------------------------------------------------------------------------------------

    def _account(self) -> PostgresAccount:
        account = account_for(self.folder)
        closed = account.first_closed_folder(self.data_dir)
        if closed is not None:
            raise StartRefusal(
                "start.data_folder_unreachable",
                f"数据库以账户 {account.name} 运行，但它进不了 {closed}，请用 --data 另选目录（例如 /var/lib/gisapp）。",
                f"The database runs as {account.name}, which may not enter {closed}: choose another folder with --data (such as /var/lib/gisapp).",
            )
        return account

    def _prepare_data_dir(self) -> None:
        """The folder exists and can be written; others may pass through it when root shares it with the server's account."""
        try:
            if not self.data_dir.exists():
                self.data_dir.mkdir(parents=True)
                self.data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
            with tempfile.TemporaryFile(dir=self.data_dir):
                pass
        except OSError as error:
            raise StartRefusal(
                "start.data_folder_not_writable",
                f"数据目录 {self.data_dir} 不能写入（{error.strerror}），请改权限，或用 --data 另选目录。",
                f"The data folder {self.data_dir} cannot be written ({error.strerror}): change its permissions, or choose another with --data.",
            ) from error

    def _take_lock(self) -> None:
        """One process per data folder; the kernel lets go of the lock however that process ends."""
        if self._lock is not None:
            return
        lock = os.open(self.data_dir / "gisapp.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise StartRefusal(
                "start.already_running",
                f"数据目录 {self.data_dir} 已有一个系统在运行，请先停止它，或用 --data 另选目录。",
                f"Another process already runs on the data folder {self.data_dir}: stop it first, or choose another with --data.",
            ) from error
        self._lock = lock

    def _data_major(self) -> int:
        return int((self.folder / "PG_VERSION").read_text().strip())

    def _end_what_a_hard_stop_left(self) -> None:
        """We hold the lock, so any server still on these files is an orphan: end it, and forget a pid that is somebody else's now."""
        end_processes_of(self.folder, STOP_SECONDS)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _write_configuration(self, account: PostgresAccount) -> None:
        sockets = socket_folder(self.data_dir)
        sockets.mkdir(mode=0o700, exist_ok=True)
        if sockets.is_symlink() or sockets.stat().st_uid not in (os.geteuid(), account.uid):
            raise StartRefusal(
                "start.socket_folder_of_other",
                f"目录 {sockets} 属于其他账户，请删除它后再启动。",
                f"The folder {sockets} belongs to somebody else: remove it and start again.",
            )
        sockets.chmod(0o700)
        account.give(sockets)
        ours = self.folder / "gisapp.conf"
        ours.write_text(configuration(sockets, durable=self.durable), encoding="utf-8")
        account.give(ours)
        local = self.folder / "local.conf"
        if not local.exists():
            local.write_text("# Your own settings; they win over gisapp.conf.\n", encoding="utf-8")
            account.give(local)
        main = self.folder / "postgresql.conf"
        if "gisapp.conf" not in main.read_text(encoding="utf-8"):
            with main.open("a", encoding="utf-8") as file:
                file.write("\ninclude = 'gisapp.conf'\ninclude_if_exists = 'local.conf'\n")

    def _launch(self, programs: PostgresPrograms, account: PostgresAccount) -> None:
        if self.log_file.exists() and self.log_file.stat().st_size > LARGEST_LOG:
            self.log_file.replace(self.log_file.with_suffix(".log.1"))
        with self.log_file.open("ab") as log:
            begin = log.tell()
            server = subprocess.Popen(
                [programs.program("postgres"), "-D", str(self.folder)],
                cwd="/", env=programs.process_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,  # Ctrl-C is for us; we stop the server after the last request
                preexec_fn=die_with_parent(),  # one system call, safe beside other threads
                user=account.process_user, group=account.process_group, extra_groups=account.process_groups,
            )  # fmt: skip
        self._server = server
        deadline = time.monotonic() + START_SECONDS
        while not _is_ready(self.folder):
            if server.poll() is not None or time.monotonic() > deadline:
                with self.log_file.open("rb") as log:
                    log.seek(begin)
                    reason = _telling_line(log.read().decode("utf-8", "replace"))
                raise StartRefusal(
                    "start.database_did_not_start",
                    f"数据库没有启动：{reason}，详见 {self.log_file}。",
                    f"The database did not start: {reason}; see {self.log_file}.",
                )
            time.sleep(0.02)


def _is_ready(folder: Path) -> bool:
    """Whether the server has written into its pid file that it accepts connections."""
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"


def _telling_line(text: str) -> str:
    """The line of a program's output that says what went wrong: what comes after it is mostly tidying up."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for sign in ("FATAL:", "could not", "cannot", "denied", "error"):
        for line in lines:
            if sign in line:
                return line.rsplit("FATAL:", 1)[-1].strip().rstrip(".")
    return lines[-1] if lines else "没有任何输出"
