"""The sealed case file: it holds everything, is signed, verifies offline without this code, and gives its verdict again; what was altered or forged is found and named."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from typer.testing import CliRunner

import gisapp.idle_cases.documents  # noqa: F401  registers the sources
from gisapp.cli import app
from gisapp.documents.issue import issue_from_source, preview_from_source
from gisapp.documents.register import document_bytes
from gisapp.documents.seal_key import FILE, SealKey, grouped, register_key, seal_key
from gisapp.idle_cases import verify_bundle
from gisapp.idle_cases.bundle import check_bundle, seal_case
from gisapp.idle_cases.entry_commands import save_draft
from gisapp.idle_cases.queries import read_sheet
from gisapp.idle_cases.terms import CaseStep
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict
from tests.builders.document import an_issuer
from tests.harness.examples import examples
from tests.idle_cases.case_road import CLERK, TODAY, idle_ground, open_clue, walk_to

SMALL = [("case.json", "个案", b'{"case_no": "XZ2026-0001"}\n'), ("evidence/E1-照片.jpg", "现场照片", b"\xff\xd8paper"), ("steps/001-open.json", "登记线索", b"{}\n")]  # fmt: skip


# RFC 8032 section 7.1: public key, message, signature
VECTORS = (
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
)  # fmt: skip
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SealKey:
    return seal_key(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def forger(tmp_path_factory: pytest.TempPathFactory) -> SealKey:
    return seal_key(tmp_path_factory.mktemp("forger"))


def packed(members: list[tuple[str, str, bytes]], key: SealKey, about: dict | None = None) -> bytes:
    manifest = verify_bundle.make_manifest(about or {"case_no": "XZ2026-0001"}, members, key.public)
    return signed(manifest, members, key.public, key.sign(manifest))


def signed(manifest: bytes, members: list[tuple[str, str, bytes]], public: bytes, signature: bytes) -> bytes:
    seal = verify_bundle.seal_text(manifest, public, signature)
    return verify_bundle.pack(
        [(verify_bundle.MANIFEST, manifest), (verify_bundle.SEAL, seal), *((path, content) for path, _, content in members)]
    )  # fmt: skip


def anew(archive: bytes, changes: dict[str, bytes], key: SealKey) -> bytes:
    """The archive written anew as a whole, with these members changed and the manifest signed by this key."""
    manifest = json.loads(verify_bundle.unpack(archive)[0][0][1])
    read = dict(verify_bundle.unpack(archive)[0])
    members = [(one["path"], one["title"], changes.get(one["path"], read[one["path"]])) for one in manifest["members"]]
    return packed(members, key, manifest["about"])


def outside(archive: bytes, folder: Path, *arguments: str) -> tuple[int, str]:
    """What the program inside says of the archive to somebody who has nothing but Python, and its exit code."""
    path = folder / "案卷.zip"
    path.write_bytes(archive)
    (folder / "verify.py").write_bytes(dict(verify_bundle.unpack(archive)[0])["verify.py"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", path.name, *arguments], cwd=folder, capture_output=True, check=False, env={"PYTHONUTF8": "1"}
    )  # fmt: skip
    assert not done.stderr, done.stderr.decode("utf-8")
    return done.returncode, done.stdout.decode("utf-8")


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
def sealed(db: Session, key: SealKey) -> bytes:
    register_key(db, key)
    ground = idle_ground(db)
    an_issuer(db, ground.park.zone_id)
    case_id = open_clue(db, ground, officer_name="示例承办人")
    save_draft(db, CLERK, case_id, "idle_investigation_notice", {"holder_address": "示例路88号"})
    issue_from_source(
        db, CLERK, FixedClock(date(2026, 3, 5)), "idle_investigation_notice", subject="idle_case", subject_id=case_id
    )
    walk_to(db, case_id, ground, CaseStep.CLOSE)
    return seal_case(db, CLERK, FixedClock(TODAY), case_id, key).content


def test_every_byte_of_a_small_file_is_watched(key: SealKey):
    archive = packed(SMALL, key)
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
def test_any_flip_of_any_byte_is_found(key: SealKey, data: st.DataObject, mask: int):
    archive = packed(SMALL, key)
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
    assert names[:3] == ["manifest.json", "seal.txt", "verify.py"]
    assert [name for name in names if name.startswith("steps/")] == [
        f"steps/{number:03d}-{step}.json"
        for number, step in enumerate(
            ("open", "investigate", "explain", "determine", "publish", "plan", "notify_hearing", "decide", "serve", "close"), 1
        )
    ]  # fmt: skip
    assert (manifest["about"]["case_no"], manifest["about"]["sealed_by"]) == ("XZ2026-0001", "经办人")
    assert [entry["path"] for entry in manifest["members"]] == names[2:]


def test_the_script_inside_verifies_without_this_system_and_gives_the_verdict_again(
    sealed: bytes, key: SealKey, tmp_path: Path
):
    code, said = outside(sealed, tmp_path, *grouped(key.fingerprint).upper().split())
    assert code == 0, said
    assert "核验通过" in said
    again = [line for line in said.splitlines() if line.startswith("✓") and "重算一致" in line]
    assert [line.split("：")[0] for line in again] == [
        "✓ verdict.json", *(f"✓ {name}" for name in dict(verify_bundle.unpack(sealed)[0]) if name.startswith("steps/"))
    ]  # fmt: skip
    assert any("闲置费" in line for line in again)
    seal = verify_bundle.hashlib.sha256(verify_bundle.unpack(sealed)[0][0][1]).hexdigest()
    assert outside(sealed, tmp_path, "--seal", seal)[0] == 0


def test_without_a_fingerprint_nothing_is_said_of_who_sealed_it(sealed: bytes, tmp_path: Path):
    code, said = outside(sealed, tmp_path)
    assert (code, "未判定" in said, "核验通过" in said) == (2, True, False), said


def test_an_altered_byte_fails_outside(sealed: bytes, key: SealKey, tmp_path: Path):
    code, said = outside(flipped(sealed, len(sealed) - 200), tmp_path, key.fingerprint)
    assert (code, "核验不通过" in said) == (1, True), said


def test_an_altered_fact_fails_outside(sealed: bytes, key: SealKey, tmp_path: Path):
    verdict = dict(verify_bundle.unpack(sealed)[0])["verdict.json"]
    place = sealed.index(b'"signed_on": "', sealed.index(verdict)) + len(b'"signed_on": "') + 3
    code, said = outside(flipped(sealed, place), tmp_path, key.fingerprint)
    assert (code, "✗ verdict.json（封存日的认定及其事实、规则条目）：内容被改动" in said) == (1, True), said


def test_a_manifest_forged_as_a_whole_fails_outside(sealed: bytes, key: SealKey, forger: SealKey, tmp_path: Path):
    """Every hash and the chain hold; what the forger has not is the key."""
    forged = anew(sealed, {"case.json": b'{"case_no": "XZ2026-0001"}\n'}, forger)
    code, said = outside(forged, tmp_path, key.fingerprint)
    assert (code, "与文书上印的不同，不是本区封存的" in said) == (1, True), said
    manifest = json.loads(verify_bundle.unpack(forged)[0][0][1])
    under_our_name = verify_bundle.make_manifest(manifest["about"], SMALL, key.public)
    borrowed = dict(verify_bundle.unpack(sealed)[0])["seal.txt"][-129:-1]
    for signature in (forger.sign(under_our_name), bytes.fromhex(borrowed.decode()), bytes(64)):
        assert "签名与清单不符" in verify_bundle.verify(signed(under_our_name, SMALL, key.public, signature))[0]


def test_a_file_cannot_pass_for_one_from_before_files_were_signed(key: SealKey):
    head = {"format": verify_bundle.UNSIGNED, "about": {"case_no": "XZ2026-0001"}}
    manifest = verify_bundle.canonical({**head, "members": [], "chain": verify_bundle.chain("", head)})
    archive = signed(manifest, [], b"", b"")
    assert "没有签名" in verify_bundle.verify(archive, "", (key.fingerprint,))[0]
    assert verify_bundle.verify(archive, verify_bundle.hashlib.sha256(manifest).hexdigest()) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b'"value": "0.2"', b'"value": "0.1"', "fee_yuan"),
        (b'"state": "', b'"state": "x', "state"),
        (b'"foundation": null', b'"foundation": "none"', "不能计算"),
    ],
)
def test_a_verdict_that_does_not_follow_from_its_facts_fails_even_when_the_zone_signed_it(
    sealed: bytes, key: SealKey, tmp_path: Path, old: bytes, new: bytes, told: str
):
    name = next(path for path, _ in verify_bundle.unpack(sealed)[0] if path.endswith("-decide.json"))
    content = dict(verify_bundle.unpack(sealed)[0])[name]
    assert old in content
    forged = anew(sealed, {name: content.replace(old, new)}, key)
    assert verify_bundle.verify(forged, "", (key.fingerprint,)) == []
    code, said = outside(forged, tmp_path, key.fingerprint)
    assert (code, any(line.startswith(f"✗ {name}") and told in line for line in said.splitlines())) == (1, True), said
    assert any(name in problem and told in problem for problem in verify_bundle.work_out_again(forged)[0])


def test_an_older_step_is_said_not_to_have_kept_its_facts(sealed: bytes, key: SealKey, tmp_path: Path):
    name = next(path for path, _ in verify_bundle.unpack(sealed)[0] if path.endswith("-explain.json"))
    step = json.loads(dict(verify_bundle.unpack(sealed)[0])[name])
    del step["basis"]["rests_on"]
    code, said = outside(anew(sealed, {name: verify_bundle.canonical(step)}, key), tmp_path, key.fingerprint)
    assert (code, f"○ {name}：没有留存当时的事实，不重算" in said) == (0, True), said


def test_the_command_of_the_system_says_the_same(sealed: bytes, key: SealKey, forger: SealKey, tmp_path: Path):
    path = tmp_path / "案卷.zip"
    path.write_bytes(sealed)
    run = CliRunner().invoke
    assert run(app, ["verify-bundle", str(path), *grouped(key.fingerprint).split()]).exit_code == 0
    assert run(app, ["verify-bundle", str(path), forger.fingerprint]).exit_code == 1
    assert run(app, ["verify-bundle", str(path)]).exit_code == 2


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_signatures_are_those_of_rfc_8032(public: str, message: str, signature: str):
    given = (bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))
    assert verify_bundle.is_signed(*given)
    assert not verify_bundle.is_signed(given[0], given[1] + b"x", given[2])
    more = int.from_bytes(given[2][32:], "little") + ORDER  # the same point by another number: refused
    assert not verify_bundle.is_signed(given[0], given[1], given[2][:32] + more.to_bytes(32, "little"))
    for place in range(64):
        assert not verify_bundle.is_signed(given[0], given[1], flipped(given[2], place))


@settings(max_examples=examples(60))
@given(message=st.binary(max_size=300))
def test_what_the_key_signs_verifies_and_by_no_other_key(key: SealKey, forger: SealKey, message: bytes):
    assert verify_bundle.is_signed(key.public, message, key.sign(message))
    assert not verify_bundle.is_signed(forger.public, message, key.sign(message))


def test_the_key_is_made_once_and_for_the_server_alone(tmp_path: Path):
    made = seal_key(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert seal_key(tmp_path).public == made.public
    (tmp_path / FILE).chmod(0o644)
    with pytest.raises(Conflict, match="0600"):
        seal_key(tmp_path)
    (tmp_path / FILE).chmod(0o600)
    (tmp_path / FILE).write_bytes(b"")
    with pytest.raises(Conflict, match="副本"):
        seal_key(tmp_path)


def test_the_register_keeps_the_public_key_alone_and_for_good(db: Session, key: SealKey):
    register_key(db, key)
    register_key(db, key)
    assert db.execute(text("select fingerprint, public_key from seal_key")).all() == [(key.fingerprint, key.public.hex())]  # fmt: skip
    for statement in ("delete from seal_key", "update seal_key set made_at = now()"):
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(text(statement))


def test_papers_of_a_case_name_the_fingerprint_at_their_foot(db: Session, key: SealKey):
    register_key(db, key)
    ground = idle_ground(db)
    an_issuer(db, ground.park.zone_id)
    case_id = open_clue(db, ground, officer_name="示例承办人")
    save_draft(db, CLERK, case_id, "idle_investigation_notice", {"holder_address": "示例路88号"})
    asked = {"subject": "idle_case", "subject_id": case_id}
    clock = FixedClock(date(2026, 3, 5))
    preview = preview_from_source(db, CLERK, clock, "idle_investigation_notice", form="docx", **asked)
    issued = issue_from_source(db, CLERK, clock, "idle_investigation_notice", **asked)
    receipt = issue_from_source(db, CLERK, clock, "service_receipt", subject="document", subject_id=issued)
    for content in (preview, *(document_bytes(db, CLERK, one, "docx")[1] for one in (issued, receipt))):
        feet = [
            "".join(line.text for line in section.footer.paragraphs)
            for section in Document(io.BytesIO(content)).sections
        ]
        assert all(grouped(key.fingerprint) in foot for foot in feet), (len(content), feet)
    printed = PdfReader(io.BytesIO(document_bytes(db, CLERK, issued, "pdf")[1]))
    plain = key.fingerprint
    assert all(plain in "".join(page.extract_text().split()) for page in printed.pages)


def test_a_member_that_is_left_out_or_put_in_is_named(key: SealKey):
    archive = packed(SMALL, key)
    members = verify_bundle.unpack(archive)[0]
    without = verify_bundle.pack([item for item in members if item[0] != "evidence/E1-照片.jpg"])
    assert "evidence/E1-照片.jpg" in verify_bundle.verify(without)[0]
    more = verify_bundle.pack([*members, ("evidence/E2.txt", b"x")])
    assert "evidence/E2.txt" in verify_bundle.verify(more)[0]
    assert verify_bundle.verify(archive + b"\0")


def test_a_file_that_was_written_anew_does_not_bear_the_seal_on_record(key: SealKey):
    archive = packed(SMALL, key)
    seal = verify_bundle.hashlib.sha256(verify_bundle.unpack(archive)[0][0][1]).hexdigest()
    other = packed([SMALL[0], ("evidence/E1-照片.jpg", "现场照片", b"another"), SMALL[2]], key)
    assert verify_bundle.verify(archive, seal) == []
    assert "封签与登记的不同" in verify_bundle.verify(other, seal)[0]


def test_what_left_the_house_is_on_record(db: Session, key: SealKey, forger: SealKey):
    ground = idle_ground(db)
    case_id = open_clue(db, ground)
    bundle = seal_case(db, CLERK, FixedClock(TODAY), case_id, key)
    sheet = read_sheet(db, CLERK, case_id, TODAY)
    assert sheet["bundles"][0]["manifest_sha256"] == bundle.seal
    assert [(item["act"], item["subject"]) for item in sheet["custody"]] == [("exported", "bundle")]
    found = check_bundle(db, CLERK, bundle.content)
    assert (found["is_intact"], found["is_same_file"], found["known_as"]["case_no"]) == (True, True, "XZ2026-0001")
    assert check_bundle(db, CLERK, flipped(bundle.content, len(bundle.content) - 30))["is_intact"] is False
    forged = check_bundle(db, CLERK, anew(bundle.content, {}, forger))
    assert (forged["is_intact"], forged["known_as"]) == (False, None)
    assert "不是本区封存的" in forged["problems"][0]
    tags = db.execute(
        text("select tag from audit_event where subject = 'idle_case' order by id desc limit 1")
    ).scalar_one()
    assert tags == "idle:case:export"
