"""Zips that must not be believed: bombs, paths, links, methods; refused with a sentence and nothing left behind."""

from __future__ import annotations

import io
import stat
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gisapp.kernel.errors import DomainError, Invalid, TooLarge
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.bundle_files import bundled, parts_beside
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import MIB, Limits
from gisapp.land.intake.open_file import opened_layer, recognise
from gisapp.land.intake.unpack_archive import unpacked
from tests.builders.ground import dry_run
from tests.builders.survey_file import HEAD, txt_of

TXT = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=38\n[地块坐标]\n".encode("gbk")


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Whatever a test unpacks goes here, and must be gone afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def a_zip(tmp_path: Path, entries: dict[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = tmp_path / "file.zip"
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return path


def refusal(path: Path, limits: Limits | None = None) -> DomainError:
    with pytest.raises(DomainError) as caught, opened_layer(path, path.name, Answers(), limits or Limits(), IssueLog()):
        pass
    assert caught.value.message_zh.endswith("。")
    return caught.value


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "a/../../evil.txt",
        "/etc/evil.txt",
        "..\\evil.txt",
        "C:\\evil.txt",
        "\\\\server\\evil.txt",
        "a\\..\\..\\b.txt",
    ],
)
def test_paths_out_of_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    path = a_zip(tmp_path, {"good.txt": TXT, name: TXT})
    assert refusal(path).code == "archive.unsafe_path"
    assert not (tmp_path / "evil.txt").exists()


def test_links_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal(a_zip(tmp_path, {link: b"/etc/passwd"})).code == "archive.link"


def test_a_bomb_is_refused_by_its_announced_size(tmp_path: Path) -> None:
    error = refusal(a_zip(tmp_path, {"big.txt": b"0" * (20 * MIB)}), Limits(unpacked_bytes=10 * MIB))
    assert (type(error), error.code) == (TooLarge, "archive.too_large")


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    path = a_zip(tmp_path, {"big.txt": b"0" * (40 * MIB)})
    data = bytearray(path.read_bytes())
    where = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, where + 20, 30_000)  # a smaller compressed size than deflate can reach
    path.write_bytes(data)
    assert refusal(path).code in ("archive.bomb", "archive.broken")


def test_a_size_that_lies_does_not_get_more_onto_the_disk(tmp_path: Path) -> None:
    path = a_zip(tmp_path, {"big.txt": b"0" * (5 * MIB)})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.rindex(mark) + place, 1000)
    path.write_bytes(data)
    assert refusal(path, Limits(unpacked_bytes=2 * MIB)).code == "archive.broken"


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    path = a_zip(tmp_path, {f"{number}.txt": b"" for number in range(30)})
    assert refusal(path, Limits(entries=20)).code == "archive.too_many_entries"


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    assert refusal(a_zip(tmp_path, {"inner.zip": b"PK\x03\x04"})).code == "archive.nested"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_refused_because_they_expand_without_bound(tmp_path: Path, method: int) -> None:
    assert refusal(a_zip(tmp_path, {"a.txt": TXT}, method)).code == "archive.method"


def test_encrypted_archives_are_refused(tmp_path: Path) -> None:
    path = a_zip(tmp_path, {"a.txt": TXT})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(mark) + place] |= 1
    path.write_bytes(data)
    assert refusal(path).code == "archive.encrypted"


@pytest.mark.parametrize("cut", [10, 40, 100])
def test_half_an_archive_is_refused(tmp_path: Path, cut: int) -> None:
    path = a_zip(tmp_path, {"a.txt": TXT * 20})
    path.write_bytes(path.read_bytes()[:cut])
    assert refusal(path).code == "archive.broken"


def test_names_of_macos_and_windows_furniture_are_passed_over(tmp_path: Path) -> None:
    path = a_zip(
        tmp_path,
        {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "资料/Thumbs.db": b"x", "说明.pdf": b"x", "资料/a.txt": TXT},
    )
    log = IssueLog()
    with unpacked(path, Limits(), log) as files:
        assert [file.name for file in files] == ["资料/a.txt"]
    assert [issue.value for issue in log] == ["说明.pdf"]


def test_a_package_with_edits_in_its_log_is_refused_with_what_to_do(tmp_path: Path) -> None:
    said = refusal(
        a_zip(tmp_path, {"地块.gpkg": b"SQLite format 3\0", "地块.gpkg-wal": b"x" * 32, "地块.gpkg-shm": b"x"})
    )
    assert said.code == "geopackage.wal"
    assert "退出软件" in said.message_zh


def test_gbk_names_are_read(tmp_path: Path) -> None:
    path = a_zip(tmp_path, {"XXXX.txt": TXT})
    path.write_bytes(path.read_bytes().replace(b"XXXX", "地块".encode("gbk")))
    with unpacked(path, Limits(), IssueLog()) as files:
        assert [file.name for file in files] == ["地块.txt"]


def test_too_large_an_upload_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2000)
    assert refusal(path, Limits(upload_bytes=1000)).code == "survey.too_large"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.geojson", b'{"type": "FeatureCollection"}'),
        ("a.kml", b"<kml>"),
        ("a.txt", TXT),
        ("a.dxf", b"  0\nSECTION\n"),
    ],
)
def test_a_text_that_is_large_once_unpacked_is_refused_before_it_is_read(tmp_path: Path, name: str, head: bytes):
    path = a_zip(tmp_path, {name: head + b" " * MIB})
    assert refusal(path, Limits(text_bytes=MIB)).code == "survey.text_too_large"


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", TXT, "boundary_txt"), ("a.dat", b"J1,1,3719683.313,38560330.618", "boundary_txt"), ("a.zip", b"PK\x03\x04....", "archive"),
        ("a.gpkg", b"SQLite format 3\0", "geopackage"), ("a.json", b'{"type": "FeatureCollection"}', "geojson"),
        ("a.txt", b'\xef\xbb\xbf {"type": "Feature"}', "geojson"), ("a.geojson", b'[{"type": "Feature"}]', "geojson"),
    ],
)  # fmt: skip
def test_files_are_known_by_their_bytes(tmp_path: Path, name: str, head: bytes, kind: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(head)
    assert recognise(path, name) == kind


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.rar", b"Rar!\x1a\x07"), ("a.7z", b"7z\xbc\xaf\x27\x1c"), ("a.dwg", b"AC1027"), ("a.pdf", b"%PDF-1.4"), ("a.xls", b"\xd0\xcf\x11\xe0"),
        ("a.shp", b"\x00\x00\x27\x0a"), ("a.dbf", b"\x03"), ("a.docx", b"PK\x03\x04"), ("a.gdbtable", b"\x03\x00"), ("a.gz", b"\x1f\x8b"),
        ("a.txt", b""), ("a.bin", b"\x01\x02\x03"),
    ],
)  # fmt: skip
def test_other_formats_are_named_and_refused(tmp_path: Path, name: str, head: bytes) -> None:
    path = tmp_path / "upload"
    path.write_bytes(head)
    with pytest.raises(Invalid) as caught:
        recognise(path, name)
    assert caught.value.code in ("survey.unsupported", "survey.empty_file")


def test_loose_parts_of_a_shapefile_become_one_zip_the_same_every_time(tmp_path: Path) -> None:
    for suffix in (".SHP", ".dbf", ".prj", ".xml"):
        (tmp_path / f"地块{suffix}").write_bytes(suffix.encode())
    made = []
    for _ in range(2):
        with bundled(parts_beside(tmp_path / "地块.SHP"), Limits()) as (name, path):
            assert name == "地块.zip"
            made.append(path.read_bytes())
    assert made[0] == made[1]
    assert zipfile.ZipFile(io.BytesIO(made[0])).namelist() == ["地块.SHP", "地块.dbf", "地块.prj"]


def test_a_loose_package_with_its_log_is_refused_with_what_to_do(tmp_path: Path) -> None:
    parts = [(name, tmp_path / name) for name in ("地块.gpkg", "地块.gpkg-wal")]
    for _, path in parts:
        path.write_bytes(b"x")
    with pytest.raises(Invalid) as loose, bundled(parts, Limits()):
        pass
    packed = refusal(a_zip(tmp_path, {name: path.read_bytes() for name, path in parts}))
    assert (loose.value.code, loose.value.message_zh) == (packed.code, packed.message_zh)


def test_loose_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    parts = [("a.txt", tmp_path / "a"), ("b.txt", tmp_path / "b")]
    for _, path in parts:
        path.write_bytes(TXT)
    with pytest.raises(Invalid), bundled(parts, Limits()):
        pass


def survey(plot_no: str, east: float, zone: int = 38) -> bytes:
    return txt_of({plot_no: (east, 100, 100, 100)}, head=HEAD.replace("带号=38", f"带号={zone}")).encode("gbk")


def test_one_txt_a_plot_is_one_survey(tmp_path: Path) -> None:
    path = a_zip(
        tmp_path, {"一.txt": survey("A-1", 100), "二.txt": survey("A-2", 300), "说明.txt": "见附件".encode("gbk")}
    )
    result = dry_run(path)
    assert [(one.row, one.plot_no, one.action) for one in result.proposals] == [(1, "A-1", "new"), (2, "A-2", "new")]
    assert {"txt.merged", "archive.entry_unused"} <= set(result.log.codes())


def test_issues_of_merged_files_name_their_file_and_row(tmp_path: Path) -> None:
    broken = survey("A-2", 300).replace(b"3719100.000,38560300.000", b"37l9100.000,38560300.000")
    result = dry_run(a_zip(tmp_path, {"一.txt": survey("A-1", 100), "二.txt": broken}))
    (issue, _) = [one for one in result.log if one.code == "txt.point_unreadable"]
    assert issue.row == 2
    assert issue.message_zh.startswith("二.txt：")
    assert result.counts() == {"new": 1, "revise": 0, "unchanged": 0, "blocked": 1}


def test_files_of_two_zones_are_asked_about(tmp_path: Path) -> None:
    (question,) = dry_run(
        a_zip(tmp_path, {"一.txt": survey("A-1", 100), "二.txt": survey("A-2", 300, zone=39)})
    ).questions
    assert question.code == "layer"


def test_a_readme_beside_a_survey_is_no_layer(tmp_path: Path) -> None:
    path = a_zip(
        tmp_path, {"地块.txt": survey("A-1", 100), "readme.txt": b"made by somebody", "style.json": b'{"version": 8}'}
    )
    assert dry_run(path).counts()["new"] == 1
