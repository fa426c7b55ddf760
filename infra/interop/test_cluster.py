"""A lake on a Flink cluster (FLINK_MASTER, as infra/dev/up starts one), against the same lake on this machine."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MASTER = os.environ.get("FLINK_MASTER", "")
TABLES = ["bronze.orders", "silver.stg_orders", "gold.orders_by_day"]

pytestmark = pytest.mark.skipif(not MASTER, reason="FLINK_MASTER names no cluster: start one with infra/dev/up flink")


def lavra(*arguments, expect=0):
    done = subprocess.run([ROOT / "lavra", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode == expect, done.stderr
    return done.stdout


def hashes(lake):
    return {table: lavra("show", table, lake, "--hash").strip() for table in TABLES}


def jobs():
    with urllib.request.urlopen(f"http://{MASTER}/jobs/overview", timeout=10) as answer:
        return json.load(answer)["jobs"]


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


def test_the_same_tables_as_on_this_machine(lake, tmp_path):
    here = tmp_path / "here"
    shutil.copytree(lake, here)
    lavra("run", str(here), "--runner", "direct")
    first = json.loads(lavra("run", str(lake), "--flink-master", MASTER, "--output", "json"))
    assert [table["status"] for table in first["tables"]] == ["published"] * len(first["tables"])
    assert hashes(str(lake)) == hashes(str(here))
    again = json.loads(lavra("run", str(lake), "--flink-master", MASTER, "--output", "json"))
    assert {table["status"] for table in again["tables"]} == {"unchanged"}
    assert {job["state"] for job in jobs_of(name_of(lake))} == {"FINISHED"}


def start(lake):
    command = [ROOT / "lavra", "run", str(lake), "--flink-master", MASTER]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def running(lake):
    return [job for job in jobs_of(name_of(lake)) if job["state"] == "RUNNING"]


def test_ctrl_c_cancels_the_job(lake):
    slow_silver(lake, 3_000_000)
    launcher = start(lake)
    wait_for(lambda: running(lake))
    launcher.send_signal(signal.SIGINT)
    launcher.communicate(timeout=60)
    wait_for(lambda: any(job["state"] == "CANCELED" for job in jobs_of(name_of(lake))))
    lavra("run", str(lake), "--flink-master", MASTER)


def test_a_killed_launcher_takes_up_its_job(lake):
    slow_silver(lake, 3_000_000)
    launcher = start(lake)
    job = wait_for(lambda: running(lake))[0]
    launcher.kill()
    launcher.communicate(timeout=60)
    assert json.loads(lavra("run", str(lake), "--flink-master", MASTER, "--output", "json"))["status"] == "published"
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
