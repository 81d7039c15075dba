"""Texts of drawings in every encoding that CAD programs write, declared rightly or wrongly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ezdxf.document import Drawing

from gisapp.land.intake.answers import Answers
from gisapp.land.intake.dxf_encoding import DXF_ESCAPES, as_declared, whole_characters
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.open_file import opened_layer
from gisapp.land.intake.source_layer import SourceLayer
from tests.builders.ground import dry_run, metres, with_zone

LAYER, NOTE, NUMBER = "界址", "示例", "甲A-1"
PLOT = metres(100, 100, 200, 300)


def drawing_text(tmp_path: Path, version: str, code_page: str) -> str:
    """A drawing of one plot as text, before anybody has chosen its bytes; the header says `code_page`."""
    document = Drawing.new(version)
    space = document.modelspace()
    space.add_lwpolyline(list(with_zone(PLOT).exterior.coords)[:-1], close=True, dxfattribs={"layer": LAYER})
    middle = with_zone(PLOT).centroid
    for line, words in enumerate((NUMBER, NOTE)):
        space.add_text(words, dxfattribs={"insert": (middle.x, middle.y - 5 * line), "layer": "TEXT"})
    document.encoding = "utf8"
    path = tmp_path / "a.dxf"
    with path.open("w", encoding="utf-8") as out:
        document.write(out)
    return re.sub(r"(\$DWGCODEPAGE\n  3\n)[^\n]*", rf"\g<1>{code_page}", path.read_text("utf-8"))


def escaped(text: str) -> bytes:
    return text.encode("ascii", errors=DXF_ESCAPES)


CASES = [
    ("R2010", "ANSI_936", "utf-8", "utf-8"),
    ("R2010", "ANSI_1252", "utf-8", "utf-8"),
    ("R2010", "ANSI_936", "gb18030", "gb18030"),
    ("R2000", "ANSI_936", "gbk", "gbk"),
    ("R2000", "ansi_936", "gbk", "gbk"),
    ("R2000", "GB2312", "gbk", "gb18030"),
    ("R2000", "ANSI_1252", "gbk", "gb18030"),
    ("R2000", "ANSI_936", "utf-8", "utf-8"),
    ("R2000", "ANSI_1252", "utf-8", "utf-8"),
    ("R2000", "ANSI_950", "big5", "cp950"),
]


@pytest.mark.parametrize(("version", "code_page", "written", "told"), CASES)
def test_layer_and_texts_are_read_whatever_the_header_declares(
    tmp_path: Path, version: str, code_page: str, written: str, told: str
) -> None:
    path = tmp_path / "图.dxf"
    path.write_bytes(drawing_text(tmp_path, version, code_page).encode(written))
    with opened_layer(path, path.name, Answers(), Limits(), IssueLog()) as layer:
        assert isinstance(layer, SourceLayer)
        assert (layer.name, layer.encoding) == (LAYER, told)
        assert layer.encoding_why_zh
        assert layer.columns["文字"] == [f"{NUMBER}；{NOTE}"]
    assert dry_run(path).proposals[0].plot_no == NUMBER


@pytest.mark.parametrize("version", ["R2000", "R2010"])
@pytest.mark.parametrize("code_page", ["ANSI_936", "ANSI_1252"])
def test_characters_written_as_four_figures_are_read_in_layers_and_texts(
    tmp_path: Path, version: str, code_page: str
) -> None:
    path = tmp_path / "图.dxf"
    text = drawing_text(tmp_path, version, code_page).replace(NOTE, "\U0002cb6c业")
    path.write_bytes(escaped(text))
    with opened_layer(path, path.name, Answers(), Limits(), IssueLog()) as layer:
        assert isinstance(layer, SourceLayer)
        assert layer.name == LAYER
        assert layer.columns["文字"] == [f"{NUMBER}；\U0002cb6c业"], "a character beyond the first plane is two halves"


def test_half_a_character_spoils_neither_the_layer_nor_the_question_about_it(tmp_path: Path) -> None:
    path = tmp_path / "图.dxf"
    text = drawing_text(tmp_path, "R2000", "ANSI_936").replace(LAYER, "A\\U+D800")
    path.write_bytes(text.encode("gbk"))
    with opened_layer(path, path.name, Answers(), Limits(), IssueLog()) as layer:
        assert isinstance(layer, SourceLayer)
        assert layer.name == "A?"
    assert dry_run(path, layer="A?").proposals[0].plot_no == NUMBER


def test_the_encoding_that_the_officer_chooses_goes_before_what_the_bytes_look_like(tmp_path: Path) -> None:
    path = tmp_path / "图.dxf"
    path.write_bytes(drawing_text(tmp_path, "R2000", "ANSI_1252").encode("big5"))
    with opened_layer(path, path.name, Answers.parse({"encoding": "big5"}), Limits(), IssueLog()) as layer:
        assert isinstance(layer, SourceLayer)
        assert layer.name == LAYER


def test_a_western_drawing_stays_western() -> None:
    text = (
        "  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1015\n  9\n$DWGCODEPAGE\n  3\nANSI_1252\n  8\nStraße Größe\n"
    )
    read = as_declared(text.encode("cp1252"))
    assert (read.encoding, read.data) == ("cp1252", text.encode("cp1252"))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("\ud872\udfec", "\U0002cbec"),
        ("甲\ud872", "甲\ud872"),
        ("甲", "甲"),
        ("\ud872\udfec\ud872\udfec", "\U0002cbec" * 2),
    ],
)
def test_two_halves_are_one_character(text: str, whole: str) -> None:
    assert whole_characters(text) == whole
