"""Which encoding a text is in: UTF-8 first, also when cut off or damaged in a few places, then GB18030; say which and why.

The one place that guesses: text readers, tables of shapefiles, names in archives and heads that are only sniffed at ask here.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_HAN = re.compile("[\u4e00-\u9fff]")
_BEYOND_TWO_BYTES = re.compile("[\u0800-\U0010ffff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, the reason for it, and how many characters could not be read."""

    text: str
    encoding: str
    why_zh: str
    unreadable: int = 0


def decode_text(data: bytes, *, asked: str | None = None) -> Decoded:
    """Decode the bytes of a text file; never fails: what cannot be read becomes U+FFFD and is counted."""
    if asked:
        return _with(data, asked, "按您选择的编码")
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _with(data, encoding, "文件头标记")
    wide = _utf16_without_mark(data)
    if wide:
        return _with(data, wide, "字节排列")
    encoding, why_zh = utf8_or_gb18030(data)
    return _with(data, encoding, why_zh)


def utf8_or_gb18030(data: bytes) -> tuple[str, str]:
    """Choose between strict UTF-8 and GB18030, with the reason in Chinese.

    Chinese takes three bytes a character in UTF-8. A text that is valid UTF-8 only with two-byte characters and reads as
    Chinese in GB18030 (一 is D2 BB in both worlds) is GB18030.
    """
    if data.isascii():
        return "utf-8", "全文为 ASCII"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if is_mostly_utf8(data):
            return "utf-8", "除截断或损坏的个别字符外符合 UTF-8"
        return "gb18030", "不是 UTF-8，按 GB18030（GBK）"
    if not _BEYOND_TWO_BYTES.search(text) and looks_like_gb2312(data):
        return "gb18030", "短文字两可，按 GB18030（GBK）读出为汉字"
    return "utf-8", "全文符合 UTF-8"


def is_mostly_utf8(data: bytes) -> bool:
    """Tell UTF-8 that was cut inside a character, or has a few broken ones, from a text that is not UTF-8 at all.

    Three bytes in a row that fit UTF-8 are rare in GBK, where every such run leaves broken bytes behind: characters of three
    bytes and more must outnumber what is broken five to one, the one cut off at the very end not counted.
    """
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data, final=False)
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = len(_BEYOND_TWO_BYTES.findall(text)) - text.count("\ufffd")
    return whole > 5 * broken


def looks_like_gb2312(data: bytes) -> bool:
    """Tell whether every run of high bytes is whole GB2312 characters that read as Han."""
    runs = _HIGH_RUN.findall(data)
    if not runs or any(len(run) % 2 or min(run) < 0xA1 for run in runs):
        return False
    try:
        return bool(_HAN.search(data.decode("gb18030")))
    except UnicodeDecodeError:
        return False


def _with(data: bytes, encoding: str, why_zh: str) -> Decoded:
    try:
        text = data.decode(encoding)
        unreadable = text.count("\0")
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        unreadable = text.count("\ufffd") + text.count("\0")
    # a zero byte is no character of any text, and the database keeps none
    return Decoded(text.replace("\0", "\ufffd"), encoding, why_zh, unreadable)


def _utf16_without_mark(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zero bytes of its digits and commas."""
    head = data[:4096]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even and odd > len(head) // 8:
        return "utf-16-le"
    if even > 4 * odd and even > len(head) // 8:
        return "utf-16-be"
    return None
