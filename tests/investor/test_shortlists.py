"""Lists without an account: two keys, one that changes and one that reads; withdrawn sites say so; nothing personal is kept."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.investor.shortlists import make_list, share_key
from tests.conftest import TODAY
from tests.investor.conftest import Window


def made(window: Window, *site_ids: int, title: str = "") -> dict:
    answer = window.visitor.post("/api/shortlists", json={"site_ids": list(site_ids), "title": title})
    assert answer.status_code == 201, answer.text
    return answer.json()


def change(window: Window, key: str, *site_ids: int, version: int, title: str = ""):
    body = {"site_ids": list(site_ids), "title": title, "expected_version": version}
    return window.visitor.put(f"/api/shortlists/{key}", json=body)


def test_a_list_is_found_again_by_its_key_and_passed_on_by_another(window: Window):
    mine = made(window, window.sites.food, window.sites.metal, title="考察备选")
    assert [site["plot_no"] for site in mine["sites"]] == ["P4-001", "P4-002"]
    assert mine["is_own"]
    assert len({mine["key"], mine["share_key"]}) == 2
    theirs = window.visitor.get(f"/api/shortlists/{mine['share_key']}").json()
    assert (theirs["title"], theirs["is_own"], theirs["share_key"]) == ("考察备选", False, mine["share_key"])
    refused = change(window, mine["share_key"], window.sites.food, version=1)
    assert (refused.status_code, refused.json()["code"]) == (403, "shortlist.read_only")
    assert window.visitor.delete(f"/api/shortlists/{mine['share_key']}").status_code == 403
    assert window.visitor.get(f"/api/shortlists/{mine['key']}").json()["sites"] == mine["sites"]


def test_the_order_is_the_visitors_and_a_site_keeps_the_day_it_was_put_there(window: Window):
    mine = made(window, window.sites.food, window.sites.metal)
    window.act("update shortlist_site set added_on = '2026-11-01'")
    after = change(window, mine["key"], window.sites.medicine, window.sites.metal, version=1).json()
    assert [(s["id"], s["added_on"]) for s in after["sites"]] == [
        (window.sites.medicine, TODAY.isoformat()),
        (window.sites.metal, "2026-11-01"),
    ]
    assert after["version"] == 2


def test_a_withdrawn_site_says_so_and_tells_only_what_was_public(window: Window):
    mine = made(window, window.sites.food, window.sites.metal)
    window.act(
        "update listing set state = 'withdrawn', withdrawn_on = '2026-11-23' where plot_id = :p", p=window.sites.food
    )
    window.act(
        "update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p and upper_inf(recorded)",
        p=window.sites.food,
    )
    window.act(
        "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid) values"
        " (:p, 'cleared', 'five', 'on_offer', 'not_applicable', 'not_applicable', '[2020-01-01,2026-11-23)'),"
        " (:p, 'cleared', 'five', 'prepared', 'not_applicable', 'not_applicable', '[2026-11-23,)')",
        p=window.sites.food,
    )
    window.act("update shortlist_site set added_on = '2026-11-20'")
    shared = window.visitor.get(f"/api/shortlists/{mine['share_key']}").json()
    gone, still = shared["sites"]
    assert (gone["state"], gone["plot_no"], gone["supply"], gone["start_price_wan_per_mu"]) == (
        "withdrawn",
        "P4-001",
        None,
        None,
    )
    assert gone["outline"] is None
    assert still["state"] == "published"


def test_only_published_sites_can_be_kept_and_the_database_refuses_others_too(window: Window):
    for hidden in (window.sites.prepared, window.sites.sold, 999_999):
        answer = window.visitor.post("/api/shortlists", json={"site_ids": [hidden]})
        assert answer.status_code == 404, answer.text
        assert answer.json()["code"] == "shortlist.site_not_found"
    assert window.ask("select count(*) as n from shortlist")[0]["n"] == 0


@pytest.mark.parametrize("key", ["x", "A" * 22, "A" * 60, "../../zone"])
def test_a_key_that_opens_nothing_answers_alike(window: Window, key: str):
    answer = window.visitor.get(f"/api/shortlists/{key}")
    assert answer.status_code == 404


def test_the_database_keeps_neither_key_nor_person(window: Window):
    mine = made(window, window.sites.food, title="张三的清单")
    change(window, mine["key"], version=1)
    rows = window.ask("select * from shortlist")
    kept = str([dict(row) for row in rows])
    assert mine["key"] not in kept
    assert mine["share_key"] not in kept
    events = window.ask("select * from audit_event where subject = 'shortlist' order by id")
    assert [event["tag"] for event in events] == ["investor:shortlist:create", "investor:shortlist:revise"]
    told = str([dict(event) for event in events])
    assert "张三" not in told
    assert mine["key"] not in told
    assert {event["actor_name"] for event in events} == {"公众"}
    assert events[1]["changes"] == {"sites": {"old": "1", "new": "0"}}


def test_of_two_windows_the_later_one_is_told(window: Window):
    mine = made(window, window.sites.food)
    assert change(window, mine["key"], window.sites.food, window.sites.metal, version=1).status_code == 200
    late = change(window, mine["key"], version=1)
    assert (late.status_code, late.json()["code"]) == (409, "shortlist.changed_meanwhile")


def test_two_changes_at_once_leave_one_list(window: Window):
    mine = made(window, window.sites.food)
    answers: list[int] = []

    def star(site: int) -> None:
        answers.append(change(window, mine["key"], window.sites.food, site, version=1).status_code)

    threads = [threading.Thread(target=star, args=(site,)) for site in (window.sites.metal, window.sites.medicine)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]
    assert len(window.visitor.get(f"/api/shortlists/{mine['key']}").json()["sites"]) == 2


def test_a_deleted_list_is_gone_for_both_keys(window: Window):
    mine = made(window, window.sites.food)
    assert window.visitor.delete(f"/api/shortlists/{mine['key']}").status_code == 204
    for key in (mine["key"], mine["share_key"]):
        assert window.visitor.get(f"/api/shortlists/{key}").status_code == 404


def test_more_than_forty_sites_are_refused(window: Window):
    assert window.visitor.post("/api/shortlists", json={"site_ids": list(range(1, 42))}).status_code == 422


def test_lists_that_nobody_opens_for_long_go_and_too_many_a_day_are_refused(window: Window):
    old = made(window, window.sites.food)
    kept = made(window, window.sites.food)
    window.act("update shortlist set opened_on = opened_on where id = 0")
    window.act("alter table shortlist disable trigger shortlist_keeps_its_keys")
    window.act(
        "update shortlist set created_on = '2025-01-01', opened_on = '2025-11-22' where id = (select min(id) from shortlist)"
    )
    window.act(
        "update shortlist set created_on = '2025-01-01', opened_on = '2025-11-23' where id = (select max(id) from shortlist)"
    )
    window.act("alter table shortlist enable trigger shortlist_keeps_its_keys")
    made(window, window.sites.food)
    assert window.visitor.get(f"/api/shortlists/{old['key']}").status_code == 404
    assert window.visitor.get(f"/api/shortlists/{kept['key']}").status_code == 200
    window.act(
        "insert into shortlist (zone_id, own_hash, share_hash, created_on, opened_on)"
        " select (select min(id) from zone), sha256(('a' || n)::bytea), sha256(('b' || n)::bytea), :day, :day from generate_series(1, 2000) n",
        day=TODAY,
    )
    refused = window.visitor.post("/api/shortlists", json={"site_ids": [window.sites.food]})
    assert (refused.status_code, refused.json()["code"]) == (429, "shortlist.too_many_today")


def test_the_reading_key_has_as_many_bits_as_the_other_and_does_not_contain_it():
    own = "q" * 22
    assert share_key(own) == share_key(own)
    assert len(share_key(own)) == 22
    assert len({share_key(f"{n:022d}") for n in range(2000)}) == 2000


def test_a_list_without_a_zone_is_refused_with_a_sentence(db: Session):
    db.execute(text("set constraints all deferred"))
    with pytest.raises(Exception, match=r"shortlist\.no_zone"):
        make_list(db, "nowhere", [], "", date(2026, 11, 23))
