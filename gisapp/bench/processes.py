"""Starts what is measured, waits until it answers, and stops it again by the process it started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

START_SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(
    command: list[str], address: str, *, environment: dict[str, str], log: Path, folder: Path
) -> Iterator[None]:
    """A process of our own that answers at `address`; its output goes to `log`. RuntimeError when it does not come up."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
        )
        try:
            _wait(process, address, log)
            yield
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(15)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    tail = log.read_text(errors="replace")[-800:]
    raise RuntimeError(f"{address} does not answer: {tail}")


@contextlib.contextmanager
def our_server(url: str, *, workers: int, connections: int, cache_mb: int, folder: Path) -> Iterator[str]:
    """`gisapp serve` on the given database; yields its address."""
    port = free_port()
    environment = {
        "GISAPP_DATABASE_URL": url,
        "GISAPP_TILE_CONNECTIONS": str(connections),
        "GISAPP_TILE_CACHE_MB": str(cache_mb),
    }
    command = [sys.executable, "-m", "gisapp", "serve", "--port", str(port), "--workers", str(workers)]
    address = f"http://127.0.0.1:{port}"
    with running(
        command, f"{address}/api/health", environment=environment, log=folder / "serve.log", folder=Path.cwd()
    ):
        yield address
