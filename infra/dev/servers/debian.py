"""Programs of Debian packages, unpacked into the cache: nothing is installed, no service starts."""

import os

from servers import install

REMEDY = "This needs Debian or a relative with package lists up to date: `apt-get update` as root, then again."


def unpacked(name, packages):
    """A folder of the cache that holds the packages' files as the system's root would."""

    def build(folder):
        if os.geteuid() == 0:
            install.run(name, ["apt-get", "update"], REMEDY)
        install.run(name, ["apt-get", "download", *packages], REMEDY, folder=folder)
        for package in sorted(folder.glob("*.deb")):
            install.run(name, ["dpkg-deb", "--extract", package, folder], REMEDY)
            package.unlink()

    return install.once(name, repr(packages), build)
