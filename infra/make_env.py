"""Writes .env from .env.example, with a random value for each key and password that has none there.

python3 infra/make_env.py LAKES [--to FILE]      LAKES: the folder that holds your lakes
"""

import argparse
import base64
import os
import secrets
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECRET = ("_KEY", "_PASSWORD")


def filled(line, lakes):
    name, equals, value = line.partition("=")
    if not equals or value or line.startswith("#"):
        return line
    if name == "LAVRA_LAKES":
        return f"{name}='{lakes}'"
    return f"{name}={_random(name)}" if name.endswith(SECRET) else line


def _random(name):
    """Airflow encrypts by Fernet, whose keys are 32 bytes in this writing; all else may stand in a URL as it is."""
    if name == "AIRFLOW_FERNET_KEY":
        return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return secrets.token_hex(20)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lakes", type=Path, help="the folder that holds your lakes")
    parser.add_argument("--to", type=Path, default=HERE / ".env", help="the file (default: infra/.env)")
    given = parser.parse_args()
    lakes = given.lakes.resolve()
    if not lakes.is_dir() or "'" in str(lakes):
        sys.exit(f"{lakes} is no folder, or has a quote in its name. Name the folder that holds your lakes.")
    if given.to.resolve().is_relative_to(lakes):
        sys.exit(f"All containers would see {given.to}, as it lies in {lakes}. Use a clone of the lakes, or --to.")
    lines = [filled(line, lakes) for line in (HERE / ".env.example").read_text().splitlines()]
    try:
        with open(os.open(given.to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write("\n".join(lines) + "\n")
    except FileExistsError:
        sys.exit(f"{given.to} is there, and servers may know its keys. Edit it, or remove it to make all of them anew.")
    print(f"{given.to}: for its owner only. Keep it; without it the servers' data cannot be opened.")


if __name__ == "__main__":
    main()
