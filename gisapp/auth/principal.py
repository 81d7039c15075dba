"""Who is asking: an account with its role and parks, or the public."""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.auth.permissions import BEFORE_PASSWORD_CHANGE, PUBLIC, ROLE_PERMISSIONS, ZONE_WIDE, Permission, Role


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller of a request or a command.

    `park_ids` None means all parks. `scope_key` names everything that decides which rows and columns may be seen, so it
    belongs in every cache key.
    """

    account_id: int | None
    name: str
    role: Role | None
    permissions: frozenset[Permission]
    park_ids: tuple[int, ...] | None = None
    must_change_password: bool = False

    @property
    def is_staff(self) -> bool:
        return Permission.PLOT_READ in self.permissions

    @property
    def scope_key(self) -> str:
        if not self.is_staff:
            return "public"
        parks = "all" if self.park_ids is None else ",".join(str(park) for park in self.park_ids)
        return f"{self.role}:{parks}"

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


ANYONE = Principal(account_id=None, name="公众", role=None, permissions=PUBLIC)


def account_principal(
    account_id: int,
    name: str,
    role: Role,
    park_ids: tuple[int, ...] | None,
    *,
    must_change_password: bool = False,
) -> Principal:
    """Return the principal of an account; an empty tuple of parks sees none. Whoever must change the password may do nothing else."""
    granted = ROLE_PERMISSIONS[role] if park_ids is None else ROLE_PERMISSIONS[role] - ZONE_WIDE
    return Principal(
        account_id,
        name,
        role,
        BEFORE_PASSWORD_CHANGE if must_change_password else granted,
        None if park_ids is None else tuple(sorted(park_ids)),
        must_change_password,
    )


def system_principal(name: str) -> Principal:
    """Return the principal of a command on the server: whoever may start it holds the machine already."""
    return Principal(None, name, None, frozenset(Permission))
