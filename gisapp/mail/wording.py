"""What a letter says, once: from it come the plain text and the HTML, so that the two cannot say different things.

The HTML loads nothing from anywhere, is read by light and by dark, and has the same links as the text. Set with jinja2, which documents use
already; every word is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A letter: what it is about, what there is to open, whose it is, how to receive no more."""

    language: str
    subject: str
    paragraphs: tuple[str, ...]
    action: Link | None = None
    items: tuple[Link, ...] = ()
    more: str = ""
    signature: str = ""
    closing: tuple[str, ...] = ()
    ending: Link | None = None


def as_text(wording: Wording) -> str:
    """Return the letter as plain text, each link on a line of its own."""
    colon = ":" if wording.language == "en" else "："
    return _environment().get_template("letter.txt.j2").render(w=wording, colon=colon).strip() + "\n"


def as_html(wording: Wording) -> str:
    """Return the letter as one HTML page that asks nobody for anything."""
    by_hand = (
        "If the button does not work, open this link:"
        if wording.language == "en"
        else "按钮打不开时，请复制下面的链接到浏览器打开："
    )
    return _environment().get_template("letter.html.j2").render(w=wording, by_hand=by_hand)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
