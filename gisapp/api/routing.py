"""Routes that are ready when they are first called: declaring five hundred of them costs a start nothing but their addresses."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from threading import RLock
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import compile_path, get_name

from gisapp.api.nul_refusal import refuse_unreadable_text

_LOCK = RLock()


class DeferredRoute(APIRoute):
    """A route that reads the signature of its endpoint when something beyond its address is asked of it.

    FastAPI works out parameters, body and answer of each route where it is declared, some milliseconds each. Here that waits for the
    first call (or for the contract, which asks every route); a fault in a declaration is found by the test that asks them all.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        methods = options.get("methods") or ["GET"]
        self._declared: tuple[str, Callable[..., Any], dict[str, Any]] | None = (path, endpoint, options)
        self.path, self.endpoint = path, endpoint
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self.methods = {method.upper() for method in methods}
        self.name = options.get("name") or get_name(endpoint)

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there: works the route out, once, whoever else is asking, and answers from it."""
        if name == "_declared":
            raise AttributeError(name)
        with _LOCK:
            if self._declared is not None:
                declared, self._declared = self._declared, None
                try:
                    super().__init__(declared[0], declared[1], **declared[2])
                except BaseException:
                    self._declared = declared  # the next caller is told the same
                    raise
        return object.__getattribute__(self, name)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request; a body is looked through for characters that cannot be kept before anything else is asked."""
        answer = super().get_route_handler()
        if self.body_field is None:
            return answer

        async def readable(request: Request) -> Response:
            await refuse_unreadable_text(request)
            return await answer(request)

        return readable


class Router(APIRouter):
    """The routes of a room."""

    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=DeferredRoute, **options)
