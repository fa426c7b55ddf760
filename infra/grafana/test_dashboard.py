"""The dashboard: what it asks is answered by a real Prometheus; Grafana's schema knows all of it."""

import json
import math
import os
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from prometheus import Prometheus, dashboard, filled, said, targets, variables

ROOT = Path(__file__).resolve().parents[2]
PROMETHEUS = os.environ.get("PROMETHEUS_URL", "")
GATEWAY = os.environ.get("PUSHGATEWAY_URL", "")
TABLES = ["bronze.orders", "gold.orders_by_day", "silver.stg_orders"]
BAD = "Order;Customer;Placed;Amount\nA-9;zoe;2026-02-01;-5,00\n"
OTHER = "Order;Customer;Placed;Amount\nA-8;zoe;2026-02-01;5,00\n"

needs_servers = pytest.mark.skipif(
    not PROMETHEUS or not GATEWAY, reason="PROMETHEUS_URL and PUSHGATEWAY_URL are not set: infra/dev/up monitoring"
)


def lavra(*arguments, expect=0):
    done = subprocess.run([ROOT / "lavra", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode == expect, done.stderr
    return done.stdout


def run(lake, *options, expect=0):
    return json.loads(lavra("run", str(lake), "--runner", "direct", "--output", "json", *options, expect=expect))


def until(happens):
    end = time.monotonic() + 60
    while not (found := happens()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.5)
    return found


def forget(name):
    """Takes a lake's series from the Pushgateway, which keeps them for ever."""
    for table in ["", *TABLES]:
        place = f"{GATEWAY}/metrics/job/lavra/lake/{name}/target/local" + (f"/table/{table}" if table else "")
        urllib.request.urlopen(urllib.request.Request(place, method="DELETE"), timeout=10).close()


class Seen:
    """A lake as Prometheus sees it, once what was told last is there."""

    def __init__(self, folder, name):
        self.folder = folder
        self.name = name
        self.prometheus = Prometheus(PROMETHEUS)

    def told(self):
        """The values of the text file, by series."""
        lines = [line for line in (self.folder / "m.prom").read_text().splitlines() if not line.startswith("#")]
        return {series: float(value) for series, value in (line.rsplit(" ", 1) for line in lines)}

    def arrived(self):
        series = f'lavra_run_end_timestamp_seconds{{lake="{self.name}",target="local"}}'
        return self.one(series) == self.told()[series]

    def one(self, expr):
        found = self.prometheus.get("query", query=expr)["result"]
        return float(found[0]["value"][1]) if len(found) == 1 else None


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lake that ran well, then one of its tables alone, then met a row that its gate refuses."""
    name = f"board-{os.getpid()}-{time.time_ns()}"
    folder = tmp_path_factory.mktemp("lake") / name
    lavra("init", str(folder))
    with (folder / "lake.yaml").open("a") as out:
        out.write("metrics: { file: m.prom, pushgateway: '${PUSHGATEWAY_URL:}' }\n")
    seen = Seen(folder, name)
    try:
        run(folder)
        (folder / "landing/orders_2026-02.csv").write_text(OTHER)
        run(folder, "--select", "bronze.orders")
        until(seen.arrived)
        (folder / "landing/orders_2026-03.csv").write_text(BAD)
        run(folder, expect=3)
        until(seen.arrived)
        yield seen
    finally:
        forget(name)


@needs_servers
def test_the_gateway_and_the_file_tell_the_same(lake):
    for series, value in lake.told().items():
        assert lake.one(series.replace("{", '{job="lavra",')) == value, series


@needs_servers
@pytest.mark.parametrize(("title", "target"), targets())
def test_every_query_is_answered(title, target, lake):
    found = lake.prometheus.query(target, filled(target["expr"], {"lake": lake.name}))
    assert found, f"{title}: {target['expr']} shows nothing"
    for series in found:
        assert said(target["legendFormat"]) <= set(series["metric"])
        assert series["metric"].get("lake", lake.name) == lake.name
        pairs = series.get("values") or [series["value"]]
        assert all(math.isfinite(float(value)) for _, value in pairs)


@needs_servers
@pytest.mark.parametrize(("name", "label", "series"), variables())
def test_every_variable_has_choices(name, label, series, lake):
    found = lake.prometheus.values(label, filled(series, {"lake": lake.name}))
    wanted = {"lake": [lake.name], "target": ["local"], "layer": ["bronze", "gold", "silver"], "table": TABLES}
    assert set(wanted[name]) <= set(found)
    assert name == "lake" or found == wanted[name]


@needs_servers
def test_the_numbers_are_those_of_the_runs(lake):
    def told(family, **labels):
        chosen = ",".join(f'{name}="{value}"' for name, value in {"lake": lake.name, **labels}.items())
        return lake.one(f"lavra_{family}{{{chosen}}}")

    assert told("run_status", status="blocked") == 1
    assert told("table_status", table="silver.stg_orders", status="blocked") == 1
    assert told("table_status", table="gold.orders_by_day", status="skipped") == 1
    assert told("table_version", table="bronze.orders") == 2
    assert told("table_rows", table="bronze.orders") == 7
    assert told("table_rows", table="silver.stg_orders") == 3
    assert told("table_rows_quarantined", table="silver.stg_orders") == 1
    assert told("table_checks", table="silver.stg_orders", severity="fail", status="fail") == 1


@needs_servers
def test_the_alert_of_a_blocked_gate_fires(lake):
    groups = [group["name"] for group in lake.prometheus.get("rules")["groups"]]
    assert "lavra" in groups, "Prometheus has read no rules of Lavra: infra/dev/up monitoring"
    firing = f'ALERTS{{alertname="LavraGateBlocked",alertstate="firing",lake="{lake.name}"}}'
    found = until(lambda: lake.prometheus.get("query", query=firing)["result"])
    assert [series["metric"]["table"] for series in found] == ["silver.stg_orders"]


def test_grafana_knows_every_key():
    """Grafana's schema reads it and writes it again: a key that it does not know would be lost on the way."""
    plugins = pytest.importorskip("grafana_foundation_sdk.cog.plugins")
    from grafana_foundation_sdk.cog.encoder import JSONEncoder
    from grafana_foundation_sdk.models.dashboard import Dashboard

    plugins.register_default_plugins()
    written = dashboard()
    assert lost(written, json.loads(JSONEncoder().encode(Dashboard.from_json(written)))) == []


def lost(written, read, path=""):
    if isinstance(written, dict) and isinstance(read, dict):
        inside = [(f"{path}/{key}", value, read.get(key)) for key, value in written.items()]
        return [gone for at, value, known in inside for gone in lost(value, known, at)]
    if isinstance(written, list) and isinstance(read, list) and len(written) == len(read):
        return [gone for i, pair in enumerate(zip(written, read, strict=True)) for gone in lost(*pair, f"{path}/{i}")]
    return [] if written == read or (not written and read is None) else [path]


def test_panels_lie_beside_each_other():
    taken = set()
    for panel in dashboard()["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= cells
    ids = [panel["id"] for panel in dashboard()["panels"]]
    assert len(set(ids)) == len(ids)
