"""The front end's own checks: types, lint, unit tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
