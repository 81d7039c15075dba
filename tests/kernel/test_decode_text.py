"""UTF-8 that was cut or damaged stays UTF-8; what is GBK stays GBK."""

from __future__ import annotations

import random

import pytest

from gisapp.kernel.decode_text import decode_text, utf8_or_gb18030

WORDS = "地块编号权利人面积园区示例企业界址点坐标系带号工业用地物流仓储黑龙江省一号成果说明单位日期精度转换参数"


@pytest.mark.parametrize("cut", range(4, 90))
def test_a_head_that_ends_inside_a_character_is_utf8(cut: int) -> None:
    assert utf8_or_gb18030(("编号," + WORDS).encode()[:cut])[0] == "utf-8"


def test_one_broken_byte_does_not_make_a_text_gbk() -> None:
    data = bytearray((WORDS * 3).encode())
    data[31] = 0xFF
    decoded = decode_text(bytes(data))
    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.unreadable <= 3
    assert decoded.text.startswith(WORDS[:10])


def test_no_chinese_text_in_gbk_is_taken_for_utf8() -> None:
    chance = random.Random(7)
    taken = []
    for _ in range(20_000):
        word = "".join(chance.choices(WORDS, k=chance.randint(1, 12)))
        data = word.encode("gb18030")
        if utf8_or_gb18030(data[: chance.choice((len(data), len(data) - 1))] or data)[0] == "utf-8":
            taken.append(word)
    assert taken == []
