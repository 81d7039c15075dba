"""Makes the PDF of a .docx: embedded fonts, searchable Chinese, numbered pages; nothing is fetched from anywhere."""

from __future__ import annotations

import io
import logging
from typing import Any

from gisapp.documents.printing.libraries import bring_libraries, missing_libraries
from gisapp.kernel.errors import Conflict


def make_pdf(content: bytes, *, title: str, watermark: str | None = None) -> bytes:
    """Return the PDF of a .docx (409 with what to run where this machine cannot set Chinese type)."""
    import docx

    from gisapp.documents.printing.page_html import document_html

    weasyprint = _weasyprint()  # before the page is made: where it is missing nobody waits for the rest
    return _write(weasyprint, document_html(docx.Document(io.BytesIO(content)), title=title, watermark=watermark))


def typeset(page: str) -> bytes:
    """Return the PDF of an HTML page that loads nothing (409 with what to run where this machine cannot set Chinese type)."""
    return _write(_weasyprint(), page)


def _write(weasyprint: Any, page: str) -> bytes:
    inside_only = weasyprint.URLFetcher(allowed_protocols=["data"])
    made = weasyprint.HTML(string=page, url_fetcher=inside_only).write_pdf()
    assert made is not None
    return made


def _weasyprint() -> Any:
    """Return the typesetter; importing it takes a second and needs Pango, so it is asked for when it is needed."""
    bring_libraries()
    try:
        return import_typesetter()
    except OSError as error:
        raise Conflict(
            "document.pdf_unavailable",
            "本机缺少排版组件 Pango，暂不能生成 PDF，可先下载 Word 文档。请管理员运行 ./gis setup 后重试。",
            message_en="Pango is missing, so no PDF can be made: run ./gis setup. The Word document can be downloaded.",
        ) from error


def import_typesetter() -> Any:
    """Return WeasyPrint (OSError where its libraries are missing)."""
    import weasyprint

    logging.getLogger("fontTools").setLevel(logging.WARNING)
    return weasyprint


def prove_typesetting() -> str:
    """Return what is lacking to set a Chinese page; empty where one can be set with the font of the papers."""
    lacking = missing_libraries()
    if lacking:
        return ", ".join(lacking)
    page = '<p style="font-family:Noto Serif CJK SC,Noto Sans CJK SC">国有建设用地</p>'
    made = _weasyprint().HTML(string=page).write_pdf(uncompressed_pdf=True) or b""
    return "" if b"CJK" in made else "fonts-noto-cjk"
