"""A page loads nothing from elsewhere; only the base map's own host may send images."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from gisapp.api.security import content_policy
from gisapp.app import create_app
from gisapp.auth.sessions import COOKIE
from gisapp.settings import Settings


def images_of(**settings) -> str:
    policy = content_policy(Settings(**settings))
    return next(part.strip() for part in policy.split(";") if part.strip().startswith("img-src"))


@pytest.mark.parametrize(
    ("settings", "host"),
    [
        ({}, None),
        ({"basemap": "tianditu", "tianditu_key": "k"}, "https://*.tianditu.gov.cn"),
        (
            {"basemap": "xyz", "basemap_url": "https://tiles.zone.example:8443/{z}/{x}/{y}.png"},
            "https://tiles.zone.example:8443",
        ),
        ({"basemap": "xyz", "basemap_url": "/own/{z}/{x}/{y}.png"}, None),
        ({"basemap": "none", "basemap_url": "https://tiles.zone.example/{z}/{x}/{y}.png"}, None),
    ],
)
def test_images_come_from_here_and_the_base_map_only(settings, host):
    assert images_of(**settings) == "img-src 'self' data: blob:" + (f" {host}" if host else "")


def test_every_answer_carries_the_headers_even_an_error(fresh_url: str):
    with TestClient(create_app(Settings(database_url=fresh_url))) as client:
        for path in ("/api/health", "/api/zone", "/api/nothing", "/", "/desk"):
            headers = client.get(path).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert "script-src 'self';" in headers["content-security-policy"]
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert "camera=()" in headers["permissions-policy"]
            assert "strict-transport-security" not in headers
            assert headers["x-request-id"]


def test_where_tls_ends_in_front_browsers_are_told_to_keep_to_it(fresh_url: str):
    with TestClient(create_app(Settings(database_url=fresh_url, secure_cookies=True))) as client:
        assert client.get("/api/zone").headers["strict-transport-security"] == "max-age=31536000"


def test_what_is_answered_to_somebody_with_a_session_stays_in_no_cache(fresh_url: str):
    with TestClient(create_app(Settings(database_url=fresh_url))) as client:
        assert "no-store" not in client.get("/api/parks").headers.get("cache-control", "")
        client.cookies.set(COOKIE, "somebody")
        assert client.get("/api/parks").headers["cache-control"] == "private, no-store"
        assert client.get("/api/terms").headers["cache-control"] == "public, max-age=300"
