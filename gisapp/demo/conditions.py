"""What may be built? Planning conditions with lower and upper bounds by land use and industry, and utilities at the plot.

The figures are placeholders of the usual order (建筑系数 at least 40 %, industrial green at most 20 %), not a document's.
"""

from __future__ import annotations

from datetime import date
from random import Random

from gisapp.demo.days import paper, plus, spread
from gisapp.demo.records import SOURCE, Condition, State, UtilityFact

Bounds = tuple[float | None, float | None]
_FAR_MIN = {"13": 1.0, "14": 1.0, "15": 1.0, "27": 0.8, "31": 0.6, "32": 0.6, "33": 0.8, "39": 1.2, "65": 1.2}
_OTHER: dict[str, tuple[Bounds, Bounds, Bounds, Bounds]] = {
    "0701": ((1.0, 2.0), (None, 0.28), (0.3, None), (None, 54.0)),
    "0802": ((1.0, 2.5), (None, 0.40), (0.25, None), (None, 60.0)),
    "0804": ((None, 0.8), (None, 0.30), (0.35, None), (None, 15.0)),
    "0806": ((0.8, 1.8), (None, 0.35), (0.3, None), (None, 45.0)),
    "0901": ((1.0, 2.5), (None, 0.50), (0.2, None), (None, 40.0)),
    "0902": ((1.5, 3.5), (None, 0.45), (0.25, None), (None, 80.0)),
    "1101": ((0.8, 1.8), (0.4, 0.65), (None, 0.2), (None, 24.0)),
}


def condition_bounds(land_use_code: str, industry: str | None, rng: Random) -> tuple[Bounds, Bounds, Bounds, Bounds]:
    """Return FAR, building coefficient, green ratio and height bounds."""
    if land_use_code[:4] in _OTHER:
        return _OTHER[land_use_code[:4]]
    far = _FAR_MIN.get(industry or "33", 0.8)
    upper = rng.choice((2.0, 2.0, 2.5, 3.0))
    height = rng.choice((24.0, 24.0, 36.0, 50.0))
    return (far, upper), (0.4, rng.choice((0.6, 0.65, 0.7))), (None, rng.choice((0.15, 0.2))), (None, height)


def conditions_of(
    number: int, land_use_code: str, industry: str | None, states: tuple[State, ...], rng: Random
) -> tuple[Condition, ...]:
    """Return the conditions from the day the land was prepared; one plot in nine had them revised, some bounds are unknown."""
    since = next((state.since for state in states if state.supply != "not_ready"), None)
    published = states[-1].supply in ("announced", "on_offer")
    if since is None or land_use_code.startswith(("13", "14")) or (rng.random() < 0.04 and not published):
        return ()
    far, coefficient, green, height = condition_bounds(land_use_code, industry, rng)
    if rng.random() < 0.12:
        far = (far[0], None)
    if rng.random() < 0.1:
        height = (None, None)
    first = Condition(far, coefficient, green, height, paper("规划条件", since, number), since)
    revised = plus(since, 330)
    last = states[-1].since
    if number % 9 or revised >= last:
        return (first,)
    lower = None if far[0] is None else round(far[0] - 0.2, 2)
    earlier = Condition((lower, far[1]), coefficient, green, height, first.document_no, since, revised)
    return earlier, Condition(far, coefficient, green, height, paper("规划条件", revised, number), revised)


LEVELS = {"none": 0, "three": 1, "five": 2, "seven": 3}
UTILITIES: tuple[tuple[str, int, tuple[float, ...], str | None], ...] = (
    ("road", 1, (20, 32, 36, 50), "m"),
    ("water", 1, (200, 300, 400), "DN mm"),
    ("power", 1, (2000, 5000, 8000, 12000), "kVA"),
    ("drainage", 2, (400, 600, 800), "DN mm"),
    ("telecom", 2, (1, 10, 40), "Gbit/s"),
    ("gas", 3, (500, 1000, 2000), "m³/h"),
    ("heat", 3, (10, 20, 35), "t/h"),
    ("levelled", 1, (), None),
)


def _status(level: int, needed: int, built: bool, early: bool) -> str:
    if level >= needed:
        return "connected" if built else "at_boundary"
    return "at_boundary" if early and level + 1 == needed else "none"


def utility_facts(number: int, states: tuple[State, ...], today: date, rng: Random) -> tuple[UtilityFact, ...]:
    """Return what is known of each utility at a plot, agreeing with its servicing axis; some is unknown or long not looked at."""
    facts: list[UtilityFact] = []
    last = states[-1]
    reached = {
        level: next((s.since for s in states if LEVELS.get(s.servicing, 0) >= level), None) for level in (1, 2, 3)
    }
    built = last.development in ("building", "stopped", "completed", "in_production")
    first_day = states[0].since
    for utility, needed, sizes, unit in UTILITIES:
        if last.servicing == "unknown":
            if rng.random() < 0.5:
                facts.append(UtilityFact(utility, "unknown", None, None, SOURCE, first_day, first_day))
            continue
        level = LEVELS[last.servicing]
        early = rng.random() < 0.25
        if level < needed and rng.random() < 0.15:
            facts.append(UtilityFact(utility, "unknown", None, None, SOURCE, first_day, first_day))
            continue
        status = _status(level, needed, built, early)
        since = reached[needed] or first_day
        capacity = rng.choice(sizes) if sizes and status != "none" and rng.random() < 0.88 else None
        observed = min(plus(since, spread(rng, 0, 500)), plus(today, -spread(rng, 1, 40)))
        if last.supply == "on_offer":  # looked at once more before the announcement
            observed = plus(last.since, -3 - number % 25)
        observed = max(observed, since)
        origin = rng.choice((f"{SOURCE}；现场踏勘", f"{SOURCE}；配套台账", f"{SOURCE}；管网竣工图"))
        if since > first_day and rng.random() < 0.35:
            facts.append(UtilityFact(utility, "none", None, None, SOURCE, first_day, first_day, since))
        facts.append(
            UtilityFact(utility, status, capacity, unit if capacity is not None else None, origin, observed, since)
        )
    return tuple(facts)
