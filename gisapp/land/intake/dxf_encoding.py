"""In which encoding the texts of a DXF really are: programs often declare one code page and write another.

AutoCAD 2007 and later write UTF-8 whatever the code page in the header says; older ones write in that code page, Chinese as GBK or
as `\\U+` and four figures. Programs that are not AutoCAD put UTF-8 under an old version, or GBK under a Western code page.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from gisapp.kernel.decode_text import looks_like_gb2312, utf8_or_gb18030

BINARY_HEAD = b"AutoCAD Binary DXF"
UNICODE_SINCE = 1021
"""The number behind AC in the header from which on a drawing is UTF-8 (AutoCAD 2007)."""
_VERSION = re.compile(rb"\$ACADVER\s+1\s+AC(\d{4})")
_CODE_PAGE = re.compile(rb"\$DWGCODEPAGE\s+3[ \t]*\r?\n[ \t]*([^\r\n]*)")
_HEADER_BYTES = 200_000
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class DxfBytes:
    """A drawing whose bytes are in the encoding that its header makes readers expect; which one they came in, and why we think so."""

    data: bytes
    encoding: str
    why_zh: str


def as_declared(data: bytes, *, asked: str | None = None) -> DxfBytes:
    """Return the drawing in the encoding its header declares, put right where its bytes are in another.

    What the declared code page cannot hold becomes `\\U+` and four figures, which every reader of drawings knows. A binary
    drawing stays as it is.
    """
    declared = _declared(data[:_HEADER_BYTES])
    if data.startswith(BINARY_HEAD) or (data.isascii() and asked is None):
        return DxfBytes(data, declared, "图纸的代码页")
    actual, why_zh = (asked, "按您选择的编码") if asked else _actual(data, declared)
    if codecs.lookup(actual) == codecs.lookup(declared):
        return DxfBytes(data, declared, why_zh)
    text = data.decode(actual, errors="replace")
    return DxfBytes(text.encode(declared, errors=DXF_ESCAPES), actual, why_zh)


def whole_characters(text: str) -> str:
    """Join the two halves in which a drawing writes a character beyond the first plane (`\\U+D872\\U+DFEC`)."""
    return _HALVES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _declared(head: bytes) -> str:
    """Return the codec that the version and the code page of the header stand for; what says nothing is Western."""
    from ezdxf.tools.codepage import toencoding

    version = _VERSION.search(head)
    if version and int(version[1]) >= UNICODE_SINCE:
        return "utf-8"
    page = _CODE_PAGE.search(head)
    return toencoding(page[1].strip().decode("ascii", "replace")) if page else "cp1252"


def _actual(data: bytes, declared: str) -> tuple[str, str]:
    by_bytes, _ = utf8_or_gb18030(data)
    if by_bytes == "utf-8":
        return (
            ("utf-8", "图纸的版本（2007 及以后）")
            if declared == "utf-8"
            else ("utf-8", "全文符合 UTF-8，与图纸声明的代码页不符")
        )
    if declared == "gbk":
        return "gbk", "图纸的代码页"
    if (
        declared in ("utf-8", "cp1252")
        and _reads_as(data, "gb18030")
        and (declared == "utf-8" or looks_like_gb2312(data))
    ):
        return "gb18030", "不是图纸声明的编码，按 GB18030（GBK）读出为汉字"
    return declared, "图纸的代码页"


def _reads_as(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _escaped(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    units = fault.object[fault.start : fault.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\U+{units[at]:02X}{units[at + 1]:02X}" for at in range(0, len(units), 2)), fault.end


DXF_ESCAPES = "gisapp.dxf_escapes"
"""Name of the error handler that writes what a code page lacks as `\\U+XXXX`, two for a character beyond the first plane."""
codecs.register_error(DXF_ESCAPES, _escaped)
