"""Survey files nobody wrote: sound files of every format as seeds, ways to damage them, and what must hold whatever the bytes.

A case is one byte for the format and the bytes of the file. Whatever they are, the whole intake answers with rows, a question or
a sentence; what it answers can be stored (no NUL, no half characters) and sent (JSON), and no row is lost.
"""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import ezdxf
import geopandas
import orjson
import shapely

from gisapp.kernel.errors import DomainError
from gisapp.land.intake.pipeline import IntakeResult
from tests.builders.ground import dry_run, lonlat, metres, with_zone

SUFFIXES = (".txt", ".zip", ".gpkg", ".geojson", ".kml", ".kmz", ".dxf", ".xlsx", ".csv")
ARCHIVES = frozenset({".zip", ".kmz", ".xlsx"})
ANSWERS = ({}, {"crs": 4526, "plot_no_prefix": "A"}, {"zone": 38, "plot_no_prefix": "A"}, {"encoding": "utf-16"})


def case_of(suffix: str, content: bytes, answers: int = 0) -> bytes:
    return bytes([SUFFIXES.index(suffix) + len(SUFFIXES) * answers]) + content


def parts_of(case: bytes) -> tuple[str, bytes, dict[str, object]]:
    answers, suffix = divmod(case[0] % (len(SUFFIXES) * len(ANSWERS)), len(SUFFIXES))
    return SUFFIXES[suffix], case[1:], ANSWERS[answers]


def try_case(case: bytes, folder: Path | None = None) -> IntakeResult | None:
    """Take the file in as a dry run; None when it is refused with a sentence. Anything else that goes wrong is raised."""
    suffix, content, answers = parts_of(case) if case else (SUFFIXES[0], b"", {})
    with tempfile.TemporaryDirectory(dir=folder, prefix="fuzz") as place:
        path = Path(place) / f"成果{suffix}"
        path.write_bytes(content)
        try:
            result = dry_run(path, **answers)
        except DomainError as refusal:
            assert refusal.message_zh
            return None
    _check(result)
    return result


def _check(result: IntakeResult) -> None:
    assert result.questions or sum(result.counts().values()) == result.row_count
    told = {
        "reading": result.reading,
        "questions": [question.as_dict() for question in result.questions],
        "issues": [
            [item.code, item.message_zh, item.fix_zh, item.value, item.field, item.point] for item in result.log
        ],
        "rows": [[one.plot_no, one.action, one.values, one.boundary_points] for one in result.proposals],
    }
    for part, content in told.items():
        sent = orjson.dumps(content)  # refuses half characters
        assert b"\\u0000" not in sent, f"PostgreSQL keeps no NUL: {part}"
    assert all(item.message_zh for item in result.log)
    for one in result.proposals:
        assert one.geometry is None or shapely.is_valid(one.geometry) or one.action == "blocked"


def seeds() -> list[bytes]:
    """Sound files of every format, small: the beginning of every damage."""
    shapes = [metres(100, 100, 200, 150), metres(400, 100, 120, 90)]
    columns = {"地块编号": ["A-1", "A-2"], "面积": [3.0, 1.08], "用途代码": ["1001", "100102"]}
    frame = geopandas.GeoDataFrame(columns, geometry=shapes, crs=4547)
    prefixed = geopandas.GeoDataFrame(columns, geometry=with_zone_all(shapes), crs=4526)
    found: list[bytes] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        frame.to_file(folder / "a.gpkg", driver="GPKG")
        found.append(case_of(".gpkg", (folder / "a.gpkg").read_bytes()))
        frame.to_crs(4490).to_file(folder / "a.geojson", driver="GeoJSON")
        found.append(case_of(".geojson", (folder / "a.geojson").read_bytes()))
        for encoding in ("GBK", "UTF-8"):
            named = prefixed.rename(columns={"地块编号": "DKBH", "用途代码": "DLBM"} if encoding == "UTF-8" else {})
            named.to_file(folder / "图.shp", encoding=encoding)
            found.append(case_of(".zip", _zip({file.name: file.read_bytes() for file in folder.glob("图.*")})))
        frame.to_file(folder / "b.gdb", driver="OpenFileGDB")
        members = {f"b.gdb/{file.name}": file.read_bytes() for file in (folder / "b.gdb").iterdir()}
        found.append(case_of(".zip", _zip(members)))
        found += [case_of(".dxf", _drawing(folder / "a.dxf", shapes, version)) for version in ("R2000", "R2010")]
        found.append(case_of(".xlsx", _workbook(shapes[0])))
    kml = _kml(shapes)
    found += [case_of(".kml", kml), case_of(".kmz", _zip({"doc.kml": kml}))]
    rows = "\n".join(
        f"A-1,J{at},{n:.3f},{e + 38_000_000:.3f}" for at, (e, n) in enumerate(shapes[0].exterior.coords[:-1], 1)
    )
    found.append(case_of(".csv", f"地块编号,点号,X,Y\n{rows}\n".encode("gb18030")))
    found.append(case_of(".csv", f'地块编号,wkt\nA-1,"{lonlat(shapes[0]).wkt}"\n'.encode(), 1))
    found += [case_of(".txt", text) for text in _texts(shapes[0])]
    return found


def with_zone_all(shapes: list[shapely.Polygon]) -> list[shapely.Polygon]:
    return [with_zone(shape) for shape in shapes]


def _texts(shape: shapely.Polygon) -> list[bytes]:
    points = "".join(f"J{at},1,{n:.3f},{e + 38_000_000:.3f}\n" for at, (e, n) in enumerate(shape.exterior.coords, 1))
    head = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=38\n转换参数=,,,,,,\n[地块坐标]\n5,3.0000,DK1,示例,面,,工业用地,1001,@\n"
    plain = head + points
    return [
        plain.encode("gb18030"),
        plain.encode("utf-16"),
        plain.replace("带号=38", "带号=").replace(",38", ",").encode(),
        points.encode(),
    ]


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _kml(shapes: list[shapely.Polygon]) -> bytes:
    marks = "".join(
        f"<Placemark><name>A-{at}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{x:.9f},{y:.9f},0" for x, y in lonlat(shape).exterior.coords)
        + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for at, shape in enumerate(shapes)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'.encode()


def _drawing(path: Path, shapes: list[shapely.Polygon], version: str) -> bytes:
    """A drawing in GBK (2000) or UTF-8 (2010)."""
    drawing = ezdxf.new(version)
    drawing.encoding = "gbk"
    for at, shape in enumerate(shapes, 1):
        line = drawing.modelspace().add_lwpolyline(
            [(x + 38_000_000, y) for x, y in shape.exterior.coords[:-1]], close=True
        )
        line.dxf.layer = "地块"
        text = drawing.modelspace().add_text(f"A-{at}", dxfattribs={"height": 5})
        text.set_placement((shape.centroid.x + 38_000_000, shape.centroid.y))
    drawing.saveas(path)
    return path.read_bytes()


def _workbook(shape: shapely.Polygon) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["界址点成果表"])
    sheet.append(["地块编号", "点号", "X坐标", "Y坐标"])
    for at, (e, n) in enumerate(shape.exterior.coords[:-1], 1):
        sheet.append(["A-1" if at == 1 else None, f"J{at}", n, e + 38_000_000])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


WORDS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"nan", b"inf", b"1e999", b"-0", b",,,,,,,", b"@", b"\r", b"[", b"]", b"<", b"&#0;", b'"', b"\n0\nEOF\n",
    "【地块坐标】".encode("gbk"), "带号=39".encode("gbk"), "80国家大地坐标系".encode("gbk"), b"38560330.618", b"\xed\xa0\x80", b"null", b"[[[[", b"9" * 30,
    b"POLYGON EMPTY", b"\\ud800", b"GEOMETRYCOLLECTION", b"\x00\x00\x00\x05",
)  # fmt: skip


def damage(case: bytes, chance: random.Random, change: Callable[[bytes], bytes] | None = None) -> bytes:
    """Change the file; of an archive one member inside it (two times in three), so that its wrapping stays sound."""
    suffix, content, _ = parts_of(case)
    alter = change or (lambda data: _altered(data, chance))
    if suffix in ARCHIVES and chance.random() < 0.67:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = {name: archive.read(name) for name in archive.namelist()[:60]}
        except Exception:  # an archive that is damaged already is damaged as bytes
            return case[:1] + alter(content)
        if members:
            chosen = chance.choice(list(members))
            if chance.random() < 0.1:
                members.pop(chosen)
            else:
                members[chosen] = alter(members[chosen])
            return case[:1] + _zip(members)
    return case[:1] + alter(content)


def _altered(data: bytes, chance: random.Random) -> bytes:
    altered = bytearray(data)
    for _ in range(1 + int(chance.expovariate(0.5))):
        at = chance.randrange(len(altered) + 1)
        kind = chance.randrange(7)
        if kind == 0 and at < len(altered):
            altered[at] = chance.randrange(256)
        elif kind == 1:
            altered[at:at] = chance.choice(WORDS)
        elif kind == 2:
            del altered[at : at + 1 + int(chance.expovariate(0.1))]
        elif kind == 3:
            lines = bytes(altered).split(b"\n")
            here = chance.randrange(len(lines))
            if chance.random() < 0.5:
                lines.insert(chance.randrange(len(lines) + 1), lines[here])
            else:
                del lines[here]
            altered = bytearray(b"\n".join(lines))
        elif kind == 4:
            size = 1 + int(chance.expovariate(0.05))
            other = chance.randrange(len(altered) + 1)
            altered[at : at + size] = altered[other : other + size]
        elif kind == 5 and at + 4 <= len(altered):
            altered[at : at + 4] = chance.choice(
                (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80")
            )
        else:
            digits = [place for place, byte in enumerate(altered) if 48 <= byte <= 57]
            if digits:
                altered[chance.choice(digits)] = chance.choice(b"0123456789.-eE,")
    return bytes(altered)
