"""The sealed case file: it holds everything, verifies offline without this code, and one altered byte anywhere is found and named."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

import gisapp.idle_cases.documents  # noqa: F401  registers the sources
from gisapp.documents.issue import issue_from_source
from gisapp.idle_cases import verify_bundle
from gisapp.idle_cases.bundle import check_bundle, seal_case
from gisapp.idle_cases.entry_commands import save_draft
from gisapp.idle_cases.queries import read_sheet
from gisapp.idle_cases.terms import CaseStep
from gisapp.kernel.clock import FixedClock
from tests.builders.document import an_issuer
from tests.harness.examples import examples
from tests.idle_cases.case_road import CLERK, TODAY, idle_ground, open_clue, walk_to

SMALL = [("case.json", "个案", b'{"case_no": "XZ2026-0001"}\n'), ("evidence/E1-照片.jpg", "现场照片", b"\xff\xd8paper"), ("steps/001-open.json", "登记线索", b"{}\n")]  # fmt: skip


def packed(members: list[tuple[str, str, bytes]]) -> bytes:
    manifest = verify_bundle.make_manifest({"case_no": "XZ2026-0001"}, members)
    return verify_bundle.pack(
        [(verify_bundle.MANIFEST, manifest), (verify_bundle.SEAL, verify_bundle.seal_text(manifest)), *((path, content) for path, _, content in members)]
    )  # fmt: skip


def flipped(archive: bytes, offset: int, mask: int = 1) -> bytes:
    return archive[:offset] + bytes([archive[offset] ^ mask]) + archive[offset + 1 :]


def regions_of(archive: bytes) -> list[tuple[str, int, int]]:
    """(what it is, first byte, one past the last) of every piece of the archive."""
    found, offset = [], 0
    for name, piece in verify_bundle.regions(verify_bundle.unpack(archive)[0]):
        if piece:
            found.append((name, offset, offset + len(piece)))
        offset += len(piece)
    return found


@pytest.fixture
def sealed(db: Session) -> bytes:
    ground = idle_ground(db)
    an_issuer(db, ground.park.zone_id)
    case_id = open_clue(db, ground, officer_name="示例承办人")
    save_draft(db, CLERK, case_id, "idle_investigation_notice", {"holder_address": "示例路88号"})
    issue_from_source(
        db, CLERK, FixedClock(date(2026, 3, 5)), "idle_investigation_notice", subject="idle_case", subject_id=case_id
    )
    walk_to(db, case_id, ground, CaseStep.CLOSE)
    return seal_case(db, CLERK, FixedClock(TODAY), case_id).content


def test_every_byte_of_a_small_file_is_watched():
    archive = packed(SMALL)
    assert verify_bundle.verify(archive) == []
    names = regions_of(archive)
    for offset in range(len(archive)):
        problems = verify_bundle.verify(flipped(archive, offset))
        assert problems, offset
        name = next(name for name, first, end in names if first <= offset < end)
        member = name.split(" 的")[0]
        assert any(member in problem for problem in problems), (offset, name, problems)


@settings(max_examples=examples(300))
@given(data=st.data(), mask=st.integers(1, 255))
def test_any_flip_of_any_byte_is_found(data: st.DataObject, mask: int):
    archive = packed(SMALL)
    offset = data.draw(st.integers(0, len(archive) - 1))
    assert verify_bundle.verify(flipped(archive, offset, mask))


def test_every_member_of_a_real_file_is_watched(sealed: bytes):
    assert verify_bundle.verify(sealed) == []
    for name, first, end in regions_of(sealed):
        for offset in {first, (first + end) // 2, end - 1}:
            problems = verify_bundle.verify(flipped(sealed, offset))
            assert any(name.split(" 的")[0] in problem for problem in problems), (name, offset, problems)


def test_the_file_opens_anywhere_and_holds_everything(sealed: bytes):
    with zipfile.ZipFile(io.BytesIO(sealed)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        documents = [name for name in names if name.startswith("documents/")]
        assert {name.rsplit(".", 1)[1] for name in documents} == {"docx", "pdf"}
        assert archive.read(next(name for name in documents if name.endswith(".pdf"))).startswith(b"%PDF")
        assert archive.read(next(name for name in names if name.startswith("evidence/"))) == b"paper"
    assert names[:3] == ["manifest.json", "seal.txt", "verify_bundle.py"]
    assert [name for name in names if name.startswith("steps/")] == [
        f"steps/{number:03d}-{step}.json"
        for number, step in enumerate(
            ("open", "investigate", "explain", "determine", "publish", "plan", "notify_hearing", "decide", "serve", "close"), 1
        )
    ]  # fmt: skip
    assert (manifest["about"]["case_no"], manifest["about"]["sealed_by"]) == ("XZ2026-0001", "经办人")
    assert [entry["path"] for entry in manifest["members"]] == names[2:]


@pytest.mark.parametrize("altered", [False, True])
def test_the_script_inside_verifies_without_this_system(sealed: bytes, tmp_path: Path, altered: bool):
    path = tmp_path / "案卷.zip"
    path.write_bytes(flipped(sealed, len(sealed) // 2) if altered else sealed)
    with zipfile.ZipFile(io.BytesIO(sealed)) as archive:
        (tmp_path / "verify_bundle.py").write_bytes(archive.read("verify_bundle.py"))
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify_bundle.py", path.name], cwd=tmp_path, capture_output=True, check=False
    )
    said = done.stdout.decode("utf-8")
    assert done.returncode == int(altered), said + done.stderr.decode("utf-8")
    assert ("核验不通过" if altered else "核验通过") in said


def test_a_member_that_is_left_out_or_put_in_is_named():
    archive = packed(SMALL)
    members = verify_bundle.unpack(archive)[0]
    without = verify_bundle.pack([item for item in members if item[0] != "evidence/E1-照片.jpg"])
    assert "evidence/E1-照片.jpg" in verify_bundle.verify(without)[0]
    more = verify_bundle.pack([*members, ("evidence/E2.txt", b"x")])
    assert "evidence/E2.txt" in verify_bundle.verify(more)[0]
    assert verify_bundle.verify(archive + b"\0")


def test_a_file_that_was_written_anew_does_not_bear_the_seal_on_record():
    archive = packed(SMALL)
    seal = verify_bundle.hashlib.sha256(verify_bundle.unpack(archive)[0][0][1]).hexdigest()
    forged = packed([SMALL[0], ("evidence/E1-照片.jpg", "现场照片", b"another"), SMALL[2]])
    assert verify_bundle.verify(archive, seal) == []
    assert verify_bundle.verify(forged) == []  # it holds together, which is why the seal is kept elsewhere too
    assert "封签与登记的不同" in verify_bundle.verify(forged, seal)[0]


def test_what_left_the_house_is_on_record(db: Session):
    ground = idle_ground(db)
    case_id = open_clue(db, ground)
    bundle = seal_case(db, CLERK, FixedClock(TODAY), case_id)
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert sheet["bundles"][0]["manifest_sha256"] == bundle.seal
    assert [(item["act"], item["subject"]) for item in sheet["custody"]] == [("exported", "bundle")]
    found = check_bundle(db, CLERK, bundle.content)
    assert (found["is_intact"], found["is_same_file"], found["known_as"]["case_no"]) == (True, True, "XZ2026-0001")
    assert check_bundle(db, CLERK, flipped(bundle.content, len(bundle.content) - 30))["is_intact"] is False
    tags = db.execute(
        text("select tag from audit_event where subject = 'idle_case' order by id desc limit 1")
    ).scalar_one()
    assert tags == "idle:case:export"
