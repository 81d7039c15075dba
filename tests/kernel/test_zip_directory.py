"""A zip of very many entries is refused by every reader before its directory is built."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gisapp.api.workbook_reader import WorkbookBounds, read_workbook
from gisapp.documents.filling import open_template
from gisapp.kernel.errors import Invalid, TooLarge
from gisapp.kernel.zip_directory import has_more_entries
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.limits import Limits
from gisapp.land.intake.unpack_archive import unpacked

MANY = 3_000


@pytest.fixture(scope="module")
def crowded() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(MANY):
            archive.writestr(f"{number}.txt", b"")
    return content.getvalue()


@pytest.mark.parametrize(("most", "more"), [(MANY - 1, True), (MANY, False)])
def test_entries_are_counted_across_the_pieces_that_are_read(
    crowded: bytes, monkeypatch: pytest.MonkeyPatch, most: int, more: bool
):
    monkeypatch.setattr("gisapp.kernel.zip_directory._CHUNK", 7)
    file = io.BytesIO(crowded)
    assert has_more_entries(file, most) is more
    assert file.tell() == 0


def a_survey(content: bytes, folder: Path) -> None:
    path = folder / "survey.zip"
    path.write_bytes(content)
    with unpacked(path, Limits(), IssueLog()):
        pass


@pytest.mark.parametrize(
    "read",
    [
        a_survey,
        lambda content, _: open_template(content),
        lambda content, _: read_workbook(content, WorkbookBounds(rows=10, columns=10, cells=100)),
    ],
    ids=["survey", "template", "workbook"],
)
def test_no_reader_builds_the_directory_of_too_many(
    crowded: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[bytes, Path], None]
):
    def built(*_: object) -> None:
        raise AssertionError("the directory was read")

    monkeypatch.setattr(zipfile, "ZipInfo", built)
    with pytest.raises((Invalid, TooLarge)):
        read(crowded, tmp_path)
