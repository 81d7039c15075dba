"""How two writings of one value meet, and who is said to differ when three do not agree."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.exchange.fields import exchange_fields, fields_by_heading
from gisapp.exchange.rules.reconcile import TheirRow, compare_rows, judge
from gisapp.exchange.rules.written import Unreadable, from_ours, from_theirs
from gisapp.exchange.terms import FieldKind, Verdict

FIELD = {field.key: field for field in exchange_fields()}


@pytest.mark.parametrize(
    ("key", "cell", "written"),
    [
        ("dgSj", "2026-05-01", "2026-05-01"),
        ("dgSj", "2026/5/1", "2026-05-01"),
        ("dgSj", "2026年5月1日", "2026-05-01"),
        ("dgSj", "2026-05-01 00:00:00", "2026-05-01"),
        ("dgSj", datetime.fromisoformat("2026-05-01T08:00"), "2026-05-01"),
        ("dgSj", date(2026, 5, 1), "2026-05-01"),
        ("dgSj", 1777564800000, "2026-05-01"),  # midnight in China, as the interface gives it
        ("dgSj", "1900-01-01", None),
        ("dgSj", "　", None),
        ("mj", "5.8", "5.8000"),
        ("mj", 5.80004, "5.8000"),
        ("mj", 5.80005, "5.8001"),
        ("mj", "1,234.5", "1234.5000"),
        ("minLhl", "20%", "20.00"),
        ("cjJg", "—", None),
        ("crNx", "50", "50"),
        ("crjZfydList", "2026-01-02:300；2026/3/1 700.5", "2026-01-02 300.0000；2026-03-01 700.5000"),
    ],
)
def test_a_cell_is_read_whatever_way_it_is_written(key, cell, written):
    assert from_theirs(FIELD[key], cell) == written


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("dgSj", "待定"),
        ("dgSj", "2026-13-01"),
        ("mj", "五公顷"),
        ("mj", "1e400"),
        ("crjZfydList", "按季"),
        ("dgSj", 45000),
    ],
)
def test_what_is_not_of_the_fields_kind_is_said_to_be_unreadable(key, cell):
    with pytest.raises(Unreadable):
        from_theirs(FIELD[key], cell)


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("mj", "58000.00", "5.8000"),
        ("cjJg", "12345678", "1234.5678"),
        ("minJzMd", "0.4", "40.00"),
        ("tzQd", "3000", "3000.00"),
        ("zdZl", " ", None),
    ],
)
def test_ours_is_written_in_the_units_of_the_system(key, value, written):
    assert from_ours(FIELD[key], value) == written


@pytest.mark.parametrize(
    ("ours", "contract", "theirs", "verdict"),
    [
        ("a", "a", "a", None),
        ("a", "a", "b", Verdict.THEIRS_DIFFERS),
        ("a", "b", "b", Verdict.OURS_DIFFERS),
        ("a", "b", "a", Verdict.CONTRACT_DIFFERS),
        ("a", "b", "c", Verdict.ALL_DIFFER),
        ("a", "a", None, Verdict.THEIRS_MISSING),
        ("a", None, None, Verdict.THEIRS_MISSING),
        (None, None, "a", Verdict.OURS_MISSING),
        (None, None, None, None),
        (None, "a", "a", None),
        (None, "a", "b", Verdict.THEIRS_DIFFERS),
        ("示例 企业01", "示例企业01", "示例企业０１", None),
    ],
)
def test_who_differs(ours, contract, theirs, verdict):
    assert judge(FIELD["zdZl"], ours, contract, theirs) is verdict


def test_the_way_of_supply_is_the_same_with_and_without_its_last_word():
    assert judge(FIELD["gyFs"], None, "挂牌出让", "挂牌") is None
    assert judge(FIELD["gyFs"], None, "挂牌出让", "拍卖出让") is Verdict.THEIRS_DIFFERS


def test_every_heading_leads_to_one_field():
    by_heading = fields_by_heading()
    for field in exchange_fields():
        assert by_heading[field.key.lower()] is field
        assert by_heading[field.label_zh] is field


def a_contract(number: int) -> dict[str, object]:
    blank = {name: None for field in exchange_fields() for name in (field.ours, field.contract) if name}
    return blank | {
        "contract_id": number,
        "contract_no": f"HT-{number}",
        "supervision_no": f"DEMO{number:04d}",
        "area_m2": 58000 + number,
        "plot_area_m2": 58000 + number,
    }


@given(st.lists(st.integers(1, 40), unique=True, max_size=20), st.data())
def test_equal_tables_have_no_difference_and_each_missing_row_is_one(numbers, data):
    mine = [a_contract(number) for number in numbers]
    rows = [
        TheirRow(
            place,
            {
                field.key: from_ours(field, own.get(field.contract or "") or own.get(field.ours or ""))
                for field in exchange_fields()
            },
        )
        for place, own in enumerate(mine, 2)
    ]
    assert compare_rows(mine, rows, exchange_fields()) == []
    left = data.draw(st.lists(st.sampled_from(rows), unique_by=lambda row: row.row_no) if rows else st.just([]))
    missing = compare_rows(mine, left, exchange_fields())
    assert [item.verdict for item in missing] == [Verdict.NOT_IN_SYSTEM] * (len(rows) - len(left))


def test_a_number_field_has_decimals_and_a_unit():
    for field in exchange_fields():
        assert field.ours or field.contract, field.key
        assert field.kind is not FieldKind.NUMBER or field.per > 0
