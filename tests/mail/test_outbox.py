"""The outbox: an answer becomes a letter, the letter leaves once, addresses and secrets stay inside."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from lxml import html
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.inquiries.asking import read_status, withdraw
from gisapp.inquiries.commands import answer_inquiry
from gisapp.mail.delivery import Delivered, deliver_letters
from gisapp.mail.outbox import as_message, list_letters, sweep_letters, take_out
from gisapp.mail.wording import Link, Wording, as_html, as_text
from gisapp.settings import Settings
from tests.builders.inquiry import NOON, an_inquiry, an_officer
from tests.conftest import TODAY
from tests.supply.conftest import publish_three_sites

URL = "https://land.example.com"
ADMIN = system_principal("管理员")


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server on the loopback that keeps what it gets, and refuses whoever is told to."""

    allow_reuse_address = True

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.refused: set[bytes] = set()
        super().__init__(("127.0.0.1", 0), _Talk)


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part)
                self.server.kept.append(b"".join(lines))
            if verb == b"RCPT" and any(who in line for who in self.server.refused):
                self.wfile.write(b"550 no such user\r\n")
            else:
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                return


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def settings_for(server: MailServer) -> Settings:
    return Settings(
        smtp_host="127.0.0.1",
        smtp_port=server.server_address[1],
        smtp_security="none",
        smtp_from="zone@land.example.com",
        public_url=URL,
    )


def answered(db: Session, **values) -> dict:
    publish = db.execute(text("select count(*) from zone")).scalar_one()
    if not publish:
        publish_three_sites(db)
    receipt = an_inquiry(db, **values)
    officer = an_officer(db, f"示例专员{receipt['id']}")
    answer_inquiry(db, officer, receipt["id"], body="可以，电话 0394-8110000。", today=TODAY, now=NOON, public_url=URL)
    return receipt


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_answer_becomes_a_letter_that_only_says_where_to_read_it(db: Session, language: str):
    receipt = answered(db, language=language)
    row = db.execute(text("select to_address, subject, body from mail_message")).one()
    assert row.to_address == "asker-a@example.com"
    assert receipt["receipt_no"] in row.subject
    assert f"#{receipt['key']}" in row.body
    for secret in ("示例咨询人甲", "何时能交", "0394-8110000", "13800000001"):
        assert secret not in row.subject + row.body
    link = next(word for word in row.body.split() if word.startswith(URL))
    assert read_status(db, receipt["receipt_no"], link.rpartition("#")[2], TODAY)["exchange"]


LETTERS = {
    "answer": Wording(
        "zh",
        "招商咨询 ZX2026-0001 已答复",
        ("已有答复 <b>",),
        Link("查看答复", f"{URL}/inquiries/ZX2026-0001#k"),
        signature="示例开发区",
    ),
    "news": Wording(
        "en",
        "2 new sites for investors",
        ("New for “<script>alert(1)</script>”:",),
        items=(Link("P4-001, 60 mu", f"{URL}/sites/1?lang=en"), Link("P4-002 & more", f"{URL}/sites/2?lang=en")),
        more="… and 3 more",
        ending=Link("To receive no more", f"{URL}/alerts/7?lang=en#k"),
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_text_and_html_say_the_same_and_the_html_asks_nobody(name: str):
    wording = LETTERS[name]
    row = {
        "id": 1, "subject": wording.subject, "to_address": "a@example.com", "made_at": NOON, "unsubscribe_url": "",
        "body": as_text(wording), "body_html": as_html(wording),
    }  # fmt: skip
    letter = message_from_bytes(as_message(row, "zone@land.example.com").as_bytes(), policy=policy.default)
    assert letter.get_content_type() == "multipart/alternative"
    plain, rich = letter.iter_parts()
    assert [part.get_content_type() for part in (plain, rich)] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in (plain, rich)] == ["utf-8", "utf-8"]
    page = html.document_fromstring(rich.get_content())
    links = {a.get("href") for a in page.iter("a")}
    assert links == {word for word in plain.get_content().split() if word.startswith("https://")}
    assert all(link.startswith(URL) for link in links)
    shown = " ".join(page.text_content().split())
    for words in (*wording.paragraphs, *(item.words for item in wording.items), wording.more, wording.signature):
        assert words in shown
        assert words in " ".join(plain.get_content().split())
    assert not list(page.iter("img", "script", "link", "iframe", "form", "object"))
    assert not re.search(r"url\(|@import|https?://(?!land\.example\.com)", rich.get_content())
    assert "prefers-color-scheme: dark" in rich.get_content()
    assert page.get("lang") == ("en" if wording.language == "en" else "zh-CN")


def test_a_letter_from_before_stays_plain():
    row = {
        "id": 1, "subject": "x", "to_address": "a@example.com", "made_at": NOON, "unsubscribe_url": "", "body": "x", "body_html": "",
    }  # fmt: skip
    assert as_message(row, "").get_content_type() == "text/plain"


def test_who_gave_a_telephone_gets_no_letter_and_nobody_does_without_an_address_of_ones_own(db: Session):
    answered(db, contact="13800000001")
    receipt = an_inquiry(db)
    answer_inquiry(db, an_officer(db, "示例专员乙"), receipt["id"], body="可以", today=TODAY, now=NOON, public_url="")
    assert db.execute(text("select count(*) from mail_message")).scalar_one() == 0


def test_the_administrator_sees_letters_without_addresses_and_secrets(db: Session):
    receipt = answered(db)
    found = list_letters(db, None, 10)
    assert found["by_state"] == {"queued": 1}
    shown = str(found)
    assert receipt["key"] not in shown
    assert "asker-a@" not in shown
    letter = message_from_bytes(
        take_out(db, ADMIN, found["items"][0]["id"], "zone@land.example.com"), policy=policy.default
    )
    assert (letter["To"], letter["From"]) == ("asker-a@example.com", "zone@land.example.com")
    assert letter.get_content_type() == "multipart/alternative"
    assert all(receipt["key"] in part.get_content() for part in letter.iter_parts())
    assert (
        db.execute(text("select actor_name from audit_event where tag = 'mail:letter:read'")).scalar_one() == "管理员"
    )


def test_letters_wait_without_a_mail_server_and_leave_once_with_one(db: Session, mail_server: MailServer):
    answered(db)
    assert deliver_letters(db, Settings(), NOON) is None
    assert deliver_letters(db, settings_for(mail_server), NOON) == Delivered(1, 0)
    assert deliver_letters(db, settings_for(mail_server), NOON) == Delivered(0, 0)
    assert len(mail_server.kept) == 1
    assert message_from_bytes(mail_server.kept[0], policy=policy.default)["Subject"] == "招商咨询 ZX2026-0001 已答复"


def test_a_refused_letter_stops_no_other_and_is_given_up_in_the_end(db: Session, mail_server: MailServer):
    answered(db, contact="refused@example.com")
    answered(db, contact="asker-b@example.com")
    mail_server.refused.add(b"refused@")
    settings = settings_for(mail_server)
    assert deliver_letters(db, settings, NOON) == Delivered(1, 1)
    for _ in range(3):
        assert deliver_letters(db, settings, NOON) == Delivered(0, 1)
    row = db.execute(
        text("select state, attempts, last_error from mail_message where to_address like 'refused%'")
    ).one()
    assert tuple(row) == ("queued", 4, "SMTPRecipientsRefused")
    assert deliver_letters(db, settings, NOON) == Delivered(0, 1)
    assert deliver_letters(db, settings, NOON) == Delivered(0, 0)
    assert db.execute(text("select state from mail_message where to_address like 'refused%'")).scalar_one() == "failed"


def test_letters_go_with_the_data_they_are_about_and_with_time(db: Session):
    receipt = answered(db)
    withdraw(db, receipt["receipt_no"], receipt["key"], TODAY)
    assert db.execute(text("select count(*) from mail_message")).scalar_one() == 0
    answered(db)
    made = datetime(2026, 11, 23, 4, tzinfo=UTC).date()
    assert sweep_letters(db, made + timedelta(days=30)) == 0
    assert sweep_letters(db, made + timedelta(days=31)) == 1
