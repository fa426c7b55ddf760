"""Measures what a Flink cluster costs beside the embedded Flink, on the events of run.py; writes cluster.md.

infra/dev/up flink && . infra/dev/target/env && python3 infra/bench/cluster.py

Both write the same folder on this machine. The cluster is warm: one run that is not counted goes before.
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import median

import run

HERE = Path(__file__).resolve().parent
REPORT = """# The embedded Flink and a cluster

The task of [report.md](report.md) with {rows:,} events: `lavra run` on the embedded Flink, and sent to a JobManager and two
TaskManagers with one slot each on the same machine (`infra/dev/up flink`), in turn; the median of {repeat} by seconds of whole
processes from start to exit. The cluster runs before and goes on after, so starting it is not counted. The counts of every
outcome are checked against what the generator planted.

| runs on | seconds | of the embedded one's time |
|---|---:|---:|
| embedded Flink | {embedded:.1f} | 1.00 |
| cluster | {cluster:.1f} | {ratio:.2f} |

{machine}
"""


def command(data, out, master):
    here = run.command_of("lavra", data, out)
    return [*here, "--flink-master", master] if master else here


def once(data, expected, master):
    cost, problem = run.once("lavra", data, expected, lambda out: command(data, out, master))
    if problem:
        sys.exit(1)
    return cost.seconds


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=10_000_000)
    arguments.add_argument("--repeat", type=int, default=3)
    given = arguments.parse_args()
    master = os.environ.get("FLINK_MASTER") or sys.exit("FLINK_MASTER is not set: . infra/dev/target/env")
    run.inside_venv()
    import report

    run.WORK.mkdir(exist_ok=True)
    run.prepare(["lavra"])
    data, expected = run.data_of(given.rows)
    once(data, expected, master)
    pairs = [(once(data, expected, None), once(data, expected, master)) for _ in range(given.repeat)]
    embedded, cluster = (median(seconds) for seconds in zip(*pairs))
    text = REPORT.format(
        rows=given.rows,
        repeat=given.repeat,
        embedded=embedded,
        cluster=cluster,
        ratio=cluster / embedded,
        machine=report.machine(),
    )
    (HERE / "cluster.md").write_text(text)


if __name__ == "__main__":
    main()
