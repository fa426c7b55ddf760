"""A headless Chromium for tests of pages: the system's own, or Debian's package with what it needs, unpacked into the cache."""

import shutil
import sys

from servers import debian, install
from servers.problem import Problem

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGES = ("chromium-headless-shell", "fonts-dejavu-core")
LIBRARY = "usr/lib/chromium"
FONTS = """<?xml version="1.0"?>
<fontconfig><dir>/usr/share/fonts</dir><dir>{0}/usr/share/fonts</dir><cachedir>{0}/fonts</cachedir></fontconfig>
"""
START = """#!/bin/sh
# A profile folder and all else comes with the arguments; libraries that the system lacks come from beside this file.
LD_LIBRARY_PATH='{libraries}' FONTCONFIG_FILE='{folder}/fonts.conf' exec '{program}' "$@"
"""


def program():
    """The path of a program that takes Chromium's arguments."""
    found = next((found for found in map(shutil.which, NAMES) if found), None)
    return found or str(_unpacked() / "start")


def command():
    """Prints where a headless Chromium is, putting it into the cache where the system has none."""
    try:
        print(program())
    except Problem as e:
        sys.exit(f"infra/dev/browser: {e}")


def _unpacked():
    folder = debian.unpacked("chromium", PACKAGES, needed=True)
    with install.locked(folder / ".lock"):
        _write_start(folder)
    return folder


def _write_start(folder):
    found = sorted((folder / LIBRARY).glob("*headless*shell*"))
    programs = [file for file in found if file.is_file() and file.stat().st_mode & 0o100]
    if not programs:
        raise Problem(f"{folder / LIBRARY} has no headless Chromium. Remove {folder}, then run this again.")
    libraries = {library.parent for place in ("lib", "usr/lib") for library in (folder / place).glob("*/**/lib*.so*")}
    (folder / "fonts.conf").write_text(FONTS.format(folder))
    start = folder / "start"
    start.write_text(
        START.format(libraries=":".join(sorted(map(str, libraries))), folder=folder, program=programs[0])
    )
    start.chmod(0o755)
