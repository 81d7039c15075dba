"""Surveys over HTTP, as the browser sends and reads them."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas
import pytest
from fastapi.testclient import TestClient

from gisapp.app import create_app
from gisapp.db.private_cluster import PrivateCluster
from gisapp.kernel.clock import FixedClock
from gisapp.settings import Settings
from tests.builders.ground import metres
from tests.builders.park import a_park
from tests.builders.people import sign_in, sign_ins
from tests.builders.survey_file import a_txt, txt_of
from tests.conftest import TODAY

TWO = {"P4-001": (100.0, 100.0, 200.0, 300.0), "P4-002": (300.0, 100.0, 200.0, 300.0)}


def furnish(url: str) -> None:
    with sign_ins(url) as session:
        a_park(session)


def signed_in(url: str, temporary: Path) -> Iterator[TestClient]:
    """An officer's browser; whatever the server unpacks goes to a folder of its own, which must be empty afterwards."""
    furnish(url)
    kept, tempfile.tempdir = tempfile.tempdir, str(temporary)
    settings = Settings(database_url=url, upload_limit_mb=2, unpacked_limit_mb=4)
    with TestClient(create_app(settings, FixedClock(TODAY))) as client:
        sign_in(client, "officer")
        yield client
    tempfile.tempdir = kept
    assert list(temporary.iterdir()) == []


@pytest.fixture
def officer(fresh_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """For tests that change the register."""
    yield from signed_in(fresh_url, tmp_path_factory.mktemp("server"))


@pytest.fixture(scope="module")
def refused(cluster: PrivateCluster, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """For tests in which nothing is kept: one server for all of them."""
    cluster.create_database("surveys_refused", template=template)
    yield from signed_in(cluster.url("surveys_refused"), tmp_path_factory.mktemp("server"))
    cluster.drop_database("surveys_refused")


def upload(client: TestClient, *files: tuple[str, bytes], park: str = "P4", **options: Any):
    return client.post(
        "/api/surveys",
        files=[("file", (name, content, "application/octet-stream")) for name, content in files],
        data={"park_code": park, "options": json.dumps(options)},
    )


def test_from_file_to_plot(officer: TestClient) -> None:
    content = txt_of(TWO).encode("gbk")
    answer = upload(officer, ("界址点.txt", content))
    assert answer.status_code == 201, answer.text
    survey = answer.json()
    assert survey["counts"] == {"new": 2, "revise": 0, "unchanged": 0, "blocked": 0}
    assert survey["reading"]["crs_epsg"] == 4526
    assert not survey["recognised"]
    path = f"/api/surveys/{survey['id']}"

    assert officer.get("/api/surveys").json()["items"][0]["id"] == survey["id"]
    assert officer.get(path).json()["questions"] == []
    rows = officer.get(f"{path}/rows", params={"action": "new", "limit": 1}).json()
    assert (rows["total"], rows["items"][0]["plot_no"]) == (2, "P4-001")
    features = officer.get(f"{path}/features")
    assert features.headers["content-type"] == "application/geo+json"
    assert len(features.json()["features"]) == 2
    original = officer.get(f"{path}/original")
    assert original.content == content
    assert "filename*=UTF-8''%E7%95%8C" in original.headers["content-disposition"]
    assert officer.get(f"{path}/issues.csv").content.startswith(b"\xef\xbb\xbf")

    taken = officer.post(f"{path}/accept", json={"valid_from": "2026-11-23", "rows": [1]}).json()
    assert (taken["new"], taken["left"], taken["survey"]["state"]) == (1, 1, "partly_accepted")
    assert officer.get("/api/plots").json()["total"] == 1
    rejected = officer.post(f"{path}/reject", json={"reason": "其余退回重测"})
    assert rejected.json()["state"] == "rejected"
    assert officer.post(f"{path}/accept", json={"valid_from": "2026-11-23"}).json()["code"] == "survey.decided"


def test_the_preview_layer_shows_what_is_pending(officer: TestClient) -> None:
    upload(officer, ("界址点.txt", txt_of(TWO).encode("gbk")))
    items = officer.get("/api/layers/survey_preview/items").json()
    assert {item["properties"]["action"] for item in items["features"]} == {"new"}


def test_a_question_and_its_answer(officer: TestClient) -> None:
    content = txt_of(TWO, zone=False, head="[地块坐标]\n").encode("gbk")
    survey = upload(officer, ("界址点.txt", content)).json()
    assert [(question["code"], question["suggestion"]) for question in survey["questions"]] == [("zone", "38")]
    answered = officer.post(f"/api/surveys/{survey['id']}/answer", json={"zone": 38}).json()
    assert (answered["state"], answered["questions"], answered["counts"]["new"]) == ("checked", [], 2)


def test_findings_and_questions_are_told_in_both_languages(officer: TestClient) -> None:
    content = txt_of(TWO, zone=False, head="[地块坐标]\n").replace("P4-002", "P4-001").encode("gbk")
    survey = upload(officer, ("界址点.txt", content)).json()
    assert survey["questions"][0]["message_en"] == "The coordinates do not tell their zone. Choose it."
    officer.post(f"/api/surveys/{survey['id']}/answer", json={"zone": 38})
    path = f"/api/surveys/{survey['id']}"
    issues = officer.get(f"{path}/issues", params={"code": "plot_no.double"}).json()["items"]
    assert issues[0]["message_en"] == "Row 1: The plot number “P4-001” stands on several rows."
    assert issues[0]["fix_en"].startswith("One number is for one plot")
    row = officer.get(f"{path}/rows").json()["items"][0]
    assert issues[0]["message_en"] in [issue["message_en"] for issue in row["issues"]]


def test_answers_may_come_with_the_file(officer: TestClient) -> None:
    content = txt_of(TWO, zone=False, head="[地块坐标]\n").encode("gbk")
    assert upload(officer, ("界址点.txt", content), zone="38").json()["counts"]["new"] == 2


def test_loose_parts_of_a_shapefile(officer: TestClient, tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame({"DKBH": ["A-1"]}, geometry=[metres(100, 100, 200, 300)], crs=4547)
    frame.to_file(tmp_path / "dk.shp", engine="pyogrio")
    parts = [(f"dk{suffix}", (tmp_path / f"dk{suffix}").read_bytes()) for suffix in (".dbf", ".shp", ".prj", ".shx")]
    survey = upload(officer, *parts).json()
    assert (survey["file_name"], survey["counts"]["new"]) == ("dk.zip", 1)
    assert upload(officer, *parts[:2], ("其他.txt", b"x")).json()["code"] == "survey.several_files"


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("a.rar", b"Rar!\x1a\x07", 400, "survey.unsupported"),
        ("a.txt", b"", 400, "survey.empty_file"),
        ("a.zip", b"PK\x03\x04xxxx", 400, "archive.broken"),
        ("a.geojson", b"{", 400, "geojson.syntax"),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_kept(
    refused: TestClient, name: str, content: bytes, status: int, code: str
) -> None:
    answer = upload(refused, (name, content))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert refused.get("/api/surveys").json()["total"] == 0


def test_a_bomb_is_refused(refused: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"0" * 6_000_000)
    answer = upload(refused, ("bomb.zip", path.read_bytes()))
    assert (answer.status_code, answer.json()["code"]) == (413, "archive.too_large")


def test_too_large_an_upload_is_refused(refused: TestClient) -> None:
    assert upload(refused, ("a.txt", b"0" * 2_500_000)).json()["code"] == "survey.too_large"
    announced = upload(refused, ("a.txt", b"0" * 4_000_000))
    assert (announced.status_code, announced.json()["code"]) == (413, "http.413")


def test_too_large_a_body_without_length_is_refused(refused: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(8):
            yield b"0" * 1_000_000

    answer = refused.post(
        "/api/surveys", content=endless(), headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("options", ["[]", "{", '{"colour": 1}', '{"crs": "xian"}', '"x"'])
def test_options_that_make_no_sense_are_refused(refused: TestClient, options: str) -> None:
    answer = refused.post(
        "/api/surveys", files={"file": ("a.txt", txt_of(TWO).encode())}, data={"park_code": "P4", "options": options}
    )
    assert answer.status_code == 400
    assert answer.json()["message_zh"]


def test_an_unknown_park_is_refused(refused: TestClient) -> None:
    assert upload(refused, ("a.txt", txt_of(TWO).encode()), park="P9").status_code == 404


def test_leaders_look_and_the_public_does_not(officer: TestClient, tmp_path: Path) -> None:
    survey = upload(officer, (a_txt(tmp_path, TWO).name, txt_of(TWO).encode("gbk"))).json()
    sign_in(officer, "leader")
    assert officer.get(f"/api/surveys/{survey['id']}").status_code == 200
    assert officer.post(f"/api/surveys/{survey['id']}/accept", json={"valid_from": "2026-11-23"}).status_code == 403
    officer.cookies.clear()
    assert officer.get("/api/surveys").status_code == 401
