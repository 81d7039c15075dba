"""Which installed PostgreSQL is run, and what is said where none will do."""

from __future__ import annotations

from pathlib import Path

import pytest

from gisapp.db.postgres_programs import PostgresPrograms, choose_from
from gisapp.kernel.start_refusal import StartRefusal


def a_server(major: int, *, postgis: bool) -> PostgresPrograms:
    return PostgresPrograms(Path(f"/usr/lib/postgresql/{major}/bin"), major, postgis)


@pytest.mark.parametrize(
    ("installed", "data_major", "code", "to_install"),
    [
        ([], None, "start.postgres_missing", "postgresql-postgis"),
        ([a_server(13, postgis=True)], None, "start.server_too_old", "14"),
        ([a_server(15, postgis=False)], None, "start.postgis_missing", "postgresql-15-postgis-3"),
        ([a_server(17, postgis=True)], 15, "start.postgres_other_version", "postgresql-15-postgis-3"),
        (
            [a_server(17, postgis=True), a_server(15, postgis=False)],
            15,
            "start.postgres_other_version",
            "postgresql-15-postgis-3",
        ),
        ([], 15, "start.postgres_missing", "postgresql-postgis"),
    ],
)
def test_a_machine_without_a_fitting_server_is_told_what_to_install(
    installed: list[PostgresPrograms], data_major: int | None, code: str, to_install: str
) -> None:
    with pytest.raises(StartRefusal) as refusal:
        choose_from(installed, data_major)
    assert refusal.value.code == code
    assert to_install in refusal.value.message_zh
    assert to_install in refusal.value.message_en


def test_a_new_folder_gets_the_newest_server_that_has_postgis() -> None:
    installed = [a_server(16, postgis=True), a_server(15, postgis=True), a_server(17, postgis=False)]
    assert choose_from(installed).major == 16


def test_an_old_folder_keeps_its_own_version() -> None:
    assert choose_from([a_server(17, postgis=True), a_server(15, postgis=True)], 15).major == 15
