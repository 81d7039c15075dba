#!/usr/bin/env python3
"""核验闲置土地案卷包 · verifies a sealed case file. Plain Python 3.11 or newer, no network, nothing else to install:

    python3 -I -S verify.py 案卷.zip 指纹 fingerprint
    python3 -I -S verify.py 案卷.zip --seal 封签 seal

The fingerprint is that of the zone's key; it stands at the foot of every paper of a case. Take it from a paper that was served, not
from one inside the archive: whoever forges an archive forges its papers too, and this program with them.

The archive holds its members uncompressed, one after the other, then a directory. `manifest.json` names every member with its
SHA-256; each entry also carries a chain value, the SHA-256 of the value before it and of the entry, so that no entry can be
changed, left out or moved alone. `seal.txt` carries the SHA-256 of the manifest (the seal, which the register keeps too) and the
signature of the manifest by the zone's key (Ed25519, RFC 8032). Here every member is hashed anew, the chain is walked, the
signature is checked, and the whole archive is written again from its members and compared byte by byte: whatever was altered is
found and named. Then the verdict of the day of sealing, and of each step that kept its facts, is worked out again from the facts and the
entries of the rulebook in the archive, by the rules in the archive (`engine/`).
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.abc
import importlib.util
import json
import re
import struct
import sys
import zlib
from pathlib import Path

UNSIGNED, FORMAT = "gisapp idle case bundle 1", "gisapp idle case bundle 2"
MANIFEST, SEAL, VERDICT, ENGINE = "manifest.json", "seal.txt", "verdict.json", "engine/"
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UTF8, _TIME, _DAY = 20, 0x800, 0, 0x21  # 1 January 1980: the manifest says when, not the archive


def canonical(value: object) -> bytes:
    """One way only to write a value as JSON."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


def chain(before: str, value: object) -> str:
    """The next value of the chain: the SHA-256 of the one before and of what is added."""
    return hashlib.sha256(before.encode("ascii") + canonical(value)).hexdigest()


def fingerprint_of(key: bytes) -> str:
    """The fingerprint of a public key: its SHA-256 in hexadecimal."""
    return hashlib.sha256(key).hexdigest()


def grouped(fingerprint: str) -> str:
    """A fingerprint as papers print it, in groups of four."""
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4))


def plain(value: str) -> str:
    """A fingerprint or a seal as typed from a paper, without spaces, dashes and capitals."""
    return re.sub(r"[\s:\-]", "", value).lower()


def seal_text(manifest: bytes, key: bytes = b"", signature: bytes = b"") -> bytes:
    """What seal.txt says of a manifest; without a key as it was said before files were signed."""
    seal = f"封签 seal SHA-256 {hashlib.sha256(manifest).hexdigest()}\n"
    if key:
        seal += f"指纹 fingerprint SHA-256 {fingerprint_of(key)}\n签名 signature Ed25519 {signature.hex()}\n"
    return seal.encode()


def make_manifest(about: dict, members: list, key: bytes) -> bytes:
    """The manifest of members given as (path, title, bytes), for the holder of the public `key` to sign; `about` is the case, when it was sealed and by whom."""
    head = {"format": FORMAT, "about": about, "key": key.hex()}
    value, listed = chain("", head), []
    for path, title, content in members:
        entry = {"path": path, "title": title, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        value = chain(value, entry)
        listed.append({**entry, "chain": value})
    return canonical({**head, "members": listed, "chain": value})


def _local(name: bytes, content: bytes) -> bytes:
    sizes = (zlib.crc32(content), len(content), len(content))
    return _LOCAL.pack(b"PK\x03\x04", _VERSION, _UTF8, 0, _TIME, _DAY, *sizes, len(name), 0) + name


def _directory(name: bytes, content: bytes, offset: int) -> bytes:
    sizes = (zlib.crc32(content), len(content), len(content))
    return (
        _ENTRY.pack(b"PK\x01\x02", _VERSION, _VERSION, _UTF8, 0, _TIME, _DAY, *sizes, len(name), 0, 0, 0, 0, 0, offset)
        + name
    )


def regions(members: list) -> list:
    """The archive of members (path, bytes), piece by piece: (what it is, its bytes)."""
    pieces, directory, offset = [], [], 0
    for path, content in members:
        name = path.encode("utf-8")
        directory.append((f"{path} 的目录项 · directory entry", _directory(name, content, offset)))
        head = _local(name, content)
        pieces += [(f"{path} 的文件头 · header", head), (path, content)]
        offset += len(head) + len(content)
    size = sum(len(piece) for _, piece in directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), size, offset, 0)
    return [*pieces, *directory, ("压缩包结尾 · end of the archive", end)]


def pack(members: list) -> bytes:
    """The archive as bytes; the same members always give the same bytes."""
    return b"".join(piece for _, piece in regions(members))


def unpack(archive: bytes) -> tuple:
    """Read the members (path, bytes) from the front; also where reading came to its end and what was read last."""
    members, offset = [], 0
    while archive[offset : offset + 4] == b"PK\x03\x04" and offset + _LOCAL.size <= len(archive):
        fields = _LOCAL.unpack_from(archive, offset)
        size, name_size = fields[8], fields[9]
        start = offset + _LOCAL.size + name_size
        if start + size > len(archive):
            break
        name = archive[offset + _LOCAL.size : start].decode("utf-8", "replace")
        members.append((name, archive[start : start + size]))
        offset = start + size
    return members, offset


def check_manifest(content: bytes) -> tuple:
    """Return (manifest or None, problems): is it written the one way, and does its chain hold?"""
    try:
        manifest = json.loads(content)
        head = {name: manifest[name] for name in ("format", "about", "key") if name in manifest}
        value = chain("", head)
        for entry in manifest["members"]:
            value = chain(value, {name: entry[name] for name in ("path", "title", "size", "sha256")})
            if entry["chain"] != value:
                return manifest, [
                    f"{MANIFEST}：“{entry['path']}”一项的链值不符，清单在此被改动 · the chain breaks at this entry"
                ]
        if manifest["chain"] != value:
            return manifest, [f"{MANIFEST}：清单末尾的链值不符 · the chain does not end as it says"]
        is_known = manifest["format"] == (FORMAT if len(bytes.fromhex(manifest.get("key", ""))) == 32 else UNSIGNED)
        if canonical(manifest) != content or not is_known:
            return manifest, [f"{MANIFEST}：清单的写法被改动 · the manifest is not written as it was"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, [f"{MANIFEST}：清单无法读取，已被改动 · the manifest cannot be read"]
    return manifest, []


def verify(archive: bytes, seal: str = "", fingerprints: tuple = ()) -> list:
    """Return what was altered, each with its name; an empty list = the archive is as it was sealed.

    `fingerprints` = those of the zone's own keys: a file signed by any other key is not the zone's. A file from before files were
    signed stands only by its `seal` on record.
    """
    read = unpack(archive)[0]
    if not read or read[0][0] != MANIFEST:
        return [f"{MANIFEST}：清单缺失或其文件头被改动 · the manifest is missing, or its header altered"]
    content = read[0][1]
    manifest, problems = check_manifest(content)
    if manifest is None:
        return problems
    key = bytes.fromhex(manifest["key"]) if "key" in manifest and not problems else b""
    said, wrong = _check_seal(archive, content, key)
    problems += wrong + _check_origin(content, key, seal, fingerprints)
    listed = [(SEAL, "封签", len(said), hashlib.sha256(said).hexdigest())]
    listed += [(one["path"], one["title"], one["size"], one["sha256"]) for one in manifest["members"]]
    altered, members = _at_their_places(archive, content, listed, dict(read))
    problems += altered
    if not problems and len(read) > len(members):
        known = {MANIFEST, *(one[0] for one in listed)}
        problems += [f"{name}：多出的成员 · an extra member" for name, _ in read if name not in known]
    return problems or _whole(archive, members)


def _check_seal(archive: bytes, manifest: bytes, key: bytes) -> tuple:
    """Return seal.txt as it should be, with the signature that stands there, and what is wrong with that signature."""
    size = len(seal_text(manifest, key, bytes(64)))
    start = len(_local(MANIFEST.encode(), manifest)) + len(manifest) + _LOCAL.size + len(SEAL)
    given = archive[start : start + size]
    if not key:
        return seal_text(manifest), []
    written = given[-129:-1].decode("ascii", "replace")
    signature = bytes.fromhex(written) if re.fullmatch("[0-9a-f]{128}", written) else b""
    if not is_signed(key, manifest, signature):
        return given, [f"{SEAL}：签名与清单不符，清单或签名被改动、伪造 · the signature is not of this manifest"]
    return seal_text(manifest, key, signature), []


def _check_origin(manifest: bytes, key: bytes, seal: str, fingerprints: tuple) -> list:
    """Is the file the one of this seal, or signed by a key of these fingerprints?"""
    if seal and plain(seal) != hashlib.sha256(manifest).hexdigest():
        return ["封签与登记的不同，不是登记的那一份 · this is not the file that was sealed under that number"]
    if key and fingerprints and fingerprint_of(key) not in map(plain, fingerprints):
        return [
            f"{SEAL}：签名公钥的指纹是 {grouped(fingerprint_of(key))}，与文书上印的不同，不是本区封存的 · signed by another key than the zone's"
        ]
    if not key and not seal:
        return [f"{SEAL}：没有签名，只能凭登记的封签核验 · not signed: it stands only by its seal on record"]
    return []


def _at_their_places(archive: bytes, manifest: bytes, listed: list, read: dict) -> tuple:
    """Look for each member where the manifest says it lies; return what is wrong there, and the members as they should be."""
    members, problems = [(MANIFEST, manifest)], []
    offset = len(_local(MANIFEST.encode("utf-8"), manifest)) + len(manifest)
    for path, title, size, sha256 in listed:
        start = offset + _LOCAL.size + len(path.encode("utf-8"))
        content = archive[start : start + size]
        members.append((path, content))
        offset = start + size
        if hashlib.sha256(content).hexdigest() == sha256:
            continue
        if path not in read and archive[start - len(path.encode("utf-8")) : start].decode("utf-8", "replace") != path:
            problems.append(f"{path}（{title}）：缺失 · missing")
        elif path not in read or hashlib.sha256(read[path]).hexdigest() != sha256:
            problems.append(f"{path}（{title}）：内容被改动 · its content was altered")
        else:
            problems.append(f"{path}（{title}）：不在原来的位置 · not where it was")
    return problems, members


def _whole(archive: bytes, members: list) -> list:
    """Write the archive anew and name the first piece that is not the same."""
    offset = 0
    for name, piece in regions(members):
        if archive[offset : offset + len(piece)] != piece:
            return [f"{name}：被改动（第 {offset} 字节起）· altered (from byte {offset} on)"]
        offset += len(piece)
    return (
        []
        if offset == len(archive)
        else [f"压缩包末尾多出 {len(archive) - offset} 字节 · bytes after the end of the archive"]
    )


_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_BASE_Y = 4 * pow(5, _P - 2, _P) % _P


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is that of `message` by the holder of the public `key`: Ed25519, RFC 8032 section 5.1.7."""
    if len(key) != 32 or len(signature) != 64:
        return False
    holder, commitment = _point(key), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    base = _point(_BASE_Y.to_bytes(32, "little"))
    if holder is None or commitment is None or base is None or scalar >= _ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    factor = int.from_bytes(digest, "little") % _ORDER
    return _is_same(_times(scalar, base), _add(commitment, _times(factor, holder)))


def _point(written: bytes) -> tuple | None:
    """The point of 32 bytes in extended coordinates; None where they are none, or not written the one way (section 5.1.3)."""
    y = int.from_bytes(written, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


def _add(one: tuple, other: tuple) -> tuple:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c, d = 2 * one[3] * other[3] * _D % _P, 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(factor: int, point: tuple) -> tuple:
    found = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            found = _add(found, point)
        point, factor = _add(point, point), factor >> 1
    return found


def _is_same(one: tuple, other: tuple) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % _P == 0 and (one[1] * other[2] - other[1] * one[2]) % _P == 0


class _Engine(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the rules from the verified members of an archive, and from nowhere else."""

    def __init__(self, members: dict) -> None:
        self.members = members

    def find_spec(self, fullname, path, target=None):  # noqa: ANN001, ANN202  # as the import system calls it
        place = ENGINE + fullname.replace(".", "/")
        for name in (f"{place}/__init__.py", f"{place}.py"):
            if name in self.members:
                return importlib.util.spec_from_loader(
                    fullname, self, origin=name, is_package=name.endswith("__init__.py")
                )
        return None

    def exec_module(self, module: object) -> None:
        origin = module.__spec__.origin  # type: ignore[attr-defined]
        exec(compile(self.members[origin], origin, "exec"), module.__dict__)  # noqa: S102  # signed by the zone


def work_out_again(archive: bytes) -> tuple:
    """Work out the verdicts in an archive again; return (what differs, what is to be said).

    Only for an archive that is known to be the zone's: run as a program, its own rules are run. Inside the system the installed
    rules are used, and nothing is run that came with the archive.
    """
    members = dict(unpack(archive)[0])
    if VERDICT not in members:
        told = "○ 这份案卷没有留存认定所依据的事实，只核对文本 · made before facts were kept: not worked out again"
        return [], [told]
    installed = None
    if __package__:
        installed = importlib.import_module("gisapp.idle.answer_hash").engine_version()
    else:
        sys.meta_path.insert(0, _Engine(members))
    return importlib.import_module("gisapp.idle_cases.verdicts").work_out_members(members, installed)


def main(arguments: list) -> int:
    """Say what was found; 0 = as the zone sealed it, 1 = altered, forged or otherwise worked out, 2 = nothing to compare with."""
    if not arguments:
        sys.stdout.write((__doc__ or "") + "\n")
        return 2
    given = list(arguments[1:])
    seal = given.pop(given.index("--seal") + 1) if "--seal" in given[:-1] else ""
    fingerprint = "".join(one for one in given if one != "--seal")
    archive = Path(arguments[0]).read_bytes()
    problems = verify(archive, seal, (fingerprint,) if fingerprint else ())
    said: list = []
    if not problems and (seal or fingerprint):
        problems, said = work_out_again(archive)
    for line in [*(f"✗ {problem}" for problem in problems), *said]:
        sys.stdout.write(f"{line}\n")
    if problems:
        sys.stdout.write(f"核验不通过：{len(problems)} 处不符 · not as it was sealed\n")
        return 1
    return _conclude(archive, is_known=bool(seal or fingerprint))


def _conclude(archive: bytes, *, is_known: bool) -> int:
    manifest = unpack(archive)[0][0][1]
    head = json.loads(manifest)
    about, key = head["about"], bytes.fromhex(head.get("key", ""))
    seal = f"  封签 seal {hashlib.sha256(manifest).hexdigest()}\n" + (
        f"  指纹 fingerprint {grouped(fingerprint_of(key))}\n" if key else ""
    )
    if not is_known:
        sys.stdout.write(
            f"未判定：包内前后一致，但没有给出送达文书页脚上的指纹，不能说明由谁封存 · undecided: give the fingerprint from a served paper\n{seal}"
        )
        return 2
    sys.stdout.write(
        f"✓ {about.get('case_no', '')} 核验通过，与封存时一致 · as it was sealed ({about.get('sealed_at', '')})\n{seal}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
