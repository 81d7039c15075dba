"""What is unpacked and written on the way leaves nothing behind and is never named: neither in a finding nor in a refusal."""

from __future__ import annotations

import gc
import io
import os
import socket
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import ezdxf
import geopandas
import openpyxl
import pytest
import uvicorn
from fastapi import UploadFile
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from gisapp.api.scratch import SCRATCH
from gisapp.app import create_app
from gisapp.kernel.errors import DomainError
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.live_plots import LivePlots
from gisapp.land.intake.pipeline import run_intake
from gisapp.land.uploads import delivered
from gisapp.settings import Settings
from tests.builders.ground import lonlat, metres, the_ground, with_zone
from tests.builders.park import a_park
from tests.builders.people import sign_in, sign_ins
from tests.builders.survey_file import txt_of

PLOTS = [metres(100, 100, 200, 300), metres(300, 100, 200, 300)]
TWO = {"P4-001": (100.0, 100.0, 200.0, 300.0), "P4-002": (300.0, 100.0, 200.0, 300.0)}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which everything temporary goes; empty again afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return out.getvalue()


def parts_of(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def drawing() -> bytes:
    document = ezdxf.new()
    for shape in PLOTS:
        document.modelspace().add_lwpolyline(list(with_zone(shape).exterior.coords)[:-1], close=True)
    out = io.StringIO()
    document.write(out)
    return out.getvalue().encode()


def table() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in [["地块编号", "X", "Y"], *(["A", n, e] for e, n in with_zone(PLOTS[0]).exterior.coords)]:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """One sound delivery of every format, in its parts: the container is made of them, whichever of them is broken."""
    folder = tmp_path_factory.mktemp("sound")
    frame = geopandas.GeoDataFrame({"DKBH": ["A-1", "A-2"]}, geometry=PLOTS, crs=4547)
    frame.to_file(folder / "a.gpkg", engine="pyogrio")
    (folder / "shp").mkdir()
    frame.to_file(folder / "shp" / "a.shp", engine="pyogrio", encoding="utf-8")
    frame.to_file(folder / "a.gdb", driver="OpenFileGDB", layer="DK", engine="pyogrio")
    degrees = geopandas.GeoDataFrame({"DKBH": ["A-1", "A-2"]}, geometry=[lonlat(shape) for shape in PLOTS], crs=4490)
    ring = " ".join(f"{x!r},{y!r}" for x, y in lonlat(PLOTS[0]).exterior.coords)
    return {
        "gpkg": {"a.gpkg": (folder / "a.gpkg").read_bytes()},
        "shp": parts_of(folder / "shp"),
        "gdb": {f"a.gdb/{name}": content for name, content in parts_of(folder / "a.gdb").items()},
        "geojson": {"a.geojson": degrees.to_json().encode()},
        "kml": {"a.kml": f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>A</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>'.encode()},
        "dxf": {"a.dxf": drawing()},
        "xlsx": {"a.xlsx": table()},
        "csv": {"a.csv": "".join(["地块编号,X,Y\n", *(f"A,{n},{e}\n" for e, n in with_zone(PLOTS[0]).exterior.coords)]).encode()},
        "txt": {"a.txt": txt_of(TWO).encode("gbk")},
    }  # fmt: skip


FORMATS = ("gpkg", "shp", "gdb", "geojson", "kml", "dxf", "xlsx", "csv", "txt")


def broken(parts: dict[str, bytes], other: bytes) -> Iterator[dict[str, bytes]]:
    """Yield the delivery with one part after the other empty, cut, filled with another format's bytes, or damaged inside."""
    for name, content in parts.items():
        for spoilt in (
            b"", *(content[: len(content) * share // 10] for share in (1, 3, 6, 9)), content[:-1], other, content[: len(content) // 2] + b"\xff" * 64 + content[len(content) // 2 + 64 :],
        ):  # fmt: skip
            yield {**parts, name: spoilt}
        if len(parts) > 1:
            yield {kept: one for kept, one in parts.items() if kept != name}


def told(name: str, content: bytes) -> str:
    """Return all that is said of an upload, findings, questions and reading or the refusal, as one text."""
    file = UploadFile(io.BytesIO(content), filename=name)
    try:
        with delivered([file], Limits()) as (called, path):
            result = run_intake(path, called, Answers(), the_ground(), lambda *_: LivePlots(), Limits())
    except DomainError as refused:
        return repr((refused, refused.message_zh, refused.message_en, refused.details))
    return repr((list(result.log), result.questions, result.reading))


@pytest.mark.parametrize("format_", FORMATS)
def test_no_place_of_this_machine_is_named(format_: str, sound: dict[str, dict[str, bytes]], place: Path) -> None:
    parts = sound[format_]
    other = sound["txt" if format_ != "txt" else "gpkg"]
    for delivery in broken(parts, next(iter(other.values()))):
        is_one = len(parts) == 1
        ways = [(next(iter(delivery)), next(iter(delivery.values())))] if is_one else []
        if format_ not in ("xlsx", "csv"):
            ways.append(("成果.zip", zipped(delivery)))
        for name, content in ways:
            said = told(name, content)
            for hidden in ("/tmp", str(place), SCRATCH, "shapes_only", "bundle.zip"):
                assert hidden not in said, said


class Served:
    """The application behind a real socket; leaving waits until every request has come to its end."""

    def __init__(self, url: str) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = self._listener.getsockname()
        settings = Settings(database_url=url, upload_limit_mb=8)
        self._server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="error", lifespan="on"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listener]})

    def __enter__(self) -> Served:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()


def held_in(folder: Path) -> list[str]:
    """Return the files of a folder that this process still holds open, those without a name too."""
    held = []
    for one in Path("/proc/self/fd").iterdir():
        try:
            target = os.readlink(one)
        except FileNotFoundError:  # the listing's own
            continue
        if target.startswith(str(folder)):
            held.append(target)
    return held


def kept(url: str) -> list[int]:
    """Return how many originals, surveys and events the store holds."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return [
            connection.execute(text(f"select count(*) from {table}")).scalar_one()
            for table in ("survey_original", "survey", "audit_event")
        ]


def test_an_upload_that_stops_halfway_leaves_nothing_behind(fresh_url: str, place: Path) -> None:
    with sign_ins(fresh_url) as session:
        a_park(session)
    content = os.urandom(3_000_000)
    head = b'--x\r\nContent-Disposition: form-data; name="park_code"\r\n\r\nP4\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.gpkg"\r\n\r\n'
    with TestClient(create_app(Settings(database_url=fresh_url))) as client:
        sign_in(client, "officer")
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        token = client.headers["X-CSRF-Token"]
    before = kept(fresh_url)
    with Served(fresh_url) as served, socket.create_connection(served.address) as browser:
        browser.sendall(
            f"POST /api/surveys HTTP/1.1\r\nHost: 127.0.0.1:{served.address[1]}\r\nCookie: {cookies}\r\nX-CSRF-Token: {token}\r\n"
            f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(head) + 2 * len(content)}\r\n\r\n".encode()
            + head
            + content
        )
    gc.collect()
    assert kept(fresh_url) == before
    assert (list(place.iterdir()), held_in(place)) == ([], [])
