"""Times the lake that ships, cold and when nothing changed, and tells in which parts the seconds go."""

import json
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measure import measure

ROOT = Path(__file__).resolve().parents[2]
LAKE = ROOT / "pipelines/lakes/nova-corrente"
# As deep in the repository as the lake itself: its sources name the repository by ../../..
COPY = ROOT / "pipelines/target/bench-nova-corrente"

# The first frame from the top that begins so says which part a sample belongs to.
PARTS = {
    "DuckDB": ("org.duckdb",),
    "models": ("ai.onnxruntime", "ai.djl", "jdplus", "io.lavra.forecast"),
    "documents and code": ("org.treesitter", "org.eclipse.jgit", "org.jsoup", "io.lavra.text", "io.lavra.code"),
    "Delta and Parquet": ("io.delta", "shadedelta", "org.apache.hadoop", "org.apache.parquet", "io.lavra.lake"),
    "Deequ": ("com.amazon.deequ", "org.apache.spark", "breeze"),
    "Flink and Beam": ("org.apache.flink", "org.apache.beam"),
    "Lavra": ("io.lavra",),
}
OTHER = "Java"
WAITING = ("sun.nio.ch.EPoll.wait", "sun.nio.ch.Net.accept", "sun.nio.ch.Net.poll")
PERIODS = {"jdk.ExecutionSample": 0.01, "jdk.NativeMethodSample": 0.02}  # of the settings "profile", in seconds


@dataclass(frozen=True)
class ShippedLake:
    start: float
    cold: float
    unchanged: float
    parts: dict


def run(repeat, work):
    """Median seconds of repeat runs; the parts are of one more, recorded run."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(LAKE, COPY, ignore=shutil.ignore_patterns(".lake"))
    starts, colds, unchanged = [], [], []
    for _ in range(repeat):
        starts.append(lavra(work, "--version"))
        colds.append(lavra(work, "run", COPY, cold=True))
        unchanged.append(lavra(work, "run", COPY))
    recording = work / "nova-corrente.jfr"
    lavra(work, "run", COPY, cold=True, options=f"-XX:StartFlightRecording=filename={recording},settings=profile")
    shutil.rmtree(COPY)
    return ShippedLake(median(starts), median(colds), median(unchanged), parts(recording))


def lavra(work, *command, cold=False, options=""):
    if cold:
        shutil.rmtree(COPY / ".lake", ignore_errors=True)
    cost = measure([ROOT / "lavra", *command], os.environ | {"LAVRA_JAVA_OPTS": options}, work / "nova-corrente.log")
    assert cost.exit_code == 0, (work / "nova-corrente.log").read_text(errors="replace")
    return cost.seconds


def parts(recording):
    """Seconds of Java threads by part, from a recording's samples."""
    events = ["--events", ",".join(PERIODS), "--stack-depth", "64"]
    printed = subprocess.run(["jfr", "print", "--json", *events, recording], stdout=subprocess.PIPE, check=True)
    seconds = Counter()
    for event in json.loads(printed.stdout)["recording"]["events"]:
        trace = event["values"]["stackTrace"]
        frames = [name(frame) for frame in (trace or {"frames": []})["frames"]]
        if not frames or not frames[0].startswith(WAITING):
            seconds[part_of(frames)] += PERIODS[event["type"]]
    return dict(seconds.most_common())


def name(frame):
    return f"{frame['method']['type']['name'].replace('/', '.')}.{frame['method']['name']}"


def part_of(frames):
    for frame in frames:
        for part, prefixes in PARTS.items():
            if frame.startswith(prefixes):
                return part
    return OTHER
