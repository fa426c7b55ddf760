"""DAGs under a real scheduler, triggered and watched through the REST API. Slow: some minutes."""

import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import DAGS, LAVRA, publishes, versions
from servers import Airflow, until
from test_parts import Receiver

from lavra_airflow.definitions import fingerprint
from lavra_airflow.processes import PROC, ProcessId

TABLES = ["bronze.orders", "silver.stg_orders", "gold.orders_by_day"]
NEW = {table: ("success", 1) for table in TABLES}
SETTINGS = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
sys.path.insert(0, {dags!r})
from lavra_airflow.factory import LakeDag
HERE = Path(__file__).parent
def of(name, **settings):
    return LakeDag(
        lake=HERE.parent / name, manifest_file=HERE / (name + ".json"), start=datetime(2026, 1, 1),
        state=HERE.parent / "state", arguments=("--runner", "direct"), retry_delay=timedelta(seconds=1), **settings
    )
"""
FILES = {
    "scheduled": 'l = of("scheduled")\ndag = l.dag()\nexport = l.export("gold.orders_by_day", HERE.parent / "out")',
    "blocked": 'dag = of("blocked", cron=None).dag()',
    "killed": 'dag = of("killed", cron=None, lavra=str(HERE.parent / "killed-once")).dag()',
    "stuck": 'dag = of("stuck", cron=None, lavra=str(HERE.parent / "stuck-lavra")).dag()',
    "late": 'stuck, soon = str(HERE.parent / "stuck-lavra"), timedelta(seconds=3)\n'
    'dag = of("late", cron=None, lavra=stuck, timeout=soon, retries=1).dag()',
    "crashed": 'dag = of("crashed", cron=None, lavra=str(HERE.parent / "slow-lavra")).dag()',
}
BAD = "Order;Customer;Placed;Amount\nA-9;zoe;2026-02-01;-5,00\n"
KILLED_ONCE = """#!/bin/sh
case $* in
*silver*) [ -e {mark} ] || {{ touch {mark}; export LAVRA_JAVA_OPTS=-Dlavra.failpoint=committed; }} ;;
esac
exec {lavra} "$@"
"""
SLOW = """#!/bin/sh
[ -e {mark} ] || {{ touch {mark}; sleep 15; }}
exec {lavra} "$@"
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory, new_lake, new_manifest):
    """Lakes, commands, and a DAG file for each."""
    place = tmp_path_factory.mktemp("scheduler")
    (place / "dags").mkdir()
    for name, text in FILES.items():
        lake = Path(shutil.copytree(new_lake, place / name))
        file = lake / "lake.yaml"
        file.write_text(file.read_text().replace("lake: shop", f"lake: {name}"))
        replace(new_manifest, lake=name, definitions=fingerprint(lake)).write(place / "dags" / f"{name}.json")
        (place / "dags" / f"{name}.py").write_text(f"# airflow DAG\n{SETTINGS.format(dags=str(DAGS))}{text}\n")
    (place / "blocked/landing/orders_2026-02.csv").write_text(BAD)
    script(place / "killed-once", KILLED_ONCE.format(lavra=LAVRA, mark=place / "was-killed"))
    script(place / "slow-lavra", SLOW.format(lavra=LAVRA, mark=place / "was-slow"))
    script(place / "stuck-lavra", "#!/bin/sh\nexec sleep 600\n")
    return place


def script(path, text):
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture(scope="module")
def receiver():
    from http.server import HTTPServer
    from threading import Thread

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.answer = [], 200
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def airflow(place, receiver):
    alerts = {"LAVRA_ALERT_URL": f"http://127.0.0.1:{receiver.server_port}/hook/in-the-url"}
    airflow = Airflow(place / "home", place / "dags", alerts)
    try:
        airflow.start()
        yield airflow
    finally:
        airflow.stop()


def test_a_schedule_a_backfill_and_what_follows_a_gold_table(airflow, place):
    airflow.unpause("scheduled.export.gold.orders_by_day")
    airflow.unpause("scheduled")
    run = until(lambda: airflow.runs("scheduled"))[0]
    assert airflow.finished("scheduled", run["dag_run_id"]) == "success"
    assert airflow.tasks("scheduled", run["dag_run_id"]) == NEW
    told = airflow.xcom("scheduled", run["dag_run_id"], "silver.stg_orders", "run")
    assert (told["status"], told["date"]) == ("published", run["data_interval_start"][:10])
    log = airflow.log("scheduled", run["dag_run_id"], "silver.stg_orders", 1)
    assert ("info", "silver.stg_orders published: new table") in log

    exporting = until(lambda: airflow.runs("scheduled.export.gold.orders_by_day"))[0]["dag_run_id"]
    assert airflow.finished("scheduled.export.gold.orders_by_day", exporting) == "success"
    written = (place / "out/gold.orders_by_day.csv").read_text().splitlines()
    assert written[0] == "placed_on,orders,amount"
    assert len(written) == 1 + versions(place / "scheduled")["gold.orders_by_day"][1]

    span = {"dag_id": "scheduled", "from_date": "2026-02-02T00:00:00Z", "to_date": "2026-02-04T23:00:00Z"}
    airflow.ask("POST", "/api/v2/backfills", span | {"max_active_runs": 1, "run_backwards": False, "dag_run_conf": {}})
    back = until(lambda: [r for r in airflow.runs("scheduled") if r["run_type"] == "backfill"])
    assert len(back) == 3
    days = {}
    for each in back:
        assert airflow.finished("scheduled", each["dag_run_id"]) == "success"
        told = airflow.xcom("scheduled", each["dag_run_id"], "gold.orders_by_day", "run")
        days[told["date"]] = told["status"]
    assert days == {"2026-02-02": "unchanged", "2026-02-03": "unchanged", "2026-02-04": "unchanged"}
    assert airflow.asset_events("scheduled") == sorted((table, 0) for table in TABLES), "each version told of once"
    assert len(airflow.runs("scheduled.export.gold.orders_by_day")) == 1


def test_a_gate_that_blocks_fails_at_try_1(airflow, receiver):
    run = airflow.trigger("blocked", "2026-02-01")
    assert airflow.finished("blocked", run) == "failed"
    assert airflow.tasks("blocked", run) == {
        "bronze.orders": ("success", 1),
        "silver.stg_orders": ("failed", 1),
        "gold.orders_by_day": ("upstream_failed", 0),
    }
    assert airflow.xcom("blocked", run, "silver.stg_orders", "run")["status"] == "blocked"
    assert airflow.asset_events("blocked") == [("bronze.orders", 0)]
    (alert,) = [content for _, content in receiver.received if content["dag"] == "blocked"]
    assert (alert["task"], alert["try"]) == ("silver.stg_orders", 1)
    assert "silver.stg_orders blocked: amount: 1 of 4 values" in alert["problem"]
    assert "in-the-url" not in str(airflow.log("blocked", run, "silver.stg_orders", 1))


def test_a_killed_jvm_is_retried_and_publishes_once(airflow, place):
    run = airflow.trigger("killed", "2026-02-01")
    assert airflow.finished("killed", run) == "success"
    assert airflow.tasks("killed", run) == NEW | {"silver.stg_orders": ("success", 2)}
    assert airflow.xcom("killed", run, "silver.stg_orders", "run")["status"] == "unchanged"
    assert [publishes(place / "killed", table) for table in TABLES] == [1, 1, 1]
    assert airflow.asset_events("killed") == sorted((table, 0) for table in TABLES)


def test_a_task_that_is_ended_leaves_no_process(airflow, place):
    run = airflow.trigger("stuck", "2026-02-01")
    process = until(lambda: ProcessId.load(place / "state/stuck/run/bronze.orders.pid"))
    until(lambda: airflow.tasks("stuck", run)["bronze.orders"][0] == "running")
    path = f"/dagRuns/{run}/taskInstances/bronze.orders"
    airflow.dag("stuck", path, {"new_state": "failed"}, method="PATCH")
    until(lambda: not process.runs())
    assert airflow.finished("stuck", run) == "failed"


def test_a_task_that_takes_too_long_is_ended_and_tried_again(airflow, place, receiver):
    run = airflow.trigger("late", "2026-02-01")
    process = until(lambda: ProcessId.load(place / "state/late/run/bronze.orders.pid"))
    assert airflow.finished("late", run) == "failed"
    assert airflow.tasks("late", run)["bronze.orders"] == ("failed", 2)
    assert not process.runs()
    assert not (place / "state/late/run/bronze.orders.pid").exists()
    (alert,) = [content for _, content in receiver.received if content["dag"] == "late"]
    assert (alert["task"], alert["try"]) == ("bronze.orders", 2)


def test_after_a_workers_crash_its_run_is_waited_for(airflow, place):
    run = airflow.trigger("crashed", "2026-02-01")
    orphan = until(lambda: ProcessId.load(place / "state/crashed/run/bronze.orders.pid"))
    os.kill(parent(orphan.pid), signal.SIGKILL)
    assert airflow.finished("crashed", run) == "success"
    assert airflow.tasks("crashed", run) == NEW | {"bronze.orders": ("success", 2)}
    log = airflow.log("crashed", run, "bronze.orders", 2)
    assert ("info", f"Process {orphan.pid} has ended.") in log
    assert airflow.xcom("crashed", run, "bronze.orders", "run")["status"] == "unchanged"
    assert publishes(place / "crashed", "bronze.orders") == 1
    assert ("bronze.orders", 0) in airflow.asset_events("crashed")


def parent(pid):
    return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
