"""What the DAG behind a gold table does."""

from pathlib import Path

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException

from lavra_airflow.commands import Command

ALL = str(2**62)


class ExportVersion(BaseOperator):
    """Writes TABLE.csv into a folder: the rows of the version that the newest triggering asset event names.

    Texts that a spreadsheet would compute have an apostrophe in front, unless raw is true: lavra show --format csv does
    so. The file is replaced at once when it is whole. The XCom "return_value" says {"table", "version", "bytes"}.
    """

    def __init__(self, *, asset, table, to, lake, lavra, state, target="local", raw=False, grace=3.0, **kwargs):
        super().__init__(**kwargs)
        self.asset = asset
        self.table = table
        self.to = to
        self.lake = str(lake)
        self.lavra = str(lavra)
        self.state = str(state)
        self.target = target
        self.raw = raw
        self.grace = grace
        self.command = None

    def execute(self, context):
        version = max(event.extra["version"] for event in context["triggering_asset_events"][self.asset])
        whole = Path(self.to) / f"{self.table}.csv"
        aside = whole.with_name(f".{whole.name}.part")
        whole.parent.mkdir(parents=True, exist_ok=True)
        what = ["--target", self.target, "--version", str(version), "--format", "csv", "--limit", ALL]
        what += ["--raw"] if self.raw else []
        arguments = [self.lavra, "show", self.table, self.lake, *what]
        self.command = Command(arguments, Path(self.state) / f"{self.task_id}.pid", self.grace, self.log)
        with aside.open("wb") as output:
            ended = self.command.run(patience=0, output=output)
        if ended.code != 0:
            raise AirflowException(f"lavra show ended with exit code {ended.code}. {' '.join(ended.last[-1:])}")
        aside.replace(whole)
        return {"table": self.table, "version": version, "bytes": whole.stat().st_size}

    def on_kill(self):
        if self.command:
            self.command.end()
