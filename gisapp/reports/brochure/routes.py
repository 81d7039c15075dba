"""Speaks HTTP for brochures and delegation books: published sites as one HTML file or one PDF; no account is asked for."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, Query, Request, Response
from pydantic import Field

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.investor.routes import listed_ids, wish_of
from gisapp.investor.schemas import PreviewQuery
from gisapp.maps.routes import LayersDep
from gisapp.reports.brochure.content import Brochure, BrochureWish, gather
from gisapp.reports.brochure.front import heading
from gisapp.reports.vendored_page import CONTENT_SECURITY_POLICY
from gisapp.visitors.papers import PAPER_FOR_VISITORS

router = Router(
    prefix="/api/brochures",
    tags=["handouts"],
    dependencies=[*PAPER_FOR_VISITORS, Depends(require(Permission.HANDOUT_MAKE))],
)


class BrochureQuery(PreviewQuery):
    """Which sites, in which language, under which title; the plan as in the preview."""

    ids: Annotated[str, Field(min_length=1, max_length=400, description="Sites, separated by commas, in this order")]
    lang: Literal["zh", "en"] = "zh"
    title: Annotated[str, Field(max_length=40)] = ""
    inline: bool = False


def get_content(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    clock: ClockDep,
    as_of: AsOfDep,
    query: Annotated[BrochureQuery, Query()],
) -> Brochure:
    return gather(
        session,
        listed_ids(query.ids),
        BrochureWish(as_of=as_of, made_on=clock.today(), lang=query.lang, title=query.title.strip()),
        zone_code=settings.zone_code,
        window_url=str(request.base_url),
        wish_for=lambda area_m2: wish_of(query, area_m2 or None),
    )


ContentDep = Annotated[Brochure, Depends(get_content)]
Inline = Annotated[bool, Query(description="Open in the browser instead of downloading")]


@router.get("/sites.html", **gives("html"))
def brochure_page(content: ContentDep, session: SessionDep, layers: LayersDep, inline: Inline = False) -> Response:
    """The sites as one self-contained HTML file that opens from a disk with no network."""
    from gisapp.reports.brochure.html_page import lay_html

    page = lay_html(session, content, sorted(layers, key=lambda layer: layer.draw_order), layers.palette)
    return Response(
        page,
        media_type="text/html; charset=utf-8",
        headers={
            **_headers(content, "html", inline=inline),
            "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; sandbox allow-scripts allow-popups",
        },
    )


@router.get("/sites.pdf", **gives("pdf"))
def brochure_pdf(content: ContentDep, inline: Inline = False) -> Response:
    """The sites as a PDF with a plan of each at a true scale; 409 where this machine cannot set Chinese type."""
    from gisapp.reports.brochure.pdf_page import make_pdf

    return Response(make_pdf(content), media_type="application/pdf", headers=_headers(content, "pdf", inline=inline))


def _headers(content: Brochure, form: str, *, inline: bool) -> dict[str, str]:
    names = "-".join(site.sheet["plot_no"] for site in content.sites[:4])
    mark = f"（{content.zone.notice('zh')}）" if content.zone.is_demo else ""
    name = f"{heading(content)}-{names}-{content.as_of.isoformat()}{mark}.{form}"
    plain = f"brochure-{content.as_of.isoformat()}.{form}"
    disposition = "inline" if inline else "attachment"
    return {
        "Content-Disposition": f"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, no-store",
    }
