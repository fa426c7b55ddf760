"""The lake that ships, by Airflow on a Flink cluster into MinIO (infra/dev/up), against the same lake on this machine."""

import os
import re
import shutil
from datetime import date

import pytest
from conftest import DAGS, LAVRA, ROOT, lavra
from servers import Airflow

MASTER = os.environ.get("FLINK_MASTER")
LAKE = ROOT / "pipelines/lakes/nova-corrente"
# As deep in the repository as the lake itself: its sources name the repository by ../../..
COPY = ROOT / "pipelines/target/airflow-nova-corrente"
DAG = """# airflow DAG
import sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, {dags!r})
from lavra_airflow.factory import LakeDag
dag = LakeDag(
    lake=Path({lake!r}), manifest_file=Path(__file__).with_suffix(".json"), start=datetime(2026, 1, 1), cron=None,
    state=Path(__file__).parents[1] / "state", task_per="wave", target="minio", arguments=("--flink-master", {master!r}),
).dag()
"""

pytestmark = pytest.mark.skipif(
    not MASTER or "MINIO_ENDPOINT" not in os.environ, reason="no FLINK_MASTER and MINIO_ENDPOINT: infra/dev/up"
)


@pytest.fixture
def lake():
    """A copy with places of its own on MinIO."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(LAKE, COPY, ignore=shutil.ignore_patterns(".lake"))
    text = (COPY / "lake.yaml").read_text()
    own = f"s3://contract/airflow-{os.getpid()}-"
    (COPY / "lake.yaml").write_text(re.sub(r"s3://nova-corrente-data-lake-(?=\w+\n)", own, text))
    assert own in (COPY / "lake.yaml").read_text()
    return COPY


@pytest.fixture
def airflow(lake, tmp_path):
    (tmp_path / "dags").mkdir()
    text = DAG.format(dags=str(DAGS), lake=str(lake), master=MASTER)
    (tmp_path / "dags/nova_corrente.py").write_text(text)
    airflow = Airflow(tmp_path / "home", tmp_path / "dags", {})
    try:
        airflow.start(lake, "--to", tmp_path / "dags/nova_corrente.json", "--lavra", LAVRA, "--target", "minio")
        yield airflow
    finally:
        airflow.stop()


def test_the_lake_that_ships_has_the_same_content_everywhere(airflow, lake):
    run = airflow.trigger("nova-corrente", date.today())
    assert airflow.finished("nova-corrente", run) == "success", airflow.tasks("nova-corrente", run)
    assert {number for _, number in airflow.tasks("nova-corrente", run).values()} == {1}
    lavra("run", lake)
    tables = sorted(".".join(path.parts[-2:]) for path in lake.glob(".lake/*/*") if path.parts[-2] != "ops")
    assert len(tables) == sum(len(list(lake.glob(f"{layer}/*.yaml"))) for layer in ("bronze", "silver", "gold"))
    last = [table for table in tables if table.startswith("gold.")]  # in which all others end
    here = {table: lavra("show", table, lake, "--hash") for table in last}
    assert {table: lavra("show", table, lake, "--target", "minio", "--hash") for table in last} == here
