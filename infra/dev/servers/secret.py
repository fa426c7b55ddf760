"""Passwords and keys, made at random on first use and kept in files that only their owner reads."""

import secrets

from servers.places import TARGET, write_private


def kept(name, letters):
    """The secret of this name: so many hexadecimal digits (an even number), the same at every call."""
    if not path(name).exists():
        write_private(path(name), secrets.token_hex(letters // 2))
    return path(name).read_text()


def path(name):
    return TARGET / "secrets" / name
