"""Which announcements did the demo zone make, who applied, and what came of each? Every spell of “on offer” has its announcement.

Cases of the current ones are a table: two tied, one decided by lot, one below the threshold, one not yet judged. All applicants are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from gisapp.demo.days import plus
from gisapp.demo.records import Contract, DemoPlot

NOTICE, OPEN_FOR, APPLY_FOR = 20, 11, 25
"""Days from the announcement to the opening, from the opening to the decision, for applications."""
AGREED = (30, 2, 30)
"""The same where land is granted by agreement."""
PUBLIC_SERVICES = "08"
"""Land for public services goes to its operator by agreement in the demo."""


@dataclass(frozen=True)
class DemoApplication:
    """An application: who, how far over the requirements (1 = just met), the bid as times the start price, the verdict told or not."""

    party: str
    factor: Fraction = Fraction(11, 10)
    bid: Fraction = Fraction(1)
    day: int = 10
    is_assessed: bool = True
    idle_answer: str = "no"


@dataclass(frozen=True)
class DemoListing:
    """One announcement: of which plot, from when, how it stands, when it ended, the contract it led to, who applied."""

    plot_id: int
    plot: DemoPlot
    announced_on: date
    state: str
    ended_on: date | None = None
    reason: str = ""
    contract: Contract | None = None
    applications: tuple[DemoApplication, ...] = ()
    lots: tuple[int, ...] = ()
    result: str = ""
    plan_case: int | None = None
    promises: dict[str, Fraction] = field(default_factory=dict[str, Fraction])

    @property
    def is_agreed(self) -> bool:
        """Was this land granted by agreement?"""
        return self.contract is not None and self.contract.land_use_code.startswith(PUBLIC_SERVICES)

    @property
    def opens_on(self) -> date:
        return plus(self.announced_on, self._days[0])

    @property
    def decided_from(self) -> date:
        return plus(self.opens_on, self._days[1] - 1)

    @property
    def applications_until(self) -> date:
        return plus(self.announced_on, self._days[2])

    @property
    def _days(self) -> tuple[int, int, int]:
        return AGREED if self.is_agreed else (NOTICE, OPEN_FOR, APPLY_FOR)


@dataclass(frozen=True)
class Supplied:
    """What a contract came from: announcement, application and decision of the demo."""

    listing_id: int
    application_id: int
    allocation_id: int
    method: str


def spells(plot: DemoPlot) -> Iterator[tuple[date, date | None, str | None]]:
    """Yield each time a plot was on offer: from, until, and the supply state that followed."""
    since: date | None = None
    for state in plot.states:
        if state.supply == "on_offer":
            since = since or state.since
        elif since is not None:
            yield since, state.since, state.supply
            since = None
    if since is not None:
        yield since, plot.states[-1].until, None


def past_listings(plot_id: int, plot: DemoPlot, number: int) -> Iterator[DemoListing]:
    """Yield the announcements that have ended: with a contract, without a taker, now and then withdrawn."""
    for since, until, followed in spells(plot):
        if until is None or followed is None:
            continue
        contract = next((c for c in plot.contracts if c.signed_on == until), None)
        if contract is not None:
            won = DemoListing(
                plot_id, plot, since, "settled", contract=contract, result="published",
                applications=(DemoApplication(contract.holder, Fraction(1), Fraction(1), 5 + number % 12),),
            )  # fmt: skip
            yield replace(won, ended_on=min(plus(won.decided_from, number % 3), plus(until, -1)))
        elif number % 3 == 0:
            yield DemoListing(plot_id, plot, since, "withdrawn", until, "规划条件调整，撤回后重新公告（示例）")
        else:
            yield DemoListing(plot_id, plot, since, "failed", until, "报名期内没有符合条件的申请（示例）")


def current_listing(plot_id: int, plot: DemoPlot, case: int, today: date, parties: Sequence[str]) -> DemoListing | None:
    """Return the announcement that a plot is on offer by today; None for a plot that is not."""
    spell = next((item for item in spells(plot) if item[1] is None), None)
    if spell is None:
        return None
    since = spell[0]
    a, b, c = (parties[(3 * case + turn) % len(parties)] for turn in range(3))
    high, low = Fraction(5, 4), Fraction(4, 5)
    three = (
        DemoApplication(a, Fraction(6, 5), Fraction(21, 20), 6),
        DemoApplication(b, high, Fraction(21, 20), 12),
        DemoApplication(c, low, Fraction(11, 10), 20),
    )
    age = (today - since).days
    if age <= APPLY_FOR:
        waiting = tuple(
            DemoApplication(
                party, high, Fraction(1), day, is_assessed=day < 5, idle_answer="no" if day < 5 else "unknown"
            )
            for party, day in zip((a, b, c), (3, 8, 14), strict=True)
            if day < age
        )
        return DemoListing(plot_id, plot, since, "published", applications=waiting)
    decided = plus(today, -6)
    kind = case // 5 % 5
    if kind == 0:  # two tie at the same bid, the third is below the threshold: a lot is still to be drawn
        return DemoListing(plot_id, plot, since, "closed", applications=three)
    if kind == 1:  # just closed, one application not yet judged
        last = DemoApplication(c, high, Fraction(1), 20, is_assessed=False, idle_answer="unknown")
        return DemoListing(plot_id, plot, since, "closed", applications=(*three[:2], last))
    if kind == 2:  # decided by the best bid, the result still to be published
        best = DemoApplication(b, high, Fraction(23, 20), 12)
        return DemoListing(plot_id, plot, since, "settled", decided, applications=(three[0], best, three[2]))
    if kind == 3:  # decided and published, the contract is to be signed
        best = DemoApplication(a, Fraction(13, 10), Fraction(6, 5), 6)
        return DemoListing(
            plot_id, plot, since, "settled", decided, applications=(best, *three[1:]), result="published"
        )
    return DemoListing(  # the tie was drawn
        plot_id, plot, since, "settled", decided, applications=three, lots=(2, 1), result="published"
    )
