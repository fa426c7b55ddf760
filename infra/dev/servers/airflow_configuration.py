"""The configuration of Airflow, as its airflow.cfg."""

import base64

from servers import secret
from servers.places import LOOPBACK, ROOT

DAGS = ROOT / "airflow-dags"


def configuration(port, database, user, passwords):
    """Two tasks at once, as there are two slots; new DAGs run at once; a DAG file is read again after ten seconds."""
    sections = {
        "core": {
            "dags_folder": DAGS,
            "load_examples": False,
            "executor": "LocalExecutor",
            "parallelism": 2,
            "dags_are_paused_at_creation": False,
            "fernet_key": base64.urlsafe_b64encode(bytes.fromhex(secret.kept("airflow-fernet-key", 64))).decode(),
            "simple_auth_manager_users": f"{user}:admin",
            "simple_auth_manager_passwords_file": passwords,
        },
        "database": {"sql_alchemy_conn": database},
        "api": {
            "host": LOOPBACK,
            "port": port,
            "workers": 1,
            "base_url": f"http://{LOOPBACK}:{port}",
            "secret_key": secret.kept("airflow-session-key", 64),
        },
        "api_auth": {"jwt_secret": secret.kept("airflow-token-key", 128)},
        "dag_processor": {"refresh_interval": 10, "min_file_process_interval": 10, "parsing_processes": 1},
        "usage_data_collection": {"enabled": False},
    }
    return "\n".join(_section(name, values) for name, values in sections.items())


def _section(name, values):
    return f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())
