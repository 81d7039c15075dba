"""Settings: small groups, prefix GISAPP_, read once when the application is made; tests pass their own.

Each setting is described in the README; a house test checks that none is missing there.
"""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that differs between installations. Names in the environment carry the prefix GISAPP_."""

    model_config = SettingsConfigDict(env_prefix="GISAPP_", extra="ignore")

    # database
    database_url: str | None = Field(
        default=None, description="Existing PostGIS server; empty: the embedded one in the data folder"
    )
    database_pool: int = Field(
        default=10, ge=1, le=100, description="Connections kept for requests; the thread pool is as wide"
    )
    data_dir: Path = Field(default=Path("data"), description="Folder of the embedded database and of backups")

    log_file: Path | None = Field(
        default=None,
        description="Requests and errors go here; empty: into the data folder under `up`, else the terminal",
    )

    # web
    host: str = Field(default="127.0.0.1", description="Address the web server listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="Port of the web server; 0 picks a free one")
    embed_ancestors: str = Field(
        default="",
        description="Sites that may show /embed in a frame, as https://… separated by spaces, or *; empty: only this server's own pages",
    )
    secure_cookies: bool = Field(
        default=False, description="Mark cookies Secure; set it where TLS ends in front of the server"
    )
    session_hours: float = Field(default=12, gt=0, description="A session ends after so many hours without a request")
    session_longest_hours: float = Field(
        default=72, gt=0, description="A session ends so many hours after its sign-in, however much it is used"
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks of proxies in front, separated by commas, whose X-Forwarded-For and -Proto count; empty: none",
    )
    demo_password: str | None = Field(
        default=None, description="Password of the first-run sign-ins; empty: random ones, printed once"
    )
    lockout_after: int = Field(
        default=5, ge=1, description="Wrong passwords in a row for a name from an address until it must be waited"
    )
    lockout_minutes: float = Field(
        default=15, gt=0, description="Longest wait; the first is a minute, each further one twice as long"
    )

    # letters to people outside
    public_url: str = Field(
        default="", description="Address under which the public reaches this installation, for links in letters"
    )
    smtp_host: str | None = Field(default=None, description="Mail server; empty: letters wait in the outbox")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the connection is protected"
    )
    smtp_user: str | None = Field(default=None, description="Account at the mail server; empty: none")
    smtp_password: str | None = Field(default=None, description="Its password")
    smtp_from: str = Field(default="", description="Sender of letters, such as zone@example.gov.cn")

    # maps
    basemap: Literal["none", "xyz", "tianditu"] = Field(
        default="none", description="Base map: none, own tiles, or 天地图"
    )
    basemap_url: str | None = Field(default=None, description="Own tiles as https://…/{z}/{x}/{y}.png")
    basemap_attribution: str = Field(default="", description="Attribution of own tiles")
    tianditu_key: str | None = Field(default=None, description="Browser key (tk) of 天地图")
    tile_cache_mb: int = Field(default=128, ge=1, description="Memory for encoded tiles")
    tile_connections: int = Field(
        default=2,
        ge=1,
        le=32,
        description="Tiles made at the same time, each on its own connection; about one per processor",
    )

    # files
    upload_limit_mb: int = Field(default=50, ge=1, description="Largest survey file accepted")
    unpacked_limit_mb: int = Field(default=300, ge=1, description="Largest total size inside a zip")
    feature_limit: int = Field(default=200_000, ge=1, description="Most features read from one survey file")

    # zone
    zone_code: str = Field(default="411671", description="Code of the zone that this installation shows first")
    zone_name_zh: str = Field(default="周口经济开发区", description="Name of the zone used when one is created")
    zone_name_en: str = Field(default="Zhoukou Economic Development Zone", description="Its English name")

    @field_validator("trusted_proxies")
    @classmethod
    def _name_proxies(cls, given: str) -> str:
        """Everybody trusted is everybody believed: an address in X-Forwarded-For could then be invented."""
        networks = [ip_network(one.strip(), strict=False) for one in given.split(",") if one.strip()]
        if any(network.prefixlen == 0 for network in networks):
            raise ValueError("name the proxies themselves: not everybody can be trusted")
        return ",".join(map(str, networks))


_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: Literal["layers", "migrations", "web"]) -> Path:
    """Return the folder of data that ships with the application, in a checkout or in an installed wheel."""
    bundled = _PACKAGE / "_bundled" / name
    if bundled.is_dir():
        return bundled
    return _PACKAGE.parent / ("web/dist" if name == "web" else name)
