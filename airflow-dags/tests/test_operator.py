"""The operator with the real command line: how runs end, what is told of them, and what is left of them."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from airflow.sdk import DAG
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from airflow.sdk.execution_time.context import OutletEventAccessors
from conftest import DAGS, LAVRA, lavra, publishes, versions

from lavra_airflow.operator import LavraOperator
from lavra_airflow.processes import ProcessId, members
from lavra_airflow.trace import traceparent

LONG = 120
BAD = "Order;Customer;Placed;Amount\nA-9;zoe;2026-02-01;-5,00\n"
TASK = """
import sys
sys.path[:0] = [{dags!r}, {tests!r}]
from pathlib import Path
from test_operator import operator, Told
operator(Path({lake!r}), "bronze.orders").execute(Told().context)
"""


class Events(list):
    """An asset's events, as Airflow gives them to a task."""

    def ascending(self, _):
        return self

    def limit(self, _):
        return self[-1:]


class Told:
    """Takes what a task tells Airflow, in place of the server behind a worker."""

    def __init__(self, told_before=None):
        self.pushed = {}
        self.outlets = OutletEventAccessors()
        before = told_before or {}
        events = _Inlets({name: Events([SimpleNamespace(extra={"version": v})]) for name, v in before.items()})
        self.context = {
            "ti": SimpleNamespace(
                dag_id="shop",
                run_id="scheduled__1",
                task_id="tables",
                map_index=-1,
                xcom_push=lambda key, value: self.pushed.__setitem__(key, value),
            ),
            "dag_run": SimpleNamespace(run_after=datetime(2026, 2, 2, tzinfo=UTC)),
            "data_interval_start": datetime(2026, 2, 1, tzinfo=UTC),
            "outlet_events": self.outlets,
            "inlet_events": events,
        }

    def events(self, task):
        """The versions that were announced, by asset."""
        return {e.dest_asset_key.name: e.extra for e in self.outlets[task.outlets[0]].asset_alias_events}


class _Inlets(dict):
    def __getitem__(self, asset):
        return self.get(asset.name, Events())


def operator(lake, *tables, **settings):
    given = {"lavra": LAVRA, "state": lake / "state", "arguments": ("--runner", "direct")} | settings
    with DAG("shop", schedule=None):
        return LavraOperator(task_id="tables", lake=lake, lake_name="shop", tables=tables, **given)


def in_thread(task, told):
    """Executes a task beside the test; gives the thread and what it raised, if anything."""
    raised = []

    def body():
        try:
            task.execute(told.context)
        except Exception as e:
            raised.append(e)

    thread = threading.Thread(target=body)
    thread.start()
    return thread, raised


def until(happens):
    deadline = time.monotonic() + LONG
    while not (found := happens()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)
    return found


def running(task):
    return until(lambda: ProcessId.load(task.mark))


def test_a_run_publishes_and_tells(lake, capsys):
    told, task = Told(), operator(lake, "bronze.orders", "silver.stg_orders")
    task.execute(told.context)
    run = told.pushed["run"]
    assert (run["status"], run["date"]) == ("published", "2026-02-01")
    assert [table["table"] for table in run["tables"]] == ["bronze.orders", "silver.stg_orders"]
    extra = {"version": 0, "lavra_run_id": run["run_id"], "date": "2026-02-01"}
    assert told.events(task) == {"shop.bronze.orders": extra, "shop.silver.stg_orders": extra}
    log = capsys.readouterr().out
    assert "[info     ] silver.stg_orders published: new table" in log
    assert run["trace_id"] in traceparent(told.context["ti"])
    assert f"TRACEPARENT={traceparent(told.context['ti'])}" in log
    assert not task.mark.exists()

    again = Told({"shop.bronze.orders": 0})
    task.execute(again.context)
    assert again.pushed["run"]["status"] == "unchanged"
    assert list(again.events(task)) == ["shop.silver.stg_orders"], "what was not told of yet is told of now"


def test_a_gate_that_blocks_fails_for_good(lake, capsys):
    (lake / "landing/orders_2026-02.csv").write_text(BAD)
    told, task = Told(), operator(lake, "bronze.orders", "silver.stg_orders")
    with pytest.raises(AirflowFailException, match=r"exit code 3 \(a gate blocked a publish\). silver.stg_orders b"):
        task.execute(told.context)
    assert told.pushed["run"]["status"] == "blocked"
    assert told.events(task) == {}
    assert "[warning  ] silver.stg_orders blocked: amount: 1 of 4 values" in capsys.readouterr().out


def test_a_lake_that_is_wrong_fails_for_good(lake):
    (lake / "silver/stg_orders.yaml").write_text("from: bronze.order\n")
    with pytest.raises(AirflowFailException, match=r'(?s)exit code 2 \(.*There is no table "bronze.order"'):
        operator(lake, "silver.stg_orders").execute(Told().context)
    with pytest.raises(AirflowFailException, match="/nowhere/lavra cannot be started: No such file"):
        operator(lake, "silver.stg_orders", lavra="/nowhere/lavra").execute(Told().context)


def test_a_table_that_fails_is_tried_again(lake):
    told = Told()
    with pytest.raises(AirflowException, match=r"exit code 1 \(a table failed\). silver.stg_orders f") as failure:
        operator(lake, "silver.stg_orders").execute(told.context)
    assert not isinstance(failure.value, AirflowFailException)
    assert told.pushed["run"]["status"] == "failed"


def test_a_run_that_comes_second_is_tried_again(lake):
    """A run is held still when it has staged its files; another publishes meanwhile."""
    task = operator(lake, "bronze.orders")
    thread, raised = in_thread(task, Told())
    process = running(task)
    until(lambda: list(lake.glob(".lake/bronze/orders/**/*.parquet")))
    os.killpg(process.pid, signal.SIGSTOP)
    assert not list(lake.glob(".lake/bronze/orders/_delta_log/*.json")), "stopped too late to be second"
    lavra("run", lake, "--runner", "direct", "--output", "json")
    os.killpg(process.pid, signal.SIGCONT)
    thread.join()
    assert "exit code 5 (another run holds a table)" in str(raised[0])
    assert not isinstance(raised[0], AirflowFailException)

    told = Told()
    task.execute(told.context)
    assert told.pushed["run"]["status"] == "unchanged"
    assert told.events(task)["shop.bronze.orders"]["version"] == 0
    assert publishes(lake, "bronze.orders") == 1


@pytest.mark.parametrize("moment", ["file-written", "committed"])
def test_a_killed_jvm_is_tried_again_and_publishes_once(moment, lake, monkeypatch):
    task = operator(lake, "bronze.orders")
    monkeypatch.setenv("LAVRA_JAVA_OPTS", f"-Dlavra.failpoint={moment}")
    with pytest.raises(AirflowException, match=r"exit code -9 \(it was killed or broke down\)") as failure:
        task.execute(Told().context)
    assert not isinstance(failure.value, AirflowFailException)

    monkeypatch.delenv("LAVRA_JAVA_OPTS")
    told = Told()
    task.execute(told.context)
    assert told.events(task)["shop.bronze.orders"]["version"] == 0
    assert versions(lake)["bronze.orders"] == (0, 5)
    assert publishes(lake, "bronze.orders") == 1


@pytest.mark.parametrize("obeys", [True, False])
def test_on_kill_leaves_no_process(obeys, lake):
    task = operator(lake, "bronze.orders", grace=3.0 if obeys else 0.2)
    thread, raised = in_thread(task, Told())
    process = running(task)
    if not obeys:
        os.killpg(process.pid, signal.SIGSTOP)  # a stopped process is not moved by TERM
    task.on_kill()
    assert members(process.pid) == []
    thread.join()
    assert "exit code" in str(raised[0]) and "killed" in str(raised[0])
    assert not task.mark.exists()
    operator(lake, "bronze.orders").execute(Told().context)
    assert publishes(lake, "bronze.orders") == 1


def test_a_task_ended_before_it_began_starts_nothing(lake):
    from lavra_airflow.commands import Command

    task = operator(lake, "bronze.orders")
    command = Command(["/nowhere/lavra"], task.mark, 1, task.log)
    command.end()
    assert command.run(patience=0).code == -signal.SIGTERM


def crashed_worker(lake):
    """A worker that is killed for good while its run goes on; the orphan."""
    text = TASK.format(dags=str(DAGS), tests=str(DAGS / "tests"), lake=str(lake))
    worker = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    orphan = running(operator(lake, "bronze.orders"))
    worker.kill()
    worker.wait()
    assert orphan.runs()
    return orphan


def test_after_a_workers_crash_its_run_is_waited_for(lake, capsys):
    orphan = crashed_worker(lake)
    told, task = Told(), operator(lake, "bronze.orders")
    task.execute(told.context)
    assert f"Process {orphan.pid} has ended." in capsys.readouterr().out
    assert told.pushed["run"]["status"] == "unchanged", "the orphan has published"
    assert told.events(task)["shop.bronze.orders"]["version"] == 0
    assert publishes(lake, "bronze.orders") == 1


def test_after_a_workers_crash_a_run_that_does_not_end_is_ended(lake, capsys):
    orphan = crashed_worker(lake)
    os.killpg(orphan.pid, signal.SIGSTOP)
    told = Told()
    operator(lake, "bronze.orders", orphan_patience=1, grace=0.5).execute(told.context)
    assert f"Process {orphan.pid} still runs and is ended now." in capsys.readouterr().out
    assert not orphan.runs()
    assert told.pushed["run"]["status"] == "published"
    assert publishes(lake, "bronze.orders") == 1


def test_a_mark_of_another_process_is_passed_over(lake, capsys):
    """Numbers of processes are used again; this test's own number must not make it wait, let alone be killed."""
    own = ProcessId.of(os.getpid())
    task = operator(lake, "bronze.orders")
    ProcessId(own.pid, own.started - 1, own.boot).save(task.mark)
    task.execute(Told().context)
    assert "earlier try" not in capsys.readouterr().out
