"""A workbook comes in as offices send it: tried out row by row, mended, taken in; whatever comes, nothing breaks."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.demo.holders import credit_code
from gisapp.evidence.vault import read_file
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, DomainError, Invalid, NotFound, TooLarge
from gisapp.performance.figure_template import make_template
from gisapp.performance.figures import list_figures
from gisapp.performance.imports import (
    accept_import,
    list_imports,
    locate_import,
    receive_import,
    reject_import,
    try_import,
)
from gisapp.performance.rules.cells import Unreadable, read_amount, read_day, read_list, read_segment
from gisapp.performance.rules.columns import field_specs, map_header
from gisapp.performance.rules.figure_checks import read_row
from gisapp.performance.workbook import read_cells
from tests.builders.park import BuiltPark, a_park
from tests.builders.performance import HEADER, YEAR, a_workbook, an_enterprise, figures_of, some_enterprises
from tests.builders.project import CLERK, TODAY
from tests.harness.examples import examples

CLOCK = FixedClock(TODAY)
SPECS = {spec.name: spec for spec in field_specs()}
ONE = ("示例企业01", credit_code(1), "P4", "规上", 1200, 5000, 90)


@pytest.fixture
def park(db: Session) -> BuiltPark:
    built = a_park(db)
    some_enterprises(db, built, 3)
    return built


def received(db: Session, content: bytes, *, year: int = YEAR, **given) -> int:
    return receive_import(
        db, CLERK, CLOCK, year=year, park_code=None, file_name="亩均数据.xlsx", content=content, **given
    )


def told(db: Session, import_id: int) -> list[tuple[int, list[str]]]:
    _, rows = try_import(db, CLERK, import_id, TODAY)
    return [(row.draft.row_no, sorted(item.code for item in row.findings)) for row in rows]


def header_codes(content: bytes) -> list[str]:
    return sorted(item.code for item in map_header(read_cells(content).rows).findings)


def test_the_template_comes_back_as_it_went_out(db: Session, park: BuiltPark):
    content = make_template(db, CLERK, {"name_zh": "周口经济开发区", "notice_zh": "示意数据"}, YEAR, None)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["亩均数据"]
    assert str(sheet["A1"].value).startswith("示意数据　周口经济开发区 2025 年度")
    assert [sheet.cell(5, column).value for column in (1, 2, 3)] == ["示例企业01", credit_code(1), "P4"]
    assert book.sheetnames == ["亩均数据", "填报说明"]
    column = [cell.value for cell in sheet[4]].index("实缴税收（万元）") + 1
    segment = [cell.value for cell in sheet[4]].index("规上/规下") + 1
    for row in (5, 6, 7):
        sheet.cell(row, column).value = 1000 + row
        sheet.cell(row, segment).value = "规上"
    out = io.BytesIO()
    book.save(out)
    assert header_codes(out.getvalue()) == []
    import_id = received(db, out.getvalue())
    assert [codes for _, codes in told(db, import_id)] == [[], [], []]
    assert accept_import(db, CLERK, CLOCK, import_id) == {"written": 3, "unchanged": 0, "left_out": 0}
    rows = list_figures(db, CLERK, YEAR)
    assert [row["tax_yuan"] for row in rows] == [Decimal(10050000), Decimal(10060000), Decimal(10070000)]
    assert [(part["plot_no"], part["kind"]) for part in rows[0]["land"]] == [("P4-001", "registered")]


def test_title_notes_merged_groups_units_and_sums_are_read_past(db: Session, park: BuiltPark):
    above = [
        ["周口经济开发区 2025 年度企业亩均效益数据表"],
        ["填报单位：", "示例", "单位：万元、亩"],
        ["企业", "企业", "企业", "企业", "产出", "产出", "用地"],
    ]
    header = ("单位名称", "社会信用代码", "所在园区", "是否规上", "入库税收", "增加值", "证载面积")
    rows = [
        ("", "", "", "", "万元", "元", "平方米"),
        ("示例企业01", credit_code(1), "园区P4", "是", "1,200.5", "50000000", 60000),
        (None, None, None, None, None, None, None),
        ("合计", None, None, None, "1,200.5", "50000000", 60000),
    ]
    content = a_workbook(rows, header=header, above=above, merged=["A1:G1", "A3:D3", "E3:F3"])
    assert header_codes(content) == ["figures.unit_converted", "figures.unit_converted"]
    import_id = received(db, content)
    assert told(db, import_id) == [(6, [])]
    accept_import(db, CLERK, CLOCK, import_id)
    [row] = list_figures(db, CLERK, YEAR)
    assert (row["tax_yuan"], row["value_added_yuan"], row["registered_m2"]) == (12005000, 50000000, 60000)
    assert row["source"] == "亩均数据.xlsx 第 6 行"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER, []),
        (("企业名称", "统一社会信用代码", "园区", "规上/规下", "实缴税收", "工业增加值（万元）", "登记用地（亩）"), ["figures.unit_assumed"]),
        (("企业名称", "统一社会信用代码", "园区", "规上/规下", "实缴税收（元）", "工业增加值（万元）", "登记用地（亩）"), ["figures.unit_converted"]),
        (("企业名称", "统一社会信用代码", "园区", "规上/规下", "备注", "工业增加值（万元）", "登记用地（亩）"), ["figures.column_missing", "figures.columns_unknown"]),
        (("企业名称", "统一社会信用代码", "园区", "规上/规下", "实缴税收（万元）", "税收（万元）", "登记用地（亩）"), ["figures.column_twice"]),
        (("甲", "乙", "丙", "丁", "戊", "己", "庚"), ["figures.header_missing"]),
    ],
)  # fmt: skip
def test_what_the_header_says_is_told(header: tuple[str, ...], expected: list[str]):
    assert header_codes(a_workbook([ONE], header=header)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ONE, []),
        (("示例企业01", credit_code(99), "P4", "规上", 1, 5, 90), ["figures.code_unknown"]),
        (("示例企业01", "91411600DEM0000000", "P4", "规上", 1, 5, 90), ["identifier.credit_code_invalid"]),
        (("示例企业01", "", "P4", "规上", 1, 5, 90), ["figures.code_missing"]),
        (("别的名字", credit_code(1), "P4", "规上", 1, 5, 90), ["figures.name_differs"]),
        (("示例企业01", credit_code(1), "P9", "规上", 1, 5, 90), ["figures.area_unregistered", "figures.park_unknown"]),
        (("示例企业01", credit_code(1), "", "规上", 1, 5, 90), []),
        (("示例企业01", credit_code(1), "P4", "中型", 1, 5, 90), ["figures.cell_unreadable", "figures.segment_missing"]),
        (("示例企业01", credit_code(1), "P4", "规上", None, 5, 90), ["figures.tax_missing"]),
        (("示例企业01", credit_code(1), "P4", "规上", -1, 5, 90), ["figures.negative"]),
        (("示例企业01", credit_code(1), "P4", "规上", 1, -5, 90), ["figures.value_added_negative"]),
        (("示例企业01", credit_code(1), "P4", "规上", "#REF!", 5, 90), ["figures.cell_unreadable"]),
        (("示例企业01", credit_code(1), "P4", "规上", "约一千", 5, 90), ["figures.cell_unreadable"]),
        (("示例企业01", credit_code(1), "P4", "规上", 1, 5, 89.1), []),
        (("示例企业01", credit_code(1), "P4", "规上", 1, 5, 88), ["figures.area_differs"]),
        (("示例企业01", credit_code(1), "P4", "规上", 1, 5, None), ["figures.land_missing"]),
    ],
)  # fmt: skip
def test_each_fault_of_a_row_is_named(db: Session, park: BuiltPark, row: tuple, expected: list[str]):
    [(_, codes)] = told(db, received(db, a_workbook([row])))
    assert codes == expected


@pytest.mark.parametrize(
    ("tax_wan", "expected"),
    [
        (1000, []),
        (4999, []),
        (5000, ["figures.outlier"]),
        (999_999, ["figures.outlier"]),
        (1_000_000, ["figures.unit_suspected"]),
        (0.1, ["figures.unit_suspected"]),
    ],
)
def test_a_figure_far_from_last_year_is_a_question_and_a_thousand_times_a_wrong_unit(db: Session, park: BuiltPark, tax_wan: float, expected: list[str]):  # fmt: skip
    party = db.execute(text("select id from party where name_zh = '示例企业01'")).scalar_one()
    figures_of(db, park, party, 1000, year=YEAR - 1)
    row = ("示例企业01", credit_code(1), "P4", "规上", tax_wan, 5000, 90)
    [(_, codes)] = told(db, received(db, a_workbook([row])))
    assert codes == expected


def test_one_enterprise_twice_is_named_with_its_first_row(db: Session, park: BuiltPark):
    assert told(db, received(db, a_workbook([ONE, ONE]))) == [(2, []), (3, ["figures.row_twice"])]


def test_unknown_plots_are_named_and_leased_land_lies_on_its_plot(db: Session, park: BuiltPark):
    header = (*HEADER, "地块编号", "租入用地（亩）", "租入地块编号")
    rows = [(*ONE, "P4-001、P4-777", None, None), ("示例企业02", credit_code(2), "P4", "规上", 1, 2, 90, "P4-002", 20, "P4-003")]  # fmt: skip
    import_id = received(db, a_workbook(rows, header=header))
    assert told(db, import_id) == [(2, ["figures.plot_unknown"]), (3, [])]
    assert accept_import(db, CLERK, CLOCK, import_id) == {"written": 1, "unchanged": 0, "left_out": 1}
    [row] = list_figures(db, CLERK, YEAR)
    assert {(part["plot_no"], part["kind"]) for part in row["land"]} == {("P4-002", "registered"), ("P4-003", "leased_in")}  # fmt: skip
    assert row["land_m2"] == Decimal("73333.33")


def test_a_mended_file_is_sent_again_and_what_is_known_is_not_written_twice(db: Session, park: BuiltPark):
    first = received(db, a_workbook([ONE, ("示例企业02", credit_code(2), "P4", "规上", "一千", 5, 90)]))
    accept_import(db, CLERK, CLOCK, first)
    second = received(
        db, a_workbook([ONE, ("示例企业02", credit_code(2), "P4", "规上", 1000, 5, 90)]), replaces_id=first
    )
    assert locate_import(db, CLERK, second)["replaces_id"] == first
    # the source line names the file and the row, and is no difference of the figures
    assert accept_import(db, CLERK, CLOCK, second) == {"written": 1, "unchanged": 1, "left_out": 0}
    assert [row["id"] for row in list_imports(db, CLERK, YEAR)] == [second, first]


def test_the_original_is_kept_byte_by_byte(db: Session, park: BuiltPark):
    content = a_workbook([ONE])
    found = locate_import(db, CLERK, received(db, content))
    described, kept = read_file(db, CLERK, found["evidence_id"])
    assert kept == content
    assert found["sha256"] == described["sha256"] == hashlib.sha256(content).hexdigest()


def test_an_import_is_decided_once(db: Session, park: BuiltPark):
    import_id = received(db, a_workbook([ONE]))
    accept_import(db, CLERK, CLOCK, import_id)
    with pytest.raises(Conflict, match="import_decided"):
        accept_import(db, CLERK, CLOCK, import_id)
    with pytest.raises(Conflict, match="import_decided"):
        reject_import(db, CLERK, import_id, "重复")
    with pytest.raises(DBAPIError, match="decided"), db.begin_nested():
        db.execute(text("update figure_import set state = 'rejected' where id = :id"), {"id": import_id})
    with pytest.raises(NotFound):
        locate_import(db, CLERK, 4711)


def test_rows_of_an_import_never_change(db: Session, park: BuiltPark):
    import_id = received(db, a_workbook([ONE]))
    with pytest.raises(DBAPIError, match="decided or would be changed"), db.begin_nested():
        db.execute(text("update figure_import set rows = '[]' where id = :id"), {"id": import_id})


def test_a_file_without_sound_rows_is_not_taken_in_and_is_turned_down(db: Session, park: BuiltPark):
    import_id = received(db, a_workbook([("示例企业01", credit_code(77), "P4", "规上", 1, 5, 90)]))
    with pytest.raises(Conflict, match="nothing_to_accept"):
        accept_import(db, CLERK, CLOCK, import_id)
    with pytest.raises(Invalid, match="reason_missing"):
        reject_import(db, CLERK, import_id, " ")
    reject_import(db, CLERK, import_id, "信用代码全错")
    assert locate_import(db, CLERK, import_id)["state"] == "rejected"


def test_a_year_that_is_not_over_is_refused(db: Session, park: BuiltPark):
    with pytest.raises(Invalid, match="year_not_over"):
        received(db, a_workbook([ONE]), year=TODAY.year)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"not a workbook",
        b"\xd0\xcf\x11\xe0 old",
        "企业名称,税收\n".encode(),
        b"PK\x05\x06" + b"\0" * 18,
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(content: bytes):
    with pytest.raises(Invalid) as refused:
        read_cells(content)
    assert refused.value.message_zh.endswith("。")


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (120 * 1024 * 1024))
    with pytest.raises(TooLarge):
        read_cells(out.getvalue())


WHOLE = a_workbook([ONE] * 3, above=[["标题"]], merged=["A1:G1"])


@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks(damage: list[tuple[int, int]]):
    content = bytearray(WHOLE)
    for at, byte in damage:
        content[at] = byte
    try:
        header = map_header(read_cells(bytes(content)).rows)
    except DomainError as refused:
        assert refused.message_zh.endswith("。")
    else:
        assert header.first_row >= 0


texts = st.text(max_size=12) | st.sampled_from([*HEADER, "万元", "合计", "—", "#DIV/0!", "1e999", "-0", "NaN", "２０２５", "1,234.5万元", "规上"])  # fmt: skip


@settings(max_examples=examples(200))
@given(st.lists(st.lists(texts, max_size=9), max_size=12))
def test_any_grid_gives_rows_or_findings(grid: list[list[str]]):
    header = map_header(grid)
    if not header.columns:
        assert header.findings.has_errors
        return
    for number, cells in enumerate(grid[header.first_row :], header.first_row + 1):
        row = read_row(number, dict(enumerate(cells)), header.columns)
        if row is not None:
            assert all(value is None or value.is_finite() for value in row.amounts.values())
            assert all(area > 0 for area in row.land.values())


@pytest.mark.parametrize(
    ("text_of", "field", "unit", "expected"),
    [
        ("1,234.5", "tax_yuan", "万元", Decimal("12345000.00")),
        ("１２３", "tax_yuan", "元", Decimal("123.00")),
        ("12万元", "tax_yuan", "元", Decimal("120000.00")),
        ("3 亩", "registered_m2", "平方米", Decimal("2000.00")),
        ("1", "registered_m2", "亩", Decimal("666.67")),
        ("1.005", "tax_yuan", "元", Decimal("1.01")),
        ("—", "tax_yuan", "万元", None),
        (" ", "tax_yuan", "万元", None),
        ("2", "electricity_kwh", "万千瓦时", Decimal("20000.00")),
        ("120", "staff", "人", Decimal(120)),
    ],
)
def test_a_cell_is_read_in_its_unit(text_of: str, field: str, unit: str, expected: Decimal | None):
    assert read_amount(text_of, SPECS[field], unit) == expected


@pytest.mark.parametrize("text_of", ["一千", "#N/A", "1e99", "12吨", "12.5", "∞", "1.2.3"])
def test_a_cell_that_is_no_number_of_persons_says_so(text_of: str):
    with pytest.raises(Unreadable):
        read_amount(text_of, SPECS["staff"], "人")


@pytest.mark.parametrize(
    ("text_of", "expected"),
    [
        ("2019-03-01", date(2019, 3, 1)), ("2019年3月", date(2019, 3, 1)), ("2019/3/9", date(2019, 3, 9)), ("43525", date(2019, 3, 1)),
        ("2019.12", date(2019, 12, 1)), ("无", None),
    ],
)  # fmt: skip
def test_days_are_read_as_offices_write_them(text_of: str, expected: date | None):
    assert read_day(text_of) == expected


def test_other_cells_are_read_or_refused():
    assert read_list("P4-001、P4-002, P4-001；P4-003") == ("P4-001", "P4-002", "P4-003")
    assert str(read_segment("规上企业")) == "above"
    for wrong in ("2019-02-30", "前年"):
        with pytest.raises(Unreadable):
            read_day(wrong)


def test_an_enterprise_without_land_here_is_asked_for_its_park(db: Session, park: BuiltPark):
    an_enterprise(db, park, 9)
    row = ("示例企业09", credit_code(9), "", "规上", 1, 5, None)
    [(_, codes)] = told(db, received(db, a_workbook([row])))
    assert codes == ["figures.land_missing", "figures.park_unknown"]


def test_the_area_is_compared_with_the_plots_that_are_named(db: Session, park: BuiltPark):
    party = db.execute(text("select id from party where name_zh = '示例企业01'")).scalar_one()
    more = db.execute(text("select plot_id from plot_snapshot where plot_no = 'P4-003'")).scalar_one()
    db.execute(
        text("insert into plot_party (plot_id, party_id, role, source, share, valid) values (:plot, :party, 'holder', '测试', 0.5, daterange('2020-01-01', null))"),
        {"plot": more, "party": party},
    )  # fmt: skip
    header = (*HEADER, "地块编号")
    assert told(db, received(db, a_workbook([(*ONE, "P4-001")], header=header))) == [(2, [])]
    assert told(db, received(db, a_workbook([(*ONE, None)], header=header))) == [(2, ["figures.area_differs"])]
