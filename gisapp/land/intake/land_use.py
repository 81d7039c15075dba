"""Which class of land use a row has: the scheme is decided once per file, other schemes are translated, the file's words stay.

The same digits mean different land in different schemes (1001 is 工业用地 in 用地用海分类2023 and 铁路用地 in GB/T 21010-2017), so a
class is scheme + code + name. The register keeps classes of one scheme, the national one; `land_use_scheme` says which that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gisapp.land.intake.answers import AS_WRITTEN, TARGET_QUESTION, Answers, Choice, Question

_NO_CLASS = {None, "地上", "地下", "地表"}
_CODE = re.compile(r"^[0-9A-Za-z]{1,8}$")

Class = tuple[str, str]
"""Scheme and code."""
Written = tuple[str | None, str | None]
"""Code and name as a row of the file has them."""


@dataclass(frozen=True)
class LandUseClasses:
    """All classes by scheme and code, the national scheme, and what a class of another one is in it: one code, several, or none."""

    national: str = ""
    names: Mapping[Class, str] = field(default_factory=dict)
    targets: Mapping[Class, tuple[str, ...]] = field(default_factory=dict)

    def means(self, one: Class) -> tuple[str, ...]:
        """Codes of the national scheme that a class may be."""
        return (one[1],) if one[0] == self.national else self.targets.get(one, ())

    def label(self, one: Class) -> str:
        """Code and name, as a person reads them."""
        return f"{one[1]} {self.names[one]}"


@dataclass(frozen=True, slots=True)
class LandUse:
    """What a row's words come to: a national class or none, the words to keep where they are not that class's own, and what is wrong."""

    national: Class | None = None
    words: str | None = None
    problem: str = ""


@dataclass(slots=True)
class SettledLandUses:
    """One `LandUse` for each way in which the file writes a class, and what a person still has to say."""

    uses: dict[Written, LandUse]
    questions: list[Question]


def settle_land_uses(
    written: Iterable[Written],
    declared: str | None,
    answers: Answers,
    classes: LandUseClasses,
) -> SettledLandUses:
    """Settle every way of writing a class once. `declared` is the beginning of the scheme's name that a column's own name fixes."""
    wanted = answers.land_use_scheme or declared
    ways = {pair: _code_and_name(pair) for pair in written}
    found = {pair: _fitting(*way, wanted, classes) for pair, way in ways.items()}
    settled, questions = {}, []
    if wanted is None and any(len(fits) > 1 for fits in found.values()):
        scheme, question = _one_scheme(found, classes)
        questions += [question] if question else []
        found = {pair: [fit for fit in fits if fit[0] == scheme] or fits for pair, fits in found.items()}
    asked: dict[Class, Question] = {}
    for pair, fits in found.items():
        settled[pair] = _settle(ways[pair], fits, answers, classes, asked)
    if questions:
        open_pairs = [pair for pair, fits in found.items() if len(fits) > 1]
        settled.update({pair: LandUse(words=_as_written(ways[pair])) for pair in open_pairs})
    return SettledLandUses(settled, questions + list(asked.values()))


def _code_and_name(pair: Written) -> Written:
    code, name = pair
    if code is not None and not _CODE.match(code):
        return None, name or code  # 地上, 工业用地 … written where the code belongs
    return code, name


def _fitting(code: str | None, name: str | None, wanted: str | None, classes: LandUseClasses) -> list[Class]:
    """Return the classes that a row may mean: by code where the name does not speak against it, else by a name."""
    if code is None and name in _NO_CLASS:
        return []
    within = [one for one in classes.names if wanted is None or one[0].startswith(wanted)]
    by_code = [one for one in within if code is not None and one[1] == code]
    by_name = [one for one in within if name is not None and classes.names[one] == name]
    if not by_code:
        national = [one for one in by_name if one[0] == classes.national]
        return [] if code is not None else (national or by_name)
    agreeing = [one for one in by_code if name is None or one in by_name]
    if agreeing:
        return agreeing
    return by_code if len(by_code) == 1 and not by_name else []


def _one_scheme(found: Mapping[Written, list[Class]], classes: LandUseClasses) -> tuple[str | None, Question | None]:
    """Return the scheme in which the most of the file's classes are known, or the question where several tie with other meanings."""
    known = [fits for fits in found.values() if fits]
    counts = {
        scheme: sum(any(fit[0] == scheme for fit in fits) for fits in known) for fits in known for scheme, _ in fits
    }
    best = [scheme for scheme, count in counts.items() if count == max(counts.values())]
    open_to = [[fit for fit in fits if fit[0] in best] for fits in known]
    apart = [fits for fits in open_to if len({classes.means(fit) for fit in fits}) > 1]
    if not apart:
        return best[0], None
    example = apart[0]
    choices = [Choice(scheme, scheme, f"“{code}”是{classes.names[scheme, code]}") for scheme, code in example]
    choices.append(Choice(AS_WRITTEN, "都不是", "不采用用地代码，只保留文件原文"))
    message = f"用地代码“{example[0][1]}”在不同分类标准中含义不同。请选择该文件采用的分类标准。"
    return None, Question("land_use_scheme", message, tuple(choices))


def _settle(
    way: Written, fits: list[Class], answers: Answers, classes: LandUseClasses, asked: dict[Class, Question]
) -> LandUse:
    code, name = way
    if code is None and name in _NO_CLASS:
        return LandUse()
    if len(fits) != 1:
        known = code is not None and any(one[1] == code for one in classes.names)
        problem = "ambiguous" if fits else "contradicts" if known and name else "unknown"
        return LandUse(words=_as_written(way), problem=problem)
    (one,) = fits
    if one[0] == classes.national:
        return LandUse(one)
    words = f"{one[0]} {classes.label(one)}"
    targets = classes.means(one)
    chosen = answers.land_use_targets.get("|".join(one))
    if len(targets) > 1 and chosen not in (*targets, AS_WRITTEN):
        asked[one] = _which_target(one, targets, classes)
        return LandUse(words=words)
    target = chosen if chosen is not None and len(targets) > 1 else next(iter(targets), AS_WRITTEN)
    if target == AS_WRITTEN:
        return LandUse(words=words, problem="" if chosen else "no_counterpart")
    return LandUse((classes.national, target), words, "translated")


def _which_target(one: Class, targets: tuple[str, ...], classes: LandUseClasses) -> Question:
    choices = [Choice(code, classes.label((classes.national, code))) for code in targets]
    choices.append(Choice(AS_WRITTEN, "暂不转换", "只保留文件原文，入库后再填写用地代码"))
    return Question(
        TARGET_QUESTION + "|".join(one),
        f"“{one[0]} {classes.label(one)}”在{classes.national}中对应多个用地类型。请选择该文件中指的是哪一个。",
        tuple(choices),
    )


def _as_written(way: Written) -> str:
    return " ".join(part for part in way if part)
