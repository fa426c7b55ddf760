"""A lake's tables and their order, cached: Airflow reads DAG files again and again, and Java must not start each time.

python -m lavra_airflow.manifest LAKE [--to FILE] [--lavra COMMAND] [--target NAME] [--pool NAME]

It also makes the pools of the lake's tasks, and the manifest says which: Airflow keeps DAG files from looking.
"""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lavra_airflow import pools
from lavra_airflow.definitions import fingerprint

DAGS = Path(__file__).resolve().parent.parent
FORMAT = 2
POOL = "lavra"
LAYERS = ("bronze", "silver", "gold")
NAME = re.compile(rf"({'|'.join(LAYERS)})\.[a-z][a-z0-9_]*")
LAKE = re.compile(r"[a-z0-9_-]+")


class ManifestError(Exception):
    """There is no manifest that fits the lake; says how to make one."""


@dataclass(frozen=True)
class Table:
    """A table of the plan; wave counts from 0, after names the tables that must be built before."""

    name: str
    wave: int
    after: tuple[str, ...]

    def __post_init__(self):
        if not all(NAME.fullmatch(name) for name in (self.name, *self.after)) or self.wave < 0:
            raise ValueError(f"{self} is no table of a plan")

    @property
    def layer(self):
        return self.name.split(".")[0]


@dataclass(frozen=True)
class Manifest:
    """What a DAG of a lake is made of.

    timezone is where the lake's days begin; definitions is the fingerprint of the files the plan was made from; pools are
    those that Airflow had when the manifest was made.
    """

    lake: str
    timezone: str
    definitions: str
    tables: tuple[Table, ...]
    pools: tuple[str, ...] = ()

    def __post_init__(self):
        if not LAKE.fullmatch(self.lake):
            raise ValueError(f'"{self.lake}" is no name of a lake')

    def write(self, path):
        """Replaces the file at once: a DAG file that is read meanwhile sees the old one or the new one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        aside.write_text(json.dumps({"format": FORMAT, **asdict(self)}, indent=1) + "\n", encoding="utf-8")
        aside.replace(path)

    @staticmethod
    def read(path, lake):
        """The manifest of a lake folder; raises ManifestError if it is missing, damaged or older than the lake."""
        remedy = remedy_of(path, lake)
        if not (lake / "lake.yaml").is_file():
            raise ManifestError(f"There is no lake at {lake}: no lake.yaml there. Correct the folder in the DAG file.")
        try:
            manifest = parse(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ManifestError(f"There is no manifest at {path}. {remedy}") from None
        except (ValueError, KeyError, TypeError) as e:
            raise ManifestError(f"The manifest at {path} cannot be read: {e}. {remedy}") from None
        if manifest.definitions != fingerprint(lake):
            raise ManifestError(f"The manifest at {path} is stale: the lake's files changed after it. {remedy}")
        return manifest

    def require(self, pool, path, lake):
        """Raises ManifestError if the pool was not looked for when the manifest was made."""
        if pool not in (pools.DEFAULT, *self.pools):
            raise ManifestError(
                f'The manifest at {path} does not name the pool "{pool}", and tasks wait for ever if Airflow has no such '
                f"pool. {remedy_of(path, lake)} {' '.join(f'--pool {shlex.quote(p)}' for p in (*self.pools, pool))}"
            )


def remedy_of(path, lake):
    return f"Make it: python -m lavra_airflow.manifest {lake} --to {path}"


def parse(text):
    content = json.loads(text)
    if content.pop("format") != FORMAT:
        raise ValueError("another format")
    content["tables"] = tuple(Table(t["name"], t["wave"], tuple(t["after"])) for t in content["tables"])
    content["pools"] = tuple(content["pools"])
    return Manifest(**content)


def plan(lake, lavra, target):
    """Asks Lavra for the plan; raises ManifestError with what it says if the lake is not right."""
    before = fingerprint(lake)
    command = [lavra, "plan", str(lake), "--target", target, "--output", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as e:
        raise ManifestError(f"{lavra} cannot be started: {e.strerror}. Name the command with --lavra.") from None
    if done.returncode != 0:
        raise ManifestError(f"lavra plan ended with exit code {done.returncode}:\n{done.stderr.strip()}")
    told = json.loads(done.stdout)
    tables = tuple(Table(table["table"], table["wave"], tuple(table["after"])) for table in told["tables"])
    return Manifest(told["lake"], told["timezone"], before, tables)


def place(lake):
    """Where the manifest of a lake folder lies by default: beside the DAG files."""
    return DAGS / f"{Path(lake).resolve().name}.manifest.json"


def lavra_command():
    """LAVRA_COMMAND, or the lavra of this checkout."""
    return os.environ.get("LAVRA_COMMAND") or str(DAGS.parent / "lavra")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="lavra_airflow.manifest", description=__doc__.splitlines()[0])
    parser.add_argument("lake", type=Path)
    parser.add_argument("--to", type=Path, help="the file (default: beside the DAG files, named for the lake's folder)")
    parser.add_argument("--lavra", default=lavra_command(), help="the command (default: that of this checkout)")
    parser.add_argument("--target", default="local", help="as for lavra (default: local)")
    parser.add_argument("--pool", action="append", help="a pool of the lake's tasks, made if it is missing (default: lavra)")
    parser.add_argument("--slots", type=int, default=2, help="of a pool that is made: runs at the same time (default: 2)")
    parser.add_argument("--pool-exists", action="store_true", help="do not ask Airflow for the pools: they are there")
    given = parser.parse_args(arguments)
    wanted = tuple(given.pool or [POOL])
    path = given.to or place(given.lake)
    try:
        if not (given.lake / "lake.yaml").is_file():
            raise ManifestError(f"There is no lake at {given.lake}: no file lake.yaml there. Name the lake's folder.")
        manifest = replace(plan(given.lake.resolve(), given.lavra, given.target), pools=wanted)
        if not given.pool_exists:
            pools.require(wanted, given.slots)
    except (ManifestError, pools.PoolError) as e:
        print(e, file=sys.stderr)
        return 2
    manifest.write(path)
    print(f"{path}: {len(manifest.tables)} tables of {manifest.lake}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
