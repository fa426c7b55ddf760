"""The files a person writes for a lake."""

import hashlib
from pathlib import Path

FOLDERS = ("bronze", "silver", "gold", "macros")
ENDINGS = {".yaml", ".yml", ".sql"}


def fingerprint(lake):
    """A hash of all that the plan of a lake follows from: the names and contents of lake.yaml, table files and SQL."""
    lake = Path(lake)
    files = [path for folder in FOLDERS for path in (lake / folder).rglob("*") if path.suffix in ENDINGS]
    digest = hashlib.sha256()
    for path in sorted([lake / "lake.yaml", *files]):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(lake).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
