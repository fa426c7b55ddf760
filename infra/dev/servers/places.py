"""Where things lie: state in the ignored target folder, what is installed in the cache, which checkouts may share."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
ROOT = HERE.parents[1]
TARGET = Path(os.environ.get("LAVRA_DEV_TARGET") or HERE / "target").resolve()
CACHE = Path(os.environ.get("LAVRA_DEV_CACHE") or TARGET / "cache").resolve()
LOGS = TARGET / "logs"
LOOPBACK = "127.0.0.1"


def write_private(path, text):
    """Writes a file that only its owner reads, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    aside.replace(path)
