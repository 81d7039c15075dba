"""Reads the attribute table of a shapefile, deciding its encoding from the bytes and never failing on a bad value."""

from __future__ import annotations

import codecs
import re
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gisapp.kernel.decode_text import looks_like_gb2312, utf8_or_gb18030
from gisapp.kernel.errors import Invalid

LANGUAGE_GBK = 0x4D
SAMPLE_BYTES = 4_000_000
_CODE_PAGE = re.compile(r"(?:cp|ansi|ms|windows|ibm)?[\s_-]*(\d{3,5})$", re.IGNORECASE)
_NUMBERED = {
    "936": "gb18030",
    "54936": "gb18030",
    "65001": "utf-8",
    "950": "big5",
    "88591": "latin-1",
    "28591": "latin-1",
}


@dataclass(frozen=True, slots=True)
class _Field:
    name: bytes
    kind: str
    offset: int
    width: int
    decimals: int


@dataclass(slots=True)
class Table:
    """Columns as Python values, which rows are marked deleted, the encoding and why it was taken."""

    columns: dict[str, list[Any]]
    deleted: np.ndarray
    encoding: str
    why_zh: str
    doubtful: bool = False
    unreadable_rows: dict[int, str] = field(default_factory=dict)
    sample: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.deleted)


def read_dbf(path: Path, code_page: str | None, asked: str | None) -> Table:
    """Read the table; `code_page` is the text of the .cpg file, `asked` the officer's choice. Broken headers raise Invalid."""
    data = path.read_bytes()
    if len(data) < 33:
        raise Invalid("shapefile.dbf_broken", "属性表（.dbf）不完整，请重新导出。")
    count, header_size, record_size = struct.unpack("<IHH", data[4:12])
    fields = _fields(data, header_size)
    if (
        record_size < 1
        or not 33 <= header_size <= len(data)
        or any(one.offset + one.width > record_size for one in fields)
    ):
        raise Invalid("shapefile.dbf_broken", "属性表（.dbf）表头有误，请重新导出。")
    count = min(count, max(0, (len(data) - header_size) // record_size))
    block = np.frombuffer(data, dtype=np.uint8, count=count * record_size, offset=header_size).reshape(
        count, record_size
    )
    texts = {at: _cells(block, one) for at, one in enumerate(fields) if one.kind == "C"}
    names = [one.name for one in fields]
    encoding, why_zh, doubtful = _choose_encoding(texts, names, data[29], code_page, asked)
    table = Table({}, block[:, 0] == ord("*"), encoding, why_zh, doubtful)
    for at, one in enumerate(fields):
        name = _unique(one.name.decode(encoding, errors="ignore").strip() or f"字段{at + 1}", table.columns)
        table.columns[name] = (
            _decode_column(texts[at], name, table, one.width) if at in texts else _plain_column(block, one)
        )
    table.sample = [
        text for at in texts for text in _first_words(table.columns[list(table.columns)[at]]) if not text.isascii()
    ][:8]
    return table


def _fields(data: bytes, header_size: int) -> list[_Field]:
    fields, offset = [], 1
    for start in range(32, min(header_size, len(data)) - 31, 32):
        if data[start] == 0x0D:
            break
        raw = data[start : start + 32]
        kind, width, decimals = chr(raw[11]), raw[16], raw[17]
        if kind == "C":
            width += decimals << 8  # character fields wider than 255 keep the high byte there
            decimals = 0
        fields.append(_Field(raw[:11].split(b"\0")[0], kind, offset, width, decimals))
        offset += width
    return fields


def _cells(block: np.ndarray, one: _Field) -> list[bytes]:
    if one.width == 0 or len(block) == 0:
        return [b""] * len(block)
    cut = np.ascontiguousarray(block[:, one.offset : one.offset + one.width])
    return [cell.rstrip(b" \0") for cell in cut.view(f"S{one.width}").ravel().tolist()]


def _choose_encoding(
    texts: dict[int, list[bytes]], names: list[bytes], language: int, code_page: str | None, asked: str | None
) -> tuple[str, str, bool]:
    """Return (encoding, reason, doubtful): the officer's choice, else what the bytes allow, declarations being checked against them."""
    if asked:
        return asked, "按您选择的编码", False
    cells = {cell for column in texts.values() for cell in column if cell and not cell.isascii()}
    cells |= {name for name in names if not name.isascii()}  # each by itself: ten bytes may end inside a character
    if not cells:
        return "utf-8", "属性全为 ASCII", False
    joined = b"\n".join(_whole(cell) for cell in sorted(cells))[:SAMPLE_BYTES]
    declared = _codec_of(code_page) if code_page else None
    found, why_zh = utf8_or_gb18030(_trim(joined))
    if declared == "utf-8" and found == "utf-8":
        return "utf-8", ".cpg 声明 UTF-8", False
    if declared == "gb18030" and found != "utf-8":
        return "gb18030", ".cpg 声明 GBK", False
    if declared in (None, "utf-8", "gb18030"):
        if language == LANGUAGE_GBK and found == "gb18030":
            return "gb18030", "语言标识 0x4D（GBK）", False
        contradicted = declared is not None
        return found, why_zh + ("，与 .cpg 声明不符" if contradicted else "，文件未声明编码"), contradicted
    if found == "utf-8" or looks_like_gb2312(joined):
        return found, f"{why_zh}，与 .cpg 声明（{code_page}）不符", True
    return declared, f".cpg 声明 {code_page}", False


def _codec_of(code_page: str) -> str | None:
    text = code_page.strip().strip("\ufeff\0").lower()
    numbered = _CODE_PAGE.fullmatch(text)
    if numbered:
        number = numbered.group(1)
        text = _NUMBERED.get(number, f"cp{number}")
    elif text in ("gbk", "gb2312", "gb18030", "gb_2312-80", "euc-cn", "euccn"):
        text = "gb18030"
    try:
        name = codecs.lookup(text).name
    except (LookupError, ValueError):  # ValueError: a zero byte inside the name
        return None
    return "utf-8" if name == "utf-8" else "gb18030" if name in ("gbk", "gb2312", "gb18030") else name


def _whole(cell: bytes) -> bytes:
    """Drop the beginning of a UTF-8 character that the field width cut off at the end."""
    for back in range(1, min(4, len(cell) + 1)):
        lead = cell[-back]
        if lead >= 0xC0:
            needed = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
            complete = cell if back >= needed else cell[:-back]
            return complete if _is_utf8(complete) else cell
        if lead < 0x80:
            break
    return cell


def _is_utf8(cell: bytes) -> bool:
    try:
        cell.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _trim(joined: bytes) -> bytes:
    """Cut a clipped sample at its last line, so that no character is halved."""
    return joined.rsplit(b"\n", 1)[0] if len(joined) == SAMPLE_BYTES else joined


def _decode_column(cells: list[bytes], name: str, table: Table, width: int) -> list[str | None]:
    known: dict[bytes, str | None] = {}
    values: list[str | None] = []
    for at, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _decode_cell(cell, table.encoding, width)
        value = known[cell]
        if value and "\ufffd" in value:
            table.unreadable_rows.setdefault(at, name)
        values.append(value)
    return values


def _decode_cell(cell: bytes, encoding: str, width: int) -> str | None:
    if not cell:
        return None
    try:
        return cell.decode(encoding).strip() or None
    except UnicodeDecodeError as broken:
        if len(cell) >= width - 3 and broken.start >= len(cell) - 3:  # cut off by the field width, not wrong
            return cell[: broken.start].decode(encoding, errors="replace").strip() or None
        return cell.decode(encoding, errors="replace").strip()


def _plain_column(block: np.ndarray, one: _Field) -> list[Any]:
    return [_plain(cell.strip(), one) for cell in _cells(block, one)]


def _plain(cell: bytes, one: _Field) -> Any:
    text = cell.decode("ascii", errors="replace").strip()
    if not text or set(text) <= {"*", "?"}:
        return None
    if one.kind in "NF":
        try:
            number = float(text)
        except ValueError:
            return text
        return int(number) if one.decimals == 0 and number.is_integer() and abs(number) < 1e15 else number
    if one.kind == "D" and len(text) == 8 and text.isdecimal():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if one.kind == "L":
        return text in "YyTt"
    return text


def _first_words(values: list[Any]) -> list[str]:
    return [value for value in values[:200] if isinstance(value, str)]


def _unique(name: str, taken: dict[str, Any]) -> str:
    if name not in taken:
        return name
    return next(f"{name}_{number}" for number in range(2, 1000) if f"{name}_{number}" not in taken)
