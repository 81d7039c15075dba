"""What a list is narrowed by, as it comes in with an address and goes on to a statement."""

from __future__ import annotations

import pytest
from pydantic import Field, ValidationError

from gisapp.kernel.bounds import Id
from gisapp.kernel.filter import Filter, Listed, like, listed
from gisapp.land.terms import Stage


class Wanted(Filter):
    stages: Listed[Stage] = listed("stage")
    ids: Listed[Id] = listed()
    is_open: bool | None = Field(None, validation_alias="open")


@pytest.mark.parametrize(
    "given", ["raw,building", ["raw", "building"], [" raw , building ,"], (Stage.RAW, Stage.BUILDING)]
)
def test_several_values_come_separated_by_commas_or_one_by_one(given: object):
    assert Wanted.model_validate({"stage": given}).stages == (Stage.RAW, Stage.BUILDING)
    assert Wanted.model_validate({"stages": given}).bound()["stages"] == ["raw", "building"]


@pytest.mark.parametrize("given", ["", [""], [], None, ","])
def test_no_value_is_no_limit(given: object):
    assert Wanted.model_validate({"stage": given}).bound() == {"stages": None, "ids": None, "is_open": None}


@pytest.mark.parametrize(
    "given",
    [
        {"stage": "raw,no such stage"},
        {"ids": "0"},
        {"ids": str(2**63)},
        {"ids": "7," * 201},
        {"ids": ["7" * 18] * 23},
        {"open": "perhaps"},
    ],
)
def test_a_value_outside_the_choices_is_refused(given: dict[str, str]):
    with pytest.raises(ValidationError):
        Wanted.model_validate(given)


def test_words_are_looked_for_as_they_stand():
    assert like(" 50%_a\\b ") == r"%50\%\_a\\b%"
    assert like("  ") is None
    assert like(None) is None
