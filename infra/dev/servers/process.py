"""Processes that outlive the command that started them, known again by process id, start time and command line."""

import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import asdict, dataclass

from servers import kernel
from servers.places import LOGS, TARGET, write_private

PIDS = TARGET / "pids"
PATIENCE = 20  # seconds between asking a process to end and ending it


@dataclass(frozen=True)
class Record:
    pid: int
    started: str
    mark: str
    fingerprint: str

    def lives(self):
        """A process has no command line for the moment in which it becomes another program."""
        command = kernel.command(self.pid)
        return kernel.started(self.pid) == self.started and (not command or self.mark in command)


def start(launch):
    """Starts it in a session of its own, with a fresh folder for temporary files."""
    scratch = TARGET / "tmp" / launch.name
    shutil.rmtree(scratch, ignore_errors=True)
    for folder in (scratch, LOGS):
        folder.mkdir(parents=True, exist_ok=True)
    for path, text in launch.files.items():
        write_private(path, text)
    environment = _inherited(launch.without) | launch.environment | {"TMPDIR": str(scratch)}
    with open(log(launch.name), "ab") as out:
        streams = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": out}
        command = [str(part) for part in launch.command]
        child = subprocess.Popen(command, **streams, env=environment, cwd=TARGET, start_new_session=True)
    record = Record(child.pid, kernel.started(child.pid), launch.mark, launch.fingerprint())
    write_private(_file(launch.name), json.dumps(asdict(record)))


def recorded(name):
    """What was started last under this name, alive or not; None once it was stopped."""
    try:
        return Record(**json.loads(_file(name).read_text()))
    except FileNotFoundError:
        return None


def alive(name):
    record = recorded(name)
    return record is not None and record.lives()


def begun(name):
    """When it was started, in seconds since 1970."""
    return _file(name).stat().st_mtime


def log(name):
    """Where it says what it does."""
    return LOGS / f"{name}.log"


def stop(name):
    """Ends it and what it left running in its process group; others' processes are never touched."""
    record = recorded(name)
    if record is None:
        return
    for kind in (signal.SIGTERM, signal.SIGKILL):
        if record.lives():
            os.kill(record.pid, kind)
            _wait_while(record.lives)
    for orphan in _orphans(record):
        os.kill(orphan, signal.SIGKILL)
    _file(name).unlink()


def _orphans(record):
    """What is left of the group of a leader that has ended. No new process gets its id while the group has members."""
    if kernel.started(record.pid):
        return []
    return [pid for pid in kernel.group(record.pid) if record.mark in kernel.command(pid)]


def _inherited(without):
    return {key: value for key, value in os.environ.items() if not (without and key.startswith(without))}


def _wait_while(goes_on):
    end = time.monotonic() + PATIENCE
    while goes_on() and time.monotonic() < end:
        time.sleep(0.05)


def _file(name):
    return PIDS / f"{name}.json"
