"""What a brochure says of one site, as HTML that screen and paper share: figures, conditions, servicing, duties, the way to production."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from gisapp.kernel.terms import terms_named
from gisapp.reports.brochure import words
from gisapp.reports.brochure.content import BrochureSite
from gisapp.reports.brochure.timeline import draw_timeline
from gisapp.reports.brochure.words import word
from gisapp.reports.handout_words import Language
from gisapp.sites.terms import SiteSupply


def key_figures(site: BrochureSite, lang: Language) -> str:
    """The facts one asks for first, as a list of pairs."""
    sheet = site.sheet
    offer, listing = sheet["offer"] or {}, sheet["listing"] or {}
    per_mu = offer.get("start_price_wan_per_mu")
    total = offer.get("start_total_yuan")
    industries = [words.pick(item, "name", lang) for item in sheet["industries"]]
    facts = [
        (word("area", lang), words.area(sheet["area"]["m2"], lang)),
        (word("use", lang), words.pick(sheet, "land_use_name", lang) or word("none", lang)),
        (word("park", lang), words.pick(sheet["park"], "name", lang)),
        (word("status", lang), _status(sheet, lang)),
        (word("price", lang), word("open", lang) if per_mu is None else words.per_mu(per_mu, lang)),
        (word("total", lang), word("open", lang) if total is None else words.wan(total, lang)),
        (word("delivery", lang), words.delivery(offer.get("delivery_on"), sheet["as_of"], lang)),
        (word("industries", lang), ("、" if lang == "zh" else ", ").join(industries) or word("any", lang)),
    ]
    if sheet.get("address"):
        facts.append((word("address_of", lang), sheet["address"]))
    if listing:
        facts.append((word("listing", lang), listing["listing_no"]))
        span = f"{words.day(listing['applications_from'], lang)} – {words.day(listing['applications_until'], lang)}"
        facts.append((word("apply", lang), span))
    return pairs(facts)


def _status(sheet: Mapping[str, Any], lang: Language) -> str:
    """How the site stands; of one that can no longer be bid for since when, and what comes next."""
    status = term("sites.SiteSupply", sheet["supply"], lang)
    if sheet["supply"] != SiteSupply.CLOSED or sheet["listing"] is None:
        return status
    return f"{status}{'。' if lang == 'zh' else '. '}{words.pick(sheet['listing'], 'standing', lang)}"


def conditions(site: BrochureSite, lang: Language) -> str:
    found = site.sheet["conditions"]
    if found is None:
        return ""
    shares = ("building_coefficient", "green_ratio")
    rows = [(word("far", lang), words.bounds(found["far_min"], found["far_max"], lang))]
    rows += [
        (word(name, lang), words.bounds(found[f"{name}_min"], found[f"{name}_max"], lang, share=True))
        for name in shares
    ]
    rows.append((word("height", lang), words.bounds(found["height_min_m"], found["height_max_m"], lang, unit=" m")))
    source = " · ".join(filter(None, (found.get("document_no"), found.get("source"))))
    return section(word("conditions", lang), pairs(rows) + (f'<p class="src">{escape(source)}</p>' if source else ""))


def servicing(site: BrochureSite, lang: Language) -> str:
    facts = site.sheet["utilities"]
    if not facts:
        return ""
    rows = [
        (
            term("land.Utility", fact["utility"], lang),
            term("land.UtilityStatus", fact["status"], lang),
            word("none", lang) if fact["capacity"] is None else f"{fact['capacity']:g} {fact['unit'] or ''}",
            words.day(fact["observed_on"], lang),
        )
        for fact in facts
    ]
    heads = ("utility", "state", "capacity", "observed")
    return section(word("servicing", lang), table([word(head, lang) for head in heads], rows))


def thresholds(site: BrochureSite, lang: Language) -> str:
    preview = _preview(site)
    rows = [
        (
            words.pick(line, "label", lang) + mark(line, lang),
            words.pick(line, "words", lang),
            word("none", lang) if line["total"] is None else f"{words.amount(line['total'], lang)}",
            words.pick(line, "due", lang),
            line["basis"],
        )
        for line in preview["thresholds"]
    ]
    if not rows:
        return ""
    heads = [word(head, lang) for head in ("threshold", "asked", "comes_to", "checked", "basis")]
    source = f'<p class="src">{escape(words.pick(preview["threshold_source"], "label", lang))}</p>'
    return section(word("thresholds", lang), table(heads, rows) + source)


def duties(site: BrochureSite, lang: Language) -> str:
    preview = _preview(site)
    deposit = preview["deposit"]
    told = word("open", lang) if deposit["amount_yuan"] is None else words.wan(deposit["amount_yuan"], lang)
    deposit_line = (
        f'<p class="src">{word("deposit", lang)}{"：" if lang == "zh" else ": "}{told}{mark(deposit, lang)}</p>'
    )
    if not preview["duties"]:
        return section(word("duties", lang), deposit_line + f"<p>{word('no_price', lang)}</p>")
    rows = [
        (
            words.day(duty["due_on"], lang) + assumed(duty, lang),
            words.pick(duty, "label", lang) + mark(duty, lang),
            words.pick(duty, "obligor", lang),
            duty["basis"],
        )
        for duty in preview["duties"]
        if duty["kind"] != "indicator"
    ]
    heads = [word(head, lang) for head in ("due", "duty", "whose", "basis")]
    return section(word("duties", lang), table(heads, rows) + deposit_line)


def penalties(site: BrochureSite, lang: Language) -> str:
    rows = []
    for item in _preview(site)["penalties"]:
        if item["amount_yuan"] is not None:
            cost = words.yuan(item["amount_yuan"], lang)
            cost = (
                (f"{word('per_day', lang)} {cost}" if lang == "zh" else f"{cost} a day") if item["is_daily"] else cost
            )
        elif item["unit"] == "days":
            cost = f"{item['value']:g} {'日' if lang == 'zh' else 'days'}"
        else:
            cost = word("none", lang)
        rows.append(
            (words.pick(item, "label", lang) + mark(item, lang), cost, words.pick(item, "note", lang), item["basis"])
        )
    if not rows:
        return ""
    zh = ("情形", "金额或期限", "说明", "依据")
    en = ("Breach", "Amount or time", "Note", "Basis")
    return section(word("penalties", lang), table(list(zh if lang == "zh" else en), rows))


def path(site: BrochureSite, lang: Language) -> str:
    paths = _preview(site)["paths"]
    saved = {one["variant"]: one for one in paths["savings"]}
    rows = []
    for variant in paths["variants"]:
        saving = saved.get(variant["variant"])
        earlier = word("none", lang)
        if saving is not None:
            earlier = (
                f"{saving['workdays']} 个工作日（{saving['days']} 天）"
                if lang == "zh"
                else f"{saving['workdays']} working days ({saving['days']} days)"
            )
        rows.append(
            (
                words.pick(variant, "variant", lang),
                words.day(variant["build_on"], lang),
                words.day(variant["production_on"], lang),
                str(variant["workdays"]),
                earlier,
            )
        )
    heads = [word(head, lang) for head in ("variant", "build_on", "production_on", "workdays", "earlier")]
    reasons = "".join(
        f"<li>{escape(words.pick(one, 'variant', lang))}{'：' if lang == 'zh' else ': '}"
        f"{escape(('；' if lang == 'zh' else '; ').join(one[f'reasons_{lang}']))}</li>"
        for one in paths["savings"]
    )
    years = paths["unconfirmed_years"]
    note = ""
    if years:
        note = (
            f'<p class="src">{word("holidays", lang, years=("、" if lang == "zh" else ", ").join(map(str, years)))}</p>'
        )
    return section(word("path", lang), draw_timeline(paths, lang) + table(heads, rows) + f"<ul>{reasons}</ul>{note}")


def _preview(site: BrochureSite) -> Mapping[str, Any]:
    assert site.preview is not None, "parts of plots are asked of plots only"
    return site.preview


def term(name: str, value: str, lang: Language) -> str:
    return terms_named(name).labels(lang).get(value, value)


def mark(thing: Mapping[str, Any], lang: Language) -> str:
    """What stands behind a value nobody has checked against its text yet."""
    return "" if thing["confirmed"] else f" [{word('unconfirmed', lang)}]"


def assumed(duty: Mapping[str, Any], lang: Language) -> str:
    if duty["origin"] != "assumed":
        return ""
    return f"（{duty['origin_zh']}）" if lang == "zh" else f" ({duty['origin_en'].lower()})"


def section(title: str, body: str) -> str:
    return f"<section><h3>{escape(title)}</h3>{body}</section>"


def pairs(facts: Iterable[tuple[str, str]]) -> str:
    return (
        '<dl class="pairs">'
        + "".join(f"<div><dt>{escape(n)}</dt><dd>{escape(v)}</dd></div>" for n, v in facts)
        + "</dl>"
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(
        "<tr>"
        + "".join(f'<td data-head="{escape(head)}">{escape(cell)}</td>' for head, cell in zip(heads, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
