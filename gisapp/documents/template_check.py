"""Whether a template may be used: it opens, asks only for known fields, says every required one, and renders."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from gisapp.documents.filling import fill, open_template, part_sources, template_environment
from gisapp.documents.kinds import GIVEN, DocumentField, FieldType, Kind
from gisapp.documents.printed import FORMS, example_context, printed_context
from gisapp.kernel.finding import Finding, Findings, Severity

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
_LOOP = frozenset({"first", "last", "index", "length"})
_NOT_IN_PDF = {
    "文本框或艺术字": "txbxContent",
    "脚注": "footnoteReference",
    "批注": "commentReference",
    "公式": "oMath",
}
_PAGE = re.compile(r"\bPAGE\b")


@dataclass
class _Reader:
    """Walks the syntax trees of a template and remembers what it asked for."""

    fields: Mapping[str, DocumentField]
    findings: Findings
    used: set[str] = field(default_factory=set)

    def read(self, node: nodes.Node, rows: Mapping[str, DocumentField | None], where: str) -> None:
        if not isinstance(node, _ALLOWED):
            self._refuse(
                "statement",
                f"{where}用到了模板不支持的写法（{type(node).__name__}）。",
                "只使用 {{ 字段 }}、{% if %} 和 {% for %}。",
            )
            return
        match node:
            case nodes.For():
                self._read_for(node, rows, where)
            case nodes.Getattr():
                self._read_form(node, rows, where)
            case nodes.Name():
                if node.name in rows and node.name != "loop":
                    self._refuse(
                        "row_alone",
                        f"{where}的“{node.name}”是一行，不能直接显示。",
                        f"请写明列，例如 {{{{ {node.name}.列名 }}}}。",
                    )
                else:
                    self._known(node.name, where)
            case _:
                for child in node.iter_child_nodes():
                    self.read(child, rows, where)

    def _read_for(self, node: nodes.For, rows: Mapping[str, DocumentField | None], where: str) -> None:
        found = self._known(node.iter.name, where) if isinstance(node.iter, nodes.Name) else None
        if not isinstance(node.target, nodes.Name) or found is None or found.type is not FieldType.LIST:
            if found is not None or not isinstance(node.iter, nodes.Name):
                self._refuse(
                    "loop", f"{where}的循环只能对多行字段使用。", f"可循环的字段：{'、'.join(self._lists()) or '无'}。"
                )
            return
        inner = {**rows, node.target.name: found, "loop": None}
        for child in (*node.body, *node.else_):
            self.read(child, inner, where)

    def _read_form(self, node: nodes.Getattr, rows: Mapping[str, DocumentField | None], where: str) -> None:
        """`字段.大写`, `行.列`, `行.列.大写` or `loop.first`."""
        inner = node.node
        if isinstance(inner, nodes.Name) and inner.name in rows:
            row = rows[inner.name]
            names = (
                _LOOP if row is None else {"序号", *(n for column in row.columns for n in (column.name, column.label))}
            )
            if node.attr not in names:
                self._unknown(f"{inner.name}.{node.attr}", [f"{inner.name}.{name}" for name in names], where)
            return
        if isinstance(inner, nodes.Getattr) and isinstance(inner.node, nodes.Name) and inner.node.name in rows:
            row = rows[inner.node.name]
            column = next((c for c in (row.columns if row else ()) if inner.attr in (c.name, c.label)), None)
            if column is None:
                self._read_form(inner, rows, where)
            else:
                self._form(node.attr, column, where)
            return
        if isinstance(inner, nodes.Name):
            found = self._known(inner.name, where)
            if found is not None:
                self._form(node.attr, found, where)
            return
        self._refuse(
            "statement", f"{where}的“.{node.attr}”无法理解。", "只使用 {{ 字段 }} 或 {{ 字段.大写 }} 这样的写法。"
        )

    def _form(self, form: str, found: DocumentField, where: str) -> None:
        forms = FORMS.get(found.type, ())
        if form not in forms:
            told = f"“{found.label}”可用：{'、'.join(forms)}。" if forms else f"“{found.label}”后面不能加点号。"
            self._refuse("form_unknown", f"{where}的“{found.label}.{form}”不存在。", told)

    def _known(self, name: str, where: str) -> DocumentField | None:
        found = self.fields.get(name)
        if found is None:
            self._unknown(name, self.fields, where)
        else:
            self.used.add(found.name)
        return found

    def _unknown(self, name: str, known: Iterable[str], where: str) -> None:
        near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.4)
        fix = f"是否应为：{'、'.join(near)}？" if near else "请从字段清单中选择。"
        finding = Finding(
            "document_template.field_unknown",
            Severity.ERROR,
            f"{where}用到了没有的字段“{name}”。",
            fix_zh=fix,
            message_en=f"There is no field named {name!r}.",
            measured=name,
        )
        if finding not in self.findings.items:
            self.findings.add(finding)

    def _lists(self) -> list[str]:
        return sorted({found.label for found in self.fields.values() if found.type is FieldType.LIST})

    def _refuse(self, code: str, message_zh: str, fix_zh: str) -> None:
        self.findings.add(
            Finding(
                f"document_template.{code}",
                Severity.ERROR,
                message_zh,
                fix_zh=fix_zh,
                message_en="The template says something that is not supported.",
            )
        )


def check_template(kind: Kind, content: bytes, day: date) -> Findings:
    """Return what is wrong with a template for this kind; errors forbid its use, warnings name what to look at.

    Raises Invalid (400) for a file that is no Word document at all.
    """
    template = open_template(content)
    findings = Findings()
    known = (*kind.fields, *GIVEN)
    reader = _Reader({name: item for item in known for name in (item.name, item.label)}, findings)
    sources = list(part_sources(template))
    for where, source in sources:
        try:
            reader.read(template_environment().parse(source), {}, where)
        except TemplateSyntaxError as error:
            findings.add(_syntax(where, source, error))
    if not findings.has_errors:
        findings.extend(_trial(kind, content, day))
        findings.extend(_left_out(known, reader.used))
        findings.extend(_looks(template, sources))
    return findings


def _syntax(where: str, source: str, error: TemplateSyntaxError) -> Finding:
    lines = source.splitlines()
    line = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
    words = re.sub(r"<[^>]+>", "", line).strip()[:60]
    return Finding(
        "document_template.syntax",
        Severity.ERROR,
        f"{where}“{words}”附近的占位符写法有误。",
        fix_zh="请检查花括号是否成对、{% for %} 与 {% endfor %}、{% if %} 与 {% endif %} 是否对应。",
        message_en=f"Syntax error: {error.message}",
        measured=words,
    )


def _trial(kind: Kind, content: bytes, day: date) -> Iterable[Finding]:
    """Render with an example in every field, and with nothing in those that may be blank."""
    full = example_context(kind, GIVEN, day)
    bare = {item.name: full[item.name] for item in kind.fields if item.required}
    for context in (full, bare):
        try:
            fill(content, printed_context(kind, GIVEN, context, mark_missing=False))
        except (TemplateError, ValueError, TypeError, SyntaxError) as error:
            yield Finding(
                "document_template.trial",
                Severity.ERROR,
                "用示例数据试生成时出错。",
                fix_zh="请以系统模板为底稿重新修改，占位符单独成段或写在一个单元格内。",
                message_en=f"The trial rendering failed: {error}",
            )
            return


def _left_out(known: Iterable[DocumentField], used: set[str]) -> Iterable[Finding]:
    for item in known:
        if item.required and item.name not in used:
            yield Finding(
                "document_template.required_left_out",
                Severity.WARNING,
                f"模板没有写必填项“{item.label}”。",
                fix_zh=f"如需载明，请在模板中加入 {{{{ {item.label} }}}}。",
                message_en=f"The required field {item.name} does not appear.",
            )


def _looks(template: DocxTemplate, sources: list[tuple[str, str]]) -> Iterable[Finding]:
    if not any(where == "页脚" and _PAGE.search(source) for where, source in sources):
        yield Finding(
            "document_template.no_page_number",
            Severity.WARNING,
            "页脚没有页码。",
            fix_zh="请在 Word 中插入页码。",
            message_en="The footer has no page number.",
        )
    whole = template.get_xml()
    for name, mark in _NOT_IN_PDF.items():
        if f":{mark}" in whole:
            yield Finding(
                "document_template.not_in_pdf",
                Severity.WARNING,
                f"模板含有{name}，生成的 PDF 中不会显示。",
                fix_zh="请改用正文段落或表格。",
                message_en=f"{mark} is not shown in the PDF.",
            )
