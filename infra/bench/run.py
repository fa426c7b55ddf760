"""Measures Lavra against PySpark and a hand-written DuckDB script on one task, and the lake that ships; writes report.md.

python3 infra/bench/run.py                      the contract: 1, 10 and 30 million events, medians of three
python3 infra/bench/run.py --rows 1000000 --repeat 1 --contenders lavra duckdb

Everything it needs (a venv, Spark's jars, the data) it puts into ignored folders beside itself, once.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VENV = HERE / ".venv"
WORK = HERE / "target"
JARS = WORK / "jars"
REQUIREMENTS = HERE / "requirements.txt"
LARGEST = {"spark": 10_000_000}  # beyond it a try takes many minutes and says nothing new


def inside_venv():
    """Goes on in the venv's Python, made to fit requirements.txt."""
    stamp = VENV / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != REQUIREMENTS.read_text():
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([VENV / "bin/pip", "install", "-q", "-r", REQUIREMENTS], check=True)
        shutil.copy(REQUIREMENTS, stamp)
    if Path(sys.prefix) != VENV:
        os.execv(VENV / "bin/python", [str(VENV / "bin/python"), *sys.argv])


def prepare(contenders):
    if "spark" in contenders and not JARS.exists():
        copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
        pom = HERE / "spark-jars.xml"
        subprocess.run([ROOT / "mvnw", "-q", "-ntp", "-f", pom, copy, f"-DoutputDirectory={JARS}"], check=True)
    if "lavra" in contenders:
        subprocess.run([ROOT / "lavra", "--version"], stdout=subprocess.DEVNULL)


def data_of(rows):
    data = WORK / "data" / str(rows)
    if not (data / "expected.json").exists():
        subprocess.run([sys.executable, HERE / "generate_events.py", data, "--rows", str(rows)], check=True)
    return data, json.loads((data / "expected.json").read_text())


def command_of(contender, data, out):
    if contender == "lavra":
        return [ROOT / "lavra", "run", HERE / "lake", "--target", "local", "--output", "json"]
    return [sys.executable, HERE / f"peer_{contender}.py", data, out]


def problem_of(cost, out, expected):
    """What is wrong with an outcome, or None: the rows published and kept back must be the planted ones."""
    from deltalake import DeltaTable

    if cost.exit_code:
        return f"exit {cost.exit_code}"
    for table, wanted in (("silver/stg_events", "published"), ("ops/quarantine", "quarantined")):
        found = DeltaTable(out / table).count()
        if found != expected[wanted]:
            return f"{table} has {found} rows, not {expected[wanted]}"
    return None


def once(contender, data, expected, command=None):
    """One try; command makes it out of the folder that it writes, where it is not the contender's own."""
    from measure import measure

    out, log = WORK / "out", WORK / f"{contender}.log"
    shutil.rmtree(out, ignore_errors=True)
    env = os.environ | {"BENCH_DATA": str(data), "BENCH_LAKE": str(out), "SPARK_JARS": str(JARS)}
    cost = measure(command(out) if command else command_of(contender, data, out), env, log)
    problem = problem_of(cost, out, expected)
    shutil.rmtree(out, ignore_errors=True)
    print(f"{contender:8}{expected['rows']:>12,} rows {cost.seconds:8.1f} s  {problem or ''}", flush=True)
    if problem:
        print("".join(log.read_text(errors="replace").splitlines(True)[-20:]), file=sys.stderr)
    return cost, problem


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000, 30_000_000])
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--contenders", nargs="+", default=["lavra", "spark", "duckdb"])
    arguments.add_argument("--report", type=Path, default=HERE / "report.md")
    given = arguments.parse_args()
    inside_venv()
    import report
    import shipped_lake

    WORK.mkdir(exist_ok=True)
    prepare(given.contenders)
    outcomes = {}
    for rows in given.rows:
        data, expected = data_of(rows)
        for _ in range(given.repeat):
            for contender in given.contenders:
                if rows > LARGEST.get(contender, rows):
                    continue
                outcomes.setdefault((rows, contender), []).append(once(contender, data, expected))
    shipped = shipped_lake.run(given.repeat, WORK) if "lavra" in given.contenders else None
    given.report.write_text(report.render(outcomes, shipped, given.repeat))
    sys.exit(any(problem for tries in outcomes.values() for _, problem in tries))


if __name__ == "__main__":
    main()
