"""月度流量：期初 + 增加 − 减少 = 期末；闲置土地：期初 + 新认定 − 延期 − 盘活 − 收回 − 撤销认定 = 期末。不平的不能上报。

Areas in ㎡ as exact decimals; rounding to 0.01 ㎡ is put into what came (or went), so that the reported figures add up exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from gisapp.kernel.area import round_half_up
from gisapp.kernel.finding import Finding, Severity

IDLE = "idle"
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line of a month: a class of a park, or its idle land; the four ways are for idle land only and add up to what went."""

    park_code: str
    line: str
    opening_m2: Decimal
    came_m2: Decimal
    went_m2: Decimal
    closing_m2: Decimal
    extended_m2: Decimal = _NOTHING
    reused_m2: Decimal = _NOTHING
    recovered_m2: Decimal = _NOTHING
    annulled_m2: Decimal = _NOTHING

    @property
    def difference_m2(self) -> Decimal:
        """期初 + 增加 − 减少 − 期末; nought where the line adds up."""
        return self.opening_m2 + self.came_m2 - self.went_m2 - self.closing_m2


def rounded(line: FlowLine) -> FlowLine:
    """各数四舍五入到 0.01 ㎡，舍入差并入增加（不够减时并入减少），使一行恰好平衡."""
    opening, closing = round_half_up(line.opening_m2, 2), round_half_up(line.closing_m2, 2)
    extended, reused, recovered, annulled = (
        round_half_up(value, 2) for value in (line.extended_m2, line.reused_m2, line.recovered_m2, line.annulled_m2)
    )
    went = extended + reused + recovered + annulled if line.line == IDLE else round_half_up(line.went_m2, 2)
    came = closing - opening + went
    if came < 0:
        went, came = went - came, _NOTHING
        recovered = went - extended - reused - annulled if line.line == IDLE else recovered
    return FlowLine(line.park_code, line.line, opening, came, went, closing, extended, reused, recovered, annulled)


def check_flow(lines: Iterable[FlowLine], names: Mapping[str, str], tolerance_m2: Decimal) -> list[Finding]:
    """哪些行不平：期初加减后与期末之差超过容许值的，逐行指出园区、类别和相差的面积."""
    return [
        Finding(
            "stock.flow_does_not_add_up",
            Severity.ERROR,
            f"{line.park_code} “{names[line.line]}”流量不平：期初 + 增加 − 减少与期末相差 {line.difference_m2:.2f} ㎡。",
            fix_zh="请重新计算图斑；仍不平的，核对该月的界线修订和划分。",
            message_en=f"{line.park_code} {line.line}: off by {line.difference_m2:.2f} m².",
            measured=f"{line.difference_m2:.2f} ㎡",
            required=f"≤ {tolerance_m2} ㎡",
            basis="存量流量恒等式",
        )
        for line in lines
        if abs(line.difference_m2) > tolerance_m2
    ]


def month_text(lines: Iterable[FlowLine]) -> str:
    """Return the lines over which a month's SHA-256 is taken; the database's stock_month_text() writes the same."""
    return "\n".join(
        "|".join(
            [
                line.park_code,
                line.line,
                *(
                    f"{value:.2f}"
                    for value in (
                        line.opening_m2,
                        line.came_m2,
                        line.extended_m2,
                        line.reused_m2,
                        line.recovered_m2,
                        line.went_m2,
                        line.closing_m2,
                    )
                ),
                # months frozen before annulments were told apart keep their hash
                *([f"{line.annulled_m2:.2f}"] if line.annulled_m2 else []),
            ]
        )
        for line in sorted(lines, key=lambda item: (item.park_code, item.line))
    )


def month_sha256(lines: Iterable[FlowLine]) -> str:
    """Return the SHA-256 of a month's lines, in hexadecimal."""
    return sha256(month_text(lines).encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Deviation:
    """A frozen figure that today's knowledge puts otherwise."""

    park_code: str
    line: str
    frozen_m2: Decimal
    now_m2: Decimal

    @property
    def difference_m2(self) -> Decimal:
        return self.now_m2 - self.frozen_m2


def deviations(frozen: Iterable[FlowLine], now: Iterable[FlowLine], tolerance_m2: Decimal) -> list[Deviation]:
    """已冻结的期末与现在重算的期末相差多少：超过容许值的逐行列出，须以更正说明."""
    known = {(line.park_code, line.line): line.closing_m2 for line in now}
    found: list[Deviation] = []
    for line in frozen:
        value = known.get((line.park_code, line.line), _NOTHING)
        if abs(value - line.closing_m2) > tolerance_m2:
            found.append(Deviation(line.park_code, line.line, line.closing_m2, value))
    return found
