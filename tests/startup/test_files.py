"""Files in and out on the command line: a survey is looked at before it is taken, the ledger comes out as asked."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

pytestmark = pytest.mark.db

Run = Callable[..., tuple[int, str]]


def ask(url: str, question: str) -> list[sa.Row]:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return list(connection.execute(sa.text(question)))


@pytest.fixture
def shrunk_plots(demo_url: str, tmp_path: Path) -> Path:
    """A survey of two plots of park P4, each a little smaller than the register has it, and one far outside."""
    rows = ask(
        demo_url,
        "select s.plot_no, ST_AsGeoJSON(ST_Scale(v.geom, ST_MakePoint(0.9, 0.9), ST_Centroid(v.geom)), 12) as geometry"
        " from plot_snapshot s join plot_version v on v.id = s.version_id join park p on p.id = s.park_id"
        " where p.code = 'P4' and upper_inf(s.valid) order by s.plot_no limit 2",
    )
    features = [
        {"type": "Feature", "properties": {"地块编号": row.plot_no}, "geometry": json.loads(row.geometry)}
        for row in rows
    ]
    away = {"type": "Polygon", "coordinates": [[[120, 30], [120.01, 30], [120.01, 30.01], [120, 30.01], [120, 30]]]}
    features.append({"type": "Feature", "properties": {"地块编号": "P4-远"}, "geometry": away})
    file = tmp_path / "测绘成果.geojson"
    file.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8"
    )
    return file


def test_a_survey_is_only_looked_at_until_it_is_accepted_and_then_only_its_sound_rows_count(
    run_command: Run, demo_url: str, shrunk_plots: Path
) -> None:
    versions = "select count(*) from plot_version where source like '测绘成果%' and upper_inf(recorded)"
    options = ("import", str(shrunk_plots), "--park", "P4", "--crs", "EPSG:4490")
    code, told = run_command(*options, GISAPP_DATABASE_URL=demo_url)
    assert code == 1
    assert "修订 2" in told
    assert "不能入库 1" in told
    assert "location.implausible" in told
    assert ask(demo_url, versions)[0][0] == 0
    code, told = run_command(*options, "--accept", GISAPP_DATABASE_URL=demo_url)
    assert (code, "修订 2" in told) == (1, True)
    assert ask(demo_url, versions)[0][0] == 2


def test_an_unknown_park_is_told_in_one_sentence(run_command: Run, demo_url: str, shrunk_plots: Path) -> None:
    code, told = run_command("import", str(shrunk_plots), "--park", "P9", GISAPP_DATABASE_URL=demo_url)
    assert code == 1
    assert "P9" in told
    assert "Traceback" not in told


def test_the_ledger_of_one_park_comes_out_with_every_row_and_the_demo_mark(
    run_command: Run, demo_url: str, tmp_path: Path
) -> None:
    expected = ask(
        demo_url,
        "select count(*) from plot_snapshot s join park p on p.id = s.park_id"
        " where p.code = 'P4' and s.valid @> (now() at time zone 'Asia/Shanghai')::date",
    )[0][0]
    table, workbook = tmp_path / "台账.csv", tmp_path / "台账.xlsx"
    code, told = run_command("export", str(table), "--park", "P4", GISAPP_DATABASE_URL=demo_url)
    assert code == 0, told
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == expected + 2  # header and caption
    assert "示意数据" in rows[-1][0]
    code, told = run_command("export", str(workbook), GISAPP_DATABASE_URL=demo_url)
    assert code == 0, told
    assert "示意数据" in openpyxl.load_workbook(workbook).worksheets[0]["A1"].value


def test_a_ledger_that_cannot_be_written_is_told_in_one_sentence(
    run_command: Run, demo_url: str, tmp_path: Path
) -> None:
    for file in (tmp_path / "nowhere" / "l.csv", tmp_path / "l.pdf"):
        code, told = run_command("export", str(file), GISAPP_DATABASE_URL=demo_url)
        assert code == 1
        assert "Traceback" not in told
        assert not file.exists()


def test_check_finds_a_seeded_database_in_order_and_an_empty_one_not(run_command: Run, cluster, demo_url: str) -> None:
    code, told = run_command("check", GISAPP_DATABASE_URL=demo_url)
    assert "6 园区" in told
    cluster.create_database("unmigrated")
    code, told = run_command("check", GISAPP_DATABASE_URL=cluster.url("unmigrated"))
    assert code == 1
    assert "gisapp migrate" in told
    cluster.drop_database("unmigrated")
