"""Runs the lake that ships, or takes a run that was made before: --lake-root with --run-json (and --rerun-json)."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from engines import DeltaRs, DuckDb, Polars

ROOT = Path(__file__).resolve().parents[2]
LAKE = ROOT / "pipelines/lakes/nova-corrente"
# As deep in the repository as the lake itself: its sources name the repository by ../../..
COPY = ROOT / "pipelines/target/interop-nova-corrente"


def pytest_addoption(parser):
    parser.addoption("--lake-root", help="the root folder of a run: holds gold/")
    parser.addoption("--run-json", help="what `lavra run --output json` printed for it")
    parser.addoption("--rerun-json", help="the same of a later run that published again")
    parser.addoption("--round-trip-seed", default="1", help="of the random tables")
    parser.addoption("--round-trip-tables", default=25, type=int, help="how many random tables, in each zone")


@dataclass(frozen=True)
class Runs:
    root: Path
    first: dict
    again: dict | None

    def gold(self):
        """The gold tables that the first run published, by name."""
        published = [table for table in self.first["tables"] if table["status"] == "published"]
        return {table["table"]: table for table in published if table["table"].startswith("gold.")}

    def path(self, table):
        return str(self.root / table.replace(".", "/"))


def lavra(*arguments):
    done = subprocess.run([ROOT / "lavra", "run", COPY, "--output", "json", *arguments], stdout=subprocess.PIPE)
    assert done.returncode == 0, f"lavra run ended {done.returncode}"
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def runs(pytestconfig):
    given = {name: pytestconfig.getoption(name) for name in ("lake_root", "run_json", "rerun_json")}
    if given["lake_root"]:
        read = {name: json.loads(Path(given[name]).read_text()) for name in given if name != "lake_root" and given[name]}
        return Runs(Path(given["lake_root"]), read["run_json"], read.get("rerun_json"))
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(LAKE, COPY, ignore=shutil.ignore_patterns(".lake"))
    first = lavra()
    return Runs(COPY / ".lake", first, lavra("--layer", "gold", "--full-refresh"))


@pytest.fixture(scope="session", params=[DeltaRs, Polars, DuckDb], ids=lambda engine: engine.name)
def engine(request):
    return request.param()
