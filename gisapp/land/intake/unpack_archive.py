"""Opens a zip without trusting it: names, links, sizes and methods are checked before one byte is written.

Files land under names of our own in a temporary folder that is always removed; only what a reader needs is written at all.
"""

from __future__ import annotations

import errno
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gisapp.api.scratch import scratch
from gisapp.kernel.decode_text import utf8_or_gb18030
from gisapp.kernel.errors import Invalid, TooLarge
from gisapp.kernel.zip_directory import has_more_entries
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import MIB, Limits
from gisapp.land.intake.package_log import refuse_log

READABLE = {".shp", ".shx", ".dbf", ".prj", ".cpg", ".gpkg", ".geojson", ".json", ".txt", ".kml", ".dxf"}
GEODATABASE_PART = re.compile(r"[A-Za-z0-9_]{1,40}(?:\.[A-Za-z0-9_]{1,24}){0,4}")
SIDECARS = {".shx", ".dbf", ".prj", ".cpg"}
SILENT = {
    ".sbn",
    ".sbx",
    ".qix",
    ".qpj",
    ".xml",
    ".fix",
    ".atx",
    ".ixs",
    ".mxs",
    ".lyr",
    ".qml",
    ".qmd",
    ".sld",
    ".md",
    ".html",
    ".gpkg-shm",
    ".gpkg-wal",
}
ARCHIVES = {".zip", ".rar", ".7z", ".gz", ".tar", ".kmz", ".bz2", ".xz"}
CHUNK = 1 << 20
MOST_RATIO = 1_000


@dataclass(frozen=True, slots=True)
class UnpackedFile:
    """A file taken out of an archive: how it was called there and where it lies now."""

    name: str
    path: Path

    @property
    def suffix(self) -> str:
        return self.path.suffix


@contextmanager
def unpacked(archive: Path, limits: Limits, log: IssueLog) -> Iterator[list[UnpackedFile]]:
    """Unpack what can be read, all parts of a shapefile side by side; raises Invalid (400) or TooLarge (413) with a sentence."""
    with scratch() as folder:
        try:
            with archive.open("rb") as content:
                if has_more_entries(content, limits.entries):
                    raise TooLarge(
                        "archive.too_many_entries",
                        f"压缩包内的文件超过上限 {limits.entries:,} 个，请分批压缩后上传。",
                        message_en=f"The archive holds more than {limits.entries:,} files: send it in parts.",
                    )
            with zipfile.ZipFile(archive) as packed:
                files = _unpack(packed, folder, limits, log)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeDecodeError) as broken:
            raise _broken() from broken
        except OSError as broken:
            if (
                broken.errno != errno.EINVAL
            ):  # anything but a table of contents that points outside the file is our own trouble
                raise
            raise _broken() from broken
        yield files


def _broken() -> Invalid:
    return Invalid("archive.broken", "压缩包已损坏或不是标准 zip，请重新压缩后上传。")


def _unpack(packed: zipfile.ZipFile, folder: Path, limits: Limits, log: IssueLog) -> list[UnpackedFile]:
    entries = [(entry, _name(entry)) for entry in packed.infolist()]
    for entry, name in entries:
        _refuse_tricks(entry, name)
    _refuse_size([entry for entry, _ in entries], limits)
    files: list[UnpackedFile] = []
    groups: dict[str, Path] = {}
    budget = limits.unpacked_bytes
    for entry, name in entries:
        path = PurePosixPath(name.replace("\\", "/"))
        if name.endswith("/") or "__MACOSX" in path.parts or path.name.startswith(".") or path.name == "Thumbs.db":
            continue
        suffix = path.suffix.lower()
        geodatabase = next((part for part in path.parents if part.suffix.lower() == ".gdb"), None)
        if geodatabase is not None:
            budget -= _write_part(packed, entry, geodatabase, path, folder, files, budget)
            continue
        if suffix in ARCHIVES:
            raise Invalid("archive.nested", f"压缩包内还有压缩包“{path.name}”，请解开后重新压缩。")
        refuse_log(path.name, entry.file_size)
        if suffix not in READABLE:
            if suffix not in SILENT:
                log.info("archive.entry_unused", f"压缩包内“{name}”未使用。", value=name)
            continue
        stem = str(path.with_suffix("")).lower()
        group = groups.setdefault(stem, folder / f"{len(groups):04d}")
        group.mkdir(exist_ok=True)
        target = group / f"layer{suffix}"
        if target.exists():
            raise Invalid("archive.duplicate", f"压缩包内有两个“{name}”，请只保留一个。")
        budget -= _write(packed, entry, target, budget)
        files.append(UnpackedFile(name, target))
    return files


def _write_part(
    packed: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    geodatabase: PurePosixPath,
    path: PurePosixPath,
    folder: Path,
    files: list[UnpackedFile],
    budget: int,
) -> int:
    """Write one file of a .gdb folder under its own name, which its reader needs; names it could not have are left out."""
    if path.parent != geodatabase or not GEODATABASE_PART.fullmatch(path.name):
        return 0
    known = next((file for file in files if file.name == str(geodatabase)), None)
    if known is None:
        target = folder / f"geodatabase{len(files):04d}" / "layer.gdb"
        target.mkdir(parents=True)
        known = UnpackedFile(str(geodatabase), target)
        files.append(known)
    target = known.path / path.name
    if target.exists():
        raise Invalid("archive.duplicate", f"压缩包内有两个“{path}”，请只保留一个。")
    return _write(packed, entry, target, budget)


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the entry's name as its writer meant it: without the UTF-8 flag, zipfile has read it as cp437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    return raw.decode(utf8_or_gb18030(raw)[0], errors="replace")


def _refuse_tricks(entry: zipfile.ZipInfo, name: str) -> None:
    for text in (name, entry.orig_filename):
        path = text.replace("\\", "/")
        if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/") or "\0" in path:
            raise Invalid("archive.unsafe_path", f"压缩包内有不安全的路径“{text[:80]!s}”，已拒绝。请重新压缩后上传。")
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Invalid("archive.link", f"压缩包内“{name[:80]}”是链接而不是文件，已拒绝。请放入文件本身。")
    if entry.flag_bits & 0x1:
        raise Invalid("archive.encrypted", "压缩包已加密，请去掉密码后上传。")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Invalid("archive.method", "压缩方式不支持，请用普通 zip（Deflate）重新压缩。")


def _refuse_size(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise TooLarge(
            "archive.too_large",
            f"压缩包解开后约 {total // MIB:,} MB，超过上限 {limits.unpacked_bytes // MIB} MB，已拒绝。",
        )
    for entry in entries:
        if entry.file_size > 10 * MIB and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise TooLarge("archive.bomb", f"压缩包内“{_name(entry)[:80]}”压缩比异常，已拒绝。")


def _write(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, budget: int) -> int:
    """Write one entry, counting what really comes out: a header may lie about its size."""
    written = 0
    with packed.open(entry) as source, target.open("xb") as sink:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > budget:
                raise TooLarge("archive.too_large", "压缩包解开后超过上限，已拒绝。")
            sink.write(chunk)
    return written
