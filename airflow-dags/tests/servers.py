"""A real Airflow: API server, scheduler with the local executor, DAG processor, on free ports of this machine only."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from conftest import DAGS

BIN = Path(sys.executable).parent
SERVERS = (["api-server", "--workers", "1"], ["scheduler", "--skip-serve-logs"], ["dag-processor"])
PATIENCE = 600


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Airflow:
    """Starts with start(), ends with stop(); everything it writes is in home."""

    def __init__(self, home, dags, variables):
        self.home = home
        self.url = f"http://127.0.0.1:{free_port()}"
        self.password = secrets.token_urlsafe(12)
        self.token = None
        self.processes = []
        home.mkdir(parents=True)
        passwords = home / "passwords.json"
        passwords.write_text(json.dumps({"admin": self.password}))
        settings = {
            "CORE__DAGS_FOLDER": dags,
            "CORE__LOAD_EXAMPLES": "False",
            "CORE__EXECUTOR": "LocalExecutor",
            "CORE__PARALLELISM": 2,
            "CORE__EXECUTION_API_SERVER_URL": f"{self.url}/execution/",
            "CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
            "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": passwords,
            "DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
            "API__HOST": "127.0.0.1",
            "API__PORT": self.url.rpartition(":")[2],
            "API__BASE_URL": self.url,
            "API_AUTH__JWT_SECRET": secrets.token_urlsafe(32),
            "API__SECRET_KEY": secrets.token_urlsafe(32),
            "SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": 2,
        }
        own = {f"AIRFLOW__{name}": str(value) for name, value in settings.items()}
        self.environment = os.environ | own | {"AIRFLOW_HOME": str(home)} | variables

    def command(self, *arguments, folder=None):
        """Of a program in Airflow's venv."""
        done = subprocess.run(
            [BIN / arguments[0], *arguments[1:]], env=self.environment, text=True, capture_output=True, cwd=folder
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self, *manifest):
        """With the arguments of the manifest's command, or with the pool alone."""
        self.command("airflow", "db", "migrate")
        if manifest:
            self.command("python", "-m", "lavra_airflow.manifest", *manifest, folder=DAGS)
        else:
            self.command("airflow", "pools", "set", "lavra", "2", "runs of lavra")
        for server in SERVERS:
            with (self.home / f"{server[0]}.log").open("wb") as log:
                process = subprocess.Popen(
                    [BIN / "airflow", *server], env=self.environment, stdout=log, stderr=log, start_new_session=True
                )
            self.processes.append(process)
        until(self.log_in)

    def stop(self):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def log_in(self):
        credentials = {"username": "admin", "password": self.password}
        try:
            self.token = self.ask("POST", "/auth/token", credentials)["access_token"]
        except OSError:
            return False
        return True

    def ask(self, method, path, content=None):
        body = None if content is None else json.dumps(content).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as e:
            e.msg = f"{method} {path}: {e.msg} {e.read().decode(errors='replace')[:500]}"
            raise

    def dag(self, name, path="", content=None, method=None):
        return self.ask(method or ("GET" if content is None else "POST"), f"/api/v2/dags/{name}{path}", content)

    def unpause(self, name):
        def known():
            try:
                return self.dag(name, content={"is_paused": False}, method="PATCH")
            except urllib.error.HTTPError as e:
                if e.code != 404:
                    raise

        until(known)

    def trigger(self, name, day):
        self.unpause(name)
        return self.dag(name, "/dagRuns", {"logical_date": f"{day}T00:00:00Z"})["dag_run_id"]

    def runs(self, name):
        return self.dag(name, "/dagRuns?order_by=logical_date")["dag_runs"]

    def finished(self, name, run):
        """The state of a run when it has ended."""

        def ended():
            state = self.dag(name, f"/dagRuns/{run}")["state"]
            return state if state in ("success", "failed") else None

        return until(ended)

    def tasks(self, name, run):
        """(state, number of the last try) of each task."""
        tasks = self.dag(name, f"/dagRuns/{run}/taskInstances")["task_instances"]
        return {task["task_id"]: (task["state"], task["try_number"]) for task in tasks}

    def xcom(self, name, run, task, key):
        return self.dag(name, f"/dagRuns/{run}/taskInstances/{task}/xcomEntries/{key}")["value"]

    def log(self, name, run, task, number):
        content = self.dag(name, f"/dagRuns/{run}/taskInstances/{task}/logs/{number}?full_content=true")["content"]
        return [(line.get("level"), line.get("event")) for line in content]

    def asset_events(self, lake):
        """The versions that were announced, table after table."""
        events = self.ask("GET", "/api/v2/assets/events?limit=100")["asset_events"]
        told = [(event["name"], event["extra"]["version"]) for event in events]
        return sorted((name.removeprefix(f"{lake}."), version) for name, version in told if name.startswith(f"{lake}."))


def until(happens):
    deadline = time.monotonic() + PATIENCE
    while not (found := happens()):
        assert time.monotonic() < deadline, f"{happens.__qualname__} did not happen within {PATIENCE} s"
        time.sleep(0.5)
    return found
