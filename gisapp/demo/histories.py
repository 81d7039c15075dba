"""What happened on each plot? The story of its stage told through states, contracts and holders."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from gisapp.demo import deals
from gisapp.demo.days import paper, plus, spread
from gisapp.demo.deals import Deal
from gisapp.demo.holders import Holders, public_holder
from gisapp.demo.records import Contract, Milestone, State, Tenure
from gisapp.demo.settled import closings, settled
from gisapp.demo.stages import Standing
from gisapp.demo.states import Story, offer, prepare, sign, stage_of, supply_dates, tell_public, tell_raw, tell_ready

COMPLETED_EVERY = 12
"""One in so many plots in use is built but not in production."""

PARTNER_EVERY = 71
"""One in so many plots has two holders."""

SUPPLY_TAKES = 200
"""Days from the registration of a plot to its contract, at least."""


@dataclass(slots=True)
class History:
    """All dated facts of one plot: since when it is registered, states, contracts' deals, tenures, first public day."""

    since: date
    states: tuple[State, ...]
    deals: tuple[Deal, ...] = ()
    holders: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    public_since: date | None = None


@dataclass(slots=True)
class Teller:
    """Tells histories one after the other; keeps the holders and the randomness of the whole zone."""

    today: date
    rng: Random
    holders: Holders
    completed: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    settled: int = 0

    def _deal(self, standing: Standing, floor: date) -> Deal:
        rng, today, case = self.rng, self.today, standing.case
        if standing.stage == "in_use":
            if case % COMPLETED_EVERY == 5 and self.completed < len(deals.COMPLETED_PRODUCTION_DUE):
                self.completed += 1
                return deals.completed(rng, today, self.completed - 1)
            return deals.in_use(rng, today, floor, standing.rank)
        kinds = {
            "building": deals.building,
            "allocated": deals.allocated,
            "idle_suspected": deals.suspected,
            "idle_determined": deals.determined,
            "disposing": deals.disposing,
            "stopped": deals.stopped,
        }
        return kinds[standing.stage](rng, today, case)

    def tell(
        self, number: int, park_code: str, land_use_code: str, standing: Standing, floor: date, changed: bool
    ) -> History:
        """Return the history of a plot that may not be older than `floor`; `changed` ones began with a split or a merger.

        Here and there land under construction has been idle before; its own randomness leaves the other plots as they are.
        """
        told = self._tell(number, park_code, land_use_code, standing, floor, changed)
        pending = closings(self.today)[self.settled :]
        if not pending or changed or standing.is_public or standing.stage != "building" or number % PARTNER_EVERY == 20:
            return told
        rng = Random(f"settled:{number}")
        deal = settled(rng, self.today, *pending[0])
        if (
            standing.case < len(deals.BUILDING_COMPLETION_DUE)
            or standing.case % 3 == 1
            or plus(deal.signed, -SUPPLY_TAKES) < floor
        ):
            return told
        self.settled += 1
        story, other = Story(number, floor), Teller(self.today, rng, self.holders)
        other._supply(story, deal)
        sign(story, rng, deal, self.today)
        return self._finish(story, standing, (deal,), park_code, None, names=told.holders)

    def _tell(
        self, number: int, park_code: str, land_use_code: str, standing: Standing, floor: date, changed: bool
    ) -> History:
        story = Story(number, floor)
        if standing.is_public:
            tell_public(story, self.rng, self.today, standing.stage)
            return self._finish(story, standing, (), park_code, public_holder(land_use_code))
        if standing.stage == "raw":
            tell_raw(story, self.rng, self.today, standing.case)
            return self._finish(story, standing, (), park_code, None)
        if standing.stage in ("prepared", "announced", "on_offer"):
            public_since = tell_ready(story, self.rng, self.today, standing.stage, standing.case)
            return self._finish(story, standing, (), park_code, None, public_since)
        if standing.stage == "reused":
            first = deals.given_up(self.rng, self.today, floor, standing.case)
            second = deals.after_reuse(self.rng, self.today, first, standing.case)
            self._supply(story, first)
            sign(story, self.rng, first, self.today)
            story.tell(plus(second.signed, -75), "拟供", supply="announced")
            story.tell(plus(second.signed, -48), "供地", supply="on_offer")
            sign(story, self.rng, second, self.today, reused=True)
            return self._finish(story, standing, (first, second), park_code, None)
        deal = self._deal(standing, floor)
        if changed:
            story.tell(floor, "宗地变更", land_control="cleared", servicing="five", supply="prepared")
            offer(story, self.rng, plus(floor, 1), plus(deal.signed, -70), plus(deal.signed, -42))
        else:
            self._supply(story, deal)
        sign(story, self.rng, deal, self.today)
        return self._finish(story, standing, (deal,), park_code, None)

    def _supply(self, story: Story, deal: Deal) -> None:
        prepared, announced, on_offer = supply_dates(self.rng, deal.signed)
        prepared = max(prepared, plus(story.since, 45))
        announced = max(announced, plus(prepared, 2))
        prepare(story, self.rng, prepared)
        offer(story, self.rng, prepared, announced, max(on_offer, plus(announced, 2)))

    def _finish(
        self,
        story: Story,
        standing: Standing,
        made: tuple[Deal, ...],
        park_code: str,
        public: str | None,
        public_since: date | None = None,
        names: tuple[str, ...] = (),
    ) -> History:
        states = story.states(self.today)
        assert stage_of(states[-1]) == standing.stage, (standing, states[-1])
        names = names or tuple(self.holders.next(park_code, may_repeat=standing.stage == "in_use") for _ in made)
        tenures = self._tenures(story.number, park_code, states, made, names, public)
        return History(states[0].since, states, made, names, tenures, public_since)

    def _tenures(
        self,
        number: int,
        park_code: str,
        states: tuple[State, ...],
        made: tuple[Deal, ...],
        names: tuple[str, ...],
        public: str | None,
    ) -> tuple[Tenure, ...]:
        if public:
            since = next((state.since for state in states if state.supply == "allocated"), None)
            return (Tenure(public, "holder", 1.0, paper("划拨", since, number), since),) if since else ()
        tenures: list[Tenure] = []
        for deal, name in zip(made, names, strict=True):
            document = paper("出让", deal.signed, number)
            if number % PARTNER_EVERY == 20 and len(made) == 1:
                partner = self.holders.next(park_code, may_repeat=False)
                tenures += [
                    Tenure(name, "holder", 0.6, document, deal.signed),
                    Tenure(partner, "holder", 0.4, document, deal.signed),
                ]
            else:
                tenures.append(Tenure(name, "holder", 1.0, document, deal.signed, deal.ended))
            running = deal.production[1]
            if running and plus(running, 200) < self.today and number % (7 if park_code in ("P2", "P3") else 23) == 3:
                tenures.append(
                    Tenure(self.holders.next(park_code, may_repeat=False), "tenant", 1.0, None, plus(running, 180))
                )
            elif running and number % 37 == 5:
                tenures.append(Tenure(self.holders.next(park_code, may_repeat=False), "occupant", 1.0, None, running))
        return tuple(tenures)


def _milestone(kind: str, days: tuple[date | None, date | None], word: str, number: int, note: str = "") -> Milestone:
    agreed, actual = days
    return Milestone(kind, agreed, actual, paper(word, actual, number) if actual else None, note)


def contract_of(
    number: int, serial: int, deal: Deal, holder: str, area_m2: float, land_use_code: str, price: float, rng: Random
) -> Contract:
    """Return the contract of a deal; an extension keeps the agreed day it replaced in its note."""
    year = deal.signed.year
    note = deal.note
    if deal.extended_from:
        note = f"原约定{deal.extended_from.isoformat()}，{paper('补充协议', plus(deal.extended_from, -20), number)}延期；{note}"
    term = {"07": 70, "09": 40}.get(land_use_code[:2], 20 if number % 6 == 2 else 50)
    on_handover = deal.cause == "GOV_1"
    return Contract(
        f"示例合同-{year}-{serial:04d}",
        holder,
        f"411602{year}B{serial:05d}",
        deal.signed,
        area_m2,
        None if number % 43 == 9 else round(area_m2 * 3 / 2000 * price * 10_000 / 100) * 100,
        term,
        (
            _milestone("handover", deal.handover, "交地", number, note if on_handover else ""),
            _milestone("start", deal.start, "开工", number, "" if on_handover or deal.stopped else note),
            _milestone("completion", deal.completion, "竣工", number, note if deal.stopped else ""),
            _milestone("production", deal.production, "投产", number),
        ),
        deal.ended,
        deal.cause,
        deal.developed_share,
        deal.invested_share,
        land_use_code,
        deal.extended_from,
        deal.settlement,
    )


def spread_price(rng: Random, land_use_code: str) -> float:
    """Return a believable price in 万元/亩 of an old contract."""
    low, high = {"09": (600, 1200), "07": (1000, 1600), "08": (180, 360), "11": (110, 190)}.get(
        land_use_code[:2], (80, 165)
    )
    return spread(rng, low, high) / 10
