"""`gisapp check`: is everything in order on this machine? One line for each thing, and what to do where it is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from gisapp.db import migration
from gisapp.db.postgres_programs import choose_programs
from gisapp.kernel.errors import DomainError
from gisapp.settings import Settings, resource_dir
from gisapp.startup.data_folder import choose_data_folder
from gisapp.startup.database import opened_database
from gisapp.startup.terminal import say

LEAST_FREE_BYTES = 1_000_000_000
SCHEMA_IN_WORDS = {
    "head": "与程序一致 · current",
    "empty": "空库 · empty",
    "behind": "落后于程序 · behind",
    "ahead": "比程序新 · ahead",
}


def check(settings: Settings) -> bool:
    """Look at the machine, the database and the shipped files; True when nothing has to be done."""
    folder = choose_data_folder(settings)
    results = [_line("前端 · pages", _pages), _line("图层 · layers", _layers)]
    if not settings.database_url:
        results += [_line("程序 · programs", _programs), _line("数据目录 · data", lambda: _data_folder(folder))]
        if not (folder / "pg" / "PG_VERSION").exists():
            results.append(
                _line(
                    "数据库 · database",
                    lambda: (True, "尚未建立，gisapp up 会建立 · not made yet, `gisapp up` makes it"),
                )
            )
            return all(results)
    results.append(_line("数据库 · database", lambda: _database(settings)))
    if not settings.database_url:
        results.append(_line("备份 · backups", lambda: _backups(folder / "backups")))
    return all(results)


def _line(title: str, look: Callable[[], tuple[bool, str]]) -> bool:
    try:
        good, told = look()
    except DomainError as error:
        good, told = False, f"{error.message_zh} {error.message_en}"
    say(f"[green]✓[/green] {title}: {told}" if good else f"[red]✗[/red] {title}: {told}")
    return good


def _pages() -> tuple[bool, str]:
    page = resource_dir("web") / "index.html"
    if page.exists():
        return True, str(page.parent)
    return False, "尚未生成，请用 ./gis up 启动 · not built: start with `./gis up`"


def _layers() -> tuple[bool, str]:
    import gisapp.app  # noqa: F401 – registers the words of every concept, which layer files name
    from gisapp.auth.permissions import Permission
    from gisapp.maps.registry import load_layers

    registry = load_layers(resource_dir("layers"), permissions={permission.value for permission in Permission})
    return True, str(len(list(registry)))


def _programs() -> tuple[bool, str]:
    programs = choose_programs()
    return True, f"PostgreSQL {programs.major}, {programs.bin_dir}"


def _data_folder(folder: Path) -> tuple[bool, str]:
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(existing).free
    if not os.access(existing, os.W_OK):
        return False, f"{folder} 不能写入，请改权限或用 --data 另选 · not writable: choose another with --data"
    if free < LEAST_FREE_BYTES:
        return False, f"{folder} 只剩 {free / 1e9:.1f} GB，请腾出空间 · only {free / 1e9:.1f} GB free: make room"
    return True, f"{folder} ({free / 1e9:.0f} GB 可用 · free)"


def _database(settings: Settings) -> tuple[bool, str]:
    with opened_database(settings) as url:
        state = migration.current_state(url)
        if state != "head":
            return False, f"{SCHEMA_IN_WORDS[state]}，请运行 gisapp migrate · run `gisapp migrate`"
        engine = create_engine(url, poolclass=NullPool)
        with engine.connect() as connection:
            row = connection.execute(
                text(
                    "select current_setting('server_version') as server, postgis_lib_version() as postgis,"
                    " (select count(*) from park) as parks, (select count(*) from plot) as plots, pg_database_size(current_database()) as size"
                )
            ).one()
    told = f"PostgreSQL {row.server.split()[0]}, PostGIS {row.postgis}, {SCHEMA_IN_WORDS[state]}"
    return True, f"{told}, {row.parks} 园区 · parks, {row.plots} 地块 · plots, {row.size / 1e6:.0f} MB"


def _backups(folder: Path) -> tuple[bool, str]:
    written = sorted(folder.glob("*.dump"), key=lambda file: file.stat().st_mtime)
    if not written:
        return True, "还没有备份，gisapp backup 可生成 · none yet, `gisapp backup` makes one"
    return True, f"{len(written)}, {written[-1]}"
