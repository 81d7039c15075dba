"""Word's automatic numbering: what stands before a paragraph of a list (一、 1. (一) •)."""

from __future__ import annotations

import re
from collections import defaultdict

import cn2an
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from gisapp.documents.printing.styles import value_of

_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCountingThousand",
}


def _written(number: int, form: str) -> str:
    if form in _CHINESE:
        return cn2an.an2cn(str(number), "low")
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        parts = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
        text = ""
        for value, sign in parts:
            while number >= value:
                text, number = text + sign, number - value
        return text.upper() if form == "upperRoman" else text
    return str(number)


class Numbering:
    """Counts the numbered paragraphs of one document in the order in which they are met."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            found = abstract.get(value_of(number, "abstractNumId"))
            if found is not None:
                self._levels[number.get(qn("w:numId"))] = {
                    int(level.get(qn("w:ilvl"))): level for level in found.findall(qn("w:lvl"))
                }

    def next(self, number_id: str, level: int) -> str:
        """Return what stands before the next paragraph of this list and level."""
        levels = self._levels.get(number_id, {})
        definition = levels.get(level)
        if definition is None:
            return ""
        counts = self._counts[number_id]
        counts[level] = counts.get(level, self._start(definition) - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        form = value_of(definition, "numFmt") or "decimal"
        if form == "bullet":
            return "• "
        if form == "none":
            return ""

        def written(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            known = levels.get(at)
            if known is None:
                return ""
            return _written(counts.get(at, self._start(known)), value_of(known, "numFmt") or "decimal")

        return re.sub(r"%(\d)", written, value_of(definition, "lvlText") or "") + ("" if form in _CHINESE else " ")

    @staticmethod
    def _start(definition: Element) -> int:
        return int(value_of(definition, "start") or 1)
