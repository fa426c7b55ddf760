"""Makes what Airflow's services share: the database's tables, the administrator, the lake's pool and manifest."""

import json
import os
import subprocess
import sys
from pathlib import Path

HOME = Path(os.environ["AIRFLOW_HOME"])
LAKE = os.environ["LAVRA_LAKE"]
MANIFEST = ["-m", "lavra_airflow.manifest", LAKE, "--to", str(HOME / "manifest.json"), "--target", "hosted"]


def main():
    os.umask(0o077)
    password = {os.environ["AIRFLOW_ADMIN_USER"]: os.environ["AIRFLOW_ADMIN_PASSWORD"]}
    (HOME / "passwords.json").write_text(json.dumps(password))
    run("-m", "airflow", "db", "migrate")
    run(*MANIFEST)


def run(*arguments):
    done = subprocess.run([sys.executable, *arguments])
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
