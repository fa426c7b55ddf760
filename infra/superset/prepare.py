"""Makes Superset's tables, its roles, its administrator, and the datasets of the lake whose files lie beside this."""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
USER = os.environ.get("SUPERSET_ADMIN_USER", "admin")


def main():
    superset("db", "upgrade")
    superset("init")
    make_administrator(os.environ["SUPERSET_ADMIN_PASSWORD"])
    with tempfile.TemporaryDirectory() as scratch:
        bundle = Path(scratch) / "datasets.zip"
        with zipfile.ZipFile(bundle, "w") as files:
            for path in sorted((HERE / "nova-corrente").rglob("*.yaml")):
                files.write(path, path.relative_to(HERE))
        superset("import-datasources", "--path", str(bundle), "--username", USER)


def superset(*arguments):
    done = subprocess.run(["superset", *arguments])
    if done.returncode:
        sys.exit(done.returncode)


def make_administrator(password):
    """Within this process: on a command line, others would see the password. A later one replaces it."""
    from superset.app import create_app

    with create_app().app_context():
        from superset import security_manager

        known = security_manager.find_user(USER)
        if known:
            security_manager.reset_password(known.id, password)
            return
        role = security_manager.find_role("Admin")
        if not security_manager.add_user(USER, "Lavra", "Administrator", f"{USER}@localhost", role, password):
            sys.exit("Superset's administrator could not be made; the log above says why.")


if __name__ == "__main__":
    main()
