"""PostgreSQL with PostGIS unpacked into a folder of our own from the distribution's packages: needs no right to install.

`python -m gisapp.startup.unpacked_postgres FOLDER`, on Debian and Ubuntu. Only what serves vector data is brought: no raster
library, no compiler. A package's post-install step is not run; what it would have done is done here.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from gisapp.db.postgres_programs import choose_from, unpacked_programs
from gisapp.kernel.start_refusal import StartRefusal
from gisapp.startup.terminal import refuse, say, stage
from gisapp.startup.unpacked_packages import PackageFailure, fetch_and_unpack, missing_packages, package_lists, run

SERVER_PACKAGE = re.compile(r"postgresql-(\d+)-postgis-3$")
NOT_NEEDED = re.compile(
    r"(libgdal|libsfcgal|libllvm|libz3|perl|libperl|ssl-cert|ucf|locales|postgresql-(client-)?common|lib[a-z-]+-perl)"
)
"""Raster and 3D libraries, the just-in-time compiler, and the distribution's own management of servers."""
ZONES = Path("/usr/share/zoneinfo/Asia/Shanghai")


def unpack(target: Path) -> None:
    """Fill `target` with a server that runs where it lies; an interrupted attempt leaves no `ready` mark and is begun anew."""
    if not ZONES.exists():
        raise _refusal("start.tzdata_missing", "tzdata", "时区数据", "time zone data")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    try:
        with stage("下载 PostgreSQL 和 PostGIS（不安装）", "fetching PostgreSQL and PostGIS, unpacked privately"):
            options = package_lists(target, "postgresql-common")
            fetch_and_unpack(options, _needed(options), target)
    except PackageFailure as failure:
        raise _refusal("start.unpacking_failed", "postgresql-postgis", str(failure), str(failure)) from failure
    for extensions in target.glob("usr/share/postgresql/*/extension"):
        control = extensions / "postgis.control"
        if not control.exists():
            control.unlink(missing_ok=True)  # a link to where the alternatives system would be
            control.symlink_to("postgis-3.control")
    try:
        _prove_that_it_runs(target)
    except PackageFailure as failure:
        raise _refusal("start.unpacking_failed", "postgresql-postgis", str(failure), str(failure)) from failure
    (target / "ready").touch()


def _needed(options: list[str]) -> list[str]:
    """The packages to fetch: the newest server that has PostGIS, and what of its libraries this machine lacks."""
    versions = [
        int(found)
        for found in re.findall(
            r"^postgresql-(\d+)-postgis-3$", run(["apt-cache", *options, "pkgnames", "postgresql-"]), re.MULTILINE
        )
    ]
    if not versions:
        raise _refusal("start.postgis_missing", "postgresql postgresql-postgis", "PostGIS", "PostGIS")
    server, postgis = f"postgresql-{max(versions)}", f"postgresql-{max(versions)}-postgis-3"
    listed = run(["apt-cache", *options, "depends", "--important", postgis])
    direct = [
        name for name in re.findall(r"Depends: ([a-z0-9.+-]+)$", listed, re.MULTILINE) if not NOT_NEEDED.match(name)
    ]
    missing = missing_packages(options, [server, *direct])
    return sorted({name for name in missing if not NOT_NEEDED.match(name)} | {server, postgis, f"{postgis}-scripts"})


def _prove_that_it_runs(target: Path) -> None:
    """Every library is found and the server starts as a program; otherwise say so now, not at the first query."""
    programs = choose_from(unpacked_programs(target))
    environment = programs.process_environment()
    for file in (
        programs.program("postgres"),
        *(str(path) for path in target.glob("usr/lib/postgresql/*/lib/postgis-3.so")),
    ):
        lacking = [line.split()[0] for line in run(["ldd", file], env=environment).splitlines() if "not found" in line]
        if lacking:
            raise _refusal("start.library_missing", "postgresql-postgis", "、".join(lacking), ", ".join(lacking))
    run([programs.program("initdb"), "--version"], env=environment)


def _refusal(code: str, package: str, lacking_zh: str, lacking_en: str) -> StartRefusal:
    return StartRefusal(
        code,
        f"无法自行准备数据库（{lacking_zh}），请让管理员运行 sudo apt-get install {package} 后重试。",
        f"The database could not be brought without installing ({lacking_en}): have `sudo apt-get install {package}` run and try again.",
    )


def main() -> None:
    """Unpack into the folder named on the command line."""
    try:
        unpack(Path(sys.argv[1]).absolute())
    except StartRefusal as error:
        refuse(error)
        sys.exit(1)
    say("PostgreSQL + PostGIS 已就绪（未安装到系统）。· PostgreSQL + PostGIS are ready, not installed system-wide.")


if __name__ == "__main__":
    main()
