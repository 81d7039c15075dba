"""The TXT reader against inputs nobody wrote: it never crashes, and every parcel is ground or has an error that says why not."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.read_boundary_txt import read_boundary_txt
from tests.harness.examples import examples

number = st.one_of(
    st.floats(3_719_000, 3_720_000).map(lambda value: f"{value:.3f}"),
    st.floats(38_560_000, 38_561_000).map(lambda value: f"{value:.3f}"),
    st.floats(500_000, 600_000).map(lambda value: f"{value:.1f}"),
    st.floats(73, 135).map(lambda value: f"{value:.6f}"),
    st.integers(-5, 400).map(str),
    st.sampled_from(
        [
            "",
            "nan",
            "inf",
            "1e999",
            "-0",
            "0.0",
            "3719683.313",
            "38560330.618",
            "３７",
            "114°39′0.05″",
            ".",
            "--",
            "1.2.3",
        ]
    ),
)
name = st.sampled_from(["J1", "J2", "J01", "1", "2", "", "圈", "序号", "J1-1", "面"])
point = st.builds(
    lambda parts, sep: sep.join(parts),
    st.lists(st.one_of(name, number), min_size=0, max_size=9),
    st.sampled_from([",", ", ", "，", "\t", " ", ";"]),
)
parcel = st.builds(
    lambda parts, end: ",".join(parts) + end,
    st.lists(st.one_of(name, number, st.sampled_from(["面", "线", "点", "DK1"])), max_size=13),
    st.sampled_from(["@", ",@", "@ ", "＠", ""]),
)
header = st.builds(
    lambda key, value: f"{key}={value}",
    st.sampled_from(["坐标系", "几度分带", "带号", "转换参数", "未知", "分带"]),
    st.sampled_from(["", "38", "3度带", "39", "2000国家大地坐标系", "80国家大地坐标系", "114", "x@y"]),
)
section = st.sampled_from(["[属性描述]", "[地块坐标]", "【地块坐标】", "[项目信息]", " [x]", "[", "]", "[]"])
line = st.one_of(point, point, point, parcel, header, section, st.text(max_size=12))
document = st.builds(
    lambda lines, eol: eol.join(lines), st.lists(line, max_size=40), st.sampled_from(["\n", "\r\n", "\r"])
)
encoding = st.sampled_from(["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])


def check(data: bytes) -> None:
    log = IssueLog()
    layer = read_boundary_txt(data, "模糊.txt", log)
    refused = log.rows_with_errors()
    for row, geometry in zip(layer.rows, layer.geometry, strict=True):
        assert (geometry is None) == (int(row) in refused)
    assert len(layer) or log.file_has_errors
    for column in layer.columns.values():
        assert len(column) == len(layer)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.too_slow])
@given(document, encoding)
def test_documents_made_of_likely_lines(text: str, codec: str) -> None:
    check(text.encode(codec, errors="replace"))


@settings(max_examples=examples(200))
@given(st.binary(max_size=400))
def test_bytes_of_any_kind(data: bytes) -> None:
    check(data)


@settings(max_examples=examples(150))
@given(st.data())
def test_a_sound_file_with_a_few_bytes_changed(data: st.DataObject) -> None:
    sound = bytearray(
        (
            "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=38\n[地块坐标]\n5,6.0000,DK001,示例,面,,工业用地,,@\n"
            "J1,1,3719683.313,38560330.618\nJ2,1,3719683.313,38560630.618\nJ3,1,3719483.313,38560630.618\nJ4,1,3719483.313,38560330.618\n"
            "J1,1,3719683.313,38560330.618\n"
        ).encode("gb18030")
    )
    for _ in range(data.draw(st.integers(1, 6))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(sound))
