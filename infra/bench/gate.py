"""Measures what the gate costs, as whole runs with a suite and without it, in turn; writes gate.md.

python3 infra/bench/gate.py [--rows 10000000] [--wide 4000000] [--repeat 5]
"""

import argparse
import json
import os
import shutil
from pathlib import Path
from statistics import median

import run

HERE = Path(__file__).resolve().parent
COLUMNS = 40
GROUPED = [
    ("unique_value_count_to_be_between", {"min_value": 1}),
    ("values_to_be_unique", {"mostly": 0}),
    ("proportion_of_unique_values_to_be_between", {"min_value": 0}),
]
REPORT = """# What the gate costs

Whole runs of `lavra run`, from start to exit, with a suite and without it, in turn; medians of {repeat} pairs. The events are the
task of [report.md](report.md) with the 16 checks of its table. The wide table has {columns} columns of numbers, decimals and texts,
and checks of eight kinds, of which every tenth groups values. All aggregates are measured in one scan of what was staged; a
column whose values have to be grouped is read once more (`SuiteTest.howeverManyChecksAColumnIsScannedTwice`).

| table | checks | seconds without | seconds with | more time |
|---|---:|---:|---:|---:|
{lines}

{machine}

    python3 infra/bench/gate.py
"""


def kind(number):
    """Ten whole numbers, ten decimals, ten doubles, five short and five long texts."""
    return ("n", "p", "d", "t")[number // 10]


def expression(number):
    spread = f"hash(i * {2 * number + 1})"
    return {
        "n": f"cast({spread} % 100000 as bigint)",
        "p": f"cast({spread} % 1000000 / 100 as decimal(12,2))",
        "d": f"cast({spread} % 1000003 as double) / 7",
        "t": f"'v' || cast({spread} % {10 if number < 35 else 1000000} as varchar)",
    }[kind(number)]


def name(number):
    return f"{kind(number)}{number}"


def checks(count):
    """Checks of eight kinds, spread over all columns; every tenth groups values."""
    made = []
    for i in range(count):
        column, turn = i % COLUMNS, i // COLUMNS
        on, is_text = {"column": name(column)}, kind(column) == "t"
        if i % 10 == 9:
            what, arguments = GROUPED[turn]
        elif turn == 0:
            what, arguments = "values_to_not_be_null", {}
        elif is_text:
            matches = ("values_to_match_regex", {"regex": "^v[0-9]+$"})
            lengths = ("value_lengths_to_be_between", {"min_value": 2, "max_value": 7})
            what, arguments = matches if column % 2 else lengths
        elif turn == 1:
            what, arguments = "values_to_be_between", {"min_value": 0, "max_value": 1_000_000}
        else:
            what, arguments = "mean_to_be_between", {"min_value": 0}
        made.append({f"expect_column_{what}": on | arguments})
    return made


def wide(folder, rows, count):
    """A lake of one table."""
    select = ",\n  ".join(f"{expression(n)} as {name(n)}" for n in range(COLUMNS))
    lines = "".join(f"  - {json.dumps(check)}\n" for check in checks(count))
    (folder / "gold").mkdir(parents=True)
    (folder / "lake.yaml").write_text('lake: gate\ntargets:\n  local: { root: "${BENCH_LAKE}" }\n')
    (folder / "gold/wide.yaml").write_text("sql: wide.sql\n" + (f"expectations:\n{lines}" if lines else ""))
    (folder / "gold/wide.sql").write_text(f"select\n  {select}\nfrom range({rows}) as r(i)\n")
    return folder


def without_checks(folder):
    """The benchmark's lake, without its tests and expectations."""
    shutil.copytree(HERE / "lake", folder)
    table = folder / "silver/stg_events.yaml"
    lines = table.read_text().split("expectations:")[0].splitlines(True)
    table.write_text("".join(line.split(", tests:")[0] + " }\n" if "tests:" in line else line for line in lines))
    return folder


def once(lake, data, published):
    from measure import measure

    out, log = run.WORK / "out", run.WORK / "gate.log"
    shutil.rmtree(out, ignore_errors=True)
    os.sync()  # what the last run wrote shall not be flushed in this one's time
    env = os.environ | {"BENCH_DATA": str(data), "BENCH_LAKE": str(out)}
    command = [run.ROOT / "lavra", "run", lake, "--target", "local", "--output", "json"]
    cost = measure(command, env, log)
    assert cost.exit_code == 0, log.read_text(errors="replace")[-2000:]
    said = log.read_text(errors="replace")
    assert f'"rows_published" : {published}' in said, said[-2000:]
    shutil.rmtree(out)
    print(f"{lake.name:12} {cost.seconds:8.1f} s", flush=True)
    return cost.seconds


def line(table, count, without, with_checks, data, published, repeat):
    pairs = [(once(without, data, published), once(with_checks, data, published)) for _ in range(repeat)]
    clock = [median(seconds) for seconds in zip(*pairs)]
    more = median(suite / none for none, suite in pairs) - 1
    return f"| {table} | {count} | {clock[0]:.1f} | {clock[1]:.1f} | {more:+.1%} |"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=10_000_000)
    arguments.add_argument("--wide", type=int, default=4_000_000)
    arguments.add_argument("--repeat", type=int, default=5)
    given = arguments.parse_args()
    run.inside_venv()
    import report

    run.WORK.mkdir(exist_ok=True)
    run.prepare(["lavra"])
    lakes = run.WORK / "gate"
    shutil.rmtree(lakes, ignore_errors=True)
    lakes.mkdir()
    data, expected = run.data_of(given.rows)
    published, repeat = expected["published"], given.repeat
    lines = [
        line(f"{given.rows:,} events", 16, without_checks(lakes / "events"), HERE / "lake", data, published, repeat)
    ]
    none = wide(lakes / "wide_0", given.wide, 0)
    for count in (16, 100):
        suite = wide(lakes / f"wide_{count}", given.wide, count)
        lines.append(line(f"{given.wide:,} rows, {COLUMNS} columns", count, none, suite, data, given.wide, repeat))
    text = REPORT.format(repeat=repeat, columns=COLUMNS, lines="\n".join(lines), machine=report.machine())
    (HERE / "gate.md").write_text(text)


if __name__ == "__main__":
    main()
