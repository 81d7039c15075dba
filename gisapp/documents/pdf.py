"""Makes the PDF of a .docx: embedded fonts, searchable Chinese, numbered pages; nothing is fetched from anywhere."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from typing import Any

import docx

from gisapp.documents.printing.libraries import bring_libraries
from gisapp.documents.printing.page_html import document_html
from gisapp.kernel.errors import Conflict


def make_pdf(content: bytes, *, title: str, watermark: str | None = None) -> bytes:
    """Return the PDF of a .docx (409 with what to run where this machine cannot set Chinese type)."""
    weasyprint = _weasyprint()
    page = document_html(docx.Document(io.BytesIO(content)), title=title, watermark=watermark)
    made = weasyprint.HTML(string=page, base_url=str(Path(__file__).parent), url_fetcher=_refuse).write_pdf()
    assert made is not None
    return made


def _weasyprint() -> Any:
    """Return the typesetter; importing it takes a second and needs Pango, so it is asked for when it is needed."""
    bring_libraries()
    try:
        import weasyprint
    except OSError as error:
        raise Conflict(
            "document.pdf_unavailable",
            "本机缺少排版组件 Pango，暂不能生成 PDF，可先下载 Word 文档。请管理员运行 ./gis setup 后重试。",
            message_en="Pango is missing, so no PDF can be made: run ./gis setup. The Word document can be downloaded.",
        ) from error
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    return weasyprint


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    """Fetch nothing: pictures come inside the document."""
    if url.startswith("data:"):
        from weasyprint import default_url_fetcher

        return default_url_fetcher(url)
    raise ValueError(f"not fetched: {url}")
