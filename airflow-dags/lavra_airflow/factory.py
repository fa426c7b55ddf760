"""DAGs from lakes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from airflow.sdk import DAG, CronDataIntervalTimetable, TaskGroup

from lavra_airflow.alerts import Webhook
from lavra_airflow.assets import asset_of
from lavra_airflow.batches import WAYS, batches, dependencies
from lavra_airflow.export import ExportVersion
from lavra_airflow.manifest import DAGS, LAYERS, POOL, Manifest, lavra_command, place
from lavra_airflow.operator import LavraOperator

BACKOFF = 2.0  # times longer from try to try; True would mean 1


@dataclass(frozen=True, kw_only=True)
class LakeDag:
    """How a lake is put on a schedule; README.md has the table of settings."""

    lake: Path
    start: datetime
    dag_id: str = ""
    cron: str | None = "0 3 * * *"
    catchup: bool = False
    task_per: str = "table"
    pool: str = POOL
    retries: int = 4
    retry_delay: timedelta = timedelta(minutes=1)
    max_retry_delay: timedelta = timedelta(minutes=30)
    timeout: timedelta = timedelta(hours=6)
    orphan_patience: timedelta = timedelta(hours=1)
    target: str = "local"
    arguments: tuple[str, ...] = ()
    alert: Callable = field(default_factory=Webhook)
    lavra: str = field(default_factory=lavra_command)
    manifest_file: Path | None = None
    state: Path = DAGS / ".state"

    def __post_init__(self):
        if self.task_per not in WAYS:
            raise ValueError(f'task_per="{self.task_per}": use {" or ".join(WAYS)}.')

    @cached_property
    def manifest(self):
        file = self.manifest_file or place(self.lake)
        manifest = Manifest.read(file, self.lake)
        manifest.require(self.pool, file, self.lake)
        return manifest

    @property
    def name(self):
        return self.dag_id or self.manifest.lake

    def dag(self):
        """A task group for each layer, in it a task for each table or wave; raises ManifestError."""
        timetable = self.cron and CronDataIntervalTimetable(self.cron, timezone=self.manifest.timezone)
        with self.empty(self.name, schedule=timetable, catchup=self.catchup) as dag:
            parts = batches(self.manifest.tables, self.task_per)
            layers = [layer for layer in LAYERS if any(batch.layer == layer for batch in parts)]
            groups = {layer: TaskGroup(layer) for layer in layers}
            tasks = {batch: self.task(batch, groups[batch.layer]) for batch in parts}
            for before, after in dependencies(self.manifest.tables, parts):
                tasks[before] >> tasks[after]
        return dag

    def export(self, table, to, raw=False):
        """A DAG that writes each new version of a table as a CSV file into a folder, when its asset says so."""
        if table not in (known.name for known in self.manifest.tables):
            raise ValueError(f"There is no table {table} in {self.manifest.lake}.")
        asset = asset_of(self.manifest.lake, table)
        with self.empty(f"{self.name}.export.{table}", schedule=[asset], catchup=False) as dag:
            ExportVersion(task_id="export", asset=asset, table=table, to=str(to), raw=raw, **self.common("export"))
        return dag

    def empty(self, dag_id, **schedule):
        return DAG(
            dag_id,
            start_date=self.start,
            max_active_runs=1,
            tags=["lavra", self.manifest.lake],
            default_args={
                "pool": self.pool,
                "retries": self.retries,
                "retry_delay": self.retry_delay,
                "retry_exponential_backoff": BACKOFF,
                "max_retry_delay": self.max_retry_delay,
                "execution_timeout": self.timeout,
                "on_failure_callback": self.alert,
            },
            **schedule,
        )

    def task(self, batch, group):
        return LavraOperator(
            task_id=batch.name,
            task_group=group,
            lake_name=self.manifest.lake,
            timezone=self.manifest.timezone,
            tables=batch.tables,
            arguments=self.arguments,
            orphan_patience=self.orphan_patience.total_seconds(),
            **self.common("run"),
        )

    def common(self, kind):
        return {"lake": self.lake, "lavra": self.lavra, "target": self.target, "state": self.state / self.name / kind}
