"""Lavra as a child: in a process group of its own, its log lines passed on as they come, its output collected."""

import os
import signal
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from lavra_airflow.log_lines import read
from lavra_airflow.orphans import orphan_of, wait_for
from lavra_airflow.processes import ProcessId, end_group

LONGEST_LINE = 65_536
LARGEST_OUTPUT = 32 * 1024 * 1024


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code (negative: the signal that killed it), standard output, the last log lines."""

    code: int
    output: str
    last: tuple[str, ...]


class Command:
    """One start of Lavra.

    mark is the file that says which process this is while it runs: a later try finds an orphan by it.
    grace is how many seconds the process group has between being asked to end and being killed.
    variables are added to the environment.
    """

    def __init__(self, arguments, mark, grace, log, variables=None):
        self.arguments = arguments
        self.mark = Path(mark)
        self.grace = grace
        self.log = log
        self.variables = variables or {}
        self.group = None
        self.stopped = False

    def run(self, patience, output=subprocess.PIPE):
        """Waits at most patience seconds for an orphan of an earlier try, then runs; raises OSError.

        output is an open file for what the command writes to standard output, instead of collecting it.
        """
        self.settle(patience)
        if self.stopped:
            return Ended(-signal.SIGTERM, "", ("ended from outside before it began",))
        self.log.info("%s", " ".join(self.arguments))
        child = subprocess.Popen(
            self.arguments,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            env=environment() | self.variables,
            start_new_session=True,
        )
        self.group = child.pid
        try:
            if self.stopped:
                self.end()
            return self.follow(child)
        finally:
            self.end()
            child.wait()
            self.mark.unlink(missing_ok=True)

    def settle(self, patience):
        orphan = orphan_of(self.mark)
        if orphan:
            self.group = orphan.pid
            if not wait_for(orphan, patience, self.log):
                end_group(orphan.pid, self.grace)
            self.group = None

    def follow(self, child):
        started = ProcessId.of(child.pid)
        if started:
            started.save(self.mark)
        output = []
        reader = threading.Thread(target=lambda: output.append(collect(child.stdout)), daemon=True)
        reader.start()
        last = ()
        for line in iter(lambda: child.stderr.readline(LONGEST_LINE), b""):
            level, text = read(line.decode(errors="replace"))
            self.log.log(level, "%s", text)
            last = (*last[-4:], text)
        reader.join()
        return Ended(child.wait(), output[0], last)

    def end(self):
        """Ends whatever is left of the process group, and forbids a start that has not come yet."""
        self.stopped = True
        if self.group is not None and not end_group(self.group, self.grace):
            self.log.warning("Lavra did not end within %s s and was killed.", self.grace)


def collect(stream):
    """All that comes, cut where it is larger than any document of a run; nothing where it goes elsewhere."""
    kept = bytearray()
    while stream and (chunk := stream.read(LONGEST_LINE)):
        kept += chunk[: LARGEST_OUTPUT - len(kept)]
    return kept.decode(errors="replace")


def environment():
    """The worker's environment without Airflow's own settings, among which are its database and its keys."""
    return {name: value for name, value in os.environ.items() if not name.lstrip("_").startswith("AIRFLOW")}
