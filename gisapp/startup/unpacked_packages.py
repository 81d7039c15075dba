"""The distribution's packages fetched and unpacked into a folder of our own: nothing is installed, no right is needed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path


class PackageFailure(Exception):
    """A program of the distribution refused; its last line says why."""


def run(command: list[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Return what a program printed (PackageFailure with its last line when it failed)."""
    done = subprocess.run(
        command, cwd=cwd, env=env or {**os.environ, "LC_ALL": "C"}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise PackageFailure((done.stderr.strip().splitlines() or [f"{command[0]}: {done.returncode}"])[-1])
    return done.stdout


def package_lists(target: Path, known: str) -> list[str]:
    """Options with which apt knows packages: the machine's lists where they know `known`, otherwise lists of our own."""
    unlocked = ["-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User="]
    if known in run(["apt-cache", "pkgnames", known]).splitlines():
        return unlocked
    own = target / "apt"
    for folder in (own / "lists" / "partial", own / "cache" / "archives" / "partial"):
        folder.mkdir(parents=True)
    options = [*unlocked, "-o", f"Dir::State::Lists={own / 'lists'}", "-o", f"Dir::Cache={own / 'cache'}"]
    run(["apt-get", *options, "update"])
    return options


def missing_packages(options: list[str], wanted: list[str]) -> set[str]:
    """Return the packages that installing `wanted` would bring."""
    plan = run(["apt-get", *options, "install", "--print-uris", "--yes", "--no-install-recommends", *wanted])
    return set(re.findall(r"^'[^']+' ([a-z0-9.+-]+)_", plan, re.MULTILINE))


def fetch_and_unpack(options: list[str], names: list[str], target: Path) -> None:
    """Fetch packages and lay their files below `target`; no package's own steps are run."""
    packages = target / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    run(["apt-get", *options, "download", *names], cwd=packages)
    for package in sorted(packages.glob("*.deb")):
        run(["dpkg", "-x", str(package), str(target)])
    shutil.rmtree(packages)
    shutil.rmtree(target / "apt", ignore_errors=True)
