"""Puts values into a Word template: sandboxed, nothing undefined passes, what comes out stands on its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import docx.document
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.shared import Emu
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gisapp.documents.printed import PrintedPicture
from gisapp.kernel.errors import Invalid
from gisapp.kernel.zip_directory import has_more_entries

MOST_BYTES = 5_000_000
MOST_UNPACKED_BYTES = 60_000_000
MOST_PARTS = 2_000
MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_EPOCH = (2000, 1, 1, 0, 0, 0)
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class TemplateLanguage(ImmutableSandboxedEnvironment):
    """The language of templates: escaped, sandboxed, an unknown name is an error; a template met before is not compiled again."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self._known = lru_cache(maxsize=400)(super().from_string)

    def from_string(self, source: Any, *_: Any, **__: Any) -> Template:
        return self._known(source)


@cache
def template_environment() -> TemplateLanguage:
    return TemplateLanguage()


def _malformed(reason_zh: str, reason_en: str) -> Invalid:
    return Invalid(
        "document_template.malformed",
        f"{reason_zh}，请在 Word 中另存为“Word 文档 (*.docx)”后重新上传。",
        message_en=f"{reason_en} Save it as .docx in Word and upload it again.",
    )


def open_template(content: bytes) -> DocxTemplate:
    """Return the template; 400 for what is no .docx, is too large, carries macros or leans on files elsewhere."""
    if len(content) > MOST_BYTES:
        raise _malformed(f"模板超过 {MOST_BYTES // 1_000_000} MB", "The template is too large.")
    file = io.BytesIO(content)
    if has_more_entries(file, MOST_PARTS):
        raise _malformed("模板内的部件过多", "The template has too many parts.")
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise _malformed("模板解压后过大", "The template is too large when unpacked.")
        template = DocxTemplate(io.BytesIO(content))
        main = opened(template).part
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, SyntaxError) as error:
        raise _malformed("文件不是 Word 文档", "This is not a Word document.") from error
    if main.content_type != MAIN_PART:
        raise _malformed("模板含有宏或不是普通文档", "The template carries macros or is no plain document.")
    for part in all_parts(template):
        for relation in part.rels.values():
            if relation.is_external and relation.reltype != HYPERLINK:
                raise _malformed("模板引用了文件以外的图片或模板", "The template refers to files outside itself.")
    return template


def opened(template: DocxTemplate) -> docx.document.Document:
    document = template.get_docx()
    assert isinstance(document, docx.document.Document)
    return document


def all_parts(template: DocxTemplate) -> Iterator[Part]:
    """Yield every part of the package: body, headers, footers, styles, pictures."""
    package = opened(template).part.package
    assert package is not None
    yield from package.iter_parts()


def part_sources(template: DocxTemplate) -> Iterator[tuple[str, str]]:
    """Yield (where, template source) of the body, headers, footers and footnotes, one paragraph a line."""
    yield "正文", _lines(template.patch_xml(template.get_xml()))
    for where, uri in (("页眉", template.HEADER_URI), ("页脚", template.FOOTER_URI)):
        for _, part in template.get_headers_footers(uri):
            yield where, _lines(template.patch_xml(template.xml_to_string(parse_xml(part.blob))))
    for part in all_parts(template):
        if part.content_type == FOOTNOTES:
            yield "脚注", _lines(template.patch_xml(_text(part)))


def _text(part: Part) -> str:
    return part.blob.decode("utf-8", errors="replace")


def _lines(xml: str) -> str:
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)


def fill(content: bytes, context: Mapping[str, Any]) -> docx.document.Document:
    """Return the document of a template with the values in it (jinja2.TemplateError where the template is wrong)."""
    template = open_template(content)
    properties = opened(template).core_properties
    for name in ("author", "comments", "identifier", "keywords", "language", "subject", "title", "last_modified_by"):
        setattr(properties, name, "")
    width = _text_width(template)
    placed = {
        name: InlineImage(template, io.BytesIO(value.content), width=width)
        if isinstance(value, PrintedPicture)
        else value
        for name, value in context.items()
    }
    template.render(placed, template_environment(), autoescape=True)
    document = template.docx  # get_docx() would begin anew from the template
    assert isinstance(document, docx.document.Document)
    _join_running_parts(document)
    return document


def _join_running_parts(document: docx.document.Document) -> None:
    """Let the rendered headers and footers be the ones that are found and saved.

    docxtpl puts a rendered part in the place of the template's where it is saved, and leaves the template's where python-docx looks
    it up: what was stamped on a header of the template's own went into the one that is thrown away.
    """
    main = document.part
    for key, relation in main.rels.items():
        if relation.is_external or main.related_parts[key] is relation.target_part:
            continue
        rendered, found = relation.target_part, main.related_parts[key]
        for one in rendered.rels.values():
            if one.rId not in found.rels:
                found.load_rel(one.reltype, one._target, one.rId, one.is_external)
        assert isinstance(found, XmlPart)  # headers and footers alone are rendered anew
        assert isinstance(rendered, XmlPart)
        found._element = rendered._element
        relation._target = found


def _text_width(template: DocxTemplate) -> Emu:
    """Return the width between the margins of the first page: as wide as a picture is set."""
    section = opened(template).sections[0]
    page, left, right = (int(side or 0) for side in (section.page_width, section.left_margin, section.right_margin))
    return Emu(page - left - right)


def as_bytes(document: docx.document.Document) -> bytes:
    """Return the bytes of a .docx: the same document gives the same bytes, whatever the hour, so its hash can be told again."""
    written, target = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()
