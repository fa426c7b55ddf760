"""The operator that runs tables of a lake."""

from pathlib import Path

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from lavra_airflow.assets import alias_of, announce, asset_of
from lavra_airflow.commands import Command
from lavra_airflow.dates import logical_date
from lavra_airflow.report import Report
from lavra_airflow.trace import VARIABLE, traceparent

REPORT = "run"
FINAL = {2: "the command or the lake is not right as it is written", 3: "a gate blocked a publish"}
OTHERS = {1: "a table failed", 5: "another run holds a table"}


class LavraOperator(BaseOperator):
    """Runs lavra run LAKE --select TABLES --date DAY and turns its exit code into the task's state.

    0 succeeds; 2 and 3 fail at once, as a retry would end the same way; all else (1, 5, a killed JVM) fails and is
    retried. The run's JSON goes to the XCom "run", at most xcom_bytes of it, whatever the exit code. Each table version
    that is new to Airflow becomes an asset event with the version in its extra. All tasks of a DAG run share a trace id.

    lake_name and timezone are those of lake.yaml; arguments go to lavra run as they are; state is the folder for the
    mark of the running process; grace, the seconds between asking to end and killing, must be below Airflow's own 5.
    """

    template_fields = ()
    ui_color = "#dfe7d8"

    def __init__(
        self,
        *,
        lake,
        lake_name,
        tables,
        lavra,
        state,
        timezone="UTC",
        target="local",
        arguments=(),
        xcom_bytes=48_000,
        grace=3.0,
        orphan_patience=3600,
        **kwargs,
    ):
        super().__init__(inlets=[asset_of(lake_name, table) for table in tables], **kwargs)
        self.outlets = [alias_of(lake_name, self.task_id)]
        self.lake = str(lake)
        self.lake_name = lake_name
        self.tables = list(tables)
        self.lavra = str(lavra)
        self.state = str(state)
        self.timezone = timezone
        self.target = target
        self.arguments = list(arguments)
        self.xcom_bytes = xcom_bytes
        self.grace = grace
        self.orphan_patience = orphan_patience
        self.command = None

    def execute(self, context):
        trace = traceparent(context["ti"])
        self.log.info("%s=%s", VARIABLE, trace)
        self.command = Command(self.command_line(context), self.mark, self.grace, self.log, {VARIABLE: trace})
        try:
            ended = self.command.run(self.orphan_patience)
        except OSError as e:
            raise AirflowFailException(f"{self.lavra} cannot be started: {e.strerror}. Set LAVRA_COMMAND.") from None
        report = Report.parse(ended.output)
        if report:
            context["ti"].xcom_push(key=REPORT, value=report.within(self.xcom_bytes))
        if ended.code != 0:
            raise failure(ended, report)
        if report is None:
            raise AirflowException("lavra run ended well but wrote no document of the run.")
        announce(report, self.lake_name, self.outlets[0], context)

    def command_line(self, context):
        date = logical_date(context, self.timezone)
        what = ["--select", ",".join(self.tables), "--date", date, "--target", self.target]
        return [self.lavra, "run", self.lake, *what, "--output", "json", "--log-format", "json", *self.arguments]

    @property
    def mark(self):
        return Path(self.state) / f"{self.task_id}.pid"

    def on_kill(self):
        if self.command:
            self.log.warning("The task is ended from outside: ending Lavra.")
            self.command.end()


def failure(ended, report):
    """The exception that Airflow is to see: one that forbids a retry, or one that allows it."""
    meaning = FINAL.get(ended.code) or OTHERS.get(ended.code) or "it was killed or broke down"
    why = (report.complaints if report else "") or " ".join(ended.last[-1:])
    kind = AirflowFailException if ended.code in FINAL else AirflowException
    return kind(f"lavra run ended with exit code {ended.code} ({meaning}). {why}".rstrip())
