"""The web server: its address is taken before any long work, and told when it answers."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from gisapp.db.cluster_processes import die_with_parent
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.settings import Settings
from gisapp.startup.logs import configure_logs
from gisapp.startup.timed_requests import TimedRequests

BACKLOG = 2048
START_SECONDS = 60.0
GRACE_SECONDS = 5
"""How long a stop waits for requests that are being answered."""


def take_address(host: str, port: int) -> socket.socket:
    """A bound socket, so that nobody else can take the port meanwhile; port 0 is answered with a free one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(BACKLOG)  # two sockets may be bound alike until one listens; early callers wait in the queue
    except (OSError, OverflowError) as error:
        raise _refusal(host, port, error) from error
    taken.set_inheritable(True)
    return taken


def address_of(taken: socket.socket) -> str:
    """The address to type into a browser on this machine."""
    host, port = taken.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 – what was asked for
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run_web(settings: Settings, taken: socket.socket, workers: int, announce: Callable[[], None]) -> None:
    """Answer requests until a signal says stop. `announce` is called once requests are answered."""
    configure_logs(settings.log_file)
    if workers == 1:
        from gisapp.app import create_app  # heavy: the address is checked before it loads

        with suppress(KeyboardInterrupt):  # raised again by uvicorn after it has stopped
            app = create_app(settings)
            _keep_what_start_up_made()
            _AnnouncedServer(uvicorn.Config(app, **_options()), announce).run(sockets=[taken])
        return
    for name, value in settings.model_dump(mode="json", exclude_none=True).items():
        os.environ[f"GISAPP_{name.upper()}"] = str(value)
    config = uvicorn.Config("gisapp.startup.web_server:application", factory=True, workers=workers, **_options())
    supervisor = _AnnouncedWorkers(config, taken, announce)
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        sys.exit(STARTUP_FAILURE)  # the workers have written why


def application():  # noqa: ANN201 – an ASGI application
    """The application of one worker process, with the settings its parent handed down in the environment."""
    from gisapp.app import create_app

    end_with_parent = die_with_parent()
    if end_with_parent is not None:
        end_with_parent()  # a worker left alone would keep the port
    settings = Settings()
    configure_logs(settings.log_file)
    app = create_app(settings)
    _keep_what_start_up_made()
    return app


def _keep_what_start_up_made() -> None:
    """Modules, routes and schemas live as long as the process: the collector need not walk them again and again."""
    gc.collect()
    gc.freeze()


class _AnnouncedServer(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._announce()


class _AnnouncedWorkers(Multiprocess):
    def __init__(self, config: uvicorn.Config, taken: socket.socket, announce: Callable[[], None]) -> None:
        super().__init__(config, sockets=[taken])
        self._announce = announce

    def init_processes(self) -> None:
        super().init_processes()
        if all(process.wait_until_ready(START_SECONDS, self.should_exit) for process in self.processes):
            self._announce()


def _options() -> dict[str, Any]:
    return {
        "http": TimedRequests,
        "loop": "uvloop",
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,  # the application reads them itself, behind the tiles
        "timeout_graceful_shutdown": GRACE_SECONDS,
    }


def _refusal(host: str, port: int, error: BaseException) -> StartRefusal:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return StartRefusal(
            "start.port_taken",
            f"端口 {port} 已被占用，请停止占用它的程序，或用 --port 另选端口（0 表示自动选择）。",
            f"Port {port} is taken: stop the program that uses it, or choose another with --port (0 picks a free one).",
        )
    if number == errno.EACCES:
        return StartRefusal(
            "start.port_not_allowed",
            f"当前账户不能使用端口 {port}，请用 --port 选 1024 以上的端口。",
            f"This account may not use port {port}: choose one above 1024 with --port.",
        )
    return StartRefusal(
        "start.address_unusable",
        f"不能在 {host}:{port} 上提供服务（{error}），请检查 --host 和 --port。",
        f"The address {host}:{port} cannot be used ({error}): check --host and --port.",
    )
