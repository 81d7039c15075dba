"""The shape of a table of refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gisapp.kernel.errors import DomainError

Detail = dict[str, Any]
"""What the database says of the offence, from the DETAIL of its error."""

Refusals = dict[str, Callable[[Detail], DomainError]]
