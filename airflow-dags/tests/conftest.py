"""Lakes to run, and an Airflow of the tests' own: its home is a folder that goes away with them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="lavra-airflow-")
os.environ |= {
    "AIRFLOW_HOME": HOME,
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__DAGS_FOLDER": f"{HOME}/dags",
}
for name in [name for name in os.environ if name.startswith("LAVRA_")]:
    del os.environ[name]

import pytest  # noqa: E402

DAGS = Path(__file__).resolve().parents[1]
ROOT = DAGS.parent
LAVRA = ROOT / "lavra"
sys.path.insert(0, str(DAGS))


def pytest_unconfigure():
    shutil.rmtree(HOME, ignore_errors=True)


def lavra(*arguments):
    done = subprocess.run([LAVRA, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0, f"lavra {arguments} ended {done.returncode}"
    return done.stdout


@pytest.fixture(scope="session")
def new_lake(tmp_path_factory):
    """The lake that lavra init makes: bronze.orders, silver.stg_orders, gold.orders_by_day."""
    folder = tmp_path_factory.mktemp("lakes") / "shop"
    lavra("init", folder)
    return folder


@pytest.fixture
def lake(new_lake, tmp_path):
    return Path(shutil.copytree(new_lake, tmp_path / "shop"))


@pytest.fixture(scope="session")
def new_manifest(new_lake):
    from lavra_airflow.manifest import plan

    return replace(plan(new_lake, str(LAVRA), "local"), pools=("lavra",))


def versions(lake):
    """The newest version of each table, and how many rows it has."""
    tables = json.loads(lavra("ls", lake, "--output", "json"))
    return {table["table"]: (table["version"], table["rows"]) for table in tables}


def publishes(lake, table):
    """How many versions a table has had."""
    return len(json.loads(lavra("history", table, lake, "--output", "json")))
