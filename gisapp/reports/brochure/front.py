"""The front of a brochure: whose it is, for whom, its picture in the zone's colour, whom to call."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from gisapp.kernel.terms import terms_named
from gisapp.reports.brochure import words
from gisapp.reports.brochure.content import Brochure, BrochureSite
from gisapp.reports.brochure.marks import cover_address
from gisapp.reports.brochure.site_part import table
from gisapp.reports.brochure.words import word


def heading(content: Brochure) -> str:
    """The title: as given, else the zone's headline, else what kind of paper it is."""
    own = content.look.headline_en if content.lang == "en" else content.look.headline_zh
    return content.title or own or word(kind_of_paper(content), content.lang)


def kind_of_paper(content: Brochure) -> str:
    """A book of several sites, or the brochure of one; plots and premises have names of their own."""
    if content.is_book:
        return "book"
    return "brochure" if content.has_plots else "premises_brochure"


def cover(content: Brochure) -> str:
    lang, look = content.lang, content.look
    picture = cover_address(look)
    image = f'<img class="cover-picture" src="{picture}" alt="">' if picture else _lines(look.color)
    intro = look.intro_en if lang == "en" else look.intro_zh
    kind = word(kind_of_paper(content), lang)
    names = [site.sheet["plot_no"] for site in content.sites]
    listed = "、".join(names) if lang == "zh" else ", ".join(names)
    under = listed if heading(content) == kind else f"{kind} · {listed}"
    return (
        f'<header class="cover" style="--zone:{look.color}">{image}<div class="cover-band"><p class="cover-zone">'
        f"{escape(content.zone.name(lang))}</p><h1>{escape(heading(content))}</h1><p>{escape(under)}</p></div>"
        f'<div class="cover-foot">{_notice(content)}{f"<p>{escape(intro)}</p>" if intro else ""}'
        f'<p class="src">{word("as_of", lang)} {words.day(content.as_of, lang)} · {word("made_on", lang)} {words.day(content.made_on, lang)}</p>'
        f"{contact(content)}</div></header>"
    )


def _lines(color: str) -> str:
    """A quiet pattern of plots in the zone's colour where there is no picture."""
    plots = "".join(
        f'<path d="M{x} {y}h{w}v{h}h-{w}z"/>'
        for x, y, w, h in (
            (20, 30, 130, 70), (160, 30, 90, 70), (260, 30, 170, 110), (20, 110, 230, 90), (440, 30, 120, 60),
            (440, 100, 120, 100), (260, 150, 80, 50), (350, 150, 80, 50), (570, 30, 110, 170), (690, 30, 90, 80), (690, 120, 90, 80),
        )
    )  # fmt: skip
    return (
        '<svg class="cover-picture" viewBox="0 0 800 230" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        f'<rect width="800" height="230" fill="{color}" fill-opacity="0.14"/><g fill="none" stroke="{color}" stroke-width="2"'
        f' stroke-opacity="0.5">{plots}</g></svg>'
    )


def _notice(content: Brochure) -> str:
    notice = content.zone.notice(content.lang)
    return f'<p class="notice">{escape(notice)}</p>' if notice else ""


def contact(content: Brochure) -> str:
    """The zone's own contact; the site's where the zone has set none."""
    lang, look = content.lang, content.look
    offer = content.sites[0].sheet["offer"] or {}
    person = (look.contact_en if lang == "en" else "") or look.contact_zh or words.pick(offer, "contact", lang)
    phone = look.phone or offer.get("contact_phone", "")
    address = (look.address_en if lang == "en" else "") or look.address_zh
    parts = [person, phone, look.email, address]
    return f'<p class="contact"><b>{word("contact", lang)}</b> {escape(" · ".join(part for part in parts if part))}</p>'


def contents(content: Brochure) -> str:
    """Which sites the book holds, one line each."""
    lang = content.lang
    rows = [
        (
            str(number),
            site.sheet["plot_no"] + _kind(site, content),
            words.pick(site.sheet["park"], "name", lang),
            words.area(site.sheet["area"]["m2"], lang),
            _price(site, content),
            words.delivery(
                (site.sheet["offer"] or {}).get("delivery_on"),
                content.as_of,
                lang,
                premises=site.takeover is not None,
            ),
        )
        for number, site in enumerate(content.sites, start=1)
    ]
    heads = ["", *(word(name, lang) for name in ("plot_no", "park", "area", "price", "delivery"))]
    gone = ""
    if content.withdrawn:
        gone = f'<p class="src">{word("withdrawn", lang)}{", ".join(content.withdrawn)}</p>'
    return f'<section class="contents"><h2>{word("sites", lang)}</h2>{table(heads, rows)}{gone}</section>'


def _kind(site: BrochureSite, content: Brochure) -> str:
    """What it is, behind its number, where a book holds more than plots."""
    if not content.has_premises:
        return ""
    kind = terms_named("sites.SiteKind").labels(content.lang)[site.sheet["kind"]]
    return f"（{kind}）" if content.lang == "zh" else f" ({kind})"


def _price(site: BrochureSite, content: Brochure) -> str:
    premises = site.sheet["premises"]
    if premises is not None:
        return words.rent_or_sale(premises, content.lang)
    price = (site.sheet["offer"] or {}).get("start_price_wan_per_mu")
    if price is None:
        return word("open", content.lang)
    return words.per_mu(price, content.lang)


def comparison(content: Brochure) -> str:
    """The sites side by side; nothing where there are fewer than two or more than four."""
    found, lang = content.comparison, content.lang
    if found is None:
        return ""
    heads = ["", *(site["plot_no"] for site in found["sites"])]
    rows: list[Iterable[str]] = []
    for row in found["rows"]:
        cells = [
            f"{'★ ' if at in row['leading'] else ''}{words_of}" for at, words_of in enumerate(row[f"cells_{lang}"])
        ]
        rows.append((f"{'◆ ' if row['differs'] else ''}{row[f'label_{lang}']}", *cells))
    body = table(heads, [tuple(row) for row in rows])
    note = f'<p class="src">{word("compare_note", lang)}</p>'
    return f'<section class="compare"><h2>{word("compare", lang)}</h2>{body}{note}</section>'


def closing(content: Brochure) -> str:
    lang = content.lang
    lines = [word("unconfirmed_note", lang), word("assumed_note", lang)] if content.has_plots else []
    lines += [word("premises_legal", lang)] if content.has_premises else []
    lines.append(word("legal", lang))
    source = f"{word('licence', lang)} · {content.zone.name(lang)}"
    return f'<footer class="closing"><p>{escape(" ".join(lines))}</p><p>{escape(source)}</p></footer>'
