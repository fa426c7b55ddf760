"""Writes seeded JSON events, about 165 bytes each, into 40 files: the input of every contender.

What is planted, by position k in the stream, so that the right answers can be counted without reading the data:
- k % 50 == 49: an earlier event sent again, with a newer updated_at and another amount (2 %);
- k % 1000 == 500: an amount that is no number (0.1 %);
- k % 5000 == 1234: a ts that is no instant (0.02 %);
- k % 10000 == 7777: a line cut in the middle (0.01 %).
No two of these meet. A tenth of the country codes are in lower case.
"""

import argparse
import json
import random
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

FILES = 40
BLOCK = 10_000
SEED = 20260101
START = datetime(2026, 1, 1)
TYPES = ["view", "view", "view", "view", "search", "search", "cart", "cart", "purchase", "refund"]
COUNTRIES = ["BR"] * 9 + ["br", "AR", "CL", "UY", "PY", "BO", "PE", "CO", "MX", "PT"]


def expected(rows):
    """What every contender must publish and quarantine for this many rows (a multiple of 10 000)."""
    bad_amount, bad_ts, cut = rows // 1000, rows // 5000, rows // 10_000
    resent = rows // 50
    return {"rows": rows, "published": rows - resent - bad_amount - bad_ts - cut, "quarantined": bad_amount + bad_ts + cut}


def instant(seconds):
    return (START + timedelta(seconds=seconds)).isoformat() + "Z"


def resendable(j):
    """An event that was sent well, and so would be published if it were not sent again."""
    return j % 50 != 49 and j % 1000 != 500 and j % 5000 != 1234 and j % 10_000 != 7777


def write_file(folder, number, first, rows):
    pick = random.Random(SEED * 1000 + number)
    with open(folder / f"events_{number:02d}.jsonl", "w", encoding="utf-8", newline="\n") as out:
        for start in range(first, first + rows, BLOCK):
            out.write("".join(lines(pick, start, min(start + BLOCK, first + rows))))


def lines(pick, start, stop):
    draw, bits = pick.random, pick.getrandbits
    for k in range(start, stop):
        event, late, spice = k, int(draw() * 3600), bits(24)
        if k % 50 == 49:
            event = int(draw() * k)
            while not resendable(event):
                event = int(draw() * k)
            late += k - event
        cents = int(draw() ** 3 * 50_000) + 1
        amount = f"{cents // 100}.{cents % 100:02d}" if k % 1000 != 500 else "n/a"
        ts = instant(k - late) if k % 5000 != 1234 else "yesterday"
        line = (
            f'{{"event_id":"e{event}","user_id":"u{spice % 500_000}","type":"{TYPES[spice % 10]}",'
            f'"ts":"{ts}","amount":"{amount}","country":"{COUNTRIES[spice % 19]}",'
            f'"product":"p{spice % 4999}","updated_at":"{instant(k)}"}}\n'
        )
        yield line if k % 10_000 != 7777 else line[: len(line) // 2] + "\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rows", type=int, default=10_000_000)
    arguments.add_argument("--workers", type=int, default=2)
    given = arguments.parse_args()
    if given.rows % BLOCK:
        arguments.error(f"--rows must be a multiple of {BLOCK}")
    given.folder.mkdir(parents=True, exist_ok=True)
    each = given.rows // FILES
    with ProcessPoolExecutor(given.workers) as pool:
        for done in [pool.submit(write_file, given.folder, n, n * each, each) for n in range(FILES)]:
            done.result()
    (given.folder / "expected.json").write_text(json.dumps(expected(given.rows)) + "\n")


if __name__ == "__main__":
    main()
