"""The file `env` in the state folder: how to reach every server that runs, for a shell to source."""

import shlex

from servers.places import TARGET, write_private

FILE = TARGET / "env"


def write(exports):
    lines = [f"export {name}={shlex.quote(str(value))}\n" for name, value in exports.items()]
    write_private(FILE, "".join(["# Written by infra/dev/up and down: how to reach the servers that run.\n", *lines]))
