"""A real installation begins here: the zone, its parks and their boundaries, from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from gisapp.auth.principal import system_principal
from gisapp.db.engine import transaction
from gisapp.land import park_register
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say

ACTOR = system_principal("命令行")


def has_zone(url: str) -> bool:
    """Whether the register has a zone."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return connection.execute(text("select exists (select from zone)")).scalar_one()


def create_zone(settings: Settings, *, code: str, name_zh: str, name_en: str, planar_epsg: int) -> None:
    """Register the zone of this installation."""
    with opened_register(settings) as engine, transaction(engine) as session:
        park_register.create_zone(session, ACTOR, code=code, name_zh=name_zh, name_en=name_en, planar_epsg=planar_epsg)
    say(f"已登记开发区 {name_zh}（{code}），下一步：gisapp park add。· Zone {code} created; next: gisapp park add.")
    if code != settings.zone_code:
        say(
            f"请设置 GISAPP_ZONE_CODE={code}，系统才会显示它。· Set GISAPP_ZONE_CODE={code}, so that the system shows it."
        )


def add_park(settings: Settings, *, code: str, names: Mapping[str, Any], parent_code: str | None) -> None:
    """Add a park to the zone."""
    with opened_register(settings) as engine, transaction(engine) as session:
        park_register.register_park(session, ACTOR, settings.zone_code, code=code, names=names, parent_code=parent_code)
    say(
        f"已登记园区 {names['name_zh']}（{code}），下一步：gisapp park boundary。· Park {code} added; next: gisapp park boundary."
    )
