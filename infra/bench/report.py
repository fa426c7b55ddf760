"""The report of run.py: medians, ratios, the contract's verdicts and the machine, as Markdown."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from statistics import median
from subprocess import PIPE, STDOUT, run

import psutil

AT_MOST = {"spark": 0.33, "duckdb": 1.5}
AT_MOST_GROWTH = 1.15
AT_MOST_BYTES = 3e9
AT_MOST_COLD = 30
AT_MOST_UNCHANGED = 10
CONTRACT_ROWS = 10_000_000


def render(outcomes, shipped, repeat):
    """outcomes: (rows, contender) to a list of (Cost, problem or None); shipped: a ShippedLake, or None."""
    good = {key: [cost for cost, problem in tries if not problem] for key, tries in outcomes.items()}
    middle = {key: median(cost.seconds for cost in costs) for key, costs in good.items() if costs}
    parts = [
        "# Speed",
        "JSON events to a bronze Delta table, then to a conformed, deduplicated silver Delta table with 16 checks; rows "
        "that do not parse or cast go to a quarantine. Whole processes from start to exit, in turn; the median of "
        f"{repeat} by seconds, the largest peak memory. The counts of every outcome are checked against what the "
        "generator planted. The peers are spared what Lavra also does: an audit before the commit (PySpark checks after "
        "writing), partitions by day of arrival, content fingerprints, the record of the run.",
        table(outcomes, good, middle),
        verdicts(good, middle),
        *([] if shipped is None else nova_corrente(shipped)),
        "## The machine",
        machine(),
    ]
    return "\n\n".join(parts) + "\n"


def table(outcomes, good, middle):
    lines = [
        "| rows | contender | seconds | processor seconds | µs a row | peak memory | Lavra's time / this |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    for rows, contender in sorted(outcomes):
        costs = good[rows, contender]
        if not costs:
            lines.append(f"| {rows:,} | {contender} | not measured: {outcomes[rows, contender][-1][1]} | | | | |")
            continue
        seconds, lavra = middle[rows, contender], middle.get((rows, "lavra"))
        ratio = f"{lavra / seconds:.2f}" if lavra else ""
        cpu, peak = median(cost.cpu_seconds for cost in costs), max(cost.peak_bytes for cost in costs)
        lines.append(
            f"| {rows:,} | {contender} | {seconds:.1f} | {cpu:.1f} | {seconds / rows * 1e6:.2f} "
            f"| {peak / 1e9:.2f} GB | {ratio} |"
        )
    return "\n".join(lines)


def nova_corrente(shipped):
    """The lake that ships: its seconds, and where they go."""
    parts = ["| part | processor seconds |", "|---|---:|"]
    parts += [f"| {part} | {seconds:.1f} |" for part, seconds in shipped.parts.items()]
    return [
        "## The lake that ships",
        "`lavra run` on a copy of `pipelines/lakes/nova-corrente`, whole processes, medians. "
        f"`lavra --version`, which only starts Java, takes {shipped.start:.1f} s.",
        "\n".join(
            [
                verdict("all tables made", shipped.cold, AT_MOST_COLD, f"{shipped.cold:.1f} s"),
                verdict("nothing changed", shipped.unchanged, AT_MOST_UNCHANGED, f"{shipped.unchanged:.1f} s"),
            ]
        ),
        "Where the processor's seconds of a run that makes all tables go, from looks at its threads ten times a second; "
        "what a part loads and starts counts as its own.",
        "\n".join(parts),
    ]


def verdict(text, found, limit, shown):
    return f"- {text}: {shown}, at most {limit:g} — {'holds' if found <= limit else '**does not hold**'}"


def verdicts(good, middle):
    lines = []
    for peer, limit in AT_MOST.items():
        if (CONTRACT_ROWS, "lavra") in middle and (CONTRACT_ROWS, peer) in middle:
            ratio = middle[CONTRACT_ROWS, "lavra"] / middle[CONTRACT_ROWS, peer]
            lines.append(verdict(f"at {CONTRACT_ROWS:,} rows, of {peer}'s time", ratio, limit, f"{ratio:.2f}"))
    sizes = sorted(rows for rows, contender in middle if contender == "lavra")
    for fewer, more in zip(sizes, sizes[1:]):
        first, last = (middle[rows, "lavra"] / rows for rows in (fewer, more))
        text = f"time per row at {more:,} rows, of that at {fewer:,}"
        lines.append(verdict(text, last / first, AT_MOST_GROWTH, f"{last / first:.2f}"))
    if sizes:
        peak = max(cost.peak_bytes for rows in sizes for cost in good[rows, "lavra"])
        lines.append(verdict("gigabytes of memory at the peak", peak / 1e9, AT_MOST_BYTES / 1e9, f"{peak / 1e9:.2f}"))
    return "\n".join(lines) or "Lavra was not measured."


def machine():
    java = run(["java", "-version"], stdout=PIPE, stderr=STDOUT, text=True).stdout.splitlines()
    peers = ", ".join(f"{part} {version(part)}" for part in ("duckdb", "deltalake", "pyspark"))
    return "\n".join(
        [
            f"- {os.cpu_count()} cores, {processor()}, {psutil.virtual_memory().total / 1e9:.0f} GB memory",
            f"- {platform.system()} {platform.machine()}, {java[-2] if len(java) > 1 else 'no java'}",
            f"- Python {platform.python_version()}, {peers}, delta-spark 3.3.2",
            f"- load before the report was written: {os.getloadavg()[0]:.1f}",
        ]
    )


def processor():
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    return found[1] if found else platform.processor() or "unknown processor"
