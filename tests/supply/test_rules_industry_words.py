"""A class of industries is told with the division it belongs to, never under the division's name."""

from __future__ import annotations

import pytest

from gisapp.supply.rules.industry_words import industry_words

NAMES = {"13": "农副食品加工业", "139": "其他农副食品加工", "C": "制造业"}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("13", "13 农副食品加工业"),
        ("131", "131（13 农副食品加工业）"),
        ("1392", "1392（139 其他农副食品加工）"),
        ("27", "27"),
        ("", ""),
    ],
)
def test_a_code_is_named_by_the_longest_known_code_that_it_begins_with(code: str, told: str):
    assert industry_words(code, NAMES) == told
