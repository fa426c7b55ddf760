"""Times the lake that ships, cold and when nothing changed, and tells in which parts the processor's seconds go."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from measure import measure

ROOT = Path(__file__).resolve().parents[2]
LAKE = ROOT / "pipelines/lakes/nova-corrente"
# As deep in the repository as the lake itself: its sources name the repository by ../../..
COPY = ROOT / "pipelines/target/bench-nova-corrente"

# What a thread has used since the last look belongs to the first frame from the top that begins so.
PARTS = {
    "DuckDB": ("org.duckdb",),
    "models: embeddings": ("ai.onnxruntime", "ai.djl", "io.lavra.embed"),
    "models: forecasts": ("jdplus", "io.lavra.forecast"),
    "documents and code": ("org.treesitter", "org.eclipse.jgit", "org.jsoup", "io.lavra.text", "io.lavra.code"),
    "Delta and Parquet": ("io.delta", "shadedelta", "org.apache.hadoop", "org.apache.parquet", "io.lavra.lake"),
    "quality: Deequ": ("com.amazon.deequ", "org.apache.spark", "breeze", "io.lavra.quality"),
    "Flink and Beam": ("org.apache.flink", "org.apache.beam"),
    "the rest of Lavra": ("io.lavra",),
}
JAVA = "Java: start, compiler, garbage collection"
NATIVE = "threads of DuckDB and ONNX Runtime"
LOOK_EVERY = 0.1
THREAD = re.compile(r'^("[^\n]*" (?:#\d+)?)[^\n]*cpu=([0-9.]+)ms [^\n]*tid=(\S+)', re.MULTILINE)
FRAME = re.compile(r"^\tat (?:\S+/)?([\w.$]+)\(", re.MULTILINE)


@dataclass(frozen=True)
class ShippedLake:
    start: float
    cold: float
    unchanged: float
    parts: dict


def run(repeat, work):
    """Median seconds of repeat runs; the parts are of one more run, which is looked at ten times a second."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(LAKE, COPY, ignore=shutil.ignore_patterns(".lake"))
    starts, colds, unchanged = [], [], []
    for _ in range(repeat):
        starts.append(lavra(work, "--version"))
        colds.append(lavra(work, "run", COPY, cold=True))
        unchanged.append(lavra(work, "run", COPY))
    shutil.rmtree(COPY / ".lake")
    parts = parts_of([ROOT / "lavra", "run", COPY], work / "nova-corrente.log")
    shutil.rmtree(COPY)
    return ShippedLake(median(starts), median(colds), median(unchanged), parts)


def lavra(work, *command, cold=False):
    if cold:
        shutil.rmtree(COPY / ".lake", ignore_errors=True)
    cost = measure([ROOT / "lavra", *command], dict(os.environ), work / "nova-corrente.log")
    assert cost.exit_code == 0, (work / "nova-corrente.log").read_text(errors="replace")
    return cost.seconds


def parts_of(command, log):
    """Processor seconds of a run by part, from the thread dumps that Java writes when asked by a signal."""
    with open(log, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    java, total = psutil.Process(process.pid), 0
    time.sleep(1)  # a signal before Java listens would end it
    while process.poll() is None:
        process.send_signal(signal.SIGQUIT)
        times = java.cpu_times() if java.status() != psutil.STATUS_ZOMBIE else None
        total = times.user + times.system if times else total
        time.sleep(LOOK_EVERY)
    assert process.returncode == 0, log.read_text(errors="replace")
    seconds = attribute(log.read_text(errors="replace"))
    seconds[NATIVE] = max(0, total - sum(seconds.values()))
    return dict(seconds.most_common())


def attribute(dumps):
    """What each thread has used between two dumps goes to the part it is seen in at the second."""
    seconds, used = Counter(), {}
    for dump in dumps.split("Full thread dump ")[1:]:
        for thread in dump.split("\n\n"):
            found = THREAD.search(thread)
            if found:
                milliseconds, thread_id = float(found[2]), (found[1], found[3])
                seconds[part_of(FRAME.findall(thread))] += (milliseconds - used.get(thread_id, 0)) / 1000
                used[thread_id] = milliseconds
    return seconds


def part_of(frames):
    for frame in frames:
        for part, prefixes in PARTS.items():
            if frame.startswith(prefixes):
                return part
    return JAVA
