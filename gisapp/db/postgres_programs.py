"""Where PostgreSQL with PostGIS is on this machine, how new it is and how to run it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gisapp.kernel.start_refusal import StartRefusal

OLDEST_MAJOR = 14
"""Multiranges, which the history of a plot needs, came with PostgreSQL 14."""

UNPACKED = Path(__file__).resolve().parents[2] / ".gis" / "postgres"
"""Into which the distribution's packages are unpacked where they may not be installed; complete when `ready` lies in it."""

PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # packages of postgresql.org for RHEL
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)


@dataclass(frozen=True, slots=True)
class PostgresPrograms:
    """One installed PostgreSQL server: its programs, major version, whether PostGIS lies beside it, and the environment to run it in."""

    bin_dir: Path
    major: int
    has_postgis: bool
    environment: tuple[tuple[str, str], ...] = ()

    def program(self, name: str) -> str:
        """The full path of `initdb`, `postgres`, `pg_dump` …"""
        return str(self.bin_dir / name)

    def process_environment(self) -> dict[str, str]:
        """What a program of this server needs to see; without the caller's PG… variables, which would redirect it."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        kept.update(self.environment)
        kept["LC_ALL"] = "C.UTF-8"
        return kept


SERVER = ("postgres", "initdb")
CLIENT = ("pg_dump", "pg_restore")


def installed_programs(needed: tuple[str, ...] = SERVER) -> list[PostgresPrograms]:
    """Every PostgreSQL found on this machine that has these programs, newest first, those with PostGIS before those without."""
    found: dict[Path, PostgresPrograms] = {}
    if (UNPACKED / "ready").exists():
        found = {programs.bin_dir: programs for programs in unpacked_programs(UNPACKED)}
    for pattern in PLACES:
        for folder in sorted(Path("/").glob(pattern.lstrip("/"))):
            _add(found, folder, (), needed)
    on_path = shutil.which(needed[0])
    if on_path:
        _add(found, Path(on_path).resolve().parent, (), needed)
    return sorted(found.values(), key=lambda programs: (programs.has_postgis, programs.major), reverse=True)


def unpacked_programs(root: Path) -> list[PostgresPrograms]:
    """The servers among packages that were unpacked into `root`."""
    found: dict[Path, PostgresPrograms] = {}
    for folder in sorted(root.glob("usr/lib/postgresql/*/bin")):
        _add(found, folder, _unpacked_environment(root), SERVER)
    return list(found.values())


def choose_programs(data_major: int | None = None) -> PostgresPrograms:
    """The server to run: the newest with PostGIS, or the one of `data_major` when the data folder was made by that version."""
    return choose_from(installed_programs(), data_major)


def choose_from(installed: list[PostgresPrograms], data_major: int | None = None) -> PostgresPrograms:
    """As `choose_programs`, among these; StartRefusal with the package to install when none will do."""
    usable = [programs for programs in installed if programs.has_postgis and programs.major >= OLDEST_MAJOR]
    if data_major is not None:
        for programs in usable:
            if programs.major == data_major:
                return programs
    elif usable:
        return usable[0]
    raise _refusal(installed, data_major)


def _refusal(installed: list[PostgresPrograms], data_major: int | None) -> StartRefusal:
    if data_major is not None and any(programs.has_postgis for programs in installed):
        package = f"postgresql-{data_major}-postgis-3"
        return StartRefusal(
            "start.postgres_other_version",
            f"数据目录由 PostgreSQL {data_major} 建立，本机没有这个版本，请安装 {package} 后再启动。",
            f"The data folder was made by PostgreSQL {data_major}, which is not on this machine: install {package} and start again.",
        )
    recent = [programs for programs in installed if programs.major >= OLDEST_MAJOR]
    if recent:
        package = f"postgresql-{recent[0].major}-postgis-3"
        return StartRefusal(
            "start.postgis_missing",
            f"本机有 PostgreSQL {recent[0].major} 但没有 PostGIS，请运行 sudo apt-get install {package} 后再启动。",
            f"PostgreSQL {recent[0].major} is here but PostGIS is not: run `sudo apt-get install {package}` and start again.",
        )
    if installed:
        return StartRefusal(
            "start.server_too_old",
            f"本机的 PostgreSQL {installed[0].major} 太旧，请安装 {OLDEST_MAJOR} 或更新的版本及其 PostGIS 后再启动。",
            f"PostgreSQL {installed[0].major} is too old: install {OLDEST_MAJOR} or newer with its PostGIS and start again.",
        )
    return StartRefusal(
        "start.postgres_missing",
        "本机没有 PostgreSQL 和 PostGIS，请运行 sudo apt-get install postgresql-postgis 后再启动，"
        "或用 GISAPP_DATABASE_URL 指向已有的 PostGIS 服务器。",
        "PostgreSQL with PostGIS is not on this machine: run `sudo apt-get install postgresql-postgis` and start again, "
        "or point GISAPP_DATABASE_URL at an existing PostGIS server.",
    )


def _add(
    found: dict[Path, PostgresPrograms], folder: Path, environment: tuple[tuple[str, str], ...], needed: tuple[str, ...]
) -> None:
    folder = folder.resolve()
    if folder in found or not all((folder / name).exists() for name in needed):
        return
    major = _major_version(folder, needed[0], environment)
    if major is not None:
        found[folder] = PostgresPrograms(folder, major, _has_postgis(folder, major), environment)


def _major_version(folder: Path, program: str, environment: tuple[tuple[str, str], ...]) -> int | None:
    """The major version by the folder's name (`…/15/bin`), otherwise by asking one of its programs."""
    named = re.search(r"(?:^|[@-])(\d+)$", folder.parent.name)
    if named:
        return int(named.group(1))
    try:
        answer = subprocess.run(
            [str(folder / program), "--version"],
            capture_output=True, text=True, timeout=20, check=False, env={**os.environ, **dict(environment)},
        )  # fmt: skip
    except OSError:
        return None
    told = re.search(r"(\d+)(?:\.\d+)?", answer.stdout)
    return int(told.group(1)) if told else None


def _has_postgis(folder: Path, major: int) -> bool:
    """Whether `CREATE EXTENSION postgis` would find its control file beside this server."""
    root = folder.parents[3] if folder.parent.parent.name == "postgresql" else folder.parent
    shares = (
        root / "share" / "postgresql" / str(major),  # /usr/lib/postgresql/15/bin → /usr/share/postgresql/15
        folder.parent / "share" / "postgresql",
        folder.parent / "share" / f"postgresql@{major}",
        folder.parent / "share",
    )
    return any((share / "extension" / "postgis.control").exists() for share in shares)


def _unpacked_environment(root: Path) -> tuple[tuple[str, str], ...]:
    """Unpacked packages have had no post-install step: tell the loader and PROJ where their files are."""
    libraries = sorted({str(path.parent) for path in root.glob("usr/lib/*-linux-*/**/*.so*")} | {str(root / "usr/lib")})
    return (
        ("LD_LIBRARY_PATH", ":".join(libraries)),
        ("PROJ_DATA", str(root / "usr/share/proj")),
        ("PROJ_LIB", str(root / "usr/share/proj")),
    )
