"""Reads one shapefile: shapes through GDAL, attributes through our own table reader, missing sidecars said and mended."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pyogrio
from pyogrio.raw import read as read_raw

from gisapp.kernel.decode_text import decode_text
from gisapp.kernel.errors import Invalid
from gisapp.land.intake.gdal import BROKEN, heard, say_heights, shapes_of
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.read_dbf import Table, read_dbf
from gisapp.land.intake.source_layer import CrsStatement, SourceLayer

SHP_MAGIC = struct.pack(">i", 9994)
HEADER_BYTES = 100
SHAPE_NAMES = {
    1: "点",
    3: "线",
    5: "面",
    8: "多点",
    11: "点",
    13: "线",
    15: "面",
    18: "多点",
    21: "点",
    23: "线",
    25: "面",
    28: "多点",
    31: "多面体",
}


def shape_kind(path: Path) -> str:
    """Return 面, 线, 点 … of a shapefile by its header; raises Invalid when it is none."""
    return _head(path)[0]


def _head(path: Path) -> tuple[str, int]:
    """Return the kind of the shapes and the length in bytes that the header gives; raises Invalid where there is no header."""
    with path.open("rb") as opened:
        head = opened.read(HEADER_BYTES)
    if len(head) < HEADER_BYTES and head[:4] == SHP_MAGIC[: len(head)]:
        raise Invalid("shapefile.cut", f"图形文件（.shp）被截断，只有 {len(head)} 字节，请重新导出或重新上传。")
    if head[:4] != SHP_MAGIC:
        raise Invalid("shapefile.broken", "图形文件（.shp）已损坏，请重新导出。")
    words, kind = struct.unpack(">i", head[24:28])[0], struct.unpack("<i", head[32:36])[0]
    return SHAPE_NAMES.get(kind, "未知"), 2 * words


def _say_cut(told: int, there: int, log: IssueLog) -> None:
    """Compare the length that the header gives with the file: shorter means that the end was lost on the way."""
    if there < told:
        log.warning(
            "shapefile.cut",
            f"图形文件（.shp）被截断：文件头写明 {told:,} 字节，实际只有 {there:,} 字节，缺失的图形没有读到。",
            "请重新导出或重新上传完整的文件。",
            value=told - there,
        )


def read_shapefile(path: Path, name: str, log: IssueLog, limits: Limits, *, encoding: str | None = None) -> SourceLayer:
    """Read the shapefile at `path` with its sidecars beside it (lower-case suffixes)."""
    _, told = _head(path)
    _say_cut(told, path.stat().st_size, log)
    fids, geometry = _read_shapes(path, log, limits)
    table = _read_table(path, log, encoding)
    columns = {} if table is None else table.columns
    rows = np.arange(1, len(geometry) + 1)
    if table is not None:
        fids, geometry, columns = _align(fids, geometry, table, log)
        rows = fids + 1
        _say_unreadable(table, set(rows.tolist()), log)
    layer = SourceLayer("shapefile", name, rows, geometry, columns, _crs(path, log))
    if table is not None:
        layer.encoding, layer.encoding_why_zh, layer.text_sample = table.encoding, table.why_zh, table.sample
    return layer


def _read_shapes(path: Path, log: IssueLog, limits: Limits) -> tuple[np.ndarray, np.ndarray]:
    """Return (record numbers from 0, geometries); the table is hidden from GDAL, so its flaws cannot cost a shape."""
    bare = path.with_name("shapes_only.shp")
    path.rename(bare)
    index = bare.with_suffix(".shx")
    had_index = path.with_suffix(".shx").exists()
    if had_index:
        path.with_suffix(".shx").rename(index)
    else:
        _rebuild_index(bare, log)
        log.info("shapefile.shx_rebuilt", "缺少索引文件（.shx），已自动重建。", field=".shx")
    found = _read_by_index(bare, log, limits)
    if found is None and had_index:
        _rebuild_index(bare, log)
        log.warning(
            "shapefile.shx_broken", "索引文件（.shx）与图形不符，已按图形重建。", "请核对地块数量。", field=".shx"
        )
        found = _read_by_index(bare, log, limits)
    if found is None:
        raise Invalid("shapefile.broken", "图形文件（.shp）已损坏，无法读取，请重新导出。")
    return found


def _read_by_index(path: Path, log: IssueLog, limits: Limits) -> tuple[np.ndarray, np.ndarray] | None:
    try:
        with heard("shapefile", "图形", log):
            info = pyogrio.read_info(path, force_feature_count=True)
            limits.refuse_features(info["features"])
            _, fids, blobs, _ = read_raw(path, columns=[], force_2d=True, return_fids=True)
    except BROKEN:
        return None
    say_heights(info, log)
    return np.asarray(fids, dtype=np.int64), shapes_of(blobs)


def _rebuild_index(path: Path, log: IssueLog) -> None:
    """Write the .shx anew by walking the records of the .shp; where they stop making sense, the rest is left and said."""
    data = path.read_bytes()
    entries, at = bytearray(), HEADER_BYTES
    while at + 8 <= len(data):
        number, words = struct.unpack(">ii", data[at : at + 8])
        kind = int.from_bytes(data[at + 8 : at + 12], "little")
        whole = words >= 2 and at + 8 + 2 * words <= len(data)
        if number < 1 or not whole or (kind != 0 and kind not in SHAPE_NAMES):
            break
        entries += struct.pack(">ii", at // 2, words)
        at += 8 + 2 * words
    if at < len(data):
        log.warning(
            "shapefile.tail_unreadable",
            f"图形文件第 {len(entries) // 8} 个图形之后无法读取。",
            "文件可能不完整，请核对地块数量或重新导出。",
            value=len(data) - at,
        )
    header = bytearray(data[:HEADER_BYTES])
    struct.pack_into(">i", header, 24, (HEADER_BYTES + len(entries)) // 2)
    path.with_suffix(".shx").write_bytes(bytes(header) + bytes(entries))


def _read_table(path: Path, log: IssueLog, encoding: str | None) -> Table | None:
    dbf = path.with_suffix(".dbf")
    if not dbf.exists():
        log.warning(
            "shapefile.dbf_missing",
            "缺少属性表（.dbf），没有地块编号等属性。",
            "请连同 .dbf 一起压缩上传。",
            field=".dbf",
        )
        return None
    cpg = path.with_suffix(".cpg")
    code_page = decode_text(cpg.read_bytes()[:64]).text if cpg.exists() else None
    table = read_dbf(dbf, code_page, encoding)
    if table.doubtful:
        log.warning(
            "shapefile.encoding_doubtful",
            f"属性文字编码：{table.why_zh}。",
            "请看预览文字是否正确，不正确请选择编码。",
            field="encoding",
            value=table.encoding,
        )
    return table


def _align(
    fids: np.ndarray, geometry: np.ndarray, table: Table, log: IssueLog
) -> tuple[np.ndarray, np.ndarray, dict[str, list]]:
    """Bring shapes and table rows together; counts that differ and records marked deleted are said."""
    if len(table) != len(fids):
        log.warning(
            "shapefile.counts_differ",
            f"图形 {len(fids)} 个，属性 {len(table)} 行，数量不一致。",
            "多出的图形没有属性，多出的属性没有图形；请核对导出。",
            value=len(table),
        )
        missing = np.arange(len(fids), len(table))  # rows whose shape is lost are refused one by one, not forgotten
        fids = np.concatenate([fids, missing])
        geometry = np.concatenate([geometry, np.full(len(missing), None, dtype=object)])
    keep = np.array([fid >= len(table) or not table.deleted[fid] for fid in fids], dtype=bool)
    if not keep.all():
        log.info("shapefile.deleted_rows", f"{int((~keep).sum())} 行已在属性表中标记删除，未读取。")
    fids, geometry = fids[keep], geometry[keep]
    columns = {
        key: [values[fid] if fid < len(values) else None for fid in fids] for key, values in table.columns.items()
    }
    return fids, geometry, columns


def _say_unreadable(table: Table, rows: set[int], log: IssueLog) -> None:
    for at, column in table.unreadable_rows.items():
        if at + 1 in rows:
            log.warning(
                "text.unreadable",
                f"第 {at + 1} 行：“{column}”有无法读出的文字。",
                "请核对文字，或选择其他编码重新检查。",
                row=at + 1,
                field=column,
            )


def _crs(path: Path, log: IssueLog) -> CrsStatement:
    prj = path.with_suffix(".prj")
    text = decode_text(prj.read_bytes()).text.strip(" \r\n\t\0\ufeff") if prj.exists() else ""
    if not text:
        return CrsStatement(origin_zh="缺少 .prj")
    return CrsStatement(wkt=text, origin_zh=".prj")
