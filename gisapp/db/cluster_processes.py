"""Which processes belong to a cluster's folder, and how they end."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1


def die_with_parent() -> Callable[[], None] | None:
    """For `preexec_fn`: when our process is killed hard, Linux sends the server a fast-shutdown signal."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask_the_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)

    return ask_the_kernel


def postmaster_of(folder: Path) -> int | None:
    """The process id of the live server on `folder`; None when its pid file is stale or names a process of something else."""
    try:
        pid = int((folder / "postmaster.pid").read_text().split(maxsplit=1)[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if _works_in(pid, folder) else None


def processes_of(folder: Path) -> list[int]:
    """Every live process of the cluster: PostgreSQL makes its data folder the working directory of all of them."""
    return [int(entry) for entry in os.listdir("/proc") if entry.isdigit() and _works_in(int(entry), folder)]


def end_processes_of(folder: Path, patience_seconds: float) -> None:
    """End an orphaned server and, where the server itself was killed, the backends it left; until none is there."""
    postmaster = postmaster_of(folder)
    if postmaster is not None:
        _signal(postmaster, signal.SIGINT)
        wait_until_gone(folder, patience_seconds)
    for pid in processes_of(folder):
        _signal(pid, signal.SIGKILL)
    wait_until_gone(folder, patience_seconds)


def wait_until_gone(folder: Path, patience_seconds: float) -> bool:
    """Wait until no process of the cluster is left; whether that came within the time."""
    deadline = time.monotonic() + patience_seconds
    while left := processes_of(folder):
        if not wait_for_end(left[0], deadline - time.monotonic()):
            return False
    return True


def wait_for_end(pid: int, patience_seconds: float) -> bool:
    """Wait until the kernel says that a process has ended, whosever child it is; whether that came within the time."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], max(patience_seconds, 0))[0])
    finally:
        os.close(process)


def _works_in(pid: int, folder: Path) -> bool:
    try:
        is_here = os.path.samefile(f"/proc/{pid}/cwd", folder)
        program = os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return False
    return is_here and os.path.basename(program.removesuffix(" (deleted)")) == "postgres"


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
