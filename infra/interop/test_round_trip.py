"""100 random tables, or as many as you like, through landing, bronze, silver and gold: what deltalake, Polars and DuckDB read is what Python's own
csv, decimal, datetime and zoneinfo say, or the row is in quarantine and its reason names the column that is wrong.

    pytest infra/interop/test_round_trip.py --round-trip-seed 7 --round-trip-tables 75   (a zone; there are four)
"""

import collections
import csv
import datetime
import gzip
import io
import json
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

import polars
import pytest
from deltalake import DeltaTable

from engines import DuckDb
from round_trip import tables

ROOT = Path(__file__).resolve().parents[2]
ZONES = ["UTC", "America/Sao_Paulo", "Europe/Berlin", "Australia/Lord_Howe"]


@dataclass(frozen=True)
class RoundTrip:
    lake: Path
    tables: list
    report: dict

    def path(self, name):
        return str(self.lake / ".lake" / name.replace(".", "/"))


@pytest.fixture(scope="module", params=ZONES, ids=lambda zone: zone.replace("/", "-"))
def trip(request, tmp_path_factory):
    zone = request.param
    seed = request.config.getoption("round_trip_seed")
    print(f"seed {seed}, {zone}")
    lake = tmp_path_factory.mktemp("lake")
    made = make(lake, zone, random.Random(f"{seed} {zone}"), request.config.getoption("round_trip_tables"))
    done = subprocess.run(
        [ROOT / "lavra", "run", lake, "--output", "json", "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert done.returncode in (0, 1), done.stderr[-3000:]
    return RoundTrip(lake, made, {table["table"]: table for table in json.loads(done.stdout)["tables"]})


def make(lake, zone, dice, count):
    for folder in ("landing", "bronze", "silver", "gold"):
        (lake / folder).mkdir()
    (lake / "lake.yaml").write_text(json.dumps({"lake": "round-trip", "timezone": zone}))
    made = [tables.table(dice, f"t{number}") for number in range(count)]
    for table in made:
        table.judge(zone)
        table.write(lake)
    return made


def test_all_tables_are_published(trip):
    left = {name: table["reason"] for name, table in trip.report.items() if table["status"] != "published"}
    assert left == {}


def test_the_files_say_what_was_meant(trip):
    for table in trip.tables:
        if table.form == "csv":
            assert read_by_python(trip.lake, table) == [["" if t is None else t for t in row] for row in table.rows]


def read_by_python(lake, table):
    file = next(f for f in (lake / "landing").iterdir() if f.name.split(".")[0] == table.name)
    data = gzip.decompress(file.read_bytes()) if table.csv["packed"] else file.read_bytes()
    text = io.StringIO(data.decode(table.csv["encoding"]), newline="")
    quote = table.csv["quote"]
    quoting = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    return list(csv.reader(text, delimiter=table.csv["delimiter"], quotechar=quote or None, quoting=quoting))[1:]


def test_every_row_is_accounted_for(trip):
    counts = {table.name: counted(trip.report[f"silver.{table.name}"]) for table in trip.tables}
    assert counts == {table.name: (len(table.rows), len(table.expected), len(table.bad)) for table in trip.tables}


def counted(report):
    return report["rows_read"], report["rows_published"], report["rows_quarantined"]


def test_bronze_keeps_every_text(trip):
    texts = {table.name: differences(rows_of_bronze(trip, table), expected_texts(table)) for table in trip.tables}
    assert {name: found for name, found in texts.items() if found} == {}


def expected_texts(table):
    return [tuple("" if t is None and table.form == "csv" else t for t in row) for row in table.rows]


def rows_of_bronze(trip, table):
    """The source's columns stand first in bronze, in the file's order; keys of JSON in that of their first appearance."""
    found = DeltaTable(trip.path(f"bronze.{table.name}"))
    fields = found.schema().fields
    lineage = next(at for at, f in enumerate(fields) if f.name == "_arrived_at") - 2  # its own columns stand last
    named = {physical_source(f): f.name for f in fields[:lineage]}
    known = found.to_pyarrow_table().to_pydict()
    height = len(next(iter(known.values())))
    columns = [known[named[source]] if source in named else [None] * height for source in table.sources]
    return [tuple(texts_as_csv(table, row)) for row in zip(*columns, strict=True)]


def texts_as_csv(table, row):
    return ["" if text is None and table.form == "csv" else text for text in row]


def physical_source(field):
    """A bronze column's comment is the source's name where that could not be kept."""
    return field.metadata.get("comment") or field.name


def test_quarantine_names_the_column_that_is_wrong(trip):
    wrong = collections.defaultdict(list)
    for row in quarantined(trip):
        wrong[row["table_name"]].append(row["reason"])
    for table in trip.tables:
        reasons = wrong.pop(f"silver.{table.name}", [])
        named = sorted(sorted({part.split(":")[0] for part in reason.split("; ") if part[:1] == "c" and ": cannot" in part}) for reason in reasons)
        assert named == sorted(sorted(columns) for columns in table.bad), (table.name, reasons)
    assert wrong == {}


def quarantined(trip):
    return DeltaTable(trip.path("ops.quarantine")).to_pyarrow_table().to_pylist()


@pytest.mark.parametrize("layer", ["silver", "gold"])
@pytest.mark.parametrize("read", ["deltalake", "polars", "duckdb"])
def test_rows_are_what_python_says(trip, layer, read):
    reader = READERS[read]()
    found = {}
    for table in trip.tables:
        path = trip.path(f"{layer}.{table.name}")
        if not Path(path).exists():
            continue  # said by test_all_tables_are_published
        different = differences(reader(path, list(table.columns)), table.expected)
        if different:
            found[table.name] = different
    assert found == {}


def differences(found, expected):
    """What is too many and what is missing, of rows in any order."""
    found, expected = (collections.Counter(rows) for rows in (found, expected))
    return [("not expected", row) for row in found - expected] + [("missing", row) for row in expected - found]


def by_deltalake():
    def rows(path, columns):
        read = DeltaTable(path).to_pyarrow_table(columns=columns)
        return [plain(row) for row in zip(*(read.column(c).to_pylist() for c in columns), strict=True)]

    return rows


def by_polars():
    return lambda path, columns: [plain(row) for row in polars.scan_delta(path).select(columns).collect().rows()]


def by_duckdb():
    connection = DuckDb().connection

    def rows(path, columns):
        named = ", ".join(f'"{column}"' for column in columns)
        return [plain(row) for row in connection.execute(f"SELECT {named} FROM delta_scan('{path}')").fetchall()]

    return rows


def plain(row):
    """Instants in one zone, so that equal ones are equal."""
    return tuple(v.astimezone(datetime.timezone.utc) if isinstance(v, datetime.datetime) else v for v in row)


READERS = {"deltalake": by_deltalake, "polars": by_polars, "duckdb": by_duckdb}
