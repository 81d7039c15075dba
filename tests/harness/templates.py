"""Template databases of the tests, each made once for one state of everything that its content can depend on.

A name ends with a digest of those files, of the Python and the day, so a stale template cannot be found. It is made by a process
of its own (`python -m tests.harness.templates KIND`), whose code is the code that was hashed: a test process may have imported its
modules before an edit. It gets its name only when it is complete and nothing was edited meanwhile.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from gisapp.kernel.clock import SystemClock
from tests.harness.shared_cluster import CHECKOUT, SharedCluster, cluster_folder, locked

SOURCES = ("gisapp", "layers", "migrations", "tests/harness", "uv.lock")
"""Folders and files of the checkout that the content of a template can depend on."""
KEPT = 4
"""So many digests' templates stay, the last used first: who goes back and forth between two branches makes each once."""


def digest(checkout: Path = CHECKOUT, sources: tuple[str, ...] = SOURCES) -> str:
    """The state of everything that a template depends on, as twelve hexadecimal digits.

    The day is part of it: rows get their time of recording from the server's clock, so templates do not grow old.
    """
    state = hashlib.sha256(f"{sys.version} {SystemClock().today()}".encode())
    for source in sources:
        for path in _files(checkout / source):
            state.update(f"\n{path.relative_to(checkout)} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return state.hexdigest()[:12]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        Path(folder) / name
        for folder, _, names in os.walk(path)
        if not folder.endswith("__pycache__")
        for name in names
    )


def template_name(kind: str) -> str:
    """What the template of this kind is called in the present state of its sources."""
    return f"template_{kind}_{digest()}"


def start_making(kind: str) -> subprocess.Popen[str]:
    """Start the process that makes the template of this kind unless there is one; it says on stderr what went wrong."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GISAPP_")}
    return subprocess.Popen(
        [sys.executable, "-m", __name__, kind], cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@contextlib.contextmanager
def template_in_use(cluster: SharedCluster, kind: str) -> Iterator[str]:
    """Name of the template `empty` (migrated) or `demo` (with the demonstration zone), made when there is none of this state.

    It stays until the block ends, whatever other runs of this checkout make meanwhile.
    """
    while not cluster.has_database(name := template_name(kind)):
        making = start_making(kind)
        _, said = making.communicate()
        if making.returncode != 0:
            raise RuntimeError(f"The template {kind} could not be made:\n{said}")
    used = cluster.data_dir / "used"
    used.mkdir(exist_ok=True)
    with locked(used / name.rpartition("_")[2], fcntl.LOCK_SH) as file:
        os.utime(file.fileno())
        _drop_oldest(cluster, used)
        yield name


def _drop_oldest(cluster: SharedCluster, used: Path) -> None:
    """Forget the states that were used longest ago, except those in use."""
    with locked(cluster.data_dir / "templates.lock"):
        for path in sorted(used.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
            with contextlib.suppress(BlockingIOError), locked(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
                for kind in MAKERS:
                    cluster.drop_database(f"template_{kind}_{path.name}")
                path.unlink()


def make_template(cluster: SharedCluster, kind: str) -> str:
    """Make the template of this kind unless there is one, and return its name; nobody else may be making one.

    When a source was edited meanwhile, nothing of that name is there afterwards.
    """
    name = template_name(kind)
    if not cluster.has_database(name):
        MAKERS[kind](cluster, kind)
        if template_name(kind) == name:
            cluster.publish_template(kind, name)
        else:
            cluster.drop_database(kind)
    return name


def _migrate(cluster: SharedCluster, name: str) -> None:
    from gisapp.db.migration import upgrade

    cluster.create_database(name)
    upgrade(cluster.url(name))


def _seed(cluster: SharedCluster, name: str) -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session
    from sqlalchemy.pool import NullPool

    from gisapp.demo.seed import seed_demo

    cluster.create_database(name, template=make_template(cluster, "empty"))
    engine = create_engine(cluster.url(name), poolclass=NullPool)
    with Session(engine) as session, session.begin():
        seed_demo(session)
    engine.dispose()


MAKERS: dict[str, Callable[[SharedCluster, str], None]] = {"empty": _migrate, "demo": _seed}


if __name__ == "__main__":
    with SharedCluster.in_use(cluster_folder()) as running, locked(running.data_dir / "templates.lock"):
        make_template(running, sys.argv[1])
