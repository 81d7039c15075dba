"""The front end's own checks: types, lint, unit tests."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import gisapp.app  # noqa: F401  # every room registers its vocabulary
from gisapp.kernel.terms import all_terms

WEB = Path(__file__).resolve().parents[2] / "web"


@pytest.mark.slow(reason="compiler, linter and unit tests of all pages, each a Node process")
@pytest.mark.parametrize("part", ["types", "lint", "test"])
def test_the_front_end_passes_its_own_checks(part: str):
    """`npm run check` part by part, with the machine's Node or the one of the Python wheel beside this interpreter."""
    environment = os.environ | {"PATH": f"{os.environ['PATH']}:{Path(sys.executable).parent}", "CI": "true"}
    if not (WEB / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=WEB, env=environment, check=True)
    done = subprocess.run(["npm", "run", part], cwd=WEB, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_no_part_of_the_front_ends_own_check_is_left_out():
    scripts = json.loads((WEB / "package.json").read_text("utf-8"))["scripts"]
    assert scripts["check"] == "npm run types && npm run lint && npm run test"


def test_every_vocabulary_that_a_screen_names_exists():
    """A name that nobody has would show codes in place of words, and write them into papers."""
    asked = re.compile(r"\bterm(?:Options|InChinese)?\(\s*\"([^\"]+)\"")
    whole = re.compile(r"\"([a-z_]+\.[A-Z][A-Za-z]+)\"")
    named = {
        (path.name, name)
        for path in (WEB / "src").rglob("*.ts*")
        if ".test." not in path.name
        for pattern in (asked, whole)
        for name in pattern.findall(path.read_text("utf-8"))
    }
    known = {plain(part) for name in all_terms() for part in (name, name.split(".")[-1])}
    assert named
    assert {(file, name) for file, name in named if plain(name) not in known} == set()


def plain(name: str) -> str:
    return name.replace("_", "").lower()


def test_no_sentence_names_a_unit_that_its_figure_names_already():
    """A figure of money or area brings its unit: in a sentence with one of its own it reads 万元 元."""
    sentence = re.compile(r"^\s*(\w+): \[\s*\((\w+): string\)[^\n]*\$\{\2\} ?(?:万?元|亩|㎡|yuan|mu|m²)", re.MULTILINE)
    figure = re.compile(r"\.(\w+)\(format(?:Yuan|WanPerMu|Area)\(")
    faults = []
    for folder in {path.parent for path in (WEB / "src").rglob("*messages.ts")}:
        texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.ts*")}
        with_unit = {found[0] for text in texts.values() for found in sentence.findall(text)}
        faults += [
            (folder.name, file, name)
            for file, text in texts.items()
            for name in figure.findall(text)
            if name in with_unit
        ]
    assert faults == []
