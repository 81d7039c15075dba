"""Puts the house together: every router, the tiles in front, errors, static pages. Imported by nobody but the command line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import text
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from gisapp import __version__
from gisapp.accounts.routes import router as accounts_router
from gisapp.alerts.routes import router as alerts_router
from gisapp.api.contract import complete
from gisapp.api.errors import add_error_handlers
from gisapp.api.health import router as service_router
from gisapp.api.nul_refusal import NulRefusal
from gisapp.api.request_log import RequestLog
from gisapp.api.security import SecurityHeaders
from gisapp.api.upload_limit import BodyLimit
from gisapp.api.web_files import add_web_files
from gisapp.approvals.item_routes import router as approval_items_router
from gisapp.approvals.routes import router as approvals_router
from gisapp.auth.known_sessions import KnownSessions
from gisapp.auth.permissions import Permission
from gisapp.cockpit.report_routes import router as monthly_reports_router
from gisapp.cockpit.routes import router as cockpit_router
from gisapp.commitments.routes import router as commitments_router
from gisapp.compliance.check_routes import router as plot_checks_router
from gisapp.compliance.constraint_routes import router as constraints_router
from gisapp.compliance.report_routes import router as compliance_router
from gisapp.contracts.routes import router as contracts_router
from gisapp.db.engine import create_app_engine, session_factory
from gisapp.documents.routes import router as documents_router
from gisapp.dossier.change_routes import router as change_router
from gisapp.dossier.routes import router as dossier_router
from gisapp.drawing.routes import router as drawing_router
from gisapp.evidence.routes import router as evidence_router
from gisapp.exchange.routes import router as exchange_router
from gisapp.idle.routes import router as idle_router
from gisapp.idle_cases.routes import router as idle_cases_router
from gisapp.inbox.routes import router as inbox_router
from gisapp.inquiries.ask_routes import router as ask_router
from gisapp.inquiries.routes import router as inquiries_router
from gisapp.investor.routes import router as investor_router
from gisapp.investor.shortlist_routes import router as shortlists_router
from gisapp.kernel.clock import Clock, SystemClock
from gisapp.land.outline_routes import router as outline_router
from gisapp.land.park_routes import router as parks_router
from gisapp.land.routes import router as land_router
from gisapp.land.survey_routes import router as surveys_router
from gisapp.mail.routes import router as mail_router
from gisapp.maps.public_answers import PublicAnswers
from gisapp.maps.registry import load_layers
from gisapp.maps.routes import router as maps_router
from gisapp.maps.tile_asgi import TileServer, tile_services
from gisapp.matching.routes import router as matching_router
from gisapp.parties.encumbrance_routes import router as encumbrances_router
from gisapp.parties.routes import router as parties_router
from gisapp.patrol.routes import router as patrol_router
from gisapp.performance.figure_routes import router as figures_router
from gisapp.performance.grade_routes import router as grades_router
from gisapp.performance.land_use_routes import router as land_use_router
from gisapp.preparation.readiness_routes import router as readiness_router
from gisapp.preparation.standard_routes import router as standards_router
from gisapp.projects.routes import router as projects_router
from gisapp.projects.supervision_routes import router as supervision_router
from gisapp.proposals.lineage_routes import router as lineage_router
from gisapp.proposals.review_routes import router as reviews_router
from gisapp.proposals.routes import router as proposals_router
from gisapp.reports.brochure.look_routes import router as zone_look_router
from gisapp.reports.brochure.routes import router as brochures_router
from gisapp.reports.plot_routes import router as plot_files_router
from gisapp.reports.routes import router as reports_router
from gisapp.reuse.routes import router as reuse_router
from gisapp.reuse.temporary_use_routes import router as temporary_uses_router
from gisapp.rulebook.routes import router as rulebook_router
from gisapp.self_reports.filing_routes import router as filings_router
from gisapp.self_reports.routes import router as self_reports_router
from gisapp.settings import Settings, resource_dir
from gisapp.sites.routes import router as sites_router
from gisapp.sites.staff_routes import router as premises_router
from gisapp.stock.ground_routes import router as ground_router
from gisapp.stock.routes import router as stock_router
from gisapp.supply.application_routes import router as applications_router
from gisapp.supply.listing_routes import router as listings_router
from gisapp.supply.routes import router as supply_router
from gisapp.work_calendar.routes import router as work_calendar_router

ROUTERS: tuple[APIRouter, ...] = (
    service_router,
    accounts_router,
    evidence_router,
    rulebook_router,
    work_calendar_router,
    parks_router,
    outline_router,
    land_router,
    surveys_router,
    proposals_router,
    drawing_router,
    reviews_router,
    lineage_router,
    parties_router,
    encumbrances_router,
    supply_router,
    listings_router,
    applications_router,
    readiness_router,
    standards_router,
    plot_checks_router,
    constraints_router,
    compliance_router,
    commitments_router,
    self_reports_router,
    filings_router,
    contracts_router,
    idle_router,
    figures_router,
    grades_router,
    land_use_router,
    sites_router,
    premises_router,
    matching_router,
    maps_router,
    projects_router,
    approval_items_router,
    approvals_router,
    supervision_router,
    investor_router,
    ask_router,
    inquiries_router,
    alerts_router,
    shortlists_router,
    mail_router,
    idle_cases_router,
    patrol_router,
    reuse_router,
    temporary_uses_router,
    stock_router,
    ground_router,
    reports_router,
    zone_look_router,
    brochures_router,
    plot_files_router,
    documents_router,
    inbox_router,
    cockpit_router,
    monthly_reports_router,
    change_router,
    dossier_router,
    exchange_router,
)

# Paths below / that the front end routes itself.
PAGES = (
    "/",
    "/match",
    "/saved/{rest:path}",
    "/embed",
    "/sites/{rest:path}",
    "/ask",
    "/alerts",
    "/alerts/{rest:path}",
    "/inquiries/{rest:path}",
    "/compare",
    "/shortlist/{rest:path}",
    "/self-report/{rest:path}",
    "/desk",
    "/desk/{rest:path}",
)


# What everybody without an account is told alike, kept until a table changes.
PUBLIC_READS = r"/api/(sites|sites/[0-9]{1,15}|terms|zone)"


class Application(FastAPI):
    """FastAPI with the tiles before it: added as middleware they would still pass two layers that cost a sixth of a kept tile."""

    tiles: TileServer | None = None
    public_answers: PublicAnswers | None = None

    def openapi(self) -> dict[str, Any]:
        """Return the contract: FastAPI's document, completed by what every operation refuses and whom it lets in."""
        if self.openapi_schema is None:
            declared = [route for route in self.routes if isinstance(route, APIRoute)]
            self.openapi_schema = complete(super().openapi(), declared)
        return self.openapi_schema

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.tiles is not None and self.tiles.answers(scope):
            await self.tiles(scope, receive, send)
        elif self.public_answers is not None and self.public_answers.answers(scope):
            await self.public_answers(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(settings: Settings, clock: Clock | None = None) -> Application:
    """Return the application for these settings; `settings.database_url` must name a migrated database."""
    assert settings.database_url, "create_app needs a database URL"
    engine = create_app_engine(settings.database_url, pool_size=settings.database_pool)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # as many threads as connections, and as many requests that have both (`turns`): none of them waits for the others
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.database_pool
        with engine.begin() as connection:
            connection.execute(text("select fold_layer_changes()"))
        yield
        if isinstance(app, Application) and app.tiles is not None:
            app.tiles.close()
        if isinstance(app, Application) and app.public_answers is not None:
            app.public_answers.close()
        engine.dispose()

    app = Application(
        title="园区用地一张图 · gisapp",
        version=__version__,
        lifespan=lifespan,
        openapi_url=None,  # served as the file that `gisapp openapi` wrote
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.clock = clock or SystemClock()
    app.state.layers = load_layers(resource_dir("layers"), permissions={permission.value for permission in Permission})
    app.state.engine = engine
    app.state.sessions = session_factory(engine)
    app.state.turns = anyio.Semaphore(settings.database_pool)
    # visitors without an account never hold more than half of the connections, so that officers need not stand in their line
    app.state.visitor_turns = anyio.Semaphore(max(1, settings.database_pool // 2))
    app.state.known_sessions = KnownSessions()
    app.state.paper_turns = anyio.Semaphore(1)
    app.state.health_turn = anyio.CapacityLimiter(1)
    for router in ROUTERS:
        app.router.routes.extend(
            router.routes
        )  # as they are: to include a router is to work out each of its routes again
    add_error_handlers(app)
    add_web_files(app, resource_dir("web"), PAGES)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(SecurityHeaders, settings=settings)
    app.add_middleware(BodyLimit, limit_bytes=(settings.upload_limit_mb + 1) * 1024 * 1024)
    app.add_middleware(NulRefusal)
    app.add_middleware(RequestLog)
    # here and not in uvicorn, so that tiles, which need no caller's address, do not pay for it
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)
    services = tile_services(app.state.layers, engine, app.state.sessions, app.state.clock, settings)
    app.tiles = TileServer(services)
    app.public_answers = PublicAnswers(super(Application, app).__call__, services, PUBLIC_READS)
    return app
