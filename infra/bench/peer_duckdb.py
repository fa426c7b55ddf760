"""The task by hand with DuckDB and deltalake: what a good engineer would write for one machine and these files only.

python peer_duckdb.py DATA OUT, where OUT gets bronze/events, silver/stg_events and ops/quarantine as Delta tables.
"""

import sys
from datetime import datetime, timezone
from pathlib import Path

import duckdb
from deltalake import DeltaTable, write_deltalake

import checks

COLUMNS = ["event_id", "user_id", "type", "ts", "amount", "country", "product", "updated_at"]


def ingest(db, data, bronze, quarantine, now):
    """Lines to text columns with their file and line; lines that are no JSON to the quarantine."""
    paths = ", ".join(f"'$.{column}'" for column in COLUMNS)
    fields = ", ".join(f"field[{i}] AS {column}" for i, column in enumerate(COLUMNS, 1))
    db.execute(
        f"""
        CREATE VIEW lines AS
        SELECT filename AS _source, row_number() OVER () AS _offset, line
        FROM read_csv('{data}/events_*.jsonl',
          columns = {{'line': 'VARCHAR'}}, delim = '\x01', quote = '', escape = '', header = false,
          auto_detect = false, filename = true)
        """
    )
    rows = db.sql(
        f"""
        SELECT {fields}, _source, _offset, TIMESTAMPTZ '{now}' AS _arrived_at
        FROM (SELECT line->>[{paths}] AS field, _source, _offset FROM lines WHERE json_valid(line))
        """
    )
    write_deltalake(bronze, rows.to_arrow_reader(), mode="append")
    cut = db.sql(
        """
        SELECT 'bronze.events' AS "table", _source, _offset, line AS raw, 'not JSON' AS reason
        FROM lines WHERE NOT json_valid(line)
        """
    )
    write_deltalake(quarantine, cut.to_arrow_reader(), mode="append")


def conform(db, bronze, quarantine):
    """Typed rows in the temporary table conformed; rows that do not cast to the quarantine."""
    files = DeltaTable(bronze).file_uris()
    db.execute(
        f"""
        CREATE TEMP TABLE conformed AS
        SELECT trim(event_id) AS event_id, trim(user_id) AS user_id, trim(type) AS type,
          try_cast(ts AS TIMESTAMPTZ) AS ts, try_cast(amount AS DECIMAL(12, 2)) AS amount,
          upper(trim(country)) AS country, trim(product) AS product, try_cast(updated_at AS TIMESTAMPTZ) AS updated_at,
          _source, _offset,
          CASE WHEN (ts IS NOT NULL AND try_cast(ts AS TIMESTAMPTZ) IS NULL)
              OR (amount IS NOT NULL AND try_cast(amount AS DECIMAL(12, 2)) IS NULL)
              OR (updated_at IS NOT NULL AND try_cast(updated_at AS TIMESTAMPTZ) IS NULL)
            THEN to_json({{ts: ts, amount: amount, updated_at: updated_at, event_id: event_id}}) END AS bad
        FROM read_parquet({files})
        """
    )
    uncast = db.sql(
        """
        SELECT 'silver.stg_events' AS "table", _source, _offset, CAST(bad AS VARCHAR) AS raw, 'does not cast' AS reason
        FROM conformed WHERE bad IS NOT NULL
        """
    )
    write_deltalake(quarantine, uncast.to_arrow_reader(), mode="append")


def publish(db, silver):
    """The latest sending of every event, checked, then written."""
    db.execute(
        f"""
        CREATE TEMP TABLE latest AS
        SELECT {", ".join(COLUMNS)} FROM conformed WHERE bad IS NULL
        QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY updated_at DESC, _offset DESC) = 1
        """
    )
    verdicts = db.execute(checks.query("latest", "regexp_full_match({column}, '{regex}')"))
    names = [column[0] for column in verdicts.description]
    checks.demand_all(dict(zip(names, verdicts.fetchall()[0])))
    write_deltalake(silver, db.table("latest").to_arrow_reader(), mode="overwrite")


def main(data, out):
    bronze, silver, quarantine = (f"{out}/{name}" for name in ("bronze/events", "silver/stg_events", "ops/quarantine"))
    Path(out).mkdir(parents=True, exist_ok=True)
    db = duckdb.connect(f"{out}/scratch.duckdb")
    db.execute("SET threads = 2; SET preserve_insertion_order = false; SET TimeZone = 'UTC'")
    ingest(db, data, bronze, quarantine, datetime.now(timezone.utc).isoformat())
    conform(db, bronze, quarantine)
    publish(db, silver)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
