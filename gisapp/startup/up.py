"""`gisapp up`: everything from an empty folder to a page that answers; and, at Ctrl-C, everything down again."""

from __future__ import annotations

from contextlib import ExitStack

from gisapp.db.engine import normalise_url
from gisapp.db.private_cluster import PrivateCluster
from gisapp.settings import Settings
from gisapp.startup import demo_zone, sign_ins, zone_setup
from gisapp.startup.data_folder import choose_data_folder
from gisapp.startup.database import as_application, bring_schema_up, check_server, embedded_database, ensure_seal_key
from gisapp.startup.terminal import say, stage
from gisapp.startup.web_server import address_of, run_web, take_address


def up(settings: Settings, *, seed: bool | None, workers: int) -> None:
    """Start the database (unless one is given by address), migrate it, fill it the first time, and serve until told to stop.

    `seed` None: the embedded database is filled, one given by address is not. Sign-ins are made wherever there are none.
    """
    is_embedded = not settings.database_url
    with ExitStack() as open_things:
        cluster = PrivateCluster(choose_data_folder(settings))
        if is_embedded:
            open_things.callback(cluster.stop)
            cluster.claim()
        taken = open_things.enter_context(take_address(settings.host, settings.port))
        if is_embedded:
            with stage("启动数据库", "starting the database"):
                cluster.start()
                url = embedded_database(cluster)
        else:
            url = normalise_url(settings.database_url or "")
            check_server(url)
        with stage("检查数据库结构", "bringing the schema up to date"):
            bring_schema_up(url)
        log_file = settings.log_file or (cluster.data_dir / "gisapp.log" if is_embedded else None)
        settings = settings.model_copy(update={"database_url": url, "data_dir": cluster.data_dir, "log_file": log_file})
        ensure_seal_key(url, cluster.data_dir)  # before the first paper, which names its fingerprint
        if is_embedded if seed is None else seed:
            demo_zone.seed_if_empty(url, settings)
        sign_ins.create_first(url, settings.demo_password)
        has_zone = zone_setup.has_zone(url)
        if is_embedded:
            settings = settings.model_copy(update={"database_url": as_application(url)})
            cluster.keep_running(
                lambda: say("数据库意外停止，正在重新启动 · the database was lost; starting it again"),
                lambda: say("数据库已恢复 · the database is back"),
            )
        run_web(
            settings, taken, workers, lambda: _announce(address_of(taken), cluster if is_embedded else None, has_zone)
        )
        say("正在停止 · stopping")


def _announce(address: str, cluster: PrivateCluster | None, has_zone: bool) -> None:
    say("")
    say(f"  网址 · address      [bold]{address}[/bold]")
    if cluster is not None:
        say(f"  数据 · data         {cluster.data_dir}")
    if not has_zone:
        say("  下一步 · next       gisapp zone create，gisapp park add，gisapp park boundary")
    say("  停止 · stop         Ctrl-C")
