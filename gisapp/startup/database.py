"""The database a command works on: the one at an address, the embedded one that runs already, or the embedded one started for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from gisapp.db import migration
from gisapp.db.engine import APPLICATION_ROLE, create_app_engine, normalise_url, transaction
from gisapp.db.postgres_programs import OLDEST_MAJOR
from gisapp.db.private_cluster import PrivateCluster
from gisapp.documents.seal_key import register_key, seal_key
from gisapp.kernel.errors import Conflict
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.settings import Settings
from gisapp.startup.data_folder import choose_data_folder

EMBEDDED_NAME = "gisapp"


@contextmanager
def opened_database(settings: Settings) -> Iterator[str]:
    """The address of a database that answers, as found: neither created nor migrated where it is not ours to make."""
    if settings.database_url:
        url = normalise_url(settings.database_url)
        check_server(url)
        yield url
        return
    cluster = PrivateCluster(choose_data_folder(settings))
    if cluster.is_running():
        yield cluster.url(EMBEDDED_NAME)
        return
    with cluster:
        yield embedded_database(cluster)


@contextmanager
def opened_register(settings: Settings) -> Iterator[Engine]:
    """An engine on a database whose tables are those of this code, for the length of a command."""
    with opened_database(settings) as url:
        require_current_schema(url)
        engine = create_app_engine(url, pool_size=1)
        try:
            yield engine
        finally:
            engine.dispose()


def embedded_database(cluster: PrivateCluster) -> str:
    """The address of the application's database in a started cluster; made when it is not there."""
    if not cluster.has_database(EMBEDDED_NAME):
        cluster.create_database(EMBEDDED_NAME)
    return cluster.url(EMBEDDED_NAME)


def as_application(url: str) -> str:
    """The address of an embedded database as the application signs in to it: not as the superuser that lays its tables."""
    return make_url(url).set(username=APPLICATION_ROLE).render_as_string(hide_password=False)


def ensure_seal_key(url: str, data_dir: Path) -> None:
    """Make the zone's key for sealed case files where the data folder has none, and let the register know its public half."""
    engine = create_app_engine(url, pool_size=1)
    try:
        with transaction(engine) as session:
            register_key(session, seal_key(data_dir))
    except Conflict as refused:
        raise StartRefusal(refused.code, refused.message_zh, refused.message_en) from refused
    finally:
        engine.dispose()


def check_server(url: str) -> None:
    """Refuse a server that does not answer, is too old, or has no PostGIS."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 10})
    try:
        with engine.connect() as connection:
            major = connection.execute(text("show server_version_num")).scalar_one()
            postgis = connection.execute(
                text("select count(*) from pg_available_extensions where name = 'postgis'")
            ).scalar_one()
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise StartRefusal(
            "start.database_unreachable",
            f"连不上 GISAPP_DATABASE_URL 指向的数据库（{reason}），请检查地址、账户和网络。",
            f"The database of GISAPP_DATABASE_URL does not answer ({reason}): check address, account and network.",
        ) from error
    if int(major) // 10000 < OLDEST_MAJOR:
        raise StartRefusal(
            "start.server_too_old",
            f"数据库服务器是 PostgreSQL {int(major) // 10000}，太旧，请升级到 {OLDEST_MAJOR} 或更新的版本。",
            f"The database server is PostgreSQL {int(major) // 10000}, which is too old: upgrade it to {OLDEST_MAJOR} or newer.",
        )
    if not postgis:
        package = f"postgresql-{int(major) // 10000}-postgis-3"
        raise StartRefusal(
            "start.postgis_missing",
            f"数据库服务器上没有 PostGIS，请在那台机器上安装 {package} 后再启动。",
            f"The database server has no PostGIS: install {package} on that machine and start again.",
        )


_EXTENSIONS = ("postgis", "btree_gist", "pg_trgm")
_NOT_TO_BE_MADE = text(
    "select distinct a.name from pg_available_extension_versions a"
    " where a.name = any(:wanted) and not exists (select from pg_extension e where e.extname = a.name)"
    " and not (select rolsuper from pg_roles where rolname = current_user)"
    " and not (a.trusted and has_database_privilege(current_database(), 'create')) order by a.name desc"
)


def require_extensions(url: str) -> None:
    """Refuse an empty database whose account may not create the extensions that the tables need: the superuser does it, once."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        missing = connection.execute(_NOT_TO_BE_MADE, {"wanted": list(_EXTENSIONS)}).scalars().all()
        database = connection.execute(text("select current_database()")).scalar_one()
    if missing:
        statements = " ".join(f"create extension {name};" for name in missing)
        raise StartRefusal(
            "start.extensions_missing",
            f"账户无权创建扩展，请由超级用户在数据库 {database} 中执行一次“{statements}”，然后重新启动。",
            f"The account may not create extensions: have the superuser run `{statements}` once in database {database}, then start again.",
        )


def require_current_schema(url: str) -> None:
    """Refuse a database whose tables are not exactly those of this code."""
    state = migration.current_state(url)
    if state == "ahead":
        raise _ahead()
    if state != "head":
        raise StartRefusal(
            "start.database_behind",
            "数据库结构落后于本程序，请先运行 gisapp migrate（或直接用 gisapp up 启动）。",
            "The database is behind this code: run `gisapp migrate` first (or start with `gisapp up`).",
        )


def bring_schema_up(url: str) -> bool:
    """Migrate to the newest schema; True when something had to be done. Refuses a database that is ahead of this code."""
    state = migration.current_state(url)
    if state == "ahead":
        raise _ahead()
    if state == "empty":
        require_extensions(url)
    if state != "head" or not migration.is_laid(url):
        migration.upgrade(url)
    return state != "head"


def _ahead() -> StartRefusal:
    return StartRefusal(
        "start.database_ahead",
        "数据库已由更新版本的程序升级，请先更新本程序，或恢复升级前的备份。",
        "The database was migrated by newer code: update this program first, or restore a backup from before.",
    )
