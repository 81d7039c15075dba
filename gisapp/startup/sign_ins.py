"""The first sign-ins, and a forgotten password."""

from __future__ import annotations

from gisapp.accounts import accounts
from gisapp.db.engine import create_app_engine, transaction
from gisapp.settings import Settings
from gisapp.startup.database import opened_register
from gisapp.startup.terminal import say


def create_first(url: str, password: str | None) -> None:
    """Where there is no account yet, create one for each role and print the passwords this once."""
    engine = create_app_engine(url, pool_size=1)
    try:
        with transaction(engine) as session:
            created = accounts.create_first_sign_ins(session, password)
    finally:
        engine.dispose()
    if not created:
        return
    say("")
    say("  首次登录账户，密码只显示这一次 · first sign-ins, shown this once:")
    for username, secret in created.items():
        say(f"    {username:<10} {'（GISAPP_DEMO_PASSWORD）' if password else secret}")


def reset_password(settings: Settings, username: str) -> None:
    """Print a new random password for an account; it must be changed at the next sign-in."""
    with opened_register(settings) as engine, transaction(engine) as session:
        secret = accounts.reset_password(session, username)
    say(f"{username} 的新密码（只显示一次，登录后请修改）· new password, shown once: {secret}")
