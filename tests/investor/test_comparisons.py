"""Sites side by side: differences marked, leaders only where everybody would agree, withdrawn sites named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.investor.rules.comparison import Aspect, Cell, compare_aspects
from tests.investor.conftest import Window


def an_aspect(*cells: tuple[str, float | None], better: str = "") -> Aspect:
    return Aspect("组", "Group", "key", "行", "Row", tuple(Cell(words, words, value) for words, value in cells), better)


@pytest.mark.parametrize(
    ("cells", "better", "differs", "leading"),
    [
        ((("10", 10), ("10", 10)), "low", False, ()),
        ((("10", 10), ("12", 12)), "low", True, (0,)),
        ((("10", 10), ("12", 12)), "high", True, (1,)),
        ((("10", 10), ("12", 12), ("10", 10)), "low", True, (0, 2)),
        ((("10", 10), ("待定", None)), "low", True, ()),
        ((("10", 10), ("12", 12), ("待定", None)), "low", True, (0,)),
        ((("甲", None), ("乙", None)), "", True, ()),
        ((("10", 10), ("12", 12)), "", True, ()),
    ],
)
def test_what_differs_and_who_leads(cells, better, differs, leading):
    (row,) = compare_aspects([an_aspect(*cells, better=better)])
    assert (row.differs, row.leading) == (differs, leading)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=4), st.sampled_from(["low", "high"]))
def test_a_leader_is_never_worse_than_another_site(values, better):
    (row,) = compare_aspects([an_aspect(*((str(v), v) for v in values), better=better)])
    for at in row.leading:
        assert all((values[at] <= v) if better == "low" else (values[at] >= v) for v in values)


def test_three_sites_side_by_side(window: Window):
    ids = [window.sites.food, window.sites.medicine, window.sites.metal]
    found = window.visitor.get(f"/api/site-comparison?ids={','.join(map(str, ids))}").json()
    assert [site["plot_no"] for site in found["sites"]] == ["P4-001", "P6-001", "P4-002"]
    rows = {row["key"]: row for row in found["rows"]}
    assert rows["price"]["cells_zh"] == ["10.00 万元/亩", "20.00 万元/亩", "33.33 万元/亩"]
    assert (rows["price"]["differs"], rows["price"]["leading"]) == (True, [0])
    assert rows["total"]["cells_zh"][2] == "4,000.00 万元"
    assert rows["use"]["differs"] is False
    assert rows["area"]["leading"] == []
    assert all(len(row["cells_zh"]) == len(row["cells_en"]) == 3 for row in found["rows"])
    assert {"path:standard", "path:commitment", "path:land_ready"} <= set(rows)


def test_a_site_that_is_not_published_is_named_and_not_shown(window: Window):
    found = window.visitor.get(f"/api/site-comparison?ids={window.sites.food},{window.sites.sold}").json()
    assert found["missing"] == [window.sites.sold]
    assert [site["id"] for site in found["sites"]] == [window.sites.food]


@pytest.mark.parametrize("ids", ["1", "1,2,3,4,5", "1,x", "", "1,1"])
def test_fewer_than_two_or_more_than_four_are_refused_with_a_sentence(window: Window, ids: str):
    answer = window.visitor.get(f"/api/site-comparison?ids={ids}")
    assert answer.status_code == 400
    assert answer.json()["message_zh"]
