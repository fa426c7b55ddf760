"""Measures this checkout against an earlier one: whole runs of the benchmark's lake, in turn, and the ratio of each pair.

git worktree add --detach /tmp/before HEAD~1
python3 infra/bench/before.py /tmp/before [--rows 10000000] [--repeat 3]

The events have numbers as texts; --numbers makes JSON numbers of the amounts.
"""

import argparse
import os
from pathlib import Path
from statistics import median

import run


def lavra(checkout, lake):
    return lambda out: [checkout / "lavra", "run", lake, "--target", "local", "--output", "json"]


def with_numbers(data, rows):
    """A copy of the events in which each amount is a JSON number with the digits it had."""
    folder = data.parent / f"{rows}-numbers"
    if not (folder / "expected.json").exists():
        folder.mkdir(exist_ok=True)
        for file in sorted(data.glob("events_*.jsonl")):
            with open(file) as lines, open(folder / file.name, "w") as out:
                out.writelines(unquoted(line) for line in lines)
        (folder / "expected.json").write_text((data / "expected.json").read_text())
    return folder


def unquoted(line):
    before, amount, after = line.partition('"amount":"')
    value, end, rest = after.partition('"')
    return f'{before}"amount":{value}{rest}' if end and value[:1].isdigit() else line


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("before", type=Path)
    arguments.add_argument("--rows", type=int, default=10_000_000)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--numbers", action="store_true")
    given = arguments.parse_args()
    run.inside_venv()
    run.WORK.mkdir(exist_ok=True)
    data, expected = run.data_of(given.rows)
    data = with_numbers(data, given.rows) if given.numbers else data
    lakes = {"now": (run.ROOT, run.HERE / "lake"), "before": (given.before, given.before / "infra/bench/lake")}
    for checkout, _ in lakes.values():
        run.subprocess.run([checkout / "lavra", "--version"], check=True, stdout=run.subprocess.DEVNULL)
    pairs = []
    for _ in range(given.repeat):
        pair = {}
        for name, (checkout, lake) in lakes.items():
            os.sync()  # what the last run wrote shall not be flushed in this one's time
            cost, problem = run.once(name, data, expected, lavra(checkout, lake))
            assert problem is None, problem
            pair[name] = cost
        pairs.append(pair)
    for figure in ("seconds", "cpu_seconds"):
        each = [getattr(pair["now"], figure) / getattr(pair["before"], figure) for pair in pairs]
        print(f"{figure}: now / before {median(each):.3f} (of {', '.join(f'{ratio:.3f}' for ratio in each)})")


if __name__ == "__main__":
    main()
