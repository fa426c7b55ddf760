"""Runs a command as a whole process and says what it cost: seconds, processor seconds, peak memory of its tree."""

import subprocess
import time
from dataclasses import dataclass

import psutil

INTERVAL = 0.1


@dataclass(frozen=True)
class Cost:
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    exit_code: int


def measure(command, env, log):
    """Memory is the largest sum of resident sizes seen over the tree, so pages shared by two processes count twice."""
    begun = time.monotonic()
    with open(log, "wb") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
    root, cpu, peak = psutil.Process(process.pid), {}, 0
    while process.poll() is None:
        peak = max(peak, sample(root, cpu))
        time.sleep(INTERVAL)
    return Cost(time.monotonic() - begun, sum(cpu.values()), peak, process.returncode)


def sample(root, cpu):
    """Notes every process's processor time so far in cpu, by process id; gives the resident bytes of all."""
    resident = 0
    try:
        for member in [root, *root.children(recursive=True)]:
            try:
                times = member.cpu_times()
                cpu[member.pid] = times.user + times.system
                resident += member.memory_info().rss
            except psutil.NoSuchProcess:
                continue
    except psutil.NoSuchProcess:
        pass
    return resident
