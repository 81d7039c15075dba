from __future__ import annotations

import pytest

from gisapp.kernel.identifiers import (
    check_certificate_no,
    check_credit_code,
    check_parcel_no,
    check_real_estate_unit_no,
    check_supervision_no,
    normalise_identifier,
)


@pytest.mark.parametrize("number", ["411602001002GB00001", "411623001002JC99999", "411602001002ZW00001"])
def test_parcel_numbers_of_nineteen_places_pass(number):
    assert check_parcel_no(number) is None


@pytest.mark.parametrize(
    "number", ["411602001002GB0001", "411602001002QB00001", "411602001002GZ00001", "", "411602001002GB00001W00000000"]
)
def test_other_parcel_numbers_say_what_to_do(number):
    finding = check_parcel_no(number)
    assert finding is not None
    assert finding.code == "identifier.parcel_no_malformed"
    assert finding.fix_zh


def test_a_unit_number_of_bare_land_passes_and_a_parcel_number_alone_does_not():
    assert check_real_estate_unit_no("411602001002GB00001W00000000") is None
    assert check_real_estate_unit_no("411602001002GB00001") is not None


@pytest.mark.parametrize(
    "number", ["豫(2024)周口市不动产权第0001234号", "周国用（2009）第0117号", "不动产权证书0001234"]
)
def test_the_number_of_a_certificate_is_no_unit_number_and_is_called_what_it_is(number):
    finding = check_real_estate_unit_no(number)
    assert finding is not None
    assert "是权证号" in finding.message_zh
    assert check_certificate_no(number) is None


def test_a_unit_number_is_no_certificate():
    finding = check_certificate_no("411602001002GB00001W00000000")
    assert finding is not None
    assert (finding.code, finding.severity) == ("identifier.certificate_no_is_unit_no", "error")
    assert finding.fix_zh


def test_a_credit_code_is_checked_to_its_last_character():
    assert check_credit_code("91110000600037341L") is None
    finding = check_credit_code("91110000600037342L")
    assert finding is not None
    assert finding.code == "identifier.credit_code_invalid"


def test_supervision_numbers_are_only_warned_about():
    assert check_supervision_no("4116022023B00123") is None
    finding = check_supervision_no("编号12")
    assert finding is not None
    assert finding.severity == "warning"


def test_full_width_and_blanks_are_folded():
    assert normalise_identifier(" ４１１６０２001002gb00001 ") == "411602001002GB00001"
