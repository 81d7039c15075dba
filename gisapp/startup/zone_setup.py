"""A real installation begins here: the zone, its parks and their boundaries, from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from shapely import MultiPolygon
from shapely.geometry import shape
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from gisapp.auth.principal import system_principal
from gisapp.db.engine import transaction
from gisapp.land import park_register
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.bundle_files import bundled, parts_beside
from gisapp.land.park_outline import read_park_outline
from gisapp.land.surveys import limits_of
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.file_findings import show_issues, show_questions
from gisapp.startup.terminal import say, stage

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


def set_boundary(
    settings: Settings,
    code: str,
    file: Path,
    answers: Mapping[str, Any],
    *,
    valid_from: date,
    source: str,
    document: str | None,
) -> bool:
    """Read a park's boundary from a survey file and let it hold from a day on; True when it was taken."""
    limits = limits_of(settings)
    with opened_register(settings) as engine, bundled(parts_beside(file), limits) as (name, path):
        with transaction(engine) as session, stage("读取界线", "reading the boundary"):
            outline = read_park_outline(session, settings.zone_code, path, name, Answers.parse(answers), limits)
        show_issues({"items": outline["issues"], "total": len(outline["issues"])})
        show_questions([outline["question"]] if outline["question"] else [])
        if outline["geometry"] is None:
            say("未保存。· Nothing was saved.")
            return False
        geometry = shape(outline["geometry"])
        assert isinstance(geometry, MultiPolygon)
        with transaction(engine) as session:
            park_register.revise_park_boundary(
                session, ACTOR, code, geometry,
                valid_from=valid_from, source=source, reason=f"由文件 {name} 导入", document=document,
            )  # fmt: skip
    say(f"园区 {code} 的界线自 {valid_from:%Y-%m-%d} 起生效。· The boundary of {code} holds from that day on.")
    say(f"面积 · area: 平面 {outline['area_planar_m2']:,.2f} ㎡，椭球 {outline['area_ellipsoidal_m2']:,.2f} ㎡")
    return True
