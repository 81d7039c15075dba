"""How did each plot come to stand where it stands? Versions of the five axes from registration to today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from gisapp.demo.days import add_years, paper, plus, spread
from gisapp.demo.deals import Deal
from gisapp.demo.records import State

AXES = ("land_control", "servicing", "supply", "development", "compliance")
OFFER_DECIDED_AFTER = 42
START = {
    "land_control": "collective",
    "servicing": "none",
    "supply": "not_ready",
    "development": "not_applicable",
    "compliance": "not_applicable",
}


@dataclass(slots=True)
class Story:
    """Dated changes of axes while a plot's history is being told; `number` makes its documents unlike others'."""

    number: int
    since: date
    events: list[tuple[date, str | None, dict[str, str]]] = field(default_factory=list)

    def tell(self, day: date, kind: str | None, **changes: str) -> None:
        """Add a change on a day, with the kind of document it rests on."""
        self.events.append((max(day, self.since), paper(kind, day, self.number) if kind else None, changes))

    def states(self, today: date, until: date | None = None) -> tuple[State, ...]:
        """Return one state per period in which nothing changes; nothing is known beyond `today`."""
        now = dict(START)
        rows: list[tuple[date, str | None, dict[str, str]]] = []
        last = until or plus(today, 1)
        for day, document, changes in sorted(self.events, key=lambda event: event[0]):
            if day >= last:
                continue
            now = now | changes
            if rows and rows[-1][0] == day:
                rows[-1] = (day, document or rows[-1][1], now)
            elif not rows or rows[-1][2] != now:
                rows.append((day, document, now))
        ends = [day for day, _, _ in rows[1:]] + [until]
        return tuple(
            State(**axes, document=document, since=day, until=end)
            for (day, document, axes), end in zip(rows, ends, strict=True)
        )


def stage_of(state: State) -> str:
    """Return the stage that the axes mean; the database's plot_stage() answers the same."""
    if state.compliance in ("suspected_idle", "determined_idle", "disposing"):
        return {"suspected_idle": "idle_suspected", "determined_idle": "idle_determined"}.get(
            state.compliance, "disposing"
        )
    if state.compliance == "reused" and state.supply == "allocated":
        return "reused"
    by_development = {"stopped": "stopped", "completed": "in_use", "in_production": "in_use", "building": "building"}
    if state.development in by_development:
        return by_development[state.development]
    if state.supply == "allocated":
        return "allocated"
    return state.supply if state.supply in ("on_offer", "announced", "prepared") else "raw"


def prepare(story: Story, rng: Random, prepared: date) -> None:
    """Tell how the land was registered, expropriated, cleared and serviced by the day it was prepared.

    Where the time since the park's founding is short, the steps move together; the first day is the story's own.
    """
    steps = [spread(rng, 10, 70), spread(rng, 60, 200), spread(rng, 40, 160), spread(rng, 20, 90)]
    room = max(4, (prepared - story.since).days)
    if sum(steps) > room:
        steps = [max(1, step * room // (sum(steps) + 1)) for step in steps]
    cleared = plus(prepared, -steps[3])
    owned = plus(cleared, -steps[2])
    expropriating = plus(owned, -steps[1])
    registered = plus(expropriating, -steps[0])
    story.since = max(story.since, registered)
    story.tell(story.since, "勘界")
    story.tell(expropriating, "征收", land_control="expropriating")
    story.tell(owned, "征收", land_control="state_owned")
    story.tell(cleared, "净地", land_control="cleared", servicing="three")


def offer(story: Story, rng: Random, prepared: date, announced: date | None, on_offer: date | None) -> None:
    """Tell how prepared land was announced and offered; now and then an offer failed and was repeated."""
    story.tell(prepared, "做地", supply="prepared")
    if rng.random() < 0.8 or on_offer:
        serviced = plus(prepared, spread(rng, 5, 60))
        # nothing is announced before the five services are there
        story.tell(min(serviced, plus(on_offer, -8)) if on_offer else serviced, None, servicing="five")
    if announced:
        if (announced - prepared).days > 200 and rng.random() < 0.4:
            story.tell(plus(announced, -150), "拟供", supply="announced")
            story.tell(plus(announced, -120), "供地", supply="on_offer")
            story.tell(plus(announced, -85), "流拍", supply="prepared")
        story.tell(announced, "拟供", supply="announced")
    if on_offer:
        story.tell(on_offer, "供地", supply="on_offer")


def sign(story: Story, rng: Random, deal: Deal, today: date, *, reused: bool = False) -> None:
    """Tell everything from the signing of a contract on."""
    order = "reused" if reused else "in_order"
    story.tell(deal.signed, "出让", supply="allocated", development="not_started", compliance=order)
    if rng.random() < 0.6:
        story.tell(plus(deal.signed, spread(rng, 90, 420)), None, servicing="seven")
    due, begun = deal.start
    if due and due < today and (begun is None or begun > due) and not reused and not deal.settlement:
        story.tell(plus(due, 1), "提醒", compliance="late")
    if deal.settlement:
        told = deal.settlement
        story.tell(plus(told.due_on, 1), "提醒", compliance="late")
        # who has paid a fee is still late with the start; an agreed day or new conditions put the land in order
        story.tell(told.closed_on, "闲置结案", compliance="late" if told.measure == "fee" else "in_order")
    if begun:
        story.tell(begun, "开工", development="building", compliance=order)
    completion, finished = deal.completion
    if (
        completion
        and completion < today
        and begun
        and not deal.stopped
        and (finished is None or finished > completion)
        and not reused
    ):
        story.tell(plus(completion, 1), "提醒", compliance="late")
    if finished:
        story.tell(finished, "竣工", development="completed", compliance=order)
    production, running = deal.production
    if production and production < today and finished and (running is None or running > production) and not reused:
        story.tell(plus(production, 1), "提醒", compliance="late")
    if running:
        story.tell(running, "投产", development="in_production", compliance=order)
    if deal.stopped:
        story.tell(deal.stopped, "巡查", development="stopped")
        if completion and completion < today and not deal.suspected:
            story.tell(plus(completion, 1), "提醒", compliance="late")
    if deal.suspected:
        story.tell(deal.suspected, "闲置线索", compliance="suspected_idle")
    if deal.determined:
        story.tell(deal.determined, "闲置认定", compliance="determined_idle")
    if deal.disposing:
        story.tell(deal.disposing, "闲置处置", compliance="disposing")
    if deal.ended:
        story.tell(
            deal.ended,
            "收回",
            supply="prepared",
            land_control="reserved",
            development="not_applicable",
            compliance="not_applicable",
        )


def supply_dates(rng: Random, signed: date) -> tuple[date, date, date]:
    """Return the days on which land was prepared, announced and offered before a signing."""
    on_offer = plus(signed, -spread(rng, 35, 60))
    announced = plus(on_offer, -spread(rng, 20, 45))
    return plus(announced, -spread(rng, 30, 320)), announced, on_offer


RAW_KINDS = (
    "collective",
    "expropriating",
    "state_owned",
    "reserved",
    "unknown",
    "collective",
    "expropriating",
    "state_owned",
)


def tell_raw(story: Story, rng: Random, today: date, case: int) -> None:
    """Tell of land that is not ready: still collective, being expropriated, owned but not cleared, reserved, or unknown."""
    kind = RAW_KINDS[case % len(RAW_KINDS)]
    story.since = max(story.since, plus(today, -spread(rng, 500, 1100)))
    story.tell(story.since, "勘界")
    if kind == "unknown":
        story.tell(story.since, "勘界", land_control="unknown", servicing="unknown")
    if kind in ("expropriating", "state_owned", "reserved"):
        story.tell(plus(today, -spread(rng, 260, 420)), "征收", land_control="expropriating")
    if kind in ("state_owned", "reserved"):
        story.tell(
            plus(today, -spread(rng, 90, 200)),
            "征收",
            land_control="state_owned",
            servicing="unknown" if case % 5 == 2 else "none",
        )
    if kind == "reserved":
        story.tell(plus(today, -spread(rng, 10, 60)), "收储", land_control="reserved")


def tell_ready(story: Story, rng: Random, today: date, stage: str, case: int) -> date:
    """Tell of land prepared, announced or on offer today; returns the day its terms were first made public."""
    if stage == "on_offer":
        # one in five has closed for applications or is decided, the others are open for so many days
        on_offer = plus(today, -(case % 28) - 1 - (OFFER_DECIDED_AFTER if case % 5 == 4 else 0))
        announced = plus(on_offer, -spread(rng, 20, 40))
        prepared = plus(announced, -spread(rng, 30, 400))
    else:
        on_offer, announced = None, plus(today, -(case * 2) - 1) if stage == "announced" else None
        prepared = plus(announced or today, -spread(rng, 20, 500))
    prepare(story, rng, prepared)
    offer(story, rng, max(prepared, plus(story.since, 3)), announced, on_offer)
    if case % 4 == 1:
        story.tell(plus(prepared, 30), "收储", land_control="reserved")
    return announced or prepared


def tell_public(story: Story, rng: Random, today: date, stage: str) -> None:
    """Tell of land allotted for the public: no contract, no promise, completed or under construction."""
    if stage == "raw":
        tell_raw(story, rng, today, 2)
        return
    allotted = plus(today, -spread(rng, 260, 420)) if stage == "building" else plus(story.since, spread(rng, 330, 620))
    prepare(story, rng, plus(allotted, -60))
    story.tell(plus(allotted, -60), "做地", supply="prepared")
    if stage == "prepared":
        return
    story.tell(allotted, "划拨", supply="allocated", development="not_started", servicing="five")
    begun = plus(allotted, spread(rng, 60, 160))
    story.tell(begun, "开工", development="building")
    if stage == "in_use":
        story.tell(min(plus(begun, spread(rng, 240, 420)), add_years(today, -1)), "竣工", development="completed")
