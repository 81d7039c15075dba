"""As which account the private PostgreSQL runs: never as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gisapp.kernel.start_refusal import StartRefusal

UNPRIVILEGED = ("postgres", "nobody")
"""Accounts to drop to when started by root, in this order; the first is made by the distribution's PostgreSQL packages."""


@dataclass(frozen=True, slots=True)
class PostgresAccount:
    """The account of the server's processes and files; `is_other` when it is not the caller's own."""

    name: str
    uid: int
    gid: int
    is_other: bool

    @property
    def process_user(self) -> int | None:
        """For `subprocess`: the user to become; None to stay who we are."""
        return self.uid if self.is_other else None

    @property
    def process_group(self) -> int | None:
        """For `subprocess`: the group to become; None to stay in ours."""
        return self.gid if self.is_other else None

    @property
    def process_groups(self) -> list[int] | None:
        """For `subprocess`: no further groups for another account; None to keep ours."""
        return [] if self.is_other else None

    def give(self, path: Path) -> None:
        """Make this account the owner of a folder."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def first_closed_folder(self, path: Path) -> Path | None:
        """The topmost folder on the way to `path` (itself included) that this account may not enter; None when it may enter all."""
        if not self.is_other:
            return None
        for folder in [*reversed(path.parents), path]:
            entered = subprocess.run(
                ["/usr/bin/test", "-x", str(folder)], cwd="/", check=False,
                user=self.process_user, group=self.process_group, extra_groups=self.process_groups,
            )  # fmt: skip
            if entered.returncode != 0:
                return folder
        return None


def account_for(cluster_folder: Path) -> PostgresAccount:
    """Who shall run the server on this folder: the caller; for root the folder's owner, or `postgres`, or `nobody`."""
    own = os.geteuid()
    owner = cluster_folder.stat().st_uid if cluster_folder.exists() else None
    if own != 0:
        if owner is not None and owner != own:
            raise StartRefusal(
                "start.data_folder_of_other",
                f"数据目录 {cluster_folder} 属于账户 {_account_name(owner)}，请用该账户启动，或用 --data 另选目录。",
                f"The data folder {cluster_folder} belongs to {_account_name(owner)}: start as that account, or choose another with --data.",
            )
        return PostgresAccount(_account_name(own), own, os.getegid(), is_other=False)
    if owner:
        return PostgresAccount(_account_name(owner), owner, cluster_folder.stat().st_gid, is_other=True)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return PostgresAccount(name, entry.pw_uid, entry.pw_gid, is_other=True)
    raise StartRefusal(
        "start.no_unprivileged_account",
        "数据库不能以 root 运行，而本机没有 postgres 或 nobody 账户，请用普通账户启动。",
        "The database never runs as root and there is no account postgres or nobody: start as an ordinary account.",
    )


def _account_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
