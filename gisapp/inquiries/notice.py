"""What the asker is told before she sends anything: who handles her data, what for, for how long, and what she can do.

The articles were read from the law as published; nobody has checked the wording for this zone yet, so the notice says so.
"""

from __future__ import annotations

from typing import Any

VERSION = "2026-11"
CONFIRMED = False

BASIS: tuple[tuple[str, str], ...] = (
    ("个人信息保护法 第十三条第一款第（一）项、第十四条", "consent, given freely and knowingly"),
    ("个人信息保护法 第十七条", "who handles the data, what for, how, for how long, told beforehand"),
    ("个人信息保护法 第六条、第十九条", "only what is needed, no longer than needed"),
    ("个人信息保护法 第十五条、第四十七条", "consent can be withdrawn; data are then erased"),
    ("个人信息保护法 第四十五条", "the asker may look at her data"),
)


def privacy_notice(zone: dict[str, Any] | None, answer_workdays: int, keep_days: int) -> dict[str, Any]:
    """Return the notice in both languages with its articles, its version, and whether anybody has confirmed it."""
    named = zone or {}
    zh = named.get("name_zh") or "本开发区"
    en = named.get("name_en") or "this zone"
    return {
        "version": VERSION,
        "confirmed": CONFIRMED,
        "text_zh": (
            f"{zh}管理机构（个人信息处理者）只为答复您的咨询、跟进您的投资意向而使用您填写的称呼、联系方式和问题；"
            f"只有负责答复的工作人员可以查看，每次查看都有记录。自最后一次办理之日起保存 {keep_days} 天，期满自动删除。"
            "您可随时凭回执链接查看进展、撤回并删除。点击“同意并提交”即表示您同意上述处理。"
        ),
        "text_en": (
            f"The administration of {en} handles the name, contact and question you give only to answer you and to follow your investment up. "
            f"Only the officers who answer can see them, and each look is recorded. They are kept for {keep_days} days after the last step and then erased. "
            "With the link on your receipt you can see how it stands, withdraw and erase at any time. By pressing “Agree and send” you consent to this."
        ),
        "basis": [{"article_zh": article, "about_en": about} for article, about in BASIS],
        "answer_workdays": answer_workdays,
        "keep_days": keep_days,
    }
