"""The parts that need neither a server nor a JVM."""

import json
import logging
import os
import subprocess
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest

from lavra_airflow import log_lines
from lavra_airflow.alerts import Webhook
from lavra_airflow.batches import batches, dependencies
from lavra_airflow.dates import logical_date
from lavra_airflow.manifest import Table
from lavra_airflow.processes import ProcessId, end_group, members
from lavra_airflow.report import Report
from lavra_airflow.trace import traceparent

TABLES = (
    Table("bronze.a", 0, ()),
    Table("bronze.b", 0, ()),
    Table("gold.early", 1, ("bronze.b",)),
    Table("silver.c", 1, ("bronze.a", "bronze.b")),
    Table("gold.d", 2, ("gold.early", "silver.c")),
)


def drawn(way):
    parts = batches(TABLES, way)
    edges = [f"{before.task_id} > {after.task_id}" for before, after in dependencies(TABLES, parts)]
    return {part.task_id: part.tables for part in parts}, edges


def traced(**changed):
    task = {"dag_id": "shop", "run_id": "scheduled__1", "task_id": "silver.stg_orders", "map_index": -1}
    return traceparent(SimpleNamespace(**task | changed)).split("-")


def test_tasks_of_a_dag_run_share_a_trace():
    version, trace, span, flags = traced()
    assert (version, len(trace), len(span), flags) == ("00", 32, 16, "00")
    assert traced() == traced(), "a second try goes on with the first one's"
    for other in ({"task_id": "gold.sales"}, {"map_index": 0}):
        assert traced(**other)[1] == trace
        assert traced(**other)[2] != span
    for other in ({"run_id": "scheduled__2"}, {"dag_id": "shop2"}):
        assert traced(**other)[1] != trace


def test_a_task_per_table():
    assert drawn("table") == (
        {table.name: (table.name,) for table in TABLES},
        [
            "bronze.a > silver.c",
            "bronze.b > gold.early",
            "bronze.b > silver.c",
            "gold.early > gold.d",
            "silver.c > gold.d",
        ],
    )


def test_a_task_per_wave_of_a_layer():
    assert drawn("wave") == (
        {
            "bronze.wave_0": ("bronze.a", "bronze.b"),
            "gold.wave_1": ("gold.early",),
            "silver.wave_1": ("silver.c",),
            "gold.wave_2": ("gold.d",),
        },
        [
            "bronze.wave_0 > gold.wave_1",
            "bronze.wave_0 > silver.wave_1",
            "gold.wave_1 > gold.wave_2",
            "silver.wave_1 > gold.wave_2",
        ],
    )


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ({"level": "WARN", "message": "blocked: no", "table": "a.b"}, logging.WARNING, "a.b blocked: no"),
        ({"level": "ERROR", "message": "broke", "error": "at x\nat y"}, logging.ERROR, "broke\nat x\nat y"),
        ({"level": "TRACE", "message": "1 ms"}, logging.DEBUG, "1 ms"),
        ("building Lavra…\n", logging.INFO, "building Lavra…"),
        ({"level": "LOUD", "message": "x"}, logging.INFO, '{"level": "LOUD", "message": "x"}'),
        ("[1, 2]", logging.INFO, "[1, 2]"),
        ("x" * 99_999, logging.INFO, "x" * 16_384),
    ],
)
def test_log_lines(line, level, text):
    assert log_lines.read(line if isinstance(line, str) else json.dumps(line)) == (level, text)


def table(name, status="published", checks=0):
    check = {"expectation": "e", "status": "pass", "message": "m" * 50}
    return {
        "table": name,
        "status": status,
        "reason": "because",
        "version": None if status == "failed" else 3,
        "rows_published": 1,
        "checks": [*[check] * checks, {**check, "status": "fail"}],
    }


def test_a_report_fits_its_limit():
    tables = [table(f"gold.t{i}", checks=20) for i in range(20)]
    report = Report({"run_id": "r", "tables": tables})
    assert report.within(10**6) == report.content
    for limit, kept, checks in ((10_000, 20, 1), (4_000, 20, 0), (1_000, 6, 0)):
        content = report.within(limit)
        assert len(json.dumps(content).encode()) <= limit
        assert [len(content["tables"]), content.get("tables_left_out", 0)] == [kept, 20 - kept]
        assert {len(t["checks"]) + t["checks_left_out"] for t in content["tables"]} == {21}
        assert {len(t["checks"]) for t in content["tables"]} == {checks}
    assert len(report.content["tables"]) == 20


def test_a_report_names_what_is_wrong_and_what_readers_see():
    bad = [table("a.y", "failed"), table("a.w", "blocked")]
    report = Report({"tables": [table("a.x"), *bad, table("a.z", "unchanged")]})
    assert report.complaints == "a.y failed: because; a.w blocked: because"
    assert sorted(report.versions) == ["a.x", "a.z"]
    assert Report({"tables": bad[:1], "troubles": ["no records"]}).complaints == "a.y failed: because; no records"
    assert Report.parse("") is Report.parse("[]") is Report.parse('{"tables": 1}') is None


@pytest.mark.parametrize(
    ("start", "timezone", "day"),
    [
        ("2026-01-02T03:00:00+00:00", "America/Sao_Paulo", "2026-01-02"),
        ("2026-01-02T02:59:00+00:00", "America/Sao_Paulo", "2026-01-01"),
        ("2026-01-01T15:00:00+00:00", "Asia/Tokyo", "2026-01-02"),
    ],
)
def test_the_date_is_the_lakes(start, timezone, day):
    instant = datetime.fromisoformat(start)
    due = SimpleNamespace(run_after=datetime(2030, 1, 1, tzinfo=UTC))
    assert logical_date({"data_interval_start": instant, "dag_run": due}, timezone) == day
    assert logical_date({"dag_run": SimpleNamespace(run_after=instant)}, timezone) == day


def shell(script):
    return subprocess.Popen(["sh", "-c", script], start_new_session=True, stdout=subprocess.PIPE)


def test_a_process_is_known_by_its_start_too(tmp_path):
    child = shell("echo up; exec sleep 60")
    child.stdout.readline()
    process = ProcessId.of(child.pid)
    process.save(tmp_path / "s" / "x.pid")
    assert ProcessId.load(tmp_path / "s" / "x.pid") == process
    assert process.runs()
    assert not ProcessId(process.pid, process.started + 1, process.boot).runs()
    assert not ProcessId(process.pid, process.started, "another boot").runs()
    end_group(child.pid, 5)
    assert not process.runs(), "a dead process that nobody has waited for does not run"
    child.wait()
    for damage in ("", "{}", '{"pid": "x", "started": 1, "boot": ""}', "[1]"):
        (tmp_path / "x.pid").write_text(damage)
        assert ProcessId.load(tmp_path / "x.pid") is None


@pytest.mark.parametrize(("trap", "asked"), [("", True), ("trap '' TERM;", False)])
def test_a_whole_group_is_ended(trap, asked):
    child = shell(f"{trap} sleep 60 & {trap} sleep 60 & echo up; wait; sleep 60")
    child.stdout.readline()
    assert len(members(child.pid)) == 3
    assert end_group(child.pid, 0.5) is asked
    child.wait()
    deadline = time.monotonic() + 10
    while members(child.pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert members(child.pid) == []
    assert end_group(child.pid, 0.5)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, json.loads(body)))
        self.send_response(self.server.answer)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.answer = [], 200
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


CONTEXT = {
    "ti": SimpleNamespace(dag_id="shop", run_id="scheduled__1", task_id="silver.stg_orders", try_number=2),
    "exception": ValueError("no" * 999),
}


def test_an_alert_is_posted(receiver, monkeypatch):
    monkeypatch.setenv("LAVRA_ALERT_URL", f"http://127.0.0.1:{receiver.server_port}/hook/abc")
    Webhook()(CONTEXT)
    ((path, alert),) = receiver.received
    assert path == "/hook/abc"
    assert alert.pop("text").startswith("shop: silver.stg_orders failed at try 2 of scheduled__1. nono")
    assert len(alert.pop("problem")) == 1000
    assert alert == {"dag": "shop", "run": "scheduled__1", "task": "silver.stg_orders", "try": 2}


@pytest.mark.parametrize(
    ("answer", "url", "warning"),
    [
        (500, "http://127.0.0.1:{port}/hook/abc", "not delivered to 127.0.0.1: 500."),
        (302, "http://127.0.0.1:{port}/hook/abc", "not delivered to 127.0.0.1: 302."),
        (200, "http://127.0.0.1:1/hook/abc", "not delivered to 127.0.0.1: URLError."),
        (200, "file:///hook/abc", "not delivered to an unreadable address: ValueError."),
        (200, "http://[/hook/abc", "not delivered to an unreadable address: ValueError."),
    ],
)
def test_an_alert_that_cannot_be_posted_harms_nothing_and_tells_no_secret(
    answer, url, warning, receiver, monkeypatch, caplog
):
    receiver.answer = answer
    monkeypatch.setenv("LAVRA_ALERT_URL", url.format(port=receiver.server_port))
    Webhook()(CONTEXT)
    assert warning in caplog.text
    assert "abc" not in caplog.text
    assert len(receiver.received) == (1 if answer != 200 else 0)


def test_no_alert_without_a_url(monkeypatch, caplog):
    monkeypatch.delenv("LAVRA_ALERT_URL", raising=False)
    caplog.set_level(logging.INFO)
    Webhook()(CONTEXT)
    assert "No alert: LAVRA_ALERT_URL is not set." in caplog.text


def test_lavra_does_not_see_airflows_settings(monkeypatch):
    from lavra_airflow.commands import environment

    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "x")
    monkeypatch.setenv("__AIRFLOW_SUPERVISOR_FD", "x")
    monkeypatch.setenv("MINIO_ENDPOINT", "x")
    names = environment().keys()
    assert names == {name for name in os.environ if "AIRFLOW" not in name}
