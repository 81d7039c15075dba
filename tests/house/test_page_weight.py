"""What a page needs before it can be used stays within its budget, as the bundler's manifest tells it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from gisapp.settings import resource_dir

BUDGETS = {
    "index.html": 176_000,
    "site.html": 76_000,
    "kept.html": 44_500,
    "ask.html": 35_500,
    "self-report.html": 35_300,
}
"""Bytes with gzip of the page, its code and its styles before the first `import()`: the desk's with its map, the public ones no
more than when they were told apart from it."""


def weight(built: Path, page: str) -> dict[str, int]:
    """Bytes with gzip of the page `built / page` and of every file that it fetches at once, by path."""
    manifest = json.loads((built / ".vite" / "manifest.json").read_text("utf-8"))
    wanted, seen, paths = [page], set[str](), {page}
    while wanted:
        key = wanted.pop()
        if key in seen:
            continue
        seen.add(key)
        chunk = manifest[key]
        paths |= {chunk["file"], *chunk.get("css", ())}
        wanted += chunk.get("imports", ())
    return {path: len(gzip.compress((built / path).read_bytes(), 9, mtime=0)) for path in sorted(paths)}


@pytest.fixture(scope="module")
def built() -> Path:
    folder = resource_dir("web")
    assert (folder / ".vite" / "manifest.json").is_file(), "the pages are not built: npm ci && npm run build in web/"
    return folder


def test_every_page_has_a_budget(built):
    assert {page.name for page in built.glob("*.html")} == set(BUDGETS)


@pytest.mark.parametrize("page", BUDGETS)
def test_a_page_stays_within_its_budget(built, page):
    files = weight(built, page)
    total = sum(files.values())
    heaviest = sorted(files.items(), key=lambda entry: -entry[1])[:6]
    assert total <= BUDGETS[page], f"{total:,} bytes for {BUDGETS[page]:,}; {len(files)} files, heaviest: {heaviest}"


def test_the_desk_brings_no_desk_of_its_own_at_once(built):
    """Pages, panels and dialogs arrive by import(): none of them may be among the files of the start."""
    manifest = json.loads((built / ".vite" / "manifest.json").read_text("utf-8"))
    late = {
        chunk["file"]
        for key, chunk in manifest.items()
        if key.startswith("src/features/") and chunk.get("isDynamicEntry")
    }
    assert len(late) > 60
    assert not late & set(weight(built, "index.html"))
