"""When the demo's facts were entered: a register that grew day by day, with some entries that came late. Earlier knowledge is kept as rows, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone

from psycopg2.extras import DateRange, DateTimeTZRange

from gisapp.demo.bulk import period

CHINA = timezone(timedelta(hours=8))
LATE_EVERY = 9
"""One plot in so many has states that were found late: a stop seen by a patrol months after it began."""

Span = tuple[date, date | None]


def entered_on(plot_id: int, since: date, order: int, today: date) -> date:
    """Return the day on which the state of this order was entered: its own, for some plots months later, never after today."""
    late = plot_id % LATE_EVERY == 0 and order > 0
    return min(since + timedelta(days=45 + plot_id % 150 if late else 0), today)


def instant_of(day: date, today: date) -> datetime:
    """Return the moment of that day at which the demo's clerks write: eight in the morning, on `today` before anybody else does."""
    return datetime.combine(min(day, today), time(8 if day < today else 0), CHINA)


def as_entered(
    spans: Sequence[Span], entered: Sequence[date], today: date
) -> Iterator[tuple[int, DateRange, DateTimeTZRange]]:
    """Yield (which span, days it holds, when that was known) so that every earlier answer can be given again.

    Until the next one is entered a fact holds without end; then what was known is closed, and the fact is known with its end. An end
    that still lies ahead was agreed from the beginning.
    """
    for at, (since, until) in enumerate(spans):
        known_from = instant_of(max(entered[: at + 1]), today)
        if until is None or until > today:
            yield at, period(since, until), DateTimeTZRange(known_from, None, "[)")
            continue
        follows = at + 1 < len(spans) and spans[at + 1][0] == until
        ended = instant_of(max(entered[: at + 2]) if follows else max(until, *entered[: at + 1]), today)
        if ended > known_from:
            yield at, period(since), DateTimeTZRange(known_from, ended, "[)")
        yield at, period(since, until), DateTimeTZRange(max(ended, known_from), None, "[)")


def alone(since: date, until: date | None, today: date) -> Iterator[tuple[DateRange, DateTimeTZRange]]:
    """Yield the same for a fact that stands by itself, entered on its own day."""
    for _, valid, recorded in as_entered([(since, until)], [min(since, today)], today):
        yield valid, recorded
