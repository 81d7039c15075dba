"""Numbers of the bodies: what a figure may be, before any rule looks at it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

Money = Annotated[Decimal, Field(ge=0, le=Decimal(10) ** 13, decimal_places=2)]
SignedMoney = Annotated[Decimal, Field(ge=-(Decimal(10) ** 13), le=Decimal(10) ** 13, decimal_places=2)]
Quantity = Annotated[Decimal, Field(ge=0, le=Decimal(10) ** 12, decimal_places=4)]
Area = Annotated[Decimal, Field(gt=0, le=Decimal(10) ** 9, decimal_places=2)]
AreaOrNone = Annotated[Decimal, Field(ge=0, le=Decimal(10) ** 9, decimal_places=2)]
Share = Annotated[Decimal, Field(gt=0, le=Decimal(10) ** 9)]
Grades = Literal["A", "B", "C", "D"]
