"""Survey files nobody wrote: whatever the bytes, the intake answers with rows, a question or a sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.survey_files import ANSWERS, SUFFIXES, damage, parts_of, seeds, try_case
from tests.harness.examples import examples

FOUND = sorted((Path(__file__).parent / "found").glob("*.case"))
SEEDS = seeds()


@pytest.mark.parametrize("file", FOUND, ids=[file.stem for file in FOUND])
def test_what_once_went_wrong_is_answered(file: Path) -> None:
    """Inputs that the fuzzer found, each named after what it broke."""
    try_case(file.read_bytes())


def test_the_seeds_are_sound_and_cover_every_format() -> None:
    assert {parts_of(seed)[0] for seed in SEEDS} == set(SUFFIXES)
    for seed in SEEDS:
        result = try_case(seed)
        assert result is not None
        assert result.row_count in (1, 2)


@settings(max_examples=examples(5_000, short=150))
@given(st.sampled_from(range(len(SEEDS))), st.integers(0, 2**32), st.integers(0, len(ANSWERS) - 1))
def test_a_damaged_file_is_answered(at: int, chance: int, answers: int) -> None:
    """A short run of what `python -m tests.fuzz.run` does for hours, guided there by coverage."""
    seed = SEEDS[at]
    case = bytes([seed[0] % len(SUFFIXES) + len(SUFFIXES) * answers]) + seed[1:]
    try_case(damage(damage(case, random.Random(chance)), random.Random(chance + 1)))
