"""What a file is, by its bytes and not by its name alone, and which of its layers to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from gisapp.kernel.decode_text import decode_text
from gisapp.kernel.errors import Invalid
from gisapp.land.intake.answers import Answers, Choice, Question
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.merge_texts import SNIFFED_BYTES, holds_points, merge_texts
from gisapp.land.intake.read_boundary_txt import read_boundary_txt
from gisapp.land.intake.read_dxf import Drawing, open_drawing, read_dxf
from gisapp.land.intake.read_geojson import read_geojson
from gisapp.land.intake.read_points_table import holds_coordinates, read_points_table
from gisapp.land.intake.source_layer import SourceLayer
from gisapp.land.intake.storable_text import storable
from gisapp.land.intake.table_sheets import Sheet, read_csv, read_sheets
from gisapp.land.intake.unpack_archive import SIDECARS, UnpackedFile, unpacked

ACCEPTED_ZH = (
    "请上传界址点 TXT、压缩为 zip 的 Shapefile 或 .gdb、GeoPackage、GeoJSON、KML/KMZ、DXF、Excel（.xlsx）或 CSV。"
)
POLYGONS = {"面", "POLYGON", "MULTIPOLYGON", "CURVEPOLYGON", "MULTISURFACE", "SURFACE"}
UNDECIDED = {"未知", "GEOMETRY", "GEOMETRYCOLLECTION", ""}

_SQLITE = b"SQLite format 3\0"
_REFUSED_BY_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", "RAR 压缩包，请改用 zip"),
    (b"7z\xbc\xaf", "7z 压缩包，请改用 zip"),
    (b"\x1f\x8b", "gzip 压缩包，请改用 zip"),
    (b"AC10", "DWG 图纸，请在 CAD 中另存为 DXF"),
    (b"%PDF", "PDF，请向测绘单位索取界址点 TXT 或 Shapefile"),
    (b"\xd0\xcf\x11\xe0", "旧版 Excel/Word 文件，Excel 请另存为 .xlsx"),
    (b"\x00\x00\x27\x0a", "单个 .shp 文件，请连同 .dbf、.shx、.prj 一起压缩为 zip"),
)
_REFUSED_BY_SUFFIX = {
    ".dbf": "单个属性表，请连同 .shp 一起压缩为 zip", ".shx": "单个索引文件，请连同 .shp 一起压缩为 zip",
    ".gdbtable": "文件地理数据库的一部分，请将整个 .gdb 文件夹压缩为 zip",
}  # fmt: skip
_TABLES = {".csv", ".tsv"}
_TEXTS = {"geojson", "kml", "dxf", "csv", "boundary_txt"}
_DXF_HEAD = re.compile(rb"(?:999\s.*?\n)*0\s*\r?\n\s*SECTION\s", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    shape: str
    read: Callable[[IssueLog], SourceLayer]
    is_text: bool = False

    @property
    def may_hold_plots(self) -> bool:
        return self.shape in POLYGONS | UNDECIDED


@contextmanager
def opened_layer(
    path: Path, file_name: str, answers: Answers, limits: Limits, log: IssueLog
) -> Iterator[SourceLayer | Question]:
    """Yield the layer to work on, or the question which one; everything unpacked is removed afterwards.

    Raises Invalid (400) or TooLarge (413) for files that cannot or must not be read.
    """
    limits.refuse_upload(path.stat().st_size)
    kind = recognise(path, file_name)
    if kind == "archive":
        with unpacked(path, limits, log) as files:
            bare = PurePath(file_name).suffix.lower() == ".kmz"
            found = [
                one
                for file in files
                for one in _candidates_in(file, answers, limits, log, PurePath(file_name).stem if bare else None)
            ]
            yield _choose(found, answers, log)
    else:
        yield _choose(_candidates(kind, path, file_name, answers, limits), answers, log)


def recognise(path: Path, file_name: str) -> str:
    """Return archive, workbook, geopackage, geojson, kml, dxf, csv or boundary_txt; raises Invalid naming what it is instead."""
    with path.open("rb") as opened:
        head = opened.read(4096)
    suffix = PurePath(file_name).suffix.lower()
    if not head:
        raise Invalid("survey.empty_file", "文件是空的，请核对后重新上传。")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if suffix in (".xlsx", ".xlsm"):
            return "workbook"
        if suffix in (".docx", ".pptx"):
            raise Invalid("survey.unsupported", f"这是文档，不是测绘成果。{ACCEPTED_ZH}")
        return "archive"
    if head.startswith(_SQLITE):
        return "geopackage"
    for magic, what in _REFUSED_BY_MAGIC:
        if head.startswith(magic):
            raise Invalid("survey.unsupported", f"这是{what}。{ACCEPTED_ZH}")
    if suffix in _REFUSED_BY_SUFFIX:
        raise Invalid("survey.unsupported", f"这是{_REFUSED_BY_SUFFIX[suffix]}。{ACCEPTED_ZH}")
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\x1e \t\r\n")
    if text.startswith(b"{") or (text.startswith(b"[") and text[1:].lstrip()[:1] in (b"{", b"[", b"]")):
        return "geojson"
    if text.startswith(b"<"):
        return "kml"  # the reader says what other XML it is
    if suffix == ".dxf" or head.startswith(b"AutoCAD Binary DXF") or _DXF_HEAD.match(text):
        return "dxf"
    if suffix in _TABLES and "地块坐标" not in decode_text(head).text:
        return "csv"
    if suffix in (".geojson", ".json"):
        return "geojson"
    if suffix in (".txt", ".text", "") or b"@" in head or b"," in head:
        return "boundary_txt"
    raise Invalid("survey.unsupported", f"无法识别的文件格式“{suffix}”。{ACCEPTED_ZH}")


def _candidates(kind: str, path: Path, name: str, answers: Answers, limits: Limits) -> list[_Candidate]:
    if kind in _TEXTS:
        limits.refuse_text(path.stat().st_size)
    if kind == "geopackage":
        from gisapp.land.intake.read_geopackage import list_feature_layers

        return [
            _Candidate(layer.name, layer.geometry_type, partial(_read_package, path, layer.name, limits))
            for layer in list_feature_layers(path)
        ]
    if kind == "geojson":
        return [_Candidate(name, "", partial(_read_json, path, name, limits, answers.encoding))]
    if kind == "kml":
        return [_Candidate(name, "", partial(_read_kml, path, name, limits))]
    if kind == "dxf":
        drawing = open_drawing(path, encoding=answers.encoding)
        return [
            _Candidate(layer, shape, partial(_read_drawing, drawing, layer, limits))
            for layer, shape in sorted(drawing.shapes().items())
        ]
    if kind == "geodatabase":
        from gisapp.land.intake.read_file_geodatabase import list_geodatabase_layers

        return [
            _Candidate(layer.name, layer.geometry_type, partial(_read_geodatabase, path, layer.name, limits))
            for layer in list_geodatabase_layers(path)
        ]
    if kind in ("workbook", "csv"):
        data = path.read_bytes()
        sheets = read_sheets(data, limits) if kind == "workbook" else [read_csv(data, name, encoding=answers.encoding)]
        holding = [sheet for sheet in sheets if holds_coordinates(sheet)] or sheets[:1]
        return [_Candidate(sheet.name, "面", partial(_read_sheet, sheet, limits)) for sheet in holding]
    return [_Candidate(name, "面", partial(_read_text, path, name, answers.encoding), is_text=True)]


def _read_package(path: Path, layer: str, limits: Limits, log: IssueLog) -> SourceLayer:
    from gisapp.land.intake.read_geopackage import read_geopackage

    return read_geopackage(path, layer, log, limits)


def _read_kml(path: Path, name: str, limits: Limits, log: IssueLog) -> SourceLayer:
    from gisapp.land.intake.read_kml import read_kml

    return read_kml(path.read_bytes(), name, log, limits)


def _read_json(path: Path, name: str, limits: Limits, encoding: str | None, log: IssueLog) -> SourceLayer:
    return read_geojson(path.read_bytes(), name, log, limits, encoding=encoding)


def _read_drawing(drawing: Drawing, layer: str, limits: Limits, log: IssueLog) -> SourceLayer:
    return read_dxf(drawing, layer, log, limits)


def _read_geodatabase(folder: Path, layer: str, limits: Limits, log: IssueLog) -> SourceLayer:
    from gisapp.land.intake.read_file_geodatabase import read_file_geodatabase

    return read_file_geodatabase(folder, layer, log, limits)


def _read_sheet(sheet: Sheet, limits: Limits, log: IssueLog) -> SourceLayer:
    return read_points_table(sheet, log, limits)


def _read_text(path: Path, name: str, encoding: str | None, log: IssueLog) -> SourceLayer:
    return read_boundary_txt(path.read_bytes(), name, log, encoding=encoding)


def _read_shapes(path: Path, name: str, limits: Limits, encoding: str | None, log: IssueLog) -> SourceLayer:
    from gisapp.land.intake.read_shapefile import read_shapefile

    return read_shapefile(path, name, log, limits, encoding=encoding)


def _candidates_in(
    file: UnpackedFile, answers: Answers, limits: Limits, log: IssueLog, called: str | None = None
) -> list[_Candidate]:
    """`called` is what to call the one document of a KMZ, which always bears the same name."""
    stem = PurePath(file.name.replace("\\", "/")).with_suffix("").as_posix()
    if file.suffix == ".shp":
        from gisapp.land.intake.read_shapefile import shape_kind

        return [
            _Candidate(stem, shape_kind(file.path), partial(_read_shapes, file.path, stem, limits, answers.encoding))
        ]
    if file.suffix == ".gdb":
        return _candidates("geodatabase", file.path, file.name, answers, limits)
    if file.suffix == ".kml":
        return _candidates("kml", file.path, called or file.name, answers, limits)
    if file.suffix == ".dxf":
        return _candidates("dxf", file.path, file.name, answers, limits)
    if file.suffix == ".gpkg":
        return _candidates("geopackage", file.path, file.name, answers, limits)
    if file.suffix in (".geojson", ".json") and holds_features(file.path):
        return _candidates("geojson", file.path, file.name, answers, limits)
    if file.suffix == ".txt" and holds_points(file.path):
        return _candidates("boundary_txt", file.path, file.name, answers, limits)
    if file.suffix not in SIDECARS:
        log.info("archive.entry_unused", f"压缩包内“{file.name}”未使用。", value=file.name)
    return []


def holds_features(path: Path) -> bool:
    """Tell GeoJSON from other JSON that happens to lie beside the data."""
    with path.open("rb") as opened:
        head = opened.read(SNIFFED_BYTES)
    return any(
        word in head for word in (b'"Feature', b'"Polygon"', b'"MultiPolygon"', b'"Topology"', b'"GeometryCollection"')
    )


def _choose(candidates: list[_Candidate], answers: Answers, log: IssueLog) -> SourceLayer | Question:
    """Take the layer asked for, the only one, the only one that holds polygons, or all texts together; ask otherwise."""
    if not candidates:
        raise Invalid("survey.no_layer", f"文件中没有可读取的图层。{ACCEPTED_ZH}")
    if answers.layer is not None:
        wanted = [one for one in candidates if storable(one.name) == answers.layer]
        if not wanted:
            raise Invalid(
                "survey.layer_unknown",
                f"没有名为“{answers.layer}”的图层，可选：{'、'.join(storable(one.name) for one in candidates)}。",
            )
        return wanted[0].read(log)
    holding = [one for one in candidates if one.may_hold_plots] or candidates
    if len(holding) > 1:
        together = (
            merge_texts([(one.name, one.read) for one in holding], log) if all(one.is_text for one in holding) else None
        )
        if together is not None:
            return together
        choices = tuple(Choice(storable(one.name), storable(one.name), one.shape) for one in candidates)
        return Question("layer", f"文件中有 {len(candidates)} 个图层，请选择要导入的地块图层。", choices)
    for one in candidates:
        if one is not holding[0]:
            log.info("survey.layer_unused", f"图层“{one.name}”（{one.shape}）不是面，未读取。", value=one.name)
    return holding[0].read(log)
