"""Airflow as four processes on one SQLite database, with one user, the DAGs of this checkout and what these need."""

import datetime
import json
import os
import subprocess

from servers import health, install, ports, process, secret
from servers.airflow_configuration import configuration
from servers.launch import Launch
from servers.places import CACHE, HERE, LOOPBACK, ROOT, TARGET, write_private

DAGS = ROOT / "airflow-dags"
LAKE = ROOT / "pipelines/lakes/nova-corrente"
REQUIREMENTS = HERE / "airflow-requirements.txt"
UV = "uv==0.13.9"
PYTHON = CACHE / "airflow/bin/python"
HOME = TARGET / "airflow"
DATABASE = f"sqlite:///{HOME / 'airflow.db'}"
USER = "admin"
# Ends 1 if the lake's manifest is missing or stale.
FRESH = """
import pathlib, sys
from lavra_airflow.manifest import Manifest, ManifestError, place
lake = pathlib.Path(sys.argv[1])
try:
    Manifest.read(place(lake), lake)
except ManifestError:
    sys.exit(1)
"""
HEARTBEATS = ("scheduler", "dag_processor", "triggerer")


class Airflow:
    name = "airflow"
    processes = ("airflow-api-server", "airflow-scheduler", "airflow-dag-processor", "airflow-triggerer")
    patience = 180

    def install(self):
        wanted = ("uv", "pip", "install", "-q", "--python", str(PYTHON), "-r", str(REQUIREMENTS))
        install.venv(self.name, ("pip", "install", "-q", UV), wanted, recipe=REQUIREMENTS.read_text())
        migrated = HOME / ".migrated"
        is_new = not migrated.exists() or migrated.read_text() != REQUIREMENTS.read_text()
        if is_new:
            environment = os.environ | {"AIRFLOW_HOME": str(HOME), "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": DATABASE}
            install.run(self.name, [PYTHON, "-m", "airflow", "db", "migrate"], f"Remove {HOME}.", environment)
            write_private(migrated, REQUIREMENTS.read_text())
        self.prepare(is_new)

    def prepare(self, is_new):
        """The pool and the manifest, without which the lake's DAG file does not load."""
        if is_new or subprocess.run([PYTHON, "-c", FRESH, str(LAKE)], cwd=DAGS).returncode:
            remedy = "Does `lavra plan` of that lake work?"
            environment = os.environ | {"AIRFLOW_HOME": str(HOME), "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": DATABASE}
            install.run(self.name, [PYTHON, "-m", "lavra_airflow.manifest", LAKE], remedy, environment, folder=DAGS)

    def launches(self, given):
        port = ports.claim("airflow", 8080, "airflow-api-server")
        passwords = HOME / "passwords.json"
        files = {
            HOME / "airflow.cfg": configuration(port, DATABASE, USER, passwords),
            passwords: json.dumps({USER: _password()}),
        }
        commands = {
            "airflow-api-server": ("api-server", "--host", LOOPBACK, "--port", port, "--workers", 1),
            "airflow-scheduler": ("scheduler", "--skip-serve-logs"),
            "airflow-dag-processor": ("dag-processor",),
            "airflow-triggerer": ("triggerer", "--skip-serve-logs"),
        }
        environment = given | {"AIRFLOW_HOME": str(HOME)}
        return [
            Launch(name, [PYTHON, "-m", "airflow", *commands[name]], "airflow", environment, files)
            for name in self.processes
        ]

    def problem(self):
        """It answers when the three that nobody can ask have written since their start that they live."""
        said = health.fetch_json(f"{_url()}/api/v2/monitor/health")
        for part in HEARTBEATS:
            heartbeat = said[part][f"latest_{part}_heartbeat"]
            begun = process.begun(f"airflow-{part.replace('_', '-')}")
            if said[part]["status"] != "healthy" or datetime.datetime.fromisoformat(heartbeat).timestamp() < begun:
                return f"its {part} gives no sign of life"
        return None

    def exports(self):
        _password()
        return {
            "AIRFLOW_URL": _url(),
            "AIRFLOW_USER": USER,
            "AIRFLOW_PASSWORD_FILE": str(secret.path("airflow-password")),
            "AIRFLOW_HOME": str(HOME),
            "AIRFLOW_PYTHON": str(PYTHON),
        }


def _password():
    return secret.kept("airflow-password", 32)


def _url():
    return f"http://{LOOPBACK}:{ports.remembered()['airflow']}"
