"""Pools in Airflow's database, which DAG files cannot look at: a task whose pool is missing waits for ever."""

import json
import subprocess
import sys

DEFAULT = "default_pool"  # Airflow's own, which is always there
AIRFLOW = (sys.executable, "-m", "airflow")


class PoolError(Exception):
    """Airflow's pools cannot be read or written; says why and what to do."""


def require(names, slots):
    """Makes the pools that Airflow does not have; those that are there keep their slots."""
    wanted = [name for name in names if name != DEFAULT]
    known = {pool["pool"] for pool in json.loads(airflow("pools", "list", "--output", "json"))} if wanted else set()
    for name in wanted:
        if name not in known:
            airflow("pools", "set", name, str(slots), "runs of lavra")


def airflow(*arguments):
    done = subprocess.run([*AIRFLOW, *arguments], capture_output=True, text=True)
    if done.returncode:
        said = next((line for line in done.stderr.splitlines() if "Error" in line), done.stderr.strip()[-500:])
        raise PoolError(
            f"airflow {' '.join(arguments)} ended with exit code {done.returncode}: {said}\n"
            "Is AIRFLOW_HOME set, and was `airflow db migrate` run? "
            "Add --pool-exists if Airflow's database cannot be reached from here and the pool is there."
        )
    return done.stdout
