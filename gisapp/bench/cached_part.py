"""Measures cached tiles beside nginx, which serves the same bodies as files: by turns, with as many workers each."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from gisapp.bench.load import ask, tiles_of, wrk_is_here
from gisapp.bench.processes import free_port, our_server, running
from gisapp.bench.report import Report
from gisapp.bench.rounds import average, by_turns, ratio
from gisapp.bench.tile_bench import MIX, MIXES, OURS, TileBench, asked_by_wrk, fetch, sign_in

READERS = 64
TILES = 1_000
NGINX = "nginx static"


def measure_cached(report: Report, bench: TileBench) -> None:
    """A thousand tiles, asked again and again by a signed-in officer."""
    if not wrk_is_here():
        report.add("cached", OURS, "tiles/s", None, "wrk is not installed: apt-get install wrk")
        return
    paths = [f"/tiles/plot/{z}/{x}/{y}.mvt" for z, x, y in tiles_of(bench.zone, MIXES[MIX], TILES)]
    files = bench.folder / "static"
    shutil.rmtree(files, ignore_errors=True)
    notes: dict[str, str] = {}
    with contextlib.ExitStack() as started:
        web = started.enter_context(
            our_server(
                bench.url, workers=bench.workers, connections=bench.connections, cache_mb=256, folder=bench.folder
            )
        )
        cookie = sign_in(bench.url)
        for path in paths:
            target = files / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(fetch(web + path, cookie))
        # until every worker has every tile
        ask(web, paths, bench.folder, seconds=4, readers=READERS, days=0, headers=[cookie])
        static = _start_nginx(files, bench, started)
        if static is None:
            report.add("cached", NGINX, "tiles/s", None, "nginx is not installed: apt-get install nginx-light")
            return
        measured = by_turns(
            {
                OURS: asked_by_wrk(bench, web, paths, notes, OURS, headers=[cookie], readers=READERS),
                NGINX: asked_by_wrk(bench, static, paths, notes, NGINX, headers=[], readers=READERS),
            }
        )
    for name, values in measured.items():
        report.add("cached", name, "tiles/s", average(values), notes[name])
    report.compare("cached", f"gisapp ÷ {NGINX}", ratio(measured[OURS], measured[NGINX]), 0.25)


def _start_nginx(files: Path, bench: TileBench, started: contextlib.ExitStack) -> str | None:
    """Our own nginx on loopback, in the foreground, with nothing of the machine's configuration; None where there is none."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        return None
    port, folder = free_port(), bench.folder / "nginx"
    folder.mkdir(exist_ok=True)
    (folder / "nginx.conf").write_text(_configuration(files, folder, port, bench.workers), encoding="utf-8")
    command = [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    address = f"http://127.0.0.1:{port}"
    started.enter_context(running(command, address, environment={}, log=folder / "out.log", folder=folder))
    return address


def _configuration(files: Path, folder: Path, port: int, workers: int) -> str:
    user = "user root;" if os.geteuid() == 0 else ""
    return f"""{user} daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=10000; etag on;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d;
  scgi_temp_path {folder}/e; types {{ application/vnd.mapbox-vector-tile mvt; }}
  server {{ listen 127.0.0.1:{port}; root {files};
    location / {{ add_header Content-Encoding gzip; add_header Cache-Control "private, no-cache"; add_header Vary "Accept-Encoding"; }} }} }}
"""
