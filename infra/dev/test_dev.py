"""MinIO is started, found running, killed, healed and stopped by the commands, in a state folder of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from servers import minio
from servers.places import CACHE

HERE = Path(__file__).resolve().parent


@pytest.fixture
def state(tmp_path):
    if not minio.BINARY.exists() and not shutil.which("go"):
        pytest.skip("neither a built MinIO in the cache nor Go to build it")
    yield tmp_path
    command("down", tmp_path)


def command(name, state):
    environment = os.environ | {"LAVRA_DEV_TARGET": str(state), "LAVRA_DEV_CACHE": str(CACHE)}
    return subprocess.run([HERE / name, "minio"], env=environment, capture_output=True, text=True)


def exports(state):
    lines = [line.removeprefix("export ") for line in (state / "env").read_text().splitlines() if line[0] != "#"]
    return dict(line.split("=", 1) for line in lines)


def pid(state):
    return json.loads((state / "pids/minio.json").read_text())["pid"]


def answers(endpoint):
    return urllib.request.urlopen(f"{endpoint}/minio/health/live", timeout=5).status == 200


def test_a_server_is_kept_running_until_it_is_stopped(state):
    done = command("up", state)
    assert done.returncode == 0, done.stderr
    first, reached = pid(state), exports(state)
    assert answers(reached["MINIO_ENDPOINT"])
    assert (state / "env").stat().st_mode & 0o077 == 0
    assert reached["MINIO_SECRET_KEY"] not in done.stdout + done.stderr + (state / "logs/minio.log").read_text()

    assert command("up", state).returncode == 0
    assert pid(state) == first, "a server that runs is left alone"

    os.kill(first, signal.SIGKILL)
    assert command("status", state).returncode == 1
    assert command("up", state).returncode == 0
    assert pid(state) != first
    assert exports(state) == reached, "addresses and keys stay"
    assert answers(reached["MINIO_ENDPOINT"])

    assert command("down", state).returncode == 0
    assert exports(state) == {}
    host, port = reached["MINIO_ENDPOINT"].removeprefix("http://").split(":")
    with socket.socket() as probe:
        assert probe.connect_ex((host, int(port))), "nothing listens any more"


def test_a_server_that_cannot_start_is_reported_with_its_log(state):
    (state / "minio").write_text("a file where MinIO wants its folder\n")
    done = command("up", state)
    assert done.returncode == 1
    assert "minio does not" in done.stderr and "The end of" in done.stderr and "infra/dev/down minio" in done.stderr


def test_what_nobody_started_is_not_stopped(state):
    bystander = subprocess.Popen(["sleep", "60"])
    try:
        record = {"pid": bystander.pid, "started": "some other boot", "mark": "sleep", "fingerprint": ""}
        (state / "pids").mkdir()
        (state / "pids/minio.json").write_text(json.dumps(record))
        (state / "ports.json").write_text(json.dumps({"minio": 9000}))
        assert command("down", state).returncode == 0
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()
