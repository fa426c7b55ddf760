"""What Superset does with its dataset files, by the same driver: their SQL is run on gold as the reader."""

from pathlib import Path

import pytest
import sqlalchemy
import yaml
from sqlalchemy.pool import NullPool

import gold_connections
import make_datasets
from published import COPY, GOLD, TABLES, TARGET, renamed

FILES = Path(__file__).resolve().parent / "nova-corrente"


@pytest.fixture(scope="session")
def engine(reader):
    gold_connections.install(reader)
    return sqlalchemy.create_engine("duckdb:///:memory:", poolclass=NullPool)


def ask(engine, sql):
    with engine.connect() as connection:
        answer = connection.execute(sqlalchemy.text(sql))
        return list(answer.keys()), answer.fetchall()


def rows(engine, sql):
    return ask(engine, sql)[1]


def dataset(table):
    return yaml.safe_load(renamed((FILES / f"datasets/gold/{table}.yaml").read_text()))


def test_the_files_are_those_that_make_datasets_makes(engine):
    made = make_datasets.make(COPY, TARGET, engine)
    kept = {str(path.relative_to(FILES)): renamed(path.read_text()) for path in FILES.rglob("*.yaml")}
    assert kept == made, "run infra/superset/make_datasets.py again: the lake's gold has changed"


@pytest.mark.parametrize("table", TABLES)
def test_a_dataset_has_the_columns_that_come_back(engine, table):
    said = dataset(table)
    names, found = ask(engine, f"{said['sql']} limit 10")
    assert [column["column_name"] for column in said["columns"]] == names
    assert {c["column_name"]: c["type"] for c in said["columns"]} == make_datasets.described(engine, said["sql"])
    assert len(found) == 10


def test_a_chart_on_two_datasets_counts_what_is_there(engine):
    """As Superset asks: the statement of a dataset as a sub-query, grouped, with the dataset's metric."""
    said = dataset("dim_items")
    metric = said["metrics"][0]["expression"]
    groups = dict(rows(engine, f"select item_group, {metric} from ({said['sql']}) as virtual_table group by 1"))
    assert set(groups) == {"AUTO", "BRAF"} and sum(groups.values()) == 800
    ((newest,),) = rows(engine, f"select max(month) from ({dataset('fact_forecasts')['sql']})")
    assert newest.isoformat() == "2026-12-01"


def test_times_with_a_zone_can_be_shown(engine):
    ((newest,),) = rows(engine, f"select max(updated_at) from delta_scan('{GOLD}/dim_items')")
    assert newest.utcoffset().total_seconds() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "select * from delta_scan('s3://superset-test-silver/stg_items')",
        "select * from read_text('s3://superset-test-gold/../superset-test-silver/x')",
        "select content from read_text('/proc/self/environ')",
        "select * from read_csv('/etc/hostname')",
        "copy (select 1) to '/tmp/lavra-superset-test.csv'",
        f"copy (select 1) to '{GOLD}/dim_items/stray.csv'",
        "attach '/tmp/lavra-superset-test.db'",
        "install json from 'nowhere'",
        "set enable_external_access = true",
        "set allow_unredacted_secrets = true",
        "create persistent secret mine (type s3, key_id 'a', secret 'b')",
    ],
)
def test_sql_reaches_nothing_but_gold(engine, statement):
    with pytest.raises(sqlalchemy.exc.DBAPIError):
        ask(engine, statement)


def test_the_readers_secret_cannot_be_asked_for(engine, reader):
    shown = str(rows(engine, "from duckdb_secrets()")) + str(rows(engine, "from duckdb_settings()"))
    assert "redacted" in shown
    assert reader["MINIO_READER_SECRET_KEY"] not in shown


def test_what_is_not_set_is_named():
    with pytest.raises(RuntimeError, match="MINIO_ENDPOINT, MINIO_READER_ACCESS_KEY"):
        gold_connections.install({"LAVRA_GOLD": GOLD})
