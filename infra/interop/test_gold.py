"""What other engines see in the gold tables of a run is what the run said it published."""

import datetime
import decimal

from deltalake import DeltaTable

ORDERED = (int, float, str, decimal.Decimal, datetime.date)
UNIQUE = "expect_column_values_to_be_unique"


def compare(asked):
    """Every difference at once: {what: (found, expected)} with the equal ones left out."""
    return {what: pair for what, pair in asked.items() if pair[0] != pair[1]}


def test_the_run_published_gold(runs):
    assert runs.gold(), "the run published no gold table"


def test_every_table_has_the_rows_that_were_published(runs, engine):
    asked = {
        name: (engine.rows(runs.path(name), version=table["version"]), table["rows_published"])
        for name, table in runs.gold().items()
    }
    assert compare(asked) == {}


def test_a_later_publish_is_the_newest_version_and_the_earlier_stays_readable(runs, engine):
    asked = {}
    for table in (runs.again or {"tables": []})["tables"]:
        name, before = table["table"], runs.gold().get(table["table"])
        if table["status"] == "published" and before:
            path = runs.path(name)
            asked[name, "newest"] = (engine.rows(path), table["rows_published"])
            asked[name, "earlier"] = (engine.rows(path, version=before["version"]), before["rows_published"])
            asked[name, "version"] = (DeltaTable(path).version(), table["version"])
            assert table["version"] > before["version"]
    assert compare(asked) == {}


def test_keys_that_the_gate_found_unique_are_unique(runs, engine):
    asked = {}
    for name, table in runs.gold().items():
        for check in table["checks"]:
            if check["expectation"] == UNIQUE and check["status"] == "pass":
                path = runs.path(name)
                asked[name, check["column"]] = (engine.distinct(path, [check["column"]]), engine.rows(path))
    assert asked, "no gold table has a unique column"
    assert compare(asked) == {}


def test_skipping_by_statistics_loses_no_row(runs, engine):
    """A filtered read, where files and row groups are skipped by their statistics, equals the filter after a full read."""
    asked = {}
    for name in runs.gold():
        path = runs.path(name)
        table = DeltaTable(path).to_pyarrow_table()
        for column in table.column_names:
            values = table.column(column).to_pylist()
            asked[name, column, "is null"] = (engine.matching(path, column, "is null", None), values.count(None))
            present = sorted(value for value in values if isinstance(value, ORDERED) and value == value)
            for value in {present[0], present[len(present) // 2], present[-1]} if present else ():
                for comparison, holds in ((">=", value.__le__), ("<=", value.__ge__), ("=", value.__eq__)):
                    expected = sum(1 for other in present if holds(other) is True)
                    asked[name, column, comparison, value] = (engine.matching(path, column, comparison, value), expected)
    assert compare(asked) == {}
