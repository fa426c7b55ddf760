"""The SQL that the guide gives to Metabase, as the page has it, in DuckDB on the lake's gold."""

import re
from pathlib import Path

import duckdb
import pytest
from gold_connections import EXTENSIONS, extension
from published import TABLES, renamed

PAGE = Path(__file__).resolve().parents[2] / "docs/superset-and-metabase.md"


@pytest.fixture(scope="session")
def connection(reader, tmp_path_factory):
    (sql,) = re.findall(r"```sql\n(.*?)```", PAGE.read_text(), re.DOTALL)
    here = {
        "READER_ACCESS_KEY": reader["MINIO_READER_ACCESS_KEY"],
        "READER_SECRET_KEY": reader["MINIO_READER_SECRET_KEY"],
        "minio.example:9000": reader["MINIO_ENDPOINT"].split("//")[1],
        "USE_SSL true": f"USE_SSL {str(reader['MINIO_ENDPOINT'].startswith('https')).lower()}",
    } | {f"INSTALL {name}": f"INSTALL '{extension(name)}'" for name in EXTENSIONS}
    for written, meant in here.items():
        assert sql.count(written) == 1
        sql = sql.replace(written, meant)
    connection = duckdb.connect(config={"extension_directory": str(tmp_path_factory.mktemp("extensions"))})
    connection.execute(renamed(sql))
    return connection


def test_metabase_finds_the_tables_and_their_rows(connection):
    found = connection.execute("select table_name from information_schema.tables order by 1").fetchall()
    assert tuple(name for (name,) in found) == TABLES
    assert connection.execute("select count(*) from dim_items join fact_inventory using (item_id)").fetchone() == (800,)
    connection.execute("SET TimeZone = 'America/Sao_Paulo'")


@pytest.mark.parametrize(
    "statement",
    [
        "from read_text('/proc/self/environ')",
        "attach '/tmp/lavra-metabase-test.db'",
        "SET enable_external_access = true",
    ],
)
def test_sql_in_metabase_reaches_nothing_on_its_machine(connection, statement):
    with pytest.raises(duckdb.Error):
        connection.execute(statement)
