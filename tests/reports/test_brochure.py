"""What is taken home: one small file that asks nobody, a PDF whose plan is true to scale, the zone's own look, nobody's secrets."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.documents.pdf import prove_typesetting
from gisapp.evidence.vault import FileDraft, keep_file
from gisapp.kernel.errors import Conflict, Invalid
from gisapp.reports.brochure.look import COVER_BYTES, ZoneLook, contrast_with_white, load_look, revise_look, set_cover
from gisapp.reports.brochure.marks import qr_code
from gisapp.reports.brochure.pdf_page import choose_scale
from gisapp.sites.context import DestinationDraft, add_destination, add_photo
from tests.builders.premises import a_premises
from tests.investor.conftest import Window, window  # noqa: F401 the fixture
from tests.reports.test_plot_sheet import boundary_mm

can_set = pytest.mark.skipif(bool(prove_typesetting()), reason="Pango or a Chinese font is missing on this machine")
SYSTEM = system_principal("管理员")
MOST_BYTES = 3_000_000


def page(window: Window, *site_ids: int, **query: str) -> str:  # noqa: F811
    answer = window.visitor.get("/api/brochures/sites.html", params={"ids": ",".join(map(str, site_ids)), **query})
    assert answer.status_code == 200, answer.text
    return answer.text


def pdf(window: Window, *site_ids: int, **query: str) -> pypdf.PdfReader:  # noqa: F811
    answer = window.visitor.get("/api/brochures/sites.pdf", params={"ids": ",".join(map(str, site_ids)), **query})
    assert answer.status_code == 200, answer.text
    return pypdf.PdfReader(io.BytesIO(answer.content))


def test_one_file_holds_everything_and_is_small(window: Window):  # noqa: F811
    found = page(window, window.sites.food, window.sites.medicine, window.sites.metal)
    assert len(found.encode()) < MOST_BYTES
    assert not re.search(r"""<(?:script|link|img)[^>]*(?:src|href)=["'](?:https?:)?//""", found)
    assert "leaflet-1" not in found
    assert all(plot in found for plot in ("P4-001", "P6-001", "P4-002"))
    assert found.count('class="qr"') == 3
    assert f"http://testserver/sites/{window.sites.food}" in found
    assert 'lang="zh-CN"' in found


def test_english_says_the_same(window: Window):  # noqa: F811
    found = page(window, window.sites.food, lang="en")
    assert 'lang="en"' in found
    assert "From today to production" in found
    assert f"http://testserver/sites/{window.sites.food}?lang=en" in found


def test_a_withdrawn_site_is_named_and_left_out(window: Window):  # noqa: F811
    found = page(window, window.sites.food, window.sites.metal, window.sites.sold)
    assert "已不再公开、未列入本册的地块" in found
    assert "P4-SECRET-SOLD" not in found
    gone = window.visitor.get(f"/api/brochures/sites.html?ids={window.sites.sold}")
    assert (gone.status_code, gone.json()["code"]) == (404, "brochure.none_published")


@pytest.mark.parametrize("ids", ["x", ",".join(str(n) for n in range(1, 23))])
def test_what_cannot_be_a_brochure_is_refused_with_a_sentence(window: Window, ids: str):  # noqa: F811
    answer = window.visitor.get("/api/brochures/sites.html", params={"ids": ids})
    assert answer.status_code == 400
    assert answer.json()["message_zh"].endswith("。")


def test_words_of_officers_are_never_read_as_a_template(window: Window):  # noqa: F811
    window.act("update offer_terms set summary_zh = '{{ 7 * 6 }}<script>alert(1)</script>' where false")
    found = page(window, window.sites.food, title="{{ 7 * 6 }}<b>")
    assert "42" not in re.findall(r"<h1>(.*?)</h1>", found)[0]
    assert "<b>" not in re.findall(r"<h1>(.*?)</h1>", found)[0]


def a_workshop(window: Window, **terms: object) -> int:  # noqa: F811
    with Session(window.engine) as session, session.begin():
        return a_premises(
            session,
            window.sites.sold,
            floor_area_m2=6000,
            rent_yuan_per_m2_month="9.50",
            available_on="2026-12-01",
            **terms,
        )


def test_premises_have_a_brochure_of_their_own_that_tells_only_what_is_recorded(window: Window):  # noqa: F811
    workshop = a_workshop(window)
    found = page(window, workshop)
    assert len(found.encode()) < MOST_BYTES
    assert "招商资源推介手册" in found
    assert f"CF-{workshop}" in found
    assert "57,000.00 元/月" in found
    assert "未载明" in found
    assert "竞买保证金" not in found
    assert "从今天到投产" not in found
    assert f"http://testserver/sites/{workshop}" in found
    assert "not stated" in page(window, workshop, lang="en")


def test_a_book_holds_plots_and_premises(window: Window):  # noqa: F811
    workshop = a_workshop(window)
    found = page(window, window.sites.food, workshop)
    assert "招商考察手册" in found
    assert found.count('class="qr"') == 2
    assert f"CF-{workshop}（空置厂房）" in found
    assert "不适用" in found
    assert "从今天到投产" in found


@can_set
def test_the_pdf_of_premises_has_their_outline_at_a_true_scale(window: Window):  # noqa: F811
    reader = pdf(window, a_workshop(window), window.sites.food)
    told = [sheet.extract_text() for sheet in reader.pages]
    at = next(number for number, words in enumerate(told) if "范围平面图" in words)
    scale = int(re.search(r"1:(\d+)", told[at])[1])  # type: ignore[index]
    # the outline is that of the plot it stands on: 200 m by 200 m
    assert boundary_mm(reader, at) == pytest.approx((200_000 / scale, 200_000 / scale), abs=0.05)
    assert any("签约条件" in words for words in told)
    assert not any(words.strip() == "" for words in told)


@can_set
def test_the_plan_in_the_pdf_is_true_to_scale_and_its_fonts_are_inside(window: Window):  # noqa: F811
    reader = pdf(window, window.sites.food)
    words = reader.pages[1].extract_text()
    scale = int(re.search(r"1:(\d+)", words)[1])  # type: ignore[index]
    # the site measures 200 m by 200 m in the plane of its park
    assert boundary_mm(reader, 1) == pytest.approx((200_000 / scale, 200_000 / scale), abs=0.05)
    assert "P4-001" in words
    fonts = [font.get_object() for sheet in reader.pages for font in (sheet["/Resources"].get("/Font") or {}).values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")), font["/BaseFont"]


@can_set
def test_a_book_has_a_cover_a_comparison_and_two_parts_a_site(window: Window):  # noqa: F811
    reader = pdf(window, window.sites.food, window.sites.medicine)
    told = [sheet.extract_text() for sheet in reader.pages]
    assert "招商考察手册" in told[0]
    assert "并排比较" in told[1]
    plans = [at for at, words in enumerate(told) if "地块平面图" in words]
    assert len(plans) == 2
    assert not any(words.strip() == "" for words in told)


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(78, 60, 500), (80, 60, 1000), (158, 129, 1000), (158.1, 129, 2000), (158, 129.1, 2000), (5000, 5000, 10000)],
)
def test_the_largest_scale_that_fits_is_taken(width: float, height: float, scale: int):
    assert choose_scale(width, height) == scale


def a_picture(width: int, height: int, form: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(made, form)
    return made.getvalue()


LOOK = {name: "" for name in ZoneLook.__dataclass_fields__ if name not in ("cover", "version")} | {"color": "#0b6e75"}


def the_zone(db: Session) -> int:
    return db.execute(text("select min(id) from zone")).scalar_one()


def test_a_cover_is_made_small_and_the_change_is_on_record(db: Session):
    from tests.builders.park import a_park

    a_park(db)
    zone = the_zone(db)
    set_cover(db, SYSTEM, zone, a_picture(3000, 2000), 0)
    cover = load_look(db, zone).cover
    assert cover is not None
    assert len(cover) <= COVER_BYTES
    assert Image.open(io.BytesIO(cover)).size[0] <= 1600
    revise_look(db, SYSTEM, zone, {**LOOK, "headline_zh": "欢迎"}, 1, "换标题")
    events = db.execute(text("select tag, changes from audit_event where subject = 'zone_look' order by id")).all()
    assert [event.tag for event in events] == ["zone:look:revise", "zone:look:revise"]
    assert events[1].changes == {"headline_zh": {"old": "", "new": "欢迎"}}
    with pytest.raises(Conflict, match="changed_meanwhile"):
        revise_look(db, SYSTEM, zone, {**LOOK, "headline_zh": "再改"}, 1, "旧版本")
    with pytest.raises(Invalid, match="cover_unreadable"):
        set_cover(db, SYSTEM, zone, b"%PDF-1.7", 2)


@pytest.mark.parametrize(
    ("color", "is_refused"), [("#767676", False), ("#777777", True), ("#FFFFFF", True), ("#000000", False)]
)
def test_a_colour_too_pale_for_white_words_is_refused(db: Session, color: str, is_refused: bool):
    assert (contrast_with_white(color) < 4.5) is is_refused


def test_the_code_on_paper_leads_to_the_live_sheet():
    zxingcpp = pytest.importorskip("zxingcpp")
    address = "https://invest.example.com/sites/180?lang=en"
    drawn = qr_code(address)
    side = int(re.search(r'viewBox="0 0 (\d+)', drawn)[1])  # type: ignore[index]
    picture = Image.new("L", (side, side), 255)
    row = 0
    for command in re.findall(r'stroke="#000"[^>]*d="([^"]+)"|d="([^"]+)"[^>]*stroke="#000"', drawn)[0]:
        x = y = 0.0
        for letter, numbers in re.findall(r"([Mmh])([-\d. ]*)", command):
            values = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
            if letter == "M":
                x, y = values
            elif letter == "m":
                x, y = x + values[0], y + values[1]
            else:
                for at in range(int(values[0])):
                    picture.putpixel((int(x) + at, int(y)), 0)
                x += values[0]
                row += 1
    assert row
    found = zxingcpp.read_barcodes(picture.resize((side * 8, side * 8), Image.Resampling.NEAREST))
    assert [one.text for one in found] == [address]


def test_what_lies_round_the_site_is_told_with_photographs_in_the_file(window: Window):  # noqa: F811
    sheet = window.visitor.get(f"/api/sites/{window.sites.food}").json()
    here = sheet["bbox"]
    picture = io.BytesIO()
    Image.new("RGB", (2000, 1200), "#93A86B").save(picture, "JPEG", exif=b"Exif\0\0secret-camera")
    with Session(window.engine) as session, session.begin():
        add_destination(
            session,
            SYSTEM,
            DestinationDraft(
                kind="substation",
                name_zh="示例变电站",
                name_en="Example substation",
                lon=here[0],
                lat=here[1],
                source="测试",
                valid_from=date(2026, 1, 1),
            ),
        )
        proof = keep_file(session, SYSTEM, FileDraft("现场.jpg", picture.getvalue()), park_code="P4")
        caption = {"caption_zh": "东侧入口", "caption_en": "East gate", "taken_on": date(2026, 6, 1)}
        add_photo(session, SYSTEM, window.sites.food, proof, caption, date(2026, 6, 1))
    for lang, words in (("zh", ("示例变电站", "东侧入口")), ("en", ("Example substation", "East gate"))):
        found = page(window, window.sites.food, lang=lang)
        assert all(word in found for word in words)
        assert found.count('src="data:image/jpeg') == 1
        assert len(found.encode()) < MOST_BYTES
