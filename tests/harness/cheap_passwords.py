"""Sign-ins of tests cost a ten-thousandth of real ones: argon2 all the same, with the smallest parameters it knows.

No setting leads here: the application has one strength, and a process gets another only by calling this.
"""

from __future__ import annotations


def use_cheap_passwords() -> None:
    """Hash passwords of this process cheaply from now on; hashes of either strength are verified."""
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    from gisapp.accounts import sign_in

    sign_in.HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
