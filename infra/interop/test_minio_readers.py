"""Gold of a lake on MinIO, read by other engines with the reader's keys; no other layer opens to them."""

import json
import os
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from deltalake import DeltaTable

from remote import READERS, Keys, duckdb_file

ROOT = Path(__file__).resolve().parents[2]
ENDPOINT = os.environ.get("MINIO_ENDPOINT", "")
CLOSED = ["bronze.orders", "silver.stg_orders", "ops.runs"]
DENIED = ("Access Denied", "AccessDenied", "HTTP 403", "403 Forbidden")

pytestmark = pytest.mark.skipif(not ENDPOINT, reason="MINIO_ENDPOINT names no server: start one with infra/dev/up minio")

TARGET = """\
lake: {name}
timezone: UTC
targets:
  local: {{ root: .lake }}
  minio:
    endpoint: ${{MINIO_ENDPOINT}}
    access-key: ${{MINIO_ACCESS_KEY}}
    secret-key: ${{MINIO_SECRET_KEY}}
    admin: {{ access-key: "${{MINIO_ADMIN_ACCESS_KEY}}", secret-key: "${{MINIO_ADMIN_SECRET_KEY}}" }}
    reader: {{ access-key: "${{MINIO_READER_ACCESS_KEY}}", secret-key: "${{MINIO_READER_SECRET_KEY}}" }}
    layers:
      bronze: s3://{name}-bronze
      silver: s3://{name}-silver
      gold: s3://{name}-gold
      ops: s3://{name}-ops
"""


@dataclass(frozen=True)
class RemoteLake:
    folder: Path
    name: str
    pipeline: Keys
    reader: Keys

    def place(self, table):
        layer, name = table.split(".")
        return f"s3://{self.name}-{layer}/{name}"

    def lavra(self, command, *arguments):
        """Runs a command as somebody who has the environment's keys of an administrator, the pipeline's and the reader's."""
        keys = {"ADMIN_": environment_keys(), "": self.pipeline, "READER_": self.reader}
        environment = dict(os.environ)
        for role, user in keys.items():
            environment |= {f"MINIO_{role}ACCESS_KEY": user.access, f"MINIO_{role}SECRET_KEY": user.secret}
        command = [ROOT / "lavra", command, self.folder, "--output", "json", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def environment_keys():
    return Keys(ENDPOINT, os.environ["MINIO_ACCESS_KEY"], os.environ["MINIO_SECRET_KEY"])


def user(role):
    return Keys(ENDPOINT, f"{role}-{secrets.token_hex(4)}", secrets.token_hex(20))


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A small lake, provisioned and run on MinIO as the pipeline's user, and run on this machine."""
    folder = tmp_path_factory.mktemp("lakes") / f"shop-{secrets.token_hex(4)}"
    subprocess.run([ROOT / "lavra", "init", folder], check=True, stdout=subprocess.DEVNULL)
    (folder / "lake.yaml").write_text(TARGET.format(name=folder.name))
    lake = RemoteLake(folder, folder.name, user("pipeline"), user("reader"))
    made = {step["name"]: step["outcome"] for step in lake.lavra("provision", "--target", "minio")}
    assert {made["pipeline"], made["reader"]} == {"made"}
    for target in ("local", "minio"):
        assert lake.lavra("run", "--target", target, "--runner", "direct")["status"] == "published"
    return lake


@pytest.fixture(params=READERS.values(), ids=READERS.keys())
def rows(request):
    return request.param


def test_gold_has_the_rows_of_a_run_on_this_machine(lake, rows):
    here = DeltaTable(lake.folder / ".lake/gold/orders_by_day").to_pyarrow_table().to_pylist()
    there = rows(lake.place("gold.orders_by_day"), lake.reader)
    assert here and sorted(there, key=str) == sorted(here, key=str)


@pytest.mark.parametrize("table", CLOSED)
def test_the_reader_is_refused_what_is_not_gold(lake, rows, table):
    assert rows(lake.place(table), lake.pipeline), "the pipeline's keys open it"
    with pytest.raises(Exception) as refused:
        rows(lake.place(table), lake.reader)
    assert any(word in str(refused.value) for word in DENIED), refused.value


def test_a_file_whose_name_is_known_is_refused_too(lake):
    places = {table: DeltaTable(lake.place(table), storage_options=lake.pipeline.options()) for table in CLOSED}
    for table, opened in places.items():
        file = f"{lake.place(table)}/{opened.to_pyarrow_dataset().files[0].removeprefix('/')}"
        assert duckdb_file(file, lake.pipeline) > 0
        with pytest.raises(Exception, match="403"):
            duckdb_file(file, lake.reader)
