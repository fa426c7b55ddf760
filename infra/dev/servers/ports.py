"""Which port a server listens on: its well-known one, else the next free one; remembered, so that addresses stay."""

import json
import socket

from servers import process
from servers.places import LOOPBACK, TARGET, write_private

FILE = TARGET / "ports.json"
TRIES = 200


def remembered():
    return json.loads(FILE.read_text()) if FILE.exists() else {}


def claim(name, default, owner=None):
    """A port for `name`. It stays what it was while the process `owner` (default: of the same name) holds it."""
    known = remembered()
    if name in known and (process.alive(owner or name) or is_free(known[name])):
        return known[name]
    others = {port for other, port in known.items() if other != name}
    port = next(each for each in range(default, default + TRIES) if each not in others and is_free(each))
    write_private(FILE, json.dumps(known | {name: port}, indent=1))
    return port


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True
