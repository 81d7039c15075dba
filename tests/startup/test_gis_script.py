"""The script that a fresh machine meets first."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
NEEDED = ("sh", "dirname", "id", "cat", "cksum", "find", "head", "tail", "mkdir", "rm", "env", "touch")


@pytest.fixture
def bare_machine(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A copy of the script and a PATH on which there is a shell and little more."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found is not None
        (programs / name).symlink_to(found)
    script = tmp_path / "checkout" / "gis"
    script.parent.mkdir()
    shutil.copy(CHECKOUT / "gis", script)
    return script, {"PATH": str(programs), "HOME": str(tmp_path)}


def run(script: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(script), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_without_python_it_says_so_in_two_languages_and_does_nothing(bare_machine: tuple[Path, dict[str, str]]) -> None:
    script, environment = bare_machine
    ended = run(script, environment, "up")
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "需要 Python 3.11 或更新的版本，请先安装 python3。",
        "Python 3.11 or newer is needed: install python3 first.",
    ]
    assert os.listdir(script.parent) == ["gis"]


def test_a_python_that_is_too_old_is_passed_over(bare_machine: tuple[Path, dict[str, str]]) -> None:
    script, environment = bare_machine
    old = Path(environment["PATH"]) / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")  # what the version question answers on 3.10
    old.chmod(0o755)
    ended = run(script, environment, "test")
    assert ended.returncode == 1
    assert "Python 3.11" in ended.stderr


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not on this machine")
def test_the_scripts_pass_shellcheck() -> None:
    for script in ("gis", ".ci/run"):
        checked = subprocess.run(["shellcheck", script], cwd=CHECKOUT, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout
