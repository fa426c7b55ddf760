"""Writes what Superset imports: a database, and a dataset for each gold table of a lake, as a folder of YAML files.

python infra/superset/make_datasets.py LAKE --target NAME --to FOLDER

Names and descriptions are those of the table files; columns and types are what DuckDB sees in the published tables.
It connects as gold_connections does, from the same variables.
"""

import argparse
import uuid
from pathlib import Path

import sqlalchemy
import yaml

import gold_connections

FORMAT = "1.0.0"
OURS = uuid.UUID("6d2f1c9e-6b8b-5a58-9d2a-0f5d3c9f7a11")
TIMES = ("DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE")


def make(lake, target, engine):
    """The files by their paths within the folder, as text; those of embed are left out: nobody charts vectors."""
    lake = Path(lake)
    said = yaml.safe_load((lake / "lake.yaml").read_text())
    name, gold = said["lake"], _gold(said["targets"][target])
    database = {
        "database_name": f"{name} gold",
        "sqlalchemy_uri": "duckdb:///:memory:",
        "expose_in_sqllab": True,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "allow_file_upload": False,
        "extra": {"allows_virtual_table_explore": True},
        "uuid": _uuid(name),
        "version": FORMAT,
    }
    made = {
        "metadata.yaml": {"version": FORMAT, "type": "SqlaTable"},
        "databases/gold.yaml": database,
    }
    for file in sorted((lake / "gold").glob("*.yaml")):
        table = yaml.safe_load(file.read_text())
        if table.get("transform") != "embed":
            sql = f"select * from delta_scan('{gold}/{file.stem}')"
            columns = described(engine, sql)
            made[f"datasets/gold/{file.stem}.yaml"] = _dataset(name, file.stem, table, sql, columns)
    return {path: yaml.safe_dump(content, sort_keys=False, width=120) for path, content in made.items()}


def described(engine, sql):
    """The columns of a statement's result with their types in DuckDB's words."""
    with engine.connect() as connection:
        rows = connection.execute(sqlalchemy.text(f"describe {sql}")).fetchall()
    return {row[0]: row[1] for row in rows}


def _dataset(lake, name, table, sql, columns):
    times = [column for column, type_ in columns.items() if type_ in TIMES]
    return {
        "table_name": name,
        "description": table.get("description"),
        "main_dttm_col": times[0] if times else None,
        "sql": sql,
        "uuid": _uuid(f"{lake}/{name}"),
        "metrics": [{"metric_name": "count", "verbose_name": "Rows", "expression": "count(*)"}],
        "columns": [_column(column, type_, table.get("columns", {}).get(column)) for column, type_ in columns.items()],
        "version": FORMAT,
        "database_uuid": _uuid(lake),
    }


def _column(name, type_, declared):
    column = {"column_name": name, "type": type_, "is_dttm": type_ in TIMES, "groupby": True, "filterable": True}
    if declared and "description" in declared:
        column["description"] = declared["description"]
    return column


def _gold(target):
    return target["layers"]["gold"] if "layers" in target else target["root"].rstrip("/") + "/gold"


def _uuid(name):
    """The same for the same name, so that an import made again replaces what an earlier one made."""
    return str(uuid.uuid5(OURS, name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lake", type=Path, help="the lake's folder")
    parser.add_argument("--target", required=True, help="a target of its lake.yaml, on s3://")
    parser.add_argument("--to", type=Path, required=True, help="the folder to write into")
    given = parser.parse_args()
    gold_connections.install()
    engine = sqlalchemy.create_engine("duckdb:///:memory:", poolclass=sqlalchemy.pool.NullPool)
    for path, text in make(given.lake, given.target, engine).items():
        file = given.to / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        print(file)


if __name__ == "__main__":
    main()
