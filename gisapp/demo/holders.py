"""Who holds the plots? Invented enterprises with well-formed credit codes, public bodies, and the real residents of parks.

Real names appear only as residents of their park (domain facts of the founding plan) and are never given a plot.
"""

from __future__ import annotations

from random import Random

from stdnum.cn import uscc

from gisapp.demo.parks import PARKS
from gisapp.demo.records import Party

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
DEMO_DISTRICT = "411600"


def organisation_code(body: str) -> str:
    """Return the eight characters with the check character of GB 11714: weighted sum modulo 11."""
    values = [int(char) if char.isdigit() else ord(char) - ord("A") + 10 for char in body]
    check = 11 - sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(check, str(check))


def credit_code(number: int, category: str = "91") -> str:
    """Return a well-formed 统一社会信用代码 whose organisation code starts with DEM, so that it is seen to be invented."""
    body = f"{category}{DEMO_DISTRICT}{organisation_code(f'DEM{number:05d}')}"
    return body + uscc.calc_check_digit(body)


PUBLIC_BODIES: tuple[tuple[str, str, str], ...] = (
    ("operator", "示例园区建设公司", "Demo Park Construction Company"),
    ("operator", "示例水务公司", "Demo Water Company"),
    ("operator", "示例供电公司", "Demo Power Company"),
    ("operator", "示例燃气热力公司", "Demo Gas and Heat Company"),
    ("operator", "示例通信公司", "Demo Telecom Company"),
    ("government", "示例消防救援机构", "Demo Fire and Rescue Service"),
    ("government", "示例教育主管部门", "Demo Education Authority"),
    ("government", "示例城市管理部门", "Demo City Management Authority"),
)

_BODY_OF = {"1301": 1, "1302": 1, "1303": 2, "1304": 3, "1305": 3, "1306": 4, "1310": 5, "0804": 6, "1309": 7}


def public_holder(land_use_code: str) -> str:
    """Return the invented body that holds land of a public use."""
    return PUBLIC_BODIES[_BODY_OF.get(land_use_code[:4], 0)][1]


def enterprise_name(number: int) -> str:
    return f"示例企业{number:02d}"


def public_parties() -> list[Party]:
    return [
        Party(kind, name_zh, name_en, credit_code(90_000 + index, "91" if kind == "operator" else "11"))
        for index, (kind, name_zh, name_en) in enumerate(PUBLIC_BODIES, 1)
    ]


def residents() -> list[Party]:
    """Return the enterprises that the plan names, by park; no credit codes are known here."""
    return [
        Party("enterprise", name_zh, name_en, None, is_real=True, park_code=park.code)
        for park in PARKS
        for name_zh, name_en in park.residents
    ]


class Holders:
    """Hands out invented enterprises, now and then one that already holds land in the same park."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._count = 0
        self._in_park: dict[str, list[str]] = {}

    def next(self, park_code: str, *, may_repeat: bool = True) -> str:
        """Return the Chinese name of a holder."""
        known = self._in_park.setdefault(park_code, [])
        if may_repeat and known and self._rng.random() < 0.14:
            return self._rng.choice(known)
        self._count += 1
        name = enterprise_name(self._count)
        if may_repeat:
            known.append(name)
        return name

    def parties(self) -> list[Party]:
        """Return all enterprises handed out so far."""
        return [
            Party("enterprise", enterprise_name(number), f"Demo Enterprise {number:02d}", credit_code(number))
            for number in range(1, self._count + 1)
        ]
