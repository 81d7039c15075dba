"""Where the time of a run went: per part, the slowest tests, and those that take long without saying why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pytest

SLOWEST = 20
NEEDS_A_REASON_S = 5.0
"""A test whose own call takes longer says why: `@pytest.mark.slow(reason=…)`. It is printed, not asserted: machines differ."""
WORTH_A_TABLE = 100
"""A run of fewer tests prints no tables."""


@dataclass
class Spent:
    """Seconds of one test by phase (`setup`, `call`, `teardown`), its kind, and whether it says why it is slow."""

    kind: str = ""
    says_why: bool = False
    phases: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return sum(self.phases.values())


class RunReport:
    """Plugin of the process that prints: it hears of every phase of every test, whichever worker ran it."""

    def __init__(self) -> None:
        self.tests: defaultdict[str, Spent] = defaultdict(Spent)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        spent = self.tests[report.nodeid]
        spent.phases[report.when] = spent.phases.get(report.when, 0.0) + report.duration
        spent.kind = next((kind for kind in ("browser", "db") if kind in report.keywords), "no database")
        spent.says_why = "slow" in report.keywords

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if len(self.tests) >= WORTH_A_TABLE:
            terminalreporter.section("time per part (seconds of workers)")
            for line in parts(self.tests):
                terminalreporter.write_line(line)
            terminalreporter.section(f"slowest {SLOWEST} tests")
            for line in slowest(self.tests):
                terminalreporter.write_line(line)
        silent = without_reason(self.tests)
        if silent:
            terminalreporter.section(f"more than {NEEDS_A_REASON_S:.0f} s without slow(reason=…)")
            for line in silent:
                terminalreporter.write_line(line)


def parts(tests: dict[str, Spent]) -> list[str]:
    """One line per folder below tests/ and kind, and one per kind, the longest first: seconds, set-up in them, number of tests."""
    sums: defaultdict[str, list[Spent]] = defaultdict(list)
    for name, spent in tests.items():
        folder = name.split("/")[1] if name.count("/") > 1 else "."
        sums[f"{folder} ({spent.kind})"].append(spent)
        sums[f"all: {spent.kind}"].append(spent)
    ordered = sorted(sums.items(), key=lambda item: -sum(spent.seconds for spent in item[1]))
    return [
        f"{sum(spent.seconds for spent in spents):8.1f} s, set-up {sum(spent.phases.get('setup', 0.0) for spent in spents):7.1f} s,"
        f" {len(spents):5d} tests  {part}"
        for part, spents in ordered
    ]


def slowest(tests: dict[str, Spent]) -> list[str]:
    """The tests that took longest with their set-up, which may be that of a fixture they are the first to ask for."""
    ordered = sorted(tests.items(), key=lambda item: -item[1].seconds)[:SLOWEST]
    return [
        f"{spent.seconds:8.1f} s, set-up {spent.phases.get('setup', 0.0):7.1f} s  {name}" for name, spent in ordered
    ]


def without_reason(tests: dict[str, Spent]) -> list[str]:
    """Tests whose own call took long and that do not say why."""
    return [
        f"{spent.phases['call']:8.1f} s  {name}"
        for name, spent in tests.items()
        if spent.phases.get("call", 0.0) > NEEDS_A_REASON_S and not spent.says_why
    ]
