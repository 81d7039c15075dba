"""One line of a boundary-point TXT: normalised, cut into tokens, and read as header, parcel or point.

The format has no written standard that is kept and no maintained reader: what is accepted here follows files seen in practice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gisapp.kernel.crs import CoordinateGuess
from gisapp.land.intake.magnitude import guess_coordinates

LINE_BREAKS = re.compile(r"\r\n|\n|\r")
SECTION = re.compile(r"^\[\s*([^\[\]]{1,20}?)\s*\](.*)$")
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
INTEGER = re.compile(r"\d{1,6}")
DMS = re.compile(r"(\d{1,3})[°度](\d{1,2})[′'分](\d{1,2}(?:\.\d+)?)(?:[″\"秒]|'')?")
POINT_NAME = re.compile(r"[A-Za-z]{1,4}[-_]?\d+.*")
NORMAL = re.compile(r"([A-Za-z]*\d+),(\d{1,6}),(\d+\.\d+),(\d+\.\d+)")
PLOT_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9()（）〔〕#＃_/.\-号地块幅宗甲乙丙丁戊己庚辛壬癸东西南北中]{1,32}")
"""What may be a plot's number where a name or any other text may stand: digits with letters, signs and the characters that number or point, no words."""
KEY_VALUE = re.compile(r"^\s*([^=,@]{1,20}?)\s*=(.*)$")
KEY_COLON = re.compile(r"^\s*([^=,@:\d]{2,20}?)\s*:(.*)$")

GEOMETRY_WORDS = {
    "面": "面",
    "多边形": "面",
    "polygon": "面",
    "区": "面",
    "线": "线",
    "polyline": "线",
    "line": "线",
    "点": "点",
    "point": "点",
}
HEADER_KEYS = {
    "格式版本号", "数据产生单位", "数据产生日期", "坐标系", "坐标系统", "几度分带", "分带", "投影类型", "计量单位", "带号", "精度", "转换参数",
}  # fmt: skip

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE |= {
    0x3000: 0x20,
    0x00A0: 0x20,
    0x3010: 0x5B,
    0x3011: 0x5D,
    0x3014: 0x5B,
    0x3015: 0x5D,
    0x3001: 0x2C,
    0xFEFF: None,
    0x200B: None,
    0: None,
}


def split_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, line) with full-width signs made half-width; CR, LF and CRLF all end a line; a lone CR after @ too."""
    for number, line in enumerate(LINE_BREAKS.split(text), start=1):
        yield number, line if line.isascii() and "\0" not in line else line.translate(_WIDE)


def split_tokens(line: str) -> list[str]:
    """Cut a line at commas, else at semicolons or tabs, else at spaces; tokens are stripped."""
    if "," in line:
        parts = line.split(",")
    elif ";" in line:
        parts = line.split(";")
    elif "\t" in line.strip():
        parts = line.strip().split("\t")
    else:
        parts = line.split()
    return [part.strip().strip('"') for part in parts]


def parse_number(text: str) -> float | None:
    """Return the number, degrees for 114°39′0.05″, or None; never infinite."""
    if NUMBER.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else None
    dms = DMS.fullmatch(text.strip("NSEWnsew东西南北经纬"))
    if dms:
        degrees, minutes, seconds = (float(part) for part in dms.groups())
        return degrees + minutes / 60 + seconds / 3600
    return None


@dataclass(slots=True)
class PointLine:
    """A point as delivered: `north`/`east` decided by magnitude (lat/lon for degrees), texts kept as written."""

    line: int
    no: str
    ring: str | None
    feature: str | None
    north: float
    east: float
    north_text: str
    east_text: str
    kind: str
    zone: int | None
    swapped: bool
    ring_after: str | None = None


def read_point(line: int, text: str) -> PointLine | None:
    """Read a point line of any known shape, or return None when it is not one."""
    normal = NORMAL.fullmatch(text.strip())
    if normal:
        no, ring, first, second = normal.groups()
        guess = guess_coordinates(float(first), float(second))
        if guess.kind in ("prefixed", "unprefixed"):
            return _point(line, no, ring, None, None, first, second, guess)
    tokens = split_tokens(text)
    while tokens and not tokens[-1]:
        tokens.pop()
    if not 2 <= len(tokens) <= 16:
        return None
    numbers = [parse_number(token) for token in tokens]
    at = _coordinate_position(tokens, numbers)
    if at is None:
        return None
    first, second = numbers[at], numbers[at + 1]
    assert first is not None
    assert second is not None
    no, ring, feature = _names(tokens[:at])
    after = tokens[at + 2 :]
    ring_after = after[1] if ring is None and len(after) == 2 and INTEGER.fullmatch(after[1]) else None
    return _point(line, no, ring, feature, ring_after, tokens[at], tokens[at + 1], guess_coordinates(first, second))


def _point(
    line: int,
    no: str,
    ring: str | None,
    feature: str | None,
    ring_after: str | None,
    first: str,
    second: str,
    guess: CoordinateGuess,
) -> PointLine:
    if guess.kind == "unknown":  # size tells nothing: believe the grammar, north before east
        return PointLine(
            line, no, ring, feature, guess.east, guess.north, first, second, "unknown", None, False, ring_after
        )
    north_text, east_text = (second, first) if guess.first_is_east else (first, second)
    swapped = guess.first_is_east and guess.kind != "degrees"  # the degrees dialect writes lon, lat
    return PointLine(
        line,
        no,
        ring,
        feature,
        guess.north,
        guess.east,
        north_text,
        east_text,
        guess.kind,
        guess.zone,
        swapped,
        ring_after,
    )


def _coordinate_position(tokens: list[str], numbers: list[float | None]) -> int | None:
    """Return where the coordinate pair begins: by magnitude first, by the number of fields otherwise."""
    for at, (first, second) in enumerate(pairwise(numbers)):
        if first is None or second is None:
            continue
        kind = guess_coordinates(first, second).kind
        if kind in ("prefixed", "unprefixed") or (
            kind == "degrees" and _has_decimals(tokens[at]) and _has_decimals(tokens[at + 1])
        ):
            return at
    at = {2: 0, 3: 1, 4: 2, 6: 4}.get(len(tokens))
    if len(tokens) == 5:
        at = 1 if _has_decimals(tokens[1]) else 2
    if at is None or numbers[at] is None or numbers[at + 1] is None:
        return None
    return at


def _has_decimals(token: str) -> bool:
    return "." in token or "°" in token or "度" in token


def _names(tokens: list[str]) -> tuple[str, str | None, str | None]:
    """Return (point number, ring, feature) from the fields before the coordinates."""
    named = next((at for at, token in enumerate(tokens) if token and not INTEGER.fullmatch(token)), None)
    if named is not None:
        after = tokens[named + 1] if named + 1 < len(tokens) else ""
        before = tokens[named - 1] if named > 0 else ""
        ring = after or (before if len(tokens) != 2 else "")
        feature = tokens[named - 2] if not after and named >= 2 else None
        return tokens[named], ring or None, feature
    if len(tokens) >= 4:
        return tokens[3], tokens[2] or None, tokens[1] or None
    if len(tokens) == 3:
        return tokens[1], tokens[2] or None, None
    return (tokens[0] if tokens else ""), (tokens[1] or None if len(tokens) == 2 else None), None


@dataclass(slots=True)
class ParcelLine:
    """A parcel's own line as delivered; every part is text, because dialects disagree about what is where."""

    line: int
    count: int | None = None
    area: str = ""
    plot_no: str = ""
    name: str = ""
    shape: str = ""
    sheet_no: str = ""
    use: str = ""
    use_code: str = ""
    field_count: int = 0
    is_number_for_name: bool = False


def read_parcel(line: int, text: str) -> ParcelLine:
    """Read a parcel line (what stands before @) by the place of 面/线/点, never by counting from the end."""
    tokens = [part.strip().strip('"') for part in text.split(",")]
    shape_at = next((at for at, token in enumerate(tokens) if at > 0 and token.lower() in GEOMETRY_WORDS), None)
    parcel = ParcelLine(line, field_count=len(tokens))
    if INTEGER.fullmatch(tokens[0]):
        parcel.count = int(tokens[0])
    if shape_at is None:
        head, tail = tokens[1:4], tokens[5:]
    else:
        parcel.shape = GEOMETRY_WORDS[tokens[shape_at].lower()]
        head, tail = tokens[1:shape_at], tokens[shape_at + 1 :]
    if shape_at == 2:  # 一张图, 执法: 点数,名称,面,用途; where a number stands for the name, it is the number
        if PLOT_NUMBER.fullmatch(head[0]):
            parcel.plot_no, parcel.is_number_for_name = head[0], True
        else:
            parcel.name = head[0]
        parcel.use = next((token for token in tail if token), "")
        return parcel
    parcel.area = head[0] if head else ""
    if len(head) == 2:
        parcel.plot_no = head[1]
    elif len(head) >= 3:
        parcel.plot_no, parcel.name = head[1], ",".join(token for token in head[2:] if token)
    tail = [*tail, "", "", ""]
    if parcel.shape or not any(tail):
        parcel.sheet_no, parcel.use, parcel.use_code = tail[0], tail[1], tail[2]
    else:  # 增减挂钩: the last filled field is the land class
        parcel.use = next((token for token in reversed(tail) if token), "")
    return parcel


def looks_like_parcel(text: str) -> bool:
    """Tell a parcel line that lost its @: a lone 面, 线 or 点 among at least four fields."""
    tokens = [part.strip().lower() for part in text.split(",")]
    return len(tokens) >= 4 and any(token in GEOMETRY_WORDS for token in tokens[1:])
