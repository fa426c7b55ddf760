"""The 16 checks of lake/silver/stg_events.yaml as the SQL that the peers evaluate in one pass over what they wrote."""

TYPES = "'view','search','cart','purchase','refund'"
COUNTRIES = "'BR','AR','CL','UY','PY','BO','PE','CO','MX','PT'"
NOT_NULL = ["event_id", "user_id", "type", "ts", "amount", "country", "updated_at"]


def query(table, matches):
    """One row of booleans, one column a check; matches is the engine's template for a regular expression."""

    def every(condition):
        return f"count(CASE WHEN NOT ({condition}) THEN 1 END) = 0"

    checks = {f"not_null_{column}": f"count({column}) = count(*)" for column in NOT_NULL}
    checks |= {
        "unique_event_id": "count(DISTINCT event_id) = count(*)",
        "row_count": "count(*) >= 1000",
        "amount_between": "min(amount) >= 0.01 AND max(amount) <= 500.01",
        "amount_mean": "avg(amount) BETWEEN 100 AND 150",
        "type_in_set": every(f"type IN ({TYPES})"),
        "country_in_set": every(f"country IN ({COUNTRIES})"),
        "event_id_regex": every(matches.format(column="event_id", regex="^e[0-9]+$")),
        "product_regex": every(matches.format(column="product", regex="^p[0-9]+$")),
        "user_id_length": "min(length(user_id)) >= 2 AND max(length(user_id)) <= 7",
    }
    return "SELECT " + ", ".join(f"{check} AS {name}" for name, check in checks.items()) + f" FROM {table}"


def demand_all(row):
    """Stops the contender, before it publishes, at the first check that failed."""
    failed = [name for name, holds in row.items() if not holds]
    if failed or len(row) != 16:
        raise SystemExit(f"{len(row)} checks, failed: {', '.join(failed)}")
