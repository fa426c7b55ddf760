"""Processes as the kernel knows them (Linux)."""

import json
import os
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")
POLL = 0.05
DYING = 10.0  # seconds that the system may take to be done with what was killed


@dataclass(frozen=True)
class ProcessId:
    """A process that no later one can be taken for: its number, its start in clock ticks since boot, and the boot."""

    pid: int
    started: int
    boot: str

    @staticmethod
    def of(pid):
        """The process that has this number now; None where there is none, or only what is left of a dead one."""
        stat = stat_of(pid)
        if stat is None or stat.state == "Z":
            return None
        return ProcessId(pid, stat.started, (PROC / "sys/kernel/random/boot_id").read_text().strip())

    def runs(self):
        return ProcessId.of(self.pid) == self

    def save(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        aside.write_text(json.dumps(asdict(self)) + "\n")
        aside.replace(path)

    @staticmethod
    def load(path):
        """What a file says; None where there is no file, or one that save did not write whole."""
        try:
            content = json.loads(path.read_text())
            return ProcessId(int(content["pid"]), int(content["started"]), str(content["boot"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


@dataclass(frozen=True)
class Stat:
    state: str
    group: int
    started: int


def stat_of(pid):
    try:
        # The second field is the program's name in parentheses, and may itself hold blanks and parentheses.
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return Stat(fields[0], int(fields[2]), int(fields[19]))


def members(group):
    """The living processes of a process group."""
    stats = {int(entry.name): stat_of(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()}
    return [pid for pid, stat in stats.items() if stat and stat.group == group and stat.state != "Z"]


def end_group(group, grace):
    """Asks a process group to end, waits at most grace seconds, then kills it; True where asking sufficed."""
    if not members(group) or not send(group, signal.SIGTERM):
        return True
    if is_gone(group, grace):
        return True
    asked = not send(group, signal.SIGKILL)
    is_gone(group, DYING)
    return asked


def is_gone(group, patience):
    """Waits at most patience seconds for a process group to be no more."""
    deadline = time.monotonic() + patience
    while members(group):
        if time.monotonic() >= deadline:
            return False
        time.sleep(POLL)
    return True


def send(group, number):
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True
