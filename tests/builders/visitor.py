"""Somebody who talks to the application over HTTP, without a network."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any, Self

import httpx2 as httpx
from fastapi import FastAPI


class Visitor:
    """A synchronous HTTP client of an ASGI application; keeps cookies like a browser."""

    def __init__(self, app: FastAPI, **headers: str) -> None:
        self.app = app
        self._runner = asyncio.Runner()
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()
        self.app.state.engine.dispose()

    def get(self, address: str, **options: Any) -> httpx.Response:
        return self._runner.run(self._client.get(address, **options))

    def put(self, address: str, **options: Any) -> httpx.Response:
        return self._runner.run(self._client.put(address, **options))

    def post(self, address: str, **options: Any) -> httpx.Response:
        return self._runner.run(self._client.post(address, **options))

    def delete(self, address: str, **options: Any) -> httpx.Response:
        return self._runner.run(self._client.delete(address, **options))
