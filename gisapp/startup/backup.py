"""`gisapp backup` and `gisapp restore`: one file holds everything, and a backup counts only once it has been restored on trial."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from gisapp.db import migration
from gisapp.db.engine import normalise_url
from gisapp.db.postgres_programs import CLIENT, PostgresPrograms, installed_programs
from gisapp.db.private_cluster import PrivateCluster
from gisapp.kernel.clock import BEIJING, SystemClock
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.settings import Settings
from gisapp.startup.data_folder import choose_data_folder
from gisapp.startup.database import EMBEDDED_NAME, check_server, opened_database
from gisapp.startup.terminal import say, stage

REHEARSAL_SUFFIX = "_rehearsal"
RESTORED_SUFFIX = "_restored"


def backup(settings: Settings, file: Path | None, *, rehearse: bool) -> None:
    """Write a backup; with `rehearse`, restore it beside the original, compare every table's row count, and drop it again."""
    with opened_database(settings) as url:
        target = (file or choose_data_folder(settings) / "backups" / f"gisapp-{_stamp()}.dump").absolute()
        dump(url, target)
        if rehearse:
            compare_with_trial(url, target)
        say(f"备份完成 · backup written: {target} ({target.stat().st_size / 1e6:.1f} MB)")


def restore(settings: Settings, file: Path) -> None:
    """Replace the data by a backup; nobody may be serving meanwhile. What was there keeps its rows under another database name.

    On a server given by address the database must be empty: renaming somebody's databases is not ours to do.
    """
    if settings.database_url:
        url = normalise_url(settings.database_url)
        check_server(url)
        if migration.current_state(url) != "empty":
            raise StartRefusal(
                "restore.not_empty",
                "目标数据库不是空库，请先新建一个空数据库，再把 GISAPP_DATABASE_URL 指向它。",
                "The target database is not empty: create an empty one and point GISAPP_DATABASE_URL at it.",
            )
        _fill(url, file)
        say("恢复完成。· Restored.")
        return
    with PrivateCluster(choose_data_folder(settings)) as cluster:  # refuses while the system runs
        fresh = EMBEDDED_NAME + RESTORED_SUFFIX
        cluster.drop_database(fresh)
        cluster.create_database(fresh)
        try:
            _fill(cluster.url(fresh), file)
        except BaseException:
            cluster.drop_database(fresh)
            raise
        kept = f"{EMBEDDED_NAME}_before_{_stamp().replace('-', '_')}"
        if cluster.has_database(EMBEDDED_NAME):
            cluster.rename_database(EMBEDDED_NAME, kept)
            say(f"原有数据保留在数据库 {kept}。· The data from before is kept in database {kept}.")
        cluster.rename_database(fresh, EMBEDDED_NAME)
        say("恢复完成，可以启动。· Restored; start the system again.")


def dump(url: str, target: Path) -> None:
    """Write the whole database into `target`, in PostgreSQL's custom format; an interrupted attempt leaves no file of that name."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise StartRefusal(
            "backup.not_writable",
            f"不能写入 {part}（{error.strerror}），请换一个位置。",
            f"{part} cannot be written ({error.strerror}): choose another place.",
        ) from error
    try:
        with os.fdopen(handle, "wb") as out, stage("备份", "writing the backup"):
            _run(url, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges"], stdout=out)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def compare_with_trial(url: str, file: Path) -> None:
    """Restore into a database of its own, compare row counts table by table, drop it; a difference is a refusal."""
    address = make_url(url)
    trial = address.set(database=f"{address.database}{REHEARSAL_SUFFIX}")
    before = row_counts(url)
    _administer(address, f'drop database if exists "{trial.database}" with (force)')
    try:
        _administer(address, f'create database "{trial.database}" template template0')
        with stage("试恢复核对", "restoring on trial"):
            _fill(_text(trial), file, lay_rights=False)
            after = row_counts(_text(trial))
    finally:
        _administer(address, f'drop database if exists "{trial.database}" with (force)')
    different = sorted(table for table in before.keys() | after.keys() if before.get(table) != after.get(table))
    if different:
        raise StartRefusal(
            "backup.differs",
            f"试恢复后行数不一致（{'、'.join(different)}），备份期间可能有人在修改，请重新备份。",
            f"After a trial restore the row counts differ ({', '.join(different)}): data may have changed meanwhile, back up again.",
        )
    say(
        f"试恢复一致：{len(after)} 张表，{sum(after.values())} 行。· Trial restore agrees: {len(after)} tables, {sum(after.values())} rows."
    )


def row_counts(url: str) -> dict[str, int]:
    """How many rows each table of ours holds."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        tables = connection.execute(
            text(
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'spatial_ref_sys'"
            )
        ).scalars()
        return {table: connection.execute(text(f'select count(*) from "{table}"')).scalar_one() for table in tables}  # noqa: S608


def _fill(url: str, file: Path, *, lay_rights: bool = True) -> None:
    with file.open("rb") as source:
        _run(
            url,
            "pg_restore",
            ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"],
            stdin=source,
        )
    if lay_rights:
        migration.upgrade(url)


def _run(
    url: str,
    program: str,
    options: list[str],
    *,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    stdout: IO[bytes] | int = subprocess.DEVNULL,
) -> None:
    """Run pg_dump or pg_restore on a database; its password travels in the environment, not in the list of processes."""
    address = make_url(url)
    programs = _client_programs(url)
    environment = programs.process_environment()
    if address.password:
        environment["PGPASSWORD"] = str(address.password)
    plain = address.set(drivername="postgresql", password=None)
    done = subprocess.run(
        [programs.program(program), "--dbname", plain.render_as_string(hide_password=False), *options],
        env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["?"])[0]
        raise StartRefusal(f"backup.{program}_failed", f"{program} 失败：{reason}", f"{program} failed: {reason}")


def _client_programs(url: str) -> PostgresPrograms:
    """pg_dump refuses a server newer than itself: take the programs of the server's version, or newer ones."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        major = int(connection.execute(text("show server_version_num")).scalar_one()) // 10000
    able = sorted(
        (found for found in installed_programs(CLIENT) if found.major >= major), key=lambda found: found.major
    )
    if not able:
        raise StartRefusal(
            "backup.client_missing",
            f"本机没有 PostgreSQL {major} 的 pg_dump，请安装 postgresql-client-{major} 后重试。",
            f"pg_dump of PostgreSQL {major} is not on this machine: install postgresql-client-{major} and try again.",
        )
    return able[0]


def _administer(address: URL, statement: str) -> None:
    engine = create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def _text(address: URL) -> str:
    return address.render_as_string(hide_password=False)


def _stamp() -> str:
    return SystemClock().now().astimezone(BEIJING).strftime("%Y%m%d-%H%M%S")
