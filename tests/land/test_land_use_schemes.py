"""The schemes of land-use classes that ship: their standing, and an administrator's word that one was compared with its document."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.land.land_use_schemes import confirm_scheme, list_schemes
from gisapp.land.parks import list_land_use_classes
from gisapp.land.survey_store import load_ground
from tests.builders.park import a_park

ADMIN = system_principal("管理员")
CLOCK = FixedClock(date(2026, 12, 3))


def test_each_scheme_says_what_a_file_in_it_leaves_to_a_person(db: Session) -> None:
    schemes = {row["scheme"]: row for row in list_schemes(db)}
    assert next(iter(schemes)) == "用地用海分类2023"
    assert {name: (row["class_count"], row["asked_count"]) for name, row in schemes.items()} == {
        "用地用海分类2023": (146, 0), "GB 50137-2011": (110, 0), "GB/T 21010-2017": (46, 2), "三调工作分类": (30, 4),
    }  # fmt: skip
    assert schemes["三调工作分类"]["untranslated_count"] == 1
    assert all(row["basis"] and row["confirmed_at"] is None for row in schemes.values())


def test_what_is_told_of_a_scheme_is_what_its_files_meet(db: Session) -> None:
    """A class without a row of its own is translated as the class above it, and is counted so."""
    classes = load_ground(db, a_park(db).park_id, CLOCK.today()).land_uses
    for row in list_schemes(db):
        meant = [classes.means(one) for one in classes.names if one[0] == row["scheme"]]
        assert (row["class_count"], row["asked_count"]) == (len(meant), sum(len(codes) > 1 for codes in meant))
        if not row["is_national"]:
            assert row["untranslated_count"] == sum(not codes for codes in meant), row["scheme"]


def test_a_confirmed_scheme_names_who_and_is_audited(db: Session) -> None:
    confirm_scheme(db, ADMIN, CLOCK, "GB 50137-2011", basis="GB 50137-2011 附录", reason="已对照原文核对")
    confirmed = next(row for row in list_schemes(db) if row["scheme"] == "GB 50137-2011")
    assert (confirmed["confirmed_by_name"], confirmed["confirmed_at"], confirmed["basis"]) == (
        "管理员", CLOCK.now(), "GB 50137-2011 附录",
    )  # fmt: skip
    event = db.execute(text("select tag, subject, changes, reason from audit_event")).one()
    assert (event.tag, event.subject, event.reason) == (
        "land:land_use_scheme:confirm", "land_use_scheme:GB 50137-2011", "已对照原文核对",
    )  # fmt: skip
    assert event.changes["confirmed"] == {"old": "false", "new": "true"}
    with pytest.raises(Conflict) as again:
        confirm_scheme(db, ADMIN, CLOCK, "GB 50137-2011", basis="", reason="再次")
    assert again.value.code == "land_use.scheme_confirmed_already"
    with pytest.raises(NotFound):
        confirm_scheme(db, ADMIN, CLOCK, "GB 0", basis="", reason="没有")


def test_a_plot_may_have_the_classes_of_the_national_scheme_each_below_its_group(db: Session) -> None:
    classes = {row["code"]: row for row in list_land_use_classes(db)}
    assert list(classes) == sorted(classes)
    assert {row["scheme"] for row in classes.values()} == {"用地用海分类2023"}
    assert (classes["100102"]["parent_code"], classes["1001"]["parent_code"], classes["10"]["parent_code"]) == (
        "1001",
        "10",
        None,
    )
    assert all(row["name_en"] for row in classes.values())
