"""What the contract says of every operation beside its own schemas: who may call it and how it refuses.

Both are worked out from the route's declaration (its permission, its dependencies, what comes in), so that no route has to repeat them. What
only the use case knows a route says itself: `responses=refuses(410)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any

from fastapi.routing import APIRoute

from gisapp.api.deps import SAFE_METHODS, get_session, get_signed_in
from gisapp.api.problem import REFUSALS, Problem
from gisapp.auth.permissions import PUBLIC, Permission
from gisapp.auth.sessions import COOKIE

SESSION, TOKEN = "session", "page_token"  # names of schemes
SCHEMES = {
    SESSION: {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "The cookie that POST /api/session sets; the permission beside it is the one that the caller's role must have.",
    },
    TOKEN: {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "`csrf` of GET /api/session; whoever is signed in repeats it with everything that changes something.",
    },
}
_BIGINT = 2**63 - 1
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def calls_of(route: APIRoute) -> Iterator[Callable[..., Any]]:
    """Everything that is called for a request of the route, its endpoint included."""
    waiting = [route.dependant]
    while waiting:
        dependant = waiting.pop()
        if dependant.call is not None:
            yield dependant.call
        waiting.extend(dependant.dependencies)


def permission_of(route: APIRoute) -> Permission | None:
    """The permission that `require` asks for on this route."""
    return next((call.permission for call in calls_of(route) if hasattr(call, "permission")), None)  # type: ignore[attr-defined]


def refusals_of(route: APIRoute, method: str, operation: dict[str, Any]) -> set[int]:
    """The statuses that the declaration of a route tells: permission, token of the page, what comes in, what its dependencies say of themselves."""
    calls = set(calls_of(route))
    found = {status for call in calls for status in getattr(call, "refuses", ())}
    is_public = permission_of(route) in PUBLIC
    changes = method not in SAFE_METHODS
    has_body = "requestBody" in operation
    if not is_public:
        found |= {401, 403}
    if changes and get_signed_in in calls:
        found.add(403)
    if get_session in calls:
        found |= {503, 507}
    if has_body or operation.get("parameters"):
        found |= {400, 404, 422}
    if changes:
        found.add(409)
    if has_body:
        found.add(413)
    if "{plot_id}" in route.path:
        found.add(410)
    return found


def security_of(route: APIRoute, method: str) -> list[dict[str, list[str]]]:
    """Who may call: anybody (the empty requirement), or a session whose role has the permission; with the page's token where something changes."""
    permission = permission_of(route)
    asked: dict[str, list[str]] = {SESSION: [] if permission in PUBLIC or permission is None else [str(permission)]}
    if method not in SAFE_METHODS:
        asked[TOKEN] = []
    return [{}, asked] if permission in PUBLIC else [asked]


def complete(document: dict[str, Any], routes: Iterable[APIRoute]) -> dict[str, Any]:
    """Write into FastAPI's document what it does not know, in place, and return it."""
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs")
    schemas["Problem"] = problem
    used: set[int] = set()
    for route in routes:
        for method in sorted(route.methods or ()):
            operation = document["paths"][route.path_format][method.lower()]
            told = {int(status) for status in operation["responses"] if int(status) >= 400} - {422}
            refusals = told | refusals_of(route, method, operation)
            used |= refusals
            answers = {status: answer for status, answer in operation["responses"].items() if int(status) < 400}
            if any(parameter["name"] == "if-none-match" for parameter in operation.get("parameters", ())):
                answers["304"] = {"description": "The caller has it already."}
            operation["responses"] = answers | {
                str(status): {"$ref": f"#/components/responses/{REFUSALS[status].name}"} for status in sorted(refusals)
            }
            operation["security"] = security_of(route, method)
    document["components"]["securitySchemes"] = SCHEMES
    document["components"]["responses"] = {REFUSALS[status].name: _refusal(status) for status in sorted(used)}
    _whole_bounds(document)
    return document


def _refusal(status: int) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    refusal: dict[str, Any] = {"description": REFUSALS[status].sentence, "content": content}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        refusal["headers"] = {"Retry-After": {"description": "seconds", "schema": {"type": "integer", "minimum": 0}}}
    return refusal


def _whole_bounds(part: Any) -> None:
    """Bounds as the whole numbers they are: FastAPI keeps them as floats, and 2⁶³ − 1 would be told as 2⁶³."""
    if isinstance(part, dict):
        for name in _BOUNDS:
            if isinstance(bound := part.get(name), float) and bound.is_integer():
                part[name] = (
                    max(-_BIGINT - 1, min(int(bound), _BIGINT)) if part.get("type") == "integer" else int(bound)
                )
        for inner in part.values():
            _whole_bounds(inner)
    elif isinstance(part, list):
        for inner in part:
            _whole_bounds(inner)
