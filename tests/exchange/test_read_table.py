"""Tables as they arrive: title lines above the headings, other orders, other encodings, and files that are no tables."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisapp.exchange.read_table import read_table
from gisapp.kernel.errors import Invalid
from tests.harness.examples import examples

CSV = "供地结果导出,,\n电子监管号,面积(公顷),备注列,土地使用权人\nDEMO0001,5.8000,x,示例企业01\n,,,\nDEMO0002,3,y,示例企业02\n数据日期 2026年11月23日,,,\n"


def a_workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_every_encoding_with_a_title_above(encoding):
    table = read_table("导出.csv", CSV.encode(encoding))
    assert [field.key for field in table.fields] == ["dzBaBh", "mj", "tdSyqr"]
    assert table.unknown == ("备注列",)
    assert [(row.row_no, row.cells["tdSyqr"]) for row in table.rows] == [(3, "示例企业01"), (5, "示例企业02")]


def test_a_workbook_is_read_by_keys_in_any_order():
    table = read_table("x.xlsx", a_workbook(["导出"], ["MJ", "bh", "crNx"], [5.8, "HT-1", 50]))
    assert table.rows[0].cells == {"mj": 5.8, "bh": "HT-1", "crNx": 50}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.csv", b"a,b\n1,2\n", "exchange.no_headings"),
        ("x.csv", b"", "exchange.no_headings"),
        ("x.xls", b"\xd0\xcf\x11\xe0", "exchange.not_a_table"),
        ("x.xlsx", b"PK\x03\x04 broken", "workbook.unreadable"),
        ("x.csv", b"bh\n" + b"1\n" * 20_001, "exchange.too_many_rows"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(name, content, code):
    with pytest.raises(Invalid) as refused:
        read_table(name, content)
    assert refused.value.code == code
    assert refused.value.message_zh.endswith("。")


@settings(max_examples=examples(300))
@given(
    st.binary(max_size=400),
    st.sampled_from(["x.csv", "x.xlsx"]),
    st.sampled_from([b"", "电子监管号,面积\n".encode(), b"PK\x03\x04"]),
)
def test_whatever_the_bytes_the_answer_is_a_table_or_a_sentence(content, name, start):
    try:
        read_table(name, start + content)
    except Invalid as refused:
        assert refused.message_zh
