"""What lies in a private cluster's folders: its settings for a small machine, and the short folder of its socket."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

SOCKET_NAME = "/.s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107
"""Bytes of a Unix socket's path on Linux, without the closing zero."""
SHORT_PLACE = Path("/tmp")  # noqa: S108 – the folder made there is checked for its owner before use
MB = 1024 * 1024


def socket_folder(data_dir: Path) -> Path:
    """`run` in the data folder, or a short folder under /tmp where that path is too long or has signs that libpq would split at."""
    inside = data_dir / "run"
    length = len(os.fsencode(inside)) + len(SOCKET_NAME)
    if length <= LONGEST_SOCKET_PATH and not set(str(inside)) & set(",\"'\\@"):
        return inside
    digest = hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:16]
    return SHORT_PLACE / f"gisapp-{digest}"


def configuration(sockets: Path, *, durable: bool) -> str:
    """The server's settings for a machine shared with the web server; the last line of one name wins."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    shared = min(max(memory // 8, 128 * MB), 1024 * MB) // MB if durable else 128
    lines = [
        "# Written at every start; put your own settings into local.conf beside it.",
        "listen_addresses = ''",
        f"unix_socket_directories = '{sockets}'",
        "unix_socket_permissions = 0700",
        "port = 5432",
        "max_connections = 100",
        f"shared_buffers = {shared}MB",
        f"effective_cache_size = {max(memory // 2 // MB, 256)}MB",
        "work_mem = 16MB",
        "maintenance_work_mem = 256MB",
        "random_page_cost = 1.1",
        "jit = off  # compiling costs more than it saves on tiles and lists",
        "timezone = 'Asia/Shanghai'",
        "log_timezone = 'Asia/Shanghai'",
        "lc_messages = 'C'",
        "log_min_messages = warning",
        "log_checkpoints = off",
        "log_min_error_statement = panic  # no statement and no row of a refused one: they hold what people entered",
        "log_error_verbosity = terse",
        "max_wal_senders = 0",
        "wal_level = minimal",
        "max_wal_size = 2GB",
        "checkpoint_timeout = 15min",
    ]
    if not durable:
        lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off"]
    return "\n".join(lines) + "\n"
