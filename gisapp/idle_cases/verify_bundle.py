#!/usr/bin/env python3
"""核验闲置土地案卷包 · verifies a sealed case file. Plain Python, no network, nothing else to install:

    python3 verify_bundle.py 案卷.zip [封签 seal]

The archive holds its members uncompressed, one after the other, then a directory. `manifest.json` names every member with its
SHA-256; each entry also carries a chain value, the SHA-256 of the value before it and of the entry, so that no entry can be
changed, left out or moved alone. `seal.txt` carries the SHA-256 of the manifest: the seal, which the register keeps too and which
can be written on paper. Here every member is hashed anew, the chain is walked, and the whole archive is written again from its
members and compared byte by byte: whatever was altered is found and named.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from pathlib import Path

FORMAT = "gisapp idle case bundle 1"
MANIFEST, SEAL = "manifest.json", "seal.txt"
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


def seal_text(manifest: bytes) -> bytes:
    """What seal.txt says of a manifest."""
    return f"封签 seal SHA-256 {hashlib.sha256(manifest).hexdigest()}\n".encode()


def make_manifest(about: dict, members: list) -> bytes:
    """The manifest of members given as (path, title, bytes); `about` is the case, when it was sealed and by whom."""
    head = {"format": FORMAT, "about": about}
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
        listed = manifest["members"]
        value = chain("", {"format": manifest["format"], "about": manifest["about"]})
        for entry in listed:
            value = chain(value, {name: entry[name] for name in ("path", "title", "size", "sha256")})
            if entry["chain"] != value:
                return manifest, [
                    f"{MANIFEST}：“{entry['path']}”一项的链值不符，清单在此被改动 · the chain breaks at this entry"
                ]
        if manifest["chain"] != value:
            return manifest, [f"{MANIFEST}：清单末尾的链值不符 · the chain does not end as it says"]
        if canonical(manifest) != content or manifest["format"] != FORMAT:
            return manifest, [f"{MANIFEST}：清单的写法被改动 · the manifest is not written as it was"]
    except (ValueError, KeyError, TypeError):
        return None, [f"{MANIFEST}：清单无法读取，已被改动 · the manifest cannot be read"]
    return manifest, []


def verify(archive: bytes, seal: str = "") -> list:
    """Return what was altered, each with its name; an empty list = the archive is as it was sealed."""
    read = unpack(archive)[0]
    if not read or read[0][0] != MANIFEST:
        return [f"{MANIFEST}：清单缺失或其文件头被改动 · the manifest is missing, or its header altered"]
    content = read[0][1]
    manifest, problems = check_manifest(content)
    if manifest is None:
        return problems
    listed = [(SEAL, "封签", len(seal_text(content)), hashlib.sha256(seal_text(content)).hexdigest())]
    listed += [(one["path"], one["title"], one["size"], one["sha256"]) for one in manifest["members"]]
    altered, members = _at_their_places(archive, content, listed, dict(read))
    problems += altered
    if seal and seal.strip().lower() != hashlib.sha256(content).hexdigest():
        problems.append("封签与登记的不同，不是登记的那一份 · this is not the file that was sealed under that number")
    if not problems and len(read) > len(members):
        known = {MANIFEST, *(one[0] for one in listed)}
        problems += [f"{name}：多出的成员 · an extra member" for name, _ in read if name not in known]
    return problems or _whole(archive, members)


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


def main(arguments: list) -> int:
    """Say what was found; 0 = as it was sealed, 1 = altered, 2 = no file given."""
    if not arguments:
        sys.stdout.write((__doc__ or "") + "\n")
        return 2
    archive = Path(arguments[0]).read_bytes()
    problems = verify(archive, arguments[1] if len(arguments) > 1 else "")
    for problem in problems:
        sys.stdout.write(f"✗ {problem}\n")
    if problems:
        sys.stdout.write(f"核验不通过：{len(problems)} 处被改动 · altered\n")
        return 1
    manifest = unpack(archive)[0][0][1]
    about = json.loads(manifest)["about"]
    sys.stdout.write(
        f"✓ {about.get('case_no', '')} 核验通过，与封存时一致 · as it was sealed ({about.get('sealed_at', '')})\n"
    )
    sys.stdout.write(f"  封签 seal {hashlib.sha256(manifest).hexdigest()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
