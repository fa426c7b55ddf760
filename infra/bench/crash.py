"""Random lakes, and what may happen to them: kills, two runs at once, full disks, damaged files, landing files that move, a
server that dies. After each, tables are what a run that nobody disturbed makes of the same files, no row is unaccounted for,
and readers saw whole tables at every moment.

python3 infra/bench/crash.py --minutes 60 --seed 7      half of the lakes on MinIO if LAVRA_TEST_MINIO names its binary
"""

import argparse
import importlib.util
import json
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import run as bench

ROUNDS = 4  # events for each lake
PATIENCE = 6  # runs until all is published


class Trial:
    """One lake, and what happens to it."""

    def __init__(self, lavra, dice, folder, server):
        from crashes.events import Runs
        from crashes.lake import Lake
        from crashes.tables import Tables

        self.lavra, self.dice, self.server = lavra, dice, server
        target = server.target(folder.name) if server else None
        self.lake = Lake(folder / "lake", dice, target)
        arguments = ["--target", "minio"] if server else []
        environment = os.environ | (server.environment() if server else {})
        self.runs = Runs(lavra, self.lake, arguments, environment, server)
        root = f"s3://crash/{folder.name}" if server else self.lake.folder / ".lake"
        self.tables = Tables(root, server.options() if server else None)

    def go(self):
        from crashes import events

        begun = time.monotonic()
        self.complete()
        usual = time.monotonic() - begun
        self.compare()
        happenings = [events.kill, events.twins, events.moves]
        happenings += [events.dying_server] if self.server else [events.full, self.damage]
        for happens in self.dice.sample(happenings * 2, ROUNDS):
            if happens != events.moves:
                self.lake.grow()
            self.disturb(happens, usual)
            self.complete()
            self.compare()

    def disturb(self, happens, usual):
        """With readers beside it; a server that is dead and a table that is damaged are no readers' business."""
        from crashes import events
        from crashes.lake import TABLES
        from crashes.tables import Watcher

        if happens in (events.dying_server, self.damage):
            print("   ", happens(self.runs, self.dice, usual), flush=True)
            return
        watcher = Watcher(self.tables, TABLES)
        watcher.start()
        try:
            print("   ", happens(self.runs, self.dice, usual), flush=True)
        finally:
            faults = watcher.end()
        assert not faults, faults
        print(f"        {watcher.reads} reads beside it", flush=True)

    def damage(self, runs, dice, usual):
        from crashes import damage, events
        from crashes.lake import TABLES

        done = damage.damage(self.lake.folder / ".lake", TABLES, dice)
        code, out, errors = events.end(runs.start())
        assert code in (0, 1, 3), f"{done}: the run ended with {code}: {errors[-2000:]}"
        failed = {table["table"] for table in json.loads(out)["tables"] if table["status"] == "failed"}
        healed = damage.heal(runs)
        assert failed <= {*healed, *self._above(healed)}, f"{done}: {failed} failed, {healed} needed repair"
        return f"{done[1]} was {done[2]}: the run ended with {code}, repaired: {', '.join(healed) or 'nothing'}"

    @staticmethod
    def _above(healed):
        """What reads a damaged table fails with it."""
        readers = {"bronze.orders": ["silver.orders"], "bronze.clicks": ["silver.clicks"],
                   "silver.orders": ["gold.by_customer", "gold.pages"], "silver.clicks": ["gold.pages"]}
        return [above for table in healed for above in readers.get(table, [])]

    def complete(self):
        """Runs until all is published or up to date, as a schedule does."""
        from crashes import events

        for _ in range(PATIENCE):
            code, out, errors = events.end(self.runs.start())
            assert "\tat " not in errors, f"a stack trace: {errors[-3000:]}"
            assert code in (0, 1, 5), f"a run ended with {code}: {errors[-2000:]}"
            report = json.loads(out)
            for table in report["tables"]:
                account(table)
            if code == 0 and not any("left for the next run" in table["reason"] for table in report["tables"]):
                return
        raise AssertionError(f"after {PATIENCE} runs: {[(t['table'], t['status'], t['reason']) for t in report['tables']]}")

    def compare(self):
        from crashes import events
        from crashes.lake import TABLES
        from crashes.tables import Tables

        clean = self.lake.copy()
        try:
            process = events.Runs(self.lavra, Clean(clean), [], self.runs.environment).start()
            code, _, errors = events.end(process)
            assert code == 0, f"the undisturbed run ended with {code}: {errors[-2000:]}"
            expected = Tables(clean / ".lake").contents(TABLES)
        finally:
            shutil.rmtree(clean)
        found = self.tables.contents(TABLES)
        different = {name: (found[name], expected[name]) for name in TABLES if found[name] != expected[name]}
        assert not different, f"not as an undisturbed run makes them: {different}"


class Clean:
    def __init__(self, folder):
        self.folder = folder


def account(table):
    parts = ("rows_published", "rows_quarantined", "rows_deduplicated", "rows_filtered")
    if table["status"] == "published" and table["table"].startswith("bronze"):
        assert table["rows_read"] == sum(table[part] for part in parts), f"rows are unaccounted for: {table}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--seed", default="1")
    arguments.add_argument("--first", type=int, default=0, help="the number of the first lake, to see one again")
    arguments.add_argument("--lavra", type=Path, default=bench.ROOT / "lavra", help="the command that is tried")
    given = arguments.parse_args()
    if not importlib.util.find_spec("deltalake"):
        bench.inside_venv()
    from crashes.server import Server

    place = Path(tempfile.mkdtemp(prefix="lavra-crash-"))
    binary = os.environ.get("LAVRA_TEST_MINIO")
    server = Server(binary, place / "minio") if binary else None
    end, number = time.monotonic() + given.minutes * 60, given.first
    try:
        while time.monotonic() < end:
            dice = random.Random(f"{given.seed} {number}")
            on = server if dice.random() < 0.5 else None  # drawn in any case: a seed makes the same lakes without a server
            print(f"lake {number} of seed {given.seed}, {'on MinIO' if on else 'in a folder'}", flush=True)
            try:
                Trial(given.lavra, dice, place / f"lake-{number}", on).go()
            except Exception:
                print(f"\nAgain: crash.py --seed {given.seed} --first {number}. What is left of it: {place}/lake-{number}")
                raise
            shutil.rmtree(place / f"lake-{number}")
            number += 1
    finally:
        if server:
            server.die()
    shutil.rmtree(place)
    print(f"{number - given.first} lakes, {(number - given.first) * ROUNDS} events: all came through")


if __name__ == "__main__":
    sys.exit(main())
