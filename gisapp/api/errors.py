"""How errors leave the system: one JSON form with a code and a sentence that says what to do."""

from __future__ import annotations

import errno
import tempfile

import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg2.errors import DiskFull
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from gisapp.db.errors import domain_error, without_values
from gisapp.kernel.errors import DomainError, TooMany

log = structlog.get_logger("gisapp.errors")


def problem(error: DomainError) -> JSONResponse:
    body = {"code": error.code, "message_zh": error.message_zh, "message_en": error.message_en}
    if error.findings:
        body["findings"] = [finding.as_dict() for finding in error.findings]  # type: ignore[assignment]
    if error.details:
        body["details"] = jsonable_encoder(error.details)
    headers = None
    if isinstance(error, TooMany) and error.retry_after_s is not None:
        headers = {"Retry-After": str(error.retry_after_s)}
    return JSONResponse(body, status_code=error.status, headers=headers)


def _disk_full(whose_zh: str, whose_en: str) -> JSONResponse:
    return JSONResponse(
        {
            "code": "server.disk_full",
            "message_zh": f"{whose_zh}已满，没有保存。请联系管理员清理磁盘后重试；查看不受影响。",
            "message_en": f"{whose_en} is full; nothing was saved. Ask the administrator to make room, then try again; reading goes on.",
        },
        status_code=507,
    )


def add_error_handlers(app: FastAPI) -> None:
    """Let every error of the application leave in the one form."""
    app.exception_handler(DomainError)(_domain)
    app.exception_handler(RequestValidationError)(_malformed)
    app.exception_handler(HTTPException)(_plain)
    app.exception_handler(DBAPIError)(_database)
    app.exception_handler(PoolTimeout)(_unavailable)
    app.exception_handler(OSError)(_machine)
    app.exception_handler(Exception)(_unexpected)


def _domain(_: Request, error: DomainError) -> JSONResponse:
    return problem(error)


def _malformed(_: Request, error: RequestValidationError) -> JSONResponse:
    fields = [
        {"field": ".".join(str(part) for part in item["loc"][1:]), "message": item["msg"]} for item in error.errors()
    ]
    named = "、".join(sorted({field["field"] for field in fields if field["field"]})) or "内容"
    return JSONResponse(
        jsonable_encoder(
            {
                "code": "request.malformed",
                "message_zh": f"提交的{named}格式不正确，请核对后重试。",
                "message_en": f"Malformed request: {named}.",
                "fields": fields,
            }
        ),
        status_code=422,
    )


def _plain(_: Request, error: HTTPException) -> JSONResponse:
    sentences = {404: "没有这个地址，请检查链接或返回首页。", 405: "该地址不支持此操作。", 413: "提交的内容过大。"}
    return JSONResponse(
        {
            "code": f"http.{error.status_code}",
            "message_zh": sentences.get(error.status_code, "请求未能完成。"),
            "message_en": str(error.detail),
        },
        status_code=error.status_code,
        headers=error.headers,
    )


def _database(request: Request, error: DBAPIError) -> JSONResponse:
    known = domain_error(error)
    if known is not None:
        return problem(known)
    if isinstance(error.orig, DiskFull):
        log.error("disk_full", path=request.url.path, error="database")
        return _disk_full("数据库所在磁盘", "The database's disk")
    if isinstance(error, OperationalError):
        return _unavailable(request, error)
    log.error("database_error", path=request.url.path, **without_values(error))
    return JSONResponse(
        {
            "code": "database.error",
            "message_zh": "数据库未能完成操作，已全部撤销。请重试；仍不行请联系管理员查看日志。",
            "message_en": "The database refused; nothing was changed.",
        },
        status_code=500,
    )


def _unavailable(request: Request, error: Exception) -> JSONResponse:
    log.error("database_unavailable", path=request.url.path, error=str(error).splitlines()[0])
    return JSONResponse(
        {
            "code": "database.unavailable",
            "message_zh": "数据库暂时不可用，请稍后重试。",
            "message_en": "The database is unavailable; try again shortly.",
        },
        status_code=503,
    )


def _machine(request: Request, error: OSError) -> JSONResponse:
    if error.errno not in (errno.ENOSPC, errno.EDQUOT) or getattr(request.state, "is_committed", False):
        return _unexpected(request, error)
    log.error("disk_full", path=request.url.path, error=f"{error.filename or tempfile.gettempdir()}")
    return _disk_full("服务器磁盘", "The server's disk")


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.exception("unexpected_error", path=request.url.path, exc_info=error)
    if getattr(request.state, "is_committed", False):
        return JSONResponse(
            {
                "code": "server.error_after_saving",
                "message_zh": "已保存，但答复时出现意外错误。请刷新页面查看，不要重复提交。",
                "message_en": "It was saved, but the answer failed unexpectedly: reload the page, do not send it again.",
            },
            status_code=500,
        )
    return JSONResponse(
        {
            "code": "server.error",
            "message_zh": "系统出现意外错误，操作已撤销。请重试；仍不行请把时间和操作告知管理员。",
            "message_en": "Unexpected error; nothing was changed.",
        },
        status_code=500,
    )
