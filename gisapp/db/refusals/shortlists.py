"""What the database refuses of visitors' lists and of the zone's look."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid, NotFound

SHORTLISTS: Refusals = {
    "shortlist_site_published": lambda _: NotFound(
        "shortlist.site_not_found",
        "没有这块公开地块，不能加入清单。请从地块列表中收藏。",
        message_en="There is no such published site; add it from the list of sites.",
    ),
    "shortlist_site_place_check": lambda _: Invalid(
        "shortlist.too_many", "一份清单最多 40 块地，请先移除几块。", message_en="A list holds at most 40 sites."
    ),
    "shortlist_site_pkey": lambda _: Conflict(
        "shortlist.site_twice", "这块地已在清单中。", message_en="The site is on the list already."
    ),
    "shortlist_keeps_its_keys": lambda _: Conflict(
        "shortlist.keys_stay",
        "清单的链接不能更换，请新建一份清单。",
        message_en="A list keeps its link; make a new one.",
    ),
    "zone_look_window_url_check": lambda _: Invalid(
        "look.window_url",
        "招商窗口网址须以 http:// 或 https:// 开头，末尾不带斜杠，请改正。",
        message_en="The window's address must begin with http:// or https:// and end without a slash.",
    ),
}
