"""Dated entries: the one in force on the day, a day either side of a change."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.kernel.rulebook import Basis, Rulebook, RulebookEntriesOverlap, RulebookEntryMissing, RuleEntry

ROOT = Path(__file__).resolve().parents[2]
CHANGE = date(2023, 6, 25)


def entry(value: str, start: date, end: date | None = None, *, confirmed: bool = True) -> RuleEntry:
    return RuleEntry("coefficient", Decimal(value), "1", start, Basis("控制指标"), end, confirmed)


BOOK = Rulebook.of([entry("0.40", CHANGE, confirmed=False), entry("0.30", date(2008, 1, 31), CHANGE)])


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2008, 1, 31), "0.30"),
        (CHANGE - timedelta(days=1), "0.30"),
        (CHANGE, "0.40"),
        (date(2099, 1, 1), "0.40"),
    ],
)
def test_a_case_is_judged_by_the_entry_of_its_own_day(day: date, value: str):
    assert BOOK.value("coefficient", day) == Decimal(value)


def test_the_day_before_the_first_entry_names_what_is_missing():
    with pytest.raises(RulebookEntryMissing) as refused:
        BOOK.entry("coefficient", date(2008, 1, 30))
    assert refused.value.code == "rulebook.entry_missing"
    assert refused.value.message_zh == "规则库在2008年1月30日没有生效的条目：coefficient。请管理员补充后重试。"
    with pytest.raises(RulebookEntryMissing) as several:
        BOOK.entries(["a", "coefficient", "b"], CHANGE)
    assert several.value.codes == ("a", "b")


@pytest.mark.parametrize("end", [CHANGE + timedelta(days=1), None])
def test_two_values_on_one_day_are_refused(end: date | None):
    with pytest.raises(RulebookEntriesOverlap) as refused:
        Rulebook.of([entry("0.30", date(2008, 1, 31), end), entry("0.40", CHANGE)])
    assert "2023年6月25日" in refused.value.message_zh


def test_an_entry_that_never_holds_is_refused():
    with pytest.raises(ValueError, match="one day at least"):
        entry("0.30", CHANGE, CHANGE)


def test_what_is_not_confirmed_is_named():
    assert [item.value for item in BOOK.unconfirmed(["coefficient"], CHANGE)] == [Decimal("0.40")]
    assert BOOK.unconfirmed(["coefficient"], date(2020, 1, 1)) == ()


@pytest.mark.parametrize(
    ("text", "document", "article"),
    [
        ("闲置土地处置办法 第十二条", "闲置土地处置办法", "第十二条"),
        ("行政许可法第四十二条第一款", "行政许可法", "第四十二条第一款"),
        ("系统设定", "系统设定", ""),
    ],
)
def test_a_basis_is_document_and_article(text: str, document: str, article: str):
    assert Basis.parse(text) == Basis(document, article)
    assert str(Basis(document, article)) == f"{document} {article}".strip()


@pytest.mark.parametrize("path", sorted(ROOT.glob("gisapp/*/rulebook.toml")), ids=lambda path: path.parent.name)
def test_every_shipped_book_can_be_read(path: Path):
    tables = tomllib.loads(path.read_text("utf-8"))["entry"]
    book = Rulebook.from_tables(tables)
    assert len(book.by_code) == len({table["code"] for table in tables})
    assert all(e.basis.document and e.unit for found in book.by_code.values() for e in found)


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=6, unique=True), st.dates())
def test_on_every_day_at_most_one_entry_holds_and_it_is_the_newest_begun(starts: list[date], day: date):
    starts.sort()
    ends = [*starts[1:], None]
    book = Rulebook.of([entry(str(n), a, b) for n, (a, b) in enumerate(zip(starts, ends, strict=True))])
    begun = [n for n, start in enumerate(starts) if start <= day]
    if begun:
        assert book.value("coefficient", day) == begun[-1]
    else:
        with pytest.raises(RulebookEntryMissing):
            book.value("coefficient", day)
