"""What the rules of inquiries say, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.inquiries.rules.address_limit import AddressLimits, judge_address
from gisapp.inquiries.rules.chain_place import chain_place
from gisapp.inquiries.rules.contact import read_contact
from gisapp.inquiries.rules.proof_of_work import is_answer, judge_proof, make_challenge, read_challenge, solve
from gisapp.inquiries.rules.retention import is_to_be_erased, kept_until
from gisapp.inquiries.terms import ChainPlace, ContactKind

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
SECRET = b"s" * 32


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@example.com", ("a@example.com", ContactKind.EMAIL)),
        (" zhang.san+land@mail.example.com ", ("zhang.san+land@mail.example.com", ContactKind.EMAIL)),
        ("ａ＠ｅｘａｍｐｌｅ．ｃｏｍ", ("a@example.com", ContactKind.EMAIL)),
        ("13800000001", ("13800000001", ContactKind.PHONE)),
        ("+86 394 810-0000", ("+86 394 810-0000", ContactKind.PHONE)),
        ("１３８００００００００", ("13800000000", ContactKind.PHONE)),
        ("123456", None),
        ("1234567", ("1234567", ContactKind.PHONE)),
        ("a@example", None),
        ("a@b@example.com", None),
        ("微信同号", None),
        ("a@example.com\r\nBcc: b@example.com", None),
        ("", None),
    ],
)
def test_a_contact_is_an_address_or_a_number(text: str, expected):
    assert read_contact(text) == expected


@given(st.text(max_size=200))
def test_whatever_is_typed_as_contact_is_one_line_or_refused(text: str):
    found = read_contact(text)
    assert found is None or not set(found[0]) & set("\r\n\0,;<>")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (None, ChainPlace.UNKNOWN),
        ("", ChainPlace.UNKNOWN),
        ("13", ChainPlace.PRESENT),
        ("1392", ChainPlace.PRESENT),
        ("27", ChainPlace.GAP),
        ("40", ChainPlace.OUTSIDE),
        ("99", ChainPlace.OUTSIDE),
    ],
)
def test_the_place_in_the_chain(code, expected):
    clusters = {"13": "healthy_food", "27": "biomedicine", "40": ""}
    assert chain_place(code, clusters, {"13", "40"}) is expected


@pytest.mark.parametrize(("day", "over"), [(364, False), (365, False), (366, True), (1000, True)])
def test_personal_data_are_kept_for_their_days_and_not_one_longer(day: int, over: bool):
    last = date(2025, 3, 1)
    assert is_to_be_erased(last, 365, last + timedelta(days=day)) is over
    assert kept_until(last, 365) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("in_hour", "in_day", "code"),
    [
        (0, 0, None),
        (4, 4, None),
        (5, 5, "inquiry.too_many_in_hour"),
        (0, 19, None),
        (0, 20, "inquiry.too_many_in_day"),
        (6, 30, "inquiry.too_many_in_hour"),
    ],
)
def test_an_address_may_ask_so_often(in_hour: int, in_day: int, code: str | None):
    found = judge_address(in_hour, in_day, AddressLimits(5, 20))
    assert (found.code if found else None) == code


def test_a_proof_holds_until_its_minute_and_for_its_own_challenge_only():
    challenge = make_challenge("a" * 24, 8, NOW, 60)
    number = solve(challenge)
    read = read_challenge(challenge.spelled(SECRET), SECRET)
    assert read == challenge
    assert judge_proof(read, number, NOW + timedelta(minutes=60) - timedelta(seconds=1)) is None
    late = judge_proof(read, number, NOW + timedelta(minutes=60))
    assert late is not None
    assert late.code == "inquiry.proof_expired"
    other = make_challenge("b" * 24, 20, NOW, 60)
    wrong = judge_proof(other, number, NOW)
    assert wrong is not None
    assert wrong.code == "inquiry.proof_wrong"


def test_every_bit_of_difficulty_is_asked_for():
    challenge = make_challenge("c" * 24, 10, NOW, 60)
    number = solve(challenge)
    assert all(not is_answer(challenge, n) for n in range(number))
    assert is_answer(make_challenge("c" * 24, 9, NOW, 60), number)


@given(st.text(max_size=120), st.integers(0, 200), st.characters())
def test_a_changed_challenge_is_nobodys(text: str, place: int, char: str):
    assert read_challenge(text, SECRET) is None
    signed = make_challenge("d" * 24, 16, NOW, 60).spelled(SECRET)
    forged = signed[: place % len(signed)] + char + signed[place % len(signed) + 1 :]
    if forged != signed:
        assert read_challenge(forged, SECRET) is None


def test_a_challenge_of_another_installation_is_nobodys():
    assert read_challenge(make_challenge("e" * 24, 16, NOW, 60).spelled(b"o" * 32), SECRET) is None
