"""What a paragraph or a run looks like in Word once defaults, styles and direct formatting are laid over each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

SERIF = '"Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif'
SANS = '"Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", SimHei, sans-serif'
_SANS_FACES = re.compile(r"黑|雅|Hei|Sans|Gothic|等线|Deng", re.IGNORECASE)
_ALIGN = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "left": "left",
    "start": "left",
}
NATURAL_LINE = 1.3
"""Height of a Chinese line over its type size where the paper does not say."""


def twips(value: str | None) -> float:
    """Return points for twentieths of a point; 0 for nothing."""
    try:
        return float(value or 0) / 20
    except ValueError:
        return 0.0


def value_of(parent: Element | None, tag: str, attribute: str = "val") -> str | None:
    found = None if parent is None else parent.find(qn(f"w:{tag}"))
    return None if found is None else found.get(qn(f"w:{attribute}"), "" if attribute == "val" else None)


def is_on(parent: Element | None, tag: str) -> bool | None:
    """Return whether a toggle is set, None where nothing is said."""
    said = value_of(parent, tag)
    return None if said is None else said not in ("0", "false", "none", "off")


@dataclass(slots=True)
class ParagraphLook:
    """Lengths in points; `line` is (exact points, None) or (None, multiple)."""

    align: str = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    exact_line: float | None = None
    least_line: float | None = None
    line_factor: float = 1.0
    keep_next: bool = False
    keep_lines: bool = False
    break_before: bool = False
    rules: dict[str, str] = field(default_factory=dict)
    numbering: tuple[str, int] | None = None


@dataclass(slots=True)
class RunLook:
    size: float = 10.5
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    colour: str = ""
    face: str = ""
    raised: str = ""
    background: str = ""

    def css(self) -> str:
        said = [f"font-size:{self.size:g}pt", f"font-family:{SANS if _SANS_FACES.search(self.face) else SERIF}"]
        if self.bold:
            said.append("font-weight:bold")
        if self.italic:
            said.append("font-style:italic")
        lines = " ".join(word for word, on in (("underline", self.underline), ("line-through", self.strike)) if on)
        if lines:
            said.append(f"text-decoration:{lines}")
        if self.colour:
            said.append(f"color:#{self.colour}")
        if self.background:
            said.append(f"background:#{self.background}")
        if self.raised in ("superscript", "subscript"):
            said.append(
                f"vertical-align:{'super' if self.raised == 'superscript' else 'sub'};font-size:{self.size * 0.65:g}pt"
            )
        return ";".join(said)


class Styles:
    """The styles of one document, by id, with their chain of parents."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self._by_id = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
        self._defaults = {
            style.get(qn("w:type")): style
            for style in self._by_id.values()
            if style.get(qn("w:default")) in ("1", "true")
        }
        defaults = root.find(qn("w:docDefaults"))
        self._run_default = self._inside(defaults, "rPrDefault", "rPr")
        self._paragraph_default = self._inside(defaults, "pPrDefault", "pPr")

    @staticmethod
    def _inside(parent: Element | None, *tags: str) -> Element | None:
        for tag in tags:
            parent = None if parent is None else parent.find(qn(f"w:{tag}"))
        return parent

    def chain(self, style_id: str | None, kind: str) -> Iterator[Element]:
        """Yield a style's ancestors and itself, oldest first."""
        style = self._by_id.get(style_id) if style_id else None
        style = self._defaults.get(kind) if style is None else style
        found: list[Element] = []
        while style is not None and style not in found and len(found) < 20:
            found.append(style)
            style = self._by_id.get(value_of(style, "basedOn"))
        return reversed(found)

    def paragraph(self, properties: Element | None, table_style: str | None = None) -> ParagraphLook:
        """Return how a paragraph is laid; later layers win."""
        look = ParagraphLook()
        self._lay_paragraph(look, self._paragraph_default)
        for style in self.chain(table_style, "table") if table_style else ():
            self._lay_paragraph(look, style.find(qn("w:pPr")))
        for style in self.chain(value_of(properties, "pStyle"), "paragraph"):
            self._lay_paragraph(look, style.find(qn("w:pPr")))
        self._lay_paragraph(look, properties)
        return look

    def run(self, properties: Element | None, paragraph_properties: Element | None) -> RunLook:
        look = RunLook()
        self._lay_run(look, self._run_default)
        for style in self.chain(value_of(paragraph_properties, "pStyle"), "paragraph"):
            self._lay_run(look, style.find(qn("w:rPr")))
        character = value_of(properties, "rStyle")
        for style in self.chain(character, "character") if character else ():
            self._lay_run(look, style.find(qn("w:rPr")))
        self._lay_run(look, properties)
        return look

    def table_borders(self, properties: Element | None) -> Element | None:
        """Return the borders of a table: its own, or those of its style."""
        own = None if properties is None else properties.find(qn("w:tblBorders"))
        if own is not None:
            return own
        found = None
        for style in self.chain(value_of(properties, "tblStyle"), "table"):
            borders = self._inside(style, "tblPr", "tblBorders")
            found = borders if borders is not None else found
        return found

    def _lay_paragraph(self, look: ParagraphLook, properties: Element | None) -> None:
        if properties is None:
            return
        said = value_of(properties, "jc")
        if said:
            look.align = _ALIGN.get(said, look.align)
        self._lay_indent(look, properties.find(qn("w:ind")))
        self._lay_spacing(look, properties.find(qn("w:spacing")))
        for tag, name in (("keepNext", "keep_next"), ("keepLines", "keep_lines"), ("pageBreakBefore", "break_before")):
            on = is_on(properties, tag)
            if on is not None:
                setattr(look, name, on)
        borders = properties.find(qn("w:pBdr"))
        if borders is not None:
            for side in ("top", "bottom", "left", "right"):
                rule = border_css(borders.find(qn(f"w:{side}")))
                if rule:
                    look.rules[side] = rule
        numbering = properties.find(qn("w:numPr"))
        if numbering is not None:
            number, level = value_of(numbering, "numId"), value_of(numbering, "ilvl")
            look.numbering = (number, int(level or 0)) if number and number != "0" else None

    @staticmethod
    def _lay_indent(look: ParagraphLook, indent: Element | None) -> None:
        if indent is None:
            return
        for names, target in ((("left", "start"), "left"), (("right", "end"), "right")):
            for name in names:
                said = indent.get(qn(f"w:{name}"))
                if said is not None:
                    setattr(look, target, twips(said))
        if indent.get(qn("w:firstLine")) is not None:
            look.first = twips(indent.get(qn("w:firstLine")))
        if indent.get(qn("w:hanging")) is not None:
            look.first = -twips(indent.get(qn("w:hanging")))

    @staticmethod
    def _lay_spacing(look: ParagraphLook, spacing: Element | None) -> None:
        if spacing is None:
            return
        for name in ("before", "after"):
            said = spacing.get(qn(f"w:{name}"))
            if said is not None:
                setattr(look, name, twips(said))
        line, rule = spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))
        if line is not None:
            look.exact_line = twips(line) if rule == "exact" else None
            look.least_line = twips(line) if rule == "atLeast" else None
            look.line_factor = float(line) / 240 if rule in (None, "auto") else 1.0

    @staticmethod
    def _lay_run(look: RunLook, properties: Element | None) -> None:
        if properties is None:
            return
        size = value_of(properties, "sz")
        if size:
            look.size = float(size) / 2
        for tag, name in (("b", "bold"), ("i", "italic"), ("strike", "strike")):
            on = is_on(properties, tag)
            if on is not None:
                setattr(look, name, on)
        underline = value_of(properties, "u")
        if underline is not None:
            look.underline = underline != "none"
        colour = value_of(properties, "color")
        if colour is not None:
            look.colour = "" if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour) else colour
        shade = value_of(properties, "shd", "fill")
        if shade is not None:
            look.background = shade if re.fullmatch(r"[0-9A-Fa-f]{6}", shade) else ""
        face = value_of(properties, "rFonts", "eastAsia")
        if face:
            look.face = face
        raised = value_of(properties, "vertAlign")
        if raised is not None:
            look.raised = raised


def border_css(border: Element | None) -> str:
    """Return a border as CSS; empty where there is none."""
    if border is None:
        return ""
    kind = border.get(qn("w:val"), "nil")
    if kind in ("nil", "none"):
        return ""
    width = max(float(border.get(qn("w:sz")) or 4) / 8, 0.5)
    colour = border.get(qn("w:color")) or "auto"
    shape = {
        "double": "double",
        "thickThinSmallGap": "double",
        "thinThickSmallGap": "double",
        "dotted": "dotted",
        "dashed": "dashed",
    }
    tint = "#000" if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour) else f"#{colour}"
    return f"{width:g}pt {shape.get(kind, 'solid')} {tint}"
