"""宗地图: the scale is measured in the PDF itself; paper and scale are chosen; the table goes over as many pages as it needs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pypdf
import pytest
import shapely
from fastapi.testclient import TestClient
from pypdf.generic import ContentStream

from gisapp.app import create_app
from gisapp.documents.pdf import prove_typesetting, typeset
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Invalid
from gisapp.reports.plot_sheet.page import lay_pages
from gisapp.reports.plot_sheet.paper import PAPERS, SCALES, choose_sheet
from gisapp.reports.plot_sheet.plot_sheet import SheetWish, lay_sheet
from gisapp.settings import Settings
from tests.builders.ground import lonlat, metres
from tests.builders.people import PASSWORD, create_sign_ins
from tests.conftest import TODAY
from tests.reports.test_plot_files import NOTICE, an_outline

MM_PER_POINT = 25.4 / 72
BOUNDARY = (0.7529, 0.0, 0.0)

can_set = pytest.mark.skipif(bool(prove_typesetting()), reason="Pango or a Chinese font is missing on this machine")


def a_pdf(*shapes: shapely.Polygon, wish: SheetWish | None = None) -> pypdf.PdfReader:
    beside = shapely.to_wkb(shapely.MultiPolygon([lonlat(metres(-300, -300, 100, 100))]))
    sheets = [
        lay_sheet(
            an_outline(plot_no=f"A-{number}", geometry=shapely.MultiPolygon([lonlat(shape)])),
            [("B-1", "示例企业02", beside)],
            wish or SheetWish(),
        )
        for number, shape in enumerate(shapes, 1)
    ]
    page = lay_pages(sheets, zone_zh="示例开发区", notice=NOTICE, as_of=TODAY, made_on=date(2026, 11, 24), by="测试")
    return pypdf.PdfReader(io.BytesIO(typeset(page)))


def strokes(
    reader: pypdf.PdfReader, stream: Any, state: np.ndarray, resources: Any
) -> Iterator[tuple[tuple[float, ...], np.ndarray]]:
    """Walk a content stream, forms included, and give the straight strokes: colour and corners in points of the page."""
    stack: list[tuple[np.ndarray, tuple[float, ...]]] = []
    colour: tuple[float, ...] = (0.0, 0.0, 0.0)
    path: list[tuple[float, float]] = []
    begun = False
    for operands, operator in ContentStream(stream, reader).operations:
        if operator == b"q":
            stack.append((state, colour))
        elif operator == b"Q":
            state, colour = stack.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = (float(one) for one in operands)
            state = np.array([[a, b, 0], [c, d, 0], [e, f, 1]]) @ state
        elif operator in (b"RG", b"SCN"):
            colour = tuple(round(float(one), 4) for one in operands)
        elif operator == b"Do":
            form = resources["/XObject"][operands[0]].get_object()
            if form["/Subtype"] == "/Form":
                matrix = [float(one) for one in form.get("/Matrix", [1, 0, 0, 1, 0, 0])]
                inner = np.array([[*matrix[:2], 0], [*matrix[2:4], 0], [*matrix[4:], 1]]) @ state
                yield from strokes(reader, form, inner, form.get("/Resources", resources))
        elif operator in (b"m", b"l"):
            if operator == b"m" and begun:
                path.pop()  # a move after a move begins nothing
            path.append((float(operands[0]), float(operands[1])))
        elif operator == b"c":
            path.append((float("nan"), float("nan")))
        elif operator in (b"S", b"s", b"B", b"b", b"B*", b"b*", b"f", b"f*", b"n"):
            corners = np.array(path)
            path = []
            if operator not in (b"f", b"f*", b"n") and len(corners) > 2 and not np.isnan(corners).any():
                yield colour, (np.column_stack([corners, np.ones(len(corners))]) @ state)[:, :2]
        begun = operator == b"m"


def boundary_mm(reader: pypdf.PdfReader, page_no: int = 0) -> tuple[float, float]:
    """Width and height of the plot's boundary on paper, in millimetres."""
    page = reader.pages[page_no]
    found = [
        xy for colour, xy in strokes(reader, page.get_contents(), np.eye(3), page["/Resources"]) if colour == BOUNDARY
    ]
    assert found, "no stroke in the colour of the boundary"
    corners = np.vstack(found) * MM_PER_POINT
    width, height = np.ptp(corners, axis=0)
    return float(width), float(height)


@can_set
@pytest.mark.parametrize(
    ("paper", "scale"),
    [("A4", 500), ("A4", 1000), ("A4", 2000), ("A4", 5000), ("A3L", 500), ("A3L", 2000), ("A3", 5000)],
)
def test_the_scale_is_true_to_a_twentieth_of_a_millimetre(paper: str, scale: int) -> None:
    width_m, height_m = 0.12 * scale, 0.08 * scale
    reader = a_pdf(metres(100, 100, width_m, height_m), wish=SheetWish(paper, scale))
    assert boundary_mm(reader) == pytest.approx((width_m * 1000 / scale, height_m * 1000 / scale), abs=0.05)
    sheet = PAPERS[paper]
    size = [float(one) * MM_PER_POINT for one in reader.pages[0].mediabox[2:]]
    assert size == pytest.approx([sheet.width, sheet.height], abs=0.1)


@pytest.mark.parametrize(
    ("width_m", "height_m", "name", "scale"),
    [(81, 84.5, "A4", 500), (81.1, 41, "A4 landscape", 500), (81, 84.6, "A3", 500), (300, 60, "A3 landscape", 1000), (324, 300, "A4", 2000), (1800, 700, "A3 landscape", 5000)],
)  # fmt: skip
def test_the_largest_scale_on_the_smallest_paper_is_chosen(
    width_m: float, height_m: float, name: str, scale: int
) -> None:
    paper, denominator = choose_sheet(width_m, height_m, None, None)
    assert (paper.name, denominator) == (name, scale)


def test_what_does_not_fit_says_what_would() -> None:
    with pytest.raises(Invalid, match="1:1000"):
        choose_sheet(150, 150, "A4", 500)
    with pytest.raises(Invalid, match="DXF"):
        choose_sheet(5000, 100, None, None)
    assert SCALES == (500, 1000, 2000, 5000)


@can_set
def test_a_long_table_goes_over_several_pages_and_names_every_point() -> None:
    circle = shapely.Point(metres(0, 0, 600, 600).centroid).buffer(80, quad_segs=55)
    reader = a_pdf(circle)
    count = len(circle.exterior.coords) - 1
    assert len(reader.pages) == 1 + -(-count // 88)
    text = "".join(page.extract_text() for page in reader.pages)
    assert f"共 {count} 点" in text.replace("\n", "")
    assert f"J{count}" in text


@can_set
def test_an_atlas_has_a_sheet_a_plot_with_its_facts_and_the_demo_mark() -> None:
    reader = a_pdf(metres(100, 100, 60, 40), metres(100, 100, 150, 100), metres(100, 100, 900, 400))
    assert len(reader.pages) == 3
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        for words in (f"A-{number}", "示例企业01", NOTICE, "单位盖章", "62,100.12 ㎡", "EPSG:4526"):
            assert words in text, words


@can_set
def test_the_sheets_of_a_selection_come_over_http(demo_url: str) -> None:
    create_sign_ins(demo_url)
    with TestClient(create_app(Settings(database_url=demo_url), FixedClock(TODAY))) as client:
        assert client.get("/api/plots/sheets.pdf?q=P4-001").status_code == 401
        client.post("/api/session", json={"username": "planner", "password": PASSWORD})
        answer = client.get("/api/plots/sheets.pdf?q=P4-00")
        assert answer.status_code == 200, answer.text[:300]
        reader = pypdf.PdfReader(io.BytesIO(answer.content))
        assert "P4-001" in reader.pages[0].extract_text()
        assert client.get("/api/plots/sheets.pdf?q=P4-001&scale=750").json()["code"] == "plot_sheet.scale"
        assert client.get("/api/plots/sheets.pdf?q=nothing-like-this").json()["code"] == "export.nothing"
