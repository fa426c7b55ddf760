"""For the tests: gold of a copy of the lake that ships, published on the real MinIO in buckets of its own."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAKE = ROOT / "pipelines/lakes/nova-corrente"
# As deep in the repository as the lake itself: its sources name the repository by ../../..
COPY = ROOT / "pipelines/target/superset-nova-corrente"
TABLES = ("dim_items", "dim_time", "dim_towers", "fact_demand", "fact_forecasts", "fact_inventory")
GOLD = "s3://superset-test-gold"
TARGET = "superset-test"


def renamed(text):
    """Text that names the lake's buckets, with the names of the copy's."""
    return text.replace("s3://nova-corrente-data-lake-", "s3://superset-test-")


def publish():
    """Returns the environment of one who reads gold: MINIO_ENDPOINT names the server, MINIO_*_KEY its administrator."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(LAKE, COPY, ignore=shutil.ignore_patterns(".lake"))
    # Policies on the server are named for lake and target: the copy must not change those of the lake.
    (COPY / "lake.yaml").write_text(renamed((LAKE / "lake.yaml").read_text()).replace("  hosted:", f"  {TARGET}:"))
    environment = dict(os.environ)
    for kind in ("ACCESS", "SECRET"):
        environment[f"MINIO_ADMIN_{kind}_KEY"] = os.environ[f"MINIO_{kind}_KEY"]
        environment[f"MINIO_{kind}_KEY"] = secrets.token_hex(10)
        environment[f"MINIO_READER_{kind}_KEY"] = secrets.token_hex(10)
    wanted = ",".join(f"+gold.{table}" for table in TABLES)
    _lavra("provision", environment)
    _lavra("run", environment, "--select", wanted)
    keys = {name: value for name, value in environment.items() if name.startswith(("MINIO_READER_", "MINIO_ENDPOINT"))}
    return keys | {"LAVRA_GOLD": GOLD}


def _lavra(command, environment, *arguments):
    started = [ROOT / "lavra", command, COPY, "--target", TARGET, *arguments]
    done = subprocess.run(started, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
