"""Prometheus with Pushgateway and Alertmanager, from Debian's packages."""

import hashlib
import json
import os
import shutil
from pathlib import Path

from servers import health, ports
from servers.debian import unpacked
from servers.launch import Launch
from servers.places import CACHE, LOOPBACK, ROOT, TARGET
from servers.problem import Problem

PACKAGES = ("prometheus", "prometheus-pushgateway", "prometheus-alertmanager")
RULES = ROOT / "infra/prometheus/rules/*.yaml"
DATA = TARGET / "monitoring"
BIN = CACHE / "monitoring/usr/bin"
TEMPLATES = Path("/usr/share/prometheus/alertmanager")


class Monitoring:
    name = "monitoring"
    processes = ("pushgateway", "alertmanager", "prometheus")
    patience = 60

    def install(self):
        _put_templates(unpacked(self.name, PACKAGES))

    def launches(self, _given):
        gateway = f"{LOOPBACK}:{ports.claim('pushgateway', 9091)}"
        alerts = f"{LOOPBACK}:{ports.claim('alertmanager', 9093)}"
        return [_pushgateway(gateway), _alertmanager(alerts), _prometheus(gateway, alerts)]

    def problem(self):
        for name in self.processes:
            health.fetch(f"{_url(name)}/-/ready")

    def exports(self):
        return {f"{name.upper()}_URL": _url(name) for name in self.processes} | {"PROMTOOL": str(BIN / "promtool")}


def _put_templates(folder):
    """Debian's Alertmanager takes its templates from this one place: all that we put outside our folders."""
    for template in sorted((folder / TEMPLATES.relative_to("/")).glob("*.tmpl")):
        wanted = TEMPLATES / template.name
        if wanted.exists():
            continue
        if os.geteuid():
            raise Problem(f"Alertmanager needs {wanted}. As root: `apt-get install prometheus-alertmanager`.")
        private = os.umask(0o022)
        TEMPLATES.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, wanted)
        os.umask(private)


def _pushgateway(address):
    kept = DATA / "pushed"
    command = [BIN / "prometheus-pushgateway", f"--web.listen-address={address}", f"--persistence.file={kept}"]
    note = {DATA / "README": "What the three monitoring servers keep.\n"}
    return Launch("pushgateway", command, str(DATA), files=note)


def _alertmanager(address):
    """It shows alerts and sends them to nobody; without a cluster address it looks for no twins."""
    config = DATA / "alertmanager.yaml"
    command = [
        BIN / "prometheus-alertmanager",
        f"--config.file={config}",
        f"--storage.path={DATA / 'alertmanager'}",
        f"--web.listen-address={address}",
        "--cluster.listen-address=",
    ]
    said = {"route": {"receiver": "nobody"}, "receivers": [{"name": "nobody"}]}
    return Launch("alertmanager", command, str(DATA), files={config: json.dumps(said)})


def _prometheus(gateway, alerts):
    config = DATA / "prometheus.yaml"
    listens = f"{LOOPBACK}:{ports.claim('prometheus', 9090)}"
    command = [
        BIN / "prometheus",
        f"--config.file={config}",
        f"--storage.tsdb.path={DATA / 'prometheus'}",
        f"--web.listen-address={listens}",
    ]
    said = {
        "global": {"scrape_interval": "5s", "evaluation_interval": "5s"},
        "rule_files": [str(RULES)],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": [alerts]}]}]},
        "scrape_configs": [
            {"job_name": "prometheus", "static_configs": [{"targets": [listens]}]},
            {"job_name": "pushgateway", "honor_labels": True, "static_configs": [{"targets": [gateway]}]},
        ],
    }
    # It reads rules at its start alone: other rules make another launch.
    rules = b"".join(rule.read_bytes() for rule in sorted(RULES.parent.glob(RULES.name)))
    told = {"LAVRA_RULES": hashlib.sha256(rules).hexdigest()}
    return Launch("prometheus", command, str(DATA), environment=told, files={config: json.dumps(said, indent=1)})


def _url(name):
    return f"http://{LOOPBACK}:{ports.remembered()[name]}"
