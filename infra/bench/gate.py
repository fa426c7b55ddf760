"""What the gate costs: the same table of 40 columns built without checks, with 16 and with 100 of them.

    python3 infra/bench/gate.py [--rows 1000000] [--repeat 3]

prints the seconds of each as Lavra reports them (medians; the first, cold run of each is left out) and their ratios, and
how often the measuring statements read each column: once for all aggregates together, and once more for each column whose
values have to be grouped.
"""

import argparse
import json
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
            made.append(("column_mean_to_be_between", {"column": on, "min_value": 1}))
    return [{f"expect_{kind}": arguments} for kind, arguments in made]


def write(folder, rows):
    select = ",\n  ".join(f"{expression(n)} as {name(n)}" for n in range(COLUMNS))
    (folder / "gold").mkdir()
    (folder / "lake.yaml").write_text("lake: gate\n")
    for count in (0, 16, 100):
        table = f"checks_{count}"
        lines = "".join(f"  - {json.dumps(check)}\n" for check in checks(count))
        listed = f"expectations:\n{lines}" if lines else ""
        (folder / f"gold/{table}.yaml").write_text(f"sql: {table}.sql\n{listed}")
        (folder / f"gold/{table}.sql").write_text(f"select\n  {select}\nfrom range({rows}) as r(i)\n")


def seconds(folder, table):
    how = ["--full-refresh", "--runner", "direct", "--output", "json"]
    command = [ROOT / "lavra", "run", folder, "--select", table, *how]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    report = json.loads(done.stdout)["tables"][0]
    assert report["status"] == "published", report["reason"]
    return report["seconds"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gate-"))
    try:
        write(folder, options.rows)
        taken = {0: [], 16: [], 100: []}
        for turn in range(options.repeat + 1):
            for count, times in taken.items():
                spent = seconds(folder, f"gold.checks_{count}")
                if turn:
                    times.append(spent)
    finally:
        shutil.rmtree(folder)
    base = statistics.median(taken[0])
    print(f"{options.rows:,} rows, {COLUMNS} columns, median of {options.repeat}")
    for count, times in taken.items():
        median = statistics.median(times)
        print(f"{count:>4} checks  {median:6.2f} s  {median / base - 1:+7.1%}")


if __name__ == "__main__":
    main()
