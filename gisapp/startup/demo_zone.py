"""The demonstration zone: into an empty database, and never beside real data."""

from __future__ import annotations

from sqlalchemy import text

from gisapp.db.engine import create_app_engine, transaction
from gisapp.kernel.clock import SystemClock
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.settings import Settings
from gisapp.startup import sign_ins
from gisapp.startup.database import bring_schema_up, opened_database
from gisapp.startup.terminal import say, stage


def seed_if_empty(url: str, settings: Settings) -> bool:
    """Fill a database that has no zone yet with the zone as it would stand today, all or nothing; True when it did."""
    engine = create_app_engine(url, pool_size=1)
    try:
        with transaction(engine) as session:
            if session.execute(text("select exists (select from zone)")).scalar_one():
                return False
            from gisapp.demo.seed import seed_demo  # slow to load, needed once

            with stage("写入示范数据", "filling in the demonstration zone"):
                seed_demo(
                    session,
                    today=SystemClock().today(),
                    zone_code=settings.zone_code,
                    zone_name_zh=settings.zone_name_zh,
                    zone_name_en=settings.zone_name_en,
                )
        return True
    finally:
        engine.dispose()


def seed(settings: Settings) -> None:
    """`gisapp seed`: migrate, fill, create the first sign-ins; refuses where there is a zone already."""
    with opened_database(settings) as url:
        bring_schema_up(url)
        if not seed_if_empty(url, settings):
            raise StartRefusal(
                "seed.not_empty",
                "数据库里已有数据，示范数据只能写入空数据库，请用 --data 另选目录。",
                "There is data in the database; the demonstration zone goes into an empty one: choose another folder with --data.",
            )
        sign_ins.create_first(url, settings.demo_password)
        say("示范数据已写入。· The demonstration zone is in.")
