"""The lake that LAVRA_LAKE names, every night at three on the Flink cluster, with its tables on MinIO."""

import os
from datetime import datetime
from pathlib import Path

from lavra_airflow.factory import LakeDag

HOME = Path(os.environ["AIRFLOW_HOME"])

lake = LakeDag(
    lake=Path(os.environ["LAVRA_LAKE"]),
    start=datetime(2026, 1, 1),
    target="hosted",
    arguments=("--runner", "flink", "--flink-master", os.environ["FLINK_MASTER"]),
    manifest_file=HOME / "manifest.json",
    state=HOME / "state",
)

hosted_lake = lake.dag()
