"""`gisapp migrate`: the database's tables brought to this code."""

from __future__ import annotations

from gisapp.settings import Settings
from gisapp.startup.database import bring_schema_up, opened_database
from gisapp.startup.terminal import say, stage


def migrate(settings: Settings) -> None:
    """Bring the database to the newest schema, and say whether there was anything to do."""
    with opened_database(settings) as url:
        with stage("检查数据库结构", "bringing the schema up to date"):
            changed = bring_schema_up(url)
        say(
            "数据库已升级到最新结构。· The schema is now the newest."
            if changed
            else "数据库结构已是最新。· Nothing to do."
        )
