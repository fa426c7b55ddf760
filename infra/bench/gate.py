"""What the gate costs: the same table of 40 columns built without checks, with 16 and with 100 of them.

    python3 infra/bench/gate.py [--rows 1000000] [--repeat 3]

prints what each took beyond the same on a table of one row, and the ratios: seconds as Lavra reports them, which hold on
a quiet machine only, and processor seconds, which hold on a busy one too. All aggregates are measured in one scan; a
column whose values have to be grouped is read once more.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = 40


def kind(number):
    """Ten whole numbers, ten decimals, ten doubles, five short and five long texts."""
    return ("n", "p", "d", "t")[number // 10]


def expression(number):
    spread = f"hash(i * {2 * number + 1})"
    return {
        "n": f"cast({spread} % 100000 as bigint)",
        "p": f"cast({spread} % 1000000 as decimal(12,2)) / 100",
        "d": f"cast({spread} % 1000003 as double) / 7",
        "t": f"'v' || cast({spread} % {10 if number < 35 else 1000000} as varchar)",
    }[kind(number)]


def name(number):
    return f"{kind(number)}{number}"


def checks(count):
    """Checks of several kinds, spread over all columns; every tenth groups values."""
    made = []
    for i in range(count):
        column = i % COLUMNS
        on, letter, turn = name(column), kind(column), i // COLUMNS
        if i % 10 == 9:
            made.append(("column_unique_value_count_to_be_between", {"column": on, "min_value": 1}))
        elif turn == 0:
            made.append(("column_values_to_not_be_null", {"column": on}))
        elif letter == "t":
            made.append(("column_values_to_match_regex", {"column": on, "regex": "^v[0-9]+$"}))
        elif turn == 1:
            made.append(("column_values_to_be_between", {"column": on, "min_value": 0}))
        else:
            made.append(("column_mean_to_be_between", {"column": on, "min_value": 0}))
    return [{f"expect_{kind}": arguments} for kind, arguments in made]


def processor():
    """Processor seconds of all processes that have ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write(folder, rows):
    select = ",\n  ".join(f"{expression(n)} as {name(n)}" for n in range(COLUMNS))
    (folder / "gold").mkdir(parents=True)
    (folder / "lake.yaml").write_text("lake: gate\n")
    for count in (0, 16, 100):
        table = f"checks_{count}"
        lines = "".join(f"  - {json.dumps(check)}\n" for check in checks(count))
        listed = f"expectations:\n{lines}" if lines else ""
        (folder / f"gold/{table}.yaml").write_text(f"sql: {table}.sql\n{listed}")
        (folder / f"gold/{table}.sql").write_text(f"select\n  {select}\nfrom range({rows}) as r(i)\n")


def run(folder, table):
    """Seconds by the clock and of the processor."""
    how = ["--full-refresh", "--runner", "direct", "--output", "json"]
    command = [ROOT / "lavra", "run", folder, "--select", table, *how]
    before = processor()
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    report = json.loads(done.stdout)["tables"][0]
    assert report["status"] == "published", report["reason"]
    return report["seconds"], processor() - before


def measure(folder, rows, repeat):
    """For each number of checks the median of what it took beyond a table of one row."""
    write(folder / "all", rows)
    write(folder / "one", 1)
    beyond = {}
    for count in (0, 16, 100):
        table = f"gold.checks_{count}"
        pairs = [(run(folder / "all", table), run(folder / "one", table)) for _ in range(repeat)]
        beyond[count] = [statistics.median(large[i] - small[i] for large, small in pairs) for i in (0, 1)]
    return beyond


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gate-"))
    try:
        beyond = measure(folder, options.rows, options.repeat)
    finally:
        shutil.rmtree(folder)
    print(f"{options.rows:,} rows, {COLUMNS} columns, median of {options.repeat}")
    for count, (clock, cpu) in beyond.items():
        more = f"{clock / beyond[0][0] - 1:+7.1%} {cpu / beyond[0][1] - 1:+7.1%}"
        print(f"{count:>4} checks  {clock:6.2f} s  {cpu:6.2f} s of the processor  {more}")


if __name__ == "__main__":
    main()
