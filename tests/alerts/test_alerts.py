"""News of saved searches: what is new is told once, only to who said yes, and one press ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import etree
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.alerts.feed import write_feed
from gisapp.alerts.news import NightsNews, note_news
from gisapp.alerts.subscriptions import SubscriptionDraft, confirm_alert, end_alert, read_alert, subscribe
from gisapp.inquiries.asking import open_form
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.matching.saved_searches import delete_search, save_search
from tests.builders.inquiry import NOON, solved, the_zone
from tests.conftest import TODAY
from tests.supply.conftest import Sites, publish_three_sites

URL = "https://land.example.com"


@pytest.fixture
def sites(db: Session) -> Sites:
    return publish_three_sites(db)


def a_search(db: Session, **query: object) -> str:
    return save_search(
        db, zone_code="000000", kind="list", title="健康食品用地", language="zh", query=query, as_of=TODAY
    )


def asked(db: Session, token: str, email: str = "investor@example.com", **values) -> None:
    subscribe(
        db,
        token,
        SubscriptionDraft(
            email=email, language=values.get("language", "zh"), **solved(open_form(db, the_zone(db), NOON, TODAY))
        ),
        address=values.get("address", "192.0.2.9"),
        public_url=values.get("public_url", URL),
        now=NOON,
        today=TODAY,
    )


def last_link(db: Session) -> tuple[int, str]:
    body = db.execute(text("select body from mail_message order by id desc limit 1")).scalar_one()
    link = next(word for word in body.split() if word.startswith(f"{URL}/alerts/"))
    return int(link.split("/")[-1].split("#")[0].split("?")[0]), link.rpartition("#")[2]


def publish(db: Session, sites: Sites) -> None:
    """The plot that was only prepared is announced."""
    db.execute(
        text("update plot_state set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :p"),
        {"p": sites.prepared},
    )
    db.execute(
        text(
            "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, source, valid)"
            " select plot_id, land_control, servicing, 'announced', development, compliance, source, valid"
            " from plot_state where plot_id = :p order by id desc limit 1"
        ),
        {"p": sites.prepared},
    )


def night(db: Session, days: int) -> NightsNews:
    return note_news(db, URL, TODAY + timedelta(days=days), NOON + timedelta(days=days))


def test_what_is_there_at_first_is_no_news_and_what_comes_is_told_once(db: Session, sites: Sites):
    token = a_search(db, park="P4")
    asked(db, token)
    confirm_alert(db, *last_link(db), NOON)
    assert night(db, 0) == NightsNews(1, 0, 0, 0)
    publish(db, sites)
    assert night(db, 1) == NightsNews(1, 1, 1, 0)
    assert night(db, 1) == NightsNews(1, 0, 0, 0)
    assert night(db, 2) == NightsNews(1, 0, 0, 0)
    letter = db.execute(text("select * from mail_message where kind = 'alert_news'")).mappings().one()
    assert "P4-SECRET-NEXT" in letter["body"]
    assert f"{URL}/sites/{sites.prepared}" in letter["body"]
    assert letter["unsubscribe_url"].startswith(f"{URL}/api/alerts/")


def test_nothing_is_sent_to_who_has_not_said_yes(db: Session, sites: Sites):
    token = a_search(db)
    asked(db, token)
    night(db, 0)
    publish(db, sites)
    assert night(db, 1).letters == 0
    assert db.execute(text("select kind from mail_message")).scalars().all() == ["alert_confirm"]
    assert night(db, 8).lapsed == 1
    assert db.execute(text("select count(*) from search_alert")).scalar_one() == 0


def test_asking_twice_sends_one_question_and_tells_nothing(db: Session, sites: Sites):
    token = a_search(db)
    asked(db, token)
    asked(db, token, "Investor@Example.com")
    assert db.execute(text("select count(*) from mail_message")).scalar_one() == 1


def test_one_press_ends_it_and_the_address_is_gone(db: Session, sites: Sites):
    token = a_search(db)
    asked(db, token)
    alert, key = last_link(db)
    assert read_alert(db, alert, key) == {"title": "健康食品用地", "language": "zh", "is_confirmed": False}
    for wrong in ("", "x" * 22):
        for act in (read_alert, end_alert):
            with pytest.raises(NotFound):
                act(db, alert, wrong)
    end_alert(db, alert, key)
    for table in ("search_alert", "mail_message"):
        assert db.execute(text(f"select count(*) from {table}")).scalar_one() == 0
    with pytest.raises(NotFound):
        confirm_alert(db, alert, key, NOON)


def test_everything_goes_with_its_search(db: Session, sites: Sites):
    token = a_search(db)
    asked(db, token)
    night(db, 0)
    delete_search(db, token)
    for table in ("search_alert", "search_hit", "search_watch"):
        assert db.execute(text(f"select count(*) from {table}")).scalar_one() == 0
    with pytest.raises(NotFound):
        write_feed(db, None, token, URL, TODAY)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"email": "13800000001"}, Invalid), ({"email": "a@b"}, Invalid), ({"public_url": ""}, Conflict)],
)
def test_what_cannot_be_sent_is_refused(db: Session, sites: Sites, change, refusal):
    with pytest.raises(refusal):
        asked(db, a_search(db), **change)


def test_the_feed_has_what_is_found_newest_first_and_nobodys_address(db: Session, sites: Sites):
    token = a_search(db)
    asked(db, token)
    night(db, 0)
    publish(db, sites)
    night(db, 1)
    content = write_feed(
        db, {"name_zh": "示例开发区", "is_demo": True, "notice_zh": "示意数据"}, token, URL, TODAY + timedelta(days=1)
    )
    feed = etree.fromstring(content)
    name = {"a": "http://www.w3.org/2005/Atom"}
    titles = [one.text for one in feed.findall("a:entry/a:title", name)]
    assert len(titles) == 4
    assert titles[0].startswith("P4-SECRET-NEXT")
    assert len({one.text for one in feed.findall("a:entry/a:id", name)}) == 4
    assert feed.findtext("a:updated", namespaces=name).startswith("2026-11-24")
    assert b"investor@example.com" not in content
    assert token.encode() not in content


def test_the_feed_of_a_search_that_finds_nothing_is_still_one(db: Session, sites: Sites):
    token = a_search(db, area_min=10_000_000)
    assert etree.fromstring(write_feed(db, None, token, URL, TODAY)).tag.endswith("feed")
