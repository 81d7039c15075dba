"""Numbers and days that may be asked for: what is outside of these bounds is refused where it comes in, never by the database.

`Id` is what a `bigint` key can be, `VersionNo` and `Ordinal` what an `integer` column can hold.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""The key of a row."""

VersionNo = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""Which version of a row the caller has seen; 0 where there is none yet."""

Ordinal = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""A place in a series: a row of a file, a ring, a line; how many rows of a list to leave out."""

Epsg = Annotated[int, Field(ge=1024, le=32767)]
"""A coordinate reference system by its EPSG code; which of them are known is asked where it is used."""

Year = Annotated[int, Field(ge=1990, le=2100)]
"""A calendar year that land is recorded for."""

Month = Annotated[
    str, StringConstraints(pattern=r"^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])$"), Field(examples=["2026-10"])
]
"""A calendar month within the same years: `2026-10`."""
