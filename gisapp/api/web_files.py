"""What was built before: hashed assets for ever, pages and the contract of the interface fresh."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from gisapp.kernel.errors import DomainError

NOT_BUILT = (
    "<!doctype html><meta charset='utf-8'><title>界面尚未构建</title>"
    "<p>界面文件尚未构建。请在项目目录运行 <code>./gis up</code>，或在 web/ 中运行 <code>npm ci && npm run build</code>。</p>"
)


ENTRIES = {
    "alerts": "ask.html",
    "ask": "ask.html",
    "compare": "kept.html",
    "desk": "index.html",
    "inquiries": "ask.html",
    "self-report": "self-report.html",
    "shortlist": "kept.html",
}
"""Which page answers an address by its first part; the investor's window answers the others."""


CONTRACT = "openapi.json"
"""The contract of the HTTP interface, written by `gisapp openapi` before the pages are built: working it out takes seconds."""


class HashedAssets(StaticFiles):
    """Files whose name changes with their content may be kept for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def add_web_files(app: FastAPI, folder: Path, pages: tuple[str, ...]) -> None:
    """Serve the build in `folder`: /assets for ever, each of `pages` by the entry its first part names, and the contract."""
    built = StaticFiles(directory=folder, check_dir=False)
    if (folder / "assets").is_dir():
        app.mount("/assets", HashedAssets(directory=folder / "assets"), name="assets")

    def page(request: Request) -> Response:
        file = folder / ENTRIES.get(request.url.path.split("/")[1], "site.html")
        if not file.is_file():
            return HTMLResponse(NOT_BUILT, status_code=503)
        return FileResponse(file, headers={"Cache-Control": "no-cache"})

    def icon(_: Request) -> Response:
        file = folder / "favicon.svg"
        return FileResponse(file) if file.is_file() else Response(status_code=404)

    async def contract(request: Request) -> Response:
        if not (folder / CONTRACT).is_file():
            raise DomainError(
                "service.contract_not_built",
                "接口说明尚未生成，请在项目目录运行 ./gis setup。",
                message_en="The contract of this interface has not been built: run ./gis setup in the project's folder.",
                status=503,
            )
        return await built.get_response(CONTRACT, request.scope)  # with ETag; 304 for who has it

    for path in pages:
        app.add_route(path, page, methods=["GET"], include_in_schema=False)
    app.add_route("/favicon.svg", icon, methods=["GET"], include_in_schema=False)
    app.add_route(f"/{CONTRACT}", contract, methods=["GET"], include_in_schema=False)
