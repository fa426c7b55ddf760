"""A lake on a Flink cluster (FLINK_MASTER, as infra/dev/up starts one), against the same lake on this machine."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from hashlib import sha512
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "infra/dev"
STATE = Path(os.environ.get("LAVRA_DEV_TARGET") or DEV / "target")
MASTER = os.environ.get("FLINK_MASTER", "")
CACHE = Path(os.environ.get("LAVRA_DEV_CACHE") or STATE / "cache")
FLINK_SCRIPTS = list(CACHE.glob("flink/lib/python3.*/site-packages/pyflink/bin/*.sh"))
TABLES = ["bronze.orders", "silver.stg_orders", "gold.orders_by_day"]

pytestmark = pytest.mark.skipif(not MASTER, reason="FLINK_MASTER names no cluster: start one with infra/dev/up flink")


def lavra(*arguments, expect=0):
    done = subprocess.run([ROOT / "lavra", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout


def run(lake, *arguments, expect=0):
    """Runs a lake on the cluster and gives back what it reports."""
    return json.loads(lavra("run", str(lake), "--flink-master", MASTER, "--output", "json", *arguments, expect=expect))


def hashes(lake, *arguments):
    return {table: lavra("show", table, str(lake), "--hash", *arguments).strip() for table in TABLES}


def hashes_here(lake):
    """Those of the same landing files on this machine, without a cluster."""
    here = lake.with_name("here")
    shutil.copytree(lake, here, ignore=shutil.ignore_patterns(".lake"))
    lavra("run", str(here))
    return hashes(here)


def fetch(path):
    with urllib.request.urlopen(f"http://{MASTER}{path}", timeout=10) as answer:
        return answer.read().decode()


def jobs():
    return json.loads(fetch("/jobs/overview"))["jobs"]


def jobs_of(lake_name):
    return [job for job in jobs() if job["name"].startswith(lake_name + " ")]


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError("waited in vain")


@pytest.fixture
def lake(tmp_path):
    """A small lake of its own name."""
    folder = tmp_path / f"shop-{os.getpid()}-{time.monotonic_ns()}"
    lavra("init", str(folder))
    return folder


def name_of(lake):
    return (lake / "lake.yaml").read_text().split("lake:", 1)[1].split()[0]


def slow_silver(lake, rows):
    """Makes silver's job run for seconds: many rows, and an expression that costs."""
    lines = (f"S-{n};ana;2026-01-02;1,00" for n in range(rows))
    (lake / "landing/orders_more.csv").write_text("Order;Customer;Placed;Amount\n" + "\n".join(lines) + "\n")


def test_the_same_tables_as_on_this_machine(lake):
    first = run(lake)
    assert [table["status"] for table in first["tables"]] == ["published"] * len(first["tables"])
    assert hashes(lake) == hashes_here(lake)
    assert {table["status"] for table in run(lake)["tables"]} == {"unchanged"}
    assert {job["state"] for job in jobs_of(name_of(lake))} == {"FINISHED"}


def test_rows_beyond_a_workers_memory_are_exchanged_by_key(lake):
    """Two rows of each key, in different shards, with a text that does not compress; 160 MB for silver."""
    for part in range(2):
        lines = (f"S-{n};{sha512(b'%d-%d' % (n, part)).hexdigest()};2026-01-0{part + 1};1,00" for n in range(1_300_000))
        (lake / f"landing/orders_{part}.csv").write_text("Order;Customer;Placed;Amount\n" + "\n".join(lines) + "\n")
    run(lake, "--layer", "bronze")
    silver = next(table for table in run(lake, "--set", "memory=160")["tables"] if table["table"].startswith("silver"))
    assert (silver["status"], silver["rows_deduplicated"]) == ("published", 1_300_001)
    job = next(job for job in jobs_of(name_of(lake)) if " silver " in job["name"])
    assert "DeduplicateBucket" in fetch(f"/jobs/{job['jid']}/plan")
    assert hashes(lake) == hashes_here(lake)


def start(lake):
    command = [ROOT / "lavra", "run", str(lake), "--flink-master", MASTER]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def running(lake, layer=""):
    return [job for job in jobs_of(name_of(lake)) if job["state"] == "RUNNING" and f" {layer}" in job["name"]]


@pytest.fixture
def kill():
    """Ends a process of the cluster as a crash would; the cluster is whole again after the test."""
    yield lambda name: os.kill(json.loads((STATE / "pids" / f"{name}.json").read_text())["pid"], signal.SIGKILL)
    subprocess.run([DEV / "up", "flink"], check=True, stdout=subprocess.DEVNULL)


def killed_in_silver(lake, kill, process):
    slow_silver(lake, 3_000_000)
    launcher = start(lake)
    wait_for(lambda: running(lake, "silver"), seconds=120)
    kill(process)
    _, errors = launcher.communicate(timeout=300)
    return launcher.returncode, errors


def test_a_killed_task_manager_changes_nothing(lake, kill):
    code, errors = killed_in_silver(lake, kill, "taskmanager-1")
    assert code == 0, errors
    assert hashes(lake) == hashes_here(lake)


def test_a_killed_job_manager_fails_the_run_and_the_next_one_completes(lake, kill):
    code, errors = killed_in_silver(lake, kill, "jobmanager")
    assert code == 1
    assert f"The Flink cluster at {MASTER} does not answer" in errors
    versions = {table["table"]: table["version"] for table in json.loads(lavra("ls", str(lake), "--output", "json"))}
    assert versions == dict(zip(TABLES, [0, None, None]))
    subprocess.run([DEV / "up", "flink"], check=True, stdout=subprocess.DEVNULL)
    statuses = {table["table"]: table["status"] for table in run(lake)["tables"]}
    assert statuses == dict(zip(TABLES, ["unchanged", "published", "published"]))
    assert hashes(lake) == hashes_here(lake)


TARGET = """
  minio:
    endpoint: ${MINIO_ENDPOINT}
    access-key: ${MINIO_ACCESS_KEY}
    secret-key: ${MINIO_SECRET_KEY}
    layers: { bronze: s3://contract/%s/bronze, silver: s3://contract/%s/silver, gold: s3://contract/%s/gold, ops: s3://contract/%s/ops }
"""


def pages(path):
    """A page of the REST interface, and those below it that belong to a job."""
    yield fetch(path)
    if path == "/jobs/overview":
        for job in jobs():
            for part in ("", "/config", "/plan", "/exceptions", "/accumulators", "/checkpoints"):
                with contextlib.suppress(urllib.error.HTTPError):
                    yield fetch(f"/jobs/{job['jid']}{part}")


@pytest.mark.skipif("MINIO_ENDPOINT" not in os.environ, reason="MINIO_ENDPOINT is not set: infra/dev/up minio")
def test_on_minio_without_a_secret_in_what_the_cluster_shows(lake):
    name = lake.name
    text = (lake / "lake.yaml").read_text()
    (lake / "lake.yaml").write_text(text.rstrip("\n") + TARGET % (name, name, name, name))
    run(lake, "--target", "minio")
    assert hashes(lake, "--target", "minio") == hashes_here(lake)
    secret = os.environ["MINIO_SECRET_KEY"]
    for path in ("/jobs/overview", "/jobmanager/config", "/jobmanager/environment", "/jars", "/taskmanagers", "/config"):
        assert not any(secret in page for page in pages(path)), path
    for log in (STATE / "logs").glob("*manager*.log"):
        assert secret not in log.read_text(errors="replace"), log


def test_ctrl_c_cancels_the_job(lake):
    slow_silver(lake, 3_000_000)
    launcher = start(lake)
    wait_for(lambda: running(lake))
    launcher.send_signal(signal.SIGINT)
    launcher.communicate(timeout=60)
    wait_for(lambda: any(job["state"] == "CANCELED" for job in jobs_of(name_of(lake))))
    run(lake)


def test_a_killed_launcher_takes_up_its_job(lake):
    slow_silver(lake, 3_000_000)
    launcher = start(lake)
    job = wait_for(lambda: running(lake))[0]
    launcher.kill()
    launcher.communicate(timeout=60)
    assert run(lake)["status"] == "published"
    same_work = [found for found in jobs_of(name_of(lake)) if found["name"].split()[3] == job["name"].split()[3]]
    assert [found["jid"] for found in same_work] == [job["jid"]]
    assert json.loads(lavra("show", "bronze.orders", str(lake), "--format", "json", "--limit", "1"))


def test_a_cluster_that_is_not_there(lake):
    done = subprocess.run(
        [ROOT / "lavra", "run", str(lake), "--flink-master", "127.0.0.1:1"], stderr=subprocess.PIPE, text=True
    )
    assert done.returncode == 1
    assert "The Flink cluster at 127.0.0.1:1 does not answer" in done.stderr
    assert "defect" not in done.stderr


def test_the_callers_trace_is_on_the_job_and_in_each_log_line(lake):
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    told = os.environ | {"TRACEPARENT": f"00-{trace}-00f067aa0ba902b7-01"}
    command = [ROOT / "lavra", "run", str(lake), "--flink-master", MASTER, "--output", "json", "--log-format", "json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=told)
    assert json.loads(done.stdout)["trace_id"] == trace
    assert {json.loads(line)["trace_id"] for line in done.stderr.splitlines()} == {trace}
    for job in jobs_of(name_of(lake)):
        with urllib.request.urlopen(f"http://{MASTER}/jobs/{job['jid']}/config", timeout=10) as answer:
            assert json.load(answer)["execution-config"]["user-config"]["traceId"] == trace


PASSWORD = "of-this-test-alone"
TLS = {
    "security.ssl.rest.enabled": "true",
    "security.ssl.rest.authentication-enabled": "true",
    "security.ssl.rest.keystore": "{own}",
    "security.ssl.rest.keystore-password": PASSWORD,
    "security.ssl.rest.key-password": PASSWORD,
    "security.ssl.rest.truststore": "{other}",
    "security.ssl.rest.truststore-password": PASSWORD,
}


@pytest.fixture
def closed_cluster(tmp_path):
    """A cluster that talks TLS with those whose certificate it knows, and the configuration of one of them."""
    for name in ("cluster", "client"):
        keytool("-genkeypair", "-alias", name, "-keyalg", "RSA", "-dname", "CN=127.0.0.1", "-ext", "SAN=IP:127.0.0.1",
                "-keystore", tmp_path / f"{name}.p12")
        keytool("-exportcert", "-alias", name, "-file", tmp_path / f"{name}.crt", "-keystore", tmp_path / f"{name}.p12")
        keytool("-importcert", "-noprompt", "-alias", name, "-file", tmp_path / f"{name}.crt",
                "-keystore", tmp_path / f"knows-{name}.p12")
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        rest, rpc = one.getsockname()[1], two.getsockname()[1]
    ports = {"rest.port": rest, "rest.bind-port": rest, "jobmanager.rpc.port": rpc}
    configure(tmp_path / "server", ports | tls(tmp_path / "cluster.p12", tmp_path / "knows-client.p12"))
    configure(tmp_path / "client", tls(tmp_path / "client.p12", tmp_path / "knows-cluster.p12"))
    processes = [server(tmp_path, script) for script in ("jobmanager", "taskmanager")]
    yield f"127.0.0.1:{rest}", tmp_path / "client"
    for process in processes:
        process.terminate()
        process.wait(60)


def keytool(*arguments):
    done = subprocess.run(["keytool", *map(str, arguments), "-storepass", PASSWORD], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def tls(own, other):
    return {key: value.format(own=own, other=other) for key, value in TLS.items()}


def configure(folder, more):
    """The dev cluster's configuration, with other values."""
    folder.mkdir()
    text = (STATE / "flink/conf/config.yaml").read_text()
    kept = [line for line in text.splitlines() if line.partition(":")[0] not in more]
    (folder / "config.yaml").write_text("\n".join([*kept, *(f"{key}: {value}" for key, value in more.items())]) + "\n")
    shutil.copy(STATE / "flink/conf/log4j-console.properties", folder)


def server(folder, script):
    """Started as the dev cluster's own processes were."""
    pid = json.loads((STATE / "pids/jobmanager.json").read_text())["pid"]
    entries = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    environment = dict(entry.split("=", 1) for entry in entries if "=" in entry)
    homes = environment | {"FLINK_CONF_DIR": str(folder / "server"), "FLINK_LOG_DIR": str(folder), "FLINK_PID_DIR": str(folder)}
    (command,) = (path for path in FLINK_SCRIPTS if path.name == f"{script}.sh")
    with (folder / f"{script}.out").open("wb") as out:
        return subprocess.Popen(["bash", command, "start-foreground"], env=homes, stdout=out, stderr=out)


def test_a_cluster_that_asks_for_a_certificate(lake, closed_cluster, monkeypatch):
    master, conf = closed_cluster
    wait_for(lambda: subprocess.run([ROOT / "lavra", "doctor", str(lake), "--flink-master", master],
                                    env=os.environ | {"FLINK_CONF_DIR": str(conf)}, capture_output=True).returncode == 0, 120)
    monkeypatch.delenv("FLINK_CONF_DIR", raising=False)
    done = subprocess.run([ROOT / "lavra", "run", str(lake), "--flink-master", master], stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert f"The Flink cluster at {master} speaks TLS. Set FLINK_CONF_DIR" in done.stderr
    monkeypatch.setenv("FLINK_CONF_DIR", str(conf))
    done = json.loads(lavra("run", str(lake), "--flink-master", master, "--output", "json"))
    assert [table["status"] for table in done["tables"]] == ["published"] * 3
    assert PASSWORD not in "".join(log.read_text(errors="replace") for log in Path(conf).parent.glob("*.out"))
