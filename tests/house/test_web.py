"""The front end's own checks: types, lint, unit tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "web"


def test_the_front_end_passes_its_own_checks():
    """`npm run check`, with the machine's Node or the one of the Python wheel beside this interpreter."""
    environment = os.environ | {"PATH": f"{os.environ['PATH']}:{Path(sys.executable).parent}", "CI": "true"}
    if not (WEB / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=WEB, env=environment, check=True)
    done = subprocess.run(
        ["npm", "run", "check"], cwd=WEB, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
