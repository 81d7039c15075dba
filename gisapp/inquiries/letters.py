"""The letter that tells an asker of an answer: no name, no question, no answer in it, only where to read them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.service_keys import link_key
from gisapp.inquiries import store
from gisapp.mail.outbox import Letter, queue_letter
from gisapp.mail.terms import MailKind
from gisapp.mail.wording import Link, Wording


def tell_of_answer(session: Session, inquiry_id: int, public_url: str, now: datetime) -> None:
    """Put a letter into the outbox where the asker gave an e-mail address and the installation knows its own; nothing otherwise."""
    row = session.execute(
        text(
            "select i.receipt_no, i.status_nonce, i.language, a.contact, z.name_zh, z.name_en from inquiry i"
            " join inquiry_person a on a.inquiry_id = i.id join zone z on z.id = i.zone_id"
            " where i.id = :id and a.contact_kind = 'email'"
        ),
        {"id": inquiry_id},
    ).one_or_none()
    if row is None or not public_url:
        return
    key = link_key(store.read_secret(session), f"status:{row.receipt_no}", str(row.status_nonce))
    link = f"{public_url.rstrip('/')}/inquiries/{row.receipt_no}{'?lang=en' if row.language == 'en' else ''}#{key}"
    is_en = row.language == "en"
    wording = Wording(
        language=row.language,
        subject=f"Inquiry {row.receipt_no} has been answered" if is_en else f"招商咨询 {row.receipt_no} 已答复",
        paragraphs=(
            f"Your inquiry {row.receipt_no} has been answered. Open the link to read it, and to ask again if anything is left open."
            " The link is yours alone; please do not pass it on."
            if is_en
            else f"您的招商咨询 {row.receipt_no} 已有答复，请打开下面的链接查看；还有问题，可在该页面追问。链接只给您本人，请勿转发。",
        ),
        action=Link("Read the answer" if is_en else "查看答复", link),
        signature=(row.name_en or row.name_zh) if is_en else row.name_zh,
        closing=(
            "This letter was sent by the system; please do not reply. To receive no more, withdraw on that page and your data are erased."
            if is_en
            else "本邮件由系统发出，请勿直接回复；不想再收到，可在该页面撤回咨询并删除您的信息。",
        ),
    )
    letter = Letter(
        kind=MailKind.INQUIRY_ANSWERED,
        to_address=row.contact,
        wording=wording,
        about="inquiry",
        about_id=inquiry_id,
    )
    queue_letter(session, letter, now)
