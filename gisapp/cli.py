"""The commands of `gisapp`: their options and help; what they do is in gisapp.startup, loaded when a command runs."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gisapp import __version__

if TYPE_CHECKING:
    from gisapp.settings import Settings

app = typer.Typer(
    name="gisapp",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"max_content_width": 120},
)
accounts = typer.Typer(help="账户 · accounts", no_args_is_help=True, rich_markup_mode=None)
zones = typer.Typer(help="开发区 · zones", no_args_is_help=True, rich_markup_mode=None)
parks = typer.Typer(help="园区 · parks", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(accounts, name="accounts")
app.add_typer(zones, name="zone")
app.add_typer(parks, name="park")

Data = Annotated[
    Path | None,
    typer.Option("--data", help="数据目录 · folder of the embedded database", show_default=False, readable=False),
]
Host = Annotated[str | None, typer.Option(help="监听地址 · address to listen on (127.0.0.1)", show_default=False)]
Port = Annotated[
    int | None, typer.Option(help="端口，0 为自动选择 · port, 0 picks a free one (8000)", show_default=False)
]
Workers = Annotated[int, typer.Option(min=1, max=32, help="进程数 · web worker processes")]
Park = Annotated[str | None, typer.Option(help="园区编号 · park code, such as P4", show_default=False)]
Crs = Annotated[str | None, typer.Option(help="坐标系 · EPSG:4526", show_default=False)]
ZoneNumber = Annotated[str | None, typer.Option("--zone", help="带号 · zone number, such as 38", show_default=False)]
Layer = Annotated[str | None, typer.Option(help="图层名 · layer of the file", show_default=False)]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="时点 · as of this day", show_default=False)]
DayOrToday = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="时点，默认今天 · as of this day", show_default=False)
]


def settings_of(**chosen: Any) -> Settings:
    """The settings of the environment, with the options that were given on the command line."""
    from gisapp.settings import Settings

    return Settings(**{name: value for name, value in chosen.items() if value is not None})


@app.callback()
def gisapp(
    version: Annotated[
        bool, typer.Option("--version", help="版本 · version", is_eager=True, callback=lambda asked: _version(asked))
    ] = False,
) -> None:
    """开发区土地与园区管理系统 · land and parks of a development zone"""


def _version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit


@app.command()
def up(
    data: Data = None,
    host: Host = None,
    port: Port = None,
    workers: Workers = 1,
    seed: Annotated[
        bool | None,
        typer.Option(
            "--seed/--no-seed", help="写入示范数据，外部数据库默认不写 · demonstration zone", show_default=False
        ),
    ] = None,
) -> None:
    """启动全部：数据库、结构、示范数据、网页 · start everything."""
    from gisapp.startup.up import up as run

    run(settings_of(data_dir=data, host=host, port=port), seed=seed, workers=workers)


@app.command()
def serve(data: Data = None, host: Host = None, port: Port = None, workers: Workers = 1) -> None:
    """只启动网页，数据库须已就绪 · the web server alone, on a prepared database."""
    from gisapp.startup.serve import serve as run

    run(settings_of(data_dir=data, host=host, port=port), workers=workers)


@app.command()
def migrate(data: Data = None) -> None:
    """升级数据库结构 · bring the database to the newest schema."""
    from gisapp.startup.migrate import migrate as run

    run(settings_of(data_dir=data))


@app.command()
def seed(data: Data = None) -> None:
    """向空数据库写入示范数据和账户 · demonstration zone and sign-ins into an empty database."""
    from gisapp.startup.demo_zone import seed as run

    run(settings_of(data_dir=data))


@app.command("import")
def import_survey(
    file: Annotated[
        Path, typer.Argument(help="TXT、zip、gpkg、GeoJSON、KML、DXF、xlsx、csv", exists=True, dir_okay=False)
    ],
    park: Annotated[str, typer.Option(help="园区编号 · park code, such as P4")],
    accept: Annotated[bool, typer.Option("--accept", help="预检后入库无错误的行 · accept the sound rows")] = False,
    valid_from: Day = None,
    crs: Crs = None,
    zone: ZoneNumber = None,
    encoding: Annotated[str | None, typer.Option(help="文字编码 · text encoding: gb18030", show_default=False)] = None,
    layer: Layer = None,
    area_unit: Annotated[str | None, typer.Option(help="面积单位 · m2, ha, mu", show_default=False)] = None,
    scheme: Annotated[str | None, typer.Option(help="用地分类标准 · land-use scheme", show_default=False)] = None,
    land_use_target: Annotated[list[str], typer.Option(help="用地对应，可重复 · 'scheme|code=1101'")] = [],  # noqa: B006
    shift: Annotated[str | None, typer.Option(help="经纬度来源 · origin of degrees: none, gcj02, bd09")] = None,
    prefix: Annotated[str | None, typer.Option(help="地块编号前缀 · plot number prefix", show_default=False)] = None,
    field: Annotated[list[str], typer.Option(help="字段对应，可重复 · plot_no=DKBH, repeatable")] = [],  # noqa: B006
    data: Data = None,
) -> None:
    """导入测绘成果（先预检）· a survey file in, dry run first."""
    from gisapp.startup import survey_import

    answers = {
        "crs": crs, "zone": zone, "encoding": encoding, "layer": layer, "area_unit": area_unit, "land_use_scheme": scheme, "shift": shift,
        "plot_no_prefix": prefix, "field_map": survey_import.pairs_of(field), "land_use_targets": survey_import.pairs_of(land_use_target),
    }  # fmt: skip
    day = valid_from and valid_from.date()
    taken = survey_import.import_survey(settings_of(data_dir=data), file, park, answers, accept=accept, valid_from=day)
    sys.exit(0 if taken else 1)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="输出文件，按扩展名 xlsx、gpkg、csv · file to write", dir_okay=False)],
    park: Park = None,
    as_of: Day = None,
    data: Data = None,
) -> None:
    """导出地块台账 · the ledger of plots as a file."""
    from gisapp.startup.ledger_export import export_ledger as run

    run(settings_of(data_dir=data), file, park, as_of and as_of.date())


@app.command("refresh-readiness")
def refresh_readiness(as_of: Day = None, data: Data = None) -> None:
    """重新判定候选地块的供地准备情况（可每晚运行）· judge candidate plots again, for a nightly job."""
    from gisapp.startup.readiness import refresh as run

    run(settings_of(data_dir=data), as_of and as_of.date())


@app.command("refresh-stock")
def refresh_stock(
    as_of: DayOrToday = None,
    data: Data = None,
) -> None:
    """重新计算存量图斑（可每晚运行）· work the stock patches out again, for a nightly job."""
    from gisapp.startup.stock import refresh as run

    run(settings_of(data_dir=data), as_of and as_of.date())


@app.command("check-plots")
def check_plots(as_of: Day = None, data: Data = None) -> None:
    """地块质检和合规复核：全部地块逐条规则、逐处控制范围核对（可每晚运行）· put every plot to the rules and the constraint areas, for a nightly job."""
    from gisapp.startup.plot_checks import run_plot_checks as run

    run(settings_of(data_dir=data), as_of and as_of.date())


@app.command("check-commitments")
def check_commitments(
    as_of: DayOrToday = None,
    park: Park = None,
    within: Annotated[int, typer.Option("--within", min=0, max=366, help="提前天数 · days ahead")] = 30,
    strict: Annotated[bool, typer.Option("--strict", help="有逾期时退出码为 1 · exit 1 when any is overdue")] = False,
    data: Data = None,
) -> None:
    """列出到期和逾期的履约事项 · promises that are due or overdue."""
    from gisapp.startup.commitments import check_commitments as run

    overdue = run(settings_of(data_dir=data), as_of and as_of.date(), park, within)
    sys.exit(1 if strict and overdue else 0)


@app.command("idle-scan")
def idle_scan(
    as_of: DayOrToday = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只算不写 · tell what would change, write nothing")
    ] = False,
    data: Data = None,
) -> None:
    """闲置筛查：认定全部合同，写入有变化的（可每晚运行）· evaluate every contract, for a nightly job."""
    from gisapp.startup.idle_scan import run_idle_scan as run

    run(settings_of(data_dir=data), as_of and as_of.date(), is_dry_run=dry_run)


@app.command()
def digest(
    as_of: DayOrToday = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", file_okay=False, help="输出目录，默认数据目录下 outbox · folder", show_default=False),
    ] = None,
    data: Data = None,
) -> None:
    """按人和园区写出到期、逾期摘要（不发邮件）· letters of what is due and overdue, for a daily job."""
    from gisapp.startup.digest import digest as run

    run(settings_of(data_dir=data), as_of and as_of.date(), out)


@app.command()
def nightly(as_of: Day = None, data: Data = None) -> None:
    """夜间任务：删除到期的个人信息、提醒订阅、发出邮件 · erase personal data in time, tell of news, send letters."""
    from gisapp.startup.nightly import nightly as run

    run(settings_of(data_dir=data), as_of and as_of.date())


@app.command()
def backup(
    file: Annotated[
        Path | None, typer.Argument(help="备份文件 · file to write", dir_okay=False, show_default=False)
    ] = None,
    rehearse: Annotated[bool, typer.Option(help="备份后试恢复核对 · restore it on trial and compare")] = True,
    data: Data = None,
) -> None:
    """备份数据库并试恢复 · back the database up and prove that it can be restored."""
    from gisapp.startup.backup import backup as run

    run(settings_of(data_dir=data), file, rehearse=rehearse)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件 · backup to restore", exists=True, dir_okay=False)],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 · do not ask")] = False,
    data: Data = None,
) -> None:
    """从备份恢复，现有数据改名保留 · restore a backup; what is there now is kept under another name."""
    from gisapp.startup.backup import restore as run

    if not yes:
        typer.confirm("将用备份替换现有数据，是否继续？ · Replace the present data by this backup?", abort=True)
    run(settings_of(data_dir=data), file)


@accounts.command("reset-password")
def reset_password(
    username: Annotated[str, typer.Argument(help="账户名 · user name")],
    data: Data = None,
) -> None:
    """重设密码并解除锁定，新密码只显示一次 · a new random password, shown once."""
    from gisapp.startup.sign_ins import reset_password as run

    run(settings_of(data_dir=data), username)


@zones.command("create")
def create_zone(
    name: Annotated[str, typer.Option(help="名称 · name in Chinese")],
    name_en: Annotated[str, typer.Option(help="英文名称 · name in English", show_default=False)] = "",
    code: Annotated[str | None, typer.Option(help="代码 · code (GISAPP_ZONE_CODE)", show_default=False)] = None,
    planar_epsg: Annotated[int, typer.Option(help="平面坐标系 · planar system, EPSG code")] = 4547,
    data: Data = None,
) -> None:
    """登记本系统的开发区 · register the zone of this installation."""
    from gisapp.startup.zone_setup import create_zone as run

    settings = settings_of(data_dir=data)
    run(settings, code=code or settings.zone_code, name_zh=name, name_en=name_en, planar_epsg=planar_epsg)


@parks.command("add")
def add_park(
    code: Annotated[str, typer.Argument(help="园区编号 · park code, such as P4")],
    name: Annotated[str, typer.Option(help="名称 · name in Chinese")],
    name_en: Annotated[str | None, typer.Option(help="英文名称 · name in English", show_default=False)] = None,
    operator: Annotated[str | None, typer.Option(help="运营单位 · operator", show_default=False)] = None,
    purpose: Annotated[str | None, typer.Option(help="主导方向 · what the park is for", show_default=False)] = None,
    parent: Annotated[str | None, typer.Option(help="所属园区编号 · park it lies within", show_default=False)] = None,
    order: Annotated[int | None, typer.Option(help="排列次序 · place in lists", show_default=False)] = None,
    data: Data = None,
) -> None:
    """登记一个园区 · add a park to the zone."""
    from gisapp.startup.zone_setup import add_park as run

    names = {"name_zh": name, "name_en": name_en, "operator_zh": operator, "purpose_zh": purpose, "sort_order": order}
    run(settings_of(data_dir=data), code=code, names=names, parent_code=parent)


@parks.command("boundary")
def set_park_boundary(
    code: Annotated[str, typer.Argument(help="园区编号 · park code, such as P4")],
    file: Annotated[
        Path, typer.Argument(help="TXT、zip、shp、gpkg、GeoJSON、KML、DXF、xlsx、csv", exists=True, dir_okay=False)
    ],
    valid_from: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="生效日期 · holds from")],
    source: Annotated[str, typer.Option(help="来源 · where it comes from")],
    document: Annotated[str | None, typer.Option(help="依据文件 · document", show_default=False)] = None,
    crs: Crs = None,
    zone: ZoneNumber = None,
    layer: Layer = None,
    data: Data = None,
) -> None:
    """从文件登记园区界线 · a park's boundary from a file."""
    from gisapp.startup.zone_setup import set_boundary as run

    answers = {"crs": crs, "zone": zone, "layer": layer}
    settings = settings_of(data_dir=data)
    taken = run(settings, code, file, answers, valid_from=valid_from.date(), source=source, document=document)
    sys.exit(0 if taken else 1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def bench(context: typer.Context, data: Data = None) -> None:
    """测速：瓦片、导入、闲置筛查、首屏 · measure tiles, import, the idle scan and first paint beside their floors."""
    from gisapp.startup.bench import bench as run

    run(settings_of(data_dir=data), context.args)


@app.command()
def openapi(
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="输出文件 · file to write")],
) -> None:
    """写出接口说明（OpenAPI），无需数据库 · the contract of the HTTP interface, no database needed."""
    from gisapp.startup.openapi import contract_text, write_contract

    write_contract(out, contract_text())


@app.command("verify-bundle")
def verify_bundle(
    file: Annotated[Path, typer.Argument(help="案卷包 · sealed case file (.zip)", exists=True, dir_okay=False)],
    fingerprint: Annotated[
        list[str] | None, typer.Argument(help="送达文书页脚的指纹 · fingerprint from a served paper")
    ] = None,
    seal: Annotated[str | None, typer.Option(help="登记的封签 · the seal on record", show_default=False)] = None,
) -> None:
    """核验闲置土地案卷包，无需数据库 · verify a sealed case file, no database needed."""
    from gisapp.idle_cases.verify_bundle import main as run

    raise typer.Exit(run([str(file), *(fingerprint or []), *(["--seal", seal] if seal else [])]))


@app.command()
def check(data: Data = None) -> None:
    """检查本机、数据库和数据是否正常 · is everything in order?"""
    from gisapp.startup.check import check as run

    sys.exit(0 if run(settings_of(data_dir=data)) else 1)


def main() -> None:
    """Run a command; a refusal is one sentence on the terminal and exit code 1, never a traceback."""
    signal.signal(signal.SIGTERM, _stop)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, _stop)
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        from gisapp.kernel.errors import DomainError

        if not isinstance(error, DomainError) or os.environ.get("GISAPP_TRACEBACK"):
            raise
        from gisapp.startup.terminal import refuse

        refuse(error)
        sys.exit(1)


def _stop(number: int, _frame: object) -> None:
    """Unwind as after Ctrl-C, so that the database is stopped too."""
    sys.exit(128 + number)
