"""Programs of Debian packages, unpacked into the cache: nothing is installed, no service starts."""

import os
import subprocess

from servers import install
from servers.problem import Problem

REMEDY = "This needs Debian or a relative with package lists up to date: `apt-get update` as root, then again."
UNPACK = 'for package in *.deb; do dpkg-deb --extract "$package" .; rm "$package"; done'


def unpacked(name, packages, needed=False):
    """A folder of the cache that holds the packages' files as the system's root would; where `needed`, also those of all
    packages that they depend on and the system lacks."""

    def build(folder):
        if os.geteuid() == 0:
            install.run(name, ["apt-get", "update"], REMEDY)
        wanted = _lacking(packages) if needed else packages
        install.run(name, ["apt-get", "download", *wanted], REMEDY, folder=folder)
        install.run(name, ["sh", "-ec", UNPACK], REMEDY, folder=folder)

    return install.once(name, repr(packages), build)


def _lacking(packages):
    """What apt would install, which it needs no rights to tell."""
    command = ["apt-get", "install", "--simulate", "--no-install-recommends", *packages]
    done = subprocess.run(command, env=os.environ | {"LC_ALL": "C"}, capture_output=True, text=True)
    if done.returncode:
        raise Problem(f"apt-get cannot tell what {', '.join(packages)} need:\n{done.stderr}{REMEDY}")
    lacking = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("Inst ")]
    return sorted({*packages, *lacking})
