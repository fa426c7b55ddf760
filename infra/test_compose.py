"""compose.yaml by docker-compose's own reading of it; nothing is started."""

import importlib.util
import json
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# The package's own script forgets the exit code.
COMPOSE = Path(importlib.util.find_spec("compose").origin).parent / "docker-compose"
BUILT = {"lavra", "airflow", "flink", "superset", "minio"}
ONCE = {"provision", "airflow-prepare", "superset-prepare"}
AIRFLOW = {"airflow-prepare", "airflow-api-server", "airflow-scheduler", "airflow-dag-processor", "airflow-triggerer"}
WORKERS = {"flink-taskmanager-1", "flink-taskmanager-2"}
KNOWN_BY = {
    "MINIO_ROOT_PASSWORD": {"minio", "provision"},
    "MINIO_SECRET_KEY": {"provision", "airflow-prepare", "airflow-scheduler"} | WORKERS,
    "MINIO_READER_SECRET_KEY": {"provision", "superset-prepare", "superset"},
    "AIRFLOW_ADMIN_PASSWORD": {"airflow-prepare"},
    "AIRFLOW_DATABASE_PASSWORD": {"airflow-database"} | AIRFLOW,
    "AIRFLOW_FERNET_KEY": AIRFLOW,
    "AIRFLOW_SESSION_KEY": AIRFLOW,
    "AIRFLOW_TOKEN_KEY": AIRFLOW,
    "SUPERSET_ADMIN_PASSWORD": {"superset-prepare"},
    "SUPERSET_DATABASE_PASSWORD": {"superset-database", "superset-prepare", "superset"},
    "SUPERSET_SECRET_KEY": {"superset-prepare", "superset"},
    "GRAFANA_ADMIN_PASSWORD": {"grafana"},
}


def make_env(lakes, to):
    command = [sys.executable, HERE / "make_env.py", lakes, "--to", to]
    return subprocess.run(command, capture_output=True, text=True)


def compose(env, *arguments):
    command = [COMPOSE, "--file", HERE / "compose.yaml", "--env-file", env, "config", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    )


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    folder = tmp_path_factory.mktemp("env")
    (folder / "lakes").mkdir()
    done = make_env(folder / "lakes", folder / "env")
    assert done.returncode == 0, done.stderr
    return folder / "env"


@pytest.fixture(scope="module")
def secret(env):
    values = dict(line.split("=", 1) for line in env.read_text().splitlines() if "=" in line and line[0] != "#")
    return {name: values[name] for name in KNOWN_BY}


@pytest.fixture(scope="module")
def services(env):
    done = compose(env, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr.lower(), done.stderr
    return json.loads(done.stdout)["services"]


def test_a_key_that_is_not_set_is_an_error_and_no_default():
    done = compose(HERE / ".env.example")
    assert done.returncode != 0 and "is missing a value" in done.stderr
    assert done.stdout == ""


def test_the_example_names_just_the_variables_that_are_used(env):
    listed = {line.split()[0] for line in compose(env, "--variables").stdout.splitlines()[1:] if line.strip()}
    named = re.findall(r"^([A-Z_]+)=", (HERE / ".env.example").read_text(), re.MULTILINE)
    assert set(named) == listed
    assert set(KNOWN_BY) == {name for name in named if name.endswith(("_KEY", "_PASSWORD")) and "ACCESS" not in name}


def test_a_secret_is_known_to_those_who_need_it_and_stands_in_their_environment_alone(services, secret):
    found = {
        name: {service for service in services if value in json.dumps(services[service])}
        for name, value in secret.items()
    }
    assert found == KNOWN_BY
    for said in services.values():
        rest = json.dumps({key: value for key, value in said.items() if key != "environment"})
        assert not any(value in rest for value in secret.values())


def test_nothing_is_reached_from_other_machines_but_through_a_proxy(services):
    for name, said in services.items():
        assert {port["host_ip"] for port in said.get("ports", [])} <= {"127.0.0.1"}, name
        assert said["networks"], name
    reaching_flink = {name for name, said in services.items() if "flink" in said["networks"]}
    assert reaching_flink == {"flink-jobmanager", "airflow-scheduler"} | WORKERS


def test_services_are_bounded_watched_and_unprivileged(services):
    for name, said in services.items():
        assert said["cap_drop"] == ["ALL"] and said["security_opt"] == ["no-new-privileges:true"], name
        assert int(said["mem_limit"]) > 0 and not said.get("privileged"), name
        assert said["restart"] == ("no" if name in ONCE else "unless-stopped"), name
        assert ("healthcheck" in said) == (name not in ONCE), name
        assert re.search(r":v?\d[\w.-]*$", said["image"]), f"{name}: {said['image']} is no one version"
    assert {said["build"]["target"] for said in services.values() if "build" in said} == BUILT


@pytest.mark.skipif(not (HERE / "grafana").exists(), reason="infra/grafana is not in this checkout yet")
def test_what_is_mounted_is_there_and_cannot_be_written(services):
    for name, said in services.items():
        for volume in said.get("volumes", []):
            if volume["type"] == "bind":
                assert volume["read_only"], f"{name} writes {volume['source']}"
                assert Path(volume["source"]).exists(), f"{name} mounts {volume['source']}"


def test_keys_are_made_once_for_their_owner_alone(env, secret, tmp_path):
    assert stat.S_IMODE(env.stat().st_mode) == 0o600
    assert len(set(secret.values())) == len(secret) and min(map(len, secret.values())) >= 40
    again = make_env(tmp_path, env)
    assert again.returncode != 0 and "is there" in again.stderr
    inside = make_env(tmp_path, tmp_path / "env")
    assert inside.returncode != 0 and not (tmp_path / "env").exists()


@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="no git checkout")
def test_git_never_takes_the_keys():
    assert subprocess.run(["git", "check-ignore", "-q", "infra/.env"], cwd=ROOT).returncode == 0
