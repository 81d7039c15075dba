"""The numbers that an announcement is measured against on its own day, each with its entry of the rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.rulebook import Rulebook, RuleEntry
from gisapp.supply.listing_terms import ListingMethod, TermKind

NOTICE = "listing.notice_days_min"
AGREEMENT_NOTICE = "listing.agreement_notice_days_min"
OPEN = "listing.open_days_min"
DEPOSIT = "listing.deposit_share_min"
TENDER_BIDDERS = "listing.bidders_min_tender"
AUCTION_BIDDERS = "listing.bidders_min_auction"
TERM = "listing.term_years_industrial_max"
RESIDENTIAL_TERM = "listing.term_years_residential_max"
COMMERCIAL_TERM = "listing.term_years_commercial_max"
FLEXIBLE_TERM = "listing.term_years_flexible_max"
LEASE = "listing.lease_years_max"
READINESS_AGE = "listing.readiness_age_days_max"
RESULT_SOON = "listing.result_working_days_max"
RESULT_DAYS = "listing.result_days_min"
CODES = (
    NOTICE,
    AGREEMENT_NOTICE,
    OPEN,
    DEPOSIT,
    TENDER_BIDDERS,
    AUCTION_BIDDERS,
    TERM,
    RESIDENTIAL_TERM,
    COMMERCIAL_TERM,
    FLEXIBLE_TERM,
    LEASE,
    READINESS_AGE,
    RESULT_SOON,
    RESULT_DAYS,
)
LAND_GRADE = "listing.industrial_land_grade"
LOWEST_PRICE_SHARE = "listing.industrial_price_share_min"
LOWEST_PRICES = {
    1: "listing.industrial_price_min_grade_1",
    2: "listing.industrial_price_min_grade_2",
    3: "listing.industrial_price_min_grade_3",
    4: "listing.industrial_price_min_grade_4",
    5: "listing.industrial_price_min_grade_5",
    6: "listing.industrial_price_min_grade_6",
    7: "listing.industrial_price_min_grade_7",
    8: "listing.industrial_price_min_grade_8",
    9: "listing.industrial_price_min_grade_9",
    10: "listing.industrial_price_min_grade_10",
    11: "listing.industrial_price_min_grade_11",
    12: "listing.industrial_price_min_grade_12",
    13: "listing.industrial_price_min_grade_13",
    14: "listing.industrial_price_min_grade_14",
    15: "listing.industrial_price_min_grade_15",
}
"""工业用地出让最低价标准 by grade of land (元/㎡)."""
_BIDDERS = {ListingMethod.TENDER: TENDER_BIDDERS, ListingMethod.AUCTION: AUCTION_BIDDERS}


@dataclass(frozen=True)
class ListingLimits:
    """Entries in force on the day of an announcement; times in days, terms in years, the deposit as a share of the start price."""

    entries: Mapping[str, RuleEntry]

    def days(self, code: str) -> int:
        return int(self.entries[code].value)

    def basis(self, code: str) -> str:
        return str(self.entries[code].basis)

    def notice(self, method: ListingMethod) -> RuleEntry:
        """Return the entry that says how long before its opening an offer is announced."""
        return self.entries[AGREEMENT_NOTICE if method is ListingMethod.AGREEMENT else NOTICE]

    def bidders(self, method: ListingMethod) -> RuleEntry | None:
        """Return the entry that says how many must compete; None where one is enough."""
        code = _BIDDERS.get(method)
        return self.entries[code] if code else None

    def use_term(self, land_use_code: str) -> RuleEntry:
        """Return the entry with the longest term that the law allows for a use (用地用海分类: 07 居住, 09 商业服务业)."""
        return self.entries[{"07": RESIDENTIAL_TERM, "09": COMMERCIAL_TERM}.get(land_use_code[:2], TERM)]

    def term(self, kind: TermKind, land_use_code: str) -> RuleEntry:
        return self.entries[FLEXIBLE_TERM] if kind is TermKind.FLEXIBLE else self.use_term(land_use_code)

    def lowest_price(self) -> tuple[int, RuleEntry] | None:
        """Return the grade of the zone's land and the entry with its lowest price (元/㎡); None where the grade is not known on the day."""
        grade = int(self.entries[LAND_GRADE].value)
        return (grade, self.entries[LOWEST_PRICES[grade]]) if grade in LOWEST_PRICES else None

    def least_of_all_grades(self) -> RuleEntry:
        """Return the entry with the lowest of all lowest prices."""
        return min((self.entries[code] for code in LOWEST_PRICES.values()), key=lambda entry: entry.value)

    @property
    def lowest_price_share(self) -> Decimal:
        """Return the share of the lowest price that industries of priority may have."""
        return self.entries[LOWEST_PRICE_SHARE].value

    @property
    def deposit_share(self) -> Decimal:
        return self.entries[DEPOSIT].value

    def applied(self, method: ListingMethod, kind: TermKind, land_use_code: str) -> tuple[RuleEntry, ...]:
        """Return the entries that this announcement rests on, for its snapshot and its papers."""
        found = [self.notice(method), self.term(kind, land_use_code), self.entries[RESULT_DAYS]]
        if method is ListingMethod.LISTING:
            found.append(self.entries[OPEN])
        if method is not ListingMethod.AGREEMENT:
            found += [self.entries[DEPOSIT], self.entries[RESULT_SOON]]
        if kind is TermKind.LEASE_FIRST:
            found.append(self.entries[LEASE])
        bidders = self.bidders(method)
        return (*found, bidders) if bidders else tuple(found)


def listing_limits(book: Rulebook, day: date) -> ListingLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    return ListingLimits(book.entries((*CODES, LAND_GRADE, LOWEST_PRICE_SHARE, *LOWEST_PRICES.values()), day))
