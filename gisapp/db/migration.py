"""Brings a database to the schema of this code, and tells where it stands."""

from __future__ import annotations

import json
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from gisapp.kernel.holidays import notice_of, published_days, published_years
from gisapp.settings import resource_dir

SchemaState = Literal["empty", "behind", "head", "ahead"]
MINIMUM_SERVER = 140000  # multiranges
_ROOMS = Path(__file__).resolve().parents[1]
_APPROVAL_ITEMS = _ROOMS / "approvals" / "approval_items.toml"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(resource_dir("migrations")))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def database_revision(connection: Connection) -> str | None:
    """Return the revision that the database says it is at; None for one that was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def current_state(url: str) -> SchemaState:
    """Tell whether the database is empty, behind this code, level with it, or ahead of it."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return state_of(connection)


def state_of(connection: Connection) -> SchemaState:
    revision = database_revision(connection)
    if revision is None:
        return "empty"
    scripts = ScriptDirectory.from_config(_config())
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        return "ahead"
    return "head" if revision == scripts.get_current_head() else "behind"


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database to `revision`, then lay functions, triggers, views, grants and shipped thresholds again.

    Raises what PostgreSQL says; a database ahead of this code is refused by alembic ("Can't locate revision").
    """
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        command.upgrade(_config(connection), revision)
    with engine.begin() as connection:
        lay_replaceables(connection)
        add_shipped_thresholds(connection)
        add_published_holidays(connection)
        add_shipped_approval_items(connection)
        connection.exec_driver_sql(f"comment on table alembic_version is '{_LAID}{shipped_digest()}'")


_LAID = "laid from "


def is_laid(url: str) -> bool:
    """Whether a migrated database has just the functions and data that ship with this code.

    Asked at every start, which then leaves the database alone: laying everything again takes seconds.
    """
    with create_engine(url, poolclass=NullPool).connect() as connection:
        laid = connection.exec_driver_sql("select obj_description('alembic_version'::regclass)").scalar()
    return laid == _LAID + shipped_digest()


def shipped_digest() -> str:
    """Of everything that is laid over the tables: functions, triggers, views, grants, thresholds, holidays, approval items."""
    digest = sha256(repr(published_days()).encode())
    for path in (*_replaceables(), *_thresholds(), _APPROVAL_ITEMS):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _replaceables() -> list[Path]:
    return sorted((resource_dir("migrations") / "replaceable").glob("*.sql"))


def _thresholds() -> list[Path]:
    return sorted(_ROOMS.glob("*/rulebook.toml"))


def lay_replaceables(connection: Connection) -> None:
    """Create or replace every function, trigger, view and grant, in the order of their file names."""
    for path in _replaceables():
        connection.exec_driver_sql(path.read_text(encoding="utf-8").replace("%", "%%"))


def add_shipped_thresholds(connection: Connection) -> None:
    """Insert the rulebook entries that ship with each concept where the zone has none of that code yet."""
    if not inspect(connection).has_table("rulebook_entry"):
        return
    known = set(connection.execute(text("select distinct code from rulebook_entry")).scalars())
    statement = text(
        "insert into rulebook_entry (code, value, unit, effective, basis, confirmed, note)"
        " values (:code, :value, :unit, daterange(:effective_from, :effective_to), :basis, :confirmed, :note)"
    )
    for path in _thresholds():
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("entry", [])
        fresh = [{"effective_to": None, "note": "", **entry} for entry in entries if entry["code"] not in known]
        if fresh:
            connection.execute(statement, fresh)


def add_published_holidays(connection: Connection) -> None:
    """Insert the holidays of published years that the work calendar does not have yet; what a zone typed in stays."""
    if not inspect(connection).has_table("work_calendar_year"):
        return
    known = set(connection.execute(text("select year from work_calendar_year where upper_inf(recorded)")).scalars())
    years = [year for year in published_years() if year not in known]
    if not years:
        return
    connection.execute(
        text("insert into work_calendar_year (year, confirmed, basis) values (:year, true, :basis)"),
        [{"year": year, "basis": notice_of(year)} for year in years],
    )
    connection.execute(
        text(
            "insert into work_calendar_day (day, is_workday, name_zh, basis)"
            " select :day, :is_workday, :name_zh, :basis"
            " where not exists (select from work_calendar_day where day = :day and upper_inf(recorded))"
        ),
        [
            {"day": item.day, "is_workday": item.is_workday, "name_zh": item.name_zh, "basis": item.basis}
            for item in published_days()
            if item.day.year in years or item.day.year + 1 in years
        ],
    )


def add_shipped_approval_items(connection: Connection) -> None:
    """Insert the approval stages and items that ship where the zone has none of that code yet; what it has changed stays."""
    if not inspect(connection).has_table("approval_item"):
        return
    shipped = tomllib.loads(_APPROVAL_ITEMS.read_text("utf-8"))
    stages = set(connection.execute(text("select code from approval_stage")).scalars())
    items = set(connection.execute(text("select code from approval_item")).scalars())
    usual = [suspension["kind"] for suspension in shipped["suspension"]]
    for order, stage in enumerate(shipped["stage"], start=1):
        if stage["code"] not in stages:
            connection.execute(
                text(
                    "insert into approval_stage (code, name_zh, name_en, lead_zh, sort_order, is_alongside, valid) values"
                    " (:code, :name_zh, :name_en, :lead_zh, :sort_order, :alongside, daterange('2000-01-01', null))"
                ),
                {"name_en": "", "alongside": False, **stage, "sort_order": order},
            )
    fresh = [
        {
            "name_en": "", "unit": "working", "statutory_days": None, "needs": [], "excluded": usual, "handling": "ordinary",
            "is_tolerable": False, "extension_days_max": 0, "effective_to": None, "confirmed": False, "note": "", **item,
            "statutory_unit": None if "statutory_days" not in item else item.get("statutory_unit", item.get("unit", "working")),
            "materials": json.dumps(
                [{k: v for k, v in m.items() if k != "item"} for m in shipped["material"] if m["item"] == item["code"]],
                ensure_ascii=False,
            ),
        }
        for item in shipped["item"]
        if item["code"] not in items
    ]  # fmt: skip
    if fresh:
        connection.execute(
            text(
                "insert into approval_item (code, stage_code, name_zh, name_en, department_zh, days, unit, statutory_days, statutory_unit,"
                " needs, excluded, handling, is_tolerable, extension_days_max, materials, basis, confirmed, note, valid) values"
                " (:code, :stage, :name_zh, :name_en, :department_zh, :days, :unit, :statutory_days, :statutory_unit, :needs, :excluded,"
                " :handling, :is_tolerable, :extension_days_max, cast(:materials as jsonb), :basis, :confirmed, :note,"
                " daterange(:effective_from, :effective_to))"
            ),
            fresh,
        )
