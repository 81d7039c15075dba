"""Which encoding a text is in: strict UTF-8 first, then GB18030, and say which and why."""

from __future__ import annotations

import codecs
from dataclasses import dataclass


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
        (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return _with(data, encoding, "文件头标记")
    wide = _utf16_without_mark(data)
    if wide:
        return _with(data, wide, "字节排列")
    try:
        text = data.decode("utf-8")
        return Decoded(text, "utf-8", "全文符合 UTF-8" if not text.isascii() else "全文为 ASCII")
    except UnicodeDecodeError:
        pass
    return _with(data, "gb18030", "不是 UTF-8，按 GB18030（GBK）")


def _with(data: bytes, encoding: str, why_zh: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, why_zh)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, encoding, why_zh, text.count("\ufffd"))


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
