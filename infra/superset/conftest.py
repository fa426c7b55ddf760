"""The gold of the lake that ships, published on the real MinIO by the pipeline's user, for its reader."""

import os
import secrets
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAKE = ROOT / "pipelines/lakes/nova-corrente"
GOLD = "s3://nova-corrente-data-lake-gold"
TABLES = ("dim_items", "dim_time", "dim_towers", "fact_demand", "fact_forecasts", "fact_inventory")


def lavra(*arguments, environment):
    done = subprocess.run([ROOT / "lavra", *arguments], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def reader():
    """The environment of one who reads gold, after a run has published it."""
    if "MINIO_ENDPOINT" not in os.environ:
        pytest.skip("MINIO_ENDPOINT names no server: start one with infra/dev/up minio")
    environment = dict(os.environ)
    for kind in ("ACCESS", "SECRET"):
        environment[f"MINIO_ADMIN_{kind}_KEY"] = os.environ[f"MINIO_{kind}_KEY"]
        environment[f"MINIO_{kind}_KEY"] = secrets.token_hex(10)
        environment[f"MINIO_READER_{kind}_KEY"] = secrets.token_hex(10)
    lavra("provision", LAKE, "--target", "hosted", environment=environment)
    wanted = ",".join(f"+gold.{table}" for table in TABLES)
    lavra("run", LAKE, "--target", "hosted", "--select", wanted, environment=environment)
    keys = {name: value for name, value in environment.items() if name.startswith(("MINIO_READER_", "MINIO_ENDPOINT"))}
    return keys | {"LAVRA_GOLD": GOLD}
