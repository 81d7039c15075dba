"""Writes the demo's temporary uses of land with each step and its paper: arranged, extended, vacated, restored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import write_papers
from gisapp.demo.days import plus
from gisapp.demo.officers import officer_of
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.records import SOURCE
from gisapp.demo.reuse_cases import DemoUse
from gisapp.demo.seed_plots import CHINA
from gisapp.kernel.dates import day_zh
from gisapp.reuse.terms import TemporaryPurpose

MU = 2000 / 3


def write_uses(
    bulk: Bulk,
    areas: Mapping[int, float],
    uses: Sequence[DemoUse],
    zone_id: int,
    park_ids: Mapping[str, int],
    party_ids: Mapping[str, int],
) -> None:
    """Write temporary uses with their steps and papers; the measures of reuse are written beside them."""
    uses = sorted(uses, key=lambda use: use.arranged_on)
    numbers: dict[int, int] = {}
    rows = []
    for index, use in enumerate(uses):
        year = use.arranged_on.year
        numbers[year] = numbers.get(year, 0) + 1
        area = round(areas[use.plot_id] * use.share - (0.01 if use.share == 1 else 0), 2)
        rows.append(
            (
                zone_id,
                park_ids[use.plot.park_code],
                f"LS{year}-{numbers[year]:03d}",
                use.plot_id,
                party_ids.get(use.user),
                use.user,
                use.purpose,
                use.arranged_on,
                use.starts_on,
                area,
                round(area / MU * use.rent_per_mu),
                round(area / MU * 2_000),
                f"示例临用〔{year}〕{numbers[year]}号",
                use.restoration_zh,
                officer_of(use.plot.park_code, index),
                SOURCE,
            )
        )
    ids = bulk.insert(
        "temporary_use",
        "zone_id, park_id, use_no, plot_id, party_id, user_name, purpose, arranged_on, starts_on, area_m2, rent_yuan_per_year, deposit_yuan,"
        " agreement_no, restoration_zh, officer_name, registered_by_name",
        rows,
        returning="id",
    )
    steps = [(use_id, use, step) for use_id, use in zip(ids, uses, strict=True) for step in _use_steps(use)]
    files = write_papers(
        bulk, zone_id, [(park_ids[use.plot.park_code], _use_paper(use, step[1], step[2])) for _, use, step in steps]
    )
    bulk.insert(
        "temporary_use_step",
        "use_id, sequence, from_state, state, taken_on, until_on, restore_by, note, evidence_ids, actor_name, recorded_at",
        [
            (
                use_id,
                step[0],
                step[3],
                step[1],
                step[2],
                step[4],
                step[5],
                step[6],
                [file_id],
                officer_of(use.plot.park_code, use_id),
                datetime.combine(step[2], time(15), CHINA),
            )
            for (use_id, use, step), file_id in zip(steps, files, strict=True)
        ],
    )


_UseStep = tuple[int, str, date, str, date | None, date | None, str]


def _use_steps(use: DemoUse) -> list[_UseStep]:
    """Return sequence, state, day, state before, last day, day of restoration, note."""
    steps: list[_UseStep] = [(1, "arranged", use.arranged_on, "", use.until_on, None, "")]
    if use.extended_to is not None:
        steps.append(
            (2, "arranged", plus(use.until_on, -30), "arranged", use.extended_to, None, "使用人申请续用（示例）")
        )
    for state, day, note, by in use.ends:
        steps.append((len(steps) + 1, state, day, steps[-1][1], None, by, note))
    return steps


def _use_paper(use: DemoUse, state: str, day: date) -> DemoPaper:
    title = {"arranged": "临时利用协议", "vacated": "腾退交接单"}.get(state, "恢复验收记录")
    purpose = TemporaryPurpose(use.purpose).label_zh
    lines = [SOURCE, f"地块：{use.plot.plot_no}", f"使用人：{use.user}", f"用途：{purpose}", day_zh(day)]
    return DemoPaper(f"{title}（示例）", day, day, paper_pdf(title, lines))
